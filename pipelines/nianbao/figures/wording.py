"""How a figure is written: exact, about, in yuan, in 万 and 亿, in percent; never more than the number says.

A format is a word, or a word and a scale: `about`, `wan`, `about wan`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from nianbao.errors import UnknownFormat
from nianbao.figures.model import Amount, Figure, Number
from nianbao.figures.numerals import SCALES, plain_number, rounded, scaled, two_leading
from nianbao.words import Words, nearest, said

NOTHING = Words(zh="无可计算", en="nothing to compute")
HIDDEN = Words(zh="＊", en="*")  # in tables and charts, with a note that says why
# In a sentence; the same for every hidden number, so that neither says how large it is.
_SOME = Words(zh="若干", en="a number of")
_UNTOLD = Words(zh="未列出", en="not shown")
_YUAN = {"元": 1, "万元": 10**4, "亿元": 10**8}


def written(figure: Figure, form: str | None, lang: str, where: str) -> str:
    """The figure's number in words of `lang`, by the named format or by its kind. Raises UnknownFormat."""
    form = form or figure.form
    if figure.amount.hidden:
        return HIDDEN.of(lang)
    if form == "above":
        return NOTHING.of(lang) if figure.value is None else _above(figure, figure.amount, lang)
    if figure.unit.zh not in _YUAN or not (form in ("money", "yuan") or form.split()[-1] in SCALES):
        return written_amount(figure.amount, form, lang, where)
    amount = figure.amount if figure.value is None else replace(figure.amount, value=figure.value * _YUAN[figure.unit.zh])
    text = written_amount(amount, form, lang, where)
    return text + said(lang, "元", " yuan") if figure.value is not None and form not in ("money", "yuan") else text


def written_amount(amount: Amount, form: str, lang: str, where: str) -> str:
    """An amount in the named format; one without a value says so in words."""
    name, _, scale = form.partition(" ") if form not in SCALES else ("exact", "", form)
    if name not in FORMATS or (scale and (scale not in SCALES or name not in SCALABLE)):
        raise UnknownFormat(where=where, got=form, known=sorted(KNOWN_FORMATS), near=nearest(form, KNOWN_FORMATS))
    if amount.hidden:
        return HIDDEN.of(lang)
    if amount.value is None:
        return NOTHING.of(lang)
    return FORMATS[name](amount, lang, scale)


def withheld(figure: Figure, lang: str) -> str:
    """What a sentence says in place of a hidden number: 若干 (a number of) before a unit, of a rate or mean 未列出 (not shown)."""
    return (_UNTOLD if figure.kind in ("rate", "mean") else _SOME).of(lang)


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
    then, today = ((rounded(_ratio(one), 1) if figure.kind == "mean" else Decimal(one.value)) for one in (before, now))
    step = today - then
    if not step:
        return _as_before(lang)
    size, up = plain_number(abs(step), lang), step > 0
    if now.about or before.about:
        size = _near_it(size, lang)
    if lang == "zh":
        return Change(step, "增加" if up else "减少", size, figure.unit.zh, "比上年")
    return Change(step, "", size, " more" if up else " fewer", "than the year before")


def _as_before(lang: str) -> Change:
    return Change(0, "持平", "", "", "与上年") if lang == "zh" else Change(0, "", "", "as the year before", "")


def _points(step: Fraction, lang: str) -> Change:
    size, up = rounded(abs(step) * 100, 1), step > 0
    if not step:
        return _as_before(lang)
    number = plain_number(size, lang) if size else said(lang, "不足0.1", "under 0.1")
    if lang == "zh":
        return Change(step, "提高" if up else "降低", number, "个百分点", "比上年")
    points = " percentage point" if number == "1" else " percentage points"
    return Change(step, "", number, points + (" up" if up else " down"), f"{'on' if up else 'from'} the year before")


def _exact(amount: Amount, lang: str, scale: str = "") -> str:
    """The number as it is; one that rests on approximate ones says so: 2000余, 约300 (over 2,000, about 300)."""
    assert amount.value is not None
    number, _ = scaled(amount.value, lang, scale)
    return _more(number, lang) if amount.about == "over" else _near_it(number, lang) if amount.about else number


def _more(number: str, lang: str) -> str:
    return said(lang, f"{number}余", f"over {number}")


def _near_it(number: str, lang: str) -> str:
    return said(lang, f"约{number}", f"about {number}")


def _about(amount: Amount, lang: str, scale: str) -> str:
    """127 → 120余 (over 120): two leading digits, never rounded up; an exact multiple stands as it is."""
    if amount.about == "about":
        return _exact(amount, lang, scale)
    floor, _ = two_leading(amount.value or 0)
    number, _ = scaled(floor, lang, scale)
    return number if floor == amount.value and not amount.about else _more(number, lang)


def _near(amount: Amount, lang: str, scale: str) -> str:
    """98 → 近100 (nearly 100): the next of two leading digits, where the number is just below it, else the number itself."""
    floor, step = two_leading(amount.value or 0)
    if amount.about or 2 * (Decimal(amount.value or 0) - floor) <= step or step == 1:
        return _exact(amount, lang, scale)
    number, _ = scaled(floor + step, lang, scale)
    return said(lang, f"近{number}", f"nearly {number}")


def _round(amount: Amount, lang: str, scale: str) -> str:
    """427 → 约430 (about 430): the nearest of two leading digits; an exact multiple stands as it is."""
    floor, step = two_leading(amount.value or 0)
    if amount.about or floor == amount.value or step == 1:
        return _exact(amount, lang, scale)
    number, _ = scaled(floor + (step if 2 * (Decimal(amount.value or 0) - floor) >= step else 0), lang, scale)
    return _near_it(number, lang)


def _over(amount: Amount, lang: str, scale: str) -> str:
    """53.4 → 超过50 (more than 50): the tens below, in 万 and 亿 two leading digits; an exact multiple stands as it is."""
    floor = two_leading(_ratio(amount))[0] if scale else int(_ratio(amount) // 10 * 10)
    if not floor:
        return _exact(amount, lang, scale)
    number, _ = scaled(floor, lang, scale)
    if floor == _ratio(amount) and not amount.about:
        return number
    return said(lang, f"超过{number}", f"more than {number}")


def _above(figure: Figure, amount: Amount, lang: str) -> str:
    """92.6 → 90分以上 (90 points or more): the tens below, with the unit, which 以上 stands behind."""
    floor = _ratio(amount) // 10 * 10
    unit = figure.unit.of(lang)
    if not floor:
        return written_amount(amount, figure.form, lang, figure.name) + said(lang, "", " ") + unit
    return said(lang, f"{floor}{unit}以上", f"{floor:,} {unit} or more")


def _yuan(amount: Amount, lang: str, scale: str) -> str:
    return _exact(amount, lang) + said(lang, "元", " yuan")


def _money(amount: Amount, lang: str, scale: str) -> str:
    """In the unit that fits: 9500元, 118.5万元, 1.2亿元. Two digits after the point at most; what is cut off shows as 余."""
    value = amount.value or 0
    number, whole = scaled(value, lang, "yi" if abs(value) >= 10**8 else "wan" if abs(value) >= 10**4 else "", 2)
    if amount.about == "about":
        number = _near_it(number, lang)
    elif amount.about or not whole:
        number = _more(number, lang)
    return number + said(lang, "元", " yuan")


def _percent(amount: Amount, lang: str, scale: str) -> str:
    """One digit after the point at most; 100 % and 0 % only where it is exactly that."""
    ratio = _ratio(amount) * 100
    shown = rounded(ratio, 1)
    if shown == 100 and ratio < 100:
        return said(lang, "99.9%以上", "over 99.9%")
    if shown == 100 and ratio > 100:
        return said(lang, "略高于100%", "just over 100%")
    if shown == 0 and ratio > 0:
        return said(lang, "不足0.1%", "under 0.1%")
    number = plain_number(shown, lang) + "%"
    return _near_it(number, lang) if amount.about else number


def _mean(amount: Amount, lang: str, scale: str) -> str:
    """One digit after the point; 0 only where it is exactly that."""
    shown = rounded(_ratio(amount), 1)
    return said(lang, "不足0.1", "under 0.1") if not shown and _ratio(amount) > 0 else plain_number(shown, lang)


def _ratio(amount: Amount) -> Fraction:
    if amount.part is not None and amount.whole:
        return Fraction(amount.part) / Fraction(amount.whole)
    return Fraction(amount.value or 0)


FORMATS: dict[str, Callable[[Amount, str, str], str]] = {
    "exact": _exact,
    "about": _about,
    "near": _near,
    "round": _round,
    "over": _over,
    "yuan": _yuan,
    "money": _money,
    "percent": _percent,
    "mean": _mean,
}
KNOWN_FORMATS = (*FORMATS, *SCALES, "above")
SCALABLE = ("exact", "about", "near", "round", "over")
