"""The cells of a Word table: where each stands, and which reach over several rows and columns."""

from __future__ import annotations

from typing import Any

from nianbao.auditing.opening.package import W, is_on, tag_of, value, whole
from nianbao.auditing.opening.writer import Slot

_MOST_ACROSS = 200


def rows_of(table: Any) -> list[list[Any]]:
    """The cells of each row, without rows that a tracked change takes out."""
    rows = [row for row in _children(table, "tr") if row.find(f"{W}trPr/{W}del") is None]
    return [_children(row, "tc") for row in rows]


def slots_of(rows: list[list[Any]]) -> list[tuple[Slot, Any]]:
    """Each cell with its place. One that another reaches into is none of its own."""
    found: list[tuple[Slot, Any]] = []
    reaching: dict[int, Slot] = {}  # column → the cell that may reach down from the row above
    for number, row in enumerate(rows):
        column, below, last = _before(row), {}, None
        for cell in row:
            across = min(max(whole(value(cell, "tcPr/gridSpan")) or 1, 1), _MOST_ACROSS)
            down, over = _merged(cell, "vMerge"), _merged(cell, "hMerge")
            if over == "continue" and last is not None:
                last.columns += across
            elif down == "continue" and column in reaching:
                last = below[column] = reaching[column]
                last.rows = number + 1 - last.row
            else:
                last = Slot(number, column, 1, across, _is_header(cell))
                found.append((last, cell))
                if down:
                    below[column] = last
            column += across
        reaching = below
    return found


def _merged(cell: Any, name: str) -> str:
    """"restart", "continue", or "" for a cell that is not merged; without a value it goes on."""
    found = cell.find(f"{W}tcPr/{W}{name}")
    return "" if found is None else found.get(f"{W}val", "continue")


def _before(row: list[Any]) -> int:
    return min(max(whole(value(_row_of(row[0]), "trPr/gridBefore")) or 0, 0), _MOST_ACROSS) if row else 0


def _is_header(cell: Any) -> bool:
    return is_on(_row_of(cell).find(f"{W}trPr"), "tblHeader")


def _row_of(cell: Any) -> Any:
    return next(cell.iterancestors(f"{W}tr"))


def _children(parent: Any, name: str) -> list[Any]:
    """The children of that name, those within controls and inserted ones too, not those of a table within."""
    found: list[Any] = []
    for child in parent:
        tag = tag_of(child)
        if tag == name:
            found.append(child)
        elif tag in ("sdt", "sdtContent", "customXml", "ins", "moveTo"):
            found += _children(child, name)
    return found
