"""A row of a form and the ways to read it: as its cells stand, or as its glued digits can be cut."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations

from nianbao.auditing.forms import unglueing
from nianbao.auditing.forms.cells import Piece, Pieces
from nianbao.auditing.forms.form import Number
from nianbao.auditing.forms.solving import Row


@dataclass(frozen=True)
class Read:
    """A row with the ways to read it: none where its digits cannot add up or can be cut in too many ways to tell."""

    name: str
    columns: tuple[str, ...]
    pieces: Pieces
    ways: tuple[Row, ...]
    hints: tuple[str, ...] = ()
    blocks: int = 1
    followed: bool = False  # by numbers of a row that the form does not have
    too_many: bool = False

    @property
    def glued(self) -> bool:
        """Whether the cells were not kept apart, and there are digits to cut."""
        return not self.pieces.apart and bool(self.pieces.pieces)

    @property
    def wrong(self) -> bool:
        """Whether there are digits for all cells, and no way to cut them adds up."""
        fits = len(self.pieces.pieces) <= len(self.columns) <= len("".join(_digits(self.pieces)))
        return self.glued and not self.ways and not self.too_many and fits

    @property
    def spread(self) -> bool:
        """Whether blank cells have left nothing, so that which number is whose was but inferred."""
        written = len("".join(_digits(self.pieces)))
        return self.glued and bool(self.ways) and any(self.ways[0]) and len("".join(map(str, self.ways[0]))) != written

    @property
    def short(self) -> bool:
        """Whether there are fewer digits than cells, so that some cells were left blank."""
        return self.glued and len("".join(_digits(self.pieces))) < len(self.columns)

    def spare(self) -> tuple[Row, ...]:
        """Ways to cut the digits that do not add up, the nearest first."""
        digits = _digits(self.pieces)
        if not self.glued or self.too_many or self.spread or not all(piece.isdecimal() for piece in digits):
            return ()
        if not len(digits) <= len(self.columns) <= len("".join(digits)):
            return ()
        try:
            return tuple(unglueing.nearly(digits, self.blocks, len(self.columns) // self.blocks))
        except unglueing.TooMany:
            return ()

    def numbers(self, way: Row) -> dict[str, Number]:
        """The cells of one way, with their places; without those of which the row says nothing."""
        places = _places(self.pieces, way)
        return {
            column: Number(Decimal(value), place)
            for column, value, place in zip(self.columns, way, places, strict=True) if value is not None
        }  # fmt: skip


def read(name: str, columns: tuple[str, ...], pieces: Pieces, *, blocks: int = 1, total: bool, hints: tuple[str, ...] = ()) -> Read:
    """The ways to read a row; with `total` the last cell of each block is the sum of its others."""
    digits, size = _digits(pieces), len(columns) // blocks
    if pieces.apart:
        return Read(name, columns, pieces, (_as_it_stands(pieces, total and blocks == 1),), hints, blocks)
    if len("".join(digits)) < len(columns) and not any(piece.strip("0") for piece in digits):
        return Read(name, columns, pieces, ((0,) * len(columns),), hints, blocks)
    if not all(piece.isdecimal() for piece in digits):  # glued with a point or a sign: nothing can be told of them
        return Read(name, columns, pieces, (), hints, blocks, too_many=True)
    try:
        ways = unglueing.ways(digits, blocks, size, total=total)
        if not ways and total:
            ways = _spread(digits, size) if blocks == 1 else _spread_blocks(digits, blocks, size)
    except unglueing.TooMany:
        return Read(name, columns, pieces, (), hints, blocks, too_many=True)
    return Read(name, columns, pieces, tuple(ways), hints, blocks)


def _digits(pieces: Pieces) -> list[str]:
    return [piece.digits for piece in pieces.pieces]


def _as_it_stands(pieces: Pieces, total: bool) -> Row:
    """The cells one by one. A total left blank is the sum; a row in which only the total stands says nothing of its parts."""
    values = [Decimal(piece.digits) for piece in pieces.pieces]
    if total and len(values) > 1:
        *parts, last = pieces.pieces
        filled = any(piece.span for piece in parts)
        if filled and not last.span:
            return (*values[:-1], sum(values[:-1]))
        if not filled and values[-1]:
            return (*(None for _ in parts), values[-1])
    return tuple(values)


def _spread(digits: Sequence[str], size: int) -> list[unglueing.Cells]:
    """The ways in which a row may have stood whose blank cells have left nothing behind: the last number is the total."""
    found: set[unglueing.Cells] = set()
    for count in range(2, size):
        for cut in unglueing.ways(digits, 1, count, total=True):
            for places in combinations(range(size - 1), count - 1):
                row = [0] * (size - 1)
                for place, number in zip(places, cut, strict=False):
                    row[place] = number
                found.add((*row, cut[-1]))
    return sorted(found, reverse=True)


def _spread_blocks(digits: Sequence[str], blocks: int, size: int) -> list[unglueing.Cells]:
    """The same for blocks side by side, each of them blank or with a total; only for numbers that are kept apart."""
    if not blocks:
        return [] if digits else [()]
    found: list[unglueing.Cells] = []
    for count in range(len(digits) + 1):
        heads = _spread(digits[:count], size) if count > 1 else [(0,) * size] if not count else []
        found += [head + tail for tail in _spread_blocks(digits[count:], blocks - 1, size) for head in heads] if heads else []
    return found


def _places(pieces: Pieces, way: Row) -> list[tuple[int, int] | None]:
    """The span of each cell: of its own piece, or of its digits in the row's."""
    if pieces.apart:
        return [piece.span for piece in pieces.pieces]
    digits = [place for piece in pieces.pieces for place in _digit_places(piece)]
    told = [str(value) for value in way]
    if len("".join(told)) != len(digits):  # blank cells have left nothing
        told = ["" if text == "0" else text for text in told]
    if len("".join(told)) != len(digits):
        return [None] * len(way)
    places: list[tuple[int, int] | None] = []
    at = 0
    for text in told:
        if not text:
            places.append(None)
            continue
        places.append((digits[at], digits[at + len(text) - 1] + 1))
        at += len(text)
    return places


def _digit_places(piece: Piece) -> range:
    return range(*piece.span) if piece.span else range(0)
