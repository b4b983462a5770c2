"""Where a sheet's header stands, and which of its columns is which."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

from nianbao.errors import AmbiguousColumn, MissingColumn, NoHeader
from nianbao.reading.sheet import Cell, Sheet, text_of
from nianbao.tables import Table
from nianbao.words import nearest

# A header stands near the top; titles, dates and the office's name above it take a few rows.
SEARCHED_ROWS = 40

_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|〔[^〔〕]*〕|【[^【】]*】")


@dataclass(frozen=True)
class Header:
    """The header of a sheet: `row` is its index from 0, `columns` maps column name → index from 0."""

    row: int
    columns: dict[str, int]
    titles: list[str]

    @property
    def unused(self) -> list[int]:
        """Indices of titled columns that the table does not know."""
        taken = set(self.columns.values())
        return [index for index, title in enumerate(self.titles) if title and index not in taken]


def plain_name(title: Cell) -> str:
    """A column title reduced to what identifies it: NFKC, no blanks, colons or stars, one kind of dash, lower case."""
    return re.sub(r"[\s:*]", "", text_of(title)).replace("-", "_").replace("—", "_").lower()


def bare_name(title: Cell) -> str:
    """The same without what stands in brackets."""
    return _BRACKETS.sub("", plain_name(title))


def find_header(sheet: Sheet, table: Table) -> Header | None:
    """The header row, or None where no row of the sheet's top holds two known names (one, for a table of one column)."""
    names = _names(table)
    best, most = None, min(2, len(table.columns)) - 1
    for index, row in enumerate(sheet.rows[:SEARCHED_ROWS]):
        found = {names[name] for cell in row for name in (plain_name(cell), bare_name(cell)) if name in names}
        if len(found) > most:
            best, most = index, len(found)
    if best is None:
        return None
    titles = [text_of(cell) for cell in sheet.rows[best]]
    return Header(best, {name: indices[0] for name, indices in _matches(titles, table).items()}, titles)


def require_header(sheet: Sheet, table: Table, file: str) -> Header:
    """The header of a sheet that must have one, complete and unambiguous.

    Raises NoHeader, MissingColumn, AmbiguousColumn.
    """
    header = find_header(sheet, table)
    if header is None:
        row, found = _nearest_to_a_header(sheet, table)
        expected = [column.zh for column in table.columns.values()][:6]
        raise NoHeader(file=file, table=table.title, expected=expected, row=row, found=found)
    place = {"file": file, "sheet": sheet.name or "csv", "row": header.row + 1, "table": table.table}
    for name, indices in _matches(header.titles, table).items():
        if len(indices) > 1 and table.columns[name].kept:
            found = [f"{header.titles[index]}" for index in indices]
            raise AmbiguousColumn(**place, column=table.columns[name].zh, found=found)
    for name, column in table.columns.items():
        if column.required and name not in header.columns:
            titles = [title for title in header.titles if title]
            close = max(titles, key=lambda title: SequenceMatcher(None, plain_name(title), plain_name(column.zh)).ratio())
            raise MissingColumn(**place, column=column.zh, nearest=close)
    return header


def _names(table: Table) -> dict[str, str]:
    """Every reduced name a column may go by → the column."""
    found: dict[str, str] = {}
    for name, column in table.columns.items():
        for title in (column.zh, column.en, name, *column.also):
            if plain_name(title):
                found.setdefault(plain_name(title), name)
    return found


def _matches(titles: list[str], table: Table) -> dict[str, list[int]]:
    """Column → indices of the titles that fit it best: a title in full counts before one without its brackets."""
    names = _names(table)
    full: dict[str, list[int]] = {}
    bare: dict[str, list[int]] = {}
    for index, title in enumerate(titles):
        if plain_name(title) in names:
            full.setdefault(names[plain_name(title)], []).append(index)
        elif bare_name(title) in names:
            bare.setdefault(names[bare_name(title)], []).append(index)
    return bare | full


def _nearest_to_a_header(sheet: Sheet, table: Table) -> tuple[int, list[str]]:
    """The row, as Excel numbers it, with most cells like known titles, and those titles.

    The cells themselves are not told: what is like a header may be a person's record.
    """
    names = _names(table)
    rows = [[near for cell in row if (near := nearest(bare_name(cell), names))] for row in sheet.rows[:SEARCHED_ROWS]]
    best = max(range(len(rows)), key=lambda index: len(rows[index]), default=0)
    return best + 1, [table.columns[names[near]].zh for near in rows[best]][:8] if rows else []
