"""Rules on few rows that stand in memory: what the clean step accounts for, rates, balances. One frame serves them all.

Each set of rows has columns of its own, and its rules pass over what is missing, so the sets stand one below the other.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from nianbao.checking import compiled, suites
from nianbao.checking.frames import PLACE
from nianbao.checking.verdicts import Verdict
from nianbao.tables import Rule
from nianbao.work import Work

_DIGITS = 38


@dataclass(frozen=True)
class Rows:
    """Rules, and the rows that they judge: column → whole number or decimal."""

    rules: Sequence[Rule]
    rows: Sequence[dict[str, Any]]


def judge(sets: Iterable[Rows], work: Work, connection: Any) -> dict[str, Verdict]:
    """Rule id → verdict, its places being positions in the rule's own rows. Sets without rows are left out."""
    sets = [one for one in sets if one.rows and one.rules]
    rules = [rule for one in sets for rule in one.rules]
    rows = [row for one in sets for row in one.rows]
    if not rules:
        return {}
    found: dict[str, Verdict] = {}
    if work.engine == "duckdb":
        connection.register("small", _arrow(rules, rows))
        source = compiled.Source(connection, "SELECT * FROM small", [], (PLACE,), len(rows))
        found, left = compiled.judge(source, rules, work.dates)
        connection.unregister("small")
        found = {name: replace(verdict, places=tuple(place for (place,) in verdict.places)) for name, verdict in found.items()}
        if left:
            by_gx = _by_gx([rule for rule in rules if rule.id in left], rows, work)
            found |= {name: replace(verdict, because=left[name]) for name, verdict in by_gx.items()}
    else:
        found = _by_gx(rules, rows, work)
    first, placed = 0, {}
    for one in sets:
        for rule in one.rules:
            verdict = found[rule.id]
            placed[rule.id] = replace(verdict, checked=len(one.rows), places=tuple(place - first for place in verdict.places))
        first += len(one.rows)
    return placed


def _by_gx(rules: Sequence[Rule], rows: Sequence[dict[str, Any]], work: Work) -> dict[str, Verdict]:
    import pandas as pd

    frame = pd.DataFrame(rows, index=pd.RangeIndex(len(rows), name=PLACE))
    judgements = suites.run("small", list(rules), frame, work.dates)
    return {name: Verdict("gx", 0, found.held, found.positions, found.broke) for name, found in judgements.items()}


def _arrow(rules: Sequence[Rule], rows: Sequence[dict[str, Any]]) -> Any:
    """The rows for DuckDB; what a rule compares has one scale. Numbers of too many digits are left out, and so is their rule."""
    import pyarrow as pa

    columns: dict[str, Any] = {PLACE: pa.array(range(len(rows)), pa.int64())}
    for rule in rules:
        values = {name: [row.get(name) for row in rows] for name in rule.columns}
        decimals = [value for column in values.values() for value in column if isinstance(value, Decimal)]
        scale = max((-int(value.as_tuple().exponent) for value in decimals), default=0)
        kind = pa.decimal128(_DIGITS, max(scale, 0)) if decimals else pa.int64()
        try:
            columns |= {name: pa.array(column, kind) for name, column in values.items()}
        except (pa.ArrowInvalid, OverflowError, ValueError):
            continue
    return pa.table(columns)
