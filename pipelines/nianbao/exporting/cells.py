"""A table's cells, in rows that are complete."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count
from typing import Any

from lxml.html import HtmlElement

# A cell: {"kids": nodes, "number": it stands right, "colspan": …, "rowspan": …}.
Cell = dict[str, Any]
_PARTS = {"thead": "head", "tbody": "body", "tfoot": "foot"}


def laid_out(table: HtmlElement, content: Callable[[HtmlElement], list[Any]]) -> dict[str, Any]:
    """{"columns": how many, "head": rows, "body": rows, "foot": rows}; `content` makes a cell's nodes.

    A row that is too short is filled with empty cells; a span ends where its part of the table does, or another begins.
    """
    lines: dict[str, list[HtmlElement]] = {"head": [], "body": [], "foot": []}
    for part in table:
        if part.tag in _PARTS:
            lines[_PARTS[part.tag]] += [row for row in part if row.tag == "tr"]
        elif part.tag == "tr":
            lines["body"].append(part)
    parts = {name: _grid(rows) for name, rows in lines.items()}
    columns = max((place + 1 for grid in parts.values() for _, place in grid), default=0)
    rows = {name: _rows(grid, columns, content) for name, grid in parts.items()}
    return {"columns": columns} | rows


def _grid(rows: list[HtmlElement]) -> dict[tuple[int, int], HtmlElement | None]:
    """Each place, by row and column: the cell that begins there, or None where a span covers it."""
    grid: dict[tuple[int, int], HtmlElement | None] = {}
    for number, row in enumerate(rows):
        for cell in (cell for cell in row if cell.tag in ("th", "td")):
            place = next(place for place in count() if (number, place) not in grid)
            wanted = _span(cell, "colspan")
            across = next(right for right in count(1) if right == wanted or (number, place + right) in grid)
            down = min(_span(cell, "rowspan"), len(rows) - number)
            cell.attrib["colspan"], cell.attrib["rowspan"] = str(across), str(down)
            grid |= {(number + below, place + right): None for below in range(down) for right in range(across)}
            grid[number, place] = cell
    return grid


def _span(cell: HtmlElement, name: str) -> int:
    given = str(cell.get(name, "1"))
    return min(max(int(given), 1), 50) if given.isascii() and given.isdecimal() else 1


def _rows(grid: dict[tuple[int, int], HtmlElement | None], columns: int, content: Callable[[HtmlElement], list[Any]]) -> list[list[Cell]]:
    rows: list[list[Cell]] = []
    for number in range(max((number + 1 for number, _ in grid), default=0)):
        rows.append([])
        for place in range(columns):
            cell = grid.get((number, place), ...)
            if cell is ...:
                rows[-1].append({"kids": [], "number": False, "colspan": 1, "rowspan": 1})
            elif cell is not None:
                rows[-1].append(_cell(cell, content))
    return rows


def _cell(cell: HtmlElement, content: Callable[[HtmlElement], list[Any]]) -> Cell:
    number = "num" in cell.get("class", "").split() or "right" in cell.get("style", "")
    return {"kids": content(cell), "number": number, "colspan": int(cell.get("colspan")), "rowspan": int(cell.get("rowspan"))}
