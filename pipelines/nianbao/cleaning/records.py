"""All sheets of one table → its records: exact duplicates set aside, one frame with the origin of every row."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pyarrow as pa

from nianbao.cleaning.coded import Coded
from nianbao.cleaning.sheets import CleanSheet
from nianbao.cleaning.values import arrow_type
from nianbao.tables import Table

FILE, SHEET, ROW = "_file", "_sheet", "_row"


@dataclass
class Records:
    """A table's kept rows, column by column, and how many rows of which sheet were exact duplicates."""

    table: Table
    columns: dict[str, pa.Array]
    duplicates: dict[tuple[str, str], list[int]]
    absent: list[str]
    stated: dict[str, Any] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.columns[ROW])


def gathered(table: Table, sheets: list[CleanSheet]) -> Records:
    """The records of all sheets in order of file, sheet and row; of identical ones the first is kept.

    Identical is what is the same in every column after cleaning. The same key with other content stays: the rule on
    unique keys names both rows.
    """
    again = _again(sheets)
    kept = [np.flatnonzero(~twice) for twice in again]
    parts: dict[str, list[pa.Array]] = {name: [] for name in (*table.kept, FILE, SHEET, ROW)}
    for sheet, rows in zip(sheets, kept, strict=True):
        for name, column in table.kept.items():
            coded = sheet.columns.get(name)
            parts[name].append(coded.at(rows).array() if coded is not None else pa.nulls(len(rows), arrow_type(column)))
        parts[FILE].append(pa.repeat(pa.scalar(sheet.file, pa.string()), len(rows)))
        parts[SHEET].append(pa.repeat(pa.scalar(sheet.sheet, pa.string()), len(rows)))
        parts[ROW].append(pa.array(sheet.rows[rows], pa.int64()))
    duplicates = {(sheet.file, sheet.sheet): sheet.rows[twice].tolist() for sheet, twice in zip(sheets, again, strict=True) if twice.any()}
    absent = [name for name in table.kept if not any(name in sheet.header.columns for sheet in sheets)]
    return Records(table, {name: pa.concat_arrays(found) for name, found in parts.items()}, duplicates, absent)


def _again(sheets: list[CleanSheet]) -> list[np.ndarray]:
    """Of each sheet's rows whether an earlier one is the same; only sheets of the same columns can hold the same records."""
    found = [np.zeros(len(sheet.rows), bool) for sheet in sheets]
    alike: dict[tuple[str, ...], list[int]] = {}
    for number, sheet in enumerate(sheets):
        if sheet.signature is not None:
            alike.setdefault(tuple(title for title, _ in sheet.signature), []).append(number)
    for numbers in alike.values():
        ends = np.cumsum([len(found[number]) for number in numbers])
        parts = zip(*([coded for _, coded in sheets[number].signature or []] for number in numbers), strict=True)
        for number, own in zip(numbers, np.split(_repeated([list(part) for part in parts], int(ends[-1])), ends[:-1]), strict=True):
            found[number] = own
    return found


def _numbered(parts: list[Coded]) -> np.ndarray:
    """A number for each row of one column, the same for the same value."""
    numbers = pa.concat_arrays([part.values for part in parts]).dictionary_encode().indices.fill_null(-1).to_numpy() + 1
    starts = np.cumsum([0, *(len(part.values) for part in parts[:-1])])
    return np.concatenate([numbers[start + part.places] for start, part in zip(starts, parts, strict=True)])


def _repeated(columns: list[list[Coded]], height: int) -> np.ndarray:
    """Of each row whether an earlier one has the same values in all columns, each of which is in parts."""
    rows, groups = np.arange(height), np.zeros(height, np.int64)
    # Where values differ most, nearly every row is found to stand alone, and the other columns have nothing left to tell.
    for parts in sorted(columns, key=lambda parts: -sum(len(part.values) for part in parts)):
        if not len(rows):
            break
        column = _numbered(parts)
        groups = groups * (int(column.max(initial=0)) + 1) + column[rows]
        groups = pa.array(groups).dictionary_encode().indices.to_numpy().astype(np.int64)
        several = (np.bincount(groups) > 1)[groups]
        rows, groups = rows[several], groups[several]
    _, first = np.unique(groups, return_index=True)
    found = np.zeros(height, bool)
    found[rows] = True
    found[rows[first]] = False
    return found


def arrow_table(records: Records) -> pa.Table:
    """The records as an Arrow table, in the types that `arrow_type` has for its columns."""
    types = {name: arrow_type(column) for name, column in records.table.kept.items()}
    return pa.table(dict(records.columns), schema=pa.schema(types | {FILE: pa.string(), SHEET: pa.string(), ROW: pa.int64()}))
