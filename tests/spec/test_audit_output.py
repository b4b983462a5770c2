"""What an audit says, and how: one list with the gravest first, in JSON, in a terminal."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from nianbao.auditing import Audit, Document, Finding, Identity, audit
from nianbao.auditing.records import Match
from nianbao.auditing.telling import as_text
from nianbao.claims import Claim
from nianbao.dictionary import columns_of
from nianbao.words import Words

TEXT = "某镇人民政府2023年法治政府建设工作报告\n一、主要工作\n全年作出行政处罚90起，其中占道经营30起，乱倒垃圾40起，非法焚烧10起。\n疫情防控检查20次。\n"


def claim(quote, indicator, value, unit, **more):
    start = TEXT.index(quote)
    number = TEXT.index(str(value), start)
    return Claim(quote, start, start + len(quote), (number, number + len(str(value))), indicator, Decimal(value), unit, **{"kind": "count", **more})


def finding(kind, severity, quote, says, **more):
    start = TEXT.index(quote)
    return Finding(kind, severity, quote, start, start + len(quote), Words(zh=says, en=f"{kind} is wrong."), **more)


CLAIMS = (
    claim("行政处罚90起", "行政处罚", 90, "起"), claim("占道经营30起", "占道经营", 30, "起"), claim("乱倒垃圾40起", "乱倒垃圾", 40, "起"),
    claim("非法焚烧10起", "非法焚烧", 10, "起"), claim("疫情防控检查20次", "疫情防控检查", 20, "次"),
)  # fmt: skip
SUM = Identity(
    "sum", "30+40+10=90", False, Decimal(30 + 40 + 10), Decimal(90), Words(zh="各项之和是80，写的是90。", en="The parts add up to 80, not 90."), CLAIMS[:4]
)
REPEAT = Identity("repeat", "20=20", True, Decimal(20), Decimal(20), Words(zh="两处相同。", en="Both agree."), CLAIMS[4:])
STALE = finding("stale", "warn", "疫情防控检查", "疫情防控已调整")
HEAD = finding("numbering", "check", "一、主要工作", "只有一。")


def audited(findings=(STALE, HEAD), identities=(SUM, REPEAT), **more):
    return Audit(Document(Path("report.txt"), TEXT), 2023, CLAIMS, identities, findings, **more)


def test_one_list_tells_everything_errors_first_and_each_by_its_place():
    twice = finding("stale", "warn", "占道经营", "先说。")
    assert [issue.finding.kind for issue in audited((STALE, HEAD, twice)).issues] == ["sum", "stale", "stale", "numbering"]
    assert [issue.finding.quote for issue in audited((STALE, HEAD, twice)).issues][1:3] == ["占道经营", "疫情防控检查"]


def test_only_what_cannot_be_right_makes_a_report_unclean():
    assert not audited().clean
    assert [issue.expr for issue in audited().errors] == ["30+40+10=90"]
    assert audited(identities=(REPEAT,)).clean
    assert audited().failing == [SUM]


def test_an_identity_that_fails_is_quoted_as_far_as_its_claims_stand_together():
    [issue] = audited().errors
    assert issue.finding.quote == "行政处罚90起，其中占道经营30起，乱倒垃圾40起，非法焚烧10起"
    assert [TEXT[start:end] for start, end in issue.places] == [one.quote for one in CLAIMS[:4]]


def test_the_same_arithmetic_on_the_same_claims_is_told_once():
    assert len(audited(identities=(SUM, SUM)).errors) == 1


def test_findings_of_one_kind_that_overlap_are_one_and_as_grave_as_the_gravest():
    wide = finding("stale", "error", "防控检查20次", "不属于本年")
    [issue, other] = audited((STALE, wide, HEAD), ()).issues
    assert (issue.severity, issue.finding.quote) == ("error", "疫情防控检查20次")
    assert issue.finding.message.zh == "不属于本年；疫情防控已调整"
    assert other.finding.kind == "numbering"


def test_two_findings_of_one_kind_at_one_place_without_words_are_one():
    first, second = (Finding("missing_part", "warn", "", 0, 0, Words(zh=says, en=says)) for says in ("缺甲", "缺乙"))
    [issue] = audited((first, second), ()).issues
    assert issue.finding.message.zh in ("缺甲；缺乙", "缺乙；缺甲")


def test_a_slip_within_a_fixed_heading_is_told_once():
    text = "青石镇2023年政府信息公开工作年度报告\n一、总体情况\n公开信息20条。\n二、政府信息公开行政法复议、行政诉讼情况\n无。\n"
    told = [issue.finding.kind for issue in audit(Document(Path("r.txt"), text)).errors]
    assert told == ["typo"]


def test_a_report_with_narrow_commas_is_quoted_as_it_stands():
    text = "青石镇2023年工作总结\n全年受理投诉40件,办结36件,办结率95%,群众满意。\n全年调解纠纷20件,成功调解25件。\n"
    read = audit(Document(Path("r.txt"), text))
    assert read.errors and all(text[one.start : one.end] == one.quote for one in (issue.finding for issue in read.issues))


def test_what_overlaps_and_is_of_another_kind_stays_apart():
    assert len(audited((STALE, finding("typo", "warn", "疫情防控检查", "错字。")), ()).issues) == 2


def test_the_json_quotes_the_text_at_its_offsets_and_names_claims_by_their_index():
    told = json.loads(json.dumps(audited().json()))
    assert {"file", "year", "claims", "identities", "issues", "tables", "before"} <= set(told)
    assert (told["file"], told["year"], told["clean"], told["before"], told["records"]) == ("report.txt", 2023, False, None, None)
    for part in ("claims", "issues"):
        assert all(TEXT[one["start"] : one["end"]] == one["quote"] for one in told[part])
    assert told["claims"][0] | {"value": 90, "unit": "起", "figure": None} == told["claims"][0]
    failing = told["identities"][0]
    assert (failing["expr"], failing["holds"], failing["lhs"], failing["rhs"]) == ("30+40+10=90", False, 80, 90)
    assert [told["claims"][place]["value"] for place in failing["claims"]] == [90, 30, 40, 10]
    assert told["issues"][0]["identity"] == 0
    assert [(one["severity"], one["line"]) for one in told["issues"]] == [("error", 3), ("warn", 4), ("check", 2)]


# In a terminal


def test_the_terminal_tells_errors_first_with_place_reason_arithmetic_and_what_to_look_up():
    told = replace(SUM, look_up=Words(zh="处罚台账", en="the register of penalties"))
    lines = as_text(audited(identities=(told,)), "zh").splitlines()
    assert lines[:2] == ["report.txt（2023年）", "不可能正确1处，很可能有误1处，请核对1处。"]
    start = lines.index("× 不可能正确（1）")
    assert start < lines.index("! 很可能有误（1）") < lines.index("? 请核对（1）")
    assert "第3行：全年作出【行政处罚90起，其中占道经营30起，乱倒垃圾40起，非法焚烧10起】" in "".join(line.strip() for line in lines[start:])
    said = [line.strip() for line in lines[start : start + 10]]
    assert said.index("各项之和是80，写的是90。") < said.index("30 + 40 + 10 ≠ 90（左边是80，右边是90）") < said.index("查阅：处罚台账")
    assert lines[-1] == "共有数据5项（数量5）；核对算式1个，成立0个。"


def test_the_terminal_speaks_english():
    text = as_text(audited(), "en")
    assert "1 place cannot be right, 1 is probably wrong, 1 should be checked." in text
    assert "The parts add up to 80, not 90." in text and "80 on the left, 90 on the right" in text
    assert text.endswith("5 claims (counts: 5); 2 calculations checked, of which 1 holds.")


@pytest.mark.parametrize("width", [80, 100])
def test_no_line_is_wider_than_the_terminal(width):
    long = replace(STALE, message=Words(zh="疫情防控已调整，" * 30), law="某条例 第三条" * 10, look_up=Words(zh="全年的检查记录" * 20))
    assert max(map(columns_of, as_text(audited((long,)), "zh", width).splitlines())) <= width


def test_a_report_without_a_fault_says_so():
    assert as_text(audited((), ()), "zh").splitlines()[1] == "没有发现问题。"
    assert as_text(audited((STALE,), ()), "zh").splitlines()[1] == "没有发现不可能正确的地方；很可能有误1处。"


def test_claims_against_the_records_are_counted_and_both_numbers_told():
    source = Words(zh="处罚登记表.xlsx（88行）", en="register.xlsx (88 rows)")
    matches = [
        Match(CLAIMS[0], "differs", "penalties.cases", record="88起", source=source, severity="error"), Match(CLAIMS[1], "matched", "penalties.x"),
        Match(CLAIMS[4], "no record"),
    ]  # fmt: skip
    found = audited((), (), matches=matches)
    text = as_text(found, "zh")
    assert "与记录相符1项，与记录不符1项，没有记录1项。" in text
    assert "第3行 行政处罚90起：记录是88起（penalties.cases，处罚登记表.xlsx（88行））" in text
    [error] = found.errors
    assert (error.finding.quote, error.match) == ("行政处罚90起", 0)
    assert "88起" in error.finding.message.zh and "nianbao explain penalties.cases " in error.finding.look_up.zh
    assert [claim["figure"] for claim in found.json()["claims"]] == ["penalties.cases", "penalties.x", None, None, None]
