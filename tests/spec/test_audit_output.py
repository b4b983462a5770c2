"""What an audit says, and how: one list with the gravest first, in JSON, in a terminal."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

from nianbao.auditing import Audit, Document, Finding, Identity
from nianbao.claims import Claim
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
