"""Chinese in an English review is marked, so that a reader's voice reads it as Chinese."""

import pytest
from bs4 import BeautifulSoup
from tests.unit.review_sample import by_kind, count, notebook, sample_work

from nianbao import review
from nianbao.exporting import ReviewHTML
from nianbao.exporting.tongues import told_apart


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("most for 非法焚烧 (12)", ["非法焚烧"]),
        ("2023年信访件登记表.xlsx › 登记表: row 258", ["2023年信访件登记表", "登记表"]),
        ("年报（二）and 春耕、秋收", ["年报（二）", "春耕、秋收"]),
        ("of A类企业 and B", ["类企业"]),
        ("in 2023 only", []),
    ],
)
def test_a_name_is_marked_from_its_first_character_to_its_last(text, names):
    told = told_apart(f"<p>{text}</p>", "en")
    assert [mark.get_text() for mark in BeautifulSoup(told, "html.parser").select("[lang=zh]")] == names
    assert BeautifulSoup(told, "html.parser").get_text() == text


def test_tags_and_attributes_stay_as_they_are():
    html = '<svg aria-label="农业"><path d="M0 0"/></svg><a href="#农业">农业</a>'
    assert told_apart(html, "en") == html.replace(">农业<", '><span lang="zh">农业</span><')


def test_a_chinese_review_stays_as_it_is():
    assert told_apart("<p>办结率</p>", "zh") == "<p>办结率</p>"


def test_charts_breakdowns_and_files_of_an_english_review_are_marked(tmp_path):
    kinds = [(key, zh, zh, now, then) for key, zh, _, now, then in by_kind((28, 33), (38, 30), (24, 20))]
    work = sample_work(tmp_path, [count("penalties.cases", ("案件", "Penalty cases"), ("起", "cases"), 90, 83, {"kind": kinds})], lang="en")
    cells = [review.opening(work, ["penalties.cases"]), review.bars(work, "penalties.cases", by="kind"), review.provenance(work)]
    page = BeautifulSoup(ReviewHTML().from_notebook_node(notebook(*cells))[0], "html.parser")
    for where in (".finding", "figcaption", ".chart-data tbody th", ".files-table .file"):
        found = page.select_one(where)
        assert found.select("[lang=zh]"), where
        assert not [text for text in found.find_all(string=lambda text: "年" in text or "市" in text) if text.parent.get("lang") != "zh"]
