"""A report held against its year: what does not belong to it, dates that cannot be, and slips of writing."""

from __future__ import annotations

from collections.abc import Sequence

from nianbao.auditing.document import Document
from nianbao.auditing.findings import Finding
from nianbao.auditing.yearly import brackets, campaigns, dates, events, issue, laws, numbering, parts, periods, slips
from nianbao.auditing.yearly.reading import Reading
from nianbao.auditing.yearly.year import FoundYear, find_year, report_year
from nianbao.claims.model import Claim

_TIMELESS = (numbering, dates, parts, brackets, slips, campaigns)
_RULES = (*_TIMELESS, events, laws, periods, issue)
_GRAVE = ("error", "warn", "check")


def findings(document: Document, claims: Sequence[Claim], year: int | None) -> list[Finding]:
    """What the year and the rules of writing say against the report, in order of place. Of two slips on the same words one is told.

    Without a year only what holds of any year is asked.
    """
    reading = Reading(document, claims, year or 0)
    found = sorted((finding for rule in (_RULES if year else _TIMELESS) for finding in rule.findings(reading)), key=lambda one: (one.start, one.end, _GRAVE.index(one.severity)))
    kept: list[Finding] = []
    for one in found:
        if not any(_same(one, other) for other in kept[-4:]):
            kept.append(one)
    return kept


def _same(one: Finding, other: Finding) -> bool:
    """Whether both say that the same words are written wrongly."""
    return one.kind == other.kind == "slip" and one.start < other.end and other.start < one.end


__all__ = ["FoundYear", "find_year", "findings", "report_year"]
