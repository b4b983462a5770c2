"""The wording by which amounts hang together, as the files beside this one list it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict

from nianbao import yamlfile
from nianbao.words import Words

_HERE = Path(__file__).parent


class Strict(BaseModel):
    """An entry of a wording file: no key that nobody knows."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class _Openers(Strict):
    some: list[str]
    all: list[str]


class Fact(Strict):
    """What a year has one number of: its names, units, and the words that say that all of them are meant."""

    name: list[str]
    units: list[str]
    have: list[str]


class _Wording(Strict):
    units: list[list[str]]
    openers: _Openers
    totals: list[str]
    rest: list[str]
    complements: list[list[list[str]]]
    stages: list[str]
    traits: list[str]
    moneyed: list[str]
    carried: list[str]
    nouns: list[str]
    actors: list[str]
    prior: list[str]
    compared: list[str]
    fresh: list[str]
    signed: list[str]
    up: list[str]
    down: list[str]
    doubled: dict[str, int]
    balance: dict[Literal["carried_in", "carried_out", "received", "closed"], list[str]]
    fillers: list[str]
    yearly: list[str]
    scoped: list[str]
    general: list[str]
    apiece: list[str]
    averages: list[str]
    scales: list[list[str]]
    facts: list[Fact]
    tables: dict[Literal["totals", "some", "apart", "order"], list[str]]


class Rate(Strict):
    """A rate: the words of the counts it is the ratio of, and whether 100 is its most; `due`, where those that were due may be fewer."""

    name: str
    part: list[str] = []
    whole: list[str] = []
    capped: bool
    elsewhere: bool = False
    due: bool = False


class _Rates(Strict):
    rates: list[Rate]
    narrowed: list[str]
    shares: list[str]


class Bound(Strict):
    """Words of an amount that is no more than the one of other words."""

    inner: list[str]
    outer: list[str]
    severity: Literal["error", "warn", "none"]
    joined: bool = False
    look_up: Words | None = None


class _Bounds(Strict):
    bounds: list[Bound]


class Limit(Strict):
    """A limit of law on one amount: patterns of the words around it, its units, the least and the most."""

    id: str
    before: str
    after: str = ""
    sentence: str = ""
    units: list[str]
    least: int | None = None
    most: int | None = None
    since: int = 0
    law: str
    says: Words


class Surcharge(Strict):
    """加处罚款 and the fine that it belongs to."""

    part: str
    whole: str
    law: str
    says: Words


class Team(Strict):
    """The words of a team's make-up, and who of it is an officer."""

    opening: str
    closing: str
    assistants: list[str]
    officers: list[str]
    least: int
    law: str
    says: Words


class Floors(Strict):
    """What the law says of amounts that a report may state."""

    limits: list[Limit]
    surcharge: Surcharge
    team: Team


def any_of(words: Iterable[str]) -> str:
    """A pattern for any of the words, the longest first."""
    return "(?:" + "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word))) + ")"


@dataclass(frozen=True)
class Wording:
    """`wording.yml`, compiled."""

    _measures: dict[str, str]
    some: re.Pattern[str]
    all: re.Pattern[str]
    total: re.Pattern[str]  # right before the numeral
    rest: re.Pattern[str]
    complements: tuple[tuple[re.Pattern[str], ...], ...]
    overlapping: re.Pattern[str]
    moneyed: re.Pattern[str]
    carried: re.Pattern[str]
    nouns: re.Pattern[str]
    prior: re.Pattern[str]
    compared: re.Pattern[str]
    fresh: re.Pattern[str]  # at the beginning
    signed: re.Pattern[str]
    up: str
    down: str
    doubled: dict[str, Decimal]
    balance: dict[str, re.Pattern[str]]
    fillers: re.Pattern[str]
    empty: re.Pattern[str]  # fillers, and who does it
    yearly: re.Pattern[str]
    scoped: re.Pattern[str]
    general: re.Pattern[str]  # what may be of anything
    apiece: re.Pattern[str]
    averages: re.Pattern[str]
    scales: tuple[tuple[str, ...], ...]  # the answers of a poll, of which each has one
    tables: dict[str, list[str]]
    facts: tuple[Fact, ...]

    def measure(self, unit: str) -> str:
        """The kind of thing that the unit counts: 起 as 件."""
        return self._measures.get(unit, unit)

    def sides(self, one: str, other: str) -> bool:
        """Whether the two labels are the two sides of something: 受理 and 不受理."""
        return any({_side(pair, one), _side(pair, other)} == {0, 1} for pair in self.complements)


def _side(pair: tuple[re.Pattern[str], ...], label: str) -> int | None:
    """Which side of the pair the label names: the one whose word is longer, as 不受理 has 受理 in it."""
    lengths = [max((len(found) for found in side.findall(label)), default=0) for side in pair]
    return lengths.index(max(lengths)) if max(lengths) and len(set(lengths)) == len(lengths) else None


@cache
def wording() -> Wording:
    """The words of sums, changes and repeats."""
    words = yamlfile.load(_HERE / "wording.yml", _Wording)
    pattern = lambda listed, text="{}": re.compile(text.format(any_of(listed)))  # noqa: E731
    return Wording(
        _measures={unit: same[0] for same in words.units for unit in same},
        some=pattern(words.openers.some, "其中|(?:^|[，,；;：:（(。])(?:均|主要|具体)?{}"), all=pattern(words.openers.all), total=pattern(words.totals, "{}$"), rest=pattern(words.rest),
        complements=tuple(tuple(pattern(side) for side in pair) for pair in words.complements),
        overlapping=pattern(words.stages + words.traits), moneyed=pattern(words.moneyed), carried=pattern(words.carried), nouns=pattern(words.nouns),
        prior=pattern(words.prior, "{}(?!(?:度)?(?:结转|转入|遗留))"), balance={role: pattern(listed) for role, listed in words.balance.items()},
        compared=pattern(words.compared), signed=pattern(words.signed), fresh=pattern(words.fresh, "^{}"),
        up=any_of(words.up), down=any_of(words.down), doubled={word: Decimal(times) for word, times in words.doubled.items()},
        fillers=pattern(words.fillers), empty=pattern(words.fillers + words.actors), yearly=pattern(words.yearly), scoped=pattern(words.scoped), general=pattern(words.general),
        apiece=pattern(words.apiece), averages=pattern(words.averages, "({})[^，。；]{{0,6}}$"), scales=tuple(map(tuple, words.scales)), tables=dict(words.tables), facts=tuple(words.facts),
    )  # fmt: skip


@cache
def rate_words() -> tuple[tuple[Rate, ...], re.Pattern[str], re.Pattern[str]]:
    """The rates, the longest name first; what narrows one; what makes a share."""
    words = yamlfile.load(_HERE / "rates.yml", _Rates)
    return tuple(sorted(words.rates, key=lambda rate: -len(rate.name))), re.compile(any_of(words.narrowed)), re.compile(any_of(words.shares))


@cache
def bound_words() -> tuple[tuple[Bound, re.Pattern[str], re.Pattern[str]], ...]:
    """Each bound with the patterns of its inner and its outer words."""
    listed = yamlfile.load(_HERE / "bounds.yml", _Bounds).bounds
    return tuple((bound, re.compile(any_of(bound.inner)), re.compile(any_of(bound.outer))) for bound in listed)


@cache
def floors_of_law() -> Floors:
    """The limits of law."""
    return yamlfile.load(_HERE / "floors.yml", Floors)
