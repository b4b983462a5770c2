"""What the records say to a claim."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from nianbao.auditing.findings import Severity
from nianbao.claims import Claim
from nianbao.words import Words

Verdict = Literal["matched", "differs", "no record"]
NOWHERE = Words(zh="", en="")


@dataclass(frozen=True)
class Match:
    """A claim, and the figure that it speaks of.

    `figure` goes by the name that prose calls it by, parts as `penalties.cases: 非法焚烧`; empty where the records know
    none. `of` is what of the figure is claimed, where it is not this year's number: previous, change. `record` is that
    number as the review writes it, with its unit: a hidden one shows as a star. `source` says where it comes from.
    """

    claim: Claim
    verdict: Verdict
    figure: str = ""
    label: Words = NOWHERE
    of: str = ""
    record: str = ""
    source: Words = NOWHERE
    severity: Severity = "warn"

    def json(self) -> dict[str, Any]:
        """As plain values."""
        return {
            "quote": self.claim.quote, "start": self.claim.start, "end": self.claim.end, "verdict": self.verdict, "figure": self.figure or None,
            "label": self.label.json() if self.figure else None, "of": self.of, "record": self.record, "source": self.source.json(),
        }  # fmt: skip
