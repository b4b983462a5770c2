"""Cells become values: dates, money and categories in every form they come in, and what cannot be read is kept apart."""

from datetime import date, datetime
from decimal import Decimal

import openpyxl
import pytest
from tests.spec.drawn import PENALTIES, PETITIONS, SHEET, rewritten, saved, workbook


def received(office, cell):
    """The day that a cell under 登记时间 becomes, or the reason why it is none."""
    office.petitions([["信访件编号", "登记时间"], ["P1", cell]])
    found = office.clean()
    days = found.column("petitions", "received_on")
    return days[0] if days else found.quarantine[0]["reason"]


def fined(office, cell, title="罚款金额(元)"):
    """The yuan that a cell under a title become, or the reason why they are none."""
    office.penalties([["决定书文号", "决定日期", title], ["D1", "2023-01-05", cell]])
    found = office.clean()
    fines = found.column("penalties", "fine")
    return fines[0] if fines else found.quarantine[0]["reason"]


# --- dates ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "cell",
    [
        date(2023, 3, 5),
        datetime(2023, 3, 5, 17, 31, 20),
        "2023-03-05",
        "2023-3-5",
        "2023/3/5",
        "2023.3.5",
        "2023年3月5日",
        "2023年03月05日",
        "2023 年 3 月 5 日",
        "２０２３年３月５日",
        "２０２３／３／５",
        "20230305",
        20230305,
        "2023/3/5 12:09:38",
        "2023-03-05 17:31:20.5",
        "2023-03-05T17:31:20",
        "2023-03-05T17:31:20+08:00",
        "2023年3月5日 9时30分",
        "2023年3月5日9时30分15秒",
        "二〇二三年三月五日",
        "二○二三年三月五日",
        "二零二三年三月五日",
        "\u3000 2023-03-05 \xa0",
        "2023-03-05\u200b",
        44990,
        44990.75,
        "44990",
        "44990.5",
    ],
    ids=repr,
)
def test_a_date_is_read_in_every_form(office, cell):
    assert received(office, cell) == date(2023, 3, 5)


@pytest.mark.parametrize(
    ("text", "month", "day"),
    [("十月十日", 10, 10), ("十一月二十日", 11, 20), ("十二月三十一日", 12, 31), ("一月二十一日", 1, 21), ("二月十九日", 2, 19)],
)
def test_a_date_in_chinese_numerals_is_read(office, text, month, day):
    assert received(office, f"二〇二三年{text}") == date(2023, month, day)


@pytest.mark.parametrize(
    "cell",
    ["2023年3月", "2023", 2023, "23-3-5", "5/3/2023", "2023年度", "2023-3-5至2023-3-9", "待定", "9:30", "2023年三月五日",
     "202335", "二三年三月五日", "二〇二三年十十月一日", "二〇二三年三月一二十日", "2023-03-05 上午", True, 3.5, "-44990", 99999],
    ids=repr,
)  # fmt: skip
def test_what_is_no_date_is_not_guessed(office, cell):
    assert received(office, cell) in ("不是可以辨认的日期", "日历上没有这一天")


@pytest.mark.parametrize("cell", ["2023年13月45日", "2023-02-30", "20230229", "2023/4/31", "二〇二三年二月三十日", "2023-00-10"])
def test_a_day_that_the_calendar_lacks_is_said_to_be_none(office, cell):
    assert received(office, cell) == "日历上没有这一天"


def test_a_year_long_past_is_a_slip(office):
    # A case of the year 23 would be counted as carried in from the year before.
    assert received(office, "0023-03-05") in ("不是可以辨认的日期", "日历上没有这一天")


def test_days_of_a_workbook_that_counts_from_1904_are_those_that_excel_shows(office):
    book = openpyxl.Workbook()
    book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    book.active.append(["信访件编号", "登记时间"])
    book.active.append(["P1", datetime(2023, 3, 5)])
    office.put(PETITIONS, saved(book))
    assert office.clean().column("petitions", "received_on") == [date(2023, 3, 5)]


def test_the_forms_that_dates_stand_in_are_counted(office):
    office.petitions([["信访件编号", "登记时间"], ["P1", date(2023, 1, 5)], ["P2", 44990], ["P3", "2023.1.5"], ["P4", "2023/1/6"]])
    assert office.clean().sheet()["forms"] == {"received_on": {"date": 1, "serial": 1, "text": 2}}


# --- money ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cell", "yuan"),
    [
        (200, "200"),
        (200.5, "200.50"),
        ("200", "200"),
        ("1,234.50", "1234.50"),
        ("1，234.50", "1234.50"),
        ("１，２３４．５", "1234.50"),
        ("20 000", "20000"),
        ("1'234'567", "1234567"),
        ("¥200", "200"),
        ("￥200", "200"),
        ("200元", "200"),
        ("0.02万元", "200"),
        ("0.02万", "200"),
        ("2亿元", "200000000"),
        ("0", "0"),
        ("-50", "-50"),
        (0.1 + 0.2, "0.30"),
    ],
    ids=repr,
)
def test_an_amount_is_read_in_every_form(office, cell, yuan):
    assert fined(office, cell) == Decimal(yuan)


@pytest.mark.parametrize(
    ("title", "cell", "yuan"),
    [
        ("罚款金额", "0.02", "200"),
        ("罚款金额(万元)", "0.02", "200"),
        ("罚款金额（单位：万元）", "0.020000", "200"),
        ("罚款金额（元）", "200", "200"),
        ("罚款金额（单位：元）", "200", "200"),
        ("罚款金额(亿元)", "0.00001", "1000"),
        ("罚款金额(万元)", "200元", "200"),
        ("罚款金额(人民币元)", "200", "200"),
    ],
)
def test_the_unit_is_the_cells_else_the_titles_else_the_yamls(office, title, cell, yuan):
    # Of 罚款金额 without a unit the YAML says 万元, as the credit form has it.
    assert fined(office, cell, title) == Decimal(yuan)


@pytest.mark.parametrize(("cell", "said"), [("0.001", "金额细于分"), ("200元整", "不是数字"), ("两百", "不是数字"), ("1,23", "不是数字"),
                                            ("(200)", "不是数字"), ("1.2.3", "不是数字"), ("200-500", "不是数字")])  # fmt: skip
def test_what_is_no_amount_is_not_guessed(office, cell, said):
    assert fined(office, cell) == said


def test_an_amount_of_10000_yuan_may_be_as_fine_as_a_fen(office):
    assert fined(office, "0.000001", "罚款金额(万元)") == Decimal("0.01")
    assert fined(office, "0.0000001", "罚款金额(万元)") == "金额细于分"


def test_an_amount_that_excel_has_computed_is_read_at_the_digits_that_excel_shows(office):
    # =0.1+0.2 is saved as 0.30000000000000004 and shown as 0.3: Excel's numbers have fifteen digits.
    content = workbook((SHEET, [["决定书文号", "决定日期", "罚款金额(万元)"], ["D1", "2023-01-05", 98765]]))
    office.put(PENALTIES, rewritten(content, "xl/worksheets/sheet1.xml", b"<v>98765</v>", b"<v>0.30000000000000004</v>"))
    assert office.clean().column("penalties", "fine") == [Decimal(1000) + Decimal(2000)]


@pytest.mark.parametrize("cell", ["120225900307123", "999999999999999", "1e14"])
def test_a_number_that_is_no_amount_of_this_world_is_quarantined(office, cell):
    # An old identity number in the wrong column, in 万元, is more than any money column holds.
    assert isinstance(fined(office, cell, "罚款金额(万元)"), str)


# --- categories -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("cell", ["来访", " 来 访 ", "来访。", "来\u3000访", "来访；", "visit", "VISIT"])
def test_a_category_is_known_in_every_spelling(office, cell):
    office.petitions([["信访件编号", "登记时间", "信访形式"], ["P1", "2023-01-05", cell]])
    found = office.clean()
    assert found.column("petitions", "channel") == ["visit"]
    assert found.account["tables"]["petitions"]["unknown_categories"] == []


def test_an_unknown_category_is_one_that_is_not_listed_and_reported_with_its_row(office):
    office.petitions([["信访件编号", "登记时间", "信访形式"], ["P1", "2023-01-05", "来信"], ["P2", "2023-01-05", " 传真 "]])
    found = office.clean()
    assert found.column("petitions", "channel") == ["letter", "not_listed"]
    assert found.account["tables"]["petitions"]["unknown_categories"] == [
        {"column": "channel", "file": PETITIONS, "sheet": SHEET, "row": 3}
    ]


def test_a_category_without_a_list_knows_every_value(office):
    office.petitions([["信访件编号", "登记时间", "内容分类"], ["P1", "2023-01-05", "土地　征收"]])
    found = office.clean()
    assert found.column("petitions", "topic") == ["土地 征收"]
    assert found.account["tables"]["petitions"]["unknown_categories"] == []


# --- duplicates and quarantine ----------------------------------------------------------------------------------


def test_a_record_is_a_duplicate_however_it_is_spelt_and_numbered(office):
    office.petitions("""
序号 | 信访件编号 | 登记时间    | 信访形式
1    | P1         | 2023-01-05  | 来访
2    | Ｐ１       | 2023年1月5日 | 来 访
3    | P1         | 44931       | visit
""")
    found = office.clean()
    assert found.table("petitions")["_row"] == [2]
    assert found.sheet()["duplicates"] == 2
    assert found.sheet()["duplicate_rows"] == [3, 4]


@pytest.mark.parametrize("other", [["P1", "2023-01-06", "甲", "x"], ["P1", "2023-01-05", "乙", "x"], ["P1", "2023-01-05", "甲", "y"]])
def test_the_same_number_with_other_content_is_no_duplicate(office, other):
    # Neither a dropped column (概况) nor one that the table does not know (承办科室) is overlooked.
    office.petitions([["信访件编号", "登记时间", "概况", "承办科室"], ["P1", "2023-01-05", "甲", "x"], other])
    found = office.clean()
    assert (found.sheet()["kept"], found.sheet()["duplicates"]) == (2, 0)


def test_a_duplicate_in_another_file_is_set_aside_there(office):
    office.put("1信访.csv", "信访件编号,登记时间\nP1,2023-01-05\n")
    office.put("2信访.csv", "信访件编号,登记时间\nP2,2023-01-06\nP1,2023/1/5\n", encoding="gb18030")
    found = office.clean()
    assert (found.sheet("1信访.csv")["kept"], found.sheet("1信访.csv")["duplicates"]) == (1, 0)
    assert (found.sheet("2信访.csv")["kept"], found.sheet("2信访.csv")["duplicate_rows"]) == (1, [3])


def test_a_row_that_cannot_be_read_is_kept_out_and_named_with_every_reason(office):
    office.petitions("""
信访件编号 | 登记时间     | 办结时间
P1         | 2023-01-05   |
P2         | 2023年13月45日 | 李四 13812345678
           | 2023-01-05   |
P4         |              |
""")
    found = office.clean()
    lines = [(line["row"], line["column"], line["text"], line["reason"]) for line in found.quarantine]
    assert lines == [
        ("3", "登记时间", "2023年13月45日", "日历上没有这一天"),
        ("3", "办结时间", "（个人信息）", "不是可以辨认的日期"),
        ("4", "信访件编号", "", "必填项为空"),
        ("5", "登记时间", "", "必填项为空"),
    ]
    assert {(line["file"], line["sheet"]) for line in found.quarantine} == {(PETITIONS, SHEET)}
    assert (found.sheet()["kept"], found.sheet()["quarantined"]) == (1, 3)


def test_the_reasons_are_in_the_language_of_the_work(office):
    office.petitions("信访件编号 | 登记时间\nP1 | 2023-02-30\n")
    assert office.clean(lang="en").quarantine[0]["reason"] == "no such day in the calendar"


def test_a_text_that_a_spreadsheet_would_run_is_quoted(office):
    office.petitions([["信访件编号", "登记时间"], ["P1", "=HYPERLINK(1)"]])
    office.put("信访.csv", "信访件编号,登记时间\nP1,@SUM(A1)\n")
    assert [line["text"] for line in office.clean().quarantine] == ["'@SUM(A1)", ""]


def test_rows_add_up_to_what_another_reader_counts(office):
    office.petitions(
        [["某镇登记表"], ["信访件编号", "登记时间"], ["P1", "2023-01-05"], [], ["P1", "2023-01-05"], ["P2", "坏"], ["P3", "2023-01-05"],
         ["合计 4 件"]]
    )  # fmt: skip
    rows = office.clean().rows_of()
    assert rows["header"] + rows["totals"] + rows["kept"] + rows["quarantined"] + rows["duplicates"] == 2 + 1 + 2 + 1 + 1
    assert rows["physical"] == rows["counted"] == 2 + 1 + 2 + 1 + 1


def test_a_row_of_error_values_alone_is_counted_by_both_readers(office):
    # The average of nothing below a table is #DIV/0!
    content = workbook((SHEET, [["信访件编号", "登记时间"], ["P1", "2023-01-05"], [None, "#DIV/0!"]]))
    office.put(PETITIONS, content)
    rows = office.clean().rows_of()
    assert rows["physical"] == rows["counted"]


def test_cleaning_twice_gives_the_same_bytes(office):
    office.petitions([["信访件编号", "登记时间", "信访人"], ["P1", "2023-01-05", "张三"], ["P2", "坏", "李四"]])
    office.petitions([["信访件编号", "登记时间"], ["P0", "2022-01-05"]], year=2022)
    folder = office.clean().work.clean
    first = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    office.clean()
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == first
    assert len(first) == 3 + 3
