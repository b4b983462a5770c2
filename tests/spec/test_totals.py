"""Totals: tables whose rows are counts that somebody else has added up."""

from datetime import date, datetime
from decimal import Decimal

import pytest
from tests.spec.own_kinds import keep, said

from nianbao.errors import BadYaml
from nianbao.figures import written

CHECKS = """
table: checks
kind: totals
title: {zh: 检查, en: Checks}
files: ["*检查*"]
columns:
  month: {zh: 月份, type: month}
  team: {zh: 队, type: category}
  times: {zh: 次数, type: integer}
  found: {zh: 问题, type: integer}
  mended: {zh: 整改, type: integer}
  fines: {zh: 罚款, type: money}
stated:
  times: {zh: 合计次数, en: times stated, column: times}
rules:
  - {id: checks.times-as-stated, balance: times = stated.times, severity: critical, says: {zh: 某}}
figures:
  times: {label: {zh: 检查}, unit: {zh: 次, en: times}, sum: times, by: [team, month(month)]}
  fire: {label: {zh: 消防检查}, sum: times, where: team = '消防'}
  found: {label: {zh: 问题}, sum: found}
  mended: {label: {zh: 整改}, sum: mended}
  fines: {label: {zh: 罚款}, unit: {zh: 元, en: yuan}, sum: fines}
  mended_share: {label: {zh: 整改率}, part: mended, whole: found}
"""
REQUESTS = """
table: requests
kind: form
across: who
title: {zh: 申请, en: Requests}
files: ["*申请*"]
columns:
  who: {zh: 申请人, type: category, key: true, required: true, values: {自然人: person, 企业: business, 总计: total}}
  new: {zh: 本年新收, also: [新收数量], type: integer, required: true}
  kept: {zh: 结转, type: integer, required: true}
  granted: {zh: 予以公开, type: integer}
  refused: {zh: 不予公开, also: [不公开其他], type: integer}
  other: {zh: 其他, type: integer}
  fees: {zh: 收费, type: money}
figures:
  new: {label: {zh: 新收}, sum: new, where: who = 'total'}
  granted: {label: {zh: 予以公开}, sum: granted, where: who = 'total'}
  share: {label: {zh: 公开率}, part: granted, whole: new}
"""
CARD = """
table: card
kind: form
title: {zh: 基本情况表, en: Card}
files: ["*情况表*"]
columns:
  town: {zh: 单位名称, type: text, required: true}
  people: {zh: 人口, also: [常住人口], type: integer}
  area: {zh: 面积, type: number}
  filled_on: {zh: 填表日期, type: date}
  head: {zh: 负责人, type: text, personal: name}
  budget: {zh: 经费, type: money, unit: 万元}
figures:
  people: {label: {zh: 人口}, sum: people}
  budget: {label: {zh: 经费}, sum: budget}
"""
TABLES = {"checks": (CHECKS, "检查.xlsx"), "requests": (REQUESTS, "申请.xlsx"), "card": (CARD, "情况表.xlsx")}


@pytest.fixture
def kept(office):
    """Call it with a table's name and a drawing: an office that keeps this table alone."""
    return lambda name, drawing, **more: keep(office, name, *TABLES[name], drawing, **more)


# --- months -----------------------------------------------------------------------------------------------------

JANUARY = [
    "元月", "2023年元月份",
    "1月", "01月", "1月份", "１月", "1 月", "一月", "一月份", "1", "01", 1, "2023年1月", "2023年01月份", "2023 年 1 月", "二〇二三年一月",
    "2023-01", "2023-1", "2023/1", "2023.1", "2023.01", "202301", 202301, "2023-01-15", "2023年1月15日", "1月15日", datetime(2023, 1, 15),
    date(2023, 1, 15), 44941,
]  # fmt: skip


@pytest.mark.parametrize("cell", JANUARY, ids=repr)
def test_a_month_in_any_spelling_is_its_first_day(kept, cell):
    found = kept("checks", [["月份", "次数"], [cell, 101]]).clean()
    assert found.column("checks", "month") == [date(2023, 1, 1)]


@pytest.mark.parametrize(
    ("cell", "month"),
    [("十月", 10), ("十一月", 11), ("十二月份", 12), ("10", 10), ("2023.10", 10), ("2023-12", 12), ("202312", 12), (12, 12), ("2022年12月", -12)],
    ids=repr,
)
def test_every_month_is_told_from_every_other(kept, cell, month):
    # A month that names another year is of that year.
    found = kept("checks", [["月份", "次数"], [cell, 101]]).clean()
    assert found.column("checks", "month") == [date(2023, month, 1) if month > 0 else date(2022, -month, 1)]


@pytest.mark.parametrize(
    "cell", ["0", "13", "00", "2023", 2023, "202313", "一季度", "第一季度", "上半年", "1-3月", "1至3月", "1、2月", "Jan", "腊月", "某月", 2023.1], ids=repr
)
def test_what_names_no_single_month_is_quarantined(kept, cell):
    # The number cell 2023.1 may have been typed as 2023.10: it is January or October.
    found = kept("checks", [["月份", "次数"], [cell, 101], ["2月", 102]]).clean()
    assert [(line["row"], line["column"], line["reason"]) for line in found.quarantine] == [("2", "月份", "不是可以辨认的月份")]
    assert found.column("checks", "times") == [102]


def test_counts_go_to_their_months_and_teams(kept):
    found = kept("checks", """
月份   | 队   | 次数
1月    | 消防 | 101
一月   | 交通 | 102
12月份 | 消防 | 103
""").check()  # fmt: skip
    assert found.value("checks.times") == 101 + 102 + 103
    assert found.value("checks.fire") == 101 + 103
    assert found.parts("checks.times", "team") == {"消防": 101 + 103, "交通": 102}
    months = found.parts("checks.times", "month")
    assert (months["1"], months["12"]) == (101 + 102, 103)
    # Nobody has written down that February had none.
    assert months["2"] is None


def test_a_month_without_its_year_raises_no_doubt(kept):
    assert kept("checks", "月份 | 次数\n1月 | 101\n").check().state("files.dates-with-year") == "pass"


# --- rows of totals among totals --------------------------------------------------------------------------------

SUBTOTALS = """
月份       | 次数
1月        | 101
2月        | 102
3月        | 103
一季度小计 | 306
4月        | 104
小计       | 104
上半年合计 | 410
7月        | 105
合计       | 515
"""


def test_rows_that_add_up_are_not_added_up_again(kept):
    found = kept("checks", SUBTOTALS).check()
    assert found.value("checks.times") == 101 + 102 + 103 + 104 + 105
    assert found.rows_of("检查.xlsx") == {
        "physical": 10, "counted": 10, "header": 1, "totals": 4, "kept": 5, "quarantined": 0, "duplicates": 0,
    }  # fmt: skip


def test_only_the_row_that_adds_up_all_is_what_the_file_states(kept):
    found = kept("checks", SUBTOTALS).check()
    assert found.account["tables"]["checks"]["stated"] == {"times": 101 + 102 + 103 + 104 + 105}
    assert found.state("checks.times-as-stated") == "pass"


@pytest.mark.parametrize("label", ["合计", "总 计", "共计：", "累计", "本年合计", "全年合计", "合计（次）"])
def test_the_row_that_adds_up_all_goes_by_many_names(kept, label):
    found = kept("checks", [["月份", "次数"], ["1月", 101], ["2月", 102], [label, 203]]).check()
    assert (found.value("checks.times"), found.state("checks.times-as-stated")) == (101 + 102, "pass")


def test_a_file_that_states_another_sum_than_its_rows_give_fails(kept):
    found = kept("checks", SUBTOTALS.replace("| 515", "| 514")).check().outcome("checks.times-as-stated")
    assert (found.state, found.note.zh) == ("fail", "应有 检查 515 = 合计次数 514")


def test_two_equal_rows_of_one_month_are_one(kept):
    # What is the same in every column is a copy, of counts as of events.
    found = kept("checks", "月份 | 队 | 次数\n1月 | 消防 | 101\n1月 | 消防 | 101\n1月 | 交通 | 101\n").check()
    assert found.value("checks.times") == 101 + 101
    assert found.state("files.no-duplicates") == "fail"


# --- what nobody has written down is not nought -----------------------------------------------------------------


def test_a_sum_over_no_cell_has_no_value(kept):
    found = kept("checks", "月份 | 队 | 次数 | 问题\n1月 | 交通 | 101 |\n2月 | 交通 | |\n").check()
    assert (found.value("checks.times"), found.value("checks.found"), found.value("checks.fire")) == (101, None, None)
    assert said(found, "checks.found") == ["无可计算", "nothing to compute"]


def test_a_nought_that_is_written_down_is_nought(kept):
    found = kept("checks", "月份 | 次数 | 问题\n1月 | 101 | 0\n2月 | 102 |\n").check()
    assert (found.value("checks.found"), said(found, "checks.found")) == (0, ["0", "0"])


@pytest.mark.parametrize(("found", "mended"), [("", ""), ("0", "0"), ("", "3"), ("3", "")], ids=str)
def test_a_rate_of_nothing_or_of_what_is_not_written_has_no_value(kept, found, mended):
    checked = kept("checks", f"月份 | 次数 | 问题 | 整改\n1月 | 101 | {found} | {mended}\n").check()
    assert checked.value("checks.mended_share") is None
    assert said(checked, "checks.mended_share") == ["无可计算", "nothing to compute"]


def test_a_rate_is_of_the_sums(kept):
    found = kept("checks", "月份 | 问题 | 整改\n1月 | 30 | 10\n2月 | 10 | 10\n").check()
    assert found.value("checks.mended_share") == Decimal(10 + 10) / (30 + 10)
    assert said(found, "checks.mended_share") == ["50%", "50%"]


# --- numbers that are not exact ---------------------------------------------------------------------------------


@pytest.mark.parametrize("cell", ["2000余", "2,000余", "2000多", "２０００余", "超过2000", "2000以上"])
def test_over_so_many_counts_as_so_many_and_is_printed_as_over(kept, cell):
    found = kept("checks", [["月份", "次数"], ["1月", cell]]).check()
    assert (found.value("checks.times"), said(found, "checks.times")) == (2000, ["2000余", "over 2,000"])


@pytest.mark.parametrize("cell", ["近2000", "约2000", "大约2000", "2000左右"])
def test_nearly_so_many_counts_as_so_many_and_is_not_printed_as_over(kept, cell):
    found = kept("checks", [["月份", "次数"], ["1月", cell]]).check()
    zh, en = said(found, "checks.times")
    assert found.value("checks.times") == 2000
    assert zh not in ("2000", "2000余") and en not in ("2,000", "over 2,000")


def test_a_sum_with_one_number_that_is_not_exact_is_not_exact(kept):
    found = kept("checks", "月份 | 次数 | 问题\n1月 | 2000余 | 3\n2月 | 36 | 4\n").check()
    assert found.value("checks.times") == 2000 + 36
    assert said(found, "checks.times") == ["2036余", "over 2,036"]
    assert said(found, "checks.found") == ["7", "7"]


def test_an_amount_that_is_not_exact_says_so_in_yuan(kept):
    found = kept("checks", "月份 | 罚款(元)\n1月 | 1.2万余\n2月 | 1000\n").check()
    assert found.value("checks.fines") == 12000 + 1000
    assert said(found, "checks.fines") == ["13000余", "over 13,000"]
    assert written(found.figure("checks.fines"), "yuan", "zh", "here") == "13000余元"


@pytest.mark.parametrize("cell", ["不到300", "上百", "几十", "300余次", "若干", "1.5"])
def test_a_count_that_is_none_is_quarantined(kept, cell):
    assert kept("checks", [["月份", "次数"], ["1月", cell]]).clean().sheet("检查.xlsx")["quarantined"] == 1


# --- figures that totals cannot give ----------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["checks", "requests"])
@pytest.mark.parametrize("measure", ["count: 'true'", "distinct: {column}", "mean: {number}"], ids=["count", "distinct", "mean"])
def test_rows_that_are_no_events_are_not_counted(kept, name, measure):
    text, _ = TABLES[name]
    column, number = {"checks": ("team", "times"), "requests": ("who", "new")}[name]
    office = kept(name, [["甲"]])
    office.expects(name, text + f"  rows: {{label: {{zh: 行数}}, {measure.format(column=column, number=number)}}}\n")
    with pytest.raises(BadYaml) as error:
        office.clean()
    assert error.value.exit_code == 3
    kind = {"checks": "totals", "requests": "form"}[name]
    line = len(text.splitlines()) + 1
    assert error.value.say("en").startswith(f"{name}.yml, line {line}: figures.rows: rows of {kind} are counts already")


@pytest.mark.parametrize(
    ("name", "old", "new", "line", "told"),
    [
        ("checks", "kind: totals", "kind: totals\nacross: team", 2, "across is for a form"),
        ("requests", "across: who", "across: applicant", 2, "across names no column with values: applicant"),
        ("requests", "across: who", "across: new", 2, "across names no column with values: new"),
        ("card", "kind: form", "kind: forms", 3, "kind is 'forms'"),
        ("checks", "type: month", "type: months", 7, "columns.month.type is 'months'"),
    ],
    ids=["across totals", "across nothing", "across numbers", "unknown kind", "unknown type"],
)
def test_a_mistaken_kind_is_refused_with_file_and_line(kept, name, old, new, line, told):
    office = kept(name, [["甲"]])
    office.expects(name, TABLES[name][0].replace(old, new))
    with pytest.raises(BadYaml) as error:
        office.clean()
    assert error.value.say("en").startswith(f"{name}.yml, line {line}: ")
    assert told in error.value.say("en")
