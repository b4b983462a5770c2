"""The HTML review: one file, one script that only follows the reader, nothing fetched, everything in it named for who reads it by ear."""

import base64
import hashlib
import re
import subprocess
import sys

import nbformat.v4 as v4
import pytest
from bs4 import BeautifulSoup
from tests.unit.review_sample import notebook, sample_notebook, sample_work

from nianbao.errors import NotAReview
from nianbao.exporting import ReviewHTML
from nianbao.review import opening

PROSE = '<section data-section="petitions" lang="zh"><h2>信访</h2><p>办结<data value="427" data-figure="petitions.closed">427</data>件。</p><h3>经过</h3></section>'


def exported(executed):
    return ReviewHTML().from_notebook_node(executed)[0]


def sample_page(tmp_path, **parameters):
    return BeautifulSoup(exported(sample_notebook(sample_work(tmp_path, **parameters), PROSE)), "html.parser")


def test_the_same_notebook_gives_the_same_bytes(tmp_path):
    executed = sample_notebook(sample_work(tmp_path), PROSE)
    assert exported(executed) == exported(executed)


def test_it_runs_our_one_script_and_fetches_nothing(tmp_path):
    page = sample_page(tmp_path)
    policy = page.select_one('meta[http-equiv="Content-Security-Policy"]')["content"]
    digest = base64.b64encode(hashlib.sha256(page.script.string.encode()).digest()).decode()
    assert policy.startswith(f"default-src 'none'; script-src 'sha256-{digest}'; ")
    assert len(page.find_all("script")) == 1
    assert not page.find_all(["iframe", "object", "embed", "base"])
    assert not [name for tag in page.find_all() for name in tag.attrs if name.startswith("on")]
    assert [link["rel"] for link in page.find_all("link")] == [["icon"]]
    for name in ("src", "href", "action"):
        assert all(tag[name].startswith(("#", "data:")) for tag in page.find_all(attrs={name: True}))
    assert not re.search(r"https?:|@import|url\(", str(page))


def test_it_shows_no_code_and_no_note_of_the_notebook(tmp_path):
    text = str(sample_page(tmp_path))
    assert "秘密" not in text and "给做年报的人看的说明" not in text


def test_what_looks_after_tables_and_cards_in_a_notebook_is_not_in_the_review(tmp_path):
    executed = sample_notebook(sample_work(tmp_path), PROSE)
    shown = [output.data["text/html"] for cell in executed.cells for output in cell.get("outputs", [])]
    assert [html.startswith("<style>") for html in shown] == ["<table" in html or 'class="cards"' in html for html in shown] and "<table" in "".join(shown)
    page = BeautifulSoup(exported(executed), "html.parser")
    assert len(page.find_all("style")) == 1 and not page.body.find("style")


def test_language_title_and_skip_link(tmp_path):
    page = sample_page(tmp_path)
    assert page.html["lang"] == "zh-CN"
    assert page.title.get_text() == "2023年法治政府建设情况年报　上仓镇人民政府"
    assert page.body.find("a")["href"] == "#main"
    assert page.main["id"] == "main"
    english = sample_page(tmp_path / "en", lang="en")
    assert (english.html["lang"], english.nav.h2.get_text()) == ("en", "Contents")


def test_one_title_then_sections_that_the_contents_lead_to(tmp_path):
    page = sample_page(tmp_path)
    assert len(page.find_all("h1")) == 1
    headings = page.main.find_all(["h2", "h3"])
    assert [heading.get_text() for heading in headings] == ["一、信访", "（一）经过", "二、核对结果", "三、数据来源"]
    links = page.nav.find_all("a")
    assert [(link["href"][1:], link.get_text()) for link in links] == [(found["id"], found.get_text()) for found in headings]


def test_every_picture_has_words_and_every_id_is_one_of_a_kind(tmp_path):
    page = sample_page(tmp_path)
    assert all(svg["aria-label"] for svg in page.find_all("svg"))
    ids = [tag["id"] for tag in page.find_all(id=True)]
    assert len(ids) == len(set(ids))
    labels = [box["aria-label"] for box in page.select("[role=group]")]
    assert len(labels) == len(set(labels))


def test_the_contents_go_two_levels_deep(tmp_path):
    prose = "<h2>A</h2><h3>B</h3><h4>C</h4>"
    page = BeautifulSoup(exported(sample_notebook(sample_work(tmp_path), prose)), "html.parser")
    assert "1.C" in page.main.get_text()
    assert [link.get_text() for link in page.nav.find_all("a")][:3] == ["一、A", "（一）B", "二、核对结果"]


def test_what_the_page_is_called_elsewhere(tmp_path):
    page = sample_page(tmp_path)
    assert page.select_one("meta[name=description]")["content"] == "上仓镇人民政府2023年法治政府建设情况年报，统计时点2023-12-31。"
    assert page.select_one("header time")["datetime"] == "2023-12-31"
    schemes = {meta["media"]: meta["content"] for meta in page.select("meta[name=theme-color]")}
    css = page.style.string
    assert all(f"--paper: {colour.replace('#ffffff', '#fff')};" in css for colour in schemes.values())


def test_where_figures_came_from_travels_in_the_notebook_and_stands_on_the_page(tmp_path):
    from nianbao.review import sources

    work = sample_work(tmp_path)
    cells = [opening(work, ["petitions.closed"]), PROSE, sources(work)]
    page = BeautifulSoup(exported(notebook(*cells)), "html.parser")
    assert [button["popovertarget"] for button in page.select(".ask[popovertarget]")] == ["figure-petitions-closed"] * 2
    assert [popover["id"] for popover in page.select("[popover]")] == ["figure-petitions-closed"]
    assert page.select_one(".ask.sources").find_parent("main")
    assert "网页里的数字可以点开" not in page.get_text()


def test_figures_keep_their_names(tmp_path):
    assert {mark["data-figure"] for mark in sample_page(tmp_path).select("main data")} == {
        "petitions.closed", "petitions.closing_rate", "penalties.cases",
    }  # fmt: skip


def test_a_draft_is_marked_and_a_review_is_not(tmp_path):
    assert sample_page(tmp_path, draft=True).body["data-mark"] == "草稿"
    assert not sample_page(tmp_path).body.has_attr("data-mark")


def test_names_are_text(tmp_path):
    work = sample_work(tmp_path)
    title = {"zh": "</title><script>alert(1)</script>", "en": ""}
    page = BeautifulSoup(exported(notebook(opening(work, [], title), "<h2>A&lt;script&gt;</h2>")), "html.parser")
    assert len(page.find_all("script")) == 1
    assert page.title.get_text().startswith("</title><script>")
    assert page.nav.a.get_text() == "一、A<script>"


def test_pictures_of_the_analysts_own_are_shown_with_their_words(tmp_path):
    executed = notebook(opening(sample_work(tmp_path), []))
    outputs = [
        v4.new_output("display_data", data={"image/png": "aGk="}, metadata={"alt": 'a "b"'}),
        v4.new_output("display_data", data={"image/svg+xml": "<svg/>"}),
        v4.new_output("display_data", data={"text/markdown": "**粗**<script>"}),
        v4.new_output("stream", text="不进年报"),
        v4.new_output("execute_result", data={"text/plain": "也不进"}),
    ]
    executed.cells.append(v4.new_code_cell("", outputs=outputs))
    page = BeautifulSoup(exported(executed), "html.parser")
    assert [(image["alt"], image["src"][:14]) for image in page.find_all("img")] == [
        ('a "b"', "data:image/png"), ("没有文字说明的图", "data:image/svg"),
    ]  # fmt: skip
    assert page.main.strong.get_text() == "粗"
    assert "不进" not in page.main.get_text() and not page.main.find_all("script")


def test_a_notebook_that_was_not_run_is_an_error(tmp_path):
    with pytest.raises(NotAReview) as error:
        exported(v4.new_notebook(cells=[v4.new_code_cell("review.opening(work)")]))
    assert "笔记本还没有运行" in error.value.say("zh")


def test_a_notebook_that_broke_is_an_error(tmp_path):
    executed = sample_notebook(sample_work(tmp_path))
    executed.cells[-1].outputs = [v4.new_output("error", ename="ValueError", evalue="坏了", traceback=[])]
    with pytest.raises(NotAReview) as error:
        exported(executed)
    assert "ValueError" in error.value.say("zh") and "坏了" not in error.value.say("zh")


def test_jupyter_finds_the_exporters_by_name_and_menu():
    from nianbao.exporting import ReviewPDF

    assert (ReviewHTML.export_from_notebook, ReviewPDF.export_from_notebook) == ("年报 HTML", "年报 PDF")
    assert (ReviewHTML().file_extension, ReviewPDF().file_extension) == (".html", ".pdf")


def test_the_package_is_imported_without_what_only_rendering_needs():
    heavy = ["nbconvert", "matplotlib", "pandas", "typst", "fontTools", "great_expectations", "IPython"]
    code = f"import sys, nianbao.review, nianbao.exporting; print([m for m in {heavy!r} if m in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "[]"
