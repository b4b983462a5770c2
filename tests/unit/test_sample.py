"""The sample office's files: made again byte for byte, and counted here without a line of nianbao.

2023 petitions   427 closed = 413 received + 14 carried in; accepted, closed and satisfied 100 %
2022 petitions   393 closed of 407 = 398 received + 9 carried in; the 14 left open are the 14 of 2023
2023 penalties   90 = 28 civility + 38 cityscape + 24 burning, 11,850 yuan
2022 penalties   76 = 25 + 33 + 18, 9,100 yuan
"""

import csv
import re
import subprocess
import sys
import unicodedata
from collections import Counter
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path

import openpyxl
import pytest

RAW = Path(__file__).resolve().parents[2] / "data" / "raw"
OFFICE = RAW / "shangcang"
REGISTER_2023 = OFFICE / "2023" / "2023年信访件登记表.xlsx"
REGISTER_2022 = OFFICE / "2022" / "2022年信访登记台账.xlsx"
PENALTIES_2023 = OFFICE / "2023" / "行政处罚双公示2023.csv"
PENALTIES_2022 = OFFICE / "2022" / "2022年行政处罚台账.csv"

# The head of the register of 2023 stands in rows 1 to 3; rows are counted as Excel shows them.
HEADER_ROW = 3
DATES_2023 = ("登记时间", "受理告知时间", "延期审批日期", "办结时间")
DATES_2022 = ("登记日期", "受理日期", "延期日期", "办结日期")


def day(value):
    """The date a cell means, however it is written; None for an empty cell; ValueError for no date."""
    if value is None:
        return None
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, int):
        return date(1899, 12, 30) + timedelta(days=value)
    return date(*(int(part) for part in re.findall(r"\d+", unicodedata.normalize("NFKC", value))))


def plain(value):
    """A cell's text without blanks at the ends, in half width."""
    return "" if value is None else unicodedata.normalize("NFKC", str(value)).strip()


@cache
def sheet_of(path):
    book = openpyxl.load_workbook(path)
    assert len(book.sheetnames) == 1
    return book.active


def rows_of(path, header_row):
    """Row number → {header: value} of the rows between the header and the total row, merged cells filled."""
    sheet = sheet_of(path)
    cells = {(row, column): sheet.cell(row, column).value
             for row in range(1, sheet.max_row + 1) for column in range(1, sheet.max_column + 1)}  # fmt: skip
    for area in sheet.merged_cells.ranges:
        cells |= dict.fromkeys(area.cells, cells[area.min_row, area.min_col])
    header = [cells[header_row, column] for column in range(1, sheet.max_column + 1)]
    return {
        row: {name: cells[row, column] for column, name in enumerate(header, start=1)}
        for row in range(header_row + 1, sheet.max_row)
    }


@cache
def entries_2023():
    return rows_of(REGISTER_2023, HEADER_ROW)


@cache
def petitions_2023():
    """The 427: readable rows, each number once."""
    once = {}
    for row in entries_2023().values():
        if row["登记时间"] != "2023年13月45日":
            once.setdefault(row["信访件编号"], row | {name: day(row[name]) for name in DATES_2023})
    return list(once.values())


@cache
def petitions_2022():
    return [row | {name: day(row[name]) for name in DATES_2022} for row in rows_of(REGISTER_2022, 1).values()]


def table_of(path, encoding):
    """The cases and the total row of a CSV file."""
    with path.open(encoding=encoding, newline="") as lines:
        *cases, total = csv.DictReader(lines)
    return cases, total


@cache
def penalties_2023():
    return table_of(PENALTIES_2023, "gb18030")


@cache
def penalties_2022():
    return table_of(PENALTIES_2022, "utf-8-sig")


def yuan(case):
    if "罚款金额(元)" in case:
        return Decimal(case["罚款金额(元)"] or 0)
    return Decimal(case["罚款金额(万元)"] or 0) * 10_000


def days_between(row, since, until):
    return (row[until] - row[since]).days


class TestGenerator:
    def test_makes_the_committed_files_again_byte_for_byte(self, tmp_path):
        subprocess.run([sys.executable, "-B", RAW / "make_sample", tmp_path], check=True)
        made = {path.relative_to(tmp_path): path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
        files = [path for year in ("2022", "2023") for path in (OFFICE / year).iterdir()]
        assert {path.name for path in files} > {REGISTER_2022.name, REGISTER_2023.name, PENALTIES_2022.name, PENALTIES_2023.name}
        assert made == {path.relative_to(RAW): path.read_bytes() for path in files}


class TestRegisterOf2023:
    def test_every_row_has_its_place(self):
        rows = [row for row in sheet_of(REGISTER_2023).iter_rows(values_only=True) if any(row)]
        head, duplicate, unreadable, total = 3, 1, 1, 1
        assert len(rows) == head + 427 + duplicate + unreadable + total

    def test_head_stands_in_three_rows(self):
        sheet = sheet_of(REGISTER_2023)
        assert sheet["A1"].value == "上仓镇2023年信访件登记表"
        assert sheet["A2"].value.startswith("填报单位") and sheet["M2"].value.startswith("填表日期")
        assert sheet["B3"].value == "信访件编号" and sheet["T3"].value == "满意度"

    def test_total_row_counts_neither_the_duplicate_nor_the_unreadable_row(self):
        sheet = sheet_of(REGISTER_2023)
        assert sheet.cell(sheet.max_row, 1).value == "合计"
        assert sheet.cell(sheet.max_row, 2).value == "共427件，其中上年结转14件"
        people = sum(int(row["人数"]) for row in petitions_2023())
        assert sheet.cell(sheet.max_row, 11).value == people

    def test_closed_is_received_and_carried_in(self):
        received = [row for row in petitions_2023() if row["登记时间"].year == 2023]
        carried_in = [row for row in petitions_2023() if row["登记时间"].year == 2022]
        assert (len(received), len(carried_in)) == (413, 14)
        assert sum(row["办结时间"].year == 2023 for row in petitions_2023()) == 413 + 14

    def test_all_accepted_within_15_days(self):
        assert all(0 <= days_between(row, "登记时间", "受理告知时间") <= 15 for row in petitions_2023())

    def test_nobody_who_rated_is_dissatisfied(self):
        ratings = Counter(plain(row["满意度"]) for row in petitions_2023())
        assert set(ratings) == {"满意", "基本满意", "未评价"}
        assert ratings.total() == 427

    def test_claims_closed_within_60_days_or_90_when_extended(self):
        claims = [row for row in petitions_2023() if plain(row["信访目的"]) == "求决"]
        taken = [(row["延期审批日期"] is not None, days_between(row, "受理告知时间", "办结时间")) for row in claims]
        assert all(0 <= days <= (90 if extended else 60) for extended, days in taken)
        assert [days > 60 for extended, days in taken if extended] == [True] * (6 + 2)

    def test_carried_in_are_the_open_ones_of_2022(self):
        open_2022 = {row["信访编号"]: row["登记日期"] for row in petitions_2022() if row["办结日期"] is None}
        carried_in = {row["信访件编号"]: row["登记时间"] for row in petitions_2023() if row["登记时间"].year == 2022}
        assert carried_in == open_2022
        assert all(row["受理告知时间"].year == 2022 for row in petitions_2023() if row["登记时间"].year == 2022)

    def test_one_row_stands_twice_in_other_digits(self):
        rows = entries_2023()
        [number] = [number for number, count in Counter(r["信访件编号"] for r in rows.values()).items() if count == 2]
        (at, first), (again_at, again) = [(at, row) for at, row in rows.items() if row["信访件编号"] == number]
        differing = {name for name in first if name != "序号" and first[name] != again[name]}
        assert again_at == at + 6
        assert differing == {"登记时间", "联系电话"}
        assert day(first["登记时间"]) == day(again["登记时间"])
        assert plain(first["联系电话"]) == plain(again["联系电话"])

    def test_one_row_has_no_date(self):
        unreadable = []
        for at, row in entries_2023().items():
            try:
                day(row["登记时间"])
            except ValueError:
                unreadable.append((at, row["登记时间"]))
        assert [text for _, text in unreadable] == ["2023年13月45日"]

    @pytest.mark.parametrize("column", ["登记时间", "受理告知时间", "办结时间"])
    def test_dates_are_written_in_many_ways(self, column):
        at = list(entries_2023()[HEADER_ROW + 1]).index(column) + 1
        cells = [sheet_of(REGISTER_2023).cell(row, at) for row in entries_2023()]
        texts = [cell.value for cell in cells if isinstance(cell.value, str)]
        assert any(re.fullmatch(r"2023年[0-9]+月[0-9]+日", text) for text in texts)
        assert any(re.fullmatch(r"2023\.[0-9]+\.[0-9]+", text) for text in texts)
        assert any(text.startswith("２０２３年") for text in texts)
        assert any(cell.number_format == "General" and isinstance(cell.value, int) for cell in cells)
        formats = {cell.number_format for cell in cells if isinstance(cell.value, datetime)}
        assert formats == {"yyyy/m/d", 'yyyy"年"m"月"d"日"'}

    def test_merged_subjects_say_what_the_rows_are(self):
        sheet = sheet_of(REGISTER_2023)
        merged = [area for area in sheet.merged_cells.ranges if HEADER_ROW < area.min_row < sheet.max_row]
        assert {area.coord[0] for area in merged} == {"M"}
        assert max(area.size["rows"] for area in merged) == 22
        subjects = [plain(row["内容分类"]) for row in entries_2023().values()]
        assert all(subjects)
        assert subjects == sorted(subjects)

    def test_some_categories_carry_blanks(self):
        for column in ("信访形式", "内容分类", "信访目的", "满意度"):
            blanks = {value.replace(value.strip(), "") for row in entries_2023().values() if (value := row[column])}
            assert blanks >= {" ", "\u3000"}, column

    def test_entry_numbers_have_a_gap_and_start_again(self):
        numbers = [row["序号"] for row in entries_2023().values()]
        assert numbers == [*range(1, 57), *range(60, 254), *range(1, 429 - 250 + 1)]


class TestRegisterOf2022:
    def test_header_first_and_total_last(self):
        sheet = sheet_of(REGISTER_2022)
        assert sheet["C1"].value == "信访编号"
        assert sheet.cell(sheet.max_row, 1).value == "合计407件，其中上年结转9件"
        assert sheet.max_row == 1 + 407 + 1

    def test_closed_393_of_407(self):
        carried_in = sum(row["登记日期"].year == 2021 for row in petitions_2022())
        received = sum(row["登记日期"].year == 2022 for row in petitions_2022())
        closed = sum(row["办结日期"] is not None and row["办结日期"].year == 2022 for row in petitions_2022())
        assert (carried_in, received, closed) == (9, 398, 398 + 9 - 14)
        assert 0.96 < closed / (received + carried_in) < 0.97

    def test_is_worse_than_the_year_after(self):
        late = [row for row in petitions_2022() if days_between(row, "登记日期", "受理日期") > 15]
        overdue = [row for row in petitions_2022() if row["办结日期"] and not row["延期日期"]
                   and row["信访目的"] == "求决" and days_between(row, "受理日期", "办结日期") > 60]  # fmt: skip
        dissatisfied = [row for row in petitions_2022() if row["群众满意度"] == "不满意"]
        assert (len(late), len(overdue), len(dissatisfied)) == (5, 4, 9)

    def test_petition_numbers_stand_once(self):
        assert len({row["信访编号"] for row in petitions_2022()}) == 407


class TestPenaltiesOf2023:
    def test_90_cases_of_three_kinds(self):
        kinds = Counter(case["违法行为类型"] for case in penalties_2023()[0])
        assert kinds == {"文明行为": 28, "市容和环境卫生": 38, "非法焚烧": 24}
        assert kinds.total() == 90

    def test_fines_come_to_the_published_sum(self):
        cases, total = penalties_2023()
        assert sum(yuan(case) for case in cases) == 11_850
        assert (total["行政相对人名称"], total["罚款金额(万元)"]) == ("合计", "1.185000")

    def test_columns_are_those_of_the_form(self):
        header = list(penalties_2023()[1])
        assert "行政相对人代码＿1（统一社会信用代码）：" in header
        assert not {"立案日期", "适用程序"} & set(header)

    def test_cannot_be_read_as_gbk(self):
        with pytest.raises(UnicodeDecodeError):
            PENALTIES_2023.read_bytes().decode("gbk")

    def test_numbers_stand_once_in_two_kinds_of_brackets(self):
        numbers = [case["行政处罚决定书文号"] for case in penalties_2023()[0]]
        assert {re.sub(r"\w", "", number) for number in numbers} == {"〔〕", "[]"}
        assert len({number.translate(str.maketrans("[]", "〔〕")) for number in numbers}) == 90

    def test_facts_run_over_several_lines(self):
        assert all(case["违法事实"].count("\n") == 2 for case in penalties_2023()[0])

    def test_warnings_are_written_as_zero_or_as_nothing(self):
        amounts = {case["罚款金额(万元)"] for case in penalties_2023()[0] if case["处罚类别"] == "警告"}
        assert amounts == {"", "0.000000"}

    def test_decided_within_the_year(self):
        assert all(day(case["处罚决定日期"]).year == 2023 for case in penalties_2023()[0])


class TestPenaltiesOf2022:
    def test_76_cases_of_three_kinds(self):
        kinds = Counter(case["案由类别"] for case in penalties_2022()[0])
        assert kinds == {"文明行为": 25, "市容和环境卫生": 33, "非法焚烧": 18}

    def test_total_row_has_the_sum(self):
        cases, total = penalties_2022()
        assert sum(yuan(case) for case in cases) == 9_100
        assert (total["序号"], total["罚款金额(元)"]) == ("合计", "9100")

    def test_on_the_spot_only_what_the_law_allows(self):
        for case in penalties_2022()[0]:
            if case["适用程序(简易/普通)"] == "简易":
                assert yuan(case) <= (200 if case["行政相对人类别"] == "自然人" else 3000)
                assert case["立案日期"] == ""

    def test_decided_in_the_year_and_within_90_days_of_filing(self):
        filed = [case for case in penalties_2022()[0] if case["立案日期"]]
        assert all(0 <= (day(case["决定日期"]) - day(case["立案日期"])).days <= 90 for case in filed)
        assert len(filed) == 5 + 1
        assert {day(case["决定日期"]).year for case in penalties_2022()[0]} == {2022}


@pytest.mark.parametrize("year", [2022, 2023])
def test_fines_keep_to_the_law(year):
    cases = penalties_2022()[0] if year == 2022 else penalties_2023()[0]
    for case in cases:
        kind = case.get("案由类别") or case["违法行为类型"]
        if "罚款" not in (case.get("处罚种类") or case["处罚类别"]):
            assert yuan(case) == 0
        elif kind == "非法焚烧":
            assert 500 <= yuan(case) <= 2000
        else:
            assert 50 <= yuan(case) <= (200 if case["行政相对人类别"] == "自然人" else 500)


class TestInventions:
    """Nothing in the files can belong to anybody."""

    @staticmethod
    def text():
        cells = [plain(cell) for path in (REGISTER_2022, REGISTER_2023)
                 for row in sheet_of(path).iter_rows(values_only=True) for cell in row]  # fmt: skip
        tables = [PENALTIES_2022.read_text("utf-8-sig"), PENALTIES_2023.read_text("gb18030")]
        return "\n".join([*cells, *tables])

    def test_mobile_numbers_are_of_one_invented_range(self):
        numbers = set(re.findall(r"(?<!\d)1\d{10}(?!\d)", self.text()))
        assert len(numbers) > 600
        assert {number[:7] for number in numbers} == {"1900000"}

    def test_identity_numbers_have_a_check_digit_and_the_district_of_2016(self):
        numbers = set(re.findall(r"(?<!\w)\d{17}[\dX](?!\w)", self.text()))
        assert len(numbers) > 600
        for number in numbers:
            weighted = sum(int(digit) * pow(2, 17 - place, 11) for place, digit in enumerate(number[:17]))
            assert (weighted + (10 if number[-1] == "X" else int(number[-1]))) % 11 == 1
            assert number.startswith("120119") and int(number[6:10]) < 2005

    def test_names_hold_characters_beyond_gbk(self):
        assert set("㛃㵪䶮䴖𬭎𠅤") <= set(self.text())

    def test_the_41_villages_are_the_towns(self):
        villages = set((RAW / "make_sample" / "villages.csv").read_text("utf-8").split()[1:])
        assert len(villages) == 41
        named = {row["问题属地(村)"] + "委会" for row in entries_2023().values()}
        assert named == {line.split(",")[1] for line in villages}
