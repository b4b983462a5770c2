"""Amounts as cells of a spreadsheet: the exact number, a format that never says more than it, a sign where there is none."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from nianbao.exporting.spreadsheet import Number
from nianbao.figures import Amount, Figure, moved

NO_DATA, HIDDEN, NOT_APPLICABLE = "[x]", "[c]", "[z]"
_MOST_DIGITS = 10


def shown(amount: Amount | None, kind: str) -> Number | str:
    """The amount of a figure of that kind."""
    if amount is not None and amount.hidden:
        return HIDDEN
    if amount is None or amount.value is None:
        return NO_DATA
    return Number(amount.value, _percent(_ratio(amount)) if kind == "rate" else _plain(amount.value, kind))


def base(figure: Figure, number: int | Decimal | None) -> Number | str:
    """The part or whole of a rate or mean."""
    if figure.kind not in ("rate", "mean"):
        return NOT_APPLICABLE
    if figure.amount.hidden:
        return HIDDEN
    return NO_DATA if number is None else Number(number, _plain(number, "count"))


def change(figure: Figure) -> Number | str:
    """From the year before to this: of rates in percentage points, of means that of the two as they are printed."""
    if figure.amount.hidden or (figure.previous and figure.previous.hidden):
        return HIDDEN
    told = moved(figure, "zh")
    if told is None:
        return NO_DATA
    step = Fraction(told.step) * (100 if figure.kind == "rate" else 1)
    return Number(int(step) if step.denominator == 1 else float(step), _signed(step))


def _percent(ratio: Fraction) -> str:
    """One digit after the point; more where it would look like 0 % or 100 % and is not."""
    digits = 1
    while ratio not in (0, 1) and _looks_like(ratio * 100, digits) in (0, 100) and digits < _MOST_DIGITS:
        digits += 1
    return f"0.{'0' * digits}%"


def _plain(number: int | Decimal, kind: str) -> str:
    if kind == "mean":
        return "#,##0.0"
    return "#,##0" if number == int(number) else "#,##0.00"


def _signed(step: Fraction) -> str:
    """A change with its sign; one that would look like none has more digits."""
    if step.denominator == 1:
        return "+#,##0;-#,##0;0"
    digits = 1
    while not _looks_like(step, digits) and digits < _MOST_DIGITS:
        digits += 1
    form = f"#,##0.{'0' * digits}"
    return f"+{form};-{form};0"


def _looks_like(number: Fraction, digits: int) -> Fraction:
    """The number as a spreadsheet rounds it: half away from zero."""
    size = int(abs(number) * 10**digits + Fraction(1, 2))
    return Fraction(size if number >= 0 else -size, 10**digits)


def _ratio(amount: Amount) -> Fraction:
    """The exact quotient."""
    if amount.part is not None and amount.whole:
        return Fraction(amount.part) / Fraction(amount.whole)
    return Fraction(amount.value or 0)
