"""How a figure is written: exact, about, in yuan, in 10,000 yuan, in percent; never more than the number says."""

from __future__ import annotations

from collections.abc import Callable
from decimal import ROUND_DOWN, Decimal
from fractions import Fraction
from typing import NamedTuple

from nianbao.errors import UnknownFormat
from nianbao.figures.model import Amount, Figure, Number
from nianbao.words import Words, nearest

NOTHING = Words(zh="无可计算", en="nothing to compute")


def written(figure: Figure, form: str | None, lang: str, where: str) -> str:
    """The figure's number in words of `lang`, by the named format or by its kind. Raises UnknownFormat."""
    if form == "above":
        return NOTHING.of(lang) if figure.value is None else _above(figure, figure.amount, lang)
    return written_amount(figure.amount, form or figure.form, lang, where)


def written_amount(amount: Amount, form: str, lang: str, where: str) -> str:
    """An amount in the named format; one without a value says so in words."""
    if form not in FORMATS:
        raise UnknownFormat(where=where, got=form, known=sorted([*FORMATS, "above"]), near=nearest(form, [*FORMATS, "above"]))
    if amount.value is None:
        return NOTHING.of(lang)
    return FORMATS[form](amount, lang)


def plain_number(number: Number | Fraction, lang: str) -> str:
    """The exact number; English groups thousands, Chinese prose does not."""
    value = number if isinstance(number, Decimal) else Decimal(int(number))
    text = f"{value:,f}" if lang == "en" else f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


class Change(NamedTuple):
    """How a figure moved: `step` up or down, the words before its number, the number, the words behind it, and what
    says from when. `number` is empty where nothing has moved."""

    step: Number | Fraction
    lead: str
    number: str
    tail: str
    since: str


def change(figure: Figure, lang: str) -> str:
    """How the figure moved from the year before, in words; empty where there is nothing to compare with."""
    told = moved(figure, lang)
    if told is None:
        return ""
    words = told.lead + told.number + told.tail
    return told.since + words if lang == "zh" else f"{words} {told.since}".strip()


def moved(figure: Figure, lang: str) -> Change | None:
    """How the figure moved from the year before; None where there is nothing to compare with."""
    now, before = figure.amount, figure.previous
    if before is None or now.value is None or before.value is None:
        return None
    if figure.kind == "rate":
        return _points(_ratio(now) - _ratio(before), lang)
    # Of means the difference of what is printed, so that a reader who subtracts comes out even.
    then, today = ((_rounded(_ratio(one), 1) if figure.kind == "mean" else Decimal(one.value)) for one in (before, now))
    step = today - then
    if not step:
        return _as_before(lang)
    size, up = plain_number(abs(step), lang), step > 0
    if lang == "zh":
        return Change(step, "增加" if up else "减少", size, figure.unit.zh, "比上年")
    return Change(step, "", size, " more" if up else " fewer", "than the year before")


def _as_before(lang: str) -> Change:
    return Change(0, "持平", "", "", "与上年") if lang == "zh" else Change(0, "", "", "as the year before", "")


def _points(step: Fraction, lang: str) -> Change:
    size, up = _rounded(abs(step) * 100, 1), step > 0
    if not step:
        return _as_before(lang)
    if not size:
        size = Decimal("0.1")
        lead = Words(zh="不足", en="under ").of(lang)
    else:
        lead = ""
    number = lead + plain_number(size, lang)
    if lang == "zh":
        return Change(step, "提高" if up else "降低", number, "个百分点", "比上年")
    return Change(step, "", number, " points up" if up else " points down", f"{'on' if up else 'from'} the year before")


def _exact(amount: Amount, lang: str) -> str:
    """The number as it is; one that rests on approximate ones says so: 2000余, 约300 (over 2,000, about 300)."""
    assert amount.value is not None
    number = plain_number(amount.value, lang)
    return Words(zh=f"{number}余", en=f"over {number}").of(lang) if amount.about == "over" else _near(number, amount, lang)


def _near(text: str, amount: Amount, lang: str) -> str:
    """The text, with a word before it where it rests on approximate numbers."""
    return Words(zh=f"约{text}", en=f"about {text}").of(lang) if amount.about else text


def _about(amount: Amount, lang: str) -> str:
    """127 → 120余 (over 120): two leading digits, never rounded up; an exact multiple stands as it is."""
    if amount.about == "about":
        return _exact(amount, lang)
    value = int(amount.value or 0)
    step = 10 ** max(len(str(abs(value))) - 2, 1 if abs(value) >= 10 else 0)
    floor = value // step * step
    if floor == amount.value and not amount.about:
        return plain_number(floor, lang)
    return f"{floor}余" if lang == "zh" else f"over {floor:,}"


def _over(amount: Amount, lang: str) -> str:
    """53.4 → 超过50 (more than 50): the tens below; an exact ten stands as it is."""
    floor = _ratio(amount) // 10 * 10
    if floor == _ratio(amount) and not amount.about:
        return plain_number(floor, lang)
    return f"超过{floor}" if lang == "zh" else f"more than {floor:,}"


def _above(figure: Figure, amount: Amount, lang: str) -> str:
    """92.6 → 90分以上 (90 points or more): the tens below, with the unit, which 以上 stands behind."""
    floor = _ratio(amount) // 10 * 10
    unit = figure.unit.of(lang)
    return f"{floor}{unit}以上" if lang == "zh" else f"{floor:,} {unit} or more"


def _yuan(amount: Amount, lang: str) -> str:
    return _exact(amount, lang) + ("元" if lang == "zh" else " yuan")


def _wan(amount: Amount, lang: str) -> str:
    """In 10,000 yuan, exact: 11850 → 1.185万元."""
    number = plain_number(Decimal(amount.value or 0) / 10_000, lang)
    return _near(f"{number}万元" if lang == "zh" else f"{number} × 10,000 yuan", amount, lang)


def _percent(amount: Amount, lang: str) -> str:
    """One digit after the point at most; 100 % and 0 % only where it is exactly that."""
    ratio = _ratio(amount) * 100
    shown = _rounded(ratio, 1)
    if shown == 100 and ratio < 100:
        return Words(zh="99.9%以上", en="over 99.9%").of(lang)
    if shown == 100 and ratio > 100:
        return Words(zh="略高于100%", en="just over 100%").of(lang)
    if shown == 0 and ratio > 0:
        return Words(zh="不足0.1%", en="under 0.1%").of(lang)
    return _near(plain_number(shown, lang) + "%", amount, lang)


def _mean(amount: Amount, lang: str) -> str:
    return plain_number(_rounded(_ratio(amount), 1), lang)


def _ratio(amount: Amount) -> Fraction:
    if amount.part is not None and amount.whole:
        return Fraction(amount.part) / Fraction(amount.whole)
    return Fraction(amount.value or 0)


def _rounded(number: Fraction, digits: int) -> Decimal:
    """Half up, from the exact fraction."""
    scaled = number * 10**digits
    whole = (Decimal(scaled.numerator) / Decimal(scaled.denominator)).quantize(Decimal(1), ROUND_DOWN)
    rest = scaled - int(whole)
    return Decimal(int(whole) + (1 if rest >= Fraction(1, 2) else 0)).scaleb(-digits)


FORMATS: dict[str, Callable[[Amount, str], str]] = {
    "exact": _exact,
    "about": _about,
    "over": _over,
    "yuan": _yuan,
    "wan": _wan,
    "percent": _percent,
    "mean": _mean,
}
