"""The offices below side by side: as a table, as bars beside the median of their level, and those that lie far from it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from markupsafe import Markup

from nianbao.figures import Amount, Figure, plain_number, public_figures
from nianbao.figures.entries import quotient
from nianbao.figures.numerals import rounded
from nianbao.markup import Cell, Column, element, joined, table
from nianbao.markup import Row as Cells
from nianbao.review.above import MOST_ROWS
from nianbao.review.block import Block
from nianbao.review.drawing import NARROW, WIDE, Bar, rows
from nianbao.review.kept import where_kept, with_records
from nianbao.review.marks import mark
from nianbao.review.results import figure_of
from nianbao.review.svg import inline
from nianbao.review.telling import headed, labelled, number, unit_of, why_hidden, year_name
from nianbao.rolling import FEWEST, LEAST_WHOLE, Offices, Outlier, Row, medians, offices_of, outliers
from nianbao.words import said
from nianbao.work import Work

_ENDS = 10  # of a long list, how many of its top and of its end are shown
_MOST_FAR = 20
_SPELT_OUT = 12


def offices(work: Work, *names: str, caption: Mapping[str, str] | None = None) -> Block | None:
    """The offices right below, a row each in the order of their codes: the figures, and their sums at the foot.

    Of many offices those with most and with fewest of the first figure are shown; tables.xlsx has all. None where no table
    of the figures has records. Raises MissingStep, UnknownFigure.
    """
    lang, found = work.lang, offices_of(work)
    figures = [figure_of(work, name) for name in with_records(work, names)]
    if not figures:
        return None
    shown, cut = _shown(found, figures[0])
    heads = [Column(said(lang, "单位", "Office")), *(Column(labelled(figure, lang), True) for figure in figures)]
    body: list[Cells] = [[_name(row, lang), *(_cell(found, figure, row, lang) for figure in figures)] for row in shown]
    foot: Cells = [said(lang, "合计", "All"), *(mark(figure, lang) for figure in figures)]
    title = caption[lang] if caption else said(lang, "各单位主要数据", "Key figures, office by office")
    year = year_name(work.year, lang)
    made: list[Cell] = [table(said(lang, f"{title}，{year}", f"{title}, {year}"), heads, body, foot, css="offices-table")]
    made += [element("p", note, "note") for note in _notes(work, found, figures, shown, cut)]
    return Block(joined(made))


def _shown(found: Offices, by: Figure) -> tuple[list[Row], bool]:
    """The rows to show, and whether others are left out."""
    every = found.right_below
    if len(every) <= MOST_ROWS:
        return every, False
    return [row for row, _ in _ends(_in_order(found, by, every))], True


def _in_order(found: Offices, figure: Figure, every: Sequence[Row]) -> list[tuple[Row, Amount]]:
    """The offices that have a number and show it, the greatest first."""
    told = [(row, amount) for row in every if (amount := found.amount(figure.name, row)).value is not None]
    return sorted(told, key=lambda one: -(one[1].value or 0))


def _ends(told: list[tuple[Row, Amount]]) -> list[tuple[Row, Amount]]:
    """The first and the last of a long list."""
    return told if len(told) <= 2 * _ENDS else told[:_ENDS] + told[-_ENDS:]


def _notes(work: Work, found: Offices, figures: Sequence[Figure], shown: Sequence[Row], cut: bool) -> list[str]:
    lang, notes = work.lang, []
    if cut:
        label, of = figures[0].label.of(lang), len(found.right_below)
        notes.append(said(
            lang, f"共{of}个单位，按{label}列出最多和最少的各{_ENDS}个；全部单位见 tables.xlsx。",
            f"Of {of} offices the {_ENDS} with most and the {_ENDS} with fewest by “{label}” are shown; tables.xlsx has all.",
        ))  # fmt: skip
    if any(_cell(found, figure, row, lang) == "—" for figure in figures for row in shown):
        notes.append(said(lang, "“—”：没有汇入，或没有这项记录。", "“—”: not added up, or no such records."))
    if any(found.amount(figure.name, row).hidden for figure in figures for row in shown):
        notes.append(why_hidden(work))
    return notes


def _name(row: Row, lang: str) -> str:
    name = row.name.of(lang)
    if row.has_below and row.counted < row.of:
        return name + said(lang, f"（汇入{row.counted}/{row.of}）", f" ({row.counted} of {row.of})")
    return name


def _cell(found: Offices, figure: Figure, row: Row, lang: str) -> Cell:
    own = found.of(figure, row)
    return "—" if own.value is None and not own.amount.hidden else mark(own, lang)


@where_kept
def office_bars(work: Work, name: str) -> Block | None:
    """The figure office by office, longest bar first, with the median of their level across.

    Fewer than two offices with a number are a sentence, not a chart. Raises MissingStep, UnknownFigure.
    """
    figure, found, lang = figure_of(work, name), offices_of(work), work.lang
    every = found.right_below
    told = _in_order(found, figure, every)
    if len(told) < 2:
        return Block(element("p", said(lang, f"{figure.label.zh}：有数的单位不足两个，不作比较。", f"{figure.label.of('en')}: fewer than two offices have a number.")))
    lines = [Bar(row.name.of(lang), float(amount.value or 0), None, number(figure, amount, lang)) for row, amount in _ends(told)]
    middle = _median(found, figure, every)
    line = (float(middle), said(lang, "中位数 ", "median ") + _written(figure, middle, lang)) if middle is not None else None
    alt = _spelt_out(figure, told, work.year, lang)
    prefix = f"chart-{figure.name.replace('.', '-')}-offices"
    wide, narrow = (Markup(inline(rows(lines, width, None, line), f"{prefix}-{size}", alt)) for width, size in ((WIDE, "w"), (NARROW, "n")))
    html = Markup(
        '<figure class="chart" id="{name}"><div class="finding">{title}</div><div class="wide">{wide}</div>'
        '<div class="narrow" hidden>{narrow}</div><figcaption>{caption}</figcaption></figure>'
    ).format(name=prefix, title=_finding(found, figure, told, lang), wide=wide, narrow=narrow, caption=_caption(work, found, figure, told, line is not None))
    return Block(html)


def _median(found: Offices, figure: Figure, every: Sequence[Row]) -> Fraction | None:
    """That of the offices shown, where all are of one level and have reviews of their own."""
    levels = {row.level for row in every}
    if len(levels) != 1 or any(row.has_below for row in every):
        return None
    return medians(found, figure).get(levels.pop())


def _written(figure: Figure, value: Fraction, lang: str) -> str:
    """A median as the figure's kind is written; one that lies between two counts has a digit more."""
    if figure.kind in ("rate", "mean"):
        return number(figure, Amount(quotient(value.numerator, value.denominator), value.numerator, value.denominator), lang)
    return plain_number(rounded(value, 1), lang)


def _finding(found: Offices, figure: Figure, told: Sequence[tuple[Row, Amount]], lang: str) -> Markup:
    """`办结信访件2,087件，桑梓镇最多，为620件`; of a rate the highest and the lowest office."""
    (top, most), (last, _) = told[0], told[-1]
    names = [row.name.of(lang) for row, amount in told if amount.value == most.value]
    first = mark(found.of(figure, top), lang)
    if len(names) == len(told):
        return Markup(said(lang, "{}，各单位相同", "{}, the same everywhere")).format(headed(figure, lang))
    if figure.kind in ("rate", "mean"):
        end = mark(found.of(figure, last), lang)
        return Markup(said(lang, "{}，各单位在{}至{}之间", "{}, between {} and {} by office")).format(headed(figure, lang), end, first)
    if len(names) > 1:
        return Markup(said(lang, "{}，{}个单位最多，各{}", "{}, most in {} offices ({} each)")).format(headed(figure, lang), len(names), first)
    return Markup(said(lang, "{}，{}最多，为{}{}", "{}, most in {} ({}{})")).format(headed(figure, lang), names[0], first, unit_of(figure, lang) if lang == "zh" else "")


def _caption(work: Work, found: Offices, figure: Figure, told: Sequence[tuple[Row, Amount]], has_line: bool) -> str:
    lang, every = work.lang, found.right_below
    parts = [labelled(figure, lang), said(lang, "按单位", "by office"), year_name(work.year, lang)]
    if has_line:
        parts.append(said(lang, "虚线为同级单位的中位数", "the dashed line is the median of the offices of the level"))
    if len(told) > 2 * _ENDS:
        parts.append(said(lang, f"有数的{len(told)}个单位，画最高和最低的各{_ENDS}个", f"the {_ENDS} highest and the {_ENDS} lowest of {len(told)} with a number"))
    elif len(told) < len(every):
        parts.append(said(lang, f"{len(every)}个单位中有数的{len(told)}个", f"{len(told)} of {len(every)} offices, those that have a number"))
    end = said(lang, "来源：各单位年报。", "Source: the reviews of the offices.")
    caption = said(lang, f"{'，'.join(parts)}。{end}", f"{', '.join(parts)}. {end}")
    hidden = any(found.amount(figure.name, row).hidden for row in every)
    return caption + said(lang, "", " ") + why_hidden(work) if hidden else caption


def _spelt_out(figure: Figure, told: Sequence[tuple[Row, Amount]], year: int, lang: str) -> str:
    """The numbers of the chart in words."""
    spelt = [
        f"{row.name.of(lang)}{said(lang, '', ' ')}{number(figure, amount, lang)}{unit_of(figure, lang) if lang == 'zh' else ''}" for row, amount in told[:_SPELT_OUT]
    ]
    if len(told) > _SPELT_OUT:
        spelt.append(said(lang, "其余见数据表", "the rest is in the tables"))
    return said(lang, f"条形图，{figure.label.zh}，{year}年，按单位：{'，'.join(spelt)}。", f"Bar chart of {figure.label.of('en')} by office, {year}: {'; '.join(spelt)}.")


def far_off(work: Work, *counts: str, per: str = "villages") -> Block:
    """The offices whose rates, or whose `counts` for each of the fact `per`, lie far from the others of their level, and the
    rule by which that is said. Hidden numbers take no part. Raises MissingStep, UnknownFigure."""
    lang, found = work.lang, offices_of(work)
    rates = [figure for figure in public_figures(work).values() if figure.kind == "rate" and figure.rollup == "recompute"]
    figures = [*rates, *(figure_of(work, name) for name in with_records(work, counts))]
    parts: list[Cell] = [element("h2", said(lang, "明显不同的单位", "Offices that stand out")), element("p", _rule(lang))]
    sizes: dict[str, int] = {}
    for row in found.alone:
        sizes[row.level] = sizes.get(row.level, 0) + (row.why is None)
    judged = outliers(found, figures, per)
    if max(sizes.values(), default=0) < FEWEST:
        parts.append(element("p", said(lang, f"汇入的同级单位不足{FEWEST}个，不作判断。", f"Fewer than {FEWEST} offices of a level are added up, so none is judged.")))
    elif not judged:
        parts.append(element("p", said(lang, "没有明显不同的单位。", "No office stands out.")))
    else:
        parts.append(_far(found, judged, lang))
    return Block(element("section", joined(parts), "far-off"))


def _rule(lang: str) -> str:
    return said(
        lang,
        f"把同级单位的数排起来，取正中的一个（中位数）；一个单位离它的距离，超过各单位通常距离（距离的中位数÷0.6745）的3.5倍，而且比率相差5个百分点以上、"
        f"每村（居）的数相差一半以上的，列在下面。同级不足{FEWEST}个单位的、比率的分母不足{LEAST_WHOLE}的和没有列出的数，不作判断。不同不等于不对，只说明值得核实。",
        f"Of the offices of one level the number in the middle is taken (the median). Listed is an office that lies further from it than 3.5 times "
        f"the usual distance (the median of all distances ÷ 0.6745), and by 5 percentage points of a rate or half of the median for each village. "
        f"Levels of fewer than {FEWEST} offices, rates of a whole under {LEAST_WHOLE} and numbers that are not shown are not judged. To differ is not "
        f"to be wrong: it is worth a look.",
    )


def _far(found: Offices, judged: Sequence[Outlier], lang: str) -> Markup:
    titles = (("单位", "Office"), ("数据", "Figure"), ("该单位", "The office"), ("同级中位数", "Median of the level"))
    heads = [Column(said(lang, *words), place > 1) for place, words in enumerate(titles)]
    body: list[Cells] = [[one.row.name.of(lang), _what(one, lang), _own(found, one, lang), _middle(one, lang)] for one in judged[:_MOST_FAR]]
    made = table(said(lang, "明显不同的单位", "Offices that stand out"), heads, body, css="far-table")
    if len(judged) <= _MOST_FAR:
        return made
    told = said(lang, f"共{len(judged)}项，列出差别最大的{_MOST_FAR}项。", f"The {_MOST_FAR} that differ most of {len(judged)}.")
    return joined([made, element("p", told, "note")])


def _what(one: Outlier, lang: str) -> str:
    label = one.figure.label.of(lang)
    return f"{label}{said(lang, '（每村居）', ' (for each village)')}" if one.per else label


def _own(found: Offices, one: Outlier, lang: str) -> Cell:
    if not one.per:
        return mark(found.of(one.figure, one.row), lang)
    whole, n = mark(found.of(one.figure, one.row), lang), one.row.facts[one.per]
    return Markup('{} <span class="base">{}/{}</span>').format(plain_number(rounded(one.value, 1), lang), whole, n)


def _middle(one: Outlier, lang: str) -> str:
    return plain_number(rounded(one.median, 1), lang) if one.per else _written(one.figure, one.median, lang)
