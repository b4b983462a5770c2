"""Rows of a sheet: records, totals, blanks and what lies below, each accounted for under the number that Excel shows."""

import openpyxl
import pytest
from tests.spec.drawn import PENALTIES, PETITIONS, SHEET, saved, workbook
from tests.spec.old_excel import old_workbook

HEAD = ["信访件编号", "登记时间", "内容分类"]


def account(physical, header=1, totals=0, kept=0, quarantined=0, duplicates=0):
    """A sheet's row counts; the second reader counts what the first does."""
    return {
        "physical": physical, "counted": physical, "header": header, "totals": totals, "kept": kept,
        "quarantined": quarantined, "duplicates": duplicates,
    }  # fmt: skip


def numbers_of(found):
    return found.column("petitions", "petition_no")


# --- numbers as Excel shows them --------------------------------------------------------------------------------


@pytest.mark.parametrize("leading", [0, 1, 7])
def test_row_numbers_are_those_that_excel_shows(office, leading):
    book = openpyxl.Workbook()
    sheet = book.active
    for place, row in enumerate([HEAD, ["P1", "2023-01-05"], None, ["P2", "坏"]], leading + 1):
        for column, value in enumerate(row or [], 3):
            sheet.cell(place, column, value)
    office.put(PETITIONS, saved(book))
    found = office.clean()
    assert found.table("petitions")["_row"] == [leading + 2]
    assert [line["row"] for line in found.quarantine] == [str(leading + 4)]
    assert found.sheet()["header_row"] == leading + 1


def test_blank_rows_are_no_rows_and_shift_no_number(office):
    office.petitions([HEAD, [], ["P1", "2023-01-05"], [None, "　", "\u200b"], ["P2", "2023-01-06"]])
    found = office.clean()
    assert found.table("petitions")["_row"] == [3, 5]
    assert found.rows_of() == account(1 + 2, kept=2)


def test_65000_empty_rows_at_the_end_are_no_rows(office):
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (HEAD, ["P1", "2023-01-05"]):
        sheet.append(row)
    sheet.cell(65_203, 1).number_format = "yyyy-mm-dd"
    office.put(PETITIONS, saved(book))
    assert office.clean().sheet(PETITIONS)["physical"] == 1 + 1


def test_hidden_rows_and_sheets_are_read_like_others(office):
    book = openpyxl.Workbook()
    for title, number in (("公开", "P1"), ("隐藏", "P2")):
        sheet = book.create_sheet(title)
        sheet.append(HEAD)
        sheet.append([number, "2023-01-05"])
        sheet.append([f"{number}b", "2023-01-05"])
        sheet.row_dimensions[3].hidden = True
    book.remove(book.worksheets[0])
    book["隐藏"].sheet_state = "veryHidden"
    office.put(PETITIONS, saved(book))
    assert numbers_of(office.clean()) == ["P1", "P1b", "P2", "P2b"]


# --- merges -----------------------------------------------------------------------------------------------------


def test_a_value_merged_down_stands_in_each_of_its_rows(office):
    office.petitions(
        [HEAD, ["P1", "2023-01-05", "土地"], ["P2", None, None], ["P3", "2023-01-07", "噪音"]], merges=["B2:B3", "C2:C3"]
    )
    found = office.clean()
    assert found.column("petitions", "topic") == ["土地", "土地", "噪音"]
    assert [day.isoformat() for day in found.column("petitions", "received_on")] == ["2023-01-05", "2023-01-05", "2023-01-07"]


def test_in_an_old_workbook_a_value_merged_down_stands_in_each_of_its_rows(office):
    office.put(PETITIONS, old_workbook((SHEET, [HEAD, ["P1", 44931, "土地"], ["P2", None, None]]), merges=[(1, 2, 1, 1), (1, 2, 2, 2)]))
    found = office.clean()
    assert found.column("petitions", "topic") == ["土地", "土地"]
    assert [day.isoformat() for day in found.column("petitions", "received_on")] == ["2023-01-05", "2023-01-05"]


def test_a_merge_that_reaches_over_an_empty_row_makes_no_record_of_it(office):
    office.petitions([HEAD, ["P1", "2023-01-05", "土地"], [None, None, None], ["P2", "2023-01-06", "噪音"]], merges=["C2:C3"])
    found = office.check()
    assert found.rows_of() == account(1 + 2, kept=2)
    assert found.state("files.rows-accounted") == "pass"


# --- total rows -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "total",
    ["合计", "合 计", "总计", "共计", "累计", "合计：", "合计2件", "本年合计", "全年总计", "Total", "Grand total", "合　计"],
)
def test_a_total_row_is_set_aside(office, total):
    office.petitions([HEAD, ["P1", "2023-01-05", "土地"], ["P2", "2023-01-06", "土地"], [total, None, 2]])
    found = office.clean()
    assert numbers_of(found) == ["P1", "P2"]
    assert found.rows_of() == account(1 + 2 + 1, totals=1, kept=2)


@pytest.mark.parametrize("position", [1, 2, 3])
def test_a_total_row_may_stand_anywhere(office, position):
    rows = [HEAD, ["P1", "2023-01-05", "土地"], ["P2", "2023-01-06", "土地"]]
    rows.insert(position, ["合计 2 件", None, None])
    office.petitions(rows)
    found = office.clean()
    assert numbers_of(found) == ["P1", "P2"]
    assert found.account["tables"]["petitions"]["stated"] == {"entries": 2}


def test_a_total_row_may_say_so_beside_an_empty_key(office):
    office.petitions([["序号", *HEAD], [1, "P1", "2023-01-05", "土地"], [2, None, "合计", "1件"]])
    assert office.clean().rows_of() == account(1 + 1 + 1, totals=1, kept=1)


def test_subtotals_are_set_aside_and_state_nothing_of_the_whole(office):
    office.petitions(
        [HEAD, ["P1", "2023-01-05", "土地"], ["小计 1 件", None, None], ["P2", "2023-02-06", "土地"], ["本页小计 1 件", None, None],
         ["总计 2 件", None, None]]
    )  # fmt: skip
    found = office.clean()
    assert found.rows_of() == account(1 + 2 + 3, totals=3, kept=2)
    assert found.account["tables"]["petitions"]["stated"] == {"entries": 2}


@pytest.mark.parametrize("topic", ["合计划生育", "总计划", "小计量单位", "Totally"])
def test_a_record_that_only_begins_like_a_total_is_a_record(office, topic):
    office.petitions([[HEAD[2], HEAD[0], HEAD[1]], [topic, "P1", "2023-01-05"]])
    assert numbers_of(office.clean()) == ["P1"]


def test_a_record_whose_topic_is_called_total_is_a_record(office):
    office.petitions([HEAD, ["P1", "2023-01-05", "合计"]])
    assert numbers_of(office.clean()) == ["P1"]


def test_the_totals_of_several_sheets_are_added_up(office):
    office.put(PETITIONS, workbook(
        ("上半年", [HEAD, ["P1", "2023-01-05", None], ["合计 1 件", None, None]]),
        ("下半年", [HEAD, ["P2", "2023-07-05", None], ["P3", "2023-07-05", None], ["合计 2 件", None, None]]),
    ))  # fmt: skip
    assert office.clean().account["tables"]["petitions"]["stated"] == {"entries": 1 + 2}


def test_a_sheet_that_states_no_total_leaves_the_sum_unknown(office):
    office.put(PETITIONS, workbook(
        ("上半年", [HEAD, ["P1", "2023-01-05", None], ["合计 1 件", None, None]]),
        ("下半年", [HEAD, ["P2", "2023-07-05", None]]),
    ))  # fmt: skip
    assert office.clean().account["tables"]["petitions"]["stated"] == {}


def test_a_total_with_a_thousands_separator_is_read(office):
    office.petitions([HEAD, ["P1", "2023-01-05", None], ["合计 1,234 件", None, None]])
    assert office.clean().account["tables"]["petitions"]["stated"] == {"entries": 1234}


def test_numbers_of_two_cells_of_a_total_row_are_not_read_as_one(office):
    # 14 in one cell and 413 in the next are no 14413, as 14 413 in one cell would be.
    office.petitions([["信访件编号", "登记时间", "概况"], ["P1", "2023-01-05", None], ["合计", "14", "413件"]])
    assert office.clean().account["tables"]["petitions"]["stated"].get("entries") in (None, 413)


def test_what_a_column_of_the_total_row_states_is_read_in_the_columns_unit(office):
    office.penalties("决定书文号 | 决定日期 | 罚款金额(万元)\nD1 | 2023-01-05 | 0.02\n合计 | | 1.185\n")
    assert office.clean().account["tables"]["penalties"]["stated"] == {"fines": 11_850}
    assert office.clean().sheet(PENALTIES)["totals"] == 1


# --- sheets -----------------------------------------------------------------------------------------------------


def test_every_sheet_with_a_header_is_read(office):
    office.put(PETITIONS, workbook(
        ("一月", [HEAD, ["P1", "2023-01-05", None]]),
        ("二月", [["二月登记表"], HEAD[::-1], [None, "2023-02-05", "P2"]]),
        ("三月", []),
    ))  # fmt: skip
    found = office.clean()
    assert numbers_of(found) == ["P1", "P2"]
    assert found.table("petitions")["_sheet"] == ["一月", "二月"]
    assert found.rows_of(sheet="二月") == account(1 + 1 + 1, header=1 + 1, kept=1)


def test_a_sheet_without_a_header_is_quarantined_row_by_row_and_shows_nothing(office):
    office.put(PETITIONS, workbook((SHEET, [HEAD, ["P1", "2023-01-05", None]]), ("草稿", [["李四 13812345678"], [], ["王五"]])))
    found = office.check()
    assert found.rows_of(sheet="草稿") == account(2, header=0, quarantined=2)
    assert [(line["sheet"], line["row"], line["text"]) for line in found.quarantine] == [
        ("草稿", "1", "（个人信息）"),
        ("草稿", "3", "（个人信息）"),
    ]
    assert found.places("files.rows-readable") == [(PETITIONS, "草稿", 1), (PETITIONS, "草稿", 3)]


def test_a_csv_with_rows_longer_and_shorter_than_its_header_loses_none(office):
    # A comma inside a text that nobody quoted moves all that follows by one column: such a row is not believed.
    office.put("信访.csv", "信访件编号,登记时间\nP1,2023-01-05,x,y\nP2\n,\nP3,2023-01-06,,\n")
    found = office.clean()
    assert found.rows_of("信访.csv") == account(1 + 3, kept=1, quarantined=1 + 1)
    assert {line["reason"] for line in found.quarantine} == {"该行的单元格多于表头的列", "必填项为空"}


def test_a_header_that_stands_again_on_the_next_page_is_no_record(office):
    office.petitions("""
信访件编号 | 登记时间
P1         | 2023-01-05
信访件编号 | 登记时间
P2         | 2023-01-06
""")
    found = office.clean()
    assert found.column("petitions", "petition_no") == ["P1", "P2"]
    assert found.rows_of() == {"physical": 4, "counted": 4, "header": 1 + 1, "totals": 0, "kept": 2, "quarantined": 0, "duplicates": 0}


def test_who_signed_a_table_and_notes_below_it_are_no_records(office):
    office.table("supervision", """
企业名称 | 风险等级
甲厂     | A
填表人：张三 | 审核人：李四
注：本表一式三份 |
乙厂     | A
""")
    found = office.check()
    assert found.value("supervision.enterprises") == len(["甲厂", "乙厂"])
    assert not [row for row in found.table("supervision").values() if "审核人:李四" in row]
