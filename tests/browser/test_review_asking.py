"""A figure of the review can be asked where it came from: by keyboard, by finger, with nothing in the way of the text."""

from __future__ import annotations

import pytest
from tests.browser.conftest import listening
from tests.unit.review_sample import count, notebook, sample_work

from nianbao.exporting import ReviewHTML
from nianbao.review import opening, sources

RATE = "[popovertarget='figure-petitions-closing_rate']"


def is_open(page):
    return page.locator(".source:popover-open").count()


def test_by_keyboard_a_figure_opens_and_escape_leads_back_to_it(open_page):
    page = open_page()
    button = page.locator(RATE).first
    button.focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    assert button.evaluate("button => document.activeElement === button && getComputedStyle(button).outlineStyle === 'solid'")
    page.keyboard.press("Enter")
    assert is_open(page) == 1
    assert page.evaluate("document.activeElement.id") == "figure-petitions-closing_rate"
    page.keyboard.press("Escape")
    assert is_open(page) == 0
    assert button.evaluate("button => document.activeElement === button")


@pytest.mark.parametrize("width", [320, 768, 1280])
def test_a_click_opens_it_on_the_screen_and_one_beside_it_closes_it(open_page, width):
    page = open_page(width)
    for name in ("petitions-closing_rate", "inspections-checks", "penalties-cases"):
        page.locator(f".ask[popovertarget='figure-{name}']:visible").last.click()
        box = page.locator(f"#figure-{name}").bounding_box()
        assert box["height"] > 250
        assert box["x"] >= 0 and box["x"] + box["width"] <= width
        assert box["y"] >= 0 and box["y"] + box["height"] <= 900
        page.mouse.click(2, 2)
        assert is_open(page) == 0


def test_it_can_be_closed_by_its_own_button(open_page):
    page = open_page(320)
    page.locator(RATE).first.click()
    page.locator(".source:popover-open .close").click()
    assert is_open(page) == 0


def test_every_button_is_named_after_its_figure_and_opens_the_one_popover_of_it(open_page):
    page = open_page()
    buttons = page.eval_on_selector_all(".figure > .ask", "all => all.map(b => [b.popoverTargetElement.id, b.popoverTargetElement.ariaLabel, b.ariaLabel])")
    assert len(buttons) >= 150
    assert all(name == f"来源：{label}" for _, label, name in buttons)
    assert sorted(page.eval_on_selector_all(".source", "all => all.map(s => s.id)")) == sorted({opens for opens, _, _ in buttons})


def test_what_is_copied_is_the_text_as_it_is_read(open_page):
    page = open_page()
    copied = page.evaluate("(() => { const p = document.querySelector('[data-section=summary] p'); getSelection().selectAllChildren(p); return getSelection().toString() })()")
    assert "办结信访件427件，办结率100%，按时受理率100%；作出评价的387件中，满意率100%。" in copied
    page.evaluate("getSelection().removeAllRanges()")


def test_a_hostile_name_is_shown_as_it_is_written(chromium, tmp_path):
    bad = '<img src=x onerror="window.hostile=1">"\'<script>window.hostile=1</script>'
    figures = [count("petitions.closed", (bad, bad), (bad, bad), 427, 393, None, bad)]
    work = sample_work(tmp_path, figures)
    html, _ = ReviewHTML().from_notebook_node(notebook(opening(work, ["petitions.closed"]), sources(work)))
    (tmp_path / "page.html").write_text(html, "utf-8")
    page = listening(chromium.new_page())
    page.goto((tmp_path / "page.html").as_uri())
    page.locator("[popovertarget='figure-petitions-closed']").first.click()
    shown = page.locator(".source:popover-open").inner_text()
    assert shown.startswith(bad)
    assert f"计自{bad}" in shown
    assert page.evaluate("window.hostile") is None
    assert page.said == []
    assert [url for url in page.asked if not url.startswith("data:")] == [page.url]
    page.close()


def test_a_finger_finds_every_number(open_page):
    # axe lets a small target pass that stands alone; ours are 24 pixels wide and high wherever they stand.
    page = open_page(320)
    sizes = page.eval_on_selector_all(".figure > .ask", "all => all.filter(b => b.checkVisibility()).map(b => [b.offsetWidth, b.offsetHeight])")
    assert len(sizes) >= 150
    assert min(map(min, sizes)) >= 24
