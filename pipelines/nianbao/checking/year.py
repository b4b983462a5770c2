"""The check step: clean tables → figures.json and checks.json, exact and as published, checks.html; and the gate."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from nianbao.checking import suites
from nianbao.checking.accounts import ACCOUNTS, Account, account_frame, note
from nianbao.checking.balances import Sources, balance_frame, expectation, tables_in, weigh
from nianbao.checking.duties import duty_outcomes
from nianbao.checking.frames import frame, judged
from nianbao.checking.limits import judged_by_days
from nianbao.checking.outcomes import NO_FILE, PUBLIC, Checks, Outcome, Place, records_hash, waived
from nianbao.checking.page import page
from nianbao.checking.suites import Judgement
from nianbao.checking.waivers import read_waivers
from nianbao.checking.withholding import public_outcomes
from nianbao.cleaning import FILE, ROW, SHEET, letter_of
from nianbao.errors import GateClosed, MissingStep
from nianbao.figures import PUBLIC_FIGURES, Figures, Rules, compute, editions, public
from nianbao.folders import whole
from nianbao.tables import Rule, Table, balances_of, rule_rests_on, tables_of
from nianbao.words import Words
from nianbao.work import Work


@dataclass(frozen=True, repr=False)
class Checked:
    """What the check step found."""

    checks: Checks
    figures: Figures

    def __repr__(self) -> str:
        counts = ", ".join(f"{number} {state}" for state, number in self.checks.counts.items())
        return f"<Checked: {counts}; {len(self.figures)} figures>"


def check(work: Work) -> Checked:
    """Computes the figures, runs every rule, and writes data/checked/<office>/<year>; the gate is `require_open`.

    Raises MissingStep where the clean step has not run, SettingsError where rules or waivers are wrong.
    """
    tables = tables_of(work.workspace, work.office)
    account = read_account(work.clean)
    figures = compute(work, tables)
    balances = balances_of(work.workspace, tables)
    rules = Rules(tables, work.office.file.suppress_below, balances, work.office.file.facts)
    shown = public(figures, rules, editions(work, work.year), editions(work, work.year - 1))
    titles = {name: table.title for name, table in tables.items()}
    outcomes = [
        *(outcome for about in ACCOUNTS for outcome in _account_outcomes(about, account, figures, work, titles)),
        *(outcome for table in tables.values() for outcome in _row_outcomes(table, account, work)),
        *_balance_outcomes(tables, balances, figures, shown, account, work),
        *duty_outcomes(work, tables, account),
    ]
    waivers = read_waivers(work.raw, [outcome.rule.id for outcome in outcomes])
    judged_on = work.as_of.isoformat(), records_hash(work)
    checks = Checks(work.office.id, work.year, *judged_on, waived(_in_order(outcomes, tables), waivers), waivers, titles)
    told = public_outcomes(checks.outcomes, rules, account["tables"], figures, shown)
    with whole(work.checked) as folder:
        _write_json(folder / "figures.json", [figure.json() for figure in figures.values()])
        _write_json(folder / PUBLIC_FIGURES, [figure.json() for figure in shown.values()])
        _write_json(folder / "checks.json", checks.json())
        _write_json(folder / PUBLIC, replace(checks, outcomes=told).json())
        (folder / "checks.html").write_text(page(checks.json(), work), "utf-8")
    return Checked(checks, figures)


def require_open(work: Work, checked: Checked) -> None:
    """The gate: stops a run at an unwaived critical failure, unless only a draft is wanted. Raises GateClosed."""
    if checked.checks.stopped_by and not work.draft:
        raise GateClosed(rules=checked.checks.stopped_by, page=work.checked / "checks.html")


def read_account(folder: Path) -> dict[str, Any]:
    """The content of a folder's clean.json. Raises MissingStep."""
    path = folder / "clean.json"
    if not path.exists():
        raise MissingStep(file=path, step="nianbao clean")
    return _read(path, path.stat().st_mtime_ns)


@lru_cache(maxsize=4)
def _read(path: Path, changed: int) -> dict[str, Any]:
    return json.loads(path.read_text("utf-8"))


def _account_outcomes(
    account_rules: Account, account: dict[str, Any], figures: Figures, work: Work, titles: Mapping[str, Words]
) -> list[Outcome]:
    rows = account_rules.rows(account, figures)
    if not rows:
        return [Outcome(rule, None, "nothing_to_check") for rule in account_rules.rules]
    judgements = suites.run(account_rules.name, list(account_rules.rules), account_frame(rows), work.dates)
    found = []
    for rule in account_rules.rules:
        outcome = _outcome(rule, None, len(rows), judgements[rule.id], [place for place, _ in rows])
        if outcome.state == "fail" and account_rules.places and (places := account_rules.places(account, rule.id)):
            # These rules judge sheets or tables, but what failed is rows, and rows are what is counted then.
            told = note(account, rule.id, titles)
            outcome = Outcome(rule, None, "fail", max(_records(account), len(places)), len(places), tuple(places), told)
        found.append(outcome)
    return found


def _records(account: dict[str, Any]) -> int:
    """The records that the files hold, whatever became of them."""
    sheets = [sheet for file in account["files"] for sheet in file["sheets"]]
    return sum(sheet[part] for sheet in sheets for part in ("kept", "quarantined", "duplicates"))


def _row_outcomes(table: Table, account: dict[str, Any], work: Work) -> list[Outcome]:
    """The rules on rows: those whose columns the files have run in one suite over one frame."""
    rules = [rule for rule in table.rules if not rule.balance]
    known = account["tables"].get(table.table)
    if known is None:
        return [Outcome(rule, table.table, "nothing_to_check", note=NO_FILE) for rule in rules]
    absent = {rule.id: sorted(rule_rests_on(table, rule) & set(known["absent"])) for rule in rules}
    resting = [rule for rule in rules if not _in_force(rule, work, bool(absent[rule.id]))]
    rules = [rule for rule in rules if rule not in resting]
    able = [rule for rule in rules if not absent[rule.id]]
    rows = frame(table, able, work.clean / f"{table.table}.parquet", work.dates)
    counts = {rule.id: judged(rule, rows) for rule in able}
    judgements = suites.run(table.table, [rule for rule in able if counts[rule.id]], rows, work.dates)
    places = [_place(table, *place) for place in zip(rows[FILE], rows[SHEET], rows[ROW], strict=True)]
    found = [Outcome(rule, table.table, "nothing_to_check", note=_period_note(rule)) for rule in resting]
    for rule in rules:
        if absent[rule.id]:
            found.append(Outcome(rule, table.table, "could_not_check", note=_absent_note(table, absent[rule.id])))
            continue
        outcome = Outcome(rule, table.table, "nothing_to_check", note=None if _in_force(rule, work, True) else _period_note(rule))
        if counts[rule.id]:
            outcome = _outcome(rule, table.table, counts[rule.id], judgements[rule.id], places)
        found.append(judged_by_days(outcome, judgements.get(rule.id), rows) if rule.limit else outcome)
    return found


def _in_force(rule: Rule, work: Work, by_year: bool = False) -> bool:
    """Whether a rule holds in this year; one that goes by a date of the row finds its rows, if it has the columns."""
    by_row = rule.holds is not None and rule.holds.on is not None and not by_year
    return rule.holds is None or by_row or rule.holds.meets(work.start, work.end)


def _period_note(rule: Rule) -> Words:
    period = rule.holds
    assert period is not None
    zh = [f"自{period.first}起施行"] * bool(period.first) + [f"施行至{period.last}"] * bool(period.last)
    en = [f"from {period.first}"] * bool(period.first) + [f"until {period.last}"] * bool(period.last)
    return Words(zh=f"这一规定{'，'.join(zh)}", en=f"the rule holds {' '.join(en)}")


def _place(table: Table, file: str, sheet: str, row: int) -> Place:
    """A record's place; those of a form across its columns are named by the column."""
    return Place(file, sheet, 0, letter_of(int(row))) if table.kind == "form" else Place(file, sheet, int(row))


def _balance_outcomes(
    tables: Mapping[str, Table], balances: Sequence[Rule], figures: Figures, shown: Figures, account: dict[str, Any], work: Work
) -> list[Outcome]:
    """The balances of each table, and those across tables, whose rules name no table."""
    kept = account["tables"]
    sources = Sources(tables, figures, {name: table["stated"] for name, table in kept.items()}, work.office.file.facts, shown)
    rules = [(rule, table.table) for table in tables.values() for rule in table.rules if rule.balance]
    rules += [(rule, None) for rule in balances]
    weighed = {rule.id: weigh(rule, table or "", sources) for rule, table in rules if _in_force(rule, work)}
    able = [(rule, table) for rule, table in rules if rule.id in weighed and weighed[rule.id].left is not None]
    judgements = suites.run(
        "balances", [expectation(rule, table or "") for rule, table in able], balance_frame([weighed[r.id] for r, _ in able]), work.dates
    )
    found = []
    for rule, table in rules:
        about = [name for name in tables_in(rule, table or "") if name in tables]
        if rule.id not in weighed:
            found.append(Outcome(rule, table, "nothing_to_check", note=_period_note(rule)))
        elif not any(name in kept for name in about):
            found.append(Outcome(rule, table, "nothing_to_check", note=NO_FILE))
        elif rule.id not in judgements:
            found.append(Outcome(rule, table, "could_not_check", note=weighed[rule.id].note))
        else:
            held = judgements[rule.id].held
            # Nothing equals nothing: an empty table has passed no balance, though it may fail one.
            good = "pass" if any(name in kept and kept[name]["rows"] for name in about) else "nothing_to_check"
            found.append(Outcome(rule, table, good if held else "fail", 1, 0 if held else 1, note=weighed[rule.id].note))
    return found


def _outcome(rule: Rule, table: str | None, checked: int, judgement: Judgement, places: list[Place]) -> Outcome:
    if judgement.broke is not None:
        note = Words(zh=f"检查程序报错（{judgement.broke}）", en=f"the check broke ({judgement.broke})")
        return Outcome(rule, table, "could_not_check", note=note)
    if judgement.held:
        return Outcome(rule, table, "pass", checked)
    failed = tuple(sorted(places[position] for position in judgement.positions))
    return Outcome(rule, table, "fail", checked, len(failed) or 1, failed)


def _absent_note(table: Table, absent: list[str]) -> Words:
    columns = [table.columns[name] for name in absent]
    return Words(
        zh="导出文件没有" + "、".join(f"“{column.zh}”" for column in columns) + "一列",
        en="the export has no column " + ", ".join(f"“{column.en or column.zh}”" for column in columns),
    )


def _in_order(outcomes: list[Outcome], tables: Mapping[str, Table]) -> list[Outcome]:
    """Rules about files first, then each table's in the order of its YAML, then those across tables."""
    order = {rule.id: (position, line) for position, table in enumerate(tables.values()) for line, rule in enumerate(table.rules)}
    across = len(tables), 0
    return sorted(
        outcomes, key=lambda found: order.get(found.rule.id, across if found.rule.id.startswith("balances.") else (-1, 0))
    )


def _write_json(path: Path, content: Any) -> None:
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", "utf-8")
