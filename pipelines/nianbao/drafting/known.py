"""What the shipped tables know already: columns by the titles they go by, and categories by how files write them."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TypeVar

from nianbao.cleaning.values import plain
from nianbao.office import Workspace, shipped
from nianbao.reading import bare_name, plain_name
from nianbao.tables import Column, read_table, table_files
from nianbao.words import Words

Kind = TypeVar("Kind")


@dataclass(frozen=True)
class Known:
    """`columns` maps a reduced title to name and column, `categories` a reduced raw text to its canonical and label."""

    columns: dict[str, tuple[str, Column]]
    categories: dict[str, tuple[str, Words]]

    def column(self, title: str) -> tuple[str, Column] | None:
        """The name and column that go by the title, in full or without its brackets."""
        return self.columns.get(plain_name(title)) or self.columns.get(bare_name(title))


def shipped_knowledge() -> Known:
    """From every shipped table. Of several columns of one title a personal one goes first, then the most frequent."""
    columns: defaultdict[str, list[tuple[str, Column]]] = defaultdict(list)
    categories: defaultdict[str, list[tuple[str, Words]]] = defaultdict(list)
    for path in table_files(Workspace(shipped("expectations").parent)).values():
        for name, column in read_table(path).columns.items():
            for title in dict.fromkeys(plain_name(text) for text in (column.zh, *column.also)):
                columns[title].append((name, column))
            for raw, canonical in column.values.items():
                categories[plain(raw)].append((canonical, column.label(canonical)))
    return Known(
        {title: _agreed([one for one in found if one[1].personal] or found) for title, found in columns.items()},
        {raw: _agreed(found) for raw, found in categories.items()},
    )


def _agreed(found: list[tuple[str, Kind]]) -> tuple[str, Kind]:
    """The first that bears the name that most of them bear."""
    ((name, _),) = Counter(name for name, _ in found).most_common(1)
    return next(one for one in found if one[0] == name)
