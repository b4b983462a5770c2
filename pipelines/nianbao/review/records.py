"""Records themselves as a table: problems with their causes, plans with their dates. Nothing personal is shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from markupsafe import Markup

from nianbao.errors import WrongParameter
from nianbao.figures import filled, plain_number, quoted, relation
from nianbao.markup import Cell, Column, element, table
from nianbao.review.block import Block
from nianbao.review.kept import table_state
from nianbao.tables import Table, tables_of
from nianbao.words import Words, listed, said
from nianbao.work import Work
from nianbao.workdays import teach


def records(work: Work, name: str, columns: Sequence[str], where: str = "true", caption: Mapping[str, str] | None = None) -> Block | None:
    """The table's records that meet the condition, in the order of the files, one row each.

    Personal columns cannot be shown, nor free text that the table does not keep. None where the table has no records this year; a sentence where none meets the
    condition. Raises MissingStep, WrongParameter, BadCondition.
    """
    if table_state(work, name) != "records":
        return None
    model = tables_of(work.workspace, work.office)[name]
    title = caption[work.lang] if caption else model.title.of(work.lang)
    found = _rows(work, model, _shown(model, columns), where)
    if not found:
        return Block(element("p", said(work.lang, f"{title}：没有。", f"{title}: none.")))
    heads = [Column(_head(model.columns[column].title.of(work.lang)), _is_number(model, column)) for column in columns]
    rows = [[_cell(model, column, value, work.lang) for column, value in zip(columns, row, strict=True)] for row in found]
    return Block(table(title, heads, rows, css="records-table stacked"))


def _shown(model: Table, columns: Sequence[str]) -> Sequence[str]:
    """The columns, each one that may be shown. Raises WrongParameter."""
    open_to_all = [name for name, column in model.kept.items() if column.personal is None]
    for column in columns:
        if column not in open_to_all:
            known = listed(open_to_all, "zh"), listed(open_to_all, "en")
            dropped = column in model.columns and model.columns[column].is_free_text
            expected = Words(
                zh=f"{model.table} 的非个人列（{known[0]}）" + f"，或先在表的 YAML 中给 {column} 写 keep: true" * dropped,
                en=f"a column of {model.table} that is not personal ({known[1]})" + f", or {column} once the table's YAML says keep: true of it" * dropped,
            )
            raise WrongParameter(name="columns", expected=expected, got=repr(column), kind=type(column).__name__)
    return columns


def _rows(work: Work, model: Table, columns: Sequence[str], where: str) -> list[tuple[Any, ...]]:
    from nianbao.engine import connect, judging

    condition = filled(model, where, f"records({model.table})", work.dates)
    wanted = ", ".join(quoted(column) for column in columns)
    query = f"SELECT {wanted} FROM {relation(model, work.dates)} WHERE {condition} ORDER BY _file, _sheet, _row"
    with judging(model.table):
        return teach(connect(work.clean), query).execute(query, [str(work.clean / f"{model.table}.parquet")]).fetchall()


def _head(title: str) -> str:
    return title[:1].upper() + title[1:]


def _is_number(model: Table, column: str) -> bool:
    return model.columns[column].type in ("integer", "number", "money")


def _cell(model: Table, column: str, value: Any, lang: str) -> Cell:
    if value is None:
        return "—"
    if isinstance(value, date):
        return _day(value, model.columns[column].type == "month", lang)
    if _is_number(model, column):
        return plain_number(value, lang)
    return model.columns[column].label(value).of(lang) if model.columns[column].type == "category" else str(value)


def _day(day: date, is_month: bool, lang: str) -> Markup:
    if is_month:
        told, machine = said(lang, f"{day.year}年{day.month}月", f"{day:%B} {day.year}"), f"{day:%Y-%m}"
    else:
        told, machine = said(lang, f"{day.year}年{day.month}月{day.day}日", f"{day.day} {day:%B} {day.year}"), f"{day}"
    return Markup('<time datetime="{}">{}</time>').format(machine, told)
