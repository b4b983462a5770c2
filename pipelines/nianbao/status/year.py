"""One office's year as it stands on a day."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from nianbao import yamlfile
from nianbao.checking.duties import DEADLINES
from nianbao.checking.waivers import WaiverFile
from nianbao.errors import NianbaoError
from nianbao.office import Edition, Office, Workspace, read_office
from nianbao.status.failures import Failures, failures
from nianbao.status.last_run import LastRun, last_run
from nianbao.words import Words


@dataclass(frozen=True)
class Due:
    """A day by which something is done with the review (法治政府建设与责任落实督察工作规定 第二十四条): when it was done, or how many
    days are left, negative where it is late."""

    rule: str
    what: Words
    due: date
    done_on: date | None
    days: int | None

    def json(self) -> dict[str, Any]:
        done = self.done_on.isoformat() if self.done_on else None
        return {"rule": self.rule, "what": self.what.json(), "due": self.due.isoformat(), "done_on": done, "days": self.days}


@dataclass(frozen=True)
class Ending:
    """A waiver that ends soon, or has ended: the failure that it covers closes the gate again."""

    rule: str
    until: date
    days: int

    def json(self) -> dict[str, Any]:
        return asdict(self) | {"until": self.until.isoformat()}


@dataclass(frozen=True)
class Published:
    """The newest edition, and when the first was published, by which the deadline is judged."""

    edition: int
    on: date
    first_on: date

    def json(self) -> dict[str, Any]:
        return {"edition": self.edition, "on": self.on.isoformat(), "first_on": self.first_on.isoformat()}


@dataclass(frozen=True)
class Standing:
    """How an office's year stands; `problem` tells of settings that cannot be read, in both languages."""

    office: str
    name: Words
    year: int
    has_files: bool
    last_run: LastRun
    failures: Failures | None
    waivers: tuple[Ending, ...]
    published: Published | None
    deadlines: tuple[Due, ...]
    problem: Words | None = None
    for_comparison: bool = False  # raw files that the year after is compared with, and no work of their own

    @property
    def next_deadline(self) -> Due | None:
        """The first that is not met, late or not; None where both are, or the year has no work of its own."""
        return None if self.for_comparison else next((due for due in self.deadlines if not due.done_on), None)

    def json(self) -> dict[str, Any]:
        return {
            "office": self.office, "name": self.name.json(), "year": self.year, "has_files": self.has_files, "last_run": self.last_run.json(),
            "failures": self.failures.json() if self.failures else None, "waivers": [waiver.json() for waiver in self.waivers],
            "published": self.published.json() if self.published else None, "deadlines": [due.json() for due in self.deadlines],
            "for_comparison": self.for_comparison, "problem": self.problem.json() if self.problem else None,
        }  # fmt: skip


def standing(workspace: Workspace, office: str, year: int, on: date, within: int) -> Standing:
    """The office's year on the day `on`; waivers are told of that end within so many days. Nothing that is wrong with its files is
    raised: it is told."""
    problems: list[NianbaoError] = []
    known: Office | None = None
    try:
        known = read_office(workspace.raw / office)
    except NianbaoError as error:
        problems.append(error)
    data, place = workspace.root / "data", f"{office}/{year}"
    waivers: tuple[Ending, ...] = ()
    try:
        waivers = _waivers(workspace.raw / place, on, within)
    except NianbaoError as error:
        problems.append(error)
    published = _published(workspace.root / "site" / place)
    editions = known.file.editions if known else {}
    edition = editions.get(year, Edition())
    return Standing(
        office, known.name if known else Words(zh=office), year, (workspace.raw / place).is_dir(), last_run(data / "runs" / place),
        failures(data / "checked" / place, data / "clean" / place), waivers, published, _deadlines(edition, published, year, on),
        Words(zh=problems[0].say("zh"), en=problems[0].say("en")) if problems else None, year < begins(workspace, office, editions),
    )  # fmt: skip


def begins(workspace: Workspace, office: str, editions: Iterable[int] = ()) -> int:
    """The first year that the office's work is about: one that was run, has a review, is on the site, or is told of among the `editions` of
    office.yml; where there is none of these the newest with raw files. What lies before it is there to be compared with."""
    root = workspace.root
    done = {*editions, *(year for place in ("data/runs", "reviews", "site") for year in years_in(root / place / office))}
    return min(done) if done else max(years_in(workspace.raw / office), default=0)


def years_in(folder: Path) -> set[int]:
    """The years that folders right below are called by."""
    return {int(path.name) for path in folder.glob("[0-9][0-9][0-9][0-9]") if path.name.isascii() and path.is_dir()}


def _waivers(raw: Path, on: date, within: int) -> tuple[Ending, ...]:
    """Those that end by then, first of all those that have ended. Raises BadYaml."""
    path = raw / "waivers.yml"
    found = yamlfile.load(path, WaiverFile).root if path.exists() else []
    soon = [Ending(each.rule, each.until, (each.until - on).days) for each in found if each.until <= on + timedelta(within)]
    return tuple(sorted(soon, key=lambda each: (each.until, each.rule)))


def _published(folder: Path) -> Published | None:
    """By the manifests of the editions on the site, those in English too where there is none in Chinese."""
    for place in (folder, folder / "en"):
        days = {}
        for path in place.glob("[1-9]*/manifest.json"):
            try:
                days[int(path.parent.name)] = date.fromisoformat(json.loads(path.read_text("utf-8"))["edition"]["published_on"])
            except (OSError, ValueError, KeyError, TypeError):  # whether an edition is whole is for `nianbao verify` to say
                continue
        if days:
            return Published(max(days), days[max(days)], days[min(days)])
    return None


def _deadlines(edition: Edition, published: Published | None, year: int, on: date) -> tuple[Due, ...]:
    """Both dates; what office.yml tells goes before the site, and what lies after the day has not happened yet."""
    told = []
    for deadline in DEADLINES:
        done = getattr(edition, deadline.done)
        if done is None and deadline.done == "published_on" and published:
            done = published.first_on
        done, due = done if done and done <= on else None, deadline.last_day(year)
        told.append(Due(deadline.rule.id, deadline.what, due, done, None if done else (due - on).days))
    return tuple(told)
