"""Figures in words: unit, what counts, breakdowns, and how a level above gets them."""

from __future__ import annotations

from collections.abc import Iterator

from nianbao.dictionary.columns import titled
from nianbao.dictionary.entries import Code, Entry, Fact
from nianbao.tables import Measure, Table
from nianbao.words import Words, listed, said

_ROLLS_UP = {
    "sum": Words(zh="各单位相加", en="added up over the offices"),
    "recompute": Words(zh="由各单位的记录重新计算", en="computed anew from the records of the offices"),
    "none": Words(zh="不能相加", en="cannot be added up"),
}


def figure_entry(table: Table, name: str, lang: str) -> Entry:
    """One figure of the table."""
    measure = table.figures[name]
    return Entry(measure.label.zh, measure.label.en, f"{table.table}.{name}", tuple(_facts(table, measure, lang)))


def _facts(table: Table, measure: Measure, lang: str) -> Iterator[Fact]:
    if unit := measure.unit.of(lang):
        yield Fact(said(lang, "单位", "unit"), (unit,))
    yield Fact(said(lang, "计法", "measure"), _measured(table, measure, lang))
    if measure.condition != "true":
        yield Fact(said(lang, "所计的行", "rows where"), (Code(measure.condition),))
    if measure.by:
        yield Fact(said(lang, "分类", "broken down by"), (listed(_breakdowns(table, measure, lang), lang),))
    yield Fact(said(lang, "汇总", "a level above"), (_ROLLS_UP[measure.rolls_up].of(lang),))


def _measured(table: Table, measure: Measure, lang: str) -> tuple[str, ...]:
    if measure.part is not None and measure.whole is not None:
        return (Code(measure.part), " ÷ ", Code(measure.whole))
    if measure.kind == "count":
        return (said(lang, "行数", "number of rows"),)
    column = titled(table, measure.sum or measure.distinct or measure.mean or "", lang)
    sentence = {
        "sum": Words(zh=f"{column}之和", en=f"sum of {column}"),
        "distinct": Words(zh=f"不同的{column}的个数", en=f"number of different values of {column}"),
        "mean": Words(zh=f"{column}的平均数", en=f"mean of {column}"),
    }[measure.kind]
    return (sentence.of(lang),)


def _breakdowns(table: Table, measure: Measure, lang: str) -> Iterator[str]:
    for column, by_month in measure.breakdowns().values():
        title = titled(table, column, lang)
        yield said(lang, f"{title}的月份", f"month of {title}") if by_month else title
