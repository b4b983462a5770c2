"""Why a figure is what it is: which rows and cells count, which do not and why, and what else the office should know."""

import json

import pytest
from tests.spec.drawn import PENALTIES, PETITIONS, SHEET, workbook

import nianbao
from nianbao.cleaning import clean
from nianbao.errors import MissingStep, StaleChecks, UnknownFigure

REGISTER = """
信访件编号 | 登记时间   | 受理告知时间 | 办结时间   | 信访形式 | 信访人 | 满意度
P1         | 2023-01-01 | 2023-01-02   | 2023-01-12 | 来信     | 张三   | 满意
P2         | 2023-01-31 | 2023-02-01   | 2023-02-20 | 来访     | 李四   | 不满意
P3         | 2022-12-30 | 2022-12-30   | 2022-12-31 | 来信     | 王五   | 满意
P4         | 2022-12-31 | 2022-12-31   | 2023-01-01 | 来信     | 王五   |
P5         | 2023-12-31 |              |            | 网信     | 张三   |
P6         | 2023-05-05 | 2023-05-05   | 2023-05-06 |          | 张三   | 满意
"""

LEDGER = """
决定书文号 | 决定日期   | 违法行为类型   | 罚款金额(元)
D1         | 2023-01-05 | 文明行为       | 50
D2         | 2023-01-06 | 非法焚烧       | 500.50
D3         | 2023-02-07 | 非法焚烧       |
D4         | 2022-12-31 | 非法焚烧       | 900
"""

CHECKS = """
table: patrols
kind: totals
title: {zh: 巡查, en: Patrols}
files: ["*巡查*"]
columns:
  month: {zh: 月份, en: month, type: month, key: true}
  village: {zh: 村, en: village}
  done: {zh: 次数, en: patrols, type: integer}
  planned: {zh: 计划次数, en: planned, type: integer}
derived:
  both: done + planned
figures:
  done: {label: {zh: 巡查, en: Patrols}, unit: {zh: 次, en: patrols}, sum: done}
  planned: {label: {zh: 计划巡查, en: Planned}, unit: {zh: 次, en: patrols}, sum: planned}
  of_upper: {label: {zh: 上村巡查, en: Upper}, unit: {zh: 次, en: patrols}, sum: done, where: village = '上村'}
  of_nobody: {label: {zh: 无村巡查, en: Nobody}, unit: {zh: 次, en: patrols}, sum: done, where: village = '无村'}
  all_in_all: {label: {zh: 合起来, en: All}, unit: {zh: 次, en: patrols}, sum: both}
  kept_up: {label: {zh: 完成率, en: Kept up}, part: done, whole: planned}
  per_village: {label: {zh: 覆盖率, en: Covered}, part: done, whole: office.villages}
"""

PATROLS = """
巡查统计 |      |      |
月份     | 村   | 次数 | 计划次数
1月      | 上村 | 4    | 5
2月      | 上村 | 3    | 5
3月      | 下村 | 2    | 2
合计     |      | 9    | 12
"""

FORM = """
table: requests
kind: form
across: applicant
title: {zh: 申请, en: Requests}
files: ["*申请*"]
columns:
  applicant: {zh: 申请人, type: category, key: true, required: true, values: {自然人: person, 企业: business, 总计: total}}
  new: {zh: 本年新收数量, en: new, type: integer, required: true}
  carried: {zh: 上年结转数量, en: carried in, type: integer, required: true}
derived:
  asked: new + carried
figures:
  new: {label: {zh: 新收, en: New}, unit: {zh: 件, en: requests}, sum: new, where: applicant = 'total'}
  apart: {label: {zh: 分项之和, en: Apart}, unit: {zh: 件, en: requests}, sum: new, where: applicant <> 'total'}
  asked: {label: {zh: 合计, en: Asked}, unit: {zh: 件, en: requests}, sum: asked, where: applicant = 'total'}
"""

REQUESTS = """
申请情况             | 自然人 | 企业 | 总计
一、本年新收数量     | 3      | 1    | 4
二、上年结转数量     | 1      | 0    | 1
"""


def rows(explanation, listing="counted"):
    """The row numbers of a listing, all sheets in a row."""
    (found,) = (one for one in explanation.listings if one.id == listing)
    return [row for place in found.found for row in place.rows]


def cells(explanation):
    """The listings' lines as they are told in Chinese."""
    return [place.told("zh") for listing in explanation.listings for place in listing.found]


def reasons(explanation):
    """Why rows do not count: the reason and how many there are."""
    return {reason.zh: number for reason, number in explanation.out}


@pytest.fixture
def town(office):
    """Both tables of 2023, and a year before, cleaned and checked."""
    office.petitions(REGISTER)
    office.petitions("信访件编号 | 登记时间 | 办结时间\nP3 | 2022-12-30 | 2022-12-31\nP4 | 2022-12-31 |\n", year=2022)
    office.penalties(LEDGER)
    return office


# --- which rows count -------------------------------------------------------------------------------------------


def test_a_count_names_the_rows_that_count_and_the_condition(town):
    found = nianbao.explain(town.check().work, "petitions.closed")
    assert found.figure.value == len(["P1", "P2", "P4", "P6"])
    assert rows(found, "petitions.closed") == [2, 3, 5, 7]
    (item,) = found.items
    assert item.condition.zh == "“办结时间”在2023-01-01至2023-12-31之间"
    assert item.sql == "(closed_on BETWEEN DATE '2023-01-01' AND DATE '2023-12-31')"


def test_rows_that_do_not_count_are_told_with_the_reason(town):
    # P3 was closed the year before; of P5 there is nothing to judge by.
    found = nianbao.explain(town.check().work, "petitions.closed")
    assert (found.kept, reasons(found)) == (6, {"不符合条件": 1, "“办结时间”为空": 1})
    assert [place.rows for place in found.out_found] == [(4, 6)]


def test_an_empty_cell_is_no_reason_where_the_condition_has_an_answer(town):
    # P5 is open, and received in the year: it is not carried in, whether or not it is closed.
    assert reasons(nianbao.explain(town.check().work, "petitions.carried_in")) == {"不符合条件": 5}


def test_a_rate_has_its_part_its_whole_and_the_rows_that_make_the_difference(town):
    found = nianbao.explain(town.check().work, "petitions.closing_rate")
    assert [(item.name, item.amount.value) for item in found.items] == [("petitions.closed", 4)]
    assert [(item.name, item.amount.value) for item in found.whole] == [("petitions.received", 4), ("petitions.carried_in", 1)]
    assert rows(found) == [2, 3, 5, 7]
    assert rows(found, "only_in_the_whole") == [6]
    assert "only_in_the_part" not in [listing.id for listing in found.listings]
    assert "办结率 = 办结信访件 ÷ (收到信访件 + 上年结转)\n  = 4 ÷ (4 + 1)" in found.text()


def test_rows_of_the_part_that_are_not_in_the_whole_are_named(office):
    # P3 was received and closed in years that the whole knows nothing of, but rated this year.
    office.expects("petitions", "extends: petitions\nfigures: {odd: {label: {zh: 怪率}, part: closed, whole: received}}\n")
    office.petitions(REGISTER)
    found = nianbao.explain(office.check().work, "petitions.odd")
    assert rows(found, "only_in_the_part") == [5]


def test_a_distinct_figure_says_how_many_different_ones_there_are(town):
    found = nianbao.explain(town.check().work, "petitions.petitioners")
    assert found.figure.value == len({"张三", "李四"})
    assert rows(found, "petitions.petitioners") == [2, 3, 6, 7]
    assert "不同的“信访人（假名）”有几个；为空的不计" in found.text()


def test_a_mean_says_its_sum_its_rows_and_its_derived_column(town):
    found = nianbao.explain(town.check().work, "petitions.days_to_close")
    assert (found.items[0].amount.part, found.items[0].amount.whole) == (10 + 19 + 1 + 1, 4)
    assert rows(found, "petitions.days_to_close") == [2, 3, 5, 7]
    (derived,) = found.items[0].derived
    assert derived.name == "days_to_close"
    assert "“受理告知时间”至" in derived.says.zh


def test_the_year_before_stands_beside_it(town):
    assert "2023年：4件；上年：1件，比上年增加3件。" in nianbao.explain(town.check().work, "petitions.closed").text()
    assert "；没有上年的数。" in nianbao.explain(town.work(), "penalties.cases").text()


# --- parts of breakdowns ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "counted", "sql"),
    [
        ("penalties.cases: 非法焚烧", [3, 4], "\"kind\" = 'open_burning'"),
        ("penalties.cases: open_burning", [3, 4], "\"kind\" = 'open_burning'"),
        ("penalties.cases: 1月", [2, 3], 'month("decided_on") = 1'),
        ("petitions.closed: 未填写", [7], '"channel" IS NULL'),
    ],
)
def test_a_part_of_a_breakdown_names_its_rows(town, name, counted, sql):
    found = nianbao.explain(town.check().work, name)
    assert rows(found, name.partition(":")[0]) == counted
    assert found.items[0].sql.endswith(f" AND {sql}")
    assert found.figure.value == len(counted)


def test_rows_of_another_part_are_told_as_such(town):
    assert reasons(nianbao.explain(town.check().work, "penalties.cases: 非法焚烧")) == {"属于别的一类": 1, "不符合条件": 1}


# --- cells ------------------------------------------------------------------------------------------------------


def test_a_sum_of_records_names_the_cells_and_the_rows_without_one(town):
    found = nianbao.explain(town.check().work, "penalties.fines")
    assert found.figure.value == pytest.approx(50 + 500.50)
    assert cells(found) == [f"{PENALTIES} › {SHEET}!D2、D3"]
    assert reasons(found) == {"“罚款金额”为空": 1, "不符合条件": 1}


@pytest.fixture
def patrols(office):
    office.expects("patrols", CHECKS)
    office.settings("name: {zh: 试验镇}\nfacts: {villages: 3}\n")
    office.put("巡查统计.xlsx", workbook(("月报", PATROLS)))
    return office


@pytest.mark.parametrize(
    ("name", "value", "places"),
    [
        ("patrols.done", 4 + 3 + 2, ["巡查统计.xlsx › 月报!C3–C5"]),
        ("patrols.of_upper", 4 + 3, ["巡查统计.xlsx › 月报!C3、C4"]),
        ("patrols.all_in_all", 4 + 3 + 2 + 5 + 5 + 2, ["巡查统计.xlsx › 月报!C3–C5、D3–D5"]),
        ("patrols.of_nobody", None, []),
    ],
)
def test_a_sum_of_totals_names_its_cells(patrols, name, value, places):
    found = nianbao.explain(patrols.check().work, name)
    assert found.figure.value == value
    assert cells(found) == places


def test_a_sum_over_no_cell_says_that_there_is_no_number(patrols):
    assert "没有数：没有可加的数。" in nianbao.explain(patrols.check().work, "patrols.of_nobody").text()


def test_a_rate_of_sums_names_the_cells_of_part_and_whole(patrols):
    found = nianbao.explain(patrols.check().work, "patrols.kept_up")
    assert {listing.heading.zh: [place.told("zh") for place in listing.found] for listing in found.listings} == {
        "巡查：相加的格": ["巡查统计.xlsx › 月报!C3–C5"],
        "计划巡查：相加的格": ["巡查统计.xlsx › 月报!D3–D5"],
    }


def test_a_fact_of_the_office_is_named_as_one(patrols):
    found = nianbao.explain(patrols.check().work, "patrols.per_village")
    assert (found.whole[0].name, found.whole[0].amount.value) == ("office.villages", 3)
    assert "office.yml 的 facts.villages" in found.text()


@pytest.mark.parametrize(
    ("name", "value", "places"),
    [
        ("requests.new", 4, ["申请表.xlsx › 表!D2"]),
        ("requests.apart", 3 + 1, ["申请表.xlsx › 表!B2、C2"]),
        ("requests.asked", 4 + 1, ["申请表.xlsx › 表!D2、D3"]),
    ],
)
def test_a_form_names_its_cells(office, name, value, places):
    office.expects("requests", FORM)
    office.put("申请表.xlsx", workbook(("表", REQUESTS)))
    found = nianbao.explain(office.check().work, name)
    assert found.figure.value == value
    assert cells(found) == places


def test_the_columns_of_a_form_that_do_not_count_go_by_their_letters(office):
    office.expects("requests", FORM)
    office.put("申请表.xlsx", workbook(("表", REQUESTS)))
    found = nianbao.explain(office.check().work, "requests.new")
    assert "采用的3列中有2列：不符合条件，2列。" in found.text()
    assert "申请表.xlsx › 表：第B、C列" in found.text()


# --- what became of the other rows ------------------------------------------------------------------------------


def test_quarantined_and_duplicate_rows_are_numbered(office):
    office.petitions("信访件编号 | 登记时间\nP1 | 2023-01-01\nP2 | 2023-02-30\nP1 | 2023-01-01\nP3 | 2023-03-01\n")
    (sheet,) = nianbao.explain(office.check().work, "petitions.received").sheets
    assert (sheet.quarantined, sheet.duplicates, sheet.counts["kept"]) == ((3,), (4,), 2)


def test_corrections_are_told_and_whether_the_row_counts(office):
    office.petitions("信访件编号 | 登记时间 | 信访人\nP1 | 2023-01-01 | 张三\nP2 | 2023-02-01 | 李四\n")
    digest = office.clean().account["files"][0]["sha256"][:8]
    office.put(
        "corrections.csv",
        "file,sha256,sheet,row,column,old,new,reason,who\n"
        f"{PETITIONS},{digest},{SHEET},2,登记时间,2023-01-01,2023-01-02,笔误,赵\n"
        f"{PETITIONS},{digest},{SHEET},3,登记时间,2023-02-01,2022-02-01,年份,赵\n"
        f"{PETITIONS},{digest},{SHEET},2,信访人,张三,章三,错字,赵\n",
    )
    text = nianbao.explain(office.check().work, "petitions.received").text()
    assert f"更正：{PETITIONS} › {SHEET}第2行“登记时间”，“2023-01-01”改为“2023-01-02”（笔误，赵）\n" in text
    assert "第3行“登记时间”，“2023-02-01”改为“2022-02-01”（年份，赵）；这一行未计入" in text
    assert "章三" not in text


def test_failed_rules_on_the_table_are_told_with_the_rows_that_count(office):
    # P2 is late and counts, P3 is late and was received the year before.
    office.petitions("""
信访件编号 | 登记时间   | 受理告知时间
P1         | 2023-01-01 | 2023-01-02
P2         | 2023-03-01 | 2023-04-03
P3         | 2022-08-01 | 2022-09-09
""")
    found = nianbao.explain(office.check().work, "petitions.received")
    (late,) = (failure for failure in found.failures if failure.rule == "petitions.accepted-within-15-days")
    assert (late.failed, [place.rows for place in late.found]) == (2, [(3,)])
    assert f"；其中计入的：{PETITIONS} › {SHEET}：第3行" in found.text()


def test_a_balance_across_tables_that_failed_is_told_of_both(office):
    balance = "balance: petitions.received <= penalties.cases, severity: warning, says: {zh: 不多于}"
    office.expects("balances", f"rules: [{{id: balances.odd, {balance}}}]\n")
    office.petitions(REGISTER)
    office.penalties("决定书文号 | 决定日期\nD1 | 2023-01-05\n")
    work = office.check().work
    for name in ("petitions.received", "penalties.cases"):
        assert "不符：不多于（提示；balances.odd），1条；应有 收到信访件 4 ≤ 行政处罚案件 1" in nianbao.explain(work, name).text()


def test_a_number_that_was_named_as_an_about_is_told(patrols):
    patrols.put("巡查统计.xlsx", workbook(("月报", PATROLS.replace("| 4    |", "| 20余 |"))))
    found = nianbao.explain(patrols.check().work, "patrols.done")
    assert found.figure.value == 20 + 3 + 2
    assert "写作约数（如2000余），按所写的数读取：巡查统计.xlsx › 月报：第3行" in found.text()


# --- no number --------------------------------------------------------------------------------------------------


def test_without_a_file_it_says_so(office):
    office.penalties(LEDGER)
    found = nianbao.explain(office.check().work, "petitions.closing_rate")
    assert found.figure.value is None
    assert found.text().count("没有数：本年没有这类记录的文件。") == len(["closed", "received", "carried_in"])
    assert "采用而未计入" not in found.text()


def test_without_the_column_it_names_the_column(office):
    office.petitions("信访件编号 | 登记时间\nP1 | 2023-01-01\n")
    text = nianbao.explain(office.check().work, "petitions.closing_rate").text()
    assert "没有数：导出文件没有“办结时间”一列。" in text


def test_a_rate_of_nothing_says_that_its_whole_is_nothing(office):
    office.petitions("信访件编号 | 登记时间 | 办结时间 | 满意度\nP1 | 2023-01-01 | 2023-02-01 | 未评价\n")
    found = nianbao.explain(office.check().work, "petitions.satisfaction_rate")
    assert found.figure.value is None
    assert "分母为0，无可计算。" in found.text()


# --- what it is true of -----------------------------------------------------------------------------------------


def test_an_unknown_figure_names_the_nearest(town):
    work = town.check().work
    with pytest.raises(UnknownFigure) as error:
        nianbao.explain(work, "petitions.closd")
    assert error.value.facts["near"] == "petitions.closed"
    with pytest.raises(UnknownFigure) as error:
        nianbao.explain(work, "penalties.cases: 非法焚")
    assert error.value.facts["near"] == "penalties.cases: 非法焚烧"


def test_it_needs_the_steps_before_it(town):
    with pytest.raises(MissingStep):
        nianbao.explain(town.work(), "petitions.closed")
    town.clean()
    with pytest.raises(MissingStep):
        nianbao.explain(town.work(), "petitions.closed")


def test_records_that_were_cleaned_since_are_not_explained(town):
    work = town.check().work
    town.penalties(LEDGER + "D5 | 2023-03-01 | 文明行为 | 50\n")
    clean(work)
    with pytest.raises(StaleChecks):
        nianbao.explain(work, "penalties.cases")


def test_another_reference_date_is_not_explained(town):
    town.check()
    with pytest.raises(StaleChecks):
        nianbao.explain(town.work(as_of="2024-01-31"), "petitions.closed")


@pytest.mark.parametrize(
    "change",
    [
        "figures: {fined: {count: 'decided_on between :start and :end and fine > 100'}}",
        "figures: {cases: null}",
        "figures: {fined_share: {whole: fined + cases}}",
    ],
)
def test_rules_that_changed_since_are_not_explained(town, change):
    work = town.check().work
    town.expects("penalties", f"extends: penalties\n{change}\n")
    name = "penalties.cases" if "cases: null" in change else "penalties.fined_share"
    with pytest.raises((StaleChecks, nianbao.errors.SettingsError)):
        nianbao.explain(work, name)


def test_a_table_that_is_gone_is_not_explained(patrols):
    work = patrols.check().work
    (patrols.root / "expectations" / "patrols.yml").unlink()
    with pytest.raises(StaleChecks):
        nianbao.explain(work, "patrols.done")


# --- how it is shown --------------------------------------------------------------------------------------------


def test_many_rows_are_cut_short_unless_all_are_wanted(office):
    lines = [f"P{i} | {'2023' if i % 2 else '2022'}-03-01 | 2023-03-02" for i in range(1, 61)]
    office.petitions("信访件编号 | 登记时间 | 办结时间\n" + "\n".join(lines) + "\n")
    found = nianbao.explain(office.check().work, "petitions.received")
    assert "24行等，共30行" in found.text()
    assert "、58、60行" in found.text(everything=True)
    assert found.json()["rows"]["petitions.received"][0]["rows"] == list(range(2, 61, 2))


def test_a_notebook_shows_it_as_a_page_and_a_terminal_as_text(town):
    found = nianbao.explain(town.check().work, "petitions.closed")
    assert repr(found) == found.text()
    html = found._repr_html_()
    assert "<h4>怎样算</h4>" in html
    assert "<code>(closed_on BETWEEN DATE &#39;2023-01-01&#39; AND DATE &#39;2023-12-31&#39;)</code>" in html


def test_in_english_everything_but_names_of_files_is_english(town):
    found = nianbao.explain(town.check(lang="en").work, "penalties.cases: 文明行为")
    text = found.text().replace(PENALTIES, "").replace(SHEET, "").replace("penalties.cases: 文明行为", "")
    assert "“decided on” is between 2023-01-01 and 2023-12-31 and “kind of violation” is “public conduct”, one each." in text
    assert not [char for char in text if "一" <= char <= "鿿"]


def test_json_holds_numbers_and_nobody(town):
    found = json.loads(json.dumps(nianbao.explain(town.check().work, "petitions.closing_rate").json()))
    assert (found["value"], found["part"], found["whole"]) == (4 / (4 + 1), 4, 4 + 1)
    assert [part["value"] for part in found["made_of"]] == [4]
    assert [part["value"] for part in found["divided_by"]] == [4, 1]
    assert "张三" not in json.dumps(found, ensure_ascii=False)
