"""Fixed forms: where the named cells stand.

Across a form with several columns each column is one record: its head is a value of the table's `across` column, and
the labels at the left name the other columns of the table. A form without `across` is one record, and each value
stands right of its label.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from nianbao.errors import AmbiguousRow, MissingColumn, NoHeader, UnknownHead
from nianbao.reading.cells import Cell, is_blank, text_of
from nianbao.reading.headers import bare_name, names_of, plain_name
from nianbao.reading.sheet import Sheet, unmerged
from nianbao.tables import Table
from nianbao.words import nearest

# 一、 （一） 1. (1) in front of a label; a dash or 其中： too. ① is a plain 1 after NFKC, and taken off before.
_NUMBERING = re.compile(r"^(?:[(]?[一二三四五六七八九十]+[)]?[、.]?|[(]?\d+[)]?[、.]|[(]\d+[)]|[-—]|其中:?)(?=\D)")
_CIRCLED = re.compile(r"^\s*[①-⑳]")
# Full-width or half-width, quoted or not, a label is the same.
_MARKS = str.maketrans("", "", "、，,。.；;：:“”\"'‘’")


@dataclass(frozen=True)
class Form:
    """The layout of a form, by index from 0: the last row of its head, what each record's column is called, where each
    column of the table stands (row and, without records across, column), and what has numbers and no name: rows, and
    columns by the head that nothing knows."""

    head: int
    records: dict[int, str]
    places: dict[str, list[tuple[int, int]]]
    unknown: list[int]
    unknown_heads: dict[int, str]


def find_form(sheet: Sheet, table: Table) -> Form | None:
    """The form, or None where the sheet does not hold two named cells of it."""
    form = _across(sheet, table) if table.across else _alone(sheet, table)
    return form if form and len(form.places) >= min(2, len(table.columns) - bool(table.across)) else None


def require_form(form: Form | None, sheet: Sheet, table: Table, file: str) -> Form:
    """The form that was found on a sheet that must hold it, complete and unambiguous.

    Raises NoHeader, MissingColumn, AmbiguousRow, UnknownHead.
    """
    if form is None:
        expected = [column.zh for column in table.columns.values()][:6]
        raise NoHeader(file=file, table=table.title, name=table.table, expected=expected, row=1, found=[])
    place = {"file": file, "sheet": sheet.name or "csv", "table": table.table}
    for column, head in form.unknown_heads.items():
        known = list(table.columns[table.across or ""].values)
        raise UnknownHead(**place, column=letter_of(column + 1), head=head, across=table.across, known=known, near=nearest(head, known))
    for name, found in form.places.items():
        if len(found) > 1:
            raise AmbiguousRow(**place, label=table.columns[name].zh, rows=[row + 1 for row, _ in found])
    for name, column in table.columns.items():
        if column.required and name != table.across and name not in form.places:
            labels = [text for row in sheet.rows for cell in row if (text := text_of(cell))]
            close = nearest(column.zh, labels) or "—"
            raise MissingColumn(**place, row=form.head + 1, column=column.zh, nearest=close)
    return form


def letter_of(column: int) -> str:
    """The letter of a column that is counted from 1, as Excel shows it: 1 → A, 28 → AB."""
    text = ""
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(ord("A") + rest) + text
    return text


def _across(sheet: Sheet, table: Table) -> Form | None:
    rows = unmerged(sheet.rows, sheet.merges)
    heads = {plain_name(head): head for head in table.columns[table.across or ""].values}
    found = [{place: heads[bare_name(cell)] for place, cell in enumerate(row) if bare_name(cell) in heads} for row in rows]
    # Heads of several rows stand in the lowest: 总计 is merged down beside the heads of a group.
    most = max((len(records) for records in found), default=0)
    if most < min(2, len(heads)):
        return None
    head = max(index for index, records in enumerate(found) if len(records) == most)
    records = found[head]
    first = min(records)
    names = _labels(table)
    places: dict[str, list[tuple[int, int]]] = {}
    unknown = []
    for index in range(head + 1, len(rows)):
        labels = [text for cell in rows[index][:first] if (text := _label(cell))]
        name = next((names[reduced] for reduced in _readings(labels) if reduced in names), None)
        if name is not None:
            places.setdefault(name, []).append((index, first))
        elif any(not is_blank(cell) for cell in sheet.rows[index][first:]) and not _numbers_columns(sheet.rows[index], first):
            unknown.append(index)
    return Form(head, records, places, unknown, _unknown_heads(rows, head, records, places))


def _numbers_columns(row: list[Cell], first: int) -> bool:
    """Whether it is the row that numbers a form's columns: 1, 2, 3 …"""
    told = [text for cell in row[first:] if (text := text_of(cell))]
    return len(told) > 1 and told == [str(number) for number in range(1, len(told) + 1)]


def _unknown_heads(
    rows: list[list[Cell]], head: int, records: dict[int, str], places: dict[str, list[tuple[int, int]]]
) -> dict[int, str]:
    """The columns that have numbers in rows of the form, under a head that is none of the known."""
    used = {row for found in places.values() for row, _ in found}
    told = {place: text for place, cell in enumerate(rows[head]) if place > min(records) and place not in records and (text := text_of(cell))}
    return {
        place: text for place, text in told.items()
        if any(place < len(rows[row]) and _is_number(rows[row][place]) for row in used)
    }  # fmt: skip


def _is_number(cell: Cell) -> bool:
    return not isinstance(cell, bool) and (isinstance(cell, (int, float)) or text_of(cell).replace(".", "", 1).isdecimal())


def _alone(sheet: Sheet, table: Table) -> Form:
    """Every label with the cell right of it (of its merge); the row of the first label is where the form begins."""
    rows, names = unmerged(sheet.rows, sheet.merges), _labels(table)
    ends = {(top, left): right for (top, left), (_, right) in sheet.merges}
    places: dict[str, list[tuple[int, int]]] = {}
    for index, row in enumerate(sheet.rows):
        for place, cell in enumerate(row):
            name = next((names[reduced] for reduced in _readings([_label(cell)]) if reduced in names), None)
            value = ends.get((index, place), place) + 1
            if name is not None and value < len(rows[index]):
                places.setdefault(name, []).append((index, value))
    head = min((row for found in places.values() for row, _ in found), default=0) - 1
    return Form(head, {}, places, [], {})


def _label(cell: Cell) -> str:
    return text_of(_CIRCLED.sub("", cell) if isinstance(cell, str) else cell)


def _labels(table: Table) -> dict[str, str]:
    """Every reduced label a cell may go by → the table's column."""
    return {_reduced(label): name for label, name in names_of(table).items() if name != table.across}


def _readings(labels: list[str]) -> list[str]:
    """What a row's labels may mean, the lowest alone first, then with those it belongs to."""
    told = list(dict.fromkeys(labels))
    bare = [_NUMBERING.sub("", label) for label in told]
    ways = ["".join(part[start:]) for part in (told, bare) for start in range(len(told) - 1, -1, -1)]
    return [reduced for way in ways for reduced in (_reduced(way), _reduced(bare_name(way))) if reduced]


def _reduced(label: str) -> str:
    return plain_name(label).translate(_MARKS)
