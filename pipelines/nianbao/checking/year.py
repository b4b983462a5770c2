"""The check step: clean tables → figures.json and checks.json, exact and as published, checks.html; and the gate."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from nianbao.checking import small
from nianbao.checking.accounts import account_outcomes, account_rows
from nianbao.checking.balances import Sources, balance_outcomes, balance_rows, weigh_all
from nianbao.checking.duties import duty_outcomes
from nianbao.checking.gate import gate_closed
from nianbao.checking.outcomes import PUBLIC, Checks, Outcome, records_hash, waived
from nianbao.checking.page import page
from nianbao.checking.rows import row_outcomes
from nianbao.checking.waivers import read_waivers
from nianbao.checking.withholding import public_outcomes
from nianbao.engine import connect, threads_for
from nianbao.errors import MissingStep, step_of
from nianbao.figures import PUBLIC_FIGURES, Figures, Rules, compute, editions, public, reviews_below
from nianbao.folders import whole
from nianbao.tables import Table, balances_of, tables_of
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
    found = _judged(work)
    tables, figures, outcomes = found.tables, found.figures, found.outcomes
    waivers = read_waivers(work.raw, [outcome.rule.id for outcome in outcomes])
    judged_on = work.as_of.isoformat(), records_hash(work)
    titles = {name: table.title for name, table in tables.items()}
    checks = Checks(work.office.id, work.year, *judged_on, waived(outcomes, waivers), waivers, titles, work.engine)
    told = public_outcomes(checks.outcomes, found.rules, found.account["tables"], figures, found.shown)
    with whole(work.checked) as folder:
        _write_json(folder / "figures.json", [figure.json() for figure in figures.values()])
        _write_json(folder / PUBLIC_FIGURES, [figure.json() for figure in found.shown.values()])
        _write_json(folder / "checks.json", checks.json())
        _write_json(folder / PUBLIC, replace(checks, outcomes=told).json())
        (folder / "checks.html").write_text(page(checks.json(), work), "utf-8")
    return Checked(checks, figures)


def outcomes_of(work: Work) -> list[Outcome]:
    """The outcome of every rule, waivers aside, by `work.engine`; nothing is written. Raises as `check` does."""
    return _judged(work).outcomes


@dataclass(frozen=True)
class _Judged:
    """What the check step works out before it writes: figures exact and as shown, and every outcome."""

    tables: Mapping[str, Table]
    account: dict[str, Any]
    rules: Rules
    figures: Figures
    shown: Figures
    outcomes: list[Outcome]


def _judged(work: Work) -> _Judged:
    tables = tables_of(work.workspace, work.office)
    account = read_account(work.clean)
    threads = threads_for(max((table["rows"] for table in account["tables"].values()), default=0))
    connection = connect(work.clean, threads=threads)
    # Rules count, but figures may sum floats, which must be done in one order.
    figures = compute(work, tables, connection if threads == 1 else None)
    balances = balances_of(work.workspace, tables)
    rules = Rules(tables, work.office.file.suppress_below, balances, work.office.file.facts)
    # What the offices below hide stays hidden in a total that this office counts itself.
    shown = public(figures, rules, [*editions(work, work.year), *reviews_below(work)], editions(work, work.year - 1))
    stated = {name: table["stated"] for name, table in account["tables"].items()}
    weighed = weigh_all(work, balances, Sources(tables, figures, stated, work.office.file.facts, shown))
    verdicts = small.judge([*account_rows(account, figures), balance_rows(weighed)], work, connection)
    outcomes = [
        *account_outcomes(account, figures, verdicts, {name: table.title for name, table in tables.items()}),
        *(outcome for table in tables.values() for outcome in row_outcomes(table, account, work, connection)),
        *balance_outcomes(weighed, tables, account["tables"], verdicts),
        *duty_outcomes(work, tables, account),
    ]
    connection.close()
    return _Judged(tables, account, rules, figures, shown, _in_order(outcomes, tables))


def require_open(work: Work, checked: Checked) -> None:
    """The gate: stops a run at an unwaived critical failure, unless only a draft is wanted. Raises GateClosed."""
    if checked.checks.stopped_by and not work.draft:
        raise gate_closed(work, checked.checks.json())


def read_account(folder: Path) -> dict[str, Any]:
    """The content of a folder's clean.json. Raises MissingStep."""
    path = folder / "clean.json"
    if not path.exists():
        raise MissingStep(file=path, step=step_of(path, "nianbao clean"))
    return _read(path, path.stat().st_mtime_ns)


@lru_cache(maxsize=4)
def _read(path: Path, changed: int) -> dict[str, Any]:
    return json.loads(path.read_text("utf-8"))


def _in_order(outcomes: list[Outcome], tables: Mapping[str, Table]) -> list[Outcome]:
    """Rules about files first, then each table's in the order of its YAML, then those across tables."""
    order = {rule.id: (position, line) for position, table in enumerate(tables.values()) for line, rule in enumerate(table.rules)}
    across = len(tables), 0
    return sorted(
        outcomes, key=lambda found: order.get(found.rule.id, across if found.rule.id.startswith("balances.") else (-1, 0))
    )


def _write_json(path: Path, content: Any) -> None:
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", "utf-8")
