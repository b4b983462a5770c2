"""Whether a claim is true of a figure's number: exactly, as it is rounded, or by the meaning of 余, 近 and their like."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction

from nianbao.claims import Claim
from nianbao.claims.numerals import narrow
from nianbao.figures import Amount, Figure, moved
from nianbao.figures.model import Number

_SCALES = {"万元": 10**4, "亿元": 10**8}
_DIGITS = re.compile(r"\d[\d, ]*(?:\.\d+)?")
_WHOLE = Decimal(100)
MOVES = ("change", "growth")  # what says how a figure has moved from the year before


def truth_of(figure: Figure, of: str) -> Decimal | None:
    """What `of` the figure (nothing for its number of the year, else previous, part, whole, change, or growth in percent) in
    the unit of claims: rates and their steps in percent points, money in 元; None where there is no number, or a hidden one."""
    if of in MOVES:
        return _moved(figure, of)
    amount = amount_of(figure, of)
    if amount is None or amount.hidden or amount.value is None:
        return None
    return _decimal(amount.value) * (100 if figure.kind == "rate" and of in ("", "previous") else _SCALES.get(figure.unit.zh, 1))


def _moved(figure: Figure, of: str) -> Decimal | None:
    """How far the figure has moved from the year before: by how much, or in percent of what it was."""
    step, then = moved(figure, "zh"), figure.previous
    if step is None or then is None:
        return None
    if of == "change":
        return _decimal(step.step) * (100 if figure.kind == "rate" else _SCALES.get(figure.unit.zh, 1))
    return _decimal(step.step) / Decimal(then.value) * 100 if then.value and figure.kind != "rate" else None


def amount_of(figure: Figure, of: str) -> Amount | None:
    """The amount that `of` names; None where the figure has none."""
    then = of.startswith("previous")
    amount = figure.previous if then else figure.amount
    piece = of.removeprefix("previous").removeprefix("-")
    if amount is None or not piece:
        return amount
    number = {"part": amount.part, "whole": amount.whole}.get(piece)
    return None if number is None else Amount(number)


def agrees(claim: Claim, numeral: str, figure: Figure, of: str = "") -> bool:
    """Whether the claim, written with that numeral, is true of what `of` the figure. A number that is not there, or hidden, agrees with none."""
    truth = truth_of(figure, of)
    if truth is None or (claim.unit == "%") != (of == "growth" or (figure.kind == "rate" and of in ("", "previous"))):
        return False
    value = claim.value
    amount = amount_of(figure, of)
    at_least = amount is not None and amount.about == "over"  # the number itself is only known to be at least that
    if value == truth and claim.sense in ("more", "over"):
        return at_least or (claim.sense == "more" and claim.step > 1)  # 400余 of exactly 400 is style, 427余 of 427 is wrong
    if claim.sense == "exact":
        return value == truth or _rounded(value, numeral, truth, figure.kind in ("rate", "mean") or of == "growth")
    return claim.holds(truth)


def _rounded(value: Decimal, numeral: str, truth: Decimal, fraction: bool) -> bool:
    """Whether the numeral is the number as it is rounded to so many digits; nothing is rounded to 0 % or 100 %."""
    found = _DIGITS.search(narrow(numeral))
    written = Decimal(found[0].replace(",", "").replace(" ", "")) if found else Decimal(0)
    scale = value / written if written else Decimal(1)  # 1.2万: ten thousand
    if (not fraction and scale == 1) or (fraction and value in (0, _WHOLE)):
        return False
    places = -int(written.as_tuple().exponent)
    return abs(truth - value) * 2 <= Decimal(1).scaleb(-places) * scale


def _decimal(number: Number | Fraction) -> Decimal:
    return Decimal(number.numerator) / Decimal(number.denominator) if isinstance(number, Fraction) else Decimal(number)
