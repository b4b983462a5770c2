"""Whatever the table and the rules, compiled rules find what Great Expectations finds: outcomes, counts and failing rows."""

import random
from dataclasses import replace
from datetime import date
from decimal import Decimal
from types import SimpleNamespace

import pyarrow as pa
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pyarrow import parquet
from tests.depth import depth

from nianbao.checking import rows
from nianbao.engine import connect
from nianbao.tables import Table

# pandas advises against groups in patterns; they are a rule's own matter.
pytestmark = pytest.mark.filterwarnings("ignore:This pattern is interpreted as a regular expression:UserWarning")

TEXTS = ["", "a", "A", "ab", "b\n", "\n", "é", "一", "一二", "１2", "12", "nan", " a", "👍🏽"]
WHOLE = [0, 1, -1, 5, 60, 61, 2**53 - 1, 2**53 + 1, 2**53 + 2, -(2**62)]
MONEY = ["0.00", "0.10", "0.30", "1.00", "-1.50", "99.99", "100.00", "1234567890123456.78"]
NUMBERS = ["0", "0.1", "0.1000000001", "100", "-2.5", "12345678901234567890.0123456789"]
DAYS = [date(2022, 12, 31), date(2023, 1, 1), date(2023, 1, 20), date(2023, 1, 30), date(2023, 9, 28), date(2023, 10, 7), date(1890, 2, 3), date(9000, 1, 1)]
COLUMNS = {"t": ("text", TEXTS, pa.string()), "u": ("text", TEXTS, pa.string()), "n": ("integer", WHOLE, pa.int64()), "k": ("integer", WHOLE[:6], pa.int64()),
           "m": ("money", [Decimal(one) for one in MONEY], pa.decimal128(18, 2)), "w": ("money", [Decimal(one) for one in MONEY[:6]], pa.decimal128(18, 2)),
           "q": ("number", [Decimal(one) for one in NUMBERS], pa.decimal128(30, 10)), "d": ("date", DAYS, pa.date32()), "e": ("date", DAYS, pa.date32())}  # fmt: skip
# r holds NaN and infinities: an amount over nought.
DERIVED = {"r": "m / w", "f": "k > 1", "l": "length(t)", "s": "m / 3"}
CONDITIONS = [None, None, "k > 0", "t <> 'a'", "d >= :start and e is null", "1 = 0", "r > 1"]
NUMERIC, TEXT, DATED = ["n", "k", "m", "w", "q", "r", "l", "s"], ["t", "u"], ["d", "e"]
EVERY = [*NUMERIC, *TEXT, *DATED, "f"]
BOUNDS = [0, 1, 60, 0.1, 0.3, 0.1000000001, -1.5, 100, 99.99, 2**53, 2**60, 1e300, -1e300]
PATTERNS = ["a", "^a", "b$", "\\d", "[0-9]", "^(?:a|一)", ".", "^.{2}", "\\s", "(?i)a", "^$", "[^a]", "(a)b", "一+", "a{0,2}b"]


def some(pool):
    return st.sampled_from(pool)


@st.composite
def drawn_rules(draw):
    """An expectation with arguments that may fit the columns' types, or not."""
    kind = draw(some(list(KINDS)))
    given = draw(KINDS[kind])
    if draw(st.integers(0, 5)) == 0 and kind not in LIMITS:
        given["mostly"] = draw(some([0, 0.5, 0.9, 1]))
    where = draw(some(CONDITIONS))
    return (LIMITS[kind](given) if kind in LIMITS else {"expect": kind, **given}) | ({"where": where} if where else {})


def between(columns, bounds):
    several = st.fixed_dictionaries({"min_value": some(bounds), "max_value": some(bounds)}).filter(lambda found: found["min_value"] <= found["max_value"])
    sides = st.one_of(some(bounds).map(lambda one: {"min_value": one}), some(bounds).map(lambda one: {"max_value": one}), several)
    strict = st.fixed_dictionaries({}, optional={"strict_min": st.booleans(), "strict_max": st.booleans()})
    return st.builds(lambda column, sides, strict: {"column": column, **sides, **strict}, some(columns), sides, strict)


def of_column(columns, **others):
    return st.fixed_dictionaries({"column": some(columns), **others})


def lists_of(columns):
    return st.lists(some(columns), min_size=2, max_size=3)


def several(columns):
    ways = some(["all_values_are_missing", "any_value_is_missing", "never"])
    return st.fixed_dictionaries({"column_list": lists_of(columns)}, optional={"ignore_row_if": ways})


def pairs(**others):
    alike = st.one_of(*(st.tuples(some(kind), some(kind)) for kind in (NUMERIC, TEXT, DATED)), st.tuples(some(EVERY), some(EVERY)))
    return st.builds(lambda pair, others: {"column_A": pair[0], "column_B": pair[1], **others}, alike, st.fixed_dictionaries({}, optional=others))


SETS = st.one_of(
    st.lists(some([1, 5, 60, 0.1, 0.3, 1.0, -1.5]), max_size=3), st.lists(some(TEXTS), max_size=3), st.lists(some(["a", 1, "2023-01-01"]), max_size=3),
)  # fmt: skip
DATES = ["2023-01-01", "2023-01-20", ":start", ":as_of"]
LIMITS = {
    "within": lambda given: {"within": given},
    "at_least": lambda given: {"at_least": given},
}
KINDS = {
    "expect_column_values_to_be_between": st.one_of(between(NUMERIC, BOUNDS), between(DATED, DATES[:2]), between(EVERY, [0, 1, 60])),
    "expect_column_values_to_be_in_set": of_column(EVERY, value_set=SETS),
    "expect_column_values_to_not_be_in_set": of_column(EVERY, value_set=SETS),
    "expect_column_values_to_be_unique": of_column(EVERY),
    "expect_column_values_to_not_be_null": of_column(EVERY),
    "expect_column_values_to_be_null": of_column(EVERY),
    "expect_column_values_to_match_regex": of_column([*TEXT, "k"], regex=some(PATTERNS)),
    "expect_column_values_to_not_match_regex": of_column(TEXT, regex=some(PATTERNS)),
    "expect_column_value_lengths_to_be_between": between([*TEXT, "k"], [0, 1, 2]),
    "expect_column_value_lengths_to_equal": of_column(TEXT, value=some([0, 1, 2])),
    "expect_column_pair_values_a_to_be_greater_than_b": pairs(or_equal=st.booleans(), ignore_row_if=some(["neither", "either_value_is_missing"])),
    "expect_column_pair_values_to_be_equal": pairs(),
    "expect_compound_columns_to_be_unique": several(EVERY),
    "expect_select_column_values_to_be_unique_within_record": st.one_of(several(EVERY), several(TEXT), several(DATED)),
    "within": st.builds(lambda unit, days: {unit: days, "from": "d", "to": "e"}, some(["days", "working_days"]), some([0, 15, 30])),
    "at_least": st.builds(lambda unit, days: {unit: days, "from": "d", "to": "e"}, some(["days", "working_days"]), some([0, 15, 30])),
}


def column(pool):
    """Many cells alike, and many missing; now and then all of them."""
    return st.one_of(st.none(), some(pool), some(pool[:3]))


lines = st.lists(st.fixed_dictionaries({name: column(pool) for name, (_, pool, _) in COLUMNS.items()}), max_size=9)


def both(folder, lines, rules):
    """The verdicts of both engines: (Great Expectations, compiled)."""
    table = Table.model_validate({
        "table": "t", "title": {"zh": "表"}, "files": ["*"], "columns": {name: {"zh": name, "type": kind} for name, (kind, _, _) in COLUMNS.items()},
        "derived": DERIVED, "rules": [{"id": f"t.r{number}", "severity": "critical", "says": {"zh": "x"}, **rule} for number, rule in enumerate(rules)],
    })  # fmt: skip
    content = {name: pa.array([line[name] for line in lines], kind) for name, (_, _, kind) in COLUMNS.items()}
    places = {"_file": pa.array(["册.xlsx"] * len(lines), pa.string()), "_sheet": pa.array(["一"] * len(lines), pa.string()), "_row": pa.array(range(2, len(lines) + 2), pa.int64())}
    parquet.write_table(pa.table(places | content), folder / "t.parquet")
    dates = {"start": date(2023, 1, 1), "end": date(2023, 12, 31), "as_of": date(2023, 12, 31)}
    connection = connect(folder)
    return [rows.judge(table, list(table.rules), SimpleNamespace(clean=folder, dates=dates, engine=engine), connection, len(lines)) for engine in ("gx", "duckdb")]


def told(verdict):
    """All that a verdict says but who said it."""
    found = replace(verdict, engine="gx", because=None, places=tuple(sorted(verdict.places)))
    return replace(found, moved=0, places=()) if found.held else found


@pytest.fixture(scope="session")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("engines")


BLANK = dict.fromkeys(COLUMNS)
UNIQUE = "expect_column_values_to_be_unique"


# A float would hold 2^53 + 1 and 2^53 + 2 as one number, and find it twice.
@example([BLANK | {"n": 2**53 + 1}, BLANK | {"n": 2**53 + 2}, BLANK], [{"expect": UNIQUE, "column": "n"}])
@example([BLANK | {"m": Decimal("1.00"), "w": Decimal("0.00")}, BLANK | {"m": Decimal("0.00"), "w": Decimal("0.00")}], [{"expect": UNIQUE, "column": "r"}])
@example([BLANK | {"n": 2**53 + 1}], [{"expect": "expect_column_values_to_be_between", "column": "n", "max_value": 2**53}])
@example([], [{"expect": UNIQUE, "column": "n"}, {"expect": "expect_column_values_to_not_be_null", "column": "n"}])
@settings(max_examples=depth(12, 120))
@given(lines=lines, rules=st.lists(drawn_rules(), min_size=6, max_size=12))
def test_compiled_rules_find_what_great_expectations_finds(folder, lines, rules):
    by_gx, compiled = both(folder, lines, rules)
    for number, rule in enumerate(rules):
        name = f"t.r{number}"
        assert told(compiled[name]) == told(by_gx[name]), rule
        assert (compiled[name].engine == "duckdb") == (compiled[name].because is None)


def every_rule():
    """Each kind with each of its ways, on columns of each type: what chance may pass over."""
    strict = [{}, {"strict_min": True, "strict_max": True}]
    for column in ("n", "k", "m", "q", "r", "l"):
        for bound in (0.1, 0.3, 1, 60):
            yield from ({"expect": BETWEEN, "column": column, end: bound, **one} for end in ("min_value", "max_value") for one in strict)
    yield from ({"expect": BETWEEN, "column": "d", "min_value": ":start", **one} for one in strict)
    several = ("expect_compound_columns_to_be_unique", "expect_select_column_values_to_be_unique_within_record")
    for columns in (["t", "u"], ["d", "e"], ["m", "w"]):
        for way in ("all_values_are_missing", "any_value_is_missing", "never"):
            yield from ({"expect": kind, "column_list": columns, "ignore_row_if": way, "mostly": most} for kind in several for most in (0.5, 1))
        pair = {"column_A": columns[0], "column_B": columns[1]}
        yield from ({"expect": GREATER, **pair, "or_equal": one} for one in (True, False))
        yield {"expect": EQUAL, **pair}
    yield {"expect": GREATER, "column_A": "d", "column_B": "d", "where": "t <> 'a'"}
    yield from ({"expect": EQUAL, "column_A": "m", "column_B": other} for other in ("m", "r", "k"))
    for unit in ("days", "working_days"):
        yield from ({limit: {unit: 15, "from": "d", "to": "e"}} for limit in ("within", "at_least"))
    yield from ({"expect": kind, "column": "t", "regex": one} for kind in KINDS if kind.endswith("match_regex") for one in PATTERNS)
    yield from ({"expect": kind, "column": one} for kind in KINDS if kind.endswith(("_unique", "_null")) and "compound" not in kind for one in ("t", "n", "r", "m", "d"))
    yield from ({"expect": NOT_NULL, "column": one, "where": "k > 0"} for one in ("t", "r"))
    yield {"expect": "expect_column_value_lengths_to_equal", "column": "t", "value": True}
    yield from ({"expect": GREATER, "column_A": "n", "column_B": "s", "or_equal": one} for one in (True, False))
    yield from ({"expect": IN_SET, "column": one, "value_set": [0.1, 0.3, 1, 5]} for one in ("m", "k", "q"))


BETWEEN, GREATER = "expect_column_values_to_be_between", "expect_column_pair_values_a_to_be_greater_than_b"
EQUAL, NOT_NULL, IN_SET = "expect_column_pair_values_to_be_equal", "expect_column_values_to_not_be_null", "expect_column_values_to_be_in_set"


def test_every_kind_of_rule_on_a_table_of_all_values(folder):
    chance = random.Random(5)
    # Beside chance: a limit that ends in a run of holidays.
    lines = [{name: chance.choice([None, *pool]) for name, (_, pool, _) in COLUMNS.items()} for _ in range(80)]
    lines += [BLANK | {"d": date(2023, 9, 14), "e": day} for day in (date(2023, 9, 29), date(2023, 10, 7), date(2023, 10, 9))]
    rules = list(every_rule())
    by_gx, compiled = both(folder, lines, rules)
    for number, rule in enumerate(rules):
        name = f"t.r{number}"
        assert told(compiled[name]) == told(by_gx[name]), rule
    assert sum(verdict.engine == "duckdb" for verdict in compiled.values()) > 0.7 * len(rules)
    assert sum(not verdict.held for verdict in by_gx.values()) > 0.5 * len(rules)
    assert any(verdict.moved for verdict in by_gx.values()) and any(verdict.unknown for verdict in by_gx.values())
