"""One sheet of one table: header, total rows and records told apart, cells typed, nothing lost on the way."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from nianbao.cleaning.coded import Coded
from nianbao.cleaning.corrections import Correction, matches
from nianbao.cleaning.numbers import without_groups
from nianbao.cleaning.privacy import HIDDEN, masked_cell
from nianbao.cleaning.values import TOO_LONG, Values, typed
from nianbao.reading import (
    Cell,
    Cells,
    Header,
    RawFile,
    Sheet,
    bare_name,
    filled_down,
    is_blank_row,
    is_frame_row,
    is_partial,
    is_total_row,
    is_void_row,
    marks_of,
    numpy_of,
    plain_name,
    require_header,
    text_of,
    without,
)  # fmt: skip
from nianbao.tables import Table
from nianbao.words import Words

_MOST_DIGITS = 18

# A running number differs between two copies of one record, so it does not make them different.
_RUNNING_NUMBERS = {"序号", "行号", "no", "no.", "#"}


BEYOND = Words(zh="该行的单元格多于表头的列", en="the row has more cells than the header has columns")


@dataclass(frozen=True, slots=True)
class Quarantined:
    """A cell that kept its row out: where it stands as Excel shows it, what it says (personal text hidden), why."""

    file: str
    sheet: str
    row: int
    column: str
    text: str
    reason: Words


@dataclass(frozen=True)
class FormCells:
    """Of a form: how many of its rows were used, where each column of the table stands (row number or cell), and the
    table's column that each correction, by its line, has changed."""

    kept: int
    places: dict[str, Any]
    corrected: dict[int, str]


@dataclass(frozen=True)
class Flag:
    """A cell that was read with a doubt; `letter` is that of its column where the form has the record there."""

    flag: str
    column: str
    row: int
    letter: str = ""


@dataclass
class CleanSheet:
    """What became of a sheet's rows. `rows` are numbered as Excel shows them; `columns` are parallel to them.

    `signature` is what makes two records the same, column by column; of forms there is none. `flags` are cells that were
    read with a doubt.
    """

    file: str
    sheet: str
    header: Header
    rows: np.ndarray
    columns: dict[str, Coded]
    signature: list[tuple[str, Coded]] | None
    header_rows: int
    totals: list[list[Cell]]
    voided: list[int]
    quarantine: list[Quarantined]
    unknown: dict[str, list[int]]
    flags: list[Flag]
    forms: dict[str, dict[str, int]]
    physical: int
    applied: list[Correction] = field(default_factory=list)
    form: FormCells | None = None

    @property
    def quarantined(self) -> list[int]:
        """The rows kept out (a row with two bad cells is one row)."""
        return list(dict.fromkeys(cell.row for cell in self.quarantine))


def clean_sheet(
    found: Header | None, sheet: Sheet, table: Table, file: RawFile, corrections: Iterable[Correction], key: bytes, year: int
) -> CleanSheet:
    """The sheet's records, typed. Raises NoHeader, MissingColumn, AmbiguousColumn, BadCorrection."""
    header = require_header(found, sheet, table, file.place)
    keys = [header.columns[name] for name in table.keys if name in header.columns]
    corrections = list(corrections)
    rows = _corrected(filled_down(sheet), corrections, header, table, keys)
    marks = [marks_of(column.distinct) for column in rows.columns]
    # A row of which a merge hides all that stands in it is one of the file all the same.
    body = sheet.filled[np.searchsorted(sheet.filled, header.row + 1) :]
    frame = _those(rows.beginning([mark.frame for mark in marks], body), lambda row: is_frame_row(rows.row(row)))
    frame = np.union1d(frame, _repeats(rows, body, header))
    body = without(body, frame)
    sums = _those(rows.holding([mark.total for mark in marks], body), lambda row: is_total_row(rows.row(row), keys))
    body = without(body, sums)
    told = [index for name, index in header.columns.items() if any("作废" in raw for raw in table.columns[name].values)]
    voided = _those(rows.holding([mark.void for mark in marks], body), lambda row: is_void_row(_without(rows.row(row), told)))
    records = without(body, voided)

    cells = {name: rows.columns[index].at(records) for name, index in header.columns.items()}
    values = {name: typed(cells[name], table.columns[name], header.titles[header.columns[name]], key, year) for name in cells}
    beyond = np.isin(records, rows.holding([~column.distinct.blank for column in rows.columns], records, len(header.titles)))
    bad = np.logical_or.reduce([beyond, *(column.bad for column in values.values())])
    good = np.flatnonzero(~bad)
    return CleanSheet(
        file=file.name,
        sheet=sheet.name,
        header=header,
        rows=records[good] + 1,
        columns={name: column.values.at(good) for name, column in values.items()},
        signature=_signature(values, rows, records, good, header),
        header_rows=int(np.searchsorted(sheet.filled, header.row + 1)) + len(frame),
        totals=[rows.row(row) for row in sums.tolist()],
        voided=(voided + 1).tolist(),
        quarantine=list(_quarantine(file.name, sheet.name, records, values, cells, bad, beyond, table, header)),
        unknown={
            name: (records[good[column.unknown[column.values.places[good]]]] + 1).tolist() if column.unknown is not None else []
            for name, column in values.items()
        },
        flags=[
            Flag(flag, name, int(records[position]) + 1)
            for name, column in values.items() for flag, found in column.flags.items() for position in good[found[column.values.places[good]]]
        ],
        forms={name: column.forms for name, column in values.items() if column.forms},
        physical=sheet.physical,
        applied=corrections,
    )  # fmt: skip


def _those(rows: np.ndarray, are: Callable[[int], bool]) -> np.ndarray:
    return np.array([row for row in rows.tolist() if are(row)], rows.dtype)


def stated_by(sheet: CleanSheet, table: Table, key: bytes, year: int) -> dict[str, Any]:
    """The numbers that the sheet's total rows state, by name; subtotals state nothing of the whole."""
    found: dict[str, Any] = {}
    for row in sheet.totals:
        if is_partial(row):
            continue
        text = " ".join(without_groups(text_of(cell)) for cell in row)
        for name, stated in table.stated.items():
            in_column = stated.pattern is None
            value = _stated_in_column(row, stated.column or "", sheet.header, table, key, year) if in_column else _stated_in_text(stated.pattern or "", text)
            if value is not None:
                found[name] = value
    return found


def _stated_in_text(pattern: str, text: str) -> int | None:
    """The number in the pattern's group, found by RE2: a pattern and a text of bad will take it no longer than others."""
    whole = pa.array([text])
    if not pc.match_substring_regex(whole, pattern)[0].as_py():
        return None
    number = pc.replace_substring_regex(whole, f"(?s)^.*?(?:{pattern}).*$", r"\1")[0].as_py().strip()
    return int(number) if number.isdecimal() and len(number) <= _MOST_DIGITS else None


def _stated_in_column(row: list[Cell], name: str, header: Header, table: Table, key: bytes, year: int) -> Any:
    if name not in header.columns:
        return None
    index = header.columns[name]
    column = table.columns[name].model_copy(update={"required": False})
    return typed(Cells.of([_at(row, index)]), column, header.titles[index], key, year).values.array()[0].as_py()


def _repeats(sheet: Sheet, rows: np.ndarray, header: Header) -> np.ndarray:
    """Those rows that are the header once more, as it stands on every printed page."""
    for index in header.columns.values():
        column = sheet.columns[index]
        rows = rows[numpy_of(pc.equal(column.distinct.texts, header.titles[index]))[column.places[rows]]]
    return rows


def _without(row: list[Cell], places: list[int]) -> list[Cell]:
    """The row without the columns whose own categories are told there."""
    return [cell for index, cell in enumerate(row) if index not in places]


def _at(row: list[Cell], index: int) -> Cell:
    return row[index] if index < len(row) else None


def _corrected(sheet: Sheet, corrections: list[Correction], header: Header, table: Table, keys: list[int]) -> Sheet:
    """The sheet with single cells set right. Raises BadCorrection."""
    for correction in corrections:
        place = _place_of(correction, sheet, header, table, keys)
        sheet = sheet.corrected(*place, correction.new)
    return sheet


def _place_of(correction: Correction, sheet: Sheet, header: Header, table: Table, keys: list[int]) -> tuple[int, int]:
    """Row and column of the cell, from 0, which holds what the correction says it held."""
    index = column_index(correction.column, header, table)
    if index is None:
        raise correction.refused(f"没有列“{correction.column}”", f"there is no column “{correction.column}”")
    if not header.row + 1 < correction.row <= sheet.height:
        raise correction.refused("该行不是记录行", "that row is no record")
    row = sheet.row(correction.row - 1)
    if is_blank_row(row) or is_total_row(row, keys):
        raise correction.refused("该行不是记录行", "that row is no record")
    found = _at(row, index)
    if not matches(correction, found):
        name = next((name for name, place in header.columns.items() if place == index), None)
        raise correction.differs(found, table.columns[name] if name else None)
    return correction.row - 1, index


def column_index(title: str, header: Header, table: Table) -> int | None:
    """Where the column stands that a correction names by its title or by the table's own name for it."""
    if title in header.columns:
        return header.columns[title]
    for reduced in (plain_name, bare_name):
        for index, own in enumerate(header.titles):
            if reduced(own) == reduced(title) and own:
                return index
    return next((header.columns[n] for n, c in table.columns.items() if c.zh == title and n in header.columns), None)


def _signature(values: dict[str, Values], sheet: Sheet, records: np.ndarray, good: np.ndarray, header: Header) -> list[tuple[str, Coded]]:
    """What makes a record this record: every typed value, and the text of the columns that the table does not know."""
    others = [index for index in header.unused if plain_name(header.titles[index]) not in _RUNNING_NUMBERS]
    return [
        *((name, values[name].told.at(good)) for name in sorted(values)),
        *((header.titles[index], Coded(sheet.columns[index].distinct.texts, sheet.columns[index].places[records[good]])) for index in others),
    ]


def _quarantine(
    file: str,
    sheet: str,
    records: np.ndarray,
    values: dict[str, Values],
    cells: dict[str, Cells],
    bad: np.ndarray,
    beyond: np.ndarray,
    table: Table,
    header: Header,
) -> Iterable[Quarantined]:
    """A line for each cell that could not be read, in the order of rows and columns."""
    for position in np.flatnonzero(bad).tolist():
        number = int(records[position]) + 1
        for name, column in values.items():
            place = int(cells[name].places[position])
            if place in column.unreadable:
                text = text_of(cells[name].distinct.cells[place])
                # Where a row has too many cells, none is sure to stand in its column.
                personal = table.columns[name].personal or beyond[position] or column.unreadable[place] is TOO_LONG
                hidden = HIDDEN if text and personal else masked_cell(text, table.columns[name].type)
                title = header.titles[header.columns[name]]
                yield Quarantined(file, sheet, number, title, hidden, column.unreadable[place])
        if beyond[position]:
            yield Quarantined(file, sheet, number, "", HIDDEN, BEYOND)
