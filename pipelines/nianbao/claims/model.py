"""A claim: one quantity that a text states."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Literal

Span = tuple[int, int]  # code points of the text, the second one past the end
Sense = Literal["exact", "more", "over", "from", "near", "about", "under", "upto"]
Kind = Literal["count", "rate", "growth", "points", "money", "rank", "score", "plan", "table"]

_NEAR, _ABOUT = Decimal("0.9"), Decimal("0.05")


@dataclass(frozen=True)
class Claim:
    """A quantity as it is written.

    `value` is in `unit`: money in 元, a rate in percent points, a fall below zero. `step` is one of the last digit that is
    not a nought (400 → 100, 1.2万 → 1000). `period` is empty where it is the report's own, else `2018`, `2022-01..10`.
    """

    quote: str
    start: int
    end: int
    number: Span  # the numeral alone, with 万 and 余; the words themselves (全覆盖, 无一) where the number is implied
    indicator: str
    value: Decimal
    unit: str
    kind: Kind
    sense: Sense = "exact"
    word: str = ""  # what makes it approximate: 余, 超过, 近
    step: Decimal = Decimal(1)
    period: str = ""
    implied: bool = False  # 全覆盖, 零, 未发生

    @property
    def approximate(self) -> bool:
        """Whether it is stated as anything but this very number."""
        return self.sense != "exact"

    @property
    def within(self) -> tuple[Decimal | None, Decimal | None]:
        """The least and the greatest number of which the claim is true, None where there is no such end.

        余 多 stay below the next step; 近 is at most a tenth below, 约 a twentieth to either side. Ends that the claim
        leaves out (the next step of 余, the number itself of 超过, 近 and 不足) are for `holds`.
        """
        value = self.value
        return {
            "exact": (value, value), "more": (value, value + self.step), "over": (value, None), "from": (value, None),
            "near": (value * _NEAR, value), "about": (value - abs(value) * _ABOUT, value + abs(value) * _ABOUT),
            "under": (None, value), "upto": (None, value),
        }[self.sense]  # fmt: skip

    def holds(self, truth: Decimal) -> bool:
        """Whether the claim is true of the number, in the claim's unit."""
        low, high = self.within
        if self.sense in ("exact", "from", "upto", "about"):
            return (low is None or low <= truth) and (high is None or truth <= high)
        if self.sense == "more":  # 400余 of exactly 400 is a slip of style that no reader takes for wrong
            return low is not None and high is not None and low <= truth < high
        return (low is None or low < truth or (self.sense == "near" and low <= truth)) and (high is None or truth < high)

    def json(self) -> dict[str, Any]:
        """As plain values; a number without fraction is an integer, a count that is only a lower bound has that kind."""
        kind = "lower_bound" if self.kind == "count" and self.sense in ("over", "from") else self.kind
        whole = self.value == self.value.to_integral_value()
        return {
            "quote": self.quote, "start": self.start, "end": self.end, "indicator": self.indicator,
            "value": int(self.value) if whole else float(self.value), "unit": self.unit, "approx": self.approximate,
            "approx_word": self.word, "sense": self.sense, "kind": kind, "period": self.period, "implied": self.implied,
        }  # fmt: skip


@dataclass(frozen=True)
class Zones:
    """Where in a text numbers are other than results of the year: next year's plans, cells of tables, the head of a page."""

    plans: Sequence[Span] = field(default=())
    tables: Sequence[Span] = field(default=())
    skipped: Sequence[Span] = field(default=())  # not read at all: addresses of pages, dates of publication
