"""A table of an office's own: one YAML file, no Python; and what such a file can not do."""

from decimal import Decimal

import pytest
from tests.spec.drawn import SHEET, workbook

from nianbao.errors import NianbaoError, SettingsError

VISITS = """
table: visits
title: {zh: 走访, en: Visits}
files: ["*走访*"]
columns:
  visit_no: {zh: 走访编号, type: text, key: true, required: true}
  visited_on: {zh: 走访日期, type: date, required: true}
  people: {zh: 人数, type: integer}
  hours: {zh: 时长, type: number}
  village: {zh: 村, type: category}
"""

LEDGER = """
走访编号 | 走访日期   | 人数 | 时长 | 村
V1       | 2023-01-05 | 3    | 1.5  | 程家庄
V2       | 2023-02-05 | 2    | 0.25 | 北街
"""


def rule(**keys):
    lines = {"id": "visits.some", "severity": "critical", "says": "{zh: 某}", **keys}
    return "rules:\n  - " + "\n    ".join(f"{key}: {value}" for key, value in lines.items()) + "\n"


@pytest.fixture
def visits(office):
    """An office that keeps one table, of visits; call it with what the YAML says further and with the ledger."""

    def put(further="", ledger=LEDGER):
        office.settings("name: {zh: 某镇}\ntables: [visits]\n")
        office.expects("visits", VISITS + further)
        office.put("走访.xlsx", workbook((SHEET, ledger)))
        return office

    return put


def test_a_table_of_ones_own_is_cleaned_checked_and_counted(visits):
    found = visits(
        "derived:\n  late: month(visited_on) > 1\n"
        "figures:\n  people: {label: {zh: 走访人数}, sum: people, by: [village, late]}\n  hours: {label: {zh: 时长}, sum: hours}\n"
        + rule(expect="expect_column_values_to_be_between", column="people", max_value=2)
    ).check()
    assert found.value("visits.people") == 3 + 2
    assert found.value("visits.hours") == Decimal("1.5") + Decimal("0.25")
    assert found.parts("visits.people", "village") == {"程家庄": 3, "北街": 2}
    assert found.rows("visits.some") == [2]


@pytest.mark.parametrize(
    ("expect", "failing"),
    [
        ({"expect": "expect_column_values_to_be_in_set", "column": "village", "value_set": "[北街]"}, [2]),
        ({"expect": "expect_column_value_lengths_to_equal", "column": "village", "value": 2}, [2]),
        ({"expect": "expect_column_values_to_match_regex", "column": "visit_no", "regex": "'^V1$'"}, [3]),
        ({"expect": "expect_compound_columns_to_be_unique", "column_list": "[visit_no, village]"}, []),
        ({"expect": "expect_column_pair_values_a_to_be_greater_than_b", "column_A": "people", "column_B": "hours"}, []),
        ({"expect": "expect_column_mean_to_be_between", "column": "people", "max_value": 2}, [None]),
        ({"expect": "expect_table_row_count_to_be_between", "min_value": 3}, [None]),
    ],
    ids=lambda value: value["expect"] if isinstance(value, dict) else "",
)
def test_any_expectation_of_great_expectations_may_be_used(visits, expect, failing):
    # Those on a whole column name no row.
    found = visits(rule(**expect)).check()
    assert found.state("visits.some") == ("fail" if failing else "pass")
    assert found.rows("visits.some") == [row for row in failing if row]


def test_a_number_that_excel_has_computed_is_read(visits):
    ledger = [["走访编号", "走访日期", "时长"], ["V1", "2023-01-05", "0.30000000000000004"], ["V2", "2023-01-06", "0.1"]]
    found = visits("figures:\n  hours: {label: {zh: 时长}, sum: hours}\n", ledger).check()
    assert round(found.value("visits.hours"), 9) == Decimal("0.3") + Decimal("0.1")


@pytest.mark.parametrize("cell", ["1.5", "三", "1e30", "9" * 30])
def test_what_is_no_whole_number_is_quarantined(visits, cell):
    assert visits("", [["走访编号", "走访日期", "人数"], ["V1", "2023-01-05", cell]]).clean().sheet("走访.xlsx")["quarantined"] == 1


@pytest.mark.parametrize(
    "expect",
    [
        {"expect": "expect_nothing_at_all"},
        {"expect": "expect_column_values_to_be_between", "column": "people", "max_valu": 2},
        {"expect": "expect_column_values_to_be_between", "column": "people"},
        {"expect": "expect_column_values_to_be_between", "column": "people", "max_value": "many"},
        {"expect": "expect_column_values_to_match_regex", "column": "village", "regex": "'('"},
        {"expect": "expect_column_values_to_be_between", "column": "people", "max_value": "{$PARAMETER: now()}"},
    ],
    ids=str,
)
def test_an_expectation_that_cannot_run_is_no_pass(visits, expect):
    said = "visits"
    try:
        assert visits(rule(**expect)).check().state("visits.some") == "could_not_check"
    except SettingsError as error:
        said = error.say("en")
    assert "visits" in said


@pytest.mark.parametrize(
    "further",
    [
        rule(expect="expect_column_values_to_be_between", column="people", max_value=9, where='"cast(village as integer) > 1"'),
        rule(expect="expect_column_values_to_be_between", column="people", max_value=9, where='"people * 9223372036854775807 > 1"'),
        "derived:\n  some: cast(village as integer)\n" + rule(expect="expect_column_values_to_be_between", column="some", max_value=9),
        "figures:\n  some: {label: {zh: 某}, count: cast(village as integer) > 1}\n",
    ],
    ids=["text", "overflow", "derived", "figure"],
)
def test_a_condition_that_the_records_do_not_fit_is_told_without_a_record(visits, further):
    # It may stand, for its columns have the types it asks for; that 程家庄 is no number shows in the records alone.
    with pytest.raises(SettingsError) as error:
        visits(further).check()
    assert "visits" in error.value.say("en")
    assert "程家庄" not in error.value.say("en")


@pytest.mark.parametrize(("total", "entries"), [("合计 1,234", {"entries": 1234}), ("合计 若干", {}), ("合计", {}), ("合计 1.5", {})])
def test_a_total_row_that_states_no_number_states_nothing(visits, total, entries):
    ledger = [["走访编号", "走访日期"], ["V1", "2023-01-05"], [total, None]]
    found = visits("stated:\n  entries: {zh: 合计, pattern: '合计(.*)'}\n", ledger).clean()
    assert found.account["tables"]["visits"]["stated"] == entries


@pytest.mark.parametrize("parser", ["pandas", "great_expectations", None])
def test_no_text_of_a_rule_is_ever_run_as_python(visits, tmp_path, parser):
    # Great Expectations evaluates a row_condition with pandas, and pandas evaluates Python.
    mark = tmp_path / "run"
    further = {"row_condition": f"\"@pd.io.common.os.system('touch {mark}')\""} | ({"condition_parser": parser} if parser else {})
    office = visits(rule(expect="expect_column_values_to_be_between", column="people", max_value=2, **further))
    with pytest.raises(NianbaoError):
        office.check()
    assert not mark.exists()


def test_a_condition_of_a_rule_reads_no_file(visits, tmp_path):
    office = visits(rule(expect="expect_column_values_to_be_unique", column="people", where="\"visit_no = read_text('/etc/hostname')\""))
    with pytest.raises(NianbaoError, match="read_text"):
        office.check()


def test_a_failure_of_one_rule_is_not_hidden_by_another_of_its_name(visits):
    text = rule(expect="expect_column_values_to_be_between", column="people", max_value=2)
    office = visits(text + text.replace("max_value: 2", "max_value: 9").removeprefix("rules:\n"))
    try:
        outcomes = office.check().checked.checks.outcomes
    except NianbaoError:
        return
    assert "fail" in {outcome.state for outcome in outcomes if outcome.rule.id == "visits.some"}


DATED = """
table: visits
title: {zh: 走访, en: Visits}
files: ["*走访*"]
columns:
  visit_no: {zh: 走访编号, en: number, type: text, key: true, required: true}
  village: {zh: 村, en: village, type: category}
  visited_on: {zh: 走访日期, en: day, type: date}
  minutes: {zh: 分钟, en: minutes, type: integer}
rules:
  - id: visits.not-before-march
    expect: expect_column_values_to_be_between
    column: visited_on
    min_value: 2023-03-01
    severity: warning
    says: {zh: 三月起走访, en: Visits begin in March}
figures:
  mean_minutes: {label: {zh: 平均分钟, en: Mean minutes}, unit: {zh: 分钟, en: minutes}, mean: minutes, by: [village]}
"""
VISITS_OF_TWO_VILLAGES = """
走访编号 | 村 | 走访日期   | 分钟
V1       | 甲 | 2023-02-28 | 10
V2       | 甲 | 2023-03-01 | 20
V3       | 乙 | 2023-03-02 | 40
"""


def test_a_day_written_in_a_rule_is_a_day(office):
    office.expects("visits", DATED)
    office.put("走访.xlsx", workbook((SHEET, VISITS_OF_TWO_VILLAGES)))
    assert office.check().rows("visits.not-before-march") == [2]


def test_each_part_of_a_mean_is_a_mean(office):
    office.expects("visits", DATED)
    office.put("走访.xlsx", workbook((SHEET, VISITS_OF_TWO_VILLAGES)))
    found = office.check()
    assert found.figure("visits.mean_minutes").amount.part == 10 + 20 + 40
    assert found.parts("visits.mean_minutes", "village") == {"乙": 40 / 1, "甲": (10 + 20) / 2}
