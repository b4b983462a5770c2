"""The site in a real browser, opened from its folder: everybody can find and read a review, with a script or without."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from tests.published import edition, figure, section

from nianbao.office import Workspace
from nianbao.publishing import build_site

HOSTILE = '<img src=x onerror="document.title=1">镇'
PAGES = ("index.html", "figures-2023.html", "town/2023/index.html")
ALIKE = ("index.en.html", "town/index.html")


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """Two offices, two years; its own folder below another, as on a server."""
    root = tmp_path_factory.mktemp("served") / "some folder"
    petitions = section(
        "petitions", "信访工作", '全年办结信访件<data value="427" data-figure="petitions.closed">427</data>件，群众满意。', anchor="section-1-1"
    )
    body = section("summary", "", "坚持依法行政。") + petitions + section("penalties", "行政处罚", "作出行政处罚90起。", anchor="section-1-2")
    figures = [figure(f"petitions.number{number}", number, f"办结信访件之{number}") for number in range(9)] + [figure("petitions.closed", 427, "办结信访件")]
    edition(root / "site", 1, body=body, figures=figures)
    edition(root / "site", 2, "2024-05-06", "补报", body=body.replace("90起", "91起"), figures=figures)
    edition(root / "site", 1, year=2022, body=body, figures=figures)
    edition(root / "site", 1, office="b", name={"zh": HOSTILE, "en": HOSTILE}, body=body.replace("群众", HOSTILE.replace("<", "&lt;")), figures=figures)
    edition(root / "site", 1, parameters={"as_of": "2023-12-31", "lang": "en"}, body=body, figures=figures)
    return build_site(Workspace(root)).parent


@pytest.fixture
def open_page(chromium, site):
    contexts = []

    def opened(name: str = "index.html", width: int = 1280, scheme: str = "light", script: bool = True):
        context = chromium.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme, java_script_enabled=script)
        contexts.append(context)
        page = context.new_page()
        page.asked, page.said = [], []
        page.on("request", lambda request: page.asked.append(request.url))
        page.on("console", lambda message: page.said.append(message.text))
        page.on("pageerror", lambda error: page.said.append(str(error)))
        page.goto((site / name).as_uri())
        return page

    yield opened
    for context in contexts:
        context.close()


def searched(page, words):
    page.get_by_role("searchbox").fill(words)
    page.locator(".count:not(:empty)").wait_for()
    return page.locator(".results li")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 768, 1280])
def test_axe_finds_no_violation_and_no_page_scrolls_sideways(open_page, width, scheme):
    for name in PAGES + (ALIKE if (width, scheme) == (320, "light") else ()):
        page = open_page(name, width, scheme)
        page.evaluate("for (const part of document.querySelectorAll('details')) part.open = true")
        if name == "index.html":
            searched(page, "信访")
        found = Axe().run(page)
        assert found.response["passes"]
        assert [f"{name} {v['id']}: {v['nodes'][0]['html'][:120]}" for v in found.response["violations"]] == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width, name


def test_the_search_finds_headings_labels_prose_years_and_what_is_typed(open_page):
    page = open_page()
    found = searched(page, "某镇 信访工作")
    assert "某镇　2023年年报 › 信访工作" in found.all_inner_texts()[0]
    assert found.first.locator("a").get_attribute("href") == "town/2023/2/review.html#section-1-1"
    for words, expected in (("xfgz", "信访工作"), ("xingzhengchufa", "行政处罚"), ("９１起", "91起"), ("处罚 91", "作出行政处罚91起"), ("mouzhen 2022", "2022")):
        assert expected in searched(page, words).first.inner_text(), words
    assert searched(page, "没有的话").count() == 0
    assert page.get_by_role("status").inner_text() == "没有找到。"
    assert page.said == []
    assert {url.rsplit("/", 1)[1] for url in page.asked} == {"index.html", "search.js", "search-index.js"}


def test_what_is_searched_and_found_stays_text(open_page):
    page = open_page()
    found = searched(page, "<img")
    assert found.count() >= 1 and "<img src=x" in found.first.inner_text()
    page.wait_for_timeout(100)
    assert page.locator("img").count() == 0 and page.title() == "法治政府建设年报"


def test_a_result_is_reached_by_keyboard_and_leads_to_its_place(open_page):
    page = open_page()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.get_by_role("searchbox").focus()
    page.keyboard.type("行政处罚 91")
    page.locator(".results a").first.wait_for()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/town/2023/2/review.html#section-1-2")
    page.go_back()
    page.locator(".results a").first.wait_for()  # what was typed is searched again


def test_without_a_script_every_list_is_there_and_the_search_is_not(open_page):
    page = open_page(script=False)
    assert page.locator("form.search").is_visible() is False
    assert page.locator("table").count() == 2
    page.get_by_role("link", name="某镇", exact=True).first.click()
    assert page.locator(".years-table table").is_visible()


def test_the_page_asks_for_nothing_until_somebody_searches(open_page, site):
    page = open_page()
    page.wait_for_load_state("networkidle")
    assert page.asked == [(site / name).as_uri() for name in ("index.html", "search.js")]
    assert page.said == []
