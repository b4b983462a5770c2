"""Conditions: SQL over a table's columns, parsed alone and held to an allow-list before it runs.

A condition comes from a YAML file that anyone may have written. DuckDB's own parser takes it apart; only comparisons,
logic, arithmetic and a list of harmless functions over the table's own columns pass, and what runs is the text that
DuckDB prints from the parsed tree, so that nothing of the original wording (a comment, a bracket) is ever pasted.
"""

from __future__ import annotations

import atexit
import json
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from nianbao.errors import BadCondition
from nianbao.steering import unsteered
from nianbao.words import Words, nearest
from nianbao.workdays import counts_days, teach

DATES = ("start", "end", "as_of")

_CLASSES = {"COLUMN_REF", "CONSTANT", "COMPARISON", "CONJUNCTION", "BETWEEN", "OPERATOR", "CASE", "CAST", "FUNCTION", "TYPE"}
_OPERATORS = {
    "OPERATOR_NOT", "OPERATOR_IS_NULL", "OPERATOR_IS_NOT_NULL", "OPERATOR_COALESCE", "COMPARE_IN", "COMPARE_NOT_IN",
}  # fmt: skip
_FUNCTIONS = {
    "+", "-", "*", "/", "//", "%", "~~", "!~~", "abs", "round", "floor", "ceil", "least", "greatest", "nullif",
    "date_diff", "datediff", "year", "quarter", "month", "day", "length", "lower", "upper", "trim", "contains",
    "starts_with", "prefix", "suffix", "working_days",
}  # fmt: skip
# What a value may be made: DuckDB knows many more, and extensions bring others.
_TYPES = {
    "boolean", "tinyint", "smallint", "int", "integer", "bigint", "hugeint", "real", "float", "double", "decimal", "numeric", "date", "timestamp",
    "varchar", "text",
}  # fmt: skip
# Far more than any condition needs. DuckDB takes seconds and hundreds of megabytes to plan some hundred thousand signs.
_LONGEST = 4000
_SHOWN = 200
# A quoted text is matched first, so that nothing inside it is taken for a date.
_QUOTED = r"'(?:[^']|'')*'"
_DATE = re.compile(rf"{_QUOTED}|(?<![:\w]):(start|end|as_of)\b")
_HOLE = re.compile(rf"{_QUOTED}|__(start|end|as_of)\b")


@dataclass(frozen=True)
class Condition:
    """A checked condition: its canonical SQL, with holes for the dates, and the columns it reads."""

    sql: str
    columns: frozenset[str]

    def fill(self, dates: Mapping[str, date]) -> str:
        """The SQL with its dates written in."""
        return _HOLE.sub(lambda hole: f"DATE '{dates[hole[1]].isoformat()}'" if hole[1] else hole[0], self.sql)

    @property
    def tree(self) -> dict[str, Any]:
        """The condition as DuckDB parses it."""
        if self.sql not in _trees:
            _trees[self.sql] = _scalar("select json_serialize_sql(?)", f"SELECT {self.sql}")
        return json.loads(_trees[self.sql])["statements"][0]["node"]["select_list"][0]


# What DuckDB made of a text (its parse, and the text printed from that), of what type conditions are, and how it parses a
# canonical one: asked once.
_read: dict[str, tuple[str, str | None]] = {}
_types: dict[tuple[str, tuple[tuple[str, str], ...]], str] = {}
_trees: dict[str, str] = {}


def answers() -> list[Any]:
    """All that DuckDB has said so far of conditions, as plain JSON for `learn`; every condition is parsed for it."""
    for sql, _ in _types:
        assert Condition(sql, frozenset()).tree
    return [list(_read.items()), list(_types.items()), list(_trees.items())]


def learn(told: list[Any]) -> None:
    """Takes over what another process has asked DuckDB, so that this one need not open it."""
    read, types, trees = told
    _read.update({query: (tree, text) for query, (tree, text) in read})
    _types.update({(sql, tuple((name, kind) for name, kind in columns)): found for (sql, columns), found in types})
    _trees.update(dict(trees))


@cache
def _connection(counting: bool = False) -> Any:
    """A connection for conditions; another one for those that count days."""
    from nianbao.engine import connect

    # Left to the end of the interpreter, DuckDB would complain of leaks on the terminal.
    atexit.register(_connection.cache_clear)
    return teach(connect(), "working_days" if counting else "")


def prepare(texts: Iterable[str]) -> None:
    """Has DuckDB read all the texts at once, two milliseconds sooner each; one that it cannot read is left to `condition`."""
    queries = [query for query in dict.fromkeys(_query(text) for text in texts if _fits(text)) if query not in _read]
    if not queries:
        return
    both = "SELECT tree, CASE WHEN NOT (tree->>'error')::BOOLEAN THEN json_deserialize_sql(tree::JSON) END FROM (SELECT json_serialize_sql(query) AS tree FROM (SELECT unnest(?) AS query))"
    try:
        _read.update(zip(queries, _connection().execute(both, [queries]).fetchall(), strict=True))
    except _duckdb_error():
        return


def prepare_types(checked: Iterable[Condition], types: Mapping[str, str]) -> None:
    """Has DuckDB find the types of all the conditions at once; where one has none they are left to `type_of`."""
    wanted = {one.sql: one for one in checked if (one.sql, tuple(types.items())) not in _types}
    try:
        found = _typed(list(wanted.values()), types)
    except _duckdb_error():
        return
    _types.update({(sql, tuple(types.items())): kind for sql, kind in zip(wanted, found, strict=True)})


def condition(text: str, columns: Collection[str], where: str) -> Condition:
    """The text as a checked condition over `columns`.

    `where` says in messages whose condition it is. Raises BadCondition.
    """
    return _checked(str(text), frozenset(columns), where)


@cache
def _checked(text: str, columns: frozenset[str], where: str) -> Condition:
    def refuse(zh: str, en: str, near: str | None = None) -> BadCondition:
        return BadCondition(where=where, sql=_shown(text), problem=Words(zh=_shown(zh), en=_shown(en)), near=near)

    if not _fits(text):
        raise refuse(f"超过 {_LONGEST} 个字符，或含有控制字符", f"it has more than {_LONGEST} characters, or control characters")
    query = _query(text)
    try:
        answer = _read[query][0] if query in _read else _scalar("select json_serialize_sql(?)", query)
        tree = json.loads(answer)
    except (RecursionError, ValueError, _duckdb_error()) as error:
        reason = type(error).__name__
        raise refuse(f"不是一条 SQL 条件（{reason}）", f"it is not one SQL condition ({reason})") from None
    if tree["error"]:
        reason = tree["error_message"].splitlines()[0]
        raise refuse(f"不是一条 SQL 条件（{reason}）", f"it is not one SQL condition ({reason})")
    if len(tree["statements"]) != 1 or not _is_bare(tree["statements"][0]["node"]):
        raise refuse("只能是一条条件", "it must be one condition and nothing else")
    used = set()
    for node in _nodes(tree["statements"][0]["node"]["select_list"][0]):
        if problem := _forbidden(node):
            raise refuse("不允许子查询" if problem == "subquery" else f"不允许 {problem}", f"{problem} is not allowed")
        if node["class"] == "COLUMN_REF":
            used.add(node["column_names"][0])
    used -= {f"__{name}" for name in DATES}
    if unknown := sorted(used - columns):
        raise refuse(f"没有列“{unknown[0]}”", f"there is no column “{unknown[0]}”", nearest(unknown[0], columns))
    try:
        canonical = (_read[query][1] if query in _read else None) or _scalar("select json_deserialize_sql(?::json)", answer)
    except _duckdb_error() as error:
        reason = type(error).__name__
        raise refuse(f"不能执行（{reason}）", f"it cannot be run ({reason})") from None
    return Condition(canonical.removeprefix("SELECT ").rstrip("; "), frozenset(used))


def type_of(checked: Condition, types: Mapping[str, str], where: str, expected: str | None = None) -> str:
    """DuckDB's type of the condition's value, `types` being those of its columns.

    Raises BadCondition where the columns' types do not fit together, or the value is not of the `expected` type.
    """
    known = checked.sql, tuple(types.items())
    if known not in _types:
        try:
            (_types[known],) = _typed([checked], types)
        except _duckdb_error() as error:
            reason = _shown(str(error).splitlines()[0])
            problem = Words(zh=f"其中的类型不合（{reason}）", en=f"its types do not fit ({reason})")
            raise BadCondition(where=where, sql=_shown(checked.sql), problem=problem) from None
    kind = _types[known]
    if expected is not None and kind != expected:
        zh, en = ("是或否（BOOLEAN）", "true or false (BOOLEAN)") if expected == "BOOLEAN" else (expected, expected)
        problem = Words(zh=f"它的值是 {kind}，应为{zh}", en=f"its value is {kind}, expected {en}")
        raise BadCondition(where=where, sql=_shown(checked.sql), problem=problem)
    return kind


def _typed(checked: Sequence[Condition], types: Mapping[str, str]) -> list[str]:
    # A row with values, not nulls: a text that is compared with a date is only refused when it is read as one.
    values = {name: "DATE '2023-01-01'" if kind == "DATE" else f"'1'::{kind}" for name, kind in types.items()}
    columns = ", ".join(f'{value} AS "{name}"' for name, value in values.items()) or "1"
    dates = dict.fromkeys(DATES, date(2023, 1, 1))
    asked = ", ".join(f"({one.fill(dates)}) AS value_{number}" for number, one in enumerate(checked))
    if not asked:
        return []
    found = _connection(counts_days(asked)).sql(f"SELECT {asked} FROM (SELECT {columns})")
    found.fetchall()
    return [str(kind) for kind in found.types]


def _fits(text: str) -> bool:
    """Whether it is short enough to be parsed, and shows all that it is: DuckDB reads no further than a NUL."""
    return len(text) <= _LONGEST and unsteered(text) == text


def _shown(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"


def _query(text: str) -> str:
    """The text as DuckDB parses it: names stand for its dates."""
    return "SELECT " + _DATE.sub(lambda date: f"__{date[1]}" if date[1] else date[0], str(text))


def _scalar(query: str, argument: str) -> str:
    """The one value of the query; its result is drained, or DuckDB takes no further query."""
    return _connection().execute(query, [argument]).fetchall()[0][0]


def _duckdb_error() -> type[Exception]:
    import duckdb

    return duckdb.Error


def _is_bare(node: dict[str, Any]) -> bool:
    """Whether the statement is a lone SELECT of one expression."""
    return (
        node["type"] == "SELECT_NODE"
        and len(node["select_list"]) == 1
        and not node["select_list"][0].get("alias")
        and node["from_table"]["type"] == "EMPTY"
        and not any(node[part] for part in ("modifiers", "where_clause", "group_expressions", "having", "sample", "qualify"))
        and not node["cte_map"].get("map")
    )


def _nodes(part: Any) -> Iterator[dict[str, Any]]:
    """Every expression of a parsed tree, and every map in it that says its class."""
    left = [part]  # no recursion: a condition may be as deep as it likes
    while left:
        found = left.pop()
        if isinstance(found, dict):
            if "class" in found:
                yield found
            left += reversed(found.values())
        elif isinstance(found, list):
            left += reversed(found)


def _forbidden(node: dict[str, Any]) -> str | None:
    kind = node["class"]
    if kind not in _CLASSES:
        return kind.lower()
    if kind == "OPERATOR" and node["type"] not in _OPERATORS:
        return node["type"].lower()
    if kind == "COLUMN_REF" and len(node["column_names"]) != 1:
        return ".".join(node["column_names"])
    if kind == "TYPE" and node["type_name"].lower() not in _TYPES:
        return node["type_name"]
    if kind == "FUNCTION":
        plain = not (node.get("schema") or node.get("catalog") or node.get("filter") or node.get("distinct"))
        if node["function_name"].lower() not in _FUNCTIONS or not plain:
            return f"{node['function_name']}()"
    return None
