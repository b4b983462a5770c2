"""The headings of a report: numbered, unnumbered, glued into a line; and the year that the report is about."""

from __future__ import annotations

from pathlib import Path

import pytest

from nianbao.auditing import Block, Cell, Document, Grid
from nianbao.auditing.masthead import masthead
from nianbao.auditing.outline import enumerations, numeral, outline
from nianbao.auditing.yearly import report_year

REPORT = """柳河县青石镇人民政府
2023年法治政府建设工作报告

一、主要做法
（一）抓学习
镇党委理论学习中心组集体学法6次。
抓宣传
开展宣讲12场。
（二）抓执法，促规范。全年办理案件8起。
1.开展检查。检查商户30家。
2．落实整改。整改问题12处。
（1）限期整改。9处。
①当场整改。3处。
二、存在问题
一是学得不深。二是学得不广。

下一步工作打算
继续努力，补齐短板。

柳河县青石镇人民政府
2024年1月8日
"""
FILLER = "镇党委政府坚持把法治建设摆在突出位置，统筹推进各项工作，落实落细责任，取得了较好的成效，群众的法治获得感不断增强。" * 12


def document(text, **more):
    return Document(Path("r.txt"), text, **more)


def told(text, **more):
    return [(heading.level, heading.numeral, heading.text) for heading in outline(document(text, **more))]


def test_headings_of_every_form_with_their_levels_and_neither_title_nor_signature():
    assert told(REPORT) == [
        (1, 1, "主要做法"), (2, 1, "抓学习"), (2, None, "抓宣传"), (2, 2, "抓执法，促规范"), (3, 1, "开展检查"), (3, 2, "落实整改"),
        (4, 1, "限期整改"), (5, 1, "当场整改"), (1, 2, "存在问题"), (1, None, "下一步工作打算"),
    ]  # fmt: skip


def test_a_heading_spans_its_number_and_its_words():
    spans = [REPORT[heading.start : heading.end] for heading in outline(document(REPORT))]
    assert spans[:4] == ["一、主要做法", "（一）抓学习", "抓宣传", "（二）抓执法，促规范"]


def test_parts_stand_above_the_numbered_headings():
    text = "第一部分　总体情况\n一、成效\n做了工作。\n第二部分　下年安排\n一、学习\n要学习。\n"
    assert [(level, words) for level, _, words in told(text)] == [(1, "总体情况"), (2, "成效"), (1, "下年安排"), (2, "学习")]


def test_headings_glued_into_one_line_are_found_where_they_start():
    text = f"现将情况报告如下：一、总体情况 2022年，我区办结案件。（一）主动公开方面 {FILLER}（二）依申请公开方面。{FILLER}二、存在的主要问题及改进情况2022年，还有不足。"
    found = outline(document(text))
    assert [(heading.level, heading.numeral, heading.text) for heading in found] == [
        (1, 1, "总体情况"), (2, 1, "主动公开方面"), (2, 2, "依申请公开方面"), (1, 2, "存在的主要问题及改进情况"),
    ]  # fmt: skip
    assert [heading.certain for heading in found] == [True, False, True, True]
    assert [text[heading.start] for heading in found] == ["一", "（", "（", "二"]


@pytest.mark.parametrize(
    "sentence", ["第一、二、三季度完成任务。", "根据第二十条第（一）项规定办理。", "处理一、二级隐患。", "投入资金1.5万元。", "一、二级隐患全部整改。", "一、三季度完成任务。"]
)
def test_numbers_in_sentences_head_nothing(sentence):
    assert told(f"一、成效\n{FILLER}{sentence}{sentence}\n二、不足\n还有差距。\n") == [(1, 1, "成效"), (1, 2, "不足")]


def test_the_first_number_glued_to_the_words_of_its_part_is_found():
    text = f"{FILLER}一、持续优化改革（一）推进清单管理。{FILLER}（二）推进服务。{FILLER}二、规范权力运行（一）规范文件。{FILLER}（二）规范决策。{FILLER}"
    assert told(text) == [(1, 1, "持续优化改革"), (2, 1, "推进清单管理"), (2, 2, "推进服务"), (1, 2, "规范权力运行"), (2, 1, "规范文件"), (2, 2, "规范决策")]


def test_a_caption_above_a_table_and_an_unmarked_line_of_a_marked_file_are_no_headings():
    assert told("一、成效\n做了工作。\n办理情况\n类别\t件数\n来信\t3\n二、不足\n有差距。\n") == [(1, 1, "成效"), (1, 2, "不足")]
    text = "一、成效\n做了工作。\n办理情况\n见下表。\n二、不足\n有差距。\n"
    assert told(text, blocks=[Block(0, 4, "heading", 2)]) == [(1, 1, "成效"), (1, 2, "不足")]
    assert len(told(text)) == 3


def test_a_single_number_within_a_long_paragraph_lists_something():
    assert told(f"一、成效\n{FILLER}主要有：（一）设备老旧。{FILLER}\n二、不足\n还有差距。\n") == [(1, 1, "成效"), (1, 2, "不足")]


def test_a_title_over_several_lines_is_no_heading():
    assert told("2023年法治政府建设情况\n年度工作报告\n总体做法\n做了工作。\n") == [(1, None, "总体做法")]


def test_rows_of_the_statutory_table_are_no_headings():
    rows = "一、本年新收政府信息公开申请数量 710二、上年结转政府信息公开申请数量 0三、本年度办理结果 （一）予以公开 21"
    text = f"二、主动公开政府信息情况\n见表。\n三、收到和处理政府信息公开申请情况\n{FILLER}{rows}\n"
    assert told(text) == [(1, 2, "主动公开政府信息情况"), (1, 3, "收到和处理政府信息公开申请情况")]


def test_cells_of_a_table_are_no_headings():
    text = "一、成效\n做了工作。\n三、合计\n二、不足\n还有差距。\n"
    at = text.index("三、")
    grid = Grid(at, at + 4, (Cell(0, 0, at, at + 4),))
    assert told(text, grids=[grid]) == [(1, 1, "成效"), (1, 2, "不足")]
    assert len(told(text)) == 3


def test_a_table_of_contents_is_not_the_text():
    text = "2023年法治政府建设年度报告\n目录\n一、成效\n（一）学习\n二、不足\n一、成效\n（一）学习\n学了。\n二、不足\n有差距。\n"
    assert [words for _, _, words in told(text)] == ["成效", "学习", "不足"]


def test_short_lines_in_a_row_are_a_list_and_head_nothing():
    assert told("一、成效\n做了工作。\n张村\n李村\n王村\n以上三村已达标。\n") == [(1, 1, "成效")]


def test_a_heading_that_the_file_marks_is_one():
    text = "情况报告\n做了工作。\n存在的问题：不少\n还有差距。\n"
    at = text.index("存在的问题")
    assert told(text, blocks=[Block(at, at + 8, "heading", 2)]) == [(1, None, "存在的问题：不少")]
    assert told(text) == []


def test_points_of_an_enumeration():
    text = "采取措施：一是学习。二是检查；三是整改，第四，验收。统一是目标。"
    assert [(text[one.start : one.end], one.numeral, one.form) for one in enumerations(document(text))] == [
        ("一是", 1, "一是"), ("二是", 2, "一是"), ("三是", 3, "一是"), ("第四，", 4, "第一，"),
    ]  # fmt: skip


@pytest.mark.parametrize(("text", "number"), [("一", 1), ("十", 10), ("十二", 12), ("二十一", 21), ("一百零三", 103), ("３", 3), ("③", 3), ("（四）", 4), ("无", None)])
def test_numerals(text, number):
    assert numeral(text) == number


HEAD = "标题: 某区2022年度政府信息公开工作年度报告\n发布时间: 2023-02-20 15:07\n栏目: 年报\n==================== 正文 ====================\n"


def test_the_head_of_a_page_is_told_from_the_report():
    head = masthead(HEAD + "一、总体情况\n")
    assert (head.end, head.title, str(head.published)) == (len(HEAD), "某区2022年度政府信息公开工作年度报告", "2023-02-20")
    assert masthead(REPORT).end == 0


def test_a_head_without_a_labelled_title_names_the_report_in_a_line_of_its_own():
    text = "某区人民政府 2019年12月3日星期二\n某区2023年度法治建设情况报告\n来源:办公室 发布时间:2024-03-28 09:18\n2023年，某区做了工作。\n"
    head = masthead(text)
    assert (text[head.end :][:5], head.title, str(head.published)) == ("2023年", "某区2023年度法治建设情况报告", "2024-03-28")


def test_a_sentence_that_begins_like_a_label_is_no_head():
    assert masthead("情况报告\n来源于群众的问题共12件，均已办结。\n").end == 0
    assert masthead(f"情况报告\n{FILLER[:80]}\n来源: 司法所\n").end == 0


@pytest.mark.parametrize(
    ("text", "year"),
    [
        (REPORT, 2023),
        (HEAD + "本报告汇总各单位情况。", 2022),
        ("标题: 某局2022年工作总结及2023年工作计划\n发布时间: 2023-01-05\n一、2022年", 2022),
        ("某局2024年工作思路和2023年工作总结\n一、总结\n", 2023),
        ("二〇二三年度法治政府建设\n情况报告\n一、成效\n", 2023),
        ("现将2021年工作情况报告如下：\n2020年以来，成效明显。", 2021),
        ("现将情况报告如下：\n一、成效\n做了工作。\n二、2020年工作计划\n", 2019),
        ("做了工作。\n某镇人民政府\n2024年1月12日\n", 2023),
        ("做了工作。\n某镇人民政府\n2019年12月18日\n", 2019),
        ("发布时间: 2024-02-01\n==========\n做了工作。", 2023),
        ("青石镇2024年政府工作报告\n各位代表：\n一、2023年工作回顾\n做了工作。", 2023),
        ("做了工作。", None),
    ],
)
def test_the_year_of_a_report(text, year):
    assert report_year(document(text)) == year
