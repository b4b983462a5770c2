"""A sheet as it stands in a file, before anything is understood: each distinct cell once, and where it stands."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import zip_longest
from typing import Any, TypeAlias

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from nianbao.reading.cells import PLAIN, Cell, text_of

Merge: TypeAlias = tuple[tuple[int, int], tuple[int, int]]  # first and last (row, column), from 0


@dataclass
class Distinct:
    """Cells that differ by kind or value (or might), each with its text."""

    cells: list[Cell]

    @cached_property
    def texts(self) -> pa.StringArray:
        """What stands in each of them need not be looked at one by one where `text_of` would leave it as it is."""
        given = pa.array([cell if cell.__class__ is str else text_of(cell) for cell in self.cells], pa.string())
        plain = pc.match_substring_regex(given, PLAIN)
        others = np.flatnonzero(~numpy_of(plain)).tolist()
        return pc.replace_with_mask(given, pc.invert(plain), pa.array([text_of(self.cells[index]) for index in others], pa.string())) if others else given

    @cached_property
    def blank(self) -> np.ndarray:
        """Of each of them whether it is blank."""
        return numpy_of(pc.equal(self.texts, ""))


@dataclass(frozen=True)
class Cells:
    """The cells of a column: `distinct.cells[places[row]]` is what stands in a row."""

    distinct: Distinct
    places: np.ndarray

    @classmethod
    def of(cls, cells: Iterable[Cell]) -> Cells:
        known = _Numbered()
        places = np.array([known[cell.__class__, cell] for cell in cells], np.int32)
        return cls(Distinct([cell for _, cell in known]), places)

    def at(self, rows: np.ndarray) -> Cells:
        """The same of these rows alone, by index in ascending order."""
        return self if len(rows) == len(self.places) else Cells(self.distinct, self.places[rows])

    def cell(self, row: int) -> Cell:
        return self.distinct.cells[self.places[row]]

    def blank(self, rows: np.ndarray) -> np.ndarray:
        """Of each of the rows whether nothing stands there."""
        return self.distinct.blank[self.places[rows]]

    def replaced(self, rows: np.ndarray | int, cell: Cell) -> Cells:
        """The column with `cell` in these rows."""
        places = self.places.copy()
        places[rows] = len(self.distinct.cells)
        return Cells(Distinct([*self.distinct.cells, cell]), places)


@dataclass
class Sheet:
    """The raw cells of one sheet, column by column; a csv file is one sheet named "".

    Row 0 is the row that Excel numbers 1. All columns are of one length: of text, rows may have fewer cells than that, as
    `lengths` tells.
    """

    name: str
    columns: list[Cells]
    lengths: np.ndarray
    merges: list[Merge] = field(default_factory=list)

    @classmethod
    def of(cls, name: str, rows: Sequence[Sequence[Cell]], merges: Iterable[Merge] = ()) -> Sheet:
        """The sheet of these rows."""
        lengths = np.fromiter(map(len, rows), np.int32, len(rows))
        return cls(name, [Cells.of(cells) for cells in zip_longest(*rows)], lengths, list(merges))

    @property
    def height(self) -> int:
        return len(self.lengths)

    @cached_property
    def filled(self) -> np.ndarray:
        """The rows that hold anything, by index."""
        empty = np.arange(self.height)
        for column in self.columns:
            empty = empty[column.blank(empty)]
        return without(np.arange(self.height), empty)

    @property
    def physical(self) -> int:
        """How many rows hold anything."""
        return len(self.filled)

    @cached_property
    def rows(self) -> list[list[Cell]]:
        """Row by row, as who reads forms wants it: of a large sheet a great deal."""
        return self.head(self.height)

    def head(self, most: int) -> list[list[Cell]]:
        """The first rows."""
        return [self.row(index) for index in range(min(most, self.height))]

    def row(self, index: int) -> list[Cell]:
        return [column.cell(index) for column in self.columns[: self.lengths[index]]]

    def beginning(self, flags: Sequence[np.ndarray], rows: np.ndarray) -> np.ndarray:
        """Those of the rows whose first cell that is not blank is flagged, by column and distinct cell."""
        found = []
        for column, flagged in zip(self.columns, flags, strict=True):
            blank = column.blank(rows)
            found.append(rows[flagged[column.places[rows]] & ~blank])
            rows = rows[blank]
        return np.sort(np.concatenate(found))

    def holding(self, flags: Sequence[np.ndarray], rows: np.ndarray, start: int = 0) -> np.ndarray:
        """Those of the rows that hold a flagged cell, in the column `start` or right of it."""
        found = np.zeros(len(rows), bool)
        for column, flagged in zip(self.columns[start:], flags[start:], strict=True):
            if flagged.any():
                found |= flagged[column.places[rows]]
        return rows[found]

    def corrected(self, row: int, index: int, cell: Cell) -> Sheet:
        """The sheet with one cell replaced; a row that does not reach so far is made longer."""
        lengths = self.lengths.copy()
        lengths[row] = max(lengths[row], index + 1)
        columns = [*self.columns[:index], self.columns[index].replaced(row, cell), *self.columns[index + 1 :]]
        return replace(self, columns=columns, lengths=lengths)


class _Numbered(dict):
    """Numbers what it is asked for, in the order in which it is asked."""

    def __missing__(self, asked: Any) -> int:
        self[asked] = number = len(self)
        return number


def numpy_of(flags: pa.BooleanArray) -> np.ndarray:
    return flags.to_numpy(zero_copy_only=False)


def without(rows: np.ndarray, gone: np.ndarray) -> np.ndarray:
    """The rows that are not among those gone."""
    return rows[~np.isin(rows, gone)] if len(gone) else rows


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
    columns = list(sheet.columns)
    for (top, left), (bottom, right) in sheet.merges:
        if top >= sheet.height or left >= sheet.lengths[top]:
            continue
        value = columns[left].cell(top)
        # A row that is empty in the file stays empty: a merge makes no record of it.
        rows = sheet.filled[np.searchsorted(sheet.filled, top) : np.searchsorted(sheet.filled, bottom, "right")]
        columns[left] = columns[left].replaced(rows, value)
        for index in range(left + 1, min(right + 1, len(columns))):
            columns[index] = columns[index].replaced(rows, None)
    return replace(sheet, columns=columns)
