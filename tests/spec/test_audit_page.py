"""The page of an audit: the whole text with its claims marked, what is wrong first; every link leads somewhere."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest
from lxml import html
from tests.audited import LAST, THIS, document

from nianbao.auditing import Audit, Cell, Document, Finding, Grid, Identity
from nianbao.auditing.forms import read_forms
from nianbao.auditing.moves import moves_of
from nianbao.auditing.records import Match
from nianbao.auditing.telling import as_page
from nianbao.auditing.telling.layout import pieces
from nianbao.auditing.zones import zones_of
from nianbao.claims import find_claims
from nianbao.words import Words


def read(text=THIS, year=2023, **more):
    report = document(text)
    return Audit(report, year, find_claims(text, zones_of(report), year), **more)


def finding(severity, quote, text=THIS):
    start = text.index(quote)
    return Finding("stale", severity, quote, start, start + len(quote), Words(zh="不属于本年", en="not of the year"))


def shown(audit, lang="zh"):
    return html.fromstring(as_page(audit, lang))


def text_of(page):
    """What stands of the report's text, without the tags of findings."""
    [report] = page.xpath("//div[@class='report']")
    for tag in report.xpath(".//a"):
        tag.drop_tree()
    return "".join(report.text_content().split())


@pytest.fixture(scope="module")
def full():
    """Everything that a page can hold."""
    audit = read(findings=[finding("error", "作出行政处罚90起，其中占道经营30起"), finding("warn", "行政处罚90起，其中"), finding("check", "存在的问题")])
    parts = [claim for claim in audit.claims if claim.unit == "起"]
    total = Identity("sum", "30+50+20=90", False, Decimal(30 + 50 + 20), Decimal(90), Words(zh="合计不符", en="The sum is wrong"), tuple(parts))
    matches = [Match(parts[0], "differs", "penalties.cases", record="88起", severity="error"), Match(parts[1], "matched", "x"), Match(parts[2], "no record")]
    audit = replace(audit, identities=[total, replace(total, holds=True, expr="1=1")], matches=matches)
    return replace(audit, moves=moves_of(audit, read(LAST, 2022)))


def test_the_page_holds_the_whole_text_and_changes_no_sign_of_it(full):
    assert text_of(shown(full)) == "".join(THIS.split())


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_link_and_button_leads_somewhere_and_no_id_stands_twice(full, lang):
    page = shown(full, lang)
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {link[1:] for link in page.xpath("//a/@href")} | set(page.xpath("//@popovertarget")) <= set(ids)


def test_the_page_fetches_nothing_and_runs_no_script_but_its_own(full):
    page = shown(full)
    assert [one for one in page.xpath("//@src | //@href") if not one.startswith(("#", "data:"))] == []
    [policy] = page.xpath("//meta[@http-equiv]/@content")
    assert "default-src 'none'" in policy and "script-src 'sha256-" in policy


def test_what_cannot_be_right_stands_first_and_leads_to_its_place(full):
    page = shown(full)
    assert page.xpath("//main/section/@id")[:3] == ["errors", "warns", "checks"]
    first = page.xpath("//li[@id='error-1']//a/@href")[0]
    [place] = page.xpath(f"//a[@id='{first[1:]}']")
    assert place.text_content() == "×不可能正确 1" and place.get("href") == "#error-1"
    assert place.getnext().tag == "mark" and place.getnext().get("class") == "error"


def test_a_mark_cuts_no_numeral():
    page = shown(read(findings=[finding("error", "作出行政处罚9")]))
    assert [mark.text_content() for mark in page.xpath("//mark")] == ["作出行政处罚90起"]


def test_places_that_lie_apart_are_each_marked_and_the_first_is_linked():
    audit = read()
    far = [claim for claim in audit.claims if claim.value in (158, 15)]
    page = shown(replace(audit, identities=[Identity("bound", "158<=15", False, Decimal(158), Decimal(15), Words(zh="不符", en="wrong"), tuple(far))]))
    assert [mark.text_content() for mark in page.xpath("//mark")] == ["成功调解158件", "举办法治讲座15场"]
    assert len(page.xpath("//a[@href='#error-1']")) == 2
    assert page.xpath("//@id").count("at-error-1") == 1


def test_a_mark_says_its_severity_in_words(full):
    tags = shown(full).xpath("//div[@class='report']//a[contains(@class, 'tag')]")
    assert {tag.get("class").split()[1]: tag.text_content()[:3] for tag in tags} == {"error": "×不可", "warn": "!很可", "check": "?请核"}


def test_a_claim_tells_how_it_is_read_and_what_it_takes_part_in(full):
    page = shown(full)
    [button] = [one for one in page.xpath("//button[@class='ask']") if one.get("aria-label") == "数据：作出行政处罚90起"]
    assert button.getparent().text_content() == "90起"
    [box] = page.xpath(f"//div[@id='{button.get('popovertarget')}']")
    told = " ".join(box.text_content().split())
    assert "90起" in told and "30 + 50 + 20 ≠ 90 × 不相符" in told and "与记录不符：88起（penalties.cases）" in told


def test_plans_are_shown_as_such(full):
    plans = shown(full).xpath("//span[contains(@class, 'claim plan')]")
    assert [one.text_content() for one in plans] == ["3处", "120名"]


def test_three_rates_of_one_numeral_open_one_box():
    page = shown(read("一、信访\n全年按时受理率、办结率、群众满意率均为100%。\n"))
    [box] = page.xpath("//div[@class='source']")
    assert len(box.xpath(".//p[@class='source-label']")) == 3


def test_the_arithmetic_stands_in_a_table_what_fails_first(full):
    [section] = page_section(full, "identities")
    rows = [" ".join(row.text_content().split()) for row in section.xpath(".//tbody/tr")]
    assert "30 + 50 + 20 ≠ 90" in rows[0] and "× 不相符：左边是100，右边是90" in rows[0]
    assert "✓ 成立" in rows[1]


def page_section(audit, name):
    return shown(audit).xpath(f"//section[@id='{name}']")


def test_headings_of_the_report_stand_below_those_of_the_page(full):
    levels = [int(heading.tag[1]) for heading in shown(full).xpath("//h1 | //h2 | //h3 | //h4 | //h5 | //h6")]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    [report] = shown(full).xpath("//div[@class='report']")
    assert [heading.tag for heading in report.xpath("./*[self::h3 or self::h4]")] == ["h3", "h4", "h4", "h4", "h4", "h3", "h3"]


def test_what_a_report_says_is_text_and_no_markup():
    hostile = '<b>全年</b>行政处罚90起<script>alert(1)</script>" onload="x。\n'
    page = shown(read(hostile, findings=[finding("error", '<script>alert(1)</script>"', hostile)]))
    assert [script for script in page.xpath("//script") if "alert" in (script.text or "")] == []
    assert page.xpath("//b | //@onload") == []
    assert text_of(page) == "".join(hostile.split())


def test_a_table_of_the_report_stays_a_table():
    text = "项目\t件数\n受理\t12\n办结\t11\n"
    words = ["项目", "件数", "受理", "12", "办结", "11"]
    cells = tuple(Cell(n // 2, n % 2, text.index(word), text.index(word) + len(word), header=n < 2) for n, word in enumerate(words))
    report = Document(Path("a.docx"), text, grids=[Grid(0, len(text), cells)])
    page = shown(Audit(report, 2023, find_claims(text, zones_of(report), 2023)))
    rows = page.xpath("//div[@class='report']//tr")
    assert [[cell.text_content() for cell in row] for row in rows] == [["项目", "件数"], ["受理", "12"], ["办结", "11"]]
    assert [(cell.tag, cell.get("scope"), cell.get("class")) for cell in rows[0]] == [("th", "col", None), ("th", "col", "num")]
    assert [row.getparent().tag for row in rows] == ["thead", "tbody", "tbody"]
    assert [cell.get("class") for cell in rows[1]] == [None, "num"]
    assert text_of(page) == "".join(text.split())


def test_a_statutory_table_is_shown_as_it_was_read():
    text = (
        "四、政府信息公开行政复议、行政诉讼情况\n行政复议行政诉讼结果维持结果纠正其他结果尚未审结总计未经复议直接起诉复议后起诉"
        "结果维持结果纠正其他结果尚未审结总计结果维持结果纠正其他结果尚未审结总计2131700000100012\n五、存在的主要问题及改进情况\n无。\n"
    )
    report = document(text)
    forms = read_forms(report)
    page = shown(Audit(report, 2023, [], forms=forms))
    [section] = page.xpath("//section[@id='form-1']")
    assert section.xpath(".//tbody/tr/th/text()")[0] == "行政复议"
    assert section.xpath(".//tbody/tr[1]/td/text()") == ["2", "1", "3", "1", "7"]
    assert "form-1" in page.xpath("//nav//a/@href")[-1] or "#form-1" in page.xpath("//nav//a/@href")


def test_parts_that_a_web_page_has_glued_into_one_line_are_parted():
    text = f"一、总体情况 {'全年工作平稳有序，各项任务按期完成。' * 40} 二、存在的问题 {'人手不足，培训不够。' * 20} 三、下一步打算 继续努力。\n"
    assert [text[piece.start :][:7] for piece in pieces(document(text))] == ["一、总体情况 ", "二、存在的问题", "三、下一步打算"]


def test_no_sign_of_a_report_is_in_two_pieces_or_in_none():
    found = pieces(document())
    assert "".join(THIS.split()) == "".join("".join(THIS[piece.start : piece.end].split()) for piece in found)


def test_the_same_audit_gives_the_same_bytes(full):
    assert as_page(full, "zh") == as_page(full, "zh")
