"""The rules on the rows of a table: each judged by the engine that was asked for, or by Great Expectations where that cannot."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from nianbao.checking import compiled, suites
from nianbao.checking.frames import frame, frame_query, judged, margin_name, unknown_name
from nianbao.checking.limits import judged_by_days
from nianbao.checking.outcomes import NO_FILE, Outcome, Place, outcome_of
from nianbao.checking.periods import in_force, period_note
from nianbao.checking.verdicts import Verdict
from nianbao.cleaning import FILE, ROW, SHEET
from nianbao.engine import judging
from nianbao.reading import letter_of
from nianbao.tables import Rule, Table, rule_rests_on
from nianbao.words import Words
from nianbao.work import Work
from nianbao.workdays import teach

IDENTITY = (FILE, SHEET, ROW)


def row_outcomes(table: Table, account: Mapping[str, Any], work: Work, connection: Any) -> list[Outcome]:
    """An outcome for each rule on rows; those whose columns the files lack could not be checked."""
    rules = [rule for rule in table.rules if not rule.balance]
    known = account["tables"].get(table.table)
    if known is None:
        return [Outcome(rule, table.table, "nothing_to_check", note=NO_FILE) for rule in rules]
    absent = {rule.id: sorted(rule_rests_on(table, rule) & set(known["absent"])) for rule in rules}
    resting = [rule for rule in rules if not in_force(rule, work, bool(absent[rule.id]))]
    rules = [rule for rule in rules if rule not in resting]
    verdicts = judge(table, [rule for rule in rules if not absent[rule.id]], work, connection, known["rows"])
    found = [Outcome(rule, table.table, "nothing_to_check", note=period_note(rule)) for rule in resting]
    for rule in rules:
        if absent[rule.id]:
            found.append(Outcome(rule, table.table, "could_not_check", note=_absent_note(table, absent[rule.id])))
            continue
        verdict = verdicts[rule.id]
        outcome = outcome_of(rule, table.table, verdict)
        if not verdict.checked and not in_force(rule, work, True):
            outcome = replace(outcome, note=period_note(rule))
        found.append(judged_by_days(outcome, verdict) if rule.limit else outcome)
    return found


def judge(table: Table, rules: Sequence[Rule], work: Work, connection: Any, size: int) -> dict[str, Verdict]:
    """Rule id → verdict over the clean table of so many rows; `connection` may read it.

    Raises UnfitCondition where the records do not fit a rule's condition.
    """
    if not rules:
        return {}
    if work.engine == "gx":
        return _by_gx(table, rules, work, connection)
    parquet = work.clean / f"{table.table}.parquet"
    query = frame_query(table, list(rules), work.dates)
    with judging(table.table):
        source = compiled.Source(teach(connection, query), query, [str(parquet)], IDENTITY, size)
        verdicts, left = compiled.judge(source, rules, work.dates)
    verdicts = {name: replace(found, places=tuple(_place(table, *place) for place in found.places)) for name, found in verdicts.items()}
    if left:
        by_gx = _by_gx(table, [rule for rule in rules if rule.id in left], work, connection)
        verdicts |= {name: replace(found, because=left[name]) for name, found in by_gx.items()}
    return verdicts


def _by_gx(table: Table, rules: Sequence[Rule], work: Work, connection: Any) -> dict[str, Verdict]:
    """All in one suite over one frame; rules that judge nothing are not run."""
    rows = frame(table, list(rules), work.clean / f"{table.table}.parquet", work.dates, connection)
    counts = {rule.id: judged(rule, rows) for rule in rules}
    judgements = suites.run(table.table, [rule for rule in rules if counts[rule.id]], rows, work.dates)
    found = {}
    for rule in rules:
        judgement = judgements.get(rule.id, suites.Judgement(True))
        positions = list(judgement.positions)
        lines = rows[list(IDENTITY)].iloc[positions]
        found[rule.id] = Verdict(
            "gx", counts[rule.id], judgement.held, tuple(_place(table, *line) for line in lines.itertuples(index=False)), judgement.broke,
            moved=int(rows[margin_name(rule)].iloc[positions].sum()) if rule.limit else 0,
            unknown=int(rows[unknown_name(rule)].sum()) if rule.limit else 0,
        )  # fmt: skip
    return found


def _place(table: Table, file: str, sheet: str, row: int) -> Place:
    """A record's place; those of a form across its columns are named by the column."""
    return Place(file, sheet, 0, letter_of(int(row))) if table.kind == "form" else Place(file, sheet, int(row))


def _absent_note(table: Table, absent: list[str]) -> Words:
    columns = [table.columns[name] for name in absent]
    return Words(
        zh="导出文件没有" + "、".join(f"“{column.zh}”" for column in columns) + "一列",
        en="the export has no column " + ", ".join(f"“{column.en or column.zh}”" for column in columns),
    )
