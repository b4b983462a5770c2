"""The dirt that exports come with: a small table for each kind, how it is read, what is set aside, and what is said of it."""

from datetime import date
from decimal import Decimal

import pytest
from tests.spec.drawn import SHEET, delimited, rewritten, workbook
from tests.spec.old_excel import old_workbook
from tests.spec.open_document import open_document

from nianbao.errors import AmbiguousColumn
from nianbao.figures import written

# Somebody has added these up; in the files the columns stand in groups.
CASES = """
table: cases
kind: totals
title: {zh: 案件月报, en: Cases}
files: ["*案件月报*"]
columns:
  month: {zh: 月份, en: month, type: month, required: true}
  reconsidered: {zh: 复议件数, en: reconsidered, type: integer}
  sued: {zh: 诉讼件数, en: sued, type: integer}
  people: {zh: 人数, en: people, type: integer}
stated:
  sued: {zh: 合计行诉讼件数, en: sued by the total row, column: sued}
"""
PATROLS = """
table: patrols
title: {zh: 巡查, en: Patrols}
files: ["*巡查*"]
columns:
  patrol_no: {zh: 巡查编号, en: patrol number, type: text, key: true, required: true}
  walked_on: {zh: 巡查日期, en: walked on, type: date}
  month: {zh: 月份, en: month, type: month}
  officer: {zh: 巡查员证件号, en: officer, type: text, personal: id_number}
  phone: {zh: 巡查员电话, en: phone, type: text, personal: phone}
  shop: {zh: 门店名称, en: shop, type: text, keep: true}
  effect: {zh: 成效, en: effect, type: category, values: {长效: lasting, 一时: passing}}
  state: {zh: 状态, en: state, type: category, values: {有效: valid, 作废: void}}
  problems: {zh: 发现问题, en: problems, type: integer}
  cost: {zh: 支出, en: cost, type: money}
rules:
  - id: patrols.number-unique
    expect: expect_column_values_to_be_unique
    column: patrol_no
    severity: critical
    says: {zh: 巡查编号不重复, en: No patrol number stands twice}
figures:
  problems: {label: {zh: 发现问题, en: Problems}, sum: problems}
"""
CASES_FILE, PATROLS_FILE = "案件月报.xlsx", "巡查台账.xlsx"
SHEET_XML = "xl/worksheets/sheet1.xml"


@pytest.fixture(autouse=True)
def tables(office):
    """The tables of this page."""
    office.expects("cases", CASES)
    office.expects("patrols", PATROLS)


def cases(office, drawing, merges=()):
    """The office with a monthly report."""
    office.put(CASES_FILE, workbook((SHEET, drawing), merges=merges))
    return office


def patrols(office, drawing):
    """The office with a ledger of patrols."""
    office.put(PATROLS_FILE, workbook((SHEET, drawing)))
    return office


def cell(office, title, content):
    """The office with a ledger of one patrol, of which one cell is told."""
    return patrols(office, [["巡查编号", title], ["X1", content]])


def merged(book, *areas):
    """The workbook with areas merged and whatever stands in their cells left there, as some programs write it."""
    cells = "".join(f'<mergeCell ref="{area}"/>' for area in areas)
    return rewritten(book, SHEET_XML, b"</sheetData>", f"</sheetData><mergeCells>{cells}</mergeCells>".encode())


def numbers(found, *columns):
    """The rows of the cases' clean table, as the numbers of these columns."""
    return list(zip(*(found.column("cases", column) for column in columns), strict=True))


# --- headers of several rows ------------------------------------------------------------------------------------

GROUPED = """
月份 | 复议 |      | 诉讼 |      |
     | 件数 | 结案 | 件数 | 结案 | 人数
1月  | 101  | 1    | 201  | 2    | 301
"""


def test_a_column_goes_by_the_names_of_its_group_and_its_own_together(office):
    found = cases(office, GROUPED, merges=["A1:A2", "B1:C1", "D1:F1"]).clean()
    assert numbers(found, "reconsidered", "sued", "people") == [(101, 201, 301)]
    assert found.account["tables"]["cases"]["columns"]["sued"] == "诉讼件数"
    assert found.sheet(CASES_FILE)["unused_columns"] == ["复议结案", "诉讼结案"]
    assert found.rows_of(CASES_FILE)["header"] == 2


@pytest.mark.parametrize("write", [old_workbook, open_document])
def test_groups_are_read_in_workbooks_of_other_kinds(office, write):
    office.put("案件月报", write((SHEET, GROUPED), merges=[(0, 1, 0, 0), (0, 0, 1, 2), (0, 0, 3, 5)]))
    assert numbers(office.clean(), "reconsidered", "sued", "people") == [(101, 201, 301)]


def test_in_a_csv_the_name_of_a_group_stands_above_its_first_column_alone(office):
    office.put("案件月报.csv", delimited(GROUPED))
    assert numbers(office.clean(), "reconsidered", "sued", "people") == [(101, 201, 301)]


def test_a_header_may_have_four_rows_below_a_title(office):
    found = cases(
        office,
        """
某镇2023年行政争议案件月报 | | | |
月份 | 行政争议 |          |          |
     | 复议     | 诉讼     |          |
     | 件数     | 件数     | 当事人   |
     |          |          | 人数     | 单位数
1月  | 101      | 201      | 301      | 9
""",
        merges=["A1:E1", "A2:A5", "B2:E2", "B4:B5", "C3:E3", "C4:C5", "D4:E4"],
    ).clean()
    assert numbers(found, "reconsidered", "sued", "people", "_row") == [(101, 201, 301, 6)]
    assert found.rows_of(CASES_FILE)["header"] == 1 + 4


def test_text_that_was_left_in_the_hidden_cells_of_a_group_is_not_seen(office):
    # Below 复议 a program has left 诉讼, the name of the group beside it.
    drawing = [["月份", "复议", "诉讼", "诉讼"], ["1月", "结案", "件数", "件数"], ["1月", 1, 101, 201]]
    office.put(CASES_FILE, merged(workbook((SHEET, drawing)), "A1:A2", "B1:C1"))
    assert numbers(office.clean(), "month", "reconsidered", "sued") == [(date(2023, 1, 1), 101, 201)]


def test_text_that_was_left_below_the_names_of_a_header_is_no_record(office):
    drawing = [["月份", "复议件数", "诉讼件数"], ["2022年12月", 9, 9], ["1月", 101, 201]]
    office.put(CASES_FILE, merged(workbook((SHEET, drawing)), "A1:A2", "B1:B2", "C1:C2"))
    found = office.check()
    assert numbers(found, "reconsidered", "sued", "_row") == [(101, 201, 3)]
    assert (found.rows_of(CASES_FILE)["header"], found.quarantine) == (2, [])
    assert found.state("files.rows-accounted") == "pass"


def test_a_name_that_stands_in_several_groups_is_refused(office):
    office.put(CASES_FILE, workbook((SHEET, """
月份 | 复议 | 诉讼 |
     | 人数 | 件数 | 人数
1月  | 301  | 201  | 302
"""), merges=["A1:A2", "C1:D1"]))  # fmt: skip
    with pytest.raises(AmbiguousColumn) as error:
        office.clean()
    assert error.value.exit_code == 4
    assert "有两列都可作“人数”" in error.value.say("zh")


def test_records_that_name_a_column_do_not_widen_a_header_of_one_row(office):
    found = cases(office, "月份 | 复议件数 | 备注\n1月 | 101 | 诉讼件数\n2月 | 102 | 人数\n").clean()
    assert set(found.account["tables"]["cases"]["columns"]) == {"month", "reconsidered"}
    assert found.column("cases", "_row") == [2, 3]


# --- the row of numbers below a header --------------------------------------------------------------------------


@pytest.mark.parametrize("row", ["甲 | 1 | 2 | 3", "甲 | 乙 | 1 | 2", "甲 | 乙 | 丙 | 丁", "1 | 2 | 3 | 4", "① | ② | ③ | ④"])
def test_a_row_that_numbers_the_columns_is_part_of_the_header(office, row):
    found = cases(office, f"月份 | 复议件数 | 诉讼件数 | 人数\n{row}\n1月 | 101 | 201 | 301\n").clean()
    assert numbers(found, "reconsidered", "sued", "_row") == [(101, 201, 3)]
    assert (found.rows_of(CASES_FILE)["header"], found.quarantine) == (2, [])


def test_the_row_of_numbers_stands_below_all_rows_of_the_header(office):
    found = cases(office, GROUPED.replace("1月", "甲 | 1 | 2 | 3 | 4 | 5\n1月"), merges=["A1:A2", "B1:C1", "D1:F1"]).clean()
    assert numbers(found, "reconsidered", "sued", "_row") == [(101, 201, 4)]


@pytest.mark.parametrize("row", ["1 | 2 | 4 | 3", "1 | 2 | 3 |", "1 | 1 | 2 | 3"])
def test_numbers_that_do_not_count_the_columns_are_a_record(office, row):
    found = cases(office, f"月份 | 复议件数 | 诉讼件数 | 人数\n{row}\n2月 | 101 | 201 | 301\n").clean()
    assert found.column("cases", "_row") == [2, 3]


# --- totals -----------------------------------------------------------------------------------------------------


def test_totals_on_top_and_of_parts_of_the_year_are_set_aside(office):
    found = cases(office, """
月份       | 复议件数 | 诉讼件数
合计       | 4        | 10
1月        | 1        | 2
3月        | 1        | 3
一季度小计 | 2        | 5
4月        | 2        | 5
第二季度合计 | 2      | 5
上半年累计 | 4        | 10
""").clean()
    assert numbers(found, "sued") == [(2,), (3,), (5,)]
    assert found.rows_of(CASES_FILE)["totals"] == 4
    # What a quarter states is not stated of the year.
    assert found.account["tables"]["cases"]["stated"] == {"sued": 2 + 3 + 5}


# --- rows marked void -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("mark", ["作废", "（作废）", "【作废】", "[已作废]", "此件作废", "该行已作废", "作 废"])
def test_a_row_that_is_marked_void_is_counted_as_void(office, mark):
    found = patrols(office, [["巡查编号", "门店名称"], ["X1", "东街"], ["X2", mark]]).clean()
    assert found.column("patrols", "patrol_no") == ["X1"]
    assert found.sheet(PATROLS_FILE)["voided_rows"] == [3]


@pytest.mark.parametrize(
    "row",
    [["作废", "东街", 3, None], ["X2", "作废", 3, None], ["X2", "东街", "（作废）", None], ["X2", "东街", 3, "作废"],
     ["X2", "东街", 3, None, "作废"]],
    ids=["key", "text", "number", "a column that the table does not know", "beyond the header"],
)  # fmt: skip
def test_the_mark_may_stand_in_any_cell(office, row):
    found = patrols(office, [["巡查编号", "门店名称", "发现问题", "备注"], ["X1", "东街", 3, None], row]).clean()
    assert found.sheet(PATROLS_FILE)["voided_rows"] == [3]
    assert found.quarantine == []


@pytest.mark.parametrize("text", ["不作废", "收缴作废证件一本", "作废处理"])
def test_a_text_that_only_speaks_of_it_is_a_record(office, text):
    assert cell(office, "门店名称", text).clean().column("patrols", "patrol_no") == ["X1"]


def test_a_category_that_has_it_among_its_values_is_no_mark(office):
    found = patrols(office, "巡查编号 | 状态 | 备注\nX1 | 有效 |\nX2 | 作废 |\nX3 | 作废 | 作废\n").clean()
    assert found.column("patrols", "state") == ["valid", "void"]
    assert found.sheet(PATROLS_FILE)["voided_rows"] == [4]


def test_every_row_has_its_place_in_the_account(office):
    found = patrols(office, """
某镇巡查台账
巡查编号 | 门店名称 | 发现问题
X1       | 东街     | 3
X1       | 东街     | 3
X2       | 作废     | 1
X3       | 西街     | 若干
合计     |          | 3
""").check()
    rows = found.sheet(PATROLS_FILE)
    parts = {"header": 2, "totals": 1, "kept": 1, "voided": 1, "quarantined": 1, "duplicates": 1}
    assert {part: rows[part] for part in parts} == parts
    assert rows["physical"] == rows["counted"] == sum(parts.values())
    assert found.state("files.rows-accounted") == "pass"


# --- formulas ---------------------------------------------------------------------------------------------------


def test_formulas_that_nobody_has_computed_stop_the_review(office):
    found = patrols(office, [["巡查编号", "发现问题"], ["X1", 3], ["X2", "=B2+1"], ["合计", "=SUM(B2:B3)"]]).check()
    assert found.places("files.formulas-have-values") == [(PATROLS_FILE, SHEET, 3), (PATROLS_FILE, SHEET, 4)]
    assert found.json["gate"] == {"open": False, "stopped_by": ["files.formulas-have-values"]}


@pytest.mark.parametrize("value", [b' t="str"><f>B9</f><v></v>', b' t="str"><f>B9</f><v>x</v>', b"><f>B9</f><v>0</v>"])
def test_a_formula_whose_value_is_empty_text_or_nought_has_one(office, value):
    book = workbook((SHEET, [["巡查编号", "门店名称"], ["X1", "=B9"]]))
    office.put(PATROLS_FILE, rewritten(book, SHEET_XML, rb'(<c r="B2")>.*?(</c>)', rb"\1" + value + rb"\2"))
    assert office.check().state("files.formulas-have-values") == "pass"


# --- OpenDocument -----------------------------------------------------------------------------------------------

LEDGER = [["巡查编号", "巡查日期", "发现问题", "支出"], ["X1", date(2023, 3, 5), 3, 12.5], ["X2", "2023年3月6日", "1,234", "0.02万元"]]


@pytest.mark.parametrize("name", ["巡查.ods", "巡查.xlsx", "巡查.xls", "巡查.csv", "巡查"])
def test_an_open_document_is_one_whatever_its_name(office, name):
    office.put(name, open_document((SHEET, LEDGER)))
    found = office.clean()
    assert found.account["files"][0]["kind"] == "ods"
    assert found.column("patrols", "walked_on") == [date(2023, 3, 5), date(2023, 3, 6)]
    assert found.column("patrols", "problems") == [3, 1234]
    assert found.column("patrols", "cost") == [Decimal("12.5"), Decimal(200)]
    # Below the records the file has a million empty rows, written once.
    assert found.sheet(name)["physical"] == found.sheet(name)["counted"] == 1 + 2


def test_in_an_open_document_a_value_merged_down_stands_in_each_of_its_rows(office):
    drawing = [["巡查编号", "巡查日期", "门店名称"], ["X1", date(2023, 3, 5), "东街"], ["X2", None, None], ["X3", None, "西街"]]
    office.put("巡查.ods", open_document((SHEET, drawing), merges=[(1, 3, 1, 1), (1, 2, 2, 2)]))
    found = office.clean()
    assert found.column("patrols", "walked_on") == [date(2023, 3, 5)] * 3
    assert found.column("patrols", "shop") == ["东街", "东街", "西街"]


def test_rows_that_an_open_document_writes_once_are_counted_as_often_as_they_stand(office):
    book = open_document((SHEET, [["巡查编号", "门店名称"], ["X1", "东街"], ["X2", "西街"]]))
    for number, times in (("X1", 3), ("X2", 1)):
        row = rf"<table:table-row>(?=<[^>]*><text:p>{number}<)".encode()
        book = rewritten(book, "content.xml", row, f'<table:table-row table:number-rows-repeated="{times}">'.encode())
    office.put("巡查.ods", book)
    found = office.clean()
    assert found.rows_of("巡查.ods") == {
        "physical": 1 + 3 + 1, "counted": 1 + 3 + 1, "header": 1, "totals": 0, "kept": 2, "quarantined": 0, "duplicates": 3 - 1,
    }  # fmt: skip
    assert found.column("patrols", "_row") == [2, 2 + 3]


# --- dates and months -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["3月5日", "３月５日", "03月05日", "3 月 5 日", "3月5号", "3月5日 9:30"])
def test_a_day_without_a_year_is_of_the_reports_year_and_named(office, text):
    found = cell(office, "巡查日期", text).check()
    assert found.column("patrols", "walked_on") == [date(2023, 3, 5)]
    assert (found.state("files.dates-with-year"), found.rows("files.dates-with-year")) == ("fail", [2])


@pytest.mark.parametrize("text", ["2023年3月5日", "2023-03-05", "20230305"])
def test_a_day_with_its_year_is_not_named(office, text):
    assert cell(office, "巡查日期", text).check().state("files.dates-with-year") == "pass"


def test_a_day_that_the_reports_year_lacks_is_none(office):
    # 2024 has a 29 February, 2023 has none.
    assert [line["reason"] for line in cell(office, "巡查日期", "2月29日").clean().quarantine] == ["日历上没有这一天"]


@pytest.mark.parametrize(
    "month",
    ["3月", "３月", "3 月", "03月", "3月份", "三月", "三月份", 3, 3.0, "3", "03", "2023年3月", "2023 年 3 月", "2023年03月份", "二〇二三年三月",
     "2023-03", "2023-3", "2023/3", "2023.3", "202303", 202303, date(2023, 3, 1), date(2023, 3, 31), "2023-03-15", "2023年3月5日", 44990],
    ids=repr,
)  # fmt: skip
def test_a_month_is_read_in_every_spelling(office, month):
    assert cell(office, "月份", month).clean().column("patrols", "month") == [date(2023, 3, 1)]


def test_a_month_of_another_year_is_of_that_year(office):
    assert cell(office, "月份", "2022年12月").clean().column("patrols", "month") == [date(2022, 12, 1)]


@pytest.mark.parametrize("text", ["13", "0月", "2023", "2023年13月", "1-3月", "全年", "Mar"])
def test_what_is_no_month_is_not_guessed(office, text):
    assert [line["column"] for line in cell(office, "月份", text).clean().quarantine] == ["月份"]


# --- numbers ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "number"),
    [("1,234", 1234), ("１，２３４", 1234), ("1 234", 1234), ("20 000", 20_000), ("1,234,567", 1_234_567), ("1 234 567", 1_234_567)],
)
def test_a_count_is_read_with_any_separator_of_thousands(office, text, number):
    found = cell(office, "发现问题", text).check()
    assert found.column("patrols", "problems") == [number]
    assert found.state("files.numbers-exact") == "pass"


@pytest.mark.parametrize(
    ("text", "number"),
    [("2000余", 2000), ("２０００余", 2000), ("2,000余", 2000), ("300多", 300), ("近300", 300), ("约12", 12), ("超过50", 50), ("50以上", 50), ("50左右", 50)],
)
def test_a_count_that_is_not_exact_has_the_number_that_it_names_and_is_named(office, text, number):
    found = cell(office, "发现问题", text).check()
    assert found.column("patrols", "problems") == [number]
    assert (found.state("files.numbers-exact"), found.rows("files.numbers-exact")) == ("fail", [2])


@pytest.mark.parametrize(
    ("text", "yuan"),
    [("约1.2万元", 12_000), ("1.2万余元", 12_000), ("127.23万余元", 1_272_300), ("456余万元", 4_560_000), ("近3万元", 30_000), ("1200余元", 1200)],
)
def test_an_amount_that_is_not_exact_has_the_yuan_that_it_names_and_is_named(office, text, yuan):
    found = cell(office, "支出", text).check()
    assert found.column("patrols", "cost") == [yuan]
    assert found.rows("files.numbers-exact") == [2]


def test_a_sum_with_a_number_that_is_not_exact_is_written_as_one(office):
    found = patrols(office, "巡查编号 | 发现问题\nX1 | 2000余\nX2 | 300\n").check()
    assert written(found.figure("patrols.problems"), None, "zh", "") == f"{2000 + 300}余"


@pytest.mark.parametrize("text", ["数十", "百余", "近百", "两千余", "余", "300-400", "12 34", "20,00"])
def test_what_names_no_number_is_not_guessed(office, text):
    assert [line["reason"] for line in cell(office, "发现问题", text).clean().quarantine] == ["不是数字"]


# --- characters of PDF files ------------------------------------------------------------------------------------


def test_radicals_stand_for_their_characters_in_headers_and_cells(office):
    # ⺠⻔⻅⻓⻬⻛⻥ of the radicals supplement, ⼯⾏⽇⽉ of the Kangxi block: none of them is the character that it looks like.
    found = patrols(office, """
巡查编号 | 巡查⽇期     | ⽉份 | ⻔店名称             | 成效
X1       | 2023年3⽉5⽇ | 3⽉  | ⺠⻔⻅⻓⻬⻛⻥⼯⾏⽔⽕ | ⻓效
""").clean()
    assert found.column("patrols", "walked_on") == [date(2023, 3, 5)]
    assert found.column("patrols", "month") == [date(2023, 3, 1)]
    assert found.column("patrols", "shop") == ["民门见长齐风鱼工行水火"]
    assert found.column("patrols", "effect") == ["lasting"]


# --- long numbers -----------------------------------------------------------------------------------------------

SPOILT = ["1.20119E+17", "1.20119e+17", "１.20119E+17", 1.20119e17, 120119199001011234]
WHOLE = ["120119199001011234", "12011919900101123X", "120119900101123", 120119900101123, 120119900101123.0]


@pytest.mark.parametrize("number", SPOILT, ids=repr)
def test_an_identity_number_that_a_spreadsheet_has_spoilt_stands_for_nobody_and_is_named(office, number):
    found = cell(office, "巡查员证件号", number).check()
    assert found.column("patrols", "officer") == [None]
    assert (found.state("files.long-numbers-whole"), found.rows("files.long-numbers-whole")) == ("fail", [2])


@pytest.mark.parametrize(("number", "spoilt"), [("120119199001011000", True), ("110119199001010000", False)])
def test_one_that_was_spoilt_and_is_text_again_ends_in_noughts(office, number, spoilt):
    # The second ends in 000 by right: its last digit is the check digit.
    assert (cell(office, "巡查员证件号", number).check().state("files.long-numbers-whole") == "fail") == spoilt


@pytest.mark.parametrize("number", WHOLE, ids=repr)
def test_an_identity_number_that_is_whole_stands_for_somebody(office, number):
    found = cell(office, "巡查员证件号", number).check()
    assert found.column("patrols", "officer") != [None]
    assert found.state("files.long-numbers-whole") == "pass"


@pytest.mark.parametrize("number", SPOILT, ids=repr)
def test_a_spoilt_number_is_no_key(office, number):
    found = patrols(office, [["巡查编号", "门店名称"], [number, "东街"], ["X2", "西街"]]).clean()
    assert found.column("patrols", "patrol_no") == ["X2"]
    assert [line["reason"] for line in found.quarantine] == ["长数字已被表格软件改坏，末几位丢失"]


def test_a_telephone_number_is_the_same_as_number_and_as_text(office):
    first, second = patrols(office, [["巡查编号", "巡查员电话"], ["X1", 88011836.0], ["X2", "88011836"]]).clean().column("patrols", "phone")
    assert first == second


# --- numbers of documents ---------------------------------------------------------------------------------------

DOCUMENT = "津蓟上仓巡〔2023〕1号"
SPELT = ["津蓟上仓巡[2023]1号", "津蓟上仓巡(2023)1号", "津蓟上仓巡［2023］1号", "津蓟上仓巡（2023）1号", "津蓟上仓巡【2023】1号", "津蓟上仓巡〔2023]1号",
         "津蓟上仓巡〔２０２３〕１号", "津蓟上仓巡 〔2023〕 1号", "津蓟上仓巡〔 2023 〕1 号"]  # fmt: skip


@pytest.mark.parametrize("number", SPELT)
def test_brackets_around_the_year_of_a_document_make_no_other_document(office, number):
    found = patrols(office, [["巡查编号", "门店名称"], [DOCUMENT, "东街"], [number, "西街"]]).check()
    assert found.column("patrols", "patrol_no") == [DOCUMENT, DOCUMENT]
    assert found.rows("patrols.number-unique") == [2, 3]


@pytest.mark.parametrize("number", ["津蓟上仓巡（12）1号", "东街(一期)", "巡1[甲]"])
def test_brackets_around_anything_else_stay(office, number):
    found = patrols(office, [["巡查编号", "门店名称"], [number, "东街"]]).clean().column("patrols", "patrol_no")
    assert found == [number.replace("（", "(").replace("）", ")")]
