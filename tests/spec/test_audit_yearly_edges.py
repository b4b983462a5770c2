"""Days, hours, years and marks that slip in when last year's text is carried on."""

from __future__ import annotations

from pathlib import Path

import pytest

from nianbao.auditing import Document, audit

HEAD = "柳河镇人民政府2023年工作总结\n\n一、主要工作\n\n全年受理信访件427件。{}\n\n二、存在问题\n\n宣传不够。\n\n三、{}年工作计划\n\n加强普法。{}\n"
SIGNED = "\n\n柳河镇人民政府\n{}\n"


def said(told="", planned=2024, end=""):
    found = audit(Document(Path("a.txt"), HEAD.format(told, planned, end)))
    return {(issue.finding.kind, issue.severity, issue.finding.quote) for issue in found.issues}


def kinds(*args, **named):
    return {(kind, severity) for kind, severity, _ in said(*args, **named)}


def test_a_plain_report_has_none():
    assert said(end=SIGNED.format("2024年1月15日")) == set()


@pytest.mark.parametrize(
    ("told", "found"),
    [
        ("会议于25时结束。", ("no_such_date", "error")),
        ("2月30、31日开展培训。", ("no_such_date", "error")),
        ("2023年5月8日前后，周三（5月8日）召开党委会。", ("weekday", "warn")),
        ("2024年5月开展检查20次。", ("other_year", "warn")),
        ("2025年3月举办讲座2场。", ("other_year", "warn")),
        ("做到：①加强学习；②规范执法；④强化监督。", ("enumeration", "warn")),
        ("研究【重点】工作]。", ("unbalanced", "warn")),
        ("研究（（一）工作。", ("unbalanced", "error")),
    ],
)  # fmt: skip
def test_what_cannot_be(told, found):
    assert found in kinds(told)


@pytest.mark.parametrize(
    "told",
    [
        "会议于23时结束，提出25时段。", "2月27、28日开展培训。", "周一（5月8日）召开党委会。", "2024年1月召开总结会1次。", "计划于2024年5月开展检查。",
        "做到：①加强学习；②规范执法；③强化监督。", "研究[重点]工作。",
    ],
)  # fmt: skip
def test_what_may_be(told):
    assert said(told) == set()


def test_the_year_that_is_planned_and_that_of_the_signature_are_moved_on():
    assert ("other_year", "warn", "三、2023年工作计划") in said(planned=2023)
    assert ("date_before_year_end", "warn") in kinds(end=SIGNED.format("2023年1月15日"))


@pytest.mark.parametrize("end", ["", SIGNED.format("2024年1月15日")])
def test_a_last_heading_with_nothing_below_is_empty(end):
    text = HEAD.format("", 2024, "").replace("加强普法。\n", end)
    found = audit(Document(Path("a.txt"), text))
    assert [issue.finding.quote for issue in found.issues if issue.finding.kind == "empty_section"] == ["三、2024年工作计划"]
