"""The audit of one report: what it claims, what of that cannot be right, and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from nianbao.auditing.document import Document
from nianbao.auditing.findings import Finding, Identity
from nianbao.auditing.issues import Issue, issues_of, places_of, plain
from nianbao.auditing.notes import notes_of
from nianbao.claims import Claim
from nianbao.words import Words

if TYPE_CHECKING:
    from nianbao.auditing.forms import Form
    from nianbao.auditing.moves import Moves
    from nianbao.auditing.records import Match
    from nianbao.auditing.yearly import FoundYear
    from nianbao.figures import Figures
    from nianbao.rolling import Offices
    from nianbao.work import Work


@dataclass(frozen=True)
class Audit:
    """What was found in a report. `identities` hold all of them, those that fail too; `issues` tells everything that is wrong in one list."""

    document: Document
    year: int | None
    claims: Sequence[Claim]
    identities: Sequence[Identity] = ()
    findings: Sequence[Finding] = ()
    forms: Sequence[Form] = ()
    matches: Sequence[Match] | None = None  # None where no records were asked for
    moves: Moves | None = None
    found: FoundYear | None = None  # the year that the report itself tells, by its title or otherwise

    @cached_property
    def issues(self) -> tuple[Issue, ...]:
        """Errors first, then warnings, then what is to be checked; each by place. Merged where two say the same of one place."""
        findings = [*self.findings, *(self.moves.findings if self.moves else ())]
        return issues_of(self.document, findings, self.identities, self.matches or ())

    @cached_property
    def notes(self) -> tuple[Words, ...]:
        """What has to be known before anything else: a year that was inferred or not found, a report set beside it that does not belong there."""
        return tuple(notes_of(self))

    @property
    def failing(self) -> list[Identity]:
        """The identities that do not hold."""
        return [identity for identity in self.identities if not identity.holds]

    @property
    def errors(self) -> list[Issue]:
        """What cannot be right."""
        return [issue for issue in self.issues if issue.severity == "error"]

    @property
    def clean(self) -> bool:
        """Whether nothing was found that cannot be right."""
        return not self.errors

    @cached_property
    def taking_part(self) -> Mapping[Claim, Sequence[Identity]]:
        """The identities that a claim takes part in."""
        found: dict[Claim, list[Identity]] = {}
        for one in self.identities:
            for claim in dict.fromkeys(one.claims):
                found.setdefault(claim, []).append(one)
        return found

    @cached_property
    def figures(self) -> Mapping[Claim, Match]:
        """What the records have to a claim."""
        return {match.claim: match for match in self.matches or ()}

    def json(self) -> dict[str, Any]:
        """As plain values; offsets count code points of the text, `claims` of an identity are indices."""
        index = {claim: place for place, claim in enumerate(self.claims)}
        return {
            "file": str(self.document.path),
            "year": self.year,
            "clean": self.clean,
            "notes": [note.json() for note in self.notes],
            "claims": [self._claim(claim) for claim in self.claims],
            "identities": [_identity(identity, index) for identity in self.identities],
            "issues": [issue.json(self.document) for issue in self.issues],
            "tables": [form.json() for form in self.forms],
            "records": None if self.matches is None else [match.json() for match in self.matches],
            "before": self.moves.json() if self.moves else None,
        }

    def _claim(self, claim: Claim) -> dict[str, Any]:
        match = self.figures.get(claim)
        return claim.json() | {"figure": match.figure or None if match else None, "verdict": match.verdict if match else None}


def _identity(identity: Identity, index: Mapping[Claim, int]) -> dict[str, Any]:
    places = places_of(identity)
    return {
        "kind": identity.kind, "expr": identity.expr, "holds": identity.holds, "lhs": plain(identity.lhs), "rhs": plain(identity.rhs),
        "claims": [index[claim] for claim in identity.claims if claim in index], "severity": identity.severity,
        "message": identity.message.zh, "message_en": identity.message.of("en"),
        "start": places[0][0] if places else 0, "end": places[0][1] if places else 0, "places": [list(place) for place in places],
    }  # fmt: skip


def audit(
    document: Document, year: int | None = None, figures: Figures | None = None, before: Document | None = None, lang: str = "zh",
    offices: Offices | None = None, work: Work | None = None,
) -> Audit:
    """Reads a report as its strictest reader would.

    `year` is the report's, taken from its text where it is not given; `figures` are those of an office's year, `offices` those
    of a roll-up; `before` is the same office's report of the year before; `lang` is the language that figures are written in.
    A page of ours is held against what was made: that of `work`, or what lies beside it.
    """
    from nianbao.auditing.wrapping import joined

    whole = joined(document)
    read = _read(whole.document if whole else document, year, figures, lang, offices, work)
    read = whole.back(read, document) if whole else read
    return read if before is None else _compared(read, audit(before))


def _read(document: Document, year: int | None, figures: Figures | None, lang: str, offices: Offices | None, work: Work | None) -> Audit:
    """The audit of a text whose lines are whole."""
    from nianbao.auditing.arithmetic import identities, table_sums
    from nianbao.auditing.forms import form_findings, form_identities, read_forms
    from nianbao.auditing.yearly import find_year, findings
    from nianbao.auditing.zones import zones_of
    from nianbao.claims import find_claims, widened

    even = replace(document, text=widened(document.text))  # as long, and the clauses of every page end alike
    told = find_year(even)
    year = year or (told.year if told else None)
    forms = read_forms(even)
    claims = find_claims(document.text, zones_of(even, [span for form in forms for span in form.spans]), year)
    held = [*identities(even, claims, year), *form_identities(forms, even, claims), *table_sums(even, [(form.start, form.end) for form in forms])]
    found = [_as_written(one, document) for one in (*findings(even, claims, year), *form_findings(forms, even, claims))]
    found = _once(found)
    if document.marks:
        from nianbao.auditing.records import tampering

        found += tampering(document, work)
    matches = None
    if figures is not None:
        from nianbao.auditing.records import hold

        matches = hold(document, claims, figures, lang, year=year, offices=offices)
    return Audit(document, year, claims, held, found, forms, matches, found=told)


def _once(findings: Sequence[Finding]) -> list[Finding]:
    """The findings without the slips inside of a fixed heading or label that is told to be misspelt."""
    typos = [(one.start, one.end) for one in findings if one.kind == "typo"]
    return [one for one in findings if one.kind != "slip" or not any(start <= one.start and one.end <= end for start, end in typos)]


def _as_written(finding: Finding, document: Document) -> Finding:
    """The finding with the document's own signs in its quotation, where it quotes the place itself."""
    quote = document.quote(finding.start, finding.end)
    return replace(finding, quote=quote) if len(quote) == len(finding.quote) else finding


def _compared(now: Audit, before: Audit) -> Audit:
    """With what moved since the earlier report. Only where that is of the year right before, or a year is not known, must the two agree."""
    from nianbao.auditing.forms import cross_year
    from nianbao.auditing.growing import growths
    from nianbao.auditing.moves import moves_of

    moves = moves_of(now, before)
    if moves.beside.foreign or (now.year and before.year and before.year + 1 != now.year):
        return replace(now, moves=moves)
    grown = growths(now.document, now.claims, moves.claims, before.year) if before.year and now.year else ()
    return replace(now, identities=[*now.identities, *cross_year(now.forms, before.forms), *grown], moves=moves)
