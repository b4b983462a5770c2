"""Where a sheet's header stands, and which column is which, however its title is spelt."""

import pytest
from tests.spec.drawn import PETITIONS, SHEET, workbook

from nianbao.errors import AmbiguousColumn, MissingColumn, NoHeader


def columns_of(office, titles):
    """Column of the table → the title it was found under, of a petition register with these titles."""
    office.petitions([["信访件编号", "登记时间", *titles], ["P1", "2023-01-05", *[None] * len(titles)]])
    return office.clean().account["tables"]["petitions"]["columns"]


@pytest.mark.parametrize(
    "title",
    [
        "受理告知时间",
        " 受理告知 时间　",
        "受理告知时间：",
        "受理告知时间:",
        "*受理告知时间",
        "受理告知\n时间",
        "受理告知时间（必填）",
        "受理告知时间(年-月-日)",
        "受理告知时间【系统】",
        "受理告知时间\u200b",
        "受理日期",
        "accepted on",
        "Accepted On",
        "ACCEPTED_ON",
    ],
)
def test_a_title_is_known_in_every_spelling(office, title):
    assert "accepted_on" in columns_of(office, [title])


@pytest.mark.parametrize(
    "title",
    [
        "行政相对人代码_1(统一社会信用代码)",
        "行政相对人代码＿1（统一社会信用代码）",
        "行政相对人代码-1 (统一社会信用代码)",
        "行政相对人代码_1(统一社会信用代码)：",
    ],
)
def test_the_spellings_of_the_credit_form_are_one_column(office, title):
    office.penalties([["决定书文号", "决定日期", title], ["D1", "2023-01-05", "91120000000000000X"]])
    assert "credit_code" in office.clean().account["tables"]["penalties"]["columns"]


def test_a_bracket_tells_two_columns_of_one_stem_apart(office):
    titles = ["行政相对人代码_1(统一社会信用代码)", "行政相对人代码_5(居民身份证号)"]
    office.penalties([["决定书文号", "决定日期", *titles], ["D1", "2023-01-05", None, None]])
    columns = office.clean().account["tables"]["penalties"]["columns"]
    assert (columns["credit_code"], columns["id_number"]) == tuple(titles)


def test_a_title_in_full_goes_before_one_with_a_bracket(office):
    columns = columns_of(office, ["受理告知时间（旧）", "受理告知时间"])
    assert columns["accepted_on"] == "受理告知时间"


def test_two_columns_that_may_both_be_meant_are_refused(office):
    # The case list of a real register has both; only its office can say which is the day of receipt.
    office.petitions("""
信访件编号 | 登记日期   | 登记时间
P1         | 2023-01-05 | 2023-01-06
""")
    with pytest.raises(AmbiguousColumn) as error:
        office.clean()
    assert error.value.exit_code == 4
    assert error.value.say("zh") == (
        f"2023/{PETITIONS}（{SHEET}，表头第 1 行）有两列都可作“登记时间”：登记日期、登记时间。"
        "请在 expectations/petitions.yml 中写明用哪一列。"
    )


def test_an_office_says_in_its_own_yaml_which_of_two_columns_is_meant(office):
    office.expects("petitions", "extends: petitions\ncolumns:\n  received_on: {also: []}\n")
    office.petitions("信访件编号 | 登记日期 | 登记时间\nP1 | 2023-01-05 | 2023-01-06\n")
    assert office.clean().account["tables"]["petitions"]["columns"]["received_on"] == "登记时间"


def test_two_columns_of_texts_that_are_not_kept_are_no_matter(office):
    # The visit register of a real office has both, and neither reaches the clean table.
    office.petitions("""
信访件编号 | 来访人 | 人数 | 来访时间   | 来访诉求 | 反映内容 | 信访目的
P1         | 张三   | 1    | 2023-01-05 | 求助     | 噪音     | 求决
""")
    assert office.clean().sheet()["kept"] == 1


def test_a_required_column_that_is_missing_is_named_with_the_nearest(office):
    office.petitions("""
2023年登记表 |              |
信访件编号   | 登记时间点   | 办结时间
P1           | 2023-01-05   | 2023-02-01
""")
    with pytest.raises(MissingColumn) as error:
        office.clean()
    assert error.value.say("zh") == (
        f"2023/{PETITIONS}（{SHEET}，表头第 2 行）缺少必需的列“登记时间”，最接近的列是“登记时间点”。"
        "若是同一列，请在 expectations/petitions.yml 的 also 中加上它。"
    )
    assert "lacks the required column “登记时间”; the nearest column is “登记时间点”" in error.value.say("en")


def test_a_file_without_a_header_says_what_was_looked_for_and_what_was_found(office):
    office.petitions("""
2023年   |            |
信访件号 | 登记的日子 | 备注
P1       | 2023-01-05 |
""")
    with pytest.raises(NoHeader) as error:
        office.clean()
    said = error.value.say("zh")
    assert f"2023/{PETITIONS}" in said and "“信访件”" in said and "信访件编号" in said
    assert "最像表头的是第 2 行，其中认得的列名：信访件编号、登记时间" in said


@pytest.mark.parametrize(
    "row",
    [
        ["P1", "张三丰", "11010519491231002X", "13812345678", "2023-01-05"],
        ["姓名：张三丰", "身份证号：11010519491231002X", "联系电话：13812345678"],
        ["信访人张三丰", "登记"],
    ],
    ids=["record", "form", "one cell"],
)
def test_no_record_is_shown_where_the_header_is_missing(office, row):
    # What is most like a header may be a record: its person stays out of messages, notebooks and logs.
    office.petitions([row])
    with pytest.raises(NoHeader) as error:
        office.clean()
    for lang in ("zh", "en"):
        assert "11010519491231002X" not in error.value.say(lang)
        assert "13812345678" not in error.value.say(lang)
        assert "张三丰" not in error.value.say(lang)


@pytest.mark.parametrize("above", [1, 3, 30])
def test_the_header_is_found_below_titles(office, above):
    titles = [["某镇2023年信访件登记表", None]] + [["填表单位：某镇", "登记"]] * (above - 1)
    office.petitions([*titles, ["信访件编号", "登记时间"], ["P1", "2023-01-05"]])
    assert office.clean().sheet()["header_row"] == above + 1
    assert office.clean().rows_of()["header"] == above + 1


def test_a_title_merged_across_the_columns_is_part_of_the_header(office):
    office.petitions(
        [["某镇2023年信访件登记表", None, None], ["信访件编号", "登记时间", "办结时间"], ["P1", "2023-01-05", None]],
        merges=["A1:C1"],
    )
    assert office.clean().rows_of() == {
        "physical": 1 + 1 + 1, "counted": 1 + 1 + 1, "header": 1 + 1, "totals": 0, "kept": 1, "quarantined": 0, "duplicates": 0,
    }  # fmt: skip


def test_a_header_whose_cells_are_merged_over_two_rows_is_one_header(office):
    # Row 2 is empty in the file and full to the eye; it is no record.
    office.petitions([["信访件编号", "登记时间"], [None, None], ["P1", "2023-01-05"]], merges=["A1:A2", "B1:B2"])
    found = office.clean()
    assert found.quarantine == []
    assert found.rows_of() == {
        "physical": 1 + 1, "counted": 1 + 1, "header": 1, "totals": 0, "kept": 1, "quarantined": 0, "duplicates": 0,
    }  # fmt: skip


def test_titles_that_the_table_does_not_know_are_listed(office):
    office.petitions([["序号", "信访件编号", "登记时间", "承办人"], [1, "P1", "2023-01-05", "李四"]])
    assert office.clean().sheet()["unused_columns"] == ["序号", "承办人"]


def test_columns_that_no_file_has_are_listed(office):
    office.petitions("信访件编号 | 登记时间\nP1 | 2023-01-05\n")
    office.put("来访信访.xlsx", workbook((SHEET, "信访件编号 | 登记时间 | 办结时间\nP2 | 2023-01-05 | 2023-01-06\n")))
    absent = office.clean().account["tables"]["petitions"]["absent"]
    assert "accepted_on" in absent and "closed_on" not in absent
