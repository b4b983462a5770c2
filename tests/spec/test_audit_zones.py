"""Where a report speaks of next year, and where of nothing at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from nianbao.auditing import Document
from nianbao.auditing.zones import zones_of
from nianbao.claims import find_claims


def kinds(text: str) -> dict[int, str]:
    """The value of each claim, and its kind."""
    document = Document(Path("report.txt"), text)
    return {int(claim.value): claim.kind for claim in find_claims(text, zones_of(document))}


def test_a_part_of_plans_ends_with_the_part() -> None:
    text = (
        "关于2023年工作的报告\n一、工作情况\n全年办结30件。\n（一）落实年度工作部署\n召开会议4次。\n二、下一步工作计划\n（一）新建站点\n新建5个站点。\n（二）培训\n培训6场。\n"
        "三、其他需要报告的事项\n收到建议7件。\n"
    )
    assert kinds(text) == {30: "count", 4: "count", 5: "plan", 6: "plan", 7: "count"}


def test_a_part_of_plans_in_one_glued_line() -> None:
    filler = "坚持依法行政，持续推进各项工作落到实处，不断提升群众获得感。" * 30
    text = f"一、2023年工作总结今年来，{filler}全年办结30件。二、2024年工作计划2024年是关键之年，{filler}新建5个站点。"
    assert kinds(text) == {30: "count", 5: "plan"}


@pytest.mark.parametrize("sentence", ["下一步，我镇将新建5个站点。", "明年，建成5个站点。", "我局将继续新建5个站点。", "力争建成5个站点。"])
def test_a_sentence_that_looks_ahead(sentence: str) -> None:
    assert kinds(f"一、工作情况\n办结30件。{sentence}培训6场。\n") == {30: "count", 5: "plan", 6: "count"}


@pytest.mark.parametrize("sentence", ["拟建站点5个。", "将5户企业列入名录。", "完成年度计划任务5项。", "清理计划生育类文件5件。"])
def test_words_that_only_look_like_plans(sentence: str) -> None:
    assert kinds(f"一、工作情况\n办结30件。{sentence}\n") == {30: "count", 5: "count"}


def test_the_head_of_a_page_is_not_read() -> None:
    text = "标题: 3件要事的通报\n发布时间: 2024-01-05 11:39\n浏览次数: 40次\n==================== 正文 ====================\n全年办结30件。\n"
    assert kinds(text) == {30: "count"}


def test_what_is_intended_is_a_plan() -> None:
    assert kinds("清理文件6件，拟适时修改3件，拟对8家单位开展审计。\n") == {6: "count", 3: "plan", 8: "plan"}


def test_a_row_between_strokes_is_of_a_table() -> None:
    assert kinds("受理复议申请45件。\n数量 | 30件 | 11件 | 4件 |\n共审结40件。\n") == {45: "count", 30: "table", 11: "table", 4: "table", 40: "count"}
