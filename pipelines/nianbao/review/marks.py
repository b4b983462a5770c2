"""Every printed number that is a figure is marked with its name, so that a reader can ask where it came from and a
program can read it back.

    <data value="427" data-figure="petitions.closed">427</data>

`data-by` and `data-key`: a part of the figure's breakdown. `data-office`: the number of one office below. `data-of`: what of it is printed, where it is not this year's
amount: previous, part, whole, previous-part, previous-whole, change. `data-form`: the format that prose names, and
`withheld` where a sentence tells a hidden number in words. `value` is the plain number as figures.json has it, empty where there is none.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from markupsafe import Markup

from nianbao.figures import Amount, Figure, moved, plain_number, withheld, written, written_amount
from nianbao.figures.model import Number
from nianbao.review.results import WHERE
from nianbao.words import said

WITHHELD = "withheld"


def mark(figure: Figure, lang: str, of: str = "", form: str | None = None, where: str = WHERE, sentence: bool = False) -> Markup:
    """The figure's number, or what `of` it, as `lang` writes it and marked with its name; in a sentence a hidden one is
    told in words. Raises UnknownFormat."""
    form = WITHHELD if sentence and figure.amount.hidden else form
    number, text = printed(figure, lang, of, form, where)
    by, key = figure.part_of or ("", "")
    given = {"figure": figure.whole_name, "office": figure.office, "of": of, "form": form or ""} | ({"by": by} if by else {})
    marks = [Markup(' data-{}="{}"').format(Markup(name), given[name]) for name in ("figure", "by", "office", "of", "form") if given.get(name)]
    if by:
        marks.insert(2, Markup(' data-key="{}"').format(key))
    return Markup('<data value="{}"{}>{}</data>').format(exact(number), Markup("").join(marks), text)


def numbered(number: Markup, unit: str) -> Markup:
    """The number with the unit that stands behind it, which no line may break apart."""
    return Markup('<span class="number-with-unit">{}{}</span>').format(number, unit) if unit else number


def printed(figure: Figure, lang: str, of: str, form: str | None, where: str = WHERE) -> tuple[Number | Fraction | None, str]:
    """The plain number and the text that stands for it. Raises UnknownFormat, KeyError where `of` is unknown."""
    if of == "change":
        step = moved(figure, lang)
        return (step.step, step.number) if step else (None, "")
    if not of:
        if figure.value is None and figure.part_of and not figure.amount.hidden:
            return None, said(lang, "无数据", "no data")
        if form == WITHHELD and figure.amount.hidden:
            return None, withheld(figure, lang)
        return figure.value, written(figure, form, lang, where)
    amount = _amount_of(figure, of)
    if amount is None:
        return None, said(lang, "无数据", "no data")
    return amount.value, written_amount(amount, figure.form if of == "previous" else "exact", lang, where)


def exact(number: Number | Fraction | None) -> str:
    """The number as figures.json has it, without exponent: `427`, `0.965601965601966`; nothing for None."""
    if number is None:
        return ""
    return plain_number(Decimal(int(number)) if number == int(number) else Decimal(str(float(number))), "zh")


def _amount_of(figure: Figure, of: str) -> Amount | None:
    of_now, of_then = figure.amount, figure.previous
    if of == "previous":
        return of_then
    amount, piece = (of_then, of.removeprefix("previous-")) if of.startswith("previous-") else (of_now, of)
    number = {"part": amount.part, "whole": amount.whole}[piece] if amount else None
    return None if number is None else Amount(number)
