"""The tables of an office: shipped, overridden, added; and everything that a table's YAML may get wrong."""

import pytest

from nianbao.errors import BadCondition, BadExpression, BadYaml, NianbaoError, UnknownTable
from nianbao.office import Workspace, shipped
from nianbao.tables import read_table, table_files, tables_of

SHIPPED = sorted(path.stem for path in shipped("expectations").glob("*.yml") if path.stem != "balances")

VISITS = """
table: visits
title: {zh: 走访, en: Visits}
files: ["*走访*"]
columns:
  visit_no: {zh: 走访编号, type: text, key: true, required: true}
  visited_on: {zh: 走访日期, type: date}
  people: {zh: 人数, type: integer}
  village: {zh: 村, type: category}
  address: {zh: 住址, type: text, personal: address}
"""


@pytest.fixture
def workspace(tmp_path):
    """A workspace with an office that keeps every table."""
    office = tmp_path / "data" / "raw" / "town"
    (office / "2023").mkdir(parents=True)
    (office / "office.yml").write_text("name: {zh: 某镇}\n", "utf-8")
    (tmp_path / "expectations").mkdir()
    return Workspace(tmp_path)


def table(workspace, text, name="visits"):
    path = workspace.root / "expectations" / f"{name}.yml"
    path.write_text(text, "utf-8")
    return read_table(path)


def refusal(workspace, text, kind=NianbaoError, name="visits"):
    with pytest.raises(kind) as error:
        table(workspace, text, name)
    assert error.value.exit_code == 3
    return error.value.say("en")


def rule(**keys):
    lines = {"id": "visits.some", "severity": "warning", "says": "{zh: 某}", **keys}
    return VISITS + "rules:\n  - " + "\n    ".join(f"{key}: {value}" for key, value in lines.items() if value is not None) + "\n"


def figures(**measures):
    return VISITS + "figures:\n" + "".join(f"  {name}: {{label: {{zh: {name}}}, {text}}}\n" for name, text in measures.items())


# --- which tables -----------------------------------------------------------------------------------------------


def test_an_office_keeps_every_table_by_default(workspace):
    table(workspace, VISITS)
    own = tables_of(workspace, workspace.office("town"))
    assert list(own) == sorted(own) and set(own) - set(SHIPPED) == {"visits"} and "petitions" in SHIPPED


def test_an_office_may_name_the_tables_it_keeps(workspace):
    (workspace.raw / "town" / "office.yml").write_text("name: {zh: 某镇}\ntables: [petitions]\n", "utf-8")
    assert list(tables_of(workspace, workspace.office("town"))) == ["petitions"]
    (workspace.raw / "town" / "office.yml").write_text("name: {zh: 某镇}\ntables: []\n", "utf-8")
    assert tables_of(workspace, workspace.office("town")) == {}


def test_a_table_that_nobody_has_is_named_with_the_nearest(workspace):
    (workspace.raw / "town" / "office.yml").write_text("name: {zh: 某镇}\ntables: [petition]\n", "utf-8")
    with pytest.raises(UnknownTable) as error:
        tables_of(workspace, workspace.office("town"))
    assert error.value.say("en") == (
        "town/office.yml names a table “petition” that is not there: known are " + ", ".join(SHIPPED) + ". Did you mean “petitions”? Write one of these, or leave it out."
    )


def test_the_workspaces_own_file_stands_before_the_shipped_one(workspace):
    table(workspace, VISITS.replace("visits", "petitions"), "petitions")
    found = tables_of(workspace, workspace.office("town"))["petitions"]
    assert found.title.zh == "走访"
    assert table_files(workspace)["petitions"].is_relative_to(workspace.root)


def test_a_table_is_called_as_its_file(workspace):
    assert "table should be calls" in refusal(workspace, VISITS, BadYaml, "calls")


# --- extending --------------------------------------------------------------------------------------------------


def test_a_table_that_extends_another_has_all_of_it(workspace):
    shipped = read_table(table_files(workspace)["petitions"])
    assert table(workspace, "extends: petitions\n", "petitions") == shipped


def test_what_it_names_is_laid_over_and_the_rest_stays(workspace):
    found = table(workspace, "extends: petitions\ncolumns:\n  topic: {also: [案由]}\n  weather: {zh: 天气}\n", "petitions")
    assert found.columns["topic"].also == ("案由",)
    assert found.columns["topic"].zh == "内容分类"
    assert found.columns["weather"].zh == "天气"
    assert "petition_no" in found.columns


def test_null_takes_out(workspace):
    found = table(workspace, "extends: petitions\ncolumns:\n  caller: null\n", "petitions")
    assert "caller" not in found.columns


def test_what_is_taken_out_may_not_be_named_elsewhere(workspace):
    said = refusal(workspace, "extends: petitions\ncolumns:\n  satisfaction: null\n", name="petitions")
    assert "satisfaction" in said


def test_rules_are_laid_over_by_id_switched_off_and_added(workspace):
    text = (
        "extends: petitions\nrules:\n  - {id: petitions.accepted-within-15-days, within: {days: 10}}\n"
        "  - {id: petitions.closed-ones-rated, severity: 'off'}\n"
        "  - {id: petitions.own, expect: expect_column_values_to_not_be_null, column: topic, severity: info, says: {zh: 某}}\n"
    )
    before = {rule.id: rule for rule in read_table(table_files(workspace)["petitions"]).rules}
    after = {rule.id: rule for rule in table(workspace, text, "petitions").rules}
    limit = after["petitions.accepted-within-15-days"].within
    assert (limit.number, limit.start, limit.end) == (10, "received_on", "accepted_on")
    assert after["petitions.accepted-within-15-days"].law == before["petitions.accepted-within-15-days"].law
    assert set(after) == set(before) - {"petitions.closed-ones-rated"} | {"petitions.own"}


def test_a_rule_may_be_switched_off_without_quotes(workspace):
    # In YAML 1.1 off is false.
    found = table(workspace, "extends: petitions\nrules:\n  - {id: petitions.closed-ones-rated, severity: off}\n", "petitions")
    assert "petitions.closed-ones-rated" not in {rule.id for rule in found.rules}


@pytest.mark.parametrize("base", ["petition", "visits", "5", "null", "[petitions]", "{a: b}"])
def test_only_a_shipped_table_can_be_extended(workspace, base):
    assert ", ".join(SHIPPED) in refusal(workspace, f"extends: {base}\n", UnknownTable)


@pytest.mark.parametrize(
    "text",
    ["42\n", "some text\n", "extends\n", "- extends\n", "extends: petitions\nrules: 7\n", "extends: petitions\nrules: [7]\n",
     "extends: petitions\nrules: {a: b}\n", "extends: petitions\ncolumns: 5\n", "extends: petitions\nfigures: [a]\n"],
)  # fmt: skip
def test_a_file_that_is_no_table_is_refused(workspace, text):
    assert refusal(workspace, text, BadYaml).startswith("visits.yml, line ")


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (VISITS + "figures:\n  a: {label: {zh: a}, sum: nosuch}\n", 11 + 1),
        (VISITS + "rules:\n  - id: visits.a\n    expect: expect_column_values_to_be_unique\n    column: nosuch\n    severity: info\n    says: {zh: x}\n", 12),
        ("extends: petitions\n\ncolumns:\n  topic: {typ: text}\n", 4),
    ],
    ids=["figure", "rule", "extending"],
)  # fmt: skip
def test_a_mistake_is_named_with_its_line(workspace, text, line):
    assert refusal(workspace, text).startswith(f"visits.yml, line {line}: ")


# --- what a table may get wrong ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (VISITS.replace("type: date", "type: day"), "columns.visited_on.type is 'day'"),
        (VISITS.replace("  people:", "  People:"), "columns"),
        (VISITS.replace('files: ["*走访*"]', "files: []"), "files"),
        (VISITS.replace("personal: address", "personal: home"), "personal"),
        (VISITS + "colums: {}\n", "Did you mean “columns”?"),
        (VISITS + "stated:\n  n: {zh: 合计}\n", "one of column and pattern is needed"),
        (VISITS + "stated:\n  n: {zh: 合计, column: people, pattern: '(\\d+)'}\n", "one of column and pattern is needed"),
        (VISITS + "stated:\n  n: {zh: 合计, column: poeple}\n", "Did you mean “people”?"),
        (VISITS + "stated:\n  n: {zh: 合计, pattern: '('}\n", "pattern"),
        (VISITS + "stated:\n  n: {zh: 合计, pattern: '合计'}\n", "pattern"),
        (VISITS + "derived:\n  week: week(visited_on)\n", "week() is not allowed"),
        (VISITS + "derived:\n  where_they_live: lower(address)\n", "there is no column “address”"),
        (rule(), "one of expect, within, at_least and balance is needed"),
        (rule(expect="expect_column_values_to_be_unique", balance="a = b"), "one of expect, within, at_least and balance is needed"),
        (rule(expect="expect_column_values_to_be_unique", column="poeple"), "Did you mean “people”?"),
        (rule(expect="expect_column_values_to_be_unique", column="address"), "address"),
        (rule(expect="expect_column_values_to_be_unique", column="people", where="persons > 1"), "there is no column “persons”"),
        (rule(expect="expect_column_values_to_be_unique", column="people", severity="fatal"), "severity is 'fatal'"),
        (rule(id="Visits", expect="expect_column_values_to_be_unique", column="people"), "id"),
        (rule(balance="people <= received"), "names “people”, which is not there"),
        (rule(balance="people"), "should compare two sums"),
        (figures(a="count: persons > 1"), "there is no column “persons”"),
        (figures(a="count: 'true', sum: people"), "one of count, sum"),
        (figures(a="where: 'true'"), "one of count, sum"),
        (figures(a="part: b"), "one of count, sum"),
        (figures(a="count: 'true'", b="part: a, whole: a"), "part and whole are the same"),
        (figures(a="count: 'true'", b="part: a, whole: c"), "names “c”, which is not there"),
        (figures(a="count: 'true'", b="part: a, whole: a + a, where: 'true'"), "takes where and by from"),
        (figures(a="sum: poeple"), "Did you mean “people”?"),
        (figures(a="count: 'true', by: [villages]"), "Did you mean “village”?"),
        (figures(a="count: 'true', by: [month(visited)]"), "Did you mean “visited_on”?"),
        (figures(a="count: 'true', rollup: average"), "rollup is 'average'"),
        (figures(a="count: 'true', by: [village, village]"), "by names a breakdown twice"),
    ],
)
def test_a_mistake_is_refused_and_named(workspace, text, said):
    assert said in refusal(workspace, text)


@pytest.mark.parametrize(
    ("part", "whole"),
    [("r", "a"), ("a", "r"), ("a - before.a", "a"), ("stated.n", "a"), ("parts(a, village)", "a"), ("penalties.cases", "a")],
)
def test_a_rate_is_of_this_tables_counts_and_sums_of_the_year(workspace, part, whole):
    # What the year before gave, what a file states or another rate is no part of a count.
    text = figures(a="count: 'true', by: [village]", r="part: a, whole: a + a", b=f"part: '{part}', whole: '{whole}'")
    refusal(workspace, text.replace("figures:", "stated:\n  n: {zh: 合计, column: people}\nfigures:"))


@pytest.mark.parametrize(
    "balance",
    ["a = parts(a, nosuch)", "a = parts(a, people)", "a = parts(a + a, village)", "a = parts(before.a, village)", "a = stated.nosuch",
     "a = stated.penalties.nosuch", "a = nosuch.a", "a = penalties.nosuch"],
)  # fmt: skip
def test_a_balance_of_what_is_not_there_is_refused_before_any_work(workspace, balance):
    text = rule(balance=balance) + figures(a="count: 'true', by: [village]").removeprefix(VISITS)
    path = workspace.root / "expectations" / "visits.yml"
    path.write_text(text, "utf-8")
    with pytest.raises((BadYaml, BadExpression)):
        tables_of(workspace, workspace.office("town"))


@pytest.mark.parametrize(
    "condition",
    ["visited_on > 2023", "visited_on = 'tomorrow'", "visit_no", "date_diff('day', visited_on) > 1", "lower(people) = 'x' and people + 'x' > 1"],
)
def test_a_condition_on_values_of_the_wrong_type_is_refused(workspace, condition):
    refusal(workspace, rule(expect="expect_column_values_to_be_unique", column="people", where=f'"{condition}"'), BadCondition)


@pytest.mark.parametrize("measure", ["sum: visit_no", "mean: visited_on", "count: 'true', by: [month(people)]"])
def test_a_figure_of_values_of_the_wrong_type_is_refused(workspace, measure):
    refusal(workspace, figures(a=measure))


def test_two_rules_of_one_id_are_refused(workspace):
    # The second would hide the first one's failure.
    one = "  - {id: visits.a, expect: expect_column_values_to_be_between, column: people, max_value: 0, severity: critical, says: {zh: 甲}}\n"
    refusal(workspace, VISITS + "rules:\n" + one + one.replace("max_value: 0", "max_value: 9"))


@pytest.mark.parametrize("id", ["files.claimed", "figures.rates-at-most-100", "petitions.number-unique"])
def test_a_rule_is_named_for_its_own_table(workspace, id):
    refusal(workspace, rule(id=id, expect="expect_column_values_to_be_unique", column="people"))


@pytest.mark.parametrize("argument", ["row_condition", "condition_parser", "meta"])
def test_a_rule_takes_no_argument_that_is_for_nianbao_to_set(workspace, argument):
    # Great Expectations evaluates a row_condition as Python.
    text = rule(expect="expect_column_values_to_be_unique", column="people", **{argument: '"@__import__"'})
    assert argument in refusal(workspace, text)
