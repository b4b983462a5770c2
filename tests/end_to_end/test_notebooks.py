"""The notebooks are ordinary ones: by hand, by plain papermill, and in a run; parameters are strict in each."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys

import nbformat
import pytest
from bs4 import BeautifulSoup
from tests.places import sample_workspace

from nianbao.office import shipped


@pytest.fixture
def papermill(fresh):
    def run(notebook, *words):
        env = os.environ | {"NIANBAO_KEY_FILE": str(fresh.root / "key"), "NIANBAO_LANG": "zh"}
        command = [sys.executable, "-m", "papermill", str(shipped("notebooks") / notebook), str(fresh.root / "out.ipynb"), *words]
        return subprocess.run(command, cwd=fresh.root, env=env, capture_output=True, text=True, check=False)

    return run


def test_plain_papermill_runs_each_notebook(papermill, fresh):
    shutil.rmtree(fresh.root / "data" / "clean")
    shutil.rmtree(fresh.root / "data" / "checked")
    for notebook in ("1_clean.ipynb", "2_check.ipynb", "3_review.ipynb"):
        done = papermill(notebook, "-p", "office", "shangcang", "-p", "year", "2023")
        assert done.returncode == 0, done.stderr
    assert (fresh.checked / "figures.json").exists()
    text = (fresh.root / "out.ipynb").read_text("utf-8")
    assert "办结信访件" in text and "petitions.closed" in text


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("-p", "ofice", "shangcang"), "没有参数“ofice”：可用的参数有 office、year、as_of、lang、draft、engine。是不是“office”？"),
        (("-p", "year", "二〇二三"), "参数 year 应为：四位年份"),
        (("-p", "office", "shangchang"), "没有名为“shangchang”的单位"),
        (("-p", "as_of", "31.12.2023"), "参数 as_of 应为：形如 2023-12-31 的日期"),
        (("-p", "lang", "fr"), "参数 lang 应为：zh 或 en"),
    ],
)
def test_a_wrong_parameter_stops_plain_papermill_before_any_work(papermill, fresh, words, sentence):
    shutil.rmtree(fresh.root / "data" / "clean")
    done = papermill("1_clean.ipynb", *words)
    assert done.returncode != 0
    assert sentence in done.stderr
    assert not (fresh.root / "data" / "clean").exists()


def _own_notebook(place, name, source):
    """The workspace's own 3_review (or another) with one more cell, which stands before the shipped one."""
    notebook = nbformat.read(shipped("notebooks") / f"{name}.ipynb", as_version=4)
    notebook.cells.insert(3, nbformat.v4.new_markdown_cell("## 我的一节", id="mine-heading"))
    notebook.cells.insert(4, nbformat.v4.new_code_cell(source, id="mine"))
    (place.root / "notebooks").mkdir()
    nbformat.write(notebook, place.root / "notebooks" / f"{name}.ipynb")


def test_a_broken_cell_shows_its_section_its_number_and_the_users_own_line(fresh):
    _own_notebook(fresh, "1_clean", "import json\njson.loads('{')  # 我的一行")
    done = fresh.nianbao("clean", "shangcang", 2023)
    assert done.code == 6
    assert "1_clean.ipynb 在“我的一节”的第" in done.err
    assert "json.loads('{')  # 我的一行" in done.err
    assert "Traceback" not in done.err and "decoder.py" not in done.err
    assert (fresh.root / "data" / "runs" / "shangcang" / "2023" / "1_clean.ipynb").exists()


def test_a_system_exit_in_a_cell_is_a_failure(fresh):
    _own_notebook(fresh, "1_clean", "raise SystemExit(0)")
    done = fresh.nianbao("clean", "shangcang", 2023)
    assert done.code == 6
    assert "1_clean.ipynb 提前结束" in done.err


def test_an_unknown_figure_in_prose_names_the_nearest_and_no_review_is_written(fresh):
    before = (fresh.review / "review.html").read_bytes()
    (fresh.raw / "text").mkdir()
    (fresh.raw / "text" / "petitions.md").write_text("## 信访\n\n办结{{petitions.close}}件。", "utf-8")
    done = fresh.nianbao("review", "shangcang", 2023)
    assert done.code == 3
    assert "text/petitions.md：没有名为“petitions.close”的数据。是不是“petitions.closed”？" in done.err
    assert (fresh.review / "review.html").read_bytes() == before


def test_the_offices_own_text_overrides_a_section_and_adds_one(fresh):
    (fresh.raw / "text").mkdir()
    (fresh.raw / "text" / "petitions.md").write_text("## 信访件办理\n\n全年**{{petitions.closing_rate}}**办结。<script>x</script>", "utf-8")
    (fresh.raw / "text" / "outlook.md").write_text("## 下步计划\n\n在{{petitions.closed}}件的基础上继续。", "utf-8")
    done = fresh.nianbao("review", "shangcang", 2023)
    assert done.code == 0, done.err
    page = (fresh.review / "review.html").read_text("utf-8")
    strong = BeautifulSoup(page, "html.parser").select_one("section[data-section=petitions] strong")
    assert strong.select_one("data[data-figure='petitions.closing_rate']").get_text() == "100%"
    assert strong.next_sibling == "办结。<script>x</script>"  # text
    assert re.search('<section data-section="outlook"[^>]*>.*?下步计划.*?继续', page, re.DOTALL)
    # Of what nobody writes about in a cell, the place is in the last part.
    assert page.index("主要安排</h2>") < page.index("其他需要报告的情况</h2>") < page.index('data-section="outlook"')


def test_the_review_in_english(tmp_path):
    place = sample_workspace(tmp_path)
    done = place.nianbao("run", "shangcang", 2023, "--lang", "en")
    assert done.code == 0, done.err
    page = (place.review.with_name("2023-en") / "review.html").read_text("utf-8")
    assert '<html lang="en"' in page
    assert "11,850" in page
    parts = re.findall(r"<h2[^>]*>(?:<[^>]*>)*[1-5]\. (?:<[^>]*>)*(.*?)</h2>", page)
    assert parts == [
        "Measures and results", "Shortcomings and their causes",
        "How the heads of Party and government performed their duty as first persons responsible", "The plan for the next year", "Other matters",
    ]  # fmt: skip
