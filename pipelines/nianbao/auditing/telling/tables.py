"""The statutory tables of a report as they were read, for the page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from markupsafe import Markup

from nianbao.auditing.audit import Audit
from nianbao.auditing.telling.naming import number
from nianbao.markup import Cell, Column, element, joined, table
from nianbao.words import said

if TYPE_CHECKING:
    from nianbao.auditing.forms import Form


def read_tables(audit: Audit, lang: str) -> Iterator[tuple[str, str, Markup]]:
    """Of each table its id on the page, its name, and its cells with what is to be said of them."""
    for place, form in enumerate(audit.forms, 1):
        yield f"form-{place}", form.name.of(lang), _read(form, lang)


def _read(form: Form, lang: str) -> Markup:
    rows, columns = _names(form, lang)
    parts: list[Cell] = []
    if form.law:
        parts.append(element("p", said(lang, "依据：", "Law: ") + form.law, "law"))
    if form.empty:
        parts.append(element("p", said(lang, "表中没有填数。", "The table has not been filled in.")))
        return joined(parts)
    if not form.solved:
        told = said(lang, "单元格的数字连在一起，怎样切分都不能使表内各数相符；下面是最接近的一种。",
                    "The digits of the cells have run together, and the totals do not add up however they are split; this is the closest reading.")  # fmt: skip
        parts.append(element("p", told))
    for row in form.ambiguous:
        name = rows.get(row, row)
        parts.append(element("p", said(lang, f"“{name}”一行的数字连在一起，有几种切分。", f"The digits of “{name}” have run together and can be split in several ways.")))
    heads = [Column(said(lang, "项目", "Row")), *(Column(columns.get(name, name), True) for name in _columns(form))]
    body = ([rows.get(row, row), *(number(cells[name].value) if name in cells else "" for name in _columns(form))] for row, cells in form.cells.items())
    return joined([*parts, table(form.name.of(lang), heads, body, css="form-table")])


def _columns(form: Form) -> list[str]:
    return list(dict.fromkeys(column for cells in form.cells.values() for column in cells))


def _names(form: Form, lang: str) -> tuple[Mapping[str, str], Mapping[str, str]]:
    """How the form prints its rows and its columns; of columns that go by their serial numbers, those."""
    from nianbao.auditing.forms.blueprint import laid_out

    for plan in laid_out():
        if plan.form == form.kind and set(form.cells) <= {*(line.row for line in plan.lines), *plan.blocks}:
            return {row: plan.row_name(row) for row in form.cells}, {name: words.of(lang) for name, words in plan.columns.items()}
    return {}, {}
