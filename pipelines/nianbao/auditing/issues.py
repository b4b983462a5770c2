"""What an audit has to say, in one list: findings, identities that fail, claims against the records; the gravest first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from shlex import quote
from typing import TYPE_CHECKING, Any

from nianbao.auditing.document import Document
from nianbao.auditing.findings import Finding, Identity
from nianbao.claims.model import Claim, Span
from nianbao.words import Words

if TYPE_CHECKING:
    from nianbao.auditing.records import Match

SEVERITIES = ("error", "warn", "check")
_APART = 60  # code points between two places that are still quoted in one piece


@dataclass(frozen=True)
class Issue:
    """A finding, with the places that take part, and the identity or match that it comes from, by its index in the audit."""

    finding: Finding
    places: tuple[Span, ...]
    identity: int | None = None
    match: int | None = None
    expr: str = ""

    @property
    def severity(self) -> str:
        return self.finding.severity

    def json(self, document: Document) -> dict[str, Any]:
        """As plain values; `line` counts from 1."""
        told = {"line": document.text.count("\n", 0, self.finding.start) + 1, "places": [list(place) for place in self.places]}
        return self.finding.json() | told | {"expr": self.expr, "identity": self.identity, "match": self.match}


def issues_of(
    document: Document, findings: Sequence[Finding], identities: Sequence[Identity], matches: Sequence[Match] = ()
) -> tuple[Issue, ...]:
    """Everything that is wrong or worth a look: errors, then warnings, then what is to be checked, each by place."""
    found = [Issue(finding, ((finding.start, finding.end),)) for finding in merged(findings, document)]
    found += _failing(document, identities)
    found += [Issue(_against(match), (_span(match.claim),), match=index) for index, match in enumerate(matches) if match.verdict == "differs"]
    return tuple(sorted(found, key=_rank))


def _rank(issue: Issue) -> tuple[int, int, int, str, str]:
    finding = issue.finding
    return SEVERITIES.index(finding.severity), finding.start, finding.end, finding.kind, finding.message.zh


def merged(findings: Iterable[Finding], document: Document) -> Iterator[Finding]:
    """The findings by place; those of one kind that overlap are one, as grave as the gravest."""
    last: dict[str, Finding] = {}
    for finding in sorted(findings, key=lambda one: (one.start, one.end, SEVERITIES.index(one.severity), one.message.zh)):
        before = last.get(finding.kind)
        if before is not None and (finding.start < before.end or (finding.start, finding.end) == (before.start, before.end)):
            last[finding.kind] = _both(before, finding, document)
            continue
        if before is not None:
            yield before
        last[finding.kind] = finding
    yield from last.values()


def _both(one: Finding, other: Finding, document: Document) -> Finding:
    end = max(one.end, other.end)
    grave, light = sorted((one, other), key=lambda each: SEVERITIES.index(each.severity))
    message = grave.message
    if light.message.zh not in message.zh:
        first, second = ({lang: each.message.of(lang).rstrip("。.") for lang in ("zh", "en")} for each in (grave, light))
        message = Words(zh=f"{first['zh']}；{second['zh']}", en=f"{first['en']}. {second['en'][:1].upper()}{second['en'][1:]}")
    return replace(grave, start=one.start, end=end, quote=document.quote(one.start, end), message=message, look_up=grave.look_up or light.look_up)


def _failing(document: Document, identities: Sequence[Identity]) -> Iterator[Issue]:
    """One for each identity that does not hold; the same arithmetic on the same places is told once."""
    told: set[tuple[str, tuple[Span, ...]]] = set()
    for index, identity in enumerate(identities):
        places = places_of(identity)
        if identity.holds or (identity.expr, places) in told:
            continue
        told.add((identity.expr, places))
        start, end = _stretch(places)
        finding = Finding(identity.kind, identity.severity, document.quote(start, end), start, end, identity.message, identity.look_up)
        yield Issue(finding, places, identity=index, expr=identity.expr)


def places_of(identity: Identity) -> tuple[Span, ...]:
    """The spans of what takes part, in the order of the text."""
    return tuple(sorted(set(identity.places or [_span(claim) for claim in identity.claims])))


def _stretch(places: Sequence[Span]) -> Span:
    """From the first place on, as far as the next ones stand close by; nothing where there is no place."""
    if not places:
        return 0, 0
    start, end = places[0]
    for first, last in places[1:]:
        if first - end > _APART:
            break
        end = max(end, last)
    return start, end


def _span(claim: Claim) -> Span:
    return claim.start, claim.end


def _against(match: Match) -> Finding:
    """A claim that is not what the records say."""
    claim, name = match.claim, match.figure
    message = Words(
        zh=f"报告写“{claim.quote}”，记录是{match.record}（{match.source.zh}）",
        en=f"the report says “{claim.quote}”, but the records say {match.record} ({match.source.of('en')})",
    )
    look_up = Words(zh=f"用 nianbao explain {quote(name)} 加单位和年份，看这个数怎样得来", en=f"nianbao explain {quote(name)}, with office and year, shows how the figure comes about")
    return Finding("against_records", match.severity, claim.quote, claim.start, claim.end, message, look_up)


def plain(value: Decimal) -> int | float:
    """A number as JSON has it: an integer where it has no fraction."""
    return int(value) if value == value.to_integral_value() else float(value)
