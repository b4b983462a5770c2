"""Which columns of the file something rests on, derived ones traced to theirs."""

from __future__ import annotations

from collections.abc import Iterable

from nianbao.tables.conditions import condition
from nianbao.tables.model import Measure, Rule, Table


def rule_rests_on(table: Table, rule: Rule) -> set[str]:
    """The file's columns that a rule on rows reads."""
    return _rests_on(table, rule.columns, rule.condition)


def measure_rests_on(table: Table, measure: Measure) -> set[str]:
    """The file's columns that a measure of rows reads, its breakdowns left aside."""
    named = (measure.sum, measure.distinct, measure.mean)
    return _rests_on(table, (name for name in named if name), measure.condition)


def column_rests_on(table: Table, column: str) -> set[str]:
    """The column itself, or those that a derived one is made of."""
    return _rests_on(table, [column], None)


def _rests_on(table: Table, named: Iterable[str], text: str | None) -> set[str]:
    kept, found = set(table.kept), set()
    names = set(named) | (condition(text, kept | set(table.derived), table.table).columns if text else set())
    for name in names:
        found |= condition(table.derived[name], kept, name).columns if name in table.derived else {name}
    return found
