"""One sheet of one table: header, total rows and records told apart, cells typed, nothing lost on the way."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from nianbao.cleaning.corrections import Correction, matches
from nianbao.cleaning.numbers import without_groups
from nianbao.cleaning.privacy import HIDDEN, masked, masked_cell
from nianbao.cleaning.values import Values, typed
from nianbao.reading import (
    Cell,
    Header,
    RawFile,
    Sheet,
    bare_name,
    filled_down,
    is_blank,
    is_blank_row,
    is_frame_row,
    is_partial,
    is_total_row,
    is_void_row,
    plain_name,
    require_header,
    text_of,
)  # fmt: skip
from nianbao.tables import Table
from nianbao.words import Words

# A running number differs between two copies of one record, so it does not make them different.
_RUNNING_NUMBERS = {"序号", "行号", "no", "no.", "#"}


BEYOND = Words(zh="该行的单元格多于表头的列", en="the row has more cells than the header has columns")


@dataclass(frozen=True)
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

    `flags` are cells that were read with a doubt.
    """

    file: str
    sheet: str
    header: Header
    rows: list[int]
    columns: dict[str, list[Any]]
    signatures: list[tuple[Any, ...]]
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
    def quarantined(self) -> int:
        """Rows kept out (a row with two bad cells is one row)."""
        return len({cell.row for cell in self.quarantine})


def clean_sheet(
    found: Header | None, sheet: Sheet, table: Table, file: RawFile, corrections: Iterable[Correction], key: bytes, year: int
) -> CleanSheet:
    """The sheet's records, typed. Raises NoHeader, MissingColumn, AmbiguousColumn, BadCorrection."""
    header = require_header(found, sheet, table, file.place)
    rows = filled_down(sheet)
    applied = [_apply(correction, rows, header, table) for correction in corrections]
    body = [(number, row) for number, row in enumerate(rows[header.row + 1 :], header.row + 2) if not is_blank_row(row)]
    frame = {number for number, row in body if is_frame_row(row) or _repeats(row, header)}
    body = [(number, row) for number, row in body if number not in frame]
    keys = [header.columns[name] for name in table.keys if name in header.columns]
    sums = {number for number, row in body if is_total_row(row, keys)}
    totals = [row for number, row in body if number in sums]
    told = [index for name, index in header.columns.items() if any("作废" in raw for raw in table.columns[name].values)]
    voided = {number for number, row in body if number not in sums and is_void_row(_without(row, told) if told else row)}
    records = [(number, row) for number, row in body if number not in sums and number not in voided]

    cells = {name: [_at(row, index) for _, row in records] for name, index in header.columns.items()}
    values = {name: typed(cells[name], table.columns[name], header.titles[header.columns[name]], key, year) for name in cells}
    beyond = {i for i, (_, row) in enumerate(records) if not all(is_blank(cell) for cell in row[len(header.titles) :])}
    bad = beyond.union(*(column.unreadable for column in values.values()))
    good = [position for position in range(len(records)) if position not in bad]
    return CleanSheet(
        file=file.name,
        sheet=sheet.name,
        header=header,
        rows=[records[position][0] for position in good],
        columns={name: [column.values[position] for position in good] for name, column in values.items()},
        signatures=_signatures(values, records, good, header),
        header_rows=sum(not is_blank_row(row) for row in sheet.rows[: header.row + 1]) + len(frame),
        totals=totals,
        voided=sorted(voided),
        quarantine=list(_quarantine(file.name, sheet.name, records, values, cells, beyond, table, header)),
        unknown={name: [records[i][0] for i in column.unknown if i not in bad] for name, column in values.items()},
        flags=[
            Flag(flag, name, records[i][0])
            for name, column in values.items() for flag, at in column.flags.items() for i in at if i not in bad
        ],
        forms={name: column.forms for name, column in values.items() if column.forms},
        physical=sheet.physical,
        applied=applied,
    )


def stated_by(sheet: CleanSheet, table: Table, key: bytes, year: int) -> dict[str, Any]:
    """The numbers that the sheet's total rows state, by name; subtotals state nothing of the whole."""
    found: dict[str, Any] = {}
    for row in sheet.totals:
        if is_partial(row):
            continue
        text = " ".join(without_groups(text_of(cell)) for cell in row)
        for name, stated in table.stated.items():
            if stated.pattern is not None:
                match = re.search(stated.pattern, text)
                value = int(match[1]) if match and match[1].strip().isdecimal() else None
            else:
                value = _stated_in_column(row, stated.column or "", sheet.header, table, key, year)
            if value is not None:
                found[name] = value
    return found


def _stated_in_column(row: list[Cell], name: str, header: Header, table: Table, key: bytes, year: int) -> Any:
    if name not in header.columns:
        return None
    index = header.columns[name]
    column = table.columns[name].model_copy(update={"required": False})
    return typed([_at(row, index)], column, header.titles[index], key, year).values[0]


def _repeats(row: list[Cell], header: Header) -> bool:
    """Whether the row is the header once more, as it stands on every printed page."""
    places = list(header.columns.values())
    return text_of(_at(row, places[0])) == header.titles[places[0]] and all(text_of(_at(row, i)) == header.titles[i] for i in places)


def _without(row: list[Cell], places: list[int]) -> list[Cell]:
    """The row without the columns whose own categories are told there."""
    return [cell for index, cell in enumerate(row) if index not in places]


def _at(row: list[Cell], index: int) -> Cell:
    return row[index] if index < len(row) else None


def _apply(correction: Correction, rows: list[list[Cell]], header: Header, table: Table) -> Correction:
    index = column_index(correction.column, header, table)
    if index is None:
        raise correction.refused(f"没有列“{correction.column}”", f"there is no column “{correction.column}”")
    if not header.row + 1 < correction.row <= len(rows):
        raise correction.refused("该行不是记录行", "that row is no record")
    row = rows[correction.row - 1]
    if is_blank_row(row) or is_total_row(row, [header.columns[name] for name in table.keys if name in header.columns]):
        raise correction.refused("该行不是记录行", "that row is no record")
    found = _at(row, index)
    if not matches(correction, found):
        # A column that the table does not know may hold anything about anybody.
        name = next((name for name, place in header.columns.items() if place == index), None)
        personal = name is None or table.columns[name].personal is not None
        shown = HIDDEN if personal else masked(text_of(found))
        raise correction.refused(f"old 与原表不符，原表为“{shown}”", f"old is not what stands there, which is “{shown}”")
    row = rows[correction.row - 1] = [*row, *[None] * (index + 1 - len(row))]
    row[index] = correction.new
    return correction


def column_index(title: str, header: Header, table: Table) -> int | None:
    """Where the column stands that a correction names by its title or by the table's own name for it."""
    if title in header.columns:
        return header.columns[title]
    for reduced in (plain_name, bare_name):
        for index, own in enumerate(header.titles):
            if reduced(own) == reduced(title) and own:
                return index
    return next((header.columns[n] for n, c in table.columns.items() if c.zh == title and n in header.columns), None)


def _signatures(values: dict[str, Values], records: list, good: list[int], header: Header) -> list[tuple[Any, ...]]:
    """What makes a record this record: every typed value, and the text of the columns that the table does not know."""
    others = [index for index in header.unused if plain_name(header.titles[index]) not in _RUNNING_NUMBERS]
    names = sorted(values)
    return [
        (*((name, values[name].unknown.get(i, values[name].values[i])) for name in names), *((header.titles[j], text_of(_at(records[i][1], j))) for j in others))
        for i in good
    ]


def _quarantine(
    file: str,
    sheet: str,
    records: list[tuple[int, list[Cell]]],
    values: dict[str, Values],
    cells: dict[str, list[Cell]],
    beyond: set[int],
    table: Table,
    header: Header,
) -> Iterable[Quarantined]:
    """A line for each cell that could not be read, in the order of rows and columns."""
    for position, (number, _) in enumerate(records):
        for name, column in values.items():
            if position in column.unreadable:
                text = text_of(cells[name][position])
                # Where a row has too many cells, none is sure to stand in its column.
                personal = table.columns[name].personal or position in beyond
                hidden = HIDDEN if text and personal else masked_cell(text, table.columns[name].type)
                title = header.titles[header.columns[name]]
                yield Quarantined(file, sheet, number, title, hidden, column.unreadable[position])
        if position in beyond:
            yield Quarantined(file, sheet, number, "", HIDDEN, BEYOND)
