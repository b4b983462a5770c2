"""Tables of figures: this year beside the year before, and breakdowns by category."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from markupsafe import Markup

from nianbao.figures import HIDDEN, Figure
from nianbao.markup import EMPTY, Cell, Column, Row, element, joined, table
from nianbao.review.block import Block
from nianbao.review.kept import with_records
from nianbao.review.marks import mark
from nianbao.review.results import breakdown_name, cannot_break_down, figure_of, parts_of
from nianbao.review.telling import change_in, labelled, why_hidden, year_name
from nianbao.words import said
from nianbao.work import Work

Caption = Mapping[str, str] | None


def comparison(work: Work, *names: str, caption: Caption = None) -> Block | None:
    """The figures, a row each: this year, the year before, the change. A rate shows its part and whole.

    `caption` is {"zh": …, "en": …}; left out, the figures are listed. None where no table of the figures has records.
    Raises MissingStep, UnknownFigure.
    """
    lang, figures = work.lang, [figure_of(work, name) for name in with_records(work, names)]
    if not figures:
        return None
    now, then = (year_name(year, lang) for year in (work.year, work.year - 1))
    heads, years = [now], said(lang, f"，{now}", f", {now}")
    rows: list[Row] = [[labelled(figure, lang), _amount(figure, "", lang)] for figure in figures]
    if any(figure.previous for figure in figures):
        heads, years = [now, then, said(lang, "比上年", "Change")], said(lang, f"，{now}与{then}", f", {now} and {then}")
        rows = [
            [*row, _amount(figure, "previous", lang), change_in(figure, lang, short=True)]
            for row, figure in zip(rows, figures, strict=True)
        ]
    title = caption[lang] if caption else _listed(figures, lang)
    columns = [Column(said(lang, "指标", "Figure")), *(Column(head, True) for head in heads)]
    return Block(_noted(work, table(title + years, columns, rows), rows))


def breakdown(work: Work, by: str, *names: str, caption: Caption = None) -> Block | None:
    """The figures by one category, with a row for the whole; a single figure stands beside its year before.

    Months stay in their order, other categories go from the greatest of the first figure down.
    None where no table of the figures has records. Raises MissingStep, UnknownFigure, WrongParameter.
    """
    lang, figures = work.lang, [figure_of(work, name) for name in with_records(work, names)]
    figures = [figure for figure in figures if not cannot_break_down(work, figure, by)]
    if not figures:
        return None
    found = [{part.key: part for part in parts_of(figure, by)} for figure in figures]
    labels = {key: part.label.of(lang) for parts in found for key, part in parts.items()}
    order = list(labels)
    if by != "month":
        order.sort(key=lambda key: -(found[0][key].value or 0) if key in found[0] else 0)
    beside = len(figures) == 1 and figures[0].previous is not None
    heads = [labelled(figure, lang) for figure in figures]
    rows: list[Row] = [
        [labels[key], *_numbers([figure.at(by, key) for figure in figures], beside, lang)] for key in order
    ]
    whole: Row = [said(lang, "合计", "Total"), *_wholes(figures, beside, lang)]
    way = breakdown_name(work, figures[0], by)
    title = caption[lang] if caption else f"{_listed(figures, lang)}{said(lang, '，按', ' by ')}{way}"
    now = year_name(work.year, lang)
    if beside:
        heads = [now, year_name(work.year - 1, lang)]
    columns = [Column(way), *(Column(head, True) for head in heads)]
    return Block(_noted(work, table(said(lang, f"{title}，{now}", f"{title}, {now}"), columns, rows, whole), [*rows, whole]))


def _noted(work: Work, made: Markup, rows: Iterable[Row]) -> Markup:
    """The table, with a note where a number of it is hidden."""
    sign = f">{HIDDEN.of(work.lang)}<"
    if not any(sign in cell for row in rows for cell in row):
        return made
    return joined([made, element("p", why_hidden(work), "note")])


def _numbers(figures: list[Figure], beside: bool, lang: str) -> list[Markup]:
    numbers = [mark(figure, lang) for figure in figures]
    return [*numbers, mark(figures[0], lang, "previous")] if beside else numbers


def _wholes(figures: list[Figure], beside: bool, lang: str) -> list[Markup]:
    """The figures themselves, where their parts add up to them."""
    wholes = [mark(figure, lang) if figure.rollup == "sum" else EMPTY for figure in figures]
    return [*wholes, mark(figures[0], lang, "previous") if figures[0].rollup == "sum" else EMPTY] if beside else wholes


def _amount(figure: Figure, of: str, lang: str) -> Cell:
    """The number, and the two that a rate is made of."""
    number, amount = mark(figure, lang, of), figure.previous if of else figure.amount
    if figure.kind != "rate" or amount is None or not amount.whole:
        return number
    part, whole = (mark(figure, lang, f"{of}-{piece}".strip("-")) for piece in ("part", "whole"))
    return Markup('{} <span class="base">{}/{}</span>').format(number, part, whole)


def _listed(figures: Iterable[Figure], lang: str) -> str:
    return said(lang, "、", ", ").join(labelled(figure, lang) for figure in figures)
