"""Forms whose columns carry serial numbers in a row of their own: 序号 1 2 3 …, and below them the cells."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import groupby

from nianbao.auditing.document import Cell, Document, Grid
from nianbao.auditing.forms.blueprint import Numbered, numbered
from nianbao.auditing.forms.cells import Piece, loose_cells
from nianbao.auditing.forms.form import Form, Number


def read_numbered(document: Document, text: str) -> list[Form]:
    """The forms of numbered columns in a document, whose folded text is `text`; glued digits are not cut, for nothing tells how."""
    found: list[Form] = []
    for blueprint in numbered():
        at = min([place for mark in blueprint.marks if (place := text.find(mark)) >= 0], default=-1)
        if at >= 0 and (form := _of_grids(blueprint, document, text) or _of_text(blueprint, text, at)) is not None:
            found.append(form)
    return found


def _of_grids(blueprint: Numbered, document: Document, text: str) -> Form | None:
    for grid in document.grids:
        columns: dict[int, int] = {}  # place in the grid → serial number
        rows: dict[str, dict[str, Number]] = {}
        for cells in _rows(grid):
            told = {cell.column: text[cell.start : cell.end].strip() for cell in cells}
            serials = {column: int(value) for column, value in told.items() if value.isdecimal()}
            if sorted(serials.values()) == list(range(1, blueprint.serials + 1)) and not columns:
                columns = serials
            elif columns and any(told.get(column, "") for column in columns):
                name = next((value for column, value in sorted(told.items()) if column not in columns and value), "合计")
                row = {str(columns[cell.column]): number for cell in cells if cell.column in columns and (number := _number(text, cell)) is not None}
                if row:
                    rows.setdefault(name, row)
        if rows:
            return _form(blueprint, grid.start, grid.end, rows)
    return None


def _rows(grid: Grid) -> Iterator[list[Cell]]:
    ordered = sorted(grid.cells, key=lambda cell: (cell.row, cell.column))
    return (list(cells) for _, cells in groupby(ordered, key=lambda cell: cell.row))


def _number(text: str, cell: Cell) -> Number | None:
    pieces = loose_cells(text, cell.start, cell.end)
    return _as_number(pieces[0]) if len(pieces) == 1 else None


def _of_text(blueprint: Numbered, text: str, at: int) -> Form | None:
    """The first row of cells behind the serial numbers, when it has as many."""
    serials = re.compile(r"[\s|]+".join(str(number) for number in range(1, blueprint.serials + 1)) + r"(?!\d)").search(text, at)
    if serials is None:
        return None
    pieces = loose_cells(text, serials.end(), len(text))
    if len(pieces) != blueprint.serials:
        return None
    row = {str(number): _as_number(piece) for number, piece in enumerate(pieces, 1)}
    return _form(blueprint, at, max(piece.span[1] for piece in pieces if piece.span), {"合计": row})


def _as_number(piece: Piece) -> Number:
    return Number(Decimal(piece.digits), piece.span)


def _form(blueprint: Numbered, start: int, end: int, rows: dict[str, dict[str, Number]]) -> Form:
    return Form(blueprint.form, blueprint.title, blueprint.law, start, end, rows, spans=((start, end),))
