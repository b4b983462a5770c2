"""Where rows and cells stand, as Excel shows them: `登记表：第3–12、15行`, `Sheet1!D5、D6`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from nianbao.reading import letter_of
from nianbao.words import said

Cell = tuple[int, int]  # column and row, both from 1

# Spans that are written out of one sheet, unless all are wanted.
SHOWN = 12


@dataclass(frozen=True)
class Found:
    """Records of one sheet. `rows` are row numbers, of a form that has a record in each column the columns' numbers.

    `cells` hold the numbers of these records that are added up, where numbers are.
    """

    file: str
    sheet: str
    rows: tuple[int, ...]
    cells: tuple[Cell, ...] = ()
    across: bool = False

    @property
    def place(self) -> str:
        """`登记表.xlsx › 登记表`; a csv has no sheet."""
        return f"{self.file} › {self.sheet}" if self.sheet else self.file

    def told(self, lang: str, everything: bool = False) -> str:
        """`登记表.xlsx › 登记表：第3–12、15行，共11行`; cells go by their addresses."""
        most = None if everything else SHOWN
        if self.cells:
            return f"{self.place}{'!' if self.sheet else said(lang, '：', ': ')}{addresses(self.cells, lang, most)}"
        return f"{self.place}{said(lang, '：', ': ')}{numbered(self.rows, lang, self.across, most)}"

    def json(self) -> dict[str, Any]:
        """File, sheet, and the numbers of rows (`columns` of a form), cells by their addresses."""
        numbers = {"columns": [letter_of(row) for row in self.rows]} if self.across else {"rows": list(self.rows)}
        cells = {"cells": [address(cell) for cell in self.cells]} if self.cells else {}
        return {"file": self.file, "sheet": self.sheet, **numbers, **cells}


def numbered(rows: Iterable[int], lang: str, across: bool = False, most: int | None = SHOWN) -> str:
    """`第3–12、15行，共11行`, `rows 3–12, 15 (11)`; of more than `most` spans the first and how many there are in all."""
    named = sorted(set(rows))
    found = [_span(letter_of(a), letter_of(b)) if across else _span(a, b) for a, b in spans(named)]
    shown = said(lang, "、", ", ").join(found[:most])
    count = len(named)
    cut = most is not None and len(found) > most
    if lang == "zh":
        thing = "列" if across else "行"
        total = f"，共{count}{thing}" if cut or len(found) < count else ""
        return f"第{shown}{thing}{'等' if cut else ''}{total}"
    thing = ("column" if across else "row") + "s" * (count > 1)
    total = f" ({count})" if cut or len(found) < count else ""
    return f"{thing} {shown}{' …' if cut else ''}{total}"


def addresses(cells: Iterable[Cell], lang: str, most: int | None = SHOWN) -> str:
    """`D5、D6`, `D3–D12`: cells below one another, or where no two are, beside one another, as one span."""
    found = sorted(set(cells))
    down = len({column for column, _ in found}) < len(found) or len(found) == 1
    lines: dict[int, list[int]] = {}
    for column, row in found:
        line, place = (column, row) if down else (row, column)
        lines.setdefault(line, []).append(place)
    named = [
        _span(*(address((line, end) if down else (end, line)) for end in span))
        for line, places in lines.items() for span in spans(places)
    ]  # fmt: skip
    text = said(lang, "、", ", ").join(named[:most])
    if most is None or len(named) <= most:
        return text
    return text + said(lang, f"等，共{len(found)}格", f" … ({len(found)} cells)")


def spans(numbers: Iterable[int]) -> Iterator[tuple[int, int]]:
    """The numbers as (first, last); only three or more in a row are one span."""
    run: list[int] = []
    for number in [*sorted(numbers), None]:
        if run and number != run[-1] + 1:
            yield from [(run[0], run[-1])] if len(run) > 2 else [(one, one) for one in run]
            run = []
        run.append(number)


def address(cell: Cell) -> str:
    """`D5`."""
    column, row = cell
    return f"{letter_of(column)}{row}"


def cell_of(address: str) -> Cell:
    """`D5` → (4, 5)."""
    letters = address.rstrip("0123456789")
    return number_of(letters), int(address[len(letters) :])


def number_of(letters: str) -> int:
    """The number of a column's letters: D → 4, AB → 28."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _span(first: object, last: object) -> str:
    return str(first) if first == last else f"{first}–{last}"
