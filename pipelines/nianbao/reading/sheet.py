"""A sheet as it stands in a file, before anything is understood: each distinct cell once, and where it stands."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, TypeAlias

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from nianbao.reading.cells import PLAIN, Cell, text_of

Merge: TypeAlias = tuple[tuple[int, int], tuple[int, int]]  # first and last (row, column), from 0


@dataclass
class Sheet:
    """The raw cells of one sheet; a csv file is one sheet named "".

    `cells` are the distinct ones, by kind and value, the first of them None; `codes` (rows × columns) tells which of them
    stands where. Row 0 is the row that Excel numbers 1. Of text, rows may differ in length: `lengths`.
    """

    name: str
    cells: list[Cell]
    codes: np.ndarray
    lengths: np.ndarray
    merges: list[Merge] = field(default_factory=list)

    @classmethod
    def of(cls, name: str, rows: Sequence[Sequence[Cell]], merges: Iterable[Merge] = ()) -> Sheet:
        """The sheet of these rows."""
        lengths = np.fromiter(map(len, rows), np.int32, len(rows))
        width = int(lengths.max(initial=0))
        known = _Numbered({(None.__class__, None): 0})
        codes = np.zeros((len(rows), width), np.int32, order="F")
        flat = np.fromiter((known[cell.__class__, cell] for row in rows for cell in row), np.int32, int(lengths.sum()))
        codes[np.arange(width) < lengths[:, None]] = flat
        return cls(name, [cell for _, cell in known], codes, lengths, list(merges))

    @property
    def height(self) -> int:
        return len(self.lengths)

    @property
    def width(self) -> int:
        return self.codes.shape[1]

    @cached_property
    def texts(self) -> pa.StringArray:
        """The text of each of `cells`."""
        return texts_of(self.cells)

    @cached_property
    def blank(self) -> np.ndarray:
        """Of each of `cells` whether it is blank."""
        return numpy_of(pc.equal(self.texts, ""))

    @cached_property
    def filled(self) -> np.ndarray:
        """The rows that hold anything, by index."""
        empty = np.arange(self.height)
        for column in range(self.width):
            empty = empty[self.blank[self.codes[empty, column]]]
        holds = np.ones(self.height, bool)
        holds[empty] = False
        return np.flatnonzero(holds)

    @property
    def physical(self) -> int:
        """How many rows hold anything."""
        return len(self.filled)

    @cached_property
    def rows(self) -> list[list[Cell]]:
        """Row by row, as who reads forms wants it: for a large sheet a great deal."""
        return self.head(self.height)

    def head(self, most: int) -> list[list[Cell]]:
        """The first rows."""
        return [self.row(index) for index in range(min(most, self.height))]

    def row(self, index: int) -> list[Cell]:
        return [self.cells[code] for code in self.codes[index, : self.lengths[index]].tolist()]

    def column(self, index: int, rows: np.ndarray) -> Cells:
        """What stands in the column in these rows."""
        codes = self.codes[rows, index]
        present = np.zeros(len(self.cells), bool)
        present[codes] = True
        distinct = np.flatnonzero(present)
        places = np.zeros(len(self.cells), np.int32)
        places[distinct] = np.arange(len(distinct), dtype=np.int32)
        return Cells([self.cells[code] for code in distinct.tolist()], self.texts.take(pa.array(distinct)), places[codes])

    def first_filled(self, rows: np.ndarray) -> np.ndarray:
        """The code of each row's first cell that is not blank; of these rows each has one."""
        codes = self.codes[rows, 0]
        for column in range(1, self.width):
            empty = self.blank[codes]
            if not empty.any():
                break
            codes[empty] = self.codes[rows[empty], column]
        return codes

    def with_any(self, flags: np.ndarray, rows: np.ndarray, columns: Iterable[int] | None = None) -> np.ndarray:
        """Those of the rows that have a cell of which `flags` is true."""
        found = np.zeros(len(rows), bool)
        if flags.any():
            for column in range(self.width) if columns is None else columns:
                found |= flags[self.codes[rows, column]]
        return rows[found]

    def with_cells(self, told: dict[tuple[int, int], Cell]) -> Sheet:
        """The sheet with cells replaced, by row and column; a row that does not reach so far is made longer."""
        if not told:
            return self
        codes, lengths = self.codes.copy(order="F"), self.lengths.copy()
        for code, (row, column) in enumerate(told, len(self.cells)):
            codes[row, column] = code
            lengths[row] = max(lengths[row], column + 1)
        return replace(self, cells=[*self.cells, *told.values()], codes=codes, lengths=lengths)


@dataclass(frozen=True)
class Cells:
    """The cells of a column: each distinct one with its text, and `places`, which of them stands in each row."""

    distinct: list[Cell]
    texts: pa.StringArray
    places: np.ndarray

    @classmethod
    def of(cls, cells: Sequence[Cell]) -> Cells:
        return Sheet.of("", [[cell] for cell in cells]).column(0, np.arange(len(cells)))


class _Numbered(dict):
    """Numbers what it is asked for, in the order in which it is asked."""

    def __missing__(self, asked: Any) -> int:
        self[asked] = number = len(self)
        return number


def texts_of(cells: list[Cell]) -> pa.StringArray:
    """`text_of` each of the cells; what it would leave as it is, is not looked at one by one."""
    given = pa.array([cell if cell.__class__ is str else text_of(cell) for cell in cells], pa.string())
    plain = pc.match_substring_regex(given, PLAIN)
    others = np.flatnonzero(~numpy_of(plain))
    if not len(others):
        return given
    return pc.replace_with_mask(given, pc.invert(plain), pa.array([text_of(cells[index]) for index in others.tolist()], pa.string()))


def numpy_of(flags: pa.BooleanArray) -> np.ndarray:
    return flags.to_numpy(zero_copy_only=False)


def unmerged(rows: list[list[Cell]], merges: list[Merge]) -> list[list[Cell]]:
    """The rows with each merged value standing in all of its cells, as labels and headers are read."""
    rows = [list(row) for row in rows] if merges else rows
    for (top, left), (bottom, right) in merges:
        if top >= len(rows) or left >= len(rows[top]):
            continue
        for row in rows[top : bottom + 1]:
            row += [None] * (right + 1 - len(row))
            row[left : right + 1] = [rows[top][left]] * (right + 1 - left)
    return rows


def filled_down(sheet: Sheet) -> Sheet:
    """The sheet with each value of a vertical merge standing in all of its rows, as the eye reads it.

    What a program has left in the hidden cells of a merge is not seen. A merged title across columns stays where it is.
    """
    if not sheet.merges:
        return sheet
    codes = sheet.codes.copy(order="F")
    for (top, left), (bottom, right) in sheet.merges:
        if top >= sheet.height or left >= sheet.lengths[top]:
            continue
        value = codes[top, left]
        # A row that is empty in the file stays empty: a merge makes no record of it.
        rows = sheet.filled[np.searchsorted(sheet.filled, top) : np.searchsorted(sheet.filled, bottom, "right")]
        codes[rows, left : right + 1] = 0
        codes[rows[sheet.lengths[rows] > left], left] = value
    return replace(sheet, codes=codes)
