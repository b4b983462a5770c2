"""What came of each rule, and whether the gate is open. All of it stands in checks.json."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Literal

from nianbao.checking.waivers import Waiver
from nianbao.errors import MissingStep
from nianbao.tables import Rule
from nianbao.words import Words

State = Literal["pass", "fail", "could_not_check", "nothing_to_check"]


@dataclass(frozen=True, order=True)
class Place:
    """Where a failing row stands, as Excel shows it; `row` is 0 where the whole file or sheet is meant."""

    file: str
    sheet: str
    row: int


@dataclass(frozen=True)
class Outcome:
    """One rule's outcome: how many rows (or sums) it judged, how many failed, and where those stand."""

    rule: Rule
    table: str | None
    state: State
    checked: int = 0
    failed: int = 0
    places: tuple[Place, ...] = ()
    note: Words | None = None
    waiver: Waiver | None = None

    @property
    def stops(self) -> bool:
        """Whether it closes the gate: critical, failed, and waived by nobody."""
        return self.state == "fail" and self.rule.severity == "critical" and self.waiver is None

    def json(self) -> dict[str, Any]:
        """The outcome as checks.json holds it; rows are named by place, never by content."""
        return {
            "rule": self.rule.id,
            "table": self.table,
            "severity": self.rule.severity,
            "outcome": self.state,
            "says": self.rule.says.json(),
            "law": self.rule.law.json() if self.rule.law else None,
            "quote": self.rule.quote,
            "checked": self.checked,
            "failed": self.failed,
            "rows": [{"file": place.file, "sheet": place.sheet, "row": place.row} for place in self.places],
            "note": self.note.json() if self.note else None,
            "waiver": self.waiver.json() if self.waiver else None,
        }


@dataclass(frozen=True)
class Checks:
    """All outcomes of an office's year."""

    office: str
    year: int
    as_of: str
    outcomes: tuple[Outcome, ...]
    waivers: tuple[Waiver, ...] = field(default=())

    @property
    def stopped_by(self) -> list[str]:
        """The rules that close the gate; none: it is open."""
        return [outcome.rule.id for outcome in self.outcomes if outcome.stops]

    @property
    def counts(self) -> dict[str, int]:
        """Rules by outcome; a waived failure counts as waived."""
        found = Counter("waived" if outcome.waiver else outcome.state for outcome in self.outcomes)
        return {name: found[name] for name in ("pass", "fail", "could_not_check", "nothing_to_check", "waived")}

    def json(self) -> dict[str, Any]:
        """The content of checks.json."""
        return {
            "office": self.office,
            "year": self.year,
            "as_of": self.as_of,
            "gate": {"open": not self.stopped_by, "stopped_by": self.stopped_by},
            "counts": self.counts,
            "outcomes": [outcome.json() for outcome in self.outcomes],
            "waivers": [waiver.json() for waiver in self.waivers],
        }


def waived(outcomes: Iterable[Outcome], waivers: Iterable[Waiver]) -> tuple[Outcome, ...]:
    """The outcomes, each failure with the waiver that covers it."""
    by_rule = {waiver.rule: waiver for waiver in waivers}
    return tuple(
        replace(outcome, waiver=by_rule.get(outcome.rule.id)) if outcome.state == "fail" else outcome for outcome in outcomes
    )


def read_checks(folder: Path) -> dict[str, Any]:
    """The content of a folder's checks.json. Raises MissingStep."""
    path = folder / "checks.json"
    if not path.exists():
        raise MissingStep(file=path, step="nianbao check")
    return json.loads(path.read_text("utf-8"))
