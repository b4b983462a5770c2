"""Compiled rules over a frame that DuckDB makes: one query counts for all of them, a second finds the rows of those that fail."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from nianbao.checking.compiling import Compiled, compile_rule
from nianbao.checking.frames import EXACT, margin_name, unknown_name
from nianbao.checking.verdicts import Verdict
from nianbao.figures import quoted
from nianbao.tables import Rule
from nianbao.words import Words

# So many values that must be unique are held in memory at a time; a larger table is gone through in parts.
_AT_A_TIME = 2_000_000
_FETCHED = 50_000
_TOO_LARGE = Words(zh="数太大（超过2^53）", en="its numbers are too large (beyond 2^53)")

Found = tuple[dict[str, Verdict], dict[str, Words]]


@dataclass(frozen=True)
class Source:
    """A frame as a query over parameters; `identity` are the columns that say which row is which."""

    connection: Any
    query: str
    parameters: Sequence[str]
    identity: tuple[str, ...]

    def types(self) -> dict[str, str]:
        """The columns' DuckDB types."""
        shown = self.connection.sql(self.query, params=list(self.parameters))
        return dict(zip(shown.columns, map(str, shown.types), strict=True))

    def rows(self, query: str, times: int = 1) -> Iterable[tuple[Any, ...]]:
        """The rows that `query` gives, in which the frame stands as `{frame}`, so many times."""
        done = self.connection.execute(query.replace("{frame}", f"({self.query})"), list(self.parameters) * times)
        while rows := done.fetchmany(_FETCHED):
            yield from rows


def judge(source: Source, rules: Iterable[Rule], dates: Mapping[str, date]) -> Found:
    """Rule id → verdict of what could be compiled, and rule id → why not of the rest.

    A verdict's `places` are tuples of the source's identity; DuckDB's errors are the caller's to tell.
    """
    rules = list(rules)
    types = source.types()
    made = {rule.id: compile_rule(rule, types, dates) for rule in rules}
    tests = {id: one for id, one in made.items() if isinstance(one, Compiled)}
    left = {id: one for id, one in made.items() if isinstance(one, Words)}
    if not tests:
        return {}, left
    limits = [rule for rule in rules if rule.limit and rule.id in tests]
    counts = _counts(source, tests, limits)
    for id in [id for id, test in tests.items() if any(counts[_size(column)] > EXACT for column in test.exact)]:
        left[id] = _TOO_LARGE
        del tests[id]
    places = _places(source, {id: test for id, test in tests.items() if _fails(test, counts)}, {rule.id: rule for rule in limits})
    return {rule.id: _verdict(rule, tests[rule.id], counts, places.get(rule.id, [])) for rule in rules if rule.id in tests}, left


def _counts(source: Source, tests: Mapping[str, Compiled], limits: Iterable[Rule]) -> dict[str, int]:
    """What the one scan counts, each aggregate by its SQL."""
    wanted = {"count(*)": None}
    for test in tests.values():
        wanted |= dict.fromkeys([_count(test.judged), _count(test.considered)])
        wanted |= dict.fromkeys(map(_size, test.exact))
        if not test.unique:
            wanted[_count(test.bad)] = None
    wanted |= {_unknown(rule): None for rule in limits}
    (row,) = source.rows(f"SELECT {', '.join(wanted)} FROM {{frame}}")
    counts = dict(zip(wanted, (int(value or 0) for value in row), strict=True))
    unlike = list(dict.fromkeys(_unlike(test) for test in tests.values() if test.unique))
    if unlike:
        parts = counts["count(*)"] // _AT_A_TIME + 1
        for part in range(parts):
            found = ", ".join(f"count(DISTINCT CASE WHEN {where} AND {value} % {parts} = {part} THEN {value} END)" for where, value in unlike)
            (row,) = source.rows(f"SELECT {found} FROM {{frame}}")
            for key, number in zip(unlike, row, strict=True):
                counts[str(key)] = counts.get(str(key), 0) + number
    return counts


def _count(condition: str) -> str:
    return "count(*)" if condition == "true" else f"count_if({condition})"


def _size(column: str) -> str:
    return f"greatest(max({column}), -min({column}))"


def _unknown(rule: Rule) -> str:
    return f"count_if({quoted(unknown_name(rule))})"


def _unlike(test: Compiled) -> tuple[str, str]:
    """Which rows must differ, and what must differ: its hash, for that two hashes are equal is looked at again."""
    return test.considered, f"hash({', '.join(test.unique)})"


def _fails(test: Compiled, counts: Mapping[str, int]) -> bool:
    if test.unique:
        return counts[str(_unlike(test))] < counts[_count(test.considered)]
    return counts[_count(test.bad)] > 0


def _places(source: Source, tests: Mapping[str, Compiled], limits: Mapping[str, Rule]) -> dict[str, list[tuple]]:
    """Rule id → identity of each row that fails, with whether it is kept by the move of a limit's last day."""
    found: dict[str, list[tuple]] = {id: [] for id in tests}
    identity = ", ".join(source.identity)
    by_row = {id: test for id, test in tests.items() if not test.unique}
    if by_row:
        moved = [quoted(margin_name(limits[id])) if id in limits else "false" for id in by_row]
        flags = ", ".join([*(f"coalesce({test.bad}, false)" for test in by_row.values()), *moved])
        bad = " OR ".join(f"({test.bad})" for test in by_row.values())
        width = len(source.identity)
        for row in source.rows(f"SELECT {identity}, {flags} FROM {{frame}} WHERE {bad}"):
            for position, id in enumerate(by_row, width):
                if row[position]:
                    found[id].append((*row[:width], row[position + len(by_row)]))
    for id, test in tests.items():
        if test.unique:
            found[id] = [(*row, False) for row in source.rows(_twice(test, identity), times=2)]
    return found


def _twice(test: Compiled, identity: str) -> str:
    """The rows that share their values with another, exactly and missing ones included."""
    names = [f"k{number}" for number in range(len(test.unique))]
    keys = ", ".join(f"{column} AS {name}" for column, name in zip(test.unique, names, strict=True))
    alike = " AND ".join(f"a.{name} IS NOT DISTINCT FROM b.{name}" for name in names)
    shared = f"SELECT {keys} FROM {{frame}} WHERE {test.considered} GROUP BY ALL HAVING count(*) > 1"
    return f"SELECT {identity} FROM (SELECT {identity}, {keys} FROM {{frame}} WHERE {test.considered}) a JOIN ({shared}) b ON {alike}"


def _verdict(rule: Rule, test: Compiled, counts: Mapping[str, int], found: list[tuple]) -> Verdict:
    considered, judged = counts[_count(test.considered)], counts[_count(test.judged)]
    # As Great Expectations reckons it, in floats.
    held = not considered or (float(considered) - float(len(found))) / float(considered) >= test.mostly
    return Verdict(
        "duckdb", judged, held, () if held else tuple(row[:-1] for row in found),
        moved=0 if held else sum(row[-1] for row in found), unknown=counts[_unknown(rule)] if rule.limit else 0,
    )  # fmt: skip
