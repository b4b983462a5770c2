"""Texts whose lines are cut at one width are read whole; everything is told at its place in the file."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.audited import LAST, THIS, document

from nianbao.auditing import Document, audit
from nianbao.auditing.telling.page import as_page
from nianbao.auditing.telling.terminal import as_text
from nianbao.auditing.wrapping import joined


def cut(text, width):
    lines = [line[place : place + width] for line in text.split("\n") for place in range(0, max(len(line), 1), width)]
    return "\n".join(lines)


def kinds(found):
    return sorted((issue.finding.kind, issue.severity) for issue in found.issues)


@pytest.mark.parametrize("width", [20, 24, 38])
def test_a_cut_text_says_what_the_whole_one_says(width):
    whole, lines = audit(document()), audit(document(cut(THIS, width)))
    assert [(one.value, one.indicator, one.kind) for one in lines.claims] == [(one.value, one.indicator, one.kind) for one in whole.claims]
    assert [(one.expr, one.holds) for one in lines.identities] == [(one.expr, one.holds) for one in whole.identities]
    assert kinds(lines) == kinds(whole)


def test_every_place_is_that_of_the_file():
    text = cut(THIS, 24)
    found = audit(document(text))
    told = found.json()
    assert found.document.text == text
    assert all(text[one["start"] : one["end"]] == one["quote"] for one in told["claims"])
    assert all(one.start <= one.number[0] < one.number[1] <= one.end and text[one.number[0]].isdigit() for one in found.claims)
    assert any("\n" in one["quote"] for one in told["claims"])
    [wrong] = found.errors
    assert text[wrong.finding.start : wrong.finding.end].replace("\n", "") == "作出行政处罚90起，其中占道经营30起，乱倒垃圾50起，露天焚烧20起"
    assert set(found.failing[0].claims) <= set(found.claims)


def test_the_terminal_and_the_page_quote_it_in_one_piece():
    found = audit(document(cut(THIS, 24)), before=document(LAST))
    assert "露天焚烧20起】" in "".join(line.strip() for line in as_text(found, "zh").splitlines())
    assert "90起" in as_page(found, "zh")


def test_first_lines_set_in_belong_to_the_width():
    text = cut(THIS.replace("\n\n", "\n\n　　"), 24)
    assert kinds(audit(document(text))) == kinds(audit(document()))
    assert [one.value for one in audit(document(text)).claims] == [one.value for one in audit(document()).claims]


def test_a_heading_of_nearly_the_width_stays_a_line_of_its_own():
    told = "全年办结信访件427件，按时办结率100%，各村调解委员会共调解矛盾纠纷160件，成功调解158件，群众满意度逐步提升。\n"
    text = "一、认真落实法治政府建设各项重点任务\n" + cut(told * 3, 20)
    assert joined(document(text)).document.text.startswith("一、认真落实法治政府建设各项重点任务\n全年")


SHORT = "信访\n427\n处罚\n90\n检查\n2000\n" * 4
NAMES = "青石镇法治文化广场建设工程项目\n" * 9


@pytest.mark.parametrize("text", [THIS, SHORT, NAMES, "我镇坚持依法行政，全年办结信访件四百件。\n" * 9], ids=["paragraphs", "cells", "names", "sentences"])
def test_lines_that_are_whole_stay_as_they_are(text):
    whole = joined(Document(Path("a.txt"), text))
    assert whole is None or whole.document.text == text
