"""What a figure says in words: above a chart, in place of one, and for who cannot see it."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from nianbao.figures import HIDDEN, Amount, Figure, Part, moved, written_amount
from nianbao.figures.model import Number
from nianbao.markup import EMPTY
from nianbao.review.marks import mark, numbered
from nianbao.review.results import WHERE
from nianbao.rolling import is_rolled_up
from nianbao.words import one, said
from nianbao.work import Work

_SPELT_OUT = 12


def year_name(year: int, lang: str) -> str:
    """`2023年`, `2023`."""
    return said(lang, f"{year}年", f"{year}")


def number(figure: Figure, amount: Amount | Number | None, lang: str) -> str:
    """The amount as the figure's kind is written, without unit: `427`, `98.7%`; None is a year without data."""
    if amount is None:
        return said(lang, "无数据", "no data")
    given = amount if isinstance(amount, Amount) else Amount(amount)
    return written_amount(given, figure.form, lang, WHERE)


def with_unit(figure: Figure, amount: Amount | Number | None, lang: str) -> str:
    """The amount with its unit: `427件`, `427 petitions`; a rate carries its own sign."""
    value = amount.value if isinstance(amount, Amount) else amount
    text = number(figure, amount, lang)
    unit = unit_of(figure, lang)
    return text if value is None or not unit else said(lang, f"{text}{unit}", f"{text} {one(unit) if value == 1 else unit}")


def unit_of(figure: Figure, lang: str) -> str:
    """The unit that stands beside the number; none for a rate, which is written with its sign."""
    return "" if figure.kind == "rate" else figure.unit.of(lang)


def labelled(figure: Figure, lang: str) -> str:
    """The label with the unit in brackets: `办结信访件（件）`."""
    label, unit = figure.label.of(lang), unit_of(figure, lang)
    return label if not unit else said(lang, f"{label}（{unit}）", f"{label} ({unit})")


def marked_with_unit(figure: Figure, lang: str, of: str = "") -> Markup:
    """The amount, or what `of` it, marked and with its unit: `427件`, `427 petitions`."""
    number, unit = mark(figure, lang, of), unit_of(figure, lang)
    amount = figure.previous if of == "previous" else figure.amount
    if not unit or amount is None or amount.value is None:
        return number
    return numbered(number, unit) if lang == "zh" else Markup("{} {}").format(number, one(unit) if amount.value == 1 else unit)


def headed(figure: Figure, lang: str) -> Markup:
    """`办结信访件427件`, `Petitions closed: 427`."""
    if lang == "zh":
        return Markup("{}{}").format(figure.label.zh, marked_with_unit(figure, lang))
    return Markup("{}: {}").format(figure.label.of(lang), mark(figure, lang))


def change_in(figure: Figure, lang: str, short: bool = False) -> Markup:
    """The change from the year before, its number marked: `比上年增加34件`; `short` where it is plain from what year: `增加34件`."""
    told = moved(figure, lang)
    if told is None:
        return EMPTY
    number = mark(figure, lang, "change") if told.number else ""
    words = Markup("{}{}{}").format(told.lead, number, told.tail)
    if short or not told.since:
        return words
    return _filled(lang, "{1}{0}", "{0} {1}", words, told.since)


def finding(figure: Figure, lang: str) -> Markup:
    """`办结信访件427件，比上年增加34件`."""
    told = change_in(figure, lang)
    return _filled(lang, "{}，{}", "{}, {}", headed(figure, lang), told) if told else headed(figure, lang)


def leading(figure: Figure, by: str, parts: Sequence[Part], lang: str) -> Markup:
    """`行政处罚案件90起，市容和环境卫生最多，为38起`; the parts stand with the greatest first, hidden ones last.

    Where a hidden one may be greater, none is called the greatest.
    """
    if any(part.hidden for part in parts) and not _certainly_first(figure, parts):
        return finding(figure, lang)
    most = [part for part in parts if part.value == parts[0].value]
    names = said(lang, "、", " and ").join(part.label.of(lang) for part in most)
    each = marked_with_unit(figure.at(by, parts[0].key), lang)
    if len(most) == len(parts):
        told = _filled(lang, "{names}各{each}", "{each} each for {names}", names=names, each=each)
    elif len(most) > 1:
        told = _filled(lang, "{names}最多，各{each}", "most for {names} ({each} each)", names=names, each=each)
    else:
        told = _filled(lang, "{names}最多，为{each}", "most for {names} ({each})", names=names, each=each)
    return _filled(lang, "{}，{}", "{}, {}", headed(figure, lang), told)


def _certainly_first(figure: Figure, parts: Sequence[Part]) -> bool:
    """Whether all hidden parts together, as everybody can work out, are fewer than the greatest shown."""
    told = sum(part.value or 0 for part in parts)
    return figure.rollup == "sum" and figure.value is not None and figure.value - told < (parts[0].value or 0)


def in_place_of_chart(figure: Figure, parts: Sequence[Part], lang: str) -> Markup:
    """The sentence where bars would show nothing: no file, no record, or one category alone."""
    label = figure.label.of(lang)
    if figure.amount.hidden:
        return _filled(lang, "{}：数目不列出。", "{}: the number is not shown.", label)
    if figure.value is None:
        return _filled(lang, "{}：没有可统计的原始文件。", "{}: there is no file to count from.", label)
    if not figure.value:
        return _filled(lang, "本年没有{}的记录。", "{}: none recorded this year.", label)
    names = said(lang, "、", ", ").join(part.label.of(lang) for part in parts)
    return _filled(lang, "{}，均为{}。", "{}, all of them {}.", headed(figure, lang), names)


def spelt_out(figure: Figure, parts: Sequence[Part], years: tuple[int, int], lang: str) -> str:
    """The numbers of a chart in words."""
    compared = has_before(parts)
    told = [_spelt(figure, part, compared, lang) for part in parts[:_SPELT_OUT]]
    if len(parts) > _SPELT_OUT:
        told.append(said(lang, "其余见数据表", "the rest is in the table of data"))
    head = said(lang, "条形图，", "Bar chart of ") + figure.label.of(lang)
    span = said(lang, f"{years[0]}年", f"{years[0]}")
    if compared:
        span = said(lang, f"{span}（括号内为{years[1]}年）", f"{span}, with {years[1]} in brackets")
    return said(lang, f"{head}，{span}：{'，'.join(told)}。", f"{head}, {span}: {'; '.join(told)}.")


def has_before(parts: Sequence[Part]) -> bool:
    """Whether any part has a number of the year before, told or hidden."""
    return any(part.before is not None for part in parts)


def _spelt(figure: Figure, part: Part, compared: bool, lang: str) -> str:
    untold = said(lang, "不列出", "not shown")
    now = untold if part.hidden else with_unit(figure, part.value, lang)
    text = f"{part.label.of(lang)}{said(lang, '', ' ')}{now}"
    if not compared:
        return text
    then = untold if part.previous_hidden else number(figure, part.previous, lang)
    return said(lang, f"{text}（{then}）", f"{text} ({then})")


def why_hidden(work: Work) -> str:
    """The note to a table or chart with a hidden number."""
    below = max(work.office.file.suppress_below.totals, work.office.file.suppress_below.breakdowns)
    sign = HIDDEN.of(work.lang)
    if is_rolled_up(work):
        return said(
            work.lang, f"{sign}：有单位的年报没有列出这个数，不列出，也不计算。",
            f"{sign} not shown, and nothing is computed from it: the review of an office below does not show it.",
        )  # fmt: skip
    if not below:
        return said(work.lang, f"{sign}：已发布的版本没有列出，不列出。", f"{sign} not shown: an edition already published does not show it.")
    return said(
        work.lang,
        f"{sign}：数值小于{below}或据此可推算出小于{below}的数，不列出。",
        f"{sign} not shown: a number under {below}, or one from which such a number could be computed.",
    )


def _filled(lang: str, zh: str, en: str, *given: object, **named: object) -> Markup:
    """The one of the two that is of the language, filled in; what is no markup is escaped."""
    return Markup(said(lang, zh, en)).format(*given, **named)
