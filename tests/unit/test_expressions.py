"""Expressions over figures: sums, balances, and what is no expression."""

from decimal import Decimal

import pytest

from nianbao.errors import BadExpression
from nianbao.tables import Term, parse_balance, parse_sum, unsigned


def terms(text):
    return list(parse_sum(text, "petitions", "petitions.yml rate").terms)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("closed", [Term(1, "petitions.closed")]),
        ("(closed)", [Term(1, "petitions.closed")]),
        ("received + carried_in", [Term(1, "petitions.received"), Term(1, "petitions.carried_in")]),
        ("a - b + c", [Term(1, "petitions.a"), Term(-1, "petitions.b"), Term(1, "petitions.c")]),
        ("a - (b - c)", [Term(1, "petitions.a"), Term(-1, "petitions.b"), Term(1, "petitions.c")]),
        ("penalties.cases", [Term(1, "penalties.cases")]),
        ("before.closed", [Term(1, "petitions.closed", "before")]),
        ("before.penalties.cases", [Term(1, "penalties.cases", "before")]),
        ("stated.entries", [Term(1, "petitions.entries", "stated")]),
        ("stated.penalties.fines", [Term(1, "penalties.fines", "stated")]),
        ("parts(closed, channel)", [Term(1, "petitions.closed", "year", "channel")]),
        ("a - parts(penalties.fines, kind)", [Term(1, "petitions.a"), Term(-1, "penalties.fines", "year", "kind")]),
    ],
)
def test_a_sum_is_its_signed_terms(text, expected):
    assert terms(text) == expected


@pytest.mark.parametrize(
    "text",
    ["", "a b", "a +", "1", "a + 1", "-a", "a * b", "a / b", "a ** b", "f(a)", "parts(a)", "parts(a, 'kind')", "parts(a, kind=b)",
     "parts(a, b, c)", "parts(a + b, kind)", "parts(parts(a, b), c)", "parts(before.a, kind)", "parts(stated.a, kind)", "a.b.c.d",
     "lambda: a", "[a]", "a if b else c", "__import__('os')", "a\x00b", "(" * 300 + "a" + ")" * 300, "+".join(["a"] * 5000)],
    ids=lambda text: repr(text[:20]) + str(len(text)),
)  # fmt: skip
def test_what_is_no_sum_is_refused(text):
    with pytest.raises(BadExpression) as error:
        terms(text)
    assert error.value.exit_code == 3
    assert "petitions.yml rate" in error.value.say("zh")


@pytest.mark.parametrize(
    ("text", "comparison"),
    [("a <= b", "<="), ("a<b", "<"), ("a >= b", ">="), ("a > b", ">"), ("a = b", "="), ("a == b", "="), ("a + b = c - d", "=")],
)
def test_a_balance_compares_two_sums(text, comparison):
    balance = parse_balance(text, "petitions", "rule")
    assert balance.comparison == comparison
    assert balance.left.terms[0] == Term(1, "petitions.a")


@pytest.mark.parametrize("text", ["a", "a != b", "a < b < c", "a = b = c", "a in b", "a is b", "a and b", "a => b", "= b", "a <="])
def test_what_compares_no_two_sums_is_refused_in_its_own_words(text):
    with pytest.raises(BadExpression) as error:
        parse_balance(text, "petitions", "rule")
    assert f"`{text}`" in error.value.say("en")


def test_a_sum_adds_its_terms_by_sign():
    numbers = {Term(1, "petitions.a"): Decimal("0.1"), Term(1, "petitions.b"): Decimal("0.2"), Term(1, "petitions.c"): Decimal(1)}
    assert parse_sum("a + b - c", "petitions", "x").value(numbers) == Decimal("0.1") + Decimal("0.2") - 1


def test_a_sum_with_an_unknown_term_is_unknown():
    numbers = {Term(1, "petitions.a"): Decimal(1), Term(1, "petitions.b"): None}
    assert parse_sum("a + b", "petitions", "x").value(numbers) is None


def test_a_term_is_looked_up_without_its_sign():
    assert unsigned(Term(-1, "petitions.a", "before", "kind")) == Term(1, "petitions.a", "before", "kind")
