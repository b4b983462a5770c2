"""A table's YAML in the workspace's expectations/ that does not hang together."""

from __future__ import annotations

from tests.messages.ground import NAME, Ground
from tests.messages.provoking import Cases

CASES = Cases()

VISITS = """\
table: visits
title: {zh: 走访, en: Visits}
files: ["*走访*"]
columns:
  village: {zh: 村, en: Village, type: text}
  held_on: {zh: 日期, en: Date, type: date}
  people: {zh: 人次, en: People, type: integer}
rules:
  - {id: visits.people, expect: expect_column_values_to_be_between, column: people, min_value: 1, severity: warning, says: {zh: 有人参加, en: Somebody came}}
figures:
  held: {label: {zh: 走访, en: Visits}, unit: 次, count: held_on between :start and :end}
  people: {label: {zh: 参加人次, en: People}, unit: 人次, sum: people}
"""


def described(at: Ground, old: str, new: str) -> None:
    """The dictionary of the office whose table says `new` in place of `old`."""
    assert old in VISITS
    at.expects("visits", VISITS.replace(old, new))
    at.settings("name: {zh: 试验镇}\ntables: [visits]\n")
    at.nianbao("tables", "visits", "--office", "town")


HELD, RULE = "count: held_on between :start and :end", "column: people, min_value: 1"
CASES.each(
    "condition",
    {
        "no_sql": (HELD, "count: held_on between and"), "two": (HELD, "count: 'true; select 1'"), "function": (HELD, "count: getenv('HOME') = ''"), "subquery": (HELD, "count: people in (select 1)"),
        "no_column": (HELD, "count: heldon is not null"), "types": (HELD, "count: held_on = 'abc'"), "no_test": (HELD, "count: people + 1"),
    },
    lambda at, change: described(at, *change),
)  # fmt: skip
CASES.each(
    "expression",
    {
        "no_sum": ("sum: people", "part: held +, whole: held"), "call": ("sum: people", "part: max(held), whole: held"), "rate_of_another": ("sum: people", "part: petitions.closed, whole: held"),
        "too_long": ("sum: people", f"part: held{' + held' * 200}, whole: held"), "no_comparison": (f"expect: expect_column_values_to_be_between, {RULE}", "balance: held"),
        "parts": (f"expect: expect_column_values_to_be_between, {RULE}", 'balance: "parts(held + held, village) <= held"'),
    },
    lambda at, change: described(at, *change),
)  # fmt: skip
CASES.each(
    "yaml",
    {
        "name": ("table: visits", "table: visit"), "rule_id": ("id: visits.people", "id: visit.people"), "column": ("column: people", "column: peple"), "sum_of_dates": ("sum: people", "sum: held_on"),
        "counted_totals": ("files:", "kind: totals\nfiles:"), "figure": ("sum: people", "part: heldd, whole: held"),
    },
    lambda at, change: described(at, *change),
)  # fmt: skip
CASES.each(
    "unknown_table",
    {"kept": "tables: [petitons]", "required": "tables: [petitions]\nrequired: [penalties]"},
    lambda at, text: (at.settings(f"name: {{zh: 试验镇}}\n{text}\n"), at.nianbao("tables", "--office", "town")),
)  # fmt: skip


@CASES
def unknown_table_extended(at: Ground) -> None:
    at.expects("penalties", "extends: penalty\n")
    at.nianbao("tables", "--office", "town")


@CASES
def rule_switched_off_that_is_not_there(at: Ground) -> None:
    at.expects("penalties", "extends: penalties\nrules:\n  - {id: penalties.number-uniqe, severity: off}\n")
    at.nianbao("tables", "--office", "town")


@CASES
def balances_hold_balances_alone(at: Ground) -> None:
    at.expects("balances", "extends: balances\nrules:\n  - {id: balances.other, expect: expect_column_to_exist, column: a, severity: warning, says: {zh: 某, en: a}}\n")
    at.registered()


@CASES
def unfit_condition(at: Ground) -> None:
    at.expects("visits", VISITS.replace("sum: people", "sum: people, where: cast(village as integer) > 0"))
    at.settings("name: {zh: 试验镇}\ntables: [visits]\n")
    at.put("走访.csv", f"村,日期,人次\n{NAME},2023-01-05,3\n")
    at.check(engine="duckdb")
