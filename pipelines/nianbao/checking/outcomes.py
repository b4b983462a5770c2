"""What came of each rule, and whether the gate is open. All of it stands in checks.json."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from nianbao.checking.verdicts import Verdict
from nianbao.checking.waivers import Waiver
from nianbao.errors import MissingStep, StaleChecks
from nianbao.tables import Rule
from nianbao.words import Words
from nianbao.work import Engine, Work

PUBLIC = "public_checks.json"
State = Literal["pass", "fail", "could_not_check", "nothing_to_check"]
NO_FILE = Words(zh="本年没有这类记录的文件", en="no file holds such records this year")


@dataclass(frozen=True, order=True)
class Place:
    """Where a failing row stands, as Excel shows it; `row` is 0 where the whole file or sheet is meant.

    A record of a form stands in a column, whose letter is named instead of a row.
    """

    file: str
    sheet: str
    row: int
    column: str = ""

    def json(self) -> dict[str, Any]:
        told = {"file": self.file, "sheet": self.sheet, "row": self.row}
        return told | {"column": self.column} if self.column else told


@dataclass(frozen=True)
class Outcome:
    """One rule's outcome: how many rows (or sums) it judged, how many failed, and where those stand; `withheld`: that is not told."""

    rule: Rule
    table: str | None
    state: State
    checked: int = 0
    failed: int = 0
    places: tuple[Place, ...] = ()
    note: Words | None = None
    waiver: Waiver | None = None
    withheld: bool = False
    engine: Engine | None = None  # what ran it; None: it took no engine to say so
    because: Words | None = None  # why Great Expectations ran it, where DuckDB was asked to

    @property
    def stops(self) -> bool:
        """Whether it closes the gate: critical, failed, and waived by nobody."""
        return self.state == "fail" and self.rule.severity == "critical" and self.waiver is None

    def json(self) -> dict[str, Any]:
        """The outcome as checks.json holds it; rows are named by place, never by content."""
        told = {
            "rule": self.rule.id,
            "table": self.table,
            "severity": self.rule.severity,
            "outcome": self.state,
            "says": self.rule.says.json(),
            "law": self.rule.law.json() if self.rule.law else None,
            "quote": self.rule.quote,
            "checked": self.checked,
            "failed": self.failed,
            "rows": [place.json() for place in self.places],
            "note": self.note.json() if self.note else None,
            "waiver": self.waiver.json() if self.waiver else None,
            "engine": self.engine,
        }
        if self.because:
            told["because"] = self.because.json()
        return told | {"checked": None, "failed": None, "rows": [], "note": None, "withheld": True} if self.withheld else told


def outcome_of(rule: Rule, table: str | None, verdict: Verdict) -> Outcome:
    """What the engine's verdict means: a rule that judged no row has nothing to check."""
    if not verdict.checked:
        return Outcome(rule, table, "nothing_to_check")
    ran = Outcome(rule, table, "pass", verdict.checked, engine=verdict.engine, because=verdict.because)
    if verdict.broke is not None:
        note = Words(zh=f"检查程序报错（{verdict.broke}）", en=f"the check broke ({verdict.broke})")
        return replace(ran, state="could_not_check", checked=0, note=note)
    if verdict.held:
        return ran
    return replace(ran, state="fail", failed=len(verdict.places) or 1, places=tuple(sorted(verdict.places)))


@dataclass(frozen=True)
class Checks:
    """All outcomes of an office's year; `records` says which records were judged."""

    office: str
    year: int
    as_of: str
    records: str
    outcomes: tuple[Outcome, ...]
    waivers: tuple[Waiver, ...] = field(default=())
    titles: Mapping[str, Words] = field(default_factory=dict)  # of the tables
    engine: Engine = "gx"

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
            "records": self.records,
            "engine": self.engine,
            "gate": {"open": not self.stopped_by, "stopped_by": self.stopped_by},
            "counts": self.counts,
            "titles": {name: title.json() for name, title in self.titles.items()},
            "outcomes": [outcome.json() for outcome in self.outcomes],
            "waivers": [waiver.json() for waiver in self.waivers],
        }


def waived(outcomes: Iterable[Outcome], waivers: Iterable[Waiver]) -> tuple[Outcome, ...]:
    """The outcomes, each failure with the waiver that covers it."""
    by_rule = {waiver.rule: waiver for waiver in waivers}
    return tuple(
        replace(outcome, waiver=by_rule.get(outcome.rule.id)) if outcome.state == "fail" else outcome for outcome in outcomes
    )


def records_hash(work: Work) -> str:
    """What the records are known by: the hash of clean.json, which holds those of all raw files and their row counts.

    Raises MissingStep.
    """
    path = work.clean / "clean.json"
    if not path.exists():
        raise MissingStep(file=path, step=f"nianbao clean {work.office.id} {work.year}")
    return hashlib.sha256(path.read_bytes()).hexdigest()


def public_checks(work: Work) -> dict[str, Any]:
    """The content of checks.json as it may be published. Raises MissingStep, StaleChecks."""
    return read_checks(work, PUBLIC)


def read_checks(work: Work, name: str = "checks.json") -> dict[str, Any]:
    """The content of checks.json. Raises MissingStep, and StaleChecks where the records were cleaned anew since."""
    path, step = work.checked / name, f"nianbao check {work.office.id} {work.year}"
    if not path.exists():
        raise MissingStep(file=path, step=step)
    found = json.loads(path.read_text("utf-8"))
    if found["records"] != records_hash(work) or found["as_of"] != work.as_of.isoformat():
        raise StaleChecks(file=path, step=step)
    return found
