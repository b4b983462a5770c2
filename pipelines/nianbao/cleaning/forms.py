"""A sheet that is a fixed form → records: each column of it, or the form as a whole, becomes a row of the clean table."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np

from nianbao.cleaning.corrections import Correction, matches
from nianbao.cleaning.privacy import HIDDEN, masked_cell
from nianbao.cleaning.sheets import CleanSheet, Flag, FormCells, Quarantined
from nianbao.cleaning.values import TOO_LONG, Values, typed
from nianbao.reading import (
    Cell,
    Cells,
    Form,
    Header,
    RawFile,
    Sheet,
    is_blank_row,
    letter_of,
    plain_name,
    require_form,
    text_of,
)
from nianbao.tables import Table
from nianbao.words import Words

UNKNOWN_LABEL = Words(zh="表中没有这一行的名目", en="the table has no such row")


def clean_form(
    found: Form | None, sheet: Sheet, table: Table, file: RawFile, corrections: Iterable[Correction], key: bytes, year: int
) -> CleanSheet:
    """The form's records, typed; `rows` are the numbers of their columns, from 1.

    A record with a cell that cannot be read is left out whole, and that cell's row is quarantined. Raises NoHeader,
    MissingColumn, AmbiguousRow, UnknownHead, BadCorrection.
    """
    form = require_form(found, sheet, table, file.place)
    rows = [list(row) for row in sheet.rows]
    applied = [_apply(correction, rows, form, table) for correction in corrections]
    records = sorted(form.records) or [0]
    values: dict[str, Values] = {}
    bad: set[int] = set()
    quarantine: list[Quarantined] = []
    for name, column in table.columns.items():
        if name not in form.places and name != table.across:
            continue
        cells = [form.records[place] for place in records] if name == table.across else [_cell(rows, form, name, place) for place in records]
        coded = Cells.of(cells)
        values[name] = typed(coded, column, _title(sheet, form, name, table), key, year)
        for position in np.flatnonzero(values[name].bad).tolist():
            bad.add(position)
            reason = values[name].unreadable[int(coded.places[position])]
            text = text_of(cells[position])
            shown = HIDDEN if text and (column.personal or reason is TOO_LONG) else masked_cell(text, column.type)
            row, place = _place(form, name, records[position])
            quarantine.append(Quarantined(file.name, sheet.name, row + 1, letter_of(place + 1), shown, reason))
    quarantine += [Quarantined(file.name, sheet.name, row + 1, "", HIDDEN, UNKNOWN_LABEL) for row in form.unknown]
    good = [position for position in range(len(records)) if position not in bad]
    named = {row for places in form.places.values() for row, _ in places}
    filled = {index for index, row in enumerate(sheet.rows) if not is_blank_row(row)}
    out = {cell.row - 1 for cell in quarantine}
    return CleanSheet(
        file=file.name,
        sheet=sheet.name,
        header=Header(form.head, {name: [index] for index, name in enumerate(values)}, [table.columns[name].zh for name in values]),
        rows=np.array([records[position] + 1 for position in good], np.int64),
        columns={name: column.values.at(np.array(good, np.int64)) for name, column in values.items()},
        signature=None,
        header_rows=len(filled - named - out),
        totals=[],
        voided=[],
        quarantine=quarantine,
        unknown={name: [] for name in values},
        flags=[
            Flag(flag, name, _place(form, name, records[i])[0] + 1, letter_of(_place(form, name, records[i])[1] + 1))
            for name, column in values.items() for flag, at in column.flags.items() for i in good if at[column.values.places[i]]
        ],
        forms={},
        physical=sheet.physical,
        applied=applied,
        form=FormCells(len(named & filled - out), _addresses(form), {c.line: corrected_column(c, form) or "" for c in applied}),
    )


def _place(form: Form, name: str, record: int) -> tuple[int, int]:
    """Row and column, from 0, of a record's cell."""
    if name not in form.places:
        return form.head, record
    row, column = form.places[name][0]
    return row, record if form.records else column


def _cell(rows: list[list[Cell]], form: Form, name: str, record: int) -> Cell:
    row, place = _place(form, name, record)
    return rows[row][place] if place < len(rows[row]) else None


def _title(sheet: Sheet, form: Form, name: str, table: Table) -> str:
    """The label as it stands, for the unit that it may name."""
    if name not in form.places:
        return table.columns[name].zh
    row, place = form.places[name][0]
    return " ".join(text_of(cell) for cell in sheet.rows[row][:place])


def _addresses(form: Form) -> dict[str, Any]:
    """Where each column stands: the number of its row; of a form without records across, the cell."""
    if form.records:
        return {name: found[0][0] + 1 for name, found in form.places.items()}
    return {name: f"{letter_of(found[0][1] + 1)}{found[0][0] + 1}" for name, found in form.places.items()}


def corrected_column(correction: Correction, form: Form) -> str | None:
    """The table's column whose cell the correction names, or None where it names none."""
    place = _column(correction, form)
    return next(
        (name for name, found in form.places.items() for row, column in found
         if (row, place if form.records else column) == (correction.row - 1, place)),
        None,
    ) if place is not None else None  # fmt: skip


def _column(correction: Correction, form: Form) -> int | None:
    """The index of the column that is named by its letter or by what stands at its head, if values stand in it."""
    heads = {plain_name(head): place for place, head in form.records.items()}
    of_values = form.records or {column: "" for found in form.places.values() for _, column in found}
    letters = {letter_of(place + 1): place for place in of_values}
    return heads.get(plain_name(correction.column), letters.get(correction.column.upper()))


def _apply(correction: Correction, rows: list[list[Cell]], form: Form, table: Table) -> Correction:
    """Sets one cell right; its column is named by its letter or by what stands at its head."""
    place = _column(correction, form)
    if place is None:
        raise correction.refused(f"没有列“{correction.column}”", f"there is no column “{correction.column}”")
    name = corrected_column(correction, form)
    if name is None:
        raise correction.refused("该行不是记录行", "that row is no record")
    row = rows[correction.row - 1]
    row += [None] * (place + 1 - len(row))
    if not matches(correction, row[place]):
        raise correction.differs(row[place], table.columns[name])
    row[place] = correction.new
    return correction
