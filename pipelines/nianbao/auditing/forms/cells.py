"""The numbers behind a label: cell by cell where the file keeps cells apart, else the pieces that blanks leave."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from nianbao.auditing.document import Cell, Grid
from nianbao.claims.model import Span

_NUMBER = r"(?:(?<!\d)[+-])?(?:\d{1,3}(?:,\d{3})+(?![\d,])|\d+)(?:\.\d+)?"
_NONE = r"(?<![\w/—-])[/—-]+(?![\w/—-])|无"  # how a cell says that there is none
_UNITS = ("万元", "元", "件次", "件", "个", "条", "项", "宗", "份", "次")
_PART = re.compile(rf"(?P<number>{_NUMBER})|(?P<none>{_NONE})|(?P<word>[^\W\d_]+)")
_CELL = re.compile(rf"\s*(?:(?P<number>{_NUMBER})\s*(?:{'|'.join(_UNITS)})?|(?P<none>[/—-]+|无)?)\s*")
_LISTED = re.compile(r"[.、]\s*[^\W\d_]")  # behind the number of a line of the form, as in 8.属于…
_MOST_WORDS = 40  # characters of a broken label that may stand before the numbers


@dataclass(frozen=True)
class Piece:
    """Digits as they stand, with their span; `0` without a span for a blank cell."""

    digits: str
    span: Span | None


@dataclass(frozen=True)
class Pieces:
    """The pieces of a row; `apart` where each is known to be one cell."""

    pieces: tuple[Piece, ...] = ()
    apart: bool = False


def row_cells(text: str, grids: Sequence[Grid], start: int, end: int, size: int) -> Pieces:
    """The numbers of a row of `size` cells that stand between two places of the folded text."""
    of_grid = _of_grid(text, grids, start, end, size)
    if of_grid is not None:
        return of_grid
    if "|" in text[start:end]:
        piped = _piped(text, start, end, size)
        if piped is not None:
            return piped
    pieces = loose_cells(text, start, end)
    return Pieces(pieces, len(pieces) == size)


def _of_grid(text: str, grids: Sequence[Grid], start: int, end: int, size: int) -> Pieces | None:
    grid = next((grid for grid in grids if grid.start <= start and end <= grid.end + 1), None)
    grid = grid or next((grid for grid in grids if grid.start <= start < grid.end), None)
    if grid is None:
        return None
    own = next((cell for cell in grid.cells if cell.start < start <= cell.end), None)
    cells = sorted((cell for cell in grid.cells if cell.start >= start and cell.end <= end and cell is not own), key=lambda cell: (cell.row, cell.column))
    rows = [_numbers(text, list(row)) for _, row in groupby(cells, key=lambda cell: cell.row)]
    filled = [row for row in rows if row is not None and any(piece.span for piece in row)]
    row = filled[0] if filled else next((row for row in rows if row is not None and len(row) >= size), None)
    if row is None:
        return None
    while len(row) > size and row[-1].span is None:
        row = row[:-1]
    while len(row) > size and row[0].span is None:
        row = row[1:]
    return Pieces(tuple(row), True) if len(row) == size else None


def _numbers(text: str, cells: list[Cell]) -> list[Piece] | None:
    """The cells as pieces, without the words before them; None where words or several numbers stand among them."""
    pieces: list[Piece] = []
    for cell in cells:
        match = _CELL.fullmatch(text, cell.start, cell.end)
        if match is None:
            if any(piece.span for piece in pieces):
                return None
            pieces = []
            continue
        pieces.append(_piece(match))
    return pieces


def _piped(text: str, start: int, end: int, size: int) -> Pieces | None:
    """Cells between upright strokes, a blank one between two that follow each other."""
    at, pieces = text.find("|", start, end) + 1, list[Piece]()
    while len(pieces) < size:
        stroke = text.find("|", at, end)
        stop = end if stroke < 0 else stroke
        match = _CELL.fullmatch(text, at, stop)
        if match is None:
            if any(piece.span for piece in pieces):
                return None
            pieces = []
        else:
            pieces.append(_piece(match))
        if stroke < 0:
            break
        at = stroke + 1
    rest = text[at:end]
    return Pieces(tuple(pieces), True) if len(pieces) == size and not re.search(r"\d", rest) else None


def loose_cells(text: str, start: int, end: int) -> tuple[Piece, ...]:
    """The numbers up to the first words behind them."""
    pieces: list[Piece] = []
    words = 0
    for match in _PART.finditer(text, start, end):
        if match["word"]:
            words += len(match["word"])
            if (pieces and match["word"] not in _UNITS) or words > _MOST_WORDS:
                break
        elif not (pieces and len(match[0]) < 3 and _LISTED.match(text, match.end())):
            pieces.append(_piece(match))
    return tuple(pieces)


def _piece(match: re.Match[str]) -> Piece:
    if match["number"]:
        return Piece(match["number"].replace(",", ""), match.span("number"))
    return Piece("0", match.span("none") if match["none"] else None)
