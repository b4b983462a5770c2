"""A rule on rows → SQL over the frame's columns, which finds the rows that Great Expectations would find; or why not.

Only what is plain is compiled: each kind of expectation with the arguments and types of columns of which both are known
to judge alike (docs/engines.md). Whatever else stays with Great Expectations, errors and their words included.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import ROUND_CEILING, ROUND_FLOOR, Context, Decimal
from itertools import combinations
from typing import Any

from nianbao.checking.frames import EXACT, arguments, expectation_of
from nianbao.checking.patterns import is_plain
from nianbao.figures import quoted
from nianbao.tables import Rule
from nianbao.words import Words

_INTEGERS = ("TINYINT", "SMALLINT", "INTEGER", "BIGINT")
_DECIMAL = re.compile(r"DECIMAL\((\d+),\s*(\d+)\)")
_DOUBLE = "DOUBLE"
_TEXT = "VARCHAR"
_DAYS = ("DATE", "TIMESTAMP")
_SCALARS = (*_INTEGERS, _DOUBLE, _TEXT, *_DAYS)


@dataclass(frozen=True)
class Compiled:
    """A rule as conditions over a row of the frame, in SQL.

    `judged`: the rule says something about the row; `considered`: it is one of those of which `mostly` must be good; `bad`: it
    fails. With `unique`, those fail that share the values of these columns with another considered row. The whole numbers
    in `exact` columns must lie within ±2^53 for it to hold.
    """

    considered: str
    judged: str
    bad: str = "false"
    unique: tuple[str, ...] = ()
    mostly: float = 1.0
    exact: tuple[str, ...] = ()


class Left(Exception):
    """Why a rule is left to Great Expectations."""

    def __init__(self, zh: str, en: str) -> None:
        self.why = Words(zh=zh, en=en)


@dataclass
class _Arguments:
    """An expectation's arguments, each taken once; `types` are those of the frame's columns."""

    given: dict[str, Any]
    types: Mapping[str, str]
    masked: bool
    exact: list[str] = field(default_factory=list)

    def take(self, name: str, default: Any = None) -> Any:
        return self.given.pop(name, default)

    def flag(self, name: str) -> bool:
        value = self.take(name)
        if value is None or isinstance(value, bool):
            return bool(value)
        raise Left(f"{name} 不是 true 或 false", f"{name} is neither true nor false")

    def column(self, name: str, kinds: tuple[str, ...] = ()) -> tuple[str, str]:
        """The column that the argument names, as SQL, and its type."""
        return self.known(self.take(name), kinds)

    def known(self, column: Any, kinds: tuple[str, ...] = ()) -> tuple[str, str]:
        if not isinstance(column, str) or column not in self.types:
            raise Left("栏目写法特别", "its columns are named in an unusual way")
        kind = self.types[column]
        if not (kind in (kinds or _SCALARS) or (_DECIMAL.fullmatch(kind) and (not kinds or "DECIMAL" in kinds))):
            raise Left(f"栏目是 {kind}", f"a column is {kind}")
        if kind in _INTEGERS:
            self.exact.append(quoted(column))
        # A frame does not tell NaN from what is missing.
        return f"nullif({quoted(column)}, CAST('NaN' AS DOUBLE))" if kind == _DOUBLE else quoted(column), kind

    def columns(self) -> list[tuple[str, str]]:
        named = self.take("column_list")
        if not isinstance(named, list) or len(named) < 2:
            raise Left("栏目写法特别", "its columns are named in an unusual way")
        found = [self.known(column) for column in named]
        if len(set(found)) < len(found):
            raise Left("一栏与自己比", "it compares a column with itself")
        return found


def compile_rule(rule: Rule, types: Mapping[str, str], dates: Mapping[str, date]) -> Compiled | Words:
    """The rule over a frame whose columns have these DuckDB types; or why it is left to Great Expectations."""
    kind = expectation_of(rule)
    given = _Arguments(arguments(rule, dates), types, bool(rule.condition))
    try:
        if kind not in _KINDS:
            raise Left(f"没有编译 {kind} 的办法", f"{kind} has no compiled form")
        mostly = given.take("mostly", 1.0)
        if isinstance(mostly, bool) or not isinstance(mostly, (int, float)) or not 0 <= mostly <= 1:
            raise Left("mostly 写法特别", "mostly is written in an unusual way")
        found = _KINDS[kind](given)
        if given.given:
            name = next(iter(given.given))
            raise Left(f"参数 {name}", f"the argument {name}")
    except Left as left:
        return left.why
    return Compiled(**found | {"mostly": float(mostly), "exact": tuple(given.exact)})


def _not_null(given: _Arguments) -> dict[str, Any]:
    column, _ = given.column("column", (*_SCALARS, "DECIMAL", "BOOLEAN"))
    given.exact.clear()
    # Under a condition the column is a text, blank where the rule says nothing.
    judged = f"{column} IS NULL OR {column} <> ''" if given.masked else "true"
    return {"considered": "true", "judged": judged, "bad": f"{column} IS NULL"}


def _null(given: _Arguments) -> dict[str, Any]:
    column, _ = given.column("column", (*_SCALARS, "DECIMAL", "BOOLEAN"))
    given.exact.clear()
    return {"considered": "true", "judged": f"{column} IS NOT NULL", "bad": f"{column} IS NOT NULL"}


def _of_column(column: str, good: str) -> dict[str, Any]:
    """A rule on one column; where that is missing `good` is unknown, and so is what is bad."""
    there = f"{column} IS NOT NULL"
    return {"considered": there, "judged": there, "bad": f"NOT ({good})"}


def _between(given: _Arguments) -> dict[str, Any]:
    column, kind = given.column("column", (*_INTEGERS, "DECIMAL", _DOUBLE, *_DAYS))
    return _of_column(column, _within(column, kind, given))


def _within(column: str, kind: str, given: _Arguments) -> str:
    least, most = given.take("min_value"), given.take("max_value")
    strict_min, strict_max = given.flag("strict_min"), given.flag("strict_max")
    if least is None and most is None:
        raise Left("没有上下限", "it has no bound")
    bounds = [_bound(value, kind) for value in (least, most) if value is not None]
    if len(bounds) == 2 and bounds[0] > bounds[1]:
        raise Left("下限大于上限", "its lower bound lies above the upper one")
    sides = []
    if least is not None:
        sides.append(_side(column, kind, ">" if strict_min else ">=", _bound(least, kind)))
    if most is not None:
        sides.append(_side(column, kind, "<" if strict_max else "<=", _bound(most, kind)))
    return " AND ".join(sides)


def _bound(value: Any, kind: str) -> Any:
    """The bound as Great Expectations takes it: a moment for days, for numbers a float and nothing else."""
    if kind in _DAYS and isinstance(value, datetime):
        return value
    if kind not in _DAYS and isinstance(value, (int, float)) and not isinstance(value, bool):
        try:
            if math.isfinite(number := float(value)):
                return number
        except OverflowError:
            pass
    raise Left(f"上下限与栏目的类型（{kind}）不同", f"a bound is of another type than the column ({kind})")


def _side(column: str, kind: str, sign: str, bound: Any) -> str:
    """The column against one bound, compared exactly."""
    if kind in _DAYS:
        return f"{column} {sign} {kind} '{bound.date().isoformat()}'"
    if kind == _DOUBLE:
        return f"{column} {sign} CAST('{bound!r}' AS DOUBLE)"
    scale = int(match[2]) if (match := _DECIMAL.fullmatch(kind)) else 0
    digits = int(match[1]) if match else 19
    # v ≥ 0.1, where 0.1 is a float a little above, is v ≥ 0.11 for amounts of two digits; Python compares just so.
    up = sign in (">=", "<")
    step = _rounded(bound, scale, ROUND_CEILING if up else ROUND_FLOOR)
    if abs(step) >= Decimal(10) ** (digits - scale):
        return "true" if (step > 0) == sign.startswith("<") else _never(column)
    return f"{column} {sign} CAST('{step:f}' AS DECIMAL({digits},{scale}))" if match else f"{column} {sign} {step:f}"


def _rounded(number: float, scale: int, way: str) -> Decimal:
    """The number, which is taken as the float that it is, with so many digits after the point."""
    return Decimal(number).quantize(Decimal(1).scaleb(-scale), way, Context(prec=400))


def _never(column: str) -> str:
    """What holds for no value, and is unknown where there is none."""
    return f"nullif({column} IS NULL, true)"


def _in_set(given: _Arguments) -> dict[str, Any]:
    column, kind = given.column("column", (*_INTEGERS, "DECIMAL", _TEXT))
    return _of_column(column, _is_in(column, kind, given.take("value_set")))


def _not_in_set(given: _Arguments) -> dict[str, Any]:
    column, kind = given.column("column", (*_INTEGERS, "DECIMAL", _TEXT))
    return _of_column(column, f"NOT ({_is_in(column, kind, given.take('value_set'))})")


def _is_in(column: str, kind: str, values: Any) -> str:
    expected = str if kind == _TEXT else (int, float)
    if not isinstance(values, list) or not all(isinstance(value, expected) and not isinstance(value, bool) for value in values):
        raise Left("value_set 的值与栏目的类型不同", "value_set holds values of another type than the column's")
    if kind == _TEXT:
        listed = [_text(value) for value in values]
    else:
        if any(abs(value) > EXACT or not math.isfinite(value) for value in values):
            raise Left("value_set 的数太大", "value_set holds too large a number")
        scale = int(match[2]) if (match := _DECIMAL.fullmatch(kind)) else 0
        # A float that is no amount of so many digits is in no cell.
        listed = [f"{number:f}" for value in values if (number := _rounded(value, scale, ROUND_FLOOR)) == value]
    return f"{column} IN ({', '.join(listed)})" if listed else _never(column)


def _text(value: str) -> str:
    if "\0" in value:
        raise Left("文字含空字符", "a text holds a null character")
    return "'" + value.replace("'", "''") + "'"


def _unique(given: _Arguments) -> dict[str, Any]:
    column, _ = given.column("column", (*_SCALARS, "DECIMAL", "BOOLEAN"))
    there = f"{column} IS NOT NULL"
    given.exact.clear()  # the frame holds whole numbers as such where they are large
    return {"considered": there, "judged": there, "unique": (column,)}


def _regex(given: _Arguments) -> dict[str, Any]:
    column, _ = given.column("column", (_TEXT,))
    return _of_column(column, _matches(column, given))


def _not_regex(given: _Arguments) -> dict[str, Any]:
    column, _ = given.column("column", (_TEXT,))
    return _of_column(column, f"NOT {_matches(column, given)}")


def _matches(column: str, given: _Arguments) -> str:
    pattern = given.take("regex")
    if not isinstance(pattern, str) or not is_plain(pattern):
        raise Left("Python 和 DuckDB 对这个正则表达式的读法可能不同", "Python and DuckDB may read its regular expression differently")
    return f"regexp_matches({column}, {_text(pattern)})"


def _lengths(given: _Arguments) -> dict[str, Any]:
    column, _ = given.column("column", (_TEXT,))
    return _of_column(column, _within(f"length({column})", "BIGINT", given))


def _length(given: _Arguments) -> dict[str, Any]:
    column, _ = given.column("column", (_TEXT,))
    value = given.take("value")
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value < EXACT:
        raise Left("value 不是长度", "value is no length")
    return _of_column(column, f"length({column}) = {value}")


def _pair(sign: str) -> Callable[[_Arguments], dict[str, Any]]:
    def test(given: _Arguments) -> dict[str, Any]:
        first, second = given.column("column_A"), given.column("column_B")
        if first == second:
            raise Left("一栏与自己比", "it compares a column with itself")
        _require_alike([first, second])
        if given.take("ignore_row_if") != "either_value_is_missing":
            raise Left("缺值的行也要比", "it compares what is missing, too")
        there = f"{first[0]} IS NOT NULL AND {second[0]} IS NOT NULL"
        or_equal = "=" if sign == ">" and given.flag("or_equal") else ""
        return {"considered": there, "judged": there, "bad": f"NOT ({first[0]} {sign}{or_equal} {second[0]})"}

    return test


def _require_alike(columns: list[tuple[str, str]]) -> None:
    """Refuses to compare columns that pandas compares in a way of its own."""
    kinds = {"number" if kind in _INTEGERS or _DECIMAL.fullmatch(kind) else kind for _, kind in columns}
    if len(kinds) > 1 and kinds != {"number", _DOUBLE}:
        raise Left("所比的栏目类型不同", "it compares columns of different types")
    if _DOUBLE in kinds and any(_DECIMAL.fullmatch(kind) for _, kind in columns):
        raise Left("小数与浮点数相比", "it compares decimals with floats")


def _domain(columns: list[tuple[str, str]], given: _Arguments) -> tuple[str, str]:
    """The rows that a rule on several columns considers, and those of which every column is there."""
    there = " AND ".join(f"{column} IS NOT NULL" for column, _ in columns)
    ways = {
        "all_values_are_missing": " OR ".join(f"{column} IS NOT NULL" for column, _ in columns),
        "any_value_is_missing": there,
        "never": "true",
    }
    way = given.take("ignore_row_if", "all_values_are_missing")
    if way not in ways:
        raise Left("ignore_row_if 写法特别", "ignore_row_if is written in an unusual way")
    return ways[way], there


def _compound(given: _Arguments) -> dict[str, Any]:
    columns = given.columns()
    given.exact.clear()
    considered, there = _domain(columns, given)
    return {"considered": considered, "judged": there, "unique": tuple(column for column, _ in columns)}


def _unlike_within(given: _Arguments) -> dict[str, Any]:
    """Within a row, no value stands twice."""
    columns = given.columns()
    _require_alike(columns)
    if len({kind for _, kind in columns}) > 1:
        raise Left("所比的栏目类型不同", "it compares columns of different types")
    considered, there = _domain(columns, given)
    twice = " OR ".join(f"{a} IS NOT DISTINCT FROM {b}" for (a, _), (b, _) in combinations(columns, 2))
    return {"considered": considered, "judged": there, "bad": f"({considered}) AND ({twice})"}


_KINDS: dict[str, Callable[[_Arguments], dict[str, Any]]] = {
    "expect_column_pair_values_a_to_be_greater_than_b": _pair(">"),
    "expect_column_pair_values_to_be_equal": _pair("="),
    "expect_column_value_lengths_to_be_between": _lengths,
    "expect_column_value_lengths_to_equal": _length,
    "expect_column_values_to_be_between": _between,
    "expect_column_values_to_be_in_set": _in_set,
    "expect_column_values_to_be_null": _null,
    "expect_column_values_to_be_unique": _unique,
    "expect_column_values_to_match_regex": _regex,
    "expect_column_values_to_not_be_in_set": _not_in_set,
    "expect_column_values_to_not_be_null": _not_null,
    "expect_column_values_to_not_match_regex": _not_regex,
    "expect_compound_columns_to_be_unique": _compound,
    "expect_select_column_values_to_be_unique_within_record": _unlike_within,
}
