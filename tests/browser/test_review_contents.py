"""The contents of the review: beside the text and following it on a desk, folded above it on a phone."""

from __future__ import annotations

from tests.browser.conftest import add_style, becomes

CURRENT = "document.querySelector('.contents [aria-current]')?.hash"


def heading_at(page, number):
    return page.evaluate("n => '#' + document.querySelectorAll('main h2[id], main h3[id]')[n].id", number)


def test_the_keyboard_reaches_the_skip_link_first_and_the_text_by_it(open_page):
    page = open_page(again=True)
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


def test_a_link_of_the_contents_takes_the_reader_there_and_is_marked(open_page):
    page = open_page(again=True)
    target = heading_at(page, 12)
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    while page.evaluate("document.activeElement.hash") != target:
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.closest('nav, header') !== null")
    page.keyboard.press("Enter")
    assert becomes(page, f"{CURRENT} === '{target}'")
    assert page.evaluate("target => Math.abs(document.querySelector(target).getBoundingClientRect().top) < 100", target)


def test_the_mark_follows_reading_and_stays_in_sight(open_page):
    page = open_page()
    for number in (3, 20, 29, 8):
        target = heading_at(page, number)
        page.evaluate("target => document.querySelector(target).scrollIntoView()", target)
        assert becomes(page, f"{CURRENT} === '{target}'")
        box = page.evaluate("(() => { const at = document.querySelector('.contents [aria-current]').getBoundingClientRect(); return [at.top, at.bottom] })()")
        assert box[0] >= 0
        assert box[1] <= 900
    style = page.evaluate("(() => { const s = getComputedStyle(document.querySelector('.contents [aria-current]')); return [s.fontWeight, s.borderLeftWidth] })()")
    assert style == ["700", "4px"]


def test_at_the_head_of_the_page_nothing_is_marked_and_at_its_end_the_last(open_page):
    page = open_page()
    assert becomes(page, f"{CURRENT} === undefined")
    # A last section that is too short to be scrolled to the head of the screen.
    add_style(page, ".provenance > :not(h2) { display: none }")
    page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
    last = page.evaluate("[...document.querySelectorAll('.contents a')].pop().hash")
    assert becomes(page, f"{CURRENT} === '{last}'")


def test_beside_the_text_the_contents_are_open_to_the_keyboard_without_a_fold(open_page):
    page = open_page()
    assert not page.locator(".contents summary").is_visible()
    assert page.locator(".contents h2").is_visible()
    assert page.evaluate("(() => { const link = document.querySelector('.contents a'); link.focus(); return document.activeElement === link })()")


def test_on_a_phone_the_contents_are_folded_and_the_way_back_is_near(open_page):
    page = open_page(320)
    assert not page.locator(".contents a").first.is_visible()
    page.locator(".contents summary").focus()
    page.keyboard.press("Enter")
    page.locator(".contents a").nth(20).click()
    assert page.evaluate("scrollY") > 3000
    assert page.evaluate("document.querySelector('.back').getBoundingClientRect().bottom <= innerHeight")
    page.locator(".back").click()
    assert becomes(page, "Math.abs(document.querySelector('.contents').getBoundingClientRect().top) < 100")
    assert page.locator(".contents a").first.is_visible()
