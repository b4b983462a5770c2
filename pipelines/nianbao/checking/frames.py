"""The frame that a table's rules run on: its clean columns, and one masked column for each rule with a condition.

Great Expectations passes over nulls, so a rule that holds only `where` something is true runs on a copy of its
column that is null elsewhere. One frame then serves all rules of a table, and no condition from a YAML file ever
reaches pandas.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

from nianbao.cleaning import FILE, ROW, SHEET
from nianbao.figures import filled, quoted, relation
from nianbao.tables import Rule, Table

NOT_NULL = "expect_column_values_to_not_be_null"
PLACE = "place"


def masked_name(column: str, rule: Rule) -> str:
    """The frame's column for `column` under the rule's condition."""
    return f"{column} | {rule.id}" if rule.where else column


def arguments(rule: Rule, dates: Mapping[str, date]) -> dict[str, Any]:
    """The expectation's arguments with the frame's column names, and its dates as datetimes, as GX needs them."""
    found = {name: _argument(value, dates) for name, value in rule.arguments.items()}
    for name in ("column", "column_A", "column_B"):
        if name in found:
            found[name] = masked_name(found[name], rule)
    if "column_list" in found:
        found["column_list"] = [masked_name(column, rule) for column in found["column_list"]]
    if "column_A" in found:
        found.setdefault("ignore_row_if", "either_value_is_missing")
    return found


def frame_query(table: Table, rules: list[Rule], dates: Mapping[str, date]) -> str:
    """The SQL of the frame, over one parameter: the path of the clean table."""
    columns = {quoted(column) for rule in rules for column in rule.columns if not rule.where}
    masks = [_mask(table, column, rule, dates) for rule in rules if rule.where for column in rule.columns]
    return f"SELECT {', '.join([FILE, SHEET, ROW, *sorted(columns), *masks])} FROM {relation(table, dates)}"


def frame(table: Table, rules: list[Rule], parquet: Path, dates: Mapping[str, date]) -> Any:
    """The pandas frame, indexed by position under the name `place`, with _file, _sheet and _row beside the values.

    Dates are datetime64, money and numbers exact decimals, text str.
    """
    from nianbao.engine import connect, judging

    with judging(table.table):
        arrow = connect(parquet.parent).sql(frame_query(table, rules, dates), params=[str(parquet)]).to_arrow_table()
    found = arrow.to_pandas(date_as_object=False)
    found.index.name = PLACE
    return found


def judged(rule: Rule, found: Any) -> int:
    """How many rows of the frame the rule says something about."""
    columns = [masked_name(column, rule) for column in rule.columns]
    if not columns:
        return len(found)
    if rule.expect == NOT_NULL:
        return int((found[columns[0]] != "").sum()) if rule.where else len(found)
    return int(found[columns].notna().all(axis=1).sum())


def _mask(table: Table, column: str, rule: Rule, dates: Mapping[str, date]) -> str:
    where = filled(table, rule.where or "true", rule.id, dates)
    name = quoted(masked_name(column, rule))
    if rule.expect == NOT_NULL:
        # Elsewhere it must not be null for this rule alone, so a blank text stands there.
        return f"CASE WHEN {where} THEN CAST({quoted(column)} AS VARCHAR) ELSE '' END AS {name}"
    return f"CASE WHEN {where} THEN {quoted(column)} END AS {name}"


def _argument(value: Any, dates: Mapping[str, date]) -> Any:
    if isinstance(value, str) and value.startswith(":") and value[1:] in dates:
        day = dates[value[1:]]
        return datetime(day.year, day.month, day.day)
    return value
