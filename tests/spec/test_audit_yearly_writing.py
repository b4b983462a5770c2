"""What a report must hold, which year it counts, when it was issued, and how its words are written."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.spec.written_report import TITLE, WHOLE, found

from nianbao.auditing import Document
from nianbao.auditing.yearly import findings

OWN = TITLE.format(year=2023)
PARTS = WHOLE.format(next=2024)
HEAD = "标题: 青石镇2023年工作总结\n发布时间: {}\n原文链接: https://example.gov/t{}_1.htm\n========== 正文 ==========\n"


def whole(body, title=OWN, kind=""):
    return found(title + body, whole=True, kind=kind)


@pytest.mark.parametrize(
    ("left_out", "count"),
    [("，主要原因是培训偏少", 1), ("镇党政主要负责人履行推进法治建设第一责任人职责，听取汇报4次。", 1), ("三、下一年度主要安排\n加强培训。\n", 1)],
)
def test_a_report_on_the_rule_of_law_holds_the_parts_of_article_24(left_out, count):
    cut = PARTS.replace(left_out, "").replace("和原因", "")
    assert [(kind, severity) for kind, severity, _ in whole(cut)] == [("missing_part", "warn")] * count
    assert whole(PARTS) == []


def test_other_reports_need_not_hold_them():
    assert whole("一、成效\n办理案件12件。\n青石镇人民政府\n2024年1月20日\n", title="青石镇2023年工作总结\n") == []


DISCLOSURE = "青石镇2023年政府信息公开工作年度报告\n"
SIX = """一、总体情况
公开信息20条。
二、主动公开政府信息情况
见表。
三、收到和处理政府信息公开申请情况
无。
四、政府信息公开行政复议、行政诉讼情况
无。
五、存在的主要问题及改进情况
解读不足。
六、其他需要报告的事项
无。
青石镇人民政府
2024年1月20日
"""


def test_a_disclosure_report_has_the_six_headings_of_the_form():
    assert whole(SIX, DISCLOSURE) == []
    assert [kind for kind, _, _ in whole(SIX.replace("六、其他需要报告的事项\n无。\n", ""), DISCLOSURE)] == ["missing_part"]


def test_a_report_from_before_the_law_need_not_hold_them():
    assert found("青石镇2018年政府信息公开工作年度报告\n一、概述\n公开信息20条。\n青石镇人民政府\n2019年1月20日\n", year=2018, whole=True) == []


@pytest.mark.parametrize(("right", "other"), [("复议、行政诉讼", "复议和行政诉讼"), ("及改进", "和改进"), ("其他", "其它")])
def test_a_heading_may_put_one_joining_word_for_another(right, other):
    assert whole(SIX.replace(right, other), DISCLOSURE) == []


def test_a_report_on_petitions_holds_what_article_41_asks_for():
    told = whole("收到信访件12件。\n青石镇人民政府\n2024年1月20日\n", title="青石镇2023年信访工作年度报告\n")
    assert [(kind, severity) for kind, severity, _ in told] == [("missing_part", "warn")] * 3


def test_the_day_of_issue():
    dated = PARTS.replace("2024年1月20日", "{}")
    assert whole(dated.format("2023年12月18日")) == [("date_before_year_end", "warn", "2023年12月18日")]
    assert whole(dated.format("2023年12月31日")) == []
    assert whole(dated.format("2024年3月31日")) == []
    assert whole(dated.format("2024年4月1日")) == [("published_late", "warn", "2024年4月1日")]
    assert whole(dated.format("")) == [("date_missing", "warn", "青石镇人民政府")]
    annex = "\n附件说明了数据的来源，共有附表三张，均与台账一致。"
    assert whole(dated.format("2024年1月20日") + annex) == []
    assert [kind for kind, _, _ in whole(dated.format("") + annex)] == ["date_missing"]


def test_the_day_of_publication_in_the_head_of_the_page():
    body = "一、成效\n办理案件12件。\n"
    assert whole(body, HEAD.format("2024-02-20", "20240220")) == []
    assert [kind for kind, _, _ in whole(body, HEAD.format("2024-02-20", "20240223"))] == ["date_conflict"]
    assert [(kind, severity) for kind, severity, _ in whole(body, HEAD.format("2024-09-20", "20240920"))] == [("published_late", "check")]
    assert [(kind, severity) for kind, severity, _ in whole(body, HEAD.format("2023-12-20", "20231220"))] == [("date_before_year_end", "warn")]


@pytest.mark.parametrize(
    ("text", "kind", "severity"),
    [
        ("2022年，我镇共办结案件30件。", "other_year", "warn"),
        ("2021年以来，共办结案件30件。", "many_years", "check"),
        ("现将2022年工作情况报告如下：", "other_year", "warn"),
        ("所列数据统计期限为2022年1月1日至2022年12月31日。", "other_year", "error"),
        ("1-10月办结案件30件。", "partial_period", "warn"),
        ("截至12月7日办结案件30件。", "partial_period", "check"),
        ("截至目前办结案件30件。", "partial_period", "check"),
        ("上半年，共办结案件30件。", "partial_period", "warn"),
        ("离全年目标任务还有差距。", "partial_period", "warn"),
        ("预计2023年全镇可实现产值7亿元。", "partial_period", "warn"),
    ],
)
def test_figures_are_those_of_the_whole_year(text, kind, severity):
    assert [(one, grave) for one, grave, _ in found(text)] == [(kind, severity)]


@pytest.mark.parametrize(
    "text",
    [
        "2023年，我镇共办结案件30件。",
        "2022年，我镇共办结案件30件，2023年增加到36件。",
        "2022年，我镇在全市考核中名列第二。",
        "所列数据统计期限为2023年1月1日至12月31日。",
        "1-12月办结案件30件。截至12月31日、2023年底办结36件。",
        "上半年，共办结案件30件，下半年办结40件。",
        "1-2户未整改。",
    ],
)
def test_years_and_periods_that_are_right_are_left_alone(text):
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("规范统一的的网站。", "的的"),
        ("取得了了成效。", "了了"),
        ("推进推进工作落实。", "推进推进"),
        ("印发《学习宣传习近平法治工作方案》。", "习近平法治"),
        ("围绕以下几个面下功夫。", "几个面"),
        ("工作中仍在不足，需改进。", "仍在不足"),
        ("办结诉求1716件宗。", "件宗"),
        ("布署全年任务。", "布署"),
        ("开展专项整冶。", "整冶"),
        ("群众反映的问题己全部整改。", "己全部"),
        ("宣传未成人保护法律。", "未成人"),
        ("落实《法治政府建设与责任落实督查工作规定》。", "法治政府建设与责任落实督查工作规定"),
        ("落实《纲要（20212025年）》。", "20212025年"),
        ("应诉行政诉讼案件24件，其中民事诉讼案件1件。", "行政诉讼案件24件，其中民事诉讼案件1"),
    ],
)
def test_slips_that_are_certain(text, quote):
    assert [(severity, said) for _, severity, said in found(text)] == [("error", quote)]


@pytest.mark.parametrize(
    "text",
    [
        "目的的实现的的确确不易，标的的确定。",
        "开展走访，了了解情况；不了了之。",
        "各部门和和平社区共建，总和和均值。",
        "推进推进会决定事项，化解化解率较低的问题。",
        "学习习近平法治思想、习近平新时代中国特色社会主义 思想。",
        "突出“三个面”，从这几方面着手。",
        "在仍在审理的案件中，仍在问题上反复。",
        "新增12件宗教场所备案。受理3件起诉。",
        "健全全区机制，落实拖欠工资清零，学校圆满完成任务，确保大家圆梦。",
        "预防犯罪，回复盖章，不宜传播，适宜传统产业，按排名公布。",
        "到达目的地的人数，自己完成整改，未成年人保护。",
        "以及及时处理，普及及推广，参与与监督，存在在建工程隐患。",
        "落实国家33条措施和省内细则48条，办理建议12件、政协提案4件。",
        "处罚金额2万元，并处罚金1万元。",
        "办结行政诉讼案件24件，其中判决12件；民事诉讼案件1件。",
        "领导干部习惯彻底改变，贯彻低碳理念，全部暑期开放，发布署名文章，协调推进四个全面全面从严治党。",
        "依法治国家园，成功坚持下来，连环镜头。",
    ],
)
def test_words_that_only_look_like_slips(text):
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("截止2023年底办结12件。", "截止"),
        ("题录约22000余条。", "约22000余"),
        ("涉及处罚金11850元。", "处罚金"),
        ("印发某政发[2023]48号文件。", "[2023]48号"),
        ("建立问题台帐。", "台帐"),
        ("办理人大建议12件政协提案4件。", "件政协提案4件"),
        ("开展法制宣传和法治宣传。", "法制宣传"),
    ],
)
def test_wordings_to_look_at(text, quote):
    assert [(severity, said) for kind, severity, said in found(text) if kind == "wording"] == [("check", quote)]


def test_an_excerpt_that_breaks_off_is_told_and_its_parts_are_not_missed():
    told = whole("一、主要举措和成效\n全年开展检查120次，查处案件12起，群众满意度进一步提高，下一步将把有关工作继续抓紧抓好并且\n")
    assert [(kind, severity) for kind, severity, _ in told] == [("broken_off", "check")]


def messages(text):
    body = OWN + text + "\n" + PARTS
    return [one.message.zh for one in findings(Document(Path("r.txt"), body), [], 2023)]


def test_what_is_to_be_done_stands_in_no_quotation_marks():
    assert [one for one in messages("发放资料约300余份。") if "宜只用一个约数词。" in one]
    assert [one for one in messages("处理投诉30余件件。") if "应只写一个量词。" in one]
    assert [one for one in messages("村名代表出席。") if "应为“村民”或者“居民”。" in one]


def test_periods_that_end_early_are_told_once():
    (told,) = [one for one in messages("1-10月办结案件30件。1-11月收到来信8件。1-11月培训6场。") if "不是全年的" in one]
    assert "还有2处" in told


def test_a_last_line_without_a_stop_that_says_there_is_nothing_is_whole():
    text = "青石镇2023年政府信息公开工作年度报告\n" + "一、总体情况，公开信息20条，" * 3 + "六、其他需要报告的事项 {}"
    told = [{kind for kind, _, _ in found(text.format(end), whole=True)} for end in ("无其他需要报告的事项", "今年还开展了政务公开的")]
    assert "broken_off" not in told[0] and "broken_off" in told[1]


@pytest.mark.parametrize(("day", "wrong"), [("2022年12月18日", True), ("2023年12月18日", False)])
def test_a_report_is_not_signed_before_the_days_that_it_tells_of(day, wrong):
    text = (HEAD.format("2023-12-19 08:51", "20231219").replace("年工作总结", "年第四季度抽查情况") + "2023年12月15日，抽查企业5家，情况良好。\n青石镇人民政府\n" + day + "\n")
    assert (("dated_before_told", "warn", day) in found(text, whole=True)) is wrong
