"""A level above's year: the public figures of the offices below added up, and what was left out and why."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from nianbao.checking.outcomes import PUBLIC, Checks, Outcome, records_hash
from nianbao.errors import HasOwnRecords, NianbaoError, NobodyReported, NothingBelow
from nianbao.figures import PUBLIC_FIGURES, Figures
from nianbao.figures.rollup import Sums, added_up
from nianbao.figures.year import Maker
from nianbao.folders import whole
from nianbao.levels import Levels
from nianbao.reading import holds_raw_files
from nianbao.rolling.offices import OFFICES, Offices, Row, Unplaced, columns
from nianbao.rolling.reports import Lack, Report, reports
from nianbao.rolling.rules import RULES, SETTINGS
from nianbao.tables import Table, read_table, table_files, tables_of
from nianbao.words import Words, listed
from nianbao.work import Work

_REASONS_NAMED, _NAMED = 5, 20


@dataclass(frozen=True, repr=False)
class RolledUp:
    """What a roll-up found: the sums, and the offices side by side."""

    figures: Figures
    offices: Offices
    files: tuple[tuple[str, str], ...]  # place and SHA-256 of each figures.json that was added

    def __repr__(self) -> str:
        return f"<RolledUp: {len(self.files)} of {len(self.offices.alone)} offices; {len(self.figures)} figures>"


def roll_up(work: Work) -> RolledUp:
    """Adds up what the offices below have handed up, and writes it where the clean and the check step of an office write:
    data/clean/<office>/<year>/clean.json (the files that were read) and data/checked/<office>/<year>.

    Raises NothingBelow, HasOwnRecords, NobodyReported, and what is wrong with the office's own parent where nobody stands below it.
    """
    done = add_up(work)
    if not done.files:
        raise _nobody(work, done.offices)
    with whole(work.clean) as folder:
        _write_json(folder / "clean.json", _account(work, done))
    titles = {name: table.title for name, table in tables_of(work.workspace, work.office).items()}
    outcomes = tuple(_outcomes(done.offices))
    checks = Checks(work.office.id, work.year, work.as_of.isoformat(), records_hash(work), outcomes, (), titles)
    with whole(work.checked) as folder:
        _write_json(folder / PUBLIC_FIGURES, [figure.json() for figure in done.figures.values()])
        for name in ("checks.json", PUBLIC):
            _write_json(folder / name, checks.json())
        (folder / OFFICES).write_text(json.dumps(done.offices.json(), ensure_ascii=False, separators=(",", ":")) + "\n", "utf-8")
    return done


def add_up(work: Work) -> RolledUp:
    """The sums, in memory. Raises as roll_up does, but for NobodyReported."""
    levels = Levels(work.workspace)
    if not levels.below(work.office.id):
        raise levels.faults.get(work.office.id) or NothingBelow(office=work.office.id)
    if _keeps_records(work, work.office.id):
        raise HasOwnRecords(office=work.office.id, folder=work.raw)
    kept = tables_of(work.workspace, work.office)
    # An office below may keep more tables than this one: they have to be of today, but only what both keep is added up.
    tables = {name: kept[name] if name in kept else read_table(path) for name, path in table_files(work.workspace).items()}
    branches = list(_branches(work, levels, work.office.id))
    alone = [branch.id for branch in branches if not branch.rows_below]
    reporting = [levels.offices[name] for name in alone if name not in levels.faults]
    sums, found = Sums(), _Found(lacks={name: Lack(SETTINGS, _short(levels.faults[name])) for name in alone if name in levels.faults})
    places = {branch.id: place for place, branch in enumerate(branches)}
    for report in reports(work, reporting, tables):
        found.add(report)
        if report.lack is None:
            sums.add(places[report.office.id], (entry for entry in report.entries if entry.table in kept))
    figures = _called(work, kept, sums.figures())
    rows = tuple(_row(levels, branch, branches, found) for branch in branches)
    numbers = {figure.name: columns(figure.kind, _with_levels(figure.rollup, sums.amounts(figure.name), branches), len(rows)) for figure in figures.values()}
    unplaced = tuple(Unplaced(name, _short(levels.faults[name])) for name in levels.unplaced if name != work.office.id)
    return RolledUp(figures, Offices(work.office.id, rows, numbers, found.synthetic, unplaced), tuple(found.files))


def _called(work: Work, kept: Mapping[str, Table], figures: Figures) -> Figures:
    """The sums by the names that this office's own tables have for them, whatever those below call theirs."""
    makers = {name: Maker(table, {}, work.dates) for name, table in kept.items()}
    own = {name: makers[figure.table].figure(name.partition(".")[2], kept[figure.table].figures[name.partition(".")[2]], None, None) for name, figure in figures.items()}
    return Figures([replace(figure, label=own[name].label, unit=own[name].unit, condition=own[name].condition) for name, figure in figures.items()])


def inputs(work: Work) -> dict[str, str]:
    """The figures.json files that a roll-up of now would add, each with its SHA-256."""
    return dict(add_up(work).files)


@dataclass
class _Found:
    """What the offices have handed up, but for its content."""

    files: list[tuple[str, str]] = field(default_factory=list)
    lacks: dict[str, Lack] = field(default_factory=dict)
    synthetic: bool = False

    def add(self, report: Report) -> None:
        if report.lack is None:
            self.files.append((report.place, report.sha256))
            self.synthetic |= report.synthetic
        else:
            self.lacks[report.office.id] = report.lack


@dataclass(frozen=True)
class _Branch:
    """One office below: how deep it stands, and the places of the offices below it, if its figures are theirs."""

    id: str
    parent: str
    depth: int
    rows_below: tuple[int, ...]


def _branches(work: Work, levels: Levels, office: str, depth: int = 0, start: int = 0) -> Iterator[_Branch]:
    """Every office below, each before those below it. One that keeps records itself stands for those below it."""
    place = start
    for child in levels.below(office):
        stands_for_itself = not levels.below(child) or _keeps_records(work, child)
        below = [] if stands_for_itself else list(_branches(work, levels, child, depth + 1, place + 1))
        yield _Branch(child, office, depth, tuple(range(place + 1, place + 1 + len(below))))
        yield from below
        place += 1 + len(below)


def _keeps_records(work: Work, office: str) -> bool:
    """Whether there are raw files of the year; decisions and texts are none."""
    return holds_raw_files(work.workspace.raw / office / str(work.year))


def _row(levels: Levels, branch: _Branch, branches: list[_Branch], found: _Found) -> Row:
    office = levels.offices[branch.id]
    alone = [branches[place].id for place in branch.rows_below if not branches[place].rows_below] or [branch.id]
    lack = found.lacks.get(branch.id)
    return Row(
        office.id, office.name, office.file.level, branch.parent, branch.depth, sum(one not in found.lacks for one in alone), len(alone),
        lack.rule if lack else "", lack.why if lack else None, {name: fact.value for name, fact in office.file.facts.items()},
        bool(branch.rows_below),
    )  # fmt: skip


def _with_levels(rollup: str, told: Mapping[int, Any], branches: list[_Branch]) -> dict[int, Any]:
    """The offices' numbers, and of each level between the sum of those below it."""
    found = dict(told)
    for place, branch in enumerate(branches):
        if of := [told[below] for below in branch.rows_below if below in told]:
            found[place] = added_up(rollup, of)
    return found


def _short(fault: NianbaoError) -> Words:
    """What is wrong with an office.yml, as it may be printed in a review: where, without what stands there."""
    line = fault.facts.get("line")
    where = Words(zh=f"（第{line}行）", en=f" (line {line})") if line else Words(zh="")
    return Words(zh=f"它的 office.yml 不可用{where.zh}", en=f"its office.yml will not do{where.en}")


def _nobody(work: Work, offices: Offices) -> NobodyReported:
    named, more = offices.missing[:_REASONS_NAMED], len(offices.missing) - _REASONS_NAMED
    zh = "；".join(f"{row.name.zh}：{row.why.zh}" for row in named if row.why) + (f"；另有{more}个单位" if more > 0 else "")
    en = "; ".join(f"{row.name.of('en')}: {row.why.of('en')}" for row in named if row.why) + (f"; and {more} more" if more > 0 else "")
    return NobodyReported(office=work.office.id, count=len(offices.alone), year=work.year, reasons=Words(zh=zh, en=en))


def _account(work: Work, done: RolledUp) -> dict[str, Any]:
    """The files that were read, as the clean step of an office accounts for its raw files."""
    tables = {figure.table for figure in done.figures.values() if figure.amount.hidden or figure.value is not None or figure.amount.part is not None}
    return {
        "office": work.office.id, "year": work.year,
        "files": [{"file": place, "sha256": digest, "kind": "json", "encoding": None, "table": None, "sheets": []} for place, digest in done.files],
        "missing": {row.id: row.why.json() for row in done.offices.missing if row.why},
        "tables": {name: {} for name in sorted(tables)}, "corrections": [],
    }  # fmt: skip


def _outcomes(offices: Offices) -> Iterator[Outcome]:
    """The checks on what was handed up; each office that is left out fails one."""
    by_rule: dict[str, list[Row]] = {}
    for row in offices.missing:
        by_rule.setdefault(row.lacks, []).append(row)
    for rule in RULES:
        failed: list[Row | Unplaced] = [*by_rule.get(rule.id, []), *(offices.unplaced if rule.id == SETTINGS else ())]
        yield Outcome(rule, None, "fail" if failed else "pass", len(offices.alone), len(failed), (), _names(failed) if failed else None)


def _names(rows: list[Row | Unplaced]) -> Words:
    """The offices by name, of many the first few."""
    named, more = rows[:_NAMED], len(rows) - _NAMED
    zh, en = listed([row.name.zh for row in named], "zh"), listed([row.name.of("en") for row in named], "en")
    return Words(zh=f"{zh}等{len(rows)}个单位", en=f"{en} and {more} more") if more > 0 else Words(zh=zh, en=en)


def _write_json(path: Path, content: Any) -> None:
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", "utf-8")
