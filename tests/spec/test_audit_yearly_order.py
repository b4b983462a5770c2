"""The order of a report: numbers that count on, points that follow one another, marks that pair off."""

from __future__ import annotations

import pytest
from tests.spec.written_report import TITLE, found

SHORT = "做了工作。\n"


def numbering(*lines):
    return found(TITLE.format(year=2023) + "\n".join(lines) + "\n青石镇人民政府\n2024年1月20日\n", whole=True, kind="numbering")


def test_a_heading_without_its_number_between_numbered_ones_lacks_it():
    text = ["一、成效", "（一）学习", SHORT, "抓好宣传", SHORT, "（三）执法", SHORT, "二、不足", SHORT]
    assert numbering(*text) == [("numbering", "error", "抓好宣传")]
    assert numbering(*text[:3], "（二）抓好宣传", *text[4:]) == []


def test_a_lone_first_number_followed_by_headings_without_one():
    assert numbering("一、成效", "（一）学习", SHORT, "抓好宣传", SHORT, "抓好执法", SHORT, "二、不足", SHORT) == [
        ("numbering", "error", "抓好宣传"), ("numbering", "error", "抓好执法"),
    ]  # fmt: skip


def test_headings_without_numbers_of_their_own_kind_are_left_alone():
    assert numbering("一、成效", "（一）学习", SHORT, "甲组工作", SHORT, "乙组工作", SHORT, "（二）执法", SHORT, "二、不足", SHORT) == []
    assert numbering("主要成效", SHORT, "存在不足", SHORT, "下步打算", SHORT) == []


def test_headings_of_a_kind_of_their_own_do_not_hide_a_number_that_is_skipped():
    kinds = ["甲组工作", SHORT, "乙组工作", SHORT]
    assert numbering("一、成效", "（一）学习", SHORT, *kinds, "（三）执法", SHORT, "二、不足", SHORT) == [("numbering", "error", "（三）执法")]
    assert numbering("一、成效", "（一）学习", SHORT, *kinds, "丙组工作", SHORT, "二、不足", SHORT) == []


def test_the_last_part_without_its_number_lacks_it():
    assert numbering("一、成效", SHORT, "二、不足", SHORT, "下步工作计划", SHORT) == [("numbering", "error", "下步工作计划")]
    assert numbering("一、成效", SHORT, "二、不足及下步打算", SHORT, "下步工作计划", SHORT) == []


@pytest.mark.parametrize(
    ("lines", "quote"),
    [
        (["一、成效", SHORT, "三、不足", SHORT], "三、不足"),
        (["一、成效", "（一）学习", SHORT, "（三）执法", SHORT, "二、不足", SHORT], "（三）执法"),
        (["一、成效", "（二）学习", SHORT, "（三）执法", SHORT, "二、不足", SHORT], "（二）学习"),
        (["一、成效", SHORT, "二、不足", SHORT, "二、打算", SHORT], "二、打算"),
        (["一、成效", "（一）学习", SHORT, "（一）宣传", SHORT, "（三）执法", SHORT, "二、不足", SHORT], "（一）宣传"),
    ],
)
def test_numbers_neither_skip_nor_repeat(lines, quote):
    assert numbering(*lines) == [("numbering", "error", quote)]


def test_inner_numbers_that_skip_are_asked_about():
    assert numbering("一、成效", "1.学习", SHORT, "3.执法", SHORT, "二、不足", SHORT) == [("numbering", "warn", "3.执法")]


def test_numbers_begin_anew_below_each_heading():
    assert numbering("一、成效", "（一）学习", "1.集中学。", SHORT, "2.自学。", SHORT, "（二）执法", "1.检查。", SHORT, "二、不足", "（一）学习", SHORT, "（二）执法", SHORT) == []


def test_numbers_of_headings_below_parts_without_number():
    assert numbering("主要成效", SHORT, "（一）学习", SHORT, "（二）执法", SHORT, "存在不足", SHORT, "（一）学习", SHORT, "（二）执法", SHORT) == []


def test_a_number_that_stands_within_the_text_is_not_missing():
    assert numbering("一、成效", SHORT, "主要有（二）不足：学得不深。", "（一）学习", SHORT, "（三）执法", SHORT, "二、不足", SHORT) != []
    assert numbering("一、成效", "（一）学习", "学了。（二）宣传，讲了。", "（三）执法", SHORT, "二、不足", SHORT) == []


@pytest.mark.parametrize(
    ("text", "severity", "quote"),
    [
        ("一是学习。二是宣传。四是执法。", "error", "四是"),
        ("一是学习。二是宣传。二是执法。", "error", "二是"),
        ("一是学习。做了工作。", "warn", "一是"),
        ("做了工作。三是执法。", "warn", "三是"),
    ],
)
def test_points_follow_one_another(text, severity, quote):
    assert found(text) == [("enumeration", severity, quote)]


@pytest.mark.parametrize(
    "text",
    ["一是学习。二是宣传；三是执法。", "一是学习。一是课堂学。二是自学。二是宣传。", "首先学习。二是宣传。", "一是学习，统一是标准，二是宣传。", "一是学习。\n二是宣传。\n三是执法。"],
)
def test_points_that_follow_are_left_alone(text):
    assert [one for one in found(text) if one[1] == "error"] == []


def test_points_may_begin_with_other_words():
    assert found("首先学习。其次宣传。三是执法。") == []


def test_points_begin_anew_below_a_heading():
    assert found("一、学习\n一是课堂学。二是自学。\n二、宣传\n一是讲。二是演。", kind="enumeration") == []


@pytest.mark.parametrize(
    ("text", "severity", "quote"),
    [
        ("贯彻《信访工作条例，规范受理。", "error", "《信访工作条例，规范受理"),
        ("贯彻信访工作条例》，规范受理。", "error", "贯彻信访工作条例》"),
        ("办结（含上年结转12件。", "error", "（含上年结转12件"),
        ("办结12件含结转）。", "error", "办结12件含结转）"),
        ("推进“放管服改革。", "warn", "“放管服改革"),
        ("贯彻关于印发《关于〈办法〉的通知》的《通知》》。", "error", "关于〈办法〉的通知》的《通知》》"),
    ],
)
def test_marks_pair_off(text, severity, quote):
    told = found(text)
    assert [(kind, grave) for kind, grave, _ in told] == [("unbalanced", severity)]
    assert quote.endswith(told[0][2]) or told[0][2].startswith(quote[:4])


@pytest.mark.parametrize(
    "text",
    [
        "贯彻《关于印发〈办法〉的通知》（某发〔2023〕2号）。",
        "推进“三项制度”‘执法’（含(一)至(三)）。",
        "措施包括1）学习；2）宣传。",
        "措施包括一）学习；二）宣传。",
        "办结12件（含\n上年结转3件）。",
    ],
)
def test_marks_that_pair_off_are_left_alone(text):
    assert found(text) == []


def test_a_mark_is_closed_before_the_one_around_it_and_no_title_runs_over_a_stop():
    assert found("贯彻《办法（试行》要求。") == [("unbalanced", "error", "（试行")]
    assert [(kind, severity) for kind, severity, _ in found("贯彻《信访工作条例，规范受理。落实责任制》要求。")] == [("unbalanced", "error")] * 2


def test_a_title_within_a_title_has_marks_of_its_own():
    assert found("贯彻《关于印发《办法》的通知》。") == [("nested_marks", "check", "《办法》")]


@pytest.mark.parametrize(("text", "severity"), [("学习，，宣传。", "error"), ("学习。。\n宣传。", "error"), ("学习、。宣传。", "error"), ("学习；。宣传。", "warn")])
def test_no_two_marks_stand_in_a_row(text, severity):
    assert [(kind, grave) for kind, grave, _ in found(text)] == [("doubled_mark", severity)]


def test_an_ellipsis_is_not_two_marks():
    assert found("学习……宣传。。。执法。“好。”、“行！”") == []


@pytest.mark.parametrize(
    ("text", "quote"),
    [("办结XX件。", "XX件"), ("20XX年办结2件。", "20XX年"), ("办结{{petitions.closed}}件。", "{{petitions.closed}}"), ("办结【待补充】件。", "【待补充】"), ("占#DIV/0!。", "#DIV/0!")],
)
def test_a_placeholder_was_to_be_filled_in(text, quote):
    assert found(text) == [("placeholder", "error", quote)]


def test_names_left_out_and_plans_are_no_placeholders():
    assert found("王某某、王XX案，落实1+1+X机制，采用x光检查。") == []


def test_an_enclosure_that_is_named_is_there():
    assert found("详见附件。") == [("reference", "check", "详见附件")]
    assert found("详见附件。附件：检查表") == []


def test_a_number_without_words_and_a_part_without_text():
    assert found("一、\n", kind="empty") == [("empty_heading", "error", "一、")]
    assert found("一、学习\n二、宣传\n做了。", kind="empty") == [("empty_section", "warn", "一、学习")]
