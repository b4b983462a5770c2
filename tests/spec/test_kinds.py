"""Tables whose rows are no events: counts that somebody else has added up, and fixed forms; both given by YAML alone."""

import csv
import hashlib
import io
from datetime import date, datetime
from decimal import Decimal

import pytest
from tests.spec.drawn import SHEET, workbook

from nianbao.errors import AmbiguousColumn, BadCorrection, BadYaml, MissingColumn, NoHeader
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
    """Call it with a table's name and a drawing: an office that keeps this table alone, given by YAML and nothing else."""

    def put(name, drawing, merges=(), corrections=()):
        text, file = TABLES[name]
        office.settings(f"name: {{zh: 某镇}}\ntables: [{name}]\n")
        office.expects(name, text)
        path = office.put(file, workbook((SHEET, drawing), merges=merges))
        if corrections:
            office.put("corrections.csv", corrected(file, path.read_bytes(), corrections))
        return office

    return put


def corrected(file, content, corrections):
    """The text of a corrections.csv, of (row, column, old, new) each."""
    text = io.StringIO()
    lines = csv.writer(text)
    lines.writerow(["file", "sha256", "sheet", "row", "column", "old", "new", "reason", "who"])
    sha = hashlib.sha256(content).hexdigest()
    lines.writerows([file, sha, SHEET, *correction, "抄录错误，见原件", "李主任"] for correction in corrections)
    return text.getvalue()


def said(found, figure):
    """The figure in both languages."""
    return [written(found.figure(figure), None, lang, "here") for lang in ("zh", "en")]


# --- months -----------------------------------------------------------------------------------------------------

JANUARY = [
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
    assert (months["1"], months["2"], months["12"]) == (101 + 102, 0, 103)


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


# --- forms across -----------------------------------------------------------------------------------------------

FORM = """
某镇申请情况统计表 |        |      |
申请人             | 自然人 | 企业 | 总计
一、本年新收       | 4      | 1    | 5
二、结转           | 1      | 0    | 1
（一）予以公开     | 3      | 1    | 4
（二）不予公开     | 1      | 0    | 1
填表人：王五六     |        |      |
"""


def lines(found):
    """What is quarantined: row, column and reason."""
    return [(line["row"], line["column"], line["reason"]) for line in found.quarantine]


def accounted(found, file="申请.xlsx"):
    """Rows by what became of them, when both readers agree on them and each is accounted for."""
    assert (found.state("files.rows-accounted"), found.state("files.readers-agree")) == ("pass", "pass")
    rows = found.rows_of(file)
    return {part: rows[part] for part in ("physical", "header", "kept", "quarantined")}


def test_each_column_of_a_form_is_a_record_and_each_row_a_column(kept):
    found = kept("requests", FORM).check()
    assert found.column("requests", "who") == ["person", "business", "total"]
    assert found.column("requests", "new") == [4, 1, 5]
    assert found.column("requests", "refused") == [1, 0, 1]
    assert (found.value("requests.new"), found.value("requests.granted")) == (5, 4)
    assert accounted(found) == {"physical": 7, "header": 3, "kept": 4, "quarantined": 0}
    assert found.sheet("申请.xlsx")["cells_of"] == {"new": 3, "kept": 4, "granted": 5, "refused": 6}


def test_a_row_that_the_form_lacks_is_absent_and_gives_no_value(kept):
    found = kept("requests", FORM.replace("予以公开", "其他").replace("不其他", "不予公开")).check()
    assert found.account["tables"]["requests"]["absent"] == ["granted", "fees"]
    assert (found.value("requests.granted"), found.value("requests.share")) == (None, None)


@pytest.mark.parametrize(
    "label",
    ["结转", "二、结转", "二．结转", "二结转", "十二、结转", "（二）结转", "(二)结转", "㈡结转", "2.结转", "2、结转", "2. 结转", "⒉结转", "（2）结转", "②结转",
     "其中：结转", "其中:结转", "—结转", "- 结转", "结 转", "结　转：", "“结转”", "结转（件）", "结转*"],
)  # fmt: skip
def test_a_label_goes_by_any_numbering_and_mark(kept, label):
    assert kept("requests", FORM.replace("二、结转", label)).clean().column("requests", "kept") == [1, 0, 1]


def test_a_label_below_another_is_read_with_it_where_alone_it_is_another_row(kept):
    # 其他 alone is a row of its own; below 不公开 the table knows it as 不公开其他.
    found = kept("requests", """
申请人       |          | 自然人 | 企业 | 总计
一、本年新收 |          | 4      | 1    | 5
二、结转     |          | 1      | 0    | 1
三、处理     | （一）予以公开 | 3 | 1    | 4
             | （二）其他     | 2 | 0    | 2
""", merges=("A2:B2", "A3:B3", "A4:A5")).clean()  # fmt: skip
    assert (found.column("requests", "granted"), found.column("requests", "other")) == ([3, 1, 4], [2, 0, 2])


def test_heads_of_several_rows_are_read_in_the_lowest(kept):
    found = kept("requests", """
某镇申请情况统计表 |        |            |      |
申请人             | 自然人 | 法人或组织 |      | 总计
                   |        | 企业       | 其他 |
一、本年新收       | 4      | 1          |      | 5
二、结转           | 1      | 0          |      | 1
""", merges=("A1:E1", "A2:A3", "B2:B3", "C2:D2", "E2:E3")).check()  # fmt: skip
    assert (found.column("requests", "who"), found.column("requests", "new")) == (["person", "business", "total"], [4, 1, 5])
    assert accounted(found) == {"physical": 5, "header": 3, "kept": 2, "quarantined": 0}


@pytest.mark.parametrize("heads", ["自 然 人 | 企业： | 总　计", "自然人（件） | 企业（件） | 总计（件）"], ids=["blanks", "units"])
def test_heads_go_by_other_spellings(kept, heads):
    found = kept("requests", FORM.replace("自然人 | 企业 | 总计", heads)).check()
    assert found.column("requests", "who") == ["person", "business", "total"]
    assert found.value("requests.new") == 5


def test_a_unit_in_a_label_is_that_of_its_row(kept):
    found = kept("requests", FORM + "三、收费（万元） | 0.5 | 1 | 1.5\n").clean()
    assert found.column("requests", "fees") == [Decimal(5000), Decimal(10000), Decimal(15000)]


@pytest.mark.parametrize("second", ["三、结转", "结转", "（一）结转"])
def test_a_label_that_stands_twice_is_an_error_that_names_both_rows(kept, second):
    with pytest.raises(AmbiguousColumn) as error:
        kept("requests", FORM + f"{second} | 1 | 0 | 1\n").clean()
    assert error.value.exit_code == 4
    assert all(f"{part}" in error.value.say(lang) for part in ("2023/申请.xlsx", SHEET, "结转", 4, 8) for lang in ("zh", "en"))


def test_a_required_row_that_is_not_there_is_an_error_that_names_the_nearest(kept):
    with pytest.raises(MissingColumn) as error:
        kept("requests", FORM.replace("二、结转", "二、结存转")).clean()
    assert error.value.exit_code == 4
    assert all(part in error.value.say("en") for part in ("2023/申请.xlsx", "lacks the required column “结转”", "“二、结存转”"))


@pytest.mark.parametrize("drawing", ["某表 | |\n甲 | 1 | 2\n", FORM.replace("自然人 | 企业 | 总计", "甲 | 乙 | 丙"), "申请人 | 自然人 | 企业 | 总计\n"])
def test_a_sheet_that_holds_no_such_form_is_an_error(kept, drawing):
    with pytest.raises(NoHeader) as error:
        kept("requests", drawing).clean()
    assert error.value.exit_code == 4


def test_a_number_that_cannot_be_read_takes_its_record_out_and_is_named_by_its_cell(kept):
    found = kept("requests", FORM.replace("| 1      | 0    | 1\n（一）", "| 一     | 0    | 1\n（一）").replace("| 3      | 1    | 4", "| 3 | 1.5 | 4")).check()
    assert lines(found) == [("4", "B", "不是数字"), ("5", "C", "不是整数")]
    assert (found.column("requests", "who"), found.value("requests.new")) == (["total"], 5)
    assert accounted(found) == {"physical": 7, "header": 3, "kept": 2, "quarantined": 2}
    assert found.places("files.rows-readable") == [("申请.xlsx", SHEET, 4), ("申请.xlsx", SHEET, 5)]


def test_a_required_cell_that_is_empty_takes_its_record_out(kept):
    found = kept("requests", FORM.replace("| 4      | 1    | 5", "| 4 | | 5")).check()
    assert lines(found) == [("3", "C", "必填项为空")]
    assert found.column("requests", "who") == ["person", "total"]


def test_an_empty_cell_of_a_row_that_is_not_required_is_no_nought(kept):
    found = kept("requests", FORM.replace("| 3      | 1    | 4", "| | |")).check()
    assert (found.column("requests", "granted"), found.value("requests.granted")) == ([None, None, None], None)


@pytest.mark.parametrize("row", ["三、撤回 | 1 | 0 | 1", "三、撤回 | | | 1", "合计 | 5 | 1 | 6", " | 5 | 1 | 6"], ids=["numbers", "one number", "a sum", "no label"])
def test_a_row_with_numbers_that_the_table_does_not_know_is_quarantined(kept, row):
    found = kept("requests", FORM + row + "\n").check()
    assert [(line["row"], line["text"]) for line in found.quarantine] == [("8", "（个人信息）")]
    assert found.column("requests", "new") == [4, 1, 5]
    assert accounted(found) == {"physical": 8, "header": 3, "kept": 4, "quarantined": 1}


def test_a_row_without_numbers_belongs_to_the_frame(kept):
    found = kept("requests", FORM + "三、撤回 | | |\n").check()
    assert accounted(found) == {"physical": 8, "header": 4, "kept": 4, "quarantined": 0}


def test_a_column_with_numbers_that_the_table_does_not_know_is_told(kept):
    found = kept("requests", """
申请人   | 自然人 | 企业 | 外国组织 | 总计
本年新收 | 4      | 1    | 9        | 14
结转     | 1      | 0    | 9        | 10
""").check()  # fmt: skip
    assert found.quarantine or [outcome.rule.id for outcome in found.checked.checks.outcomes if outcome.state == "fail"]


def test_a_doubtful_cell_of_a_form_is_named_by_its_own_row(kept):
    found = kept("requests", FORM.replace("| 3      | 1    | 4", "| 30余 | 1 | 30余")).check()
    assert {place.row for place in found.outcome("files.numbers-exact").places} <= {0, 5}
    assert said(found, "requests.granted") == ["30余", "over 30"]


# --- corrections of a form --------------------------------------------------------------------------------------

SPOILT = FORM.replace("| 4      | 1    | 5", "| 四 | 1 | 5")


@pytest.mark.parametrize("column", ["自然人", "自 然 人", "B", "b"])
def test_a_cell_of_a_form_is_corrected_by_its_columns_head_or_letter(kept, column):
    found = kept("requests", SPOILT, corrections=[(3, column, "四", "4")]).check()
    assert (found.column("requests", "new"), found.quarantine) == ([4, 1, 5], [])
    assert found.account["corrections"] == [
        {"file": "申请.xlsx", "sheet": SHEET, "row": 3, "column": column, "old": "四", "new": "4", "reason": "抄录错误，见原件", "who": "李主任"}
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("correction", "told"),
    [
        ((3, "自然人", "五", "4"), "old is not what stands there, which is “四”"),
        ((3, "法人", "四", "4"), "there is no column “法人”"),
        ((3, "Z", "四", "4"), "there is no column “Z”"),
        ((2, "自然人", "自然人", "企业"), "that row is no record"),
        ((1, "A", "某镇申请情况统计表", "4"), "that row is no record"),
        ((7, "B", "", "4"), "that row is no record"),
        ((99, "B", "", "4"), "that row is no record"),
        ((3, "A", "一、本年新收", "结转"), ""),
    ],
    ids=["old", "head", "letter", "the heads", "the title", "no row of the table", "beyond", "a label"],
)
def test_a_correction_that_does_not_fit_a_form_is_refused(kept, correction, told):
    with pytest.raises(BadCorrection) as error:
        kept("requests", SPOILT, corrections=[correction]).clean()
    assert error.value.exit_code == 3
    assert error.value.say("en").startswith("Correction refused: corrections.csv, line 2 (") and told in error.value.say("en")


# --- a form of one record ---------------------------------------------------------------------------------------

ALONE = """
某镇基本情况表   |        |            |
单位名称         | 某镇   | 人口       | 41000
面积（平方公里） | 50.5   | 填表日期： | 2023年1月5日
1.负责人         | 王五六 | 经费(元)   | 300
"""


def test_each_value_stands_right_of_its_label_two_pairs_a_row(kept):
    found = kept("card", ALONE).check()
    assert (found.column("card", "town"), found.column("card", "people")) == (["某镇"], [41000])
    assert (found.column("card", "area"), found.column("card", "filled_on")) == ([Decimal("50.5")], [date(2023, 1, 5)])
    assert found.column("card", "budget") == [Decimal(300)]
    assert found.sheet("情况表.xlsx")["cells_of"] == {
        "town": "B2", "people": "D2", "area": "B3", "filled_on": "D3", "head": "B4", "budget": "D4",
    }  # fmt: skip
    assert accounted(found, "情况表.xlsx") == {"physical": 4, "header": 1, "kept": 3, "quarantined": 0}


def test_one_pair_a_row_and_merged_labels_and_values(kept):
    found = kept("card", "某镇基本情况表 | | |\n单位名称 | 某镇 | |\n人口 | | 41000 |\n", merges=("A1:D1", "B2:D2", "A3:B3", "C3:D3")).clean()
    assert (found.column("card", "town"), found.column("card", "people")) == (["某镇"], [41000])


def test_a_person_named_in_a_form_is_a_pseudonym(kept):
    (head,) = kept("card", ALONE).clean().column("card", "head")
    assert head and "王五六" not in head


def test_a_value_that_cannot_be_read_takes_the_only_record_out(kept):
    found = kept("card", ALONE.replace("41000", "若干")).check()
    assert lines(found) == [("2", "D", "不是数字")]
    assert (found.column("card", "town"), found.value("card.people"), found.value("card.budget")) == ([], None, None)
    assert accounted(found, "情况表.xlsx") == {"physical": 4, "header": 1, "kept": 2, "quarantined": 1}


def test_a_value_that_is_not_written_has_no_value(kept):
    found = kept("card", ALONE.replace("41000", "")).check()
    assert (found.value("card.people"), found.value("card.budget")) == (None, 300)


def test_a_label_that_stands_twice_in_a_form_of_one_record_is_an_error(kept):
    with pytest.raises(AmbiguousColumn) as error:
        kept("card", ALONE + "常住人口 | 41001 | |\n").clean()
    assert all(part in error.value.say("en") for part in ("2023/情况表.xlsx", "人口", "2, 5"))


def test_a_cell_of_a_form_of_one_record_is_corrected_by_its_letter(kept):
    found = kept("card", ALONE.replace("41000", "若干"), corrections=[(2, "D", "若干", "41000")]).clean()
    assert (found.column("card", "people"), found.quarantine) == ([41000], [])


def test_a_correction_of_a_persons_cell_tells_nothing_of_the_person(kept):
    found = kept("card", ALONE, corrections=[(4, "B", "王五六", "赵七")]).clean()
    (listed,) = found.account["corrections"]
    assert (listed["old"], listed["new"], listed["reason"]) == (None, None, "抄录错误，见原件")


def test_a_refused_correction_of_a_persons_cell_tells_nothing_of_the_person(kept):
    with pytest.raises(BadCorrection) as error:
        kept("card", ALONE, corrections=[(4, "B", "王五", "赵七")]).clean()
    assert "王五六" not in error.value.say("zh") and "（个人信息）" in error.value.say("zh")
