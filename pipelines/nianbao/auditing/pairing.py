"""The claims of two years' reports, paired: by the words of what is counted, the unit, and the section they stand in."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

from nianbao import yamlfile
from nianbao.auditing.document import Document
from nianbao.auditing.issues import plain
from nianbao.auditing.outline import outline
from nianbao.claims import Claim

Status = Literal["moved", "same", "appeared", "gone"]
_ALIKE = 0.6  # twice the shared pairs of characters over those of both
_NO_WORD = re.compile(r"[^\u3400-\u9fffA-Za-z]+")
_SECTION, _ORDER = 0.2, 0.1


class Data(BaseModel):
    """moves.yml."""

    model_config = ConfigDict(extra="forbid")

    empty: list[str]
    set_phrases: list[str]
    standing: list[str]
    certain: list[str]
    meant: list[str]


@cache
def data() -> Data:
    return yamlfile.load(Path(__file__).with_name("moves.yml"), Data)


@cache
def _empty() -> re.Pattern[str]:
    return re.compile("|".join(sorted(map(re.escape, data().empty), key=len, reverse=True)))


@dataclass(frozen=True)
class Move:
    """What became of a claim of the year before (`before`): `now` it is, or None where it is gone; a new one has no `before`."""

    now: Claim | None
    before: Claim | None

    @property
    def claim(self) -> Claim:
        """The one that there is, this year's where there are both."""
        return self.now or self.before  # type: ignore[return-value]

    @property
    def status(self) -> Status:
        if self.now is None:
            return "gone"
        if self.before is None:
            return "appeared"
        return "same" if (self.now.value, self.now.sense) == (self.before.value, self.before.sense) else "moved"

    @property
    def change(self) -> Decimal | None:
        """By how much it moved, in the claim's unit; of rates percent points."""
        return self.now.value - self.before.value if self.now and self.before else None

    @property
    def percent(self) -> Decimal | None:
        """By how much of the earlier value, to a tenth of a per cent; None for rates and where the earlier is 0."""
        if self.change is None or self.before is None or not self.before.value or self.claim.kind not in ("count", "money"):
            return None
        return (self.change * 100 / abs(self.before.value)).quantize(Decimal("0.1"))

    def json(self, index: dict[Claim, int]) -> dict[str, Any]:
        """As plain values; `now` of a claim is its index among this report's, `before` the claim itself."""
        return {
            "status": self.status, "indicator": self.claim.indicator, "unit": self.claim.unit, "now": index.get(self.now) if self.now else None,
            "value": plain(self.now.value) if self.now else None, "before": self.before.json() if self.before else None,
            "change": None if self.change is None else plain(self.change), "percent": None if self.percent is None else plain(self.percent),
        }  # fmt: skip


@dataclass(frozen=True)
class _Placed:
    """A claim as it is paired: pairs of characters of what it counts and of its section's heading, and how far down it stands (0 to 1)."""

    claim: Claim
    words: frozenset[str]
    section: frozenset[str]
    place: float


def paired(now: Document, claims: Sequence[Claim], before: Document, earlier: Sequence[Claim]) -> list[Move]:
    """Each claim of both reports once: this year's in order, then those that are gone. Plans and cells of tables are left out."""
    ours, theirs = list(_placed(now, claims)), list(_placed(before, earlier))
    partner: dict[int, int] = {}
    taken: set[int] = set()
    for _, one, other in sorted(_candidates(ours, theirs), key=lambda found: (-found[0], found[1], found[2])):
        if one not in partner and other not in taken:
            partner[one] = other
            taken.add(other)
    moves = [Move(placed.claim, theirs[partner[one]].claim if one in partner else None) for one, placed in enumerate(ours)]
    return moves + [Move(None, placed.claim) for other, placed in enumerate(theirs) if other not in taken]


def _candidates(ours: Sequence[_Placed], theirs: Sequence[_Placed]) -> Iterator[tuple[float, int, int]]:
    """(how alike, one, other) of every two that count alike in the same unit; found by the pairs of characters they share."""
    index: dict[tuple[str, str, str], list[int]] = defaultdict(list)
    for other, placed in enumerate(theirs):
        for word in placed.words:
            index[placed.claim.unit, placed.claim.kind, word].append(other)
    for one, placed in enumerate(ours):
        shared: dict[int, int] = defaultdict(int)
        for word in placed.words:
            for other in index.get((placed.claim.unit, placed.claim.kind, word), ()):
                shared[other] += 1
        for other, count in shared.items():
            found = theirs[other]
            alike = 2 * count / (len(placed.words) + len(found.words))
            if alike >= _ALIKE:
                yield alike + _SECTION * _dice(placed.section, found.section) - _ORDER * abs(placed.place - found.place), one, other


def _placed(document: Document, claims: Iterable[Claim]) -> Iterator[_Placed]:
    headings = outline(document)
    starts, length = [heading.start for heading in headings], max(len(document.text), 1)
    for claim in claims:
        if claim.kind not in ("plan", "table"):
            place = bisect_right(starts, claim.start) - 1
            section = _pairs(headings[place].text) if place >= 0 else frozenset()
            yield _Placed(claim, _pairs(claim.indicator) or _pairs(claim.quote), section, claim.start / length)


def _pairs(text: str) -> frozenset[str]:
    """Pairs of characters that follow each other, without words that say nothing; a single character stands for itself."""
    whole = _NO_WORD.sub("", text)
    bare = _empty().sub("", whole) or whole
    return frozenset(bare[place : place + 2] for place in range(len(bare) - 1)) or frozenset(filter(None, [bare]))


def _dice(one: frozenset[str], other: frozenset[str]) -> float:
    return 2 * len(one & other) / (len(one) + len(other)) if one and other else 0.0
