"""The review in a real browser: it asks for nothing, complains of nothing, and can be read by anyone at any width."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe

WIDTHS = (320, 768, 1280)


@pytest.fixture(scope="module")
def address(finished) -> str:
    return (finished.review / "review.html").as_uri()


@pytest.fixture
def open_page(chromium, address):
    contexts = []

    def opened(width: int = 1280, scheme: str = "light"):
        context = chromium.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
        contexts.append(context)
        page = context.new_page()
        page.asked, page.said = [], []
        page.on("request", lambda request: page.asked.append(request.url))
        page.on("console", lambda message: page.said.append(message.text))
        page.on("pageerror", lambda error: page.said.append(str(error)))
        page.goto(address)
        return page

    yield opened
    for context in contexts:
        context.close()


def test_the_page_asks_for_nothing_but_itself_and_says_nothing_to_the_console(open_page, address):
    page = open_page()
    page.wait_for_load_state("networkidle")
    assert [url for url in page.asked if not url.startswith("data:")] == [address]
    assert page.said == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
def test_axe_finds_no_violation(open_page, width, scheme):
    page = open_page(width, scheme)
    page.evaluate("for (const part of document.querySelectorAll('details')) part.open = true")
    found = Axe().run(page)
    assert found.response["passes"]
    told = [f"{v['id']}: {v['nodes'][0]['html'][:120]}" for v in found.response["violations"]]
    assert told == []


@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_but_tables_scrolls_sideways(open_page, width):
    page = open_page(width)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("width", WIDTHS)
def test_every_chart_shows_one_drawing(open_page, width):
    page = open_page(width)
    charts = page.locator("figure.chart")
    assert charts.count() >= 20
    for index in range(charts.count()):
        assert charts.nth(index).locator("svg:visible").count() == 1


def test_the_keyboard_reaches_the_skip_link_first_and_the_text_by_it(open_page):
    page = open_page()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_every_link_of_the_contents_leads_to_a_heading(open_page):
    page = open_page()
    targets = page.eval_on_selector_all("nav.contents a", "links => links.map(link => link.hash)")
    assert len(targets) >= 30
    for target in targets:
        assert page.locator(f"[id='{target[1:]}']").count() == 1
