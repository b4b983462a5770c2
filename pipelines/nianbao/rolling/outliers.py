"""Offices whose numbers lie far from those of the offices of the same level.

A rate, or a count for each village, is compared by the modified z-score (Iglewicz and Hoaglin, How to Detect and Handle
Outliers, 1993): 0.6745 × distance from the median ÷ the median of all distances; where more than half are the same, distance
÷ (1.2533 × the mean distance). Only published numbers go in, so that nothing is said of a hidden one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import fsum
from statistics import median

from nianbao.figures import Figure
from nianbao.rolling.offices import Offices, Row

FEWEST = 8  # offices of a level; of fewer nobody can say what is usual
LEAST_WHOLE = 10  # of a rate: one case of three is no rate
FAR = 3.5
POINTS = Fraction(5, 100)  # of a rate
SHARE = Fraction(1, 2)  # of the median, for a count


@dataclass(frozen=True)
class Outlier:
    """One office's number, far from the `median` of its level. Of a count it is that for each of the fact `per`."""

    row: Row
    figure: Figure
    value: Fraction
    median: Fraction
    score: float
    per: str = ""


def outliers(offices: Offices, figures: Iterable[Figure], per: str = "") -> list[Outlier]:
    """The outliers among the offices with a review of their own, the farthest first.

    Rates are compared as they are, where the whole is at least LEAST_WHOLE; counts and sums by the fact `per` of each
    office, such as its villages, and not at all without it. A level with fewer than FEWEST such offices is not judged.
    """
    found: list[Outlier] = []
    for figure in figures:
        for rows in _levels(offices):
            values = _values(offices, figure, rows, per)
            if len(values) >= FEWEST:
                found += _far(figure, values, "" if figure.kind == "rate" else per)
    return sorted(found, key=lambda one: (-one.score, one.figure.name, one.row.id))


def _levels(offices: Offices) -> list[list[Row]]:
    by_level: dict[str, list[Row]] = {}
    for row in offices.alone:
        by_level.setdefault(row.level, []).append(row)
    return list(by_level.values())


def _values(offices: Offices, figure: Figure, rows: Sequence[Row], per: str) -> list[tuple[Row, Fraction]]:
    found = []
    for row in rows:
        amount = offices.amount(figure.name, row)
        if figure.kind == "rate" and amount.part is not None and amount.whole is not None and amount.whole >= LEAST_WHOLE:
            found.append((row, Fraction(amount.part) / Fraction(amount.whole)))
        elif figure.kind in ("count", "sum") and amount.value is not None and row.facts.get(per):
            found.append((row, Fraction(amount.value) / row.facts[per]))
    return found


def _far(figure: Figure, values: Sequence[tuple[Row, Fraction]], per: str) -> list[Outlier]:
    middle = median([value for _, value in values])
    distances = [abs(value - middle) for _, value in values]
    usual = float(median(distances)) / 0.6745 or 1.2533 * fsum(map(float, distances)) / len(distances)
    least = POINTS if figure.kind == "rate" else SHARE * middle
    return [
        Outlier(row, figure, value, middle, float(distance) / usual, per)
        for (row, value), distance in zip(values, distances, strict=True) if usual and float(distance) > FAR * usual and distance >= least
    ]  # fmt: skip


def medians(offices: Offices, figure: Figure) -> Mapping[str, Fraction]:
    """Level → the median of its offices' numbers; hidden ones and levels of fewer than two are left out."""
    found: dict[str, Fraction] = {}
    for rows in _levels(offices):
        told = [amount.value for row in rows if (amount := offices.amount(figure.name, row)).value is not None]
        if len(told) > 1:
            found[rows[0].level] = Fraction(median([Fraction(value) for value in told]))
    return found
