"""The page of an audit in a real browser: readable by everybody at every width, and a claim tells of itself by mouse, keyboard and touch."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from axe_playwright_python.sync_playwright import Axe
from tests.audited import LAST, THIS, document

from nianbao.auditing import audit
from nianbao.auditing.findings import Finding
from nianbao.auditing.telling import as_page
from nianbao.words import Words


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    found = audit(document(), before=document(LAST, "last.txt"))
    quotes = {"check": "运用法治方式解决基层复杂问题", "warn": "二、存在的问题"}
    more = [Finding("slip", severity, quote, THIS.index(quote), THIS.index(quote) + len(quote), Words(zh="用词", en="wording")) for severity, quote in quotes.items()]
    found = replace(found, findings=[*found.findings, *more])
    assert {issue.severity for issue in found.issues} == {"error", "warn", "check"} and found.failing[0].lhs == Decimal(100)
    folder = tmp_path_factory.mktemp("audit")
    for lang in ("zh", "en"):
        (folder / f"{lang}.html").write_text(as_page(found, lang), "utf-8")
    return folder.as_uri()


@pytest.fixture
def open_page(chromium, address):
    contexts = []

    def opened(width: int = 1280, scheme: str = "light", lang: str = "zh", **more):
        context = chromium.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme, **more)
        contexts.append(context)
        page = context.new_page()
        page.asked, page.said = [], []
        page.on("request", lambda request: page.asked.append(request.url))
        page.on("console", lambda message: page.said.append(message.text))
        page.goto(f"{address}/{lang}.html")
        return page

    yield opened
    for context in contexts:
        context.close()


def opened_box(page):
    return page.locator(".source:popover-open")


def penalty(page):
    return page.get_by_role("button", name="作出行政处罚90起")


@pytest.mark.parametrize(("width", "scheme", "lang"), [(320, "light", "zh"), (390, "dark", "en"), (1280, "light", "en")])
def test_axe_finds_no_violation_the_page_scrolls_one_way_and_fetches_nothing(open_page, width, scheme, lang):
    page = open_page(width, scheme, lang)
    page.evaluate("for (const part of document.querySelectorAll('details')) part.open = true")
    penalty(page).click()
    found = Axe().run(page)
    assert found.response["passes"]
    assert [f"{v['id']}: {v['nodes'][0]['html'][:160]}" for v in found.response["violations"]] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.asked == [page.url] and page.said == []


def test_a_claim_tells_of_itself_when_it_is_pointed_at_and_is_silent_again(open_page):
    page = open_page()
    penalty(page).hover()
    opened_box(page).wait_for()
    assert "30 + 50 + 20 ≠ 90" in opened_box(page).inner_text()
    opened_box(page).hover()
    page.wait_for_timeout(500)
    assert opened_box(page).count() == 1  # it stays while it is read
    page.mouse.move(1270, 5)
    opened_box(page).wait_for(state="detached")


def test_a_claim_tells_of_itself_by_keyboard_and_escape_closes_it(open_page):
    page = open_page()
    penalty(page).evaluate("button => button.focus()")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    opened_box(page).wait_for()
    assert "90起" in opened_box(page).inner_text()
    page.keyboard.press("Escape")
    opened_box(page).wait_for(state="detached")


@pytest.mark.parametrize("script", [True, False])
def test_a_claim_tells_of_itself_on_a_phone_with_a_script_or_without(open_page, script):
    page = open_page(390, has_touch=True, java_script_enabled=script)
    penalty(page).tap()
    opened_box(page).wait_for()
    box = opened_box(page).bounding_box()
    assert box["x"] == 0 and box["width"] == 390 and box["y"] + box["height"] <= 801
    page.get_by_role("button", name="关闭").tap()
    opened_box(page).wait_for(state="detached")


def test_an_error_leads_to_its_place_and_back(open_page):
    page = open_page()
    page.locator("#errors .place a").first.click()
    place = page.locator(".tag.error").first
    assert 0 <= place.bounding_box()["y"] <= 800
    place.click()
    assert 0 <= page.locator("#error-1").bounding_box()["y"] <= 800


def test_paper_shows_what_is_folded_and_no_button(open_page):
    page = open_page()
    page.emulate_media(media="print")
    assert page.locator("details:not(.long) .quotes").first.is_visible()
    assert not page.locator(".ask").first.is_visible()


def test_paper_leaves_out_the_long_lists_of_what_is_well(open_page):
    page = open_page()
    assert page.locator("#claims").is_visible() and page.locator("#before details.long summary").is_visible()
    page.emulate_media(media="print")
    assert not page.locator("#claims").is_visible() and not page.locator("#before details.long summary").is_visible()
    assert page.locator("#errors").is_visible() and page.locator("#text").is_visible()
