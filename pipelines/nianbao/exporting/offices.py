"""The sheets of a roll-up's tables.xlsx that hold every office: how it was added up, and its numbers by line of work."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from nianbao.exporting.amounts import NOT_APPLICABLE, shown
from nianbao.exporting.spreadsheet import Column, Number
from nianbao.figures import Figure
from nianbao.rolling import Offices, Row, offices_of
from nianbao.tables import Table
from nianbao.words import Words, said
from nianbao.work import Work

_ADDED = Words(zh="各单位汇入情况", en="Offices added up")
_LINE = Words(zh="一张表，每个单位一行；有下级的单位，数为其下级之和。", en="One table, an office a row; an office with others below it has their sums.")


class Sheet(NamedTuple):
    """One sheet: its heading, the line below it, and its table."""

    heading: str
    line: str
    columns: list[Column]
    rows: list[list[Any]]


def office_sheets(work: Work, figures: Sequence[Figure], tables: Mapping[str, Table]) -> Iterator[Sheet]:
    """The offices, and for each line of work their numbers side by side. Raises MissingStep."""
    lang, offices = work.lang, offices_of(work)
    names = {row.id: row.name.of(lang) for row in offices.rows}
    yield Sheet(_ADDED.of(lang), _LINE.of(lang), _columns(lang), [_row(row, names, lang) for row in offices.rows])
    for name, table in tables.items():
        if own := [figure for figure in figures if figure.table == name and offices.numbers.get(figure.name)]:
            yield _numbers(offices, own, table, names, lang)


def _columns(lang: str) -> list[Column]:
    words = (("单位", "Office"), ("上级", "Below"), ("应汇入", "Offices"), ("已汇入", "Added up"), ("没有汇入的原因", "Why it is missing"))
    return [Column(said(lang, *word), word[0] in ("应汇入", "已汇入")) for word in words]


def _row(row: Row, names: Mapping[str, str], lang: str) -> list[Any]:
    counts = [Number(number, "#,##0") for number in (row.of, row.counted)]
    return [names[row.id], names.get(row.parent, NOT_APPLICABLE), *counts, row.why.of(lang) if row.why else NOT_APPLICABLE]


def _numbers(offices: Offices, figures: Sequence[Figure], table: Table, names: Mapping[str, str], lang: str) -> Sheet:
    heads = [Column(said(lang, "单位", "Office")), Column(said(lang, "上级", "Below"))]
    heads += [Column(_titled(figure, lang), True) for figure in figures]
    rows = [
        [names[row.id], names.get(row.parent, NOT_APPLICABLE), *(shown(offices.amount(figure.name, row), figure.kind) for figure in figures)]
        for row in offices.rows
    ]
    return Sheet(said(lang, f"{table.title.zh}：各单位", f"{table.title.of(lang)} by office"), _LINE.of(lang), heads, rows)


def _titled(figure: Figure, lang: str) -> str:
    label, unit = figure.label.of(lang), figure.unit.of(lang)
    return f"{label}{said(lang, f'（{unit}）', f' ({unit})')}" if unit else label
