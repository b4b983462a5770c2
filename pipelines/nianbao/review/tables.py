"""Tables of figures: this year beside the year before, and breakdowns by category."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from markupsafe import Markup

from nianbao.figures import Amount, Figure, Part
from nianbao.markup import Cell, Column, Row, table
from nianbao.review.block import Block
from nianbao.review.kept import with_records
from nianbao.review.results import breakdown_name, cannot_break_down, figure_of, parts_of
from nianbao.review.telling import labelled, number, short_change, year_name
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
    rows: list[Row] = [[labelled(figure, lang), _amount(figure, figure.amount, lang)] for figure in figures]
    if any(figure.previous for figure in figures):
        heads, years = [now, then, said(lang, "比上年", "Change")], said(lang, f"，{now}与{then}", f", {now} and {then}")
        rows = [
            [*row, _amount(figure, figure.previous, lang), short_change(figure, lang)]
            for row, figure in zip(rows, figures, strict=True)
        ]
    title = caption[lang] if caption else _listed(figures, lang)
    columns = [Column(said(lang, "指标", "Figure")), *(Column(head, True) for head in heads)]
    return Block(table(title + years, columns, rows))


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
        [labels[key], *_numbers(figures, [parts.get(key) for parts in found], beside, lang)] for key in order
    ]
    whole: Row = [said(lang, "合计", "Total"), *_wholes(figures, beside, lang)]
    way = breakdown_name(work, figures[0], by)
    title = caption[lang] if caption else f"{_listed(figures, lang)}{said(lang, '，按', ' by ')}{way}"
    now = year_name(work.year, lang)
    if beside:
        heads = [now, year_name(work.year - 1, lang)]
    columns = [Column(way), *(Column(head, True) for head in heads)]
    return Block(table(said(lang, f"{title}，{now}", f"{title}, {now}"), columns, rows, whole))


def _numbers(figures: list[Figure], parts: list[Part | None], beside: bool, lang: str) -> list[str]:
    """A row's numbers; a category that a figure does not have counts nothing there."""
    numbers = [number(figure, part.value if part else 0, lang) for figure, part in zip(figures, parts, strict=True)]
    if beside:
        numbers.append(number(figures[0], parts[0].previous if parts[0] else None, lang))
    return numbers


def _wholes(figures: list[Figure], beside: bool, lang: str) -> list[str]:
    """The figures themselves, where their parts add up to them."""
    wholes = [number(figure, figure.amount, lang) if figure.rollup == "sum" else "" for figure in figures]
    if beside:
        wholes.append(number(figures[0], figures[0].previous, lang) if figures[0].rollup == "sum" else "")
    return wholes


def _amount(figure: Figure, amount: Amount | None, lang: str) -> Cell:
    text = number(figure, amount, lang)
    if figure.kind != "rate" or amount is None or not amount.whole:
        return text
    return Markup('{} <span class="base">{}/{}</span>').format(text, amount.part, amount.whole)


def _listed(figures: Iterable[Figure], lang: str) -> str:
    return said(lang, "、", ", ").join(labelled(figure, lang) for figure in figures)
