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
from nianbao.tables import Limit, Rule, Table
from nianbao.workdays import LONGEST_MOVE, teach

NOT_NULL = "expect_column_values_to_not_be_null"
PLACE = "place"
# Beyond it a float does not tell whole numbers apart.
EXACT = 2**53


def masked_name(column: str, rule: Rule) -> str:
    """The frame's column for `column` under the rule's condition."""
    return f"{column} | {rule.id}" if rule.condition else column


def days_name(rule: Rule) -> str:
    """The frame's column with the days that a rule of limits judges."""
    return f"days | {rule.id}"


def margin_name(rule: Rule) -> str:
    """The frame's column that says which rows keep a limit only because its last day moves on from a holiday."""
    return f"kept by the move | {rule.id}"


def unknown_name(rule: Rule) -> str:
    """The frame's column that says which rows the holiday calendar does not reach."""
    return f"beyond the calendar | {rule.id}"


def expectation_of(rule: Rule) -> str:
    """The Great Expectations name of what a rule on rows expects."""
    return rule.expect or "expect_column_values_to_be_between"


def arguments(rule: Rule, dates: Mapping[str, date]) -> dict[str, Any]:
    """The expectation's arguments with the frame's column names, and its dates as datetimes, as GX needs them."""
    if rule.limit:
        return {"column": days_name(rule), "max_value" if rule.within else "min_value": rule.limit.number}
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
    columns = {quoted(column) for rule in rules if not (rule.condition or rule.limit) for column in rule.columns}
    masks = [_mask(table, column, rule, dates) for rule in rules if rule.condition and not rule.limit for column in rule.columns]
    days = [text for rule in rules if rule.limit for text in _days(table, rule, rule.limit, dates)]
    return f"SELECT {', '.join([FILE, SHEET, ROW, *sorted(columns), *masks, *days])} FROM {relation(table, dates)}"


def frame(table: Table, rules: list[Rule], parquet: Path, dates: Mapping[str, date], connection: Any) -> Any:
    """The pandas frame, indexed by position under the name `place`, with _file, _sheet and _row beside the values.

    Dates are datetime64, money and numbers exact decimals, text str; whole numbers are floats where one is missing, or, where
    such floats would be too small for them, objects. `connection` may read the Parquet.
    """
    from nianbao.engine import judging

    query = frame_query(table, rules, dates)
    with judging(table.table):
        arrow = teach(connection, query).sql(query, params=[str(parquet)]).to_arrow_table()
    found = arrow.to_pandas(date_as_object=False, integer_object_nulls=_has_large_numbers(arrow))
    found.index.name = PLACE
    return found


def _has_large_numbers(arrow: Any) -> bool:
    """Whether a column with gaps holds whole numbers that a float would mix up."""
    import pyarrow as pa
    from pyarrow import compute

    columns = [column for column in arrow.columns if pa.types.is_integer(column.type) and column.null_count]
    ranges = [compute.min_max(column).as_py() for column in columns]
    return any(max(-(found["min"] or 0), found["max"] or 0) > EXACT for found in ranges)


def judged(rule: Rule, found: Any) -> int:
    """How many rows of the frame the rule says something about."""
    columns = [days_name(rule)] if rule.limit else [masked_name(column, rule) for column in rule.columns]
    if not columns:
        return len(found)
    if rule.expect == NOT_NULL:
        return int((found[columns[0]] != "").sum()) if rule.condition else len(found)
    return int(found[columns].notna().all(axis=1).sum())


def _mask(table: Table, column: str, rule: Rule, dates: Mapping[str, date]) -> str:
    where = filled(table, rule.condition or "true", rule.id, dates)
    name = quoted(masked_name(column, rule))
    if rule.expect == NOT_NULL:
        # Elsewhere it must not be null for this rule alone, so a blank text stands there.
        return f"CASE WHEN {where} THEN CAST({quoted(column)} AS VARCHAR) ELSE '' END AS {name}"
    return f"CASE WHEN {where} THEN {quoted(column)} END AS {name}"


def _days(table: Table, rule: Rule, limit: Limit, dates: Mapping[str, date]) -> list[str]:
    """The days from one date of a row to the other, which rows keep a limit only by its move, and which cannot be counted.

    What is open, or came about after the reference date, is judged at that date by a limit `within`.
    """
    start, end = quoted(limit.start), quoted(limit.end)
    where = f"({filled(table, rule.condition or 'true', rule.id, dates)}) AND {start} IS NOT NULL"
    if rule.within:
        as_of = f"DATE '{dates['as_of'].isoformat()}'"
        end = f"least(coalesce({end}, {as_of}), {as_of})"
    else:
        where += f" AND {end} IS NOT NULL"
    if limit.working_days is not None:
        days, moved, unknown = f"working_days({start}, {end})", "false", f"working_days({start}, {end}) IS NULL"
    else:
        days = f"date_diff('day', {start}, {end})"
        last = f"limit_ends({start}, {limit.number})"
        late = f"{days} > {limit.number}" if rule.within else "false"
        moved = f"{late} AND coalesce({end} <= {last}, false)"
        unknown = f"{late} AND {days} <= {limit.number + LONGEST_MOVE} AND {last} IS NULL"
    return [
        f"CASE WHEN {where} AND NOT ({unknown}) THEN {days} END AS {quoted(days_name(rule))}",
        f"coalesce({where} AND {moved}, false) AS {quoted(margin_name(rule))}",
        f"coalesce({where} AND {unknown}, false) AS {quoted(unknown_name(rule))}",
    ]


def _argument(value: Any, dates: Mapping[str, date]) -> Any:
    """A date, written as 2023-01-01 or by its name, as a datetime; anything else as it is."""
    if not isinstance(value, str):
        return value
    if value.startswith(":") and value[1:] in dates:
        day = dates[value[1:]]
        return datetime(day.year, day.month, day.day)
    try:
        return datetime.strptime(value, "%Y-%m-%d")
    except ValueError:
        return value
