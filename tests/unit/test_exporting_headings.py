"""Headings are numbered by the exporter, as official documents number them."""

import pytest

from nianbao.exporting.headings import chinese, number, numbered


@pytest.mark.parametrize(
    ("count", "numeral"), [(1, "一"), (9, "九"), (10, "十"), (11, "十一"), (20, "二十"), (23, "二十三"), (99, "九十九")]
)
def test_chinese_numerals(count, numeral):
    assert chinese(count) == numeral


@pytest.mark.parametrize(
    ("counts", "zh", "en"), [([2], "二、", "2."), ([2, 1], "（一）", "2.1"), ([2, 1, 3], "3.", "2.1.3"), ([1, 1, 1, 4], "（4）", "1.1.1.4")]
)
def test_numbers_by_level(counts, zh, en):
    assert (number(counts, "zh"), number(counts, "en")) == (zh, en)


def outline(html, lang="zh"):
    return [(heading.level, heading.number, heading.text) for heading in numbered(html, lang)[1]]


def test_sections_count_on_and_parts_begin_anew():
    html = "<h2>甲</h2><h3>子</h3><h3>丑</h3><p>文</p><h2>乙</h2><h3>寅</h3>"
    assert outline(html) == [
        (2, "一、", "甲"), (3, "（一）", "子"), (3, "（二）", "丑"), (2, "二、", "乙"), (3, "（一）", "寅"),
    ]  # fmt: skip


def test_a_level_that_is_skipped_is_closed_up():
    assert outline("<h4>甲</h4><h5>乙</h5>") == [(2, "一、", "甲"), (3, "（一）", "乙")]
    assert outline("<h2>甲</h2><h5>乙</h5>") == [(2, "一、", "甲"), (3, "（一）", "乙")]


def test_a_title_in_prose_becomes_a_section():
    assert outline("<h1>甲</h1>") == [(2, "一、", "甲")]


def test_the_number_stands_in_the_heading_and_the_rest_stays_as_it_was():
    html, _ = numbered("<p>前</p><h2 class='x'>信访 <em>工作</em></h2>", "zh")
    assert html == '<p>前</p><h2 id="section-1"><span class="number">一、</span>信访 <em>工作</em></h2>'


def test_english_sets_the_number_apart():
    html, _ = numbered("<h2>Petitions</h2>", "en")
    assert '<span class="number">1. </span>Petitions' in html


def test_an_id_that_is_given_stays_unless_it_is_taken():
    _, headings = numbered('<h2 id="checks">甲</h2><h2 id="checks">乙</h2>', "zh")
    assert [heading.id for heading in headings] == ["checks", "section-2"]


def test_the_words_of_the_contents_are_without_markup():
    assert outline("<h2>A &amp; <b>B</b>\n C</h2>") == [(2, "一、", "A & B C")]
