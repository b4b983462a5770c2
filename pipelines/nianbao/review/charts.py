"""Charts of a figure's breakdowns: the finding above, then the bars, measure and source, and the data, folded."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from nianbao.figures import Figure, Part
from nianbao.markup import Column, element, table
from nianbao.review.block import Block
from nianbao.review.drawing import NARROW, WIDE, Bar, columns, rows
from nianbao.review.kept import where_kept
from nianbao.review.marks import mark
from nianbao.review.results import breakdown_name, cannot_break_down, figure_of, parts_of
from nianbao.review.svg import inline
from nianbao.review.telling import (
    finding,
    has_before,
    in_place_of_chart,
    labelled,
    leading,
    number,
    spelt_out,
    why_hidden,
    year_name,
)  # fmt: skip
from nianbao.rolling import is_rolled_up
from nianbao.words import listed, said
from nianbao.work import Work

_FILES_NAMED = 3
_MOST_BARS = 20


@where_kept
def bars(work: Work, name: str, by: str) -> Block | None:
    """The figure by category, longest bar first, this year over the grey year before; what was nothing in both is left out.

    Fewer than two categories are a sentence, not a chart. Raises MissingStep, UnknownFigure, WrongParameter.
    """
    figure = figure_of(work, name)
    if cannot_break_down(work, figure, by):
        return None
    some = [part for part in parts_of(figure, by) if _is_some(part)] if figure.value or figure.amount.hidden else []
    parts = sorted(some, key=lambda part: -(part.value or 0))
    if len(parts) < 2:
        return Block(element("p", in_place_of_chart(figure, parts, work.lang)))
    lines, key = [_bar(figure, part, work.lang) for part in parts[:_MOST_BARS]], _key(work, parts)
    drawings = rows(lines, WIDE, key), rows(lines, NARROW, key)
    return _chart(work, figure, by, parts, leading(figure, by, parts, work.lang), drawings)


@where_kept
def months(work: Work, name: str) -> Block | None:
    """The figure by month, twelve slots, this year over the grey year before.

    Raises MissingStep, UnknownFigure, WrongParameter.
    """
    figure = figure_of(work, name)
    if cannot_break_down(work, figure, "month"):
        return None
    parts = parts_of(figure, "month") if figure.value or figure.amount.hidden else ()
    if not parts:
        return Block(element("p", in_place_of_chart(figure, parts, work.lang)))
    lines, key = [_bar(figure, part, work.lang) for part in parts], _key(work, parts)
    drawings = columns(lines, key), rows(lines, NARROW, key)
    return _chart(work, figure, "month", parts, finding(figure, work.lang), drawings)


def _chart(
    work: Work, figure: Figure, by: str, parts: Sequence[Part], title: Markup, drawings: tuple[bytes, bytes]
) -> Block:
    alt = spelt_out(figure, parts, (work.year, work.year - 1), work.lang)
    name = f"chart-{figure.name.replace('.', '-')}-{by}"
    wide, narrow = (Markup(inline(svg, f"{name}-{size}", alt)) for svg, size in zip(drawings, "wn", strict=True))
    way = breakdown_name(work, figure, by)
    html = Markup(
        '<figure class="chart" id="{name}"><div class="finding">{title}</div>'
        '<div class="wide">{wide}</div><div class="narrow" hidden>{narrow}</div>'
        "<figcaption>{caption}</figcaption>{data}</figure>"
    ).format(
        name=name, title=title, wide=wide, narrow=narrow,
        caption=_caption(work, figure, way, parts), data=_data(work, figure, by, parts),
    )  # fmt: skip
    return Block(html)


def _caption(work: Work, figure: Figure, way: str, parts: Sequence[Part]) -> str:
    lang, now, then = work.lang, year_name(work.year, work.lang), year_name(work.year - 1, work.lang)
    told = [labelled(figure, lang), said(lang, f"按{way}", f"by {way}"), now]
    if has_before(parts):
        told.append(said(lang, f"灰色为{then}，所标数字为{now}", f"with {then} in grey; the numbers are of {now}"))
    if len(parts) > _MOST_BARS:
        told.append(said(lang, f"共{len(parts)}类，只画前{_MOST_BARS}类", f"the first {_MOST_BARS} of {len(parts)}"))
    source = _sources(work, figure)
    caption = said(lang, f"{'，'.join(told)}。来源：{source}。", f"{', '.join(told)}. Source: {source}.")
    some_hidden = any(part.hidden or part.previous_hidden for part in parts)
    return caption + said(lang, "", " ") + why_hidden(work) if some_hidden else caption


def _sources(work: Work, figure: Figure) -> str:
    lang = work.lang
    if is_rolled_up(work):
        return said(lang, "各单位年报", "the reviews of the offices")
    files = list(dict.fromkeys(str(source["file"]) for source in figure.sources))
    named, more = listed(files[:_FILES_NAMED], lang), len(files) - _FILES_NAMED
    return named if more <= 0 else said(lang, f"{named}等{len(files)}个文件", f"{named} and {more} more files")


def _data(work: Work, figure: Figure, by: str, parts: Sequence[Part]) -> Markup:
    """The numbers of the chart as a table, folded."""
    lang, way = work.lang, breakdown_name(work, figure, by)
    key = _key(work, parts) or (year_name(work.year, lang),)
    heads = [Column(way), *(Column(year, True) for year in key)]
    lines = [
        [part.label.of(lang), *(mark(figure.at(by, part.key), lang, of) for of in ("", "previous")[: len(key)])]
        for part in parts
    ]
    caption = labelled(figure, lang) + said(lang, f"，按{way}", f" by {way}")
    return Markup('<div class="chart-data"><details><summary>{}</summary>{}</details></div>').format(
        said(lang, "查看数据", "Show the data"), table(caption, heads, lines)
    )


def _bar(figure: Figure, part: Part, lang: str) -> Bar:
    then = None if part.previous is None else float(part.previous)
    shown = "—" if part.value is None and not part.hidden else number(figure, part.amount, lang)
    return Bar(part.label.of(lang), float(part.value or 0), then, shown)


def _is_some(part: Part) -> bool:
    """Whether there is anything to show or to withhold, this year or the year before."""
    return bool(part.value or part.previous or part.hidden or part.previous_hidden)


def _key(work: Work, parts: Sequence[Part]) -> tuple[str, str] | None:
    """The names of the two years, where there are two."""
    return (year_name(work.year, work.lang), year_name(work.year - 1, work.lang)) if has_before(parts) else None
