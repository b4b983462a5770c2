"""What a figure says in words: above a chart, in place of one, and for who cannot see it."""

from __future__ import annotations

from collections.abc import Sequence

from nianbao.figures import Amount, Figure, Part, change, written_amount
from nianbao.figures.model import Number
from nianbao.review.results import WHERE
from nianbao.words import said

_SPELT_OUT = 12
_FORMS = {"rate": "percent", "mean": "mean"}


def year_name(year: int, lang: str) -> str:
    """`2023年`, `2023`."""
    return said(lang, f"{year}年", f"{year}")


def number(figure: Figure, amount: Amount | Number | None, lang: str) -> str:
    """The amount as the figure's kind is written, without unit: `427`, `98.7%`; None is a year without data."""
    if amount is None:
        return said(lang, "无数据", "no data")
    given = amount if isinstance(amount, Amount) else Amount(amount)
    return written_amount(given, _FORMS.get(figure.kind, "exact"), lang, WHERE)


def with_unit(figure: Figure, amount: Amount | Number | None, lang: str) -> str:
    """The amount with its unit: `427件`, `427 petitions`; a rate carries its own sign."""
    value = amount.value if isinstance(amount, Amount) else amount
    text = number(figure, amount, lang)
    unit = unit_of(figure, lang)
    return text if value is None or not unit else said(lang, f"{text}{unit}", f"{text} {unit}")


def unit_of(figure: Figure, lang: str) -> str:
    """The unit that stands beside the number; none for a rate, which is written with its sign."""
    return "" if figure.kind == "rate" else figure.unit.of(lang)


def labelled(figure: Figure, lang: str) -> str:
    """The label with the unit in brackets: `办结信访件（件）`."""
    label, unit = figure.label.of(lang), unit_of(figure, lang)
    return label if not unit else said(lang, f"{label}（{unit}）", f"{label} ({unit})")


def headed(figure: Figure, lang: str) -> str:
    """`办结信访件427件`, `Petitions closed: 427`."""
    if lang == "zh":
        return figure.label.zh + with_unit(figure, figure.amount, lang)
    return f"{figure.label.of(lang)}: {number(figure, figure.amount, lang)}"


def short_change(figure: Figure, lang: str) -> str:
    """The change where it is plain from what year: `增加34件`, `持平`, `34 more`."""
    told = change(figure, lang)
    for phrase in ("比上年", "与上年", " than the year before", " on the year before", " from the year before"):
        told = told.replace(phrase, "")
    return told


def finding(figure: Figure, lang: str) -> str:
    """`办结信访件427件，比上年增加34件`."""
    told = change(figure, lang)
    return headed(figure, lang) + (said(lang, "，", ", ") + told if told else "")


def leading(figure: Figure, parts: Sequence[Part], lang: str) -> str:
    """`行政处罚案件90起，市容和环境卫生最多，为38起`; the parts stand with the greatest first."""
    most = [part for part in parts if part.value == parts[0].value]
    names = said(lang, "、", " and ").join(part.label.of(lang) for part in most)
    each = with_unit(figure, parts[0].value, lang)
    if len(most) == len(parts):
        told = said(lang, f"{names}各{each}", f"{each} each for {names}")
    elif len(most) > 1:
        told = said(lang, f"{names}最多，各{each}", f"most for {names} ({each} each)")
    else:
        told = said(lang, f"{names}最多，为{each}", f"most for {names} ({each})")
    return f"{headed(figure, lang)}{said(lang, '，', ', ')}{told}"


def in_place_of_chart(figure: Figure, parts: Sequence[Part], lang: str) -> str:
    """The sentence where bars would show nothing: no file, no record, or one category alone."""
    label = figure.label.of(lang)
    if figure.value is None:
        return said(lang, f"{label}：没有可统计的原始文件。", f"{label}: there is no file to count from.")
    if not figure.value:
        return said(lang, f"本年没有{label}的记录。", f"{label}: none recorded this year.")
    names = said(lang, "、", ", ").join(part.label.of(lang) for part in parts)
    return said(lang, f"{headed(figure, lang)}，均为{names}。", f"{headed(figure, lang)}, all of them {names}.")


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
    """Whether any part has a number of the year before."""
    return any(part.previous is not None for part in parts)


def _spelt(figure: Figure, part: Part, compared: bool, lang: str) -> str:
    text = f"{part.label.of(lang)}{said(lang, '', ' ')}{with_unit(figure, part.value, lang)}"
    if not compared:
        return text
    then = number(figure, part.previous, lang)
    return said(lang, f"{text}（{then}）", f"{text} ({then})")
