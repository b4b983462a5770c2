"""Fixed forms: across, where each column is a record, and alone, where a value stands right of its label."""

from datetime import date
from decimal import Decimal

import pytest
from tests.spec.drawn import SHEET
from tests.spec.own_kinds import keep, said

from nianbao.errors import AmbiguousRow, BadCorrection, MissingColumn, NoHeader, UnknownHead

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
  town: {zh: 单位名称, type: text, required: true, keep: true}
  people: {zh: 人口, also: [常住人口], type: integer}
  area: {zh: 面积, type: number}
  filled_on: {zh: 填表日期, type: date}
  head: {zh: 负责人, type: text, personal: name}
  budget: {zh: 经费, type: money, unit: 万元}
figures:
  people: {label: {zh: 人口}, sum: people}
  budget: {label: {zh: 经费}, sum: budget}
"""
TABLES = {"requests": (REQUESTS, "申请.xlsx"), "card": (CARD, "情况表.xlsx")}


@pytest.fixture
def kept(office):
    """Call it with a table's name and a drawing: an office that keeps this table alone."""
    return lambda name, drawing, **more: keep(office, name, *TABLES[name], drawing, **more)


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
    with pytest.raises(AmbiguousRow) as error:
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


def test_a_column_with_numbers_that_the_table_does_not_know_is_an_error(kept):
    with pytest.raises(UnknownHead) as error:
        kept("requests", """
申请人   | 自然人 | 企业 | 外国组织 | 总计
本年新收 | 4      | 1    | 9        | 14
结转     | 1      | 0    | 9        | 10
""").clean()  # fmt: skip
    assert error.value.exit_code == 4
    assert all(part in error.value.say("en") for part in ("2023/申请.xlsx", SHEET, "column D", "“外国组织”", "自然人, 企业, 总计"))


def test_a_column_of_remarks_is_none_of_the_records(kept):
    found = kept("requests", """
申请人   | 自然人 | 企业 | 总计 | 备注
本年新收 | 4      | 1    | 5    | 见附件
结转     | 1      | 0    | 1    |
""").clean()  # fmt: skip
    assert found.column("requests", "who") == ["person", "business", "total"]


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
        ((1, "A", "某镇申请情况统计表", "4"), "there is no column “A”"),
        ((7, "B", "", "4"), "that row is no record"),
        ((99, "B", "", "4"), "that row is no record"),
        ((3, "A", "一、本年新收", "结转"), "there is no column “A”"),
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
    with pytest.raises(AmbiguousRow) as error:
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
    assert "王五六" not in error.value.say("zh") and "请打开原表核对" in error.value.say("zh")
