"""One DuckDB query a table: every count, sum and breakdown of it from a single scan of the Parquet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from nianbao.tables import Measure, Table, condition
from nianbao.workdays import teach

Key = str | None
Place = tuple[str, str]  # file, sheet


@dataclass
class Tally:
    """What the scan gives for one measure. `value` is the count or sum; `n` the rows it comes from.

    `about`: the column that is summed holds approximate numbers, "over" or "about".
    """

    value: Decimal
    n: int
    by: dict[str, dict[Key, tuple[Decimal, int]]] = field(default_factory=dict)
    sources: dict[Place, int] = field(default_factory=dict)
    about: str = ""


def relation(table: Table, dates: Mapping[str, date]) -> str:
    """The clean table with its derived columns, as a subquery over one parameter: the Parquet's path."""
    columns = set(table.kept)
    derived = [
        f"{condition(sql, columns, f'{table.table}.yml derived.{name}').fill(dates)} AS {quoted(name)}"
        for name, sql in table.derived.items()
    ]
    return f"(SELECT {', '.join(['*', *derived])} FROM read_parquet(?))"


def filled(table: Table, text: str, where: str, dates: Mapping[str, date]) -> str:
    """A condition over the table's columns, checked, its dates written in."""
    return condition(text, set(table.kept) | set(table.derived), where).fill(dates)


def tallies(table: Table, parquet: Path, dates: Mapping[str, date], connection: Any = None) -> dict[str, Tally]:
    """Measure name → what the rows of `parquet` give for it; rates are no measures of rows and are left out.

    `connection` may read the Parquet; without one it is read through a new one.
    """
    from nianbao.engine import connect, judging

    measures = {name: measure for name, measure in table.figures.items() if measure.kind != "rate"}
    if not measures:
        return {}
    places = ["_file", "_sheet"]
    groups = {column: by_month for m in measures.values() for column, by_month in m.breakdowns().values() if not by_month}
    months = {column for m in measures.values() for column, by_month in m.breakdowns().values() if by_month}
    keys = {(column, False): quoted(column) for column in groups} | {(c, True): f"month({quoted(c)})" for c in sorted(months)}
    # Each condition is a column below the aggregates: it is planned once, and not once for each of them.
    conditions = {name: filled(table, m.condition, f"{table.table}.yml figures.{name}", dates) for name, m in measures.items()}
    columns = {condition: f"_condition_{number}" for number, condition in enumerate(dict.fromkeys(conditions.values()))}
    aggregates = [text for name, measure in measures.items() for text in _aggregates(measure, columns[conditions[name]])]
    shown = ", ".join(f"{condition} AS {name}" for condition, name in columns.items())
    sets = ["()", "(_file, _sheet)", *(f"({key})" for key in keys.values())]
    everything = [*places, *keys.values()]
    query = (
        f"SELECT grouping_id({', '.join(everything)}), {', '.join(everything + aggregates)} "
        f"FROM (SELECT *, {shown} FROM {relation(table, dates)}) GROUP BY GROUPING SETS ({', '.join(sets)})"
    )
    with judging(table.table):
        rows = teach(connection or connect(parquet.parent), query).execute(query, [str(parquet)]).fetchall()
    return _sorted_out(rows, measures, list(keys))


def _sorted_out(rows: list[tuple], measures: dict[str, Measure], keys: list[tuple[str, bool]]) -> dict[str, Tally]:
    """The rows of the grouping sets, told apart by their bits, as one tally a measure."""
    width = 2 + len(keys)
    everything = (1 << width) - 1
    found = {name: Tally(Decimal(0), 0, {way: {} for way in measure.breakdowns()}) for name, measure in measures.items()}
    for bits, *rest in rows:
        labels, numbers = rest[:width], rest[width:]
        grouped = [place for place in range(width) if not bits & (1 << (width - 1 - place))]
        for position, (name, measure) in enumerate(measures.items()):
            value, n = Decimal(numbers[2 * position] or 0), numbers[2 * position + 1]
            if bits == everything:
                found[name].value, found[name].n = value, n
            elif grouped == [0, 1]:
                if n:
                    found[name].sources[(labels[0], labels[1])] = n
            else:
                (place,) = grouped
                for breakdown, key in measure.breakdowns().items():
                    if key == keys[place - 2] and n:
                        label = labels[place]
                        part = value / n if measure.kind == "mean" else value
                        found[name].by[breakdown][None if label is None else str(label)] = (part, n)
    return found


def _aggregates(measure: Measure, condition: str) -> list[str]:
    """Value and number of rows, as SQL over the column that says which rows count."""
    where = f"FILTER (WHERE {condition})"
    if measure.kind == "count":
        return [f"count_if({condition})"] * 2
    column = quoted(measure.sum or measure.mean or measure.distinct or "")
    if measure.kind == "distinct":
        return [f"count(DISTINCT {column}) {where}", f"count({column}) {where}"]
    return [f"sum({column}) {where}", f"count({column}) {where}"]


def quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
