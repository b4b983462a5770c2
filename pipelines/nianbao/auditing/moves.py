"""This year's report beside last year's: which claims moved, and what was copied."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from nianbao.auditing.beside import Beside, office_of
from nianbao.auditing.copying import Copied, copied, copying_findings
from nianbao.auditing.document import Document
from nianbao.auditing.findings import Finding
from nianbao.auditing.pairing import Move, Status, paired
from nianbao.claims import Claim
from nianbao.words import Words

if TYPE_CHECKING:
    from nianbao.auditing.audit import Audit


@dataclass(frozen=True)
class Moves:
    """What a report has to do with the one before: `before` is that one's text, `beside` both years and offices, `copied` what says something of its own."""

    before: Document
    beside: Beside
    claims: Sequence[Move]
    copied: Sequence[Copied]
    findings: Sequence[Finding]
    index: Mapping[Claim, int] = field(repr=False)

    @property
    def year(self) -> int | None:
        """The other report's year."""
        return self.beside.before

    @property
    def doubts(self) -> list[Words]:
        """Why the other is not the report of the year before, or may not be."""
        return list(self.beside.doubts())

    def of(self, status: Status) -> list[Move]:
        """The claims that moved, stayed the same, appeared or are gone."""
        return [move for move in self.claims if move.status == status]

    @property
    def counts(self) -> Mapping[str, int]:
        return Counter(move.status for move in self.claims)

    def json(self) -> dict[str, Any]:
        """As plain values."""
        return {
            "file": str(self.before.path), "year": self.year, "claims": [move.json(self.index) for move in self.claims],
            "copied": [sentence.json() for sentence in self.copied],
        }  # fmt: skip


def moves_of(now: Audit, before: Audit) -> Moves:
    """What moved from one report to the next. Raises nothing: reports that have nothing in common have nothing paired."""
    own = [claim for claim in now.claims if not claim.period]
    earlier = [claim for claim in before.claims if not claim.period]
    sentences = copied(now.document, before.document, _tables(now), _tables(before))
    beside = Beside(now.year, before.year, office_of(now.document), office_of(before.document))
    findings = [*copying_findings(sentences, now.claims, beside), *(() if beside.foreign else _restated(now, before, earlier))]
    index = {claim: place for place, claim in enumerate(now.claims)}
    told = [sentence for sentence in sentences if sentence.own]
    return Moves(before.document, beside, paired(now.document, own, before.document, earlier), told, findings, index)


def _tables(audit: Audit) -> list[tuple[int, int]]:
    return [span for form in audit.forms for span in form.spans]


def _restated(now: Audit, before: Audit, earlier: Sequence[Claim]) -> Iterator[Finding]:
    """What this report says of the year before, and that year's own report does not."""
    if before.year is None:
        return
    said = [claim for claim in now.claims if claim.period == str(before.year)]
    for move in paired(now.document, said, before.document, earlier):
        if move.now and move.before and not (move.now.holds(move.before.value) or move.before.holds(move.now.value)):
            claim = move.now
            yield Finding("restated", "warn", claim.quote, claim.start, claim.end, Words(
                zh=f"这里说{before.year}年是“{claim.quote}”，{before.year}年的报告写的是“{move.before.quote}”",
                en=f"here “{claim.quote}” is given for {before.year}, but the report of {before.year} says “{move.before.quote}”",
            ), Words(zh=f"{before.year}年的报告和台账，两处只能有一处对", en=f"the report and the records of {before.year}: only one of the two can be right"))  # fmt: skip
