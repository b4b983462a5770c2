"""The review in a real browser: it asks for nothing, complains of nothing, and can be read by anyone at any width."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from tests.browser.conftest import add_style, becomes

WIDTHS = (320, 768, 1280)
# Targets of 24 pixels (WCAG 2.2) are a rule that axe leaves off by itself.
EVERY_RULE = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}
# WCAG 1.4.12: what a reader may set must not hide or cut anything.
SPACING = "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } p { margin-bottom: 2em !important }"
SIDEWAYS = "document.documentElement.scrollWidth"


def violations(page, within=None):
    found = Axe().run(page, within, options=EVERY_RULE).response
    assert found["passes"]
    return [f"{v['id']}: {node['html'][:160]}" for v in found["violations"] for node in v["nodes"]]


def test_the_page_asks_for_nothing_but_itself_and_says_nothing_to_the_console(open_page, address):
    page = open_page()
    page.wait_for_load_state("networkidle")
    assert {url for url in page.asked if not url.startswith("data:")} == {address}
    assert page.said == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
def test_axe_finds_no_violation(open_page, width, scheme):
    page = open_page(width, scheme)
    page.evaluate("for (const part of document.querySelectorAll('details')) part.open = true")
    # What the way back happens to lie over at the foot of the window, a reader scrolls free.
    page.evaluate("document.querySelector('.back').style.position = 'static'")
    found = violations(page)
    page.evaluate("document.querySelector('.back').style.position = ''")
    assert found == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
def test_axe_finds_no_violation_in_an_open_popover(open_page, width, scheme):
    page = open_page(width, scheme)
    page.locator("[popovertarget='figure-petitions-closing_rate']").first.click()
    assert violations(page, ".source:popover-open") == []


@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_but_tables_scrolls_sideways(open_page, width):
    page = open_page(width)
    assert page.evaluate(SIDEWAYS) <= width


@pytest.mark.parametrize("width", WIDTHS)
def test_a_readers_own_spacing_neither_cuts_nor_widens(open_page, width):
    page = open_page(width)
    add_style(page, SPACING)
    assert page.evaluate(SIDEWAYS) <= width
    cut = "[...document.querySelectorAll('.cards, .card, .contents a, p, h2, h3')].filter(e => e.scrollWidth > e.clientWidth + 1).map(e => e.textContent)"
    assert page.evaluate(cut) == []


@pytest.mark.parametrize("width", WIDTHS)
def test_text_of_twice_the_size_stays_on_the_page(open_page, width):
    page = open_page(width)
    add_style(page, "html { font-size: 200% }")
    assert page.evaluate(SIDEWAYS) <= width


@pytest.mark.parametrize("width", WIDTHS)
def test_every_chart_shows_one_drawing(open_page, width):
    page = open_page(width)
    shown = page.evaluate("[...document.querySelectorAll('figure.chart')].map(c => [...c.querySelectorAll('svg')].filter(s => s.checkVisibility()).length)")
    assert len(shown) >= 20
    assert set(shown) == {1}


def test_no_line_parts_a_number_from_its_unit(open_page):
    parted = "[...document.querySelectorAll('.figure')].filter(f => f.getClientRects().length > 1).map(f => f.textContent)"
    page = open_page(320)
    assert page.locator(".figure").count() >= 150
    assert page.evaluate(parted) == []


def test_a_wide_table_scrolls_in_itself_by_keyboard(open_page):
    page = open_page(768)
    table = page.locator(".files-table")
    add_style(page, ".files-table table { min-width: 1200px }")
    table.focus()
    page.keyboard.press("ArrowRight")
    assert becomes(page, "document.querySelector('.files-table').scrollLeft > 0")
    assert page.evaluate("getComputedStyle(document.querySelector('.files-table')).outlineStyle") == "solid"
    assert page.evaluate(SIDEWAYS) <= 768


def test_on_a_phone_a_check_stands_as_a_small_list(open_page):
    page = open_page(320)
    box = page.locator(".checks-table").first
    assert box.evaluate("box => box.scrollWidth <= box.clientWidth")
    head = "getComputedStyle(document.querySelector('.checks-table td'), '::before').content"
    assert page.evaluate(head) == '"结果"'


def test_print_shows_everything_and_nothing_to_ask(open_page):
    page = open_page()
    page.emulate_media(media="print", color_scheme="light")
    shown = "selector => [...document.querySelectorAll(selector)].filter(e => e.checkVisibility({contentVisibilityAuto: true})).length"
    for everything in (".contents a", ".passed-table tr", ".figure data:not(.chart-data *)", "main h3"):
        assert page.evaluate(shown, everything) == page.locator(everything).count() > 0
    for nothing in (".ask", ".source", ".back", ".skip", ".contents summary", ".chart-data"):
        assert page.evaluate(shown, nothing) == 0
    page.emulate_media(media="screen")


def test_without_scripts_everything_is_there(chromium, address):
    context = chromium.new_context(java_script_enabled=False, viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto(address)
    assert page.locator(".contents a").first.is_visible()
    assert page.locator("main h2").count() >= 7
    page.locator("[popovertarget='figure-petitions-closed']").first.click()
    assert page.locator("#figure-petitions-closed").is_visible()
    context.close()


def test_the_policy_lets_only_our_own_script_run(chromium, address, tmp_path, finished):
    text = (finished.review / "review.html").read_text("utf-8")
    bad = '<script>window.hostile = 1</script><img alt="" src="data:," onerror="window.hostile = 1"></body>'
    (tmp_path / "page.html").write_text(text.replace("</body>", bad), "utf-8")
    page = chromium.new_page()
    page.goto((tmp_path / "page.html").as_uri())
    page.evaluate("scrollTo(0, 9000)")
    page.wait_for_selector(".contents [aria-current]")
    assert page.evaluate("window.hostile") is None
    page.close()
