"""Which rules compile, to what, and which are left to Great Expectations."""

from datetime import date

import pytest

from nianbao.checking.compiling import Compiled, compile_rule
from nianbao.checking.patterns import is_plain
from nianbao.tables import Rule
from nianbao.words import Words

TYPES = {"n": "BIGINT", "m": "DECIMAL(18,2)", "r": "DOUBLE", "t": "VARCHAR", "d": "DATE", "e": "DATE", "b": "BOOLEAN", "at": "TIMESTAMP WITH TIME ZONE"}
DATES = {"start": date(2023, 1, 1), "end": date(2023, 12, 31), "as_of": date(2023, 12, 31)}
BETWEEN, IN_SET = "expect_column_values_to_be_between", "expect_column_values_to_be_in_set"


def compiled(expect, **given):
    return compile_rule(Rule(id="t.r", expect=expect, severity="info", says=Words(zh="x"), **given), TYPES, DATES)


@pytest.mark.parametrize(
    ("given", "good"),
    [
        ({"column": "n", "max_value": 60}, '"n" <= 60'),
        ({"column": "n", "min_value": 0.5}, '"n" >= 1'),
        ({"column": "n", "min_value": 0.5, "strict_min": True}, '"n" > 0'),
        # 0.1 as a float is a little above 0.1, and 0.3 a little below 0.3: Python compares decimals with just that.
        ({"column": "m", "min_value": 0.1}, "\"m\" >= CAST('0.11' AS DECIMAL(18,2))"),
        ({"column": "m", "max_value": 0.3}, "\"m\" <= CAST('0.29' AS DECIMAL(18,2))"),
        ({"column": "m", "max_value": 1e300}, "true"),
        ({"column": "d", "min_value": ":start"}, "\"d\" >= DATE '2023-01-01'"),
        ({"column": "r", "max_value": 0.1}, "nullif(\"r\", CAST('NaN' AS DOUBLE)) <= CAST('0.1' AS DOUBLE)"),
    ],
)
def test_bounds_are_compared_as_python_compares_them(given, good):
    assert compiled(BETWEEN, **given).bad == f"NOT ({good})"


@pytest.mark.parametrize(
    ("expect", "given"),
    [
        (BETWEEN, {"column": "t", "max_value": 1}),
        (BETWEEN, {"column": "d", "max_value": 1}),
        (BETWEEN, {"column": "n", "max_value": "2023-01-01"}),
        (BETWEEN, {"column": "n", "max_value": True}),
        (BETWEEN, {"column": "n"}),
        (BETWEEN, {"column": "n", "min_value": 2, "max_value": 1}),
        (BETWEEN, {"column": "n", "max_value": 1, "mostly": 2}),
        (BETWEEN, {"column": "n", "max_value": 1, "strict_max": "yes"}),
        (BETWEEN, {"column": "n", "max_value": 1, "unheard_of": 2}),
        (BETWEEN, {"column": "at", "max_value": "2023-01-01"}),
        (BETWEEN, {"column": "b", "max_value": 1}),
        (IN_SET, {"column": "t", "value_set": ["a", 1]}),
        (IN_SET, {"column": "d", "value_set": ["2023-01-01"]}),
        (IN_SET, {"column": "n", "value_set": [2**60]}),
        (IN_SET, {"column": "t", "value_set": None}),
        ("expect_column_values_to_match_regex", {"column": "t", "regex": "a$"}),
        ("expect_column_values_to_match_regex", {"column": "n", "regex": "1"}),
        ("expect_column_pair_values_to_be_equal", {"column_A": "t", "column_B": "n"}),
        ("expect_column_pair_values_to_be_equal", {"column_A": "m", "column_B": "r"}),
        ("expect_column_pair_values_to_be_equal", {"column_A": "d", "column_B": "e", "ignore_row_if": "neither"}),
        ("expect_compound_columns_to_be_unique", {"column_list": ["t"]}),
        ("expect_compound_columns_to_be_unique", {"column_list": ["t", "t"]}),
        ("expect_column_pair_values_to_be_equal", {"column_A": "d", "column_B": "d"}),
        ("expect_column_values_to_be_increasing", {"column": "n"}),
        ("expect_no_such_thing", {"column": "n"}),
    ],
)
def test_what_is_not_plain_is_left_and_says_why(expect, given):
    why = compiled(expect, **given)
    assert isinstance(why, Words)
    assert why.zh and why.en


@pytest.mark.parametrize("pattern", ["", "a", "会议纪要|工作计划", "^[A-Z]{2}[0-9]+", ".", "(?:a|b)*c?", "[^一-龥]", "a{2,3}", "\\.\\(", "^(a)(b)"])
def test_patterns_that_both_read_alike_compile(pattern):
    assert is_plain(pattern)


@pytest.mark.parametrize(
    "pattern",
    ["a$", "\\d", "\\w", "\\s", "\\b", "[\\d]", "(?i)a", "(?s).", "(?=a)", "(?<!a)b", "(a)\\1", "(?P<x>a)(?P=x)", "a++", "(?>a)", "a{1001}", "\\Z",
     "[[:alpha:]]", "(", "a\0", "(?i:a)", "(a)?(?(1)b|c)"],
)  # fmt: skip
def test_patterns_that_may_be_read_differently_do_not(pattern):
    assert not is_plain(pattern)


def test_the_rest_of_a_compiled_rule():
    unique = compiled("expect_column_values_to_be_unique", column="t", mostly=0.9)
    assert unique == Compiled('"t" IS NOT NULL', '"t" IS NOT NULL', unique=('"t"',), mostly=0.9)
    assert compiled(BETWEEN, column="n", max_value=1).exact == ('"n"',)
