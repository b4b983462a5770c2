"""The outcomes as they may be published: how many rows a rule judged is a number too, and may be a hidden one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from nianbao.checking.outcomes import Outcome
from nianbao.figures import Figures, Rules
from nianbao.tables import Table, rule_rests_on


def public_outcomes(
    outcomes: Iterable[Outcome], rules: Rules, kept: Mapping[str, Any], exact: Figures, shown: Figures
) -> tuple[Outcome, ...]:
    """The outcomes, without the counts and places of those that tell a small number or a hidden one.

    A rule that judges only some rows of its table (`kept` holds how many each has) tells how many those are, and how many
    the others; which rows fail, where it goes by villages or groups of people, tells how many of them there are.
    """
    hidden: dict[str, set[int]] = {}
    totals: dict[str, set[int]] = {}
    for figure in exact.values():
        public = shown[figure.name]
        if public.amount.hidden:
            told = {int(number) for number in (figure.amount.value, figure.amount.part, figure.amount.whole, figure.amount.n) if number}
            totals.setdefault(figure.table, set()).update(told)
        hidden.setdefault(figure.table, set()).update(_hidden_parts(figure.by, public.by))
    return tuple(
        replace(outcome, withheld=True)
        if outcome.table in kept and _tells(outcome, rules, kept[outcome.table]["rows"], hidden.get(outcome.table, set()), totals.get(outcome.table, set()))
        else outcome
        for outcome in outcomes
    )  # fmt: skip


def _hidden_parts(exact: Mapping[str, Any], shown: Mapping[str, Any]) -> Iterator[int]:
    for way, parts in exact.items():
        told = {part.key for part in shown.get(way, ()) if not part.hidden}
        yield from (int(part.value) for part in parts if part.value and part.key not in told)


def _tells(outcome: Outcome, rules: Rules, rows: int, parts: set[int], totals: set[int]) -> bool:
    if outcome.rule.balance or not outcome.checked:
        return False
    table = rules.tables[outcome.table or ""]
    grouped = _by_groups(table, outcome)
    below = rules.below.breakdowns if grouped else rules.below.totals
    judged = {outcome.checked, rows - outcome.checked} if outcome.checked != rows else set()
    failed = {outcome.failed, outcome.checked - outcome.failed} if outcome.failed else set()
    small = {number for number in judged | failed if 0 < number < below}
    return bool(small or judged & (parts | totals) or failed & (parts | totals if grouped else totals))


def _by_groups(table: Table, outcome: Outcome) -> bool:
    return any(table.columns[name].group for name in rule_rests_on(table, outcome.rule) if name in table.columns)
