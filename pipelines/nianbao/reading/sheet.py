"""A sheet as it stands in a file: raw cells, row by row, before anything is understood."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import TypeAlias

Cell: TypeAlias = str | int | float | bool | datetime | date | time | timedelta | None
Merge: TypeAlias = tuple[tuple[int, int], tuple[int, int]]  # first and last (row, column), from 0

# Blanks that str.strip() leaves alone: zero-width marks and the byte order mark.
_INVISIBLE = str.maketrans(dict.fromkeys("\u200b\u200c\u200d\u2060\ufeff\u00ad"))


@dataclass
class Sheet:
    """The raw cells of one sheet. `rows[0]` is the row that Excel numbers 1; a csv file is one sheet named ""."""

    name: str
    rows: list[list[Cell]]
    merges: list[Merge] = field(default_factory=list)

    @property
    def physical(self) -> int:
        """How many rows hold anything."""
        return sum(not is_blank_row(row) for row in self.rows)


def text_of(cell: Cell) -> str:
    """The cell as plain text: NFKC, no invisible marks, blanks folded and trimmed; dates in ISO form."""
    if cell is None:
        return ""
    if isinstance(cell, str):
        if cell.isascii():
            return " ".join(cell.split())
        return " ".join(unicodedata.normalize("NFKC", cell).translate(_INVISIBLE).split())
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    if isinstance(cell, datetime) and cell.time() == time():
        return cell.date().isoformat()
    return str(cell)


def is_blank(cell: Cell) -> bool:
    if isinstance(cell, str):
        # A letter or a digit in front settles it for nearly every cell; the rest is looked at closely.
        return not (cell[:1].isalnum() or text_of(cell))
    return cell is None


def is_blank_row(row: list[Cell]) -> bool:
    return all(is_blank(cell) for cell in row)


def filled_down(sheet: Sheet) -> list[list[Cell]]:
    """The rows with each value of a vertical merge standing in all of its rows, as the eye reads it.

    A merged title across columns stays where it is: only the first column of a range is filled.
    """
    rows = sheet.rows
    if not sheet.merges:
        return rows
    rows = [list(row) for row in rows]
    for (top, left), (bottom, _) in sheet.merges:
        if bottom == top or top >= len(rows) or left >= len(rows[top]):
            continue
        for number in range(top + 1, min(bottom + 1, len(rows))):
            row = rows[number]
            # A row that is empty in the file stays empty: a merge makes no record of it.
            if left < len(row) and is_blank(row[left]) and not is_blank_row(sheet.rows[number]):
                row[left] = rows[top][left]
    return rows
