"""Compiled rules over a frame that DuckDB makes: one query counts for all of them, a second finds the rows of those that fail."""

from __future__ import annotations

from collections import Counter
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
_AT_A_TIME = 1_500_000
_FETCHED = 50_000
_TOO_LARGE = Words(zh="数太大（超过2^53）", en="its numbers are too large (beyond 2^53)")

Found = tuple[dict[str, Verdict], dict[str, Words]]


@dataclass(frozen=True)
class Source:
    """A frame of so many rows as a query over parameters; `identity` are the columns that say which row is which."""

    connection: Any
    query: str
    parameters: Sequence[str]
    identity: tuple[str, ...]
    size: int

    @property
    def parts(self) -> int:
        """In how many parts values that must be unique are gone through."""
        return self.size // _AT_A_TIME + 1

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
    """Rule id → verdict of what could be compiled, and rule name → why not of the rest.

    A verdict's `places` are tuples of the source's identity; DuckDB's errors are the caller's to tell.
    """
    rules = list(rules)
    types = source.types()
    made = {rule.id: compile_rule(rule, types, dates) for rule in rules}
    tests = {name: one for name, one in made.items() if isinstance(one, Compiled)}
    left = {name: one for name, one in made.items() if isinstance(one, Words)}
    if not tests:
        return {}, left
    limits = [rule for rule in rules if rule.limit and rule.id in tests]
    counts = _counts(source, tests, limits)
    for name in [name for name, test in tests.items() if any(counts[_size(column)] > EXACT for column in test.exact)]:
        left[name] = _TOO_LARGE
        del tests[name]
    places = _places(source, {name: test for name, test in tests.items() if _fails(test, counts)}, {rule.id: rule for rule in limits})
    return {rule.id: _verdict(rule, tests[rule.id], counts, places.get(rule.id, [])) for rule in rules if rule.id in tests}, left


def _counts(source: Source, tests: Mapping[str, Compiled], limits: Iterable[Rule]) -> dict[str, int]:
    """What the one scan counts, each aggregate by its SQL."""
    wanted: dict[str, None] = {}
    for test in tests.values():
        wanted |= dict.fromkeys([_count(test.judged), _count(test.considered)])
        wanted |= dict.fromkeys(map(_size, test.exact))
        if not test.unique:
            wanted[_count(test.bad)] = None
    wanted |= {_unknown(rule): None for rule in limits}
    unlike = {_unlike(test): None for test in tests.values() if test.unique}
    parts = source.parts
    totals: Counter[str] = Counter()
    for part in range(parts):
        found = {key: f"count(DISTINCT CASE WHEN {_part(*key, part, parts)} THEN {key[1]} END)" for key in unlike}
        asked = [*(wanted if part == 0 else ()), *found.values()]
        (row,) = source.rows(f"SELECT {', '.join(asked)} FROM {{frame}}")
        names = [*(wanted if part == 0 else ()), *map(str, found)]
        totals.update({name: int(value or 0) for name, value in zip(names, row, strict=True)})
    return totals


def _part(considered: str, value: str, part: int, parts: int) -> str:
    return f"({considered}) AND {value} % {parts} = {part}" if parts > 1 else considered


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
    """Whether any row may fail; a rule that has nothing to say of any row is not run."""
    if not counts[_count(test.judged)]:
        return False
    if test.unique:
        return counts[str(_unlike(test))] < counts[_count(test.considered)]
    return counts[_count(test.bad)] > 0


def _places(source: Source, tests: Mapping[str, Compiled], limits: Mapping[str, Rule]) -> dict[str, list[tuple]]:
    """Rule id → identity of each row that fails, with whether it is kept by the move of a limit's last day."""
    found: dict[str, list[tuple]] = {name: [] for name in tests}
    identity = ", ".join(source.identity)
    by_row = {name: test for name, test in tests.items() if not test.unique}
    if by_row:
        moved = [quoted(margin_name(limits[name])) if name in limits else "false" for name in by_row]
        flags = ", ".join([*(f"coalesce({test.bad}, false)" for test in by_row.values()), *moved])
        bad = " OR ".join(f"({test.bad})" for test in by_row.values())
        width = len(source.identity)
        for row in source.rows(f"SELECT {identity}, {flags} FROM {{frame}} WHERE {bad}"):
            for position, name in enumerate(by_row, width):
                if row[position]:
                    found[name].append((*row[:width], row[position + len(by_row)]))
    for name, test in tests.items():
        if test.unique:
            twice = (_twice(test, identity, part, source.parts) for part in range(source.parts))
            found[name] = [(*row, False) for query in twice for row in source.rows(query, times=2)]
    return found


def _twice(test: Compiled, identity: str, part: int, parts: int) -> str:
    """The rows that share their values with another, exactly and missing ones included."""
    names = [f"k{number}" for number in range(len(test.unique))]
    keys = ", ".join(f"{column} AS {name}" for column, name in zip(test.unique, names, strict=True))
    alike = " AND ".join(f"a.{name} IS NOT DISTINCT FROM b.{name}" for name in names)
    where = _part(*_unlike(test), part, parts)
    shared = f"SELECT {keys} FROM {{frame}} WHERE {where} GROUP BY ALL HAVING count(*) > 1"
    return f"SELECT {identity} FROM (SELECT {identity}, {keys} FROM {{frame}} WHERE {where}) a JOIN ({shared}) b ON {alike}"


def _verdict(rule: Rule, test: Compiled, counts: Mapping[str, int], found: list[tuple]) -> Verdict:
    considered, judged = counts[_count(test.considered)], counts[_count(test.judged)]
    # As Great Expectations reckons it, in floats.
    held = not considered or (float(considered) - float(len(found))) / float(considered) >= test.mostly
    return Verdict(
        "duckdb", judged, held, () if held else tuple(row[:-1] for row in found),
        moved=0 if held else sum(row[-1] for row in found), unknown=counts[_unknown(rule)] if rule.limit else 0,
    )  # fmt: skip
