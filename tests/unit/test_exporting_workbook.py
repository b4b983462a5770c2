"""tables.xlsx: every public figure and every part of its breakdowns, exact, with units and notes, for people and programs."""

import io
import zipfile
from datetime import date
from decimal import Decimal

import pytest
from openpyxl import load_workbook
from tests.unit.review_sample import count, rate, sample_work

from nianbao.exporting.amounts import base, change, shown
from nianbao.exporting.spreadsheet import Book, Column, Link, Number
from nianbao.exporting.workbook import workbook
from nianbao.figures import Amount, Figure, Part, public_figures
from nianbao.words import Words

DAY = date(2023, 12, 31)


@pytest.fixture(scope="module")
def work(tmp_path_factory):
    return sample_work(tmp_path_factory.mktemp("w"))


@pytest.fixture(scope="module")
def content(work):
    return workbook(work)


@pytest.fixture(scope="module")
def book(content):
    return load_workbook(io.BytesIO(content))


def rows(sheet):
    """The table of a sheet as a list of rows by header."""
    (table,) = sheet.tables.values()
    head, *body = [[cell.value for cell in row] for row in sheet[table.ref]]
    return [dict(zip(head, row, strict=True)) for row in body]


def test_the_cover_says_what_it_is_and_leads_to_every_other_sheet(book):
    cover = book.worksheets[0]
    told = [cell.value for cell in cover["A"]]
    assert told[0] == "2023年法治政府建设情况年报：数据表"
    assert told[1].startswith("示例数据：")
    assert {"单位：上仓镇人民政府", "年度：2023", "统计时点：2023-12-31"} <= set(told)
    links = [cell.hyperlink.location for cell in cover["A"] if cell.hyperlink]
    assert links == [f"'{name}'!A1" for name in book.sheetnames[1:]]
    assert book.sheetnames == ["封面", "说明", "全部数据", "行政处罚", "信访件"]


def test_every_sheet_is_titled_in_its_first_cell_and_has_one_whole_table(book):
    for sheet in book.worksheets:
        assert sheet["A1"].value and not sheet.merged_cells.ranges
        assert len(sheet.tables) == (0 if sheet.title == "封面" else 1)
        for table in sheet.tables.values():
            assert sheet.freeze_panes == f"B{int(table.ref.split(':')[0][1:]) + 1}"
            found = rows(sheet)
            assert found and all(any(row.values()) for row in found)


def test_every_public_figure_stands_there_exactly(work, book):
    found = {row["名称"]: row for row in rows(book["全部数据"])}
    figures = public_figures(work)
    assert set(found) == set(figures)
    for name, figure in figures.items():
        row = found[name]
        assert (row["指标"], row["单位"]) == (figure.label.zh, figure.unit.zh)
        assert row["2023年"] == pytest.approx(float(figure.value), rel=1e-15)
        assert row["2022年"] == pytest.approx(float(figure.previous.value), rel=1e-15)
    closed, closing = found["petitions.closed"], found["petitions.closing_rate"]
    assert (closed["比上年"], closed["变化的单位"], closed["分子"], closed["来源"]) == (427 - 393, "件", "[z]", "2023年信访件登记表.xlsx › 登记表（427行）")
    assert (closing["分子"], closing["分母"], closing["变化的单位"]) == (427, 438, "百分点")
    assert closing["比上年"] == pytest.approx((427 / 438 - 393 / 407) * 100)


def test_every_part_of_every_breakdown_stands_there(work, book):
    for sheet, table in (("信访件", "petitions"), ("行政处罚", "penalties")):
        found = [(row["指标"], row["分类方式"], row["类别"], row["2023年"], row["2022年"]) for row in rows(book[sheet])]
        ways = {"month": "月份", "channel": "信访形式", "kind": "违法行为类型"}
        wanted = [
            (figure.label.zh, ways[by], part.label.zh, part.value, part.previous)
            for figure in public_figures(work).values() if figure.table == table
            for by, parts in figure.by.items() for part in parts
        ]  # fmt: skip
        assert found == wanted and len(wanted) > 10


def test_shorthand_and_notes_that_are_used_are_explained(book):
    explained = {row["符号或注"] for row in rows(book["说明"])}
    used = {
        word for sheet in book.worksheets[2:] for row in sheet.iter_rows(values_only=True) for cell in row if isinstance(cell, str)
        for word in cell.split() if word.startswith("[")
    }  # fmt: skip
    assert {"[z]", "[注1]", "[注2]"} <= used <= explained
    assert {"[c]", "[x]"} <= explained


def test_what_is_hidden_stands_as_hidden_in_every_cell_that_would_tell_it(tmp_path):
    parts = (Part("a", Words(zh="甲"), None, 3, hidden=True), Part("b", Words(zh="乙"), 20, None, previous_hidden=True))
    figure = Figure(
        "petitions.closed", Words(zh="办结信访件"), Words(zh="件"), "count", Amount(20), Amount(None, hidden=True), {"channel": parts}, "sum",
        "petitions", "true", ({"file": "a.csv", "sheet": "", "rows": None},),
    )  # fmt: skip
    book = load_workbook(io.BytesIO(workbook(sample_work(tmp_path, [figure]))))
    (row,) = rows(book["全部数据"])
    assert [row[name] for name in ("2023年", "2022年", "比上年", "变化的单位", "来源")] == [20, "[c]", "[c]", "[c]", "a.csv"]
    assert [(row["2023年"], row["2022年"]) for row in rows(book["信访件"])] == [("[c]", 3), (20, "[c]")]


def test_english(tmp_path):
    book = load_workbook(io.BytesIO(workbook(sample_work(tmp_path, lang="en", draft=True))))
    told = [cell.value for cell in book["Cover"]["A"]]
    assert told[0] == "Government under the rule of law, review of 2023: tables"
    assert told[2].startswith("Draft.") and "Office: Shangcang Town Government" in told
    assert book.sheetnames == ["Cover", "Notes", "Figures", "Administrative penalties", "Petitions"]
    assert {row["Figure"]: row["2023"] for row in rows(book["Figures"])}["Petitions closed"] == 427


def test_the_file_says_whose_it_is_and_bears_no_clock(work, content, book):
    assert workbook(work) == content
    assert (book.properties.title, book.properties.creator) == ("2023年法治政府建设情况年报：数据表", "上仓镇人民政府")
    assert str(book.properties.created) == "2023-12-31 00:00:00"
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert len({member.date_time for member in archive.infolist()}) == 1


def _rate(part, whole):
    return Amount(Decimal(part) / Decimal(whole), part, whole)


@pytest.mark.parametrize(
    ("part", "whole", "form"),
    [
        (1, 2, "0.0%"), (0, 5, "0.0%"), (5, 5, "0.0%"), (9994, 10000, "0.0%"), (9995, 10000, "0.00%"), (4, 10000, "0.00%"),
        (1, 3000000, "0.00000%"), (9999999, 10000000, "0.00000%"), (100001, 100000, "0.000%"),
    ],
)  # fmt: skip
def test_a_rate_never_looks_like_all_or_nothing_unless_it_is(part, whole, form):
    assert shown(_rate(part, whole), "rate") == Number(Decimal(part) / Decimal(whole), form)


@pytest.mark.parametrize(
    ("value", "kind", "form"), [(427, "count", "#,##0"), (Decimal("11850.50"), "sum", "#,##0.00"), (Decimal("26.6"), "mean", "#,##0.0")]
)
def test_numbers_are_shown_by_their_kind(value, kind, form):
    assert shown(Amount(value), kind) == Number(value, form)


def test_what_is_no_number_says_why():
    hidden = Amount(None, hidden=True)
    figure = Figure("a.b", Words(zh="甲"), Words(zh="%"), "rate", hidden, Amount(Decimal(1), 1, 1))
    assert (shown(None, "count"), shown(Amount(None), "count"), shown(hidden, "count")) == ("[x]", "[x]", "[c]")
    assert (change(figure), base(figure, None)) == ("[c]", "[c]")
    assert change(count("a.b", ("甲", ""), ("件", ""), 1, None)) == "[x]"
    assert base(rate("a.b", ("甲", ""), 1, 2, (0, 0)), None) == "[x]"


@pytest.mark.parametrize(("now", "form"), [((1, 2), "0"), ((5003, 10000), "+#,##0.00;-#,##0.00;0"), ((51, 100), "+#,##0;-#,##0;0")])
def test_a_change_has_its_sign_and_is_none_only_where_nothing_changed(now, form):
    found = change(rate("a.b", ("甲", ""), *now, (1, 2)))
    assert found.value == pytest.approx((now[0] / now[1] - 0.5) * 100)
    assert found.form.endswith(form)


@pytest.mark.parametrize("text", ["=1+1", "+1", "@SUM(A1)", "{=1}", "https://example.org", "internal:x!A1", "12", "甲\x0b"])
def test_text_is_never_a_formula_a_number_or_an_address(text):
    book = Book({"title": text}, DAY, "宋体")
    book.sheet(book.name("甲"), text, [text], [Column(text), Column("数", True)], [[text, Number(1, "0")]])
    sheet = load_workbook(io.BytesIO(book.done())).worksheets[0]
    wanted = text.replace("\x0b", "")
    cells = [sheet["A1"], sheet["A2"], sheet["A4"]]
    assert [(cell.value, cell.data_type, cell.hyperlink) for cell in cells] == [(wanted, "s", None)] * 3


def test_names_of_sheets_are_such_as_excel_takes():
    book = Book({}, DAY, "Arial")
    names = [book.name(wanted) for wanted in ("a[b]:c*?/\\d", "Petitions", "petitions", "字" * 40, "字" * 41, "Legal advisers of all the villages here", "'")]
    assert len({name.lower() for name in names}) == len(names) and all(0 < len(name) <= 31 for name in names)
    assert names[2] == "petitions 2" and names[5] == "Legal advisers of all the"
    for name in names:
        book.sheet(name, "题", [Link(names[0], "看")])
    assert load_workbook(io.BytesIO(book.done())).sheetnames == names
