"""The figures of the level above, from the public figures of the offices below it and from nothing else.

Each number is a sum of published ones, and one that any office hides is hidden: whoever has the offices' figures could have
made it, so that it tells nothing new of a hidden number. An office above that counts its own records instead takes the
figures of those below as `earlier` of `public`, so that what they hide stays hidden; that its own total less the other
offices' gives one office's total, where an office hides totals, only the roll-up prevents.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from nianbao.figures.model import Amount, Figure, Figures, Number, Part

_DOUBTS = ("about", "over")  # the greater doubt first


def rolled_up(offices: Sequence[Figures]) -> Figures:
    """One set of figures of several offices: counts and sums added up, rates and means made anew from part and whole.

    What cannot be rolled up (`rollup: none`) has no number, and no breakdown that not all of those have that have the
    figure. An office without a number adds nothing.
    """
    names = dict.fromkeys(name for office in offices for name in office)
    return Figures([_figure([office[name] for office in offices if name in office]) for name in names])


def _figure(of: Sequence[Figure]) -> Figure:
    first = of[0]
    before = [figure.previous for figure in of if figure.previous is not None]
    counted = [figure for figure in of if figure.amount.value is not None or figure.amount.hidden]
    ways = [way for way in (counted or of)[0].by if all(way in figure.by for figure in counted)] if first.rollup == "sum" else []
    return replace(
        first,
        amount=_amount(first.rollup, [figure.amount for figure in of]),
        previous=_amount(first.rollup, before) if before else None,
        by={way: _parts([figure.by.get(way, ()) for figure in of]) for way in ways},
        sources=(),
    )


def _amount(rollup: str, of: Sequence[Amount]) -> Amount:
    if rollup == "none" or not of:
        return Amount(None)
    if any(amount.hidden for amount in of):
        return Amount(None, hidden=True)
    about = next((doubt for doubt in _DOUBTS if any(amount.about == doubt for amount in of)), "")
    if rollup == "sum":
        return Amount(_sum([amount.value for amount in of]), about=about)
    part, whole = (_sum([getattr(amount, side) for amount in of]) for side in ("part", "whole"))
    return Amount(Decimal(part) / Decimal(whole) if part is not None and whole else None, part, whole, about)


def _parts(of: Sequence[Sequence[Part]]) -> tuple[Part, ...]:
    """The parts by key, in the order in which the offices bring them."""
    found: dict[str, list[Part]] = {}
    for parts in of:
        for part in parts:
            found.setdefault(part.key, []).append(part)
    return tuple(_part(parts) for parts in found.values())


def _part(parts: Sequence[Part]) -> Part:
    now = _amount("sum", [part.amount for part in parts])
    before = _amount("sum", [part.before for part in parts if part.before is not None])
    return Part(parts[0].key, parts[0].label, now.value, before.value, now.hidden, before.hidden)


def _sum(numbers: Sequence[Number | None]) -> Number | None:
    told = [number for number in numbers if number is not None]
    return sum(told) if told else None
