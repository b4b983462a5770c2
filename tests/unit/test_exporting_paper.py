"""The page of GB/T 9704-2012, measured in the finished PDF."""

from functools import cache
from itertools import pairwise

import pypdfium2
import pytest

from nianbao.exporting.page import Page
from nianbao.exporting.pdf import pdf

MM = 72 / 25.4
JOINER = "\u2060"
WIDTH, HEIGHT = 210 * MM, 297 * MM
TOP, LEFT, BOTTOM, RIGHT = 37 * MM, 28 * MM, 35 * MM, 26 * MM
OPENING = (
    '<header class="opening"><div class="cover"><div class="notice"><p><strong>示例数据</strong>：虚构。</p></div>'
    '<div class="office">上仓镇人民政府</div><h1>2023年年报</h1><div class="as-of">统计时点：2023年12月31日</div></div>'
    '<div class="cards"><div class="card"><div class="card-label">办结信访件</div><div class="card-value">'
    '<data value="427" data-figure="petitions.closed">427</data><span class="unit">件</span></div></div></div>'
    '<div class="verdict"><p>核对全部通过。</p></div></header>'
)
FACTS = {"office": "上仓镇人民政府", "title": "2023年年报", "lang": "zh", "as_of": "2023-12-31", "dated": "2024-01-05", "draft": False}


def made(body, opening="", **facts):
    return pypdfium2.PdfDocument(pdf(Page(FACTS | facts, opening, body, [])))


@cache
def book(body, opening="", **facts):
    """The pages' characters, as (character, left, bottom, right, top) in points from the bottom left."""
    pages = []
    for leaf in made(body, opening, **facts):
        text = leaf.get_textpage()
        found = [(text.get_text_range(n, 1), *text.get_charbox(n, loose=True)) for n in range(text.count_chars())]
        pages.append([char for char in found if char[0].strip() and char[0] != JOINER and char[3] > char[1]])
    return pages


def lines(page):
    """The text of each line, from the top, and where it begins from the left edge."""
    rows = []
    for char, left, bottom, *_ in sorted(page, key=lambda char: -char[2]):
        if not rows or rows[-1][0] - bottom > 6:
            rows.append((bottom, []))
        rows[-1][1].append((left, char))
    return [("".join(char for _, char in sorted(row)), min(row)[0]) for _, row in rows]


def words(page):
    return "".join(char for char, *_ in page)


def test_a_page_of_text_has_22_lines_of_28_characters():
    full = [line for line, _ in lines(book("<p>" + "政" * 2000 + "</p>")[1])]
    assert full == ["政" * 28] * 22 + ["—2—"]


def test_the_text_stands_within_the_margins_of_the_standard():
    page = [char for char in book("<p>" + "政" * 2000 + "</p>")[1] if char[0] == "政"]
    assert min(left for _, left, *_ in page) == pytest.approx(LEFT, abs=1)
    assert max(right for *_, right, _ in page) == pytest.approx(WIDTH - RIGHT, abs=1)
    assert max(top for *_, top in page) == pytest.approx(HEIGHT - TOP, abs=5)
    assert min(bottom for _, _, bottom, *_ in page) > BOTTOM


def test_it_is_set_in_16_points_on_a_pitch_of_28_95():
    page = [char for char in book("<p>" + "政" * 2000 + "</p>")[1] if char[0] == "政"]
    heights = sorted({round(bottom, 1) for _, _, bottom, *_ in page}, reverse=True)
    assert heights[0] - heights[21] == pytest.approx(21 * 28.95, abs=0.5)


def test_a_paragraph_begins_two_characters_in():
    (first, begins), (_, second) = lines(book("<p>" + "政" * 40 + "</p>")[0])[:2]
    assert begins - second == pytest.approx(2 * 16, abs=1)
    assert len(first) == 26


@pytest.mark.parametrize(("page", "side"), [(0, "right"), (1, "left"), (2, "right")])
def test_the_number_of_the_page_stands_a_character_from_the_edge(page, side):
    number = [char for char in book("<p>" + "政" * 2000 + "</p>")[page] if char[0] != "政"]
    assert words(number) == f"—{page + 1}—"
    if side == "right":
        assert max(right for *_, right, _ in number) == pytest.approx(WIDTH - RIGHT - 14, abs=3)
    else:
        assert min(left for _, left, *_ in number) == pytest.approx(LEFT + 14, abs=2)


def test_headings_stand_two_characters_in_and_on_the_lines_of_the_text():
    body = "<h2>一、甲</h2><h3>（一）乙</h3><h4>1.丙</h4><h5>（1）丁</h5><p>戊</p>"
    shown = lines(book(body)[0])[:5]
    assert [line for line, _ in shown] == ["一、甲", "（一）乙", "1.丙", "（1）丁", "戊"]
    assert all(begins == pytest.approx(LEFT + 32, abs=8) for _, begins in shown)
    bottoms = [next(char[2] for char in book(body)[0] if char[0] == first) for first in "甲乙丙丁戊"]
    assert [one - other for one, other in pairwise(bottoms)] == pytest.approx([28.95] * 4, abs=1)


def test_no_heading_stands_last_on_a_page():
    for before in range(19, 23):
        page = book("<p>政</p>" * before + "<h2>一、题</h2><h3>（一）题</h3><p>文</p>" + "<p>法</p>" * 3)[0]
        assert "题" not in words(page) or "文" in words(page), before


def test_the_text_is_signed_and_dated_at_its_end_before_checks_and_sources():
    pages = book('<p>文</p><section class="checks"><h2>核对</h2></section>')
    first = lines(pages[0])
    assert [line for line, _ in first] == ["文", "上仓镇人民政府", "2024年1月5日", "—1—"]
    name, date = first[1], first[2]
    assert max(char[3] for char in pages[0] if char[0] in "府日") == pytest.approx(WIDTH - RIGHT - 32, abs=2)
    assert date[1] - name[1] == pytest.approx(32, abs=3)
    assert "核对" in words(pages[1])


def test_the_signature_does_not_stand_alone_on_a_page():
    for lines_before in range(17, 23):
        pages = book("<p>政</p>" * lines_before + "<p>文</p>")
        assert all("文" in words(page) for page in pages if "镇" in words(page)), lines_before


def test_a_long_date_ends_two_characters_from_the_edge():
    page = book("<p>文</p>", office="甲镇")[0]
    assert max(char[3] for char in page if char[0] == "日") == pytest.approx(WIDTH - RIGHT - 32, abs=2)


def test_without_cover_the_title_stands_above_the_text_on_page_1():
    pages = book("<h2>一、信访</h2><p>文</p>", OPENING)
    assert [line for line, _ in lines(pages[0])] == [
        "示例数据：虚构。", "上仓镇人民政府", "2023年年报", "统计时点：2023年12月31日", "办结信访件", "427件", "核对全部通过。",
        "一、信访", "文", "上仓镇人民政府", "2024年1月5日", "—1—",
    ]  # fmt: skip
    title = next(char for char in pages[0] if char[0] == "报")
    assert title[3] - title[1] == pytest.approx(22, abs=0.5)


def test_cover_and_contents_come_first_where_the_office_asks_for_them():
    body = "<h2>一、信访</h2><h3>（一）经过</h3><p>文</p>"
    covered = book(body, OPENING, cover=True, contents=True)
    assert [line for line, _ in lines(covered[0])][:3] == ["示例数据：虚构。", "上仓镇人民政府", "2023年年报"]
    assert "2024年1月5日" in words(covered[0])
    assert words(covered[1]).startswith("目录一、信访") and "（一）经过" in words(covered[1])
    assert words(covered[2]).startswith("办结信访件427件核对全部通过。一、信访") and words(covered[2]).endswith("—1—")
    assert not any("—" in words(page) for page in covered[:2])
    assert [len(book(body, OPENING, **asked)) for asked in ({"cover": True}, {"contents": True}, {})] == [2, 2, 1]


def test_a_long_table_repeats_its_header_and_a_short_one_stays_whole():
    def table(rows):
        return f"<table><caption>各村</caption><thead><tr><th>村</th><th>数</th></tr></thead><tbody>{'<tr><td>甲</td><td>1</td></tr>' * rows}</tbody></table>"

    pages = book(table(60))
    assert [words(page).count("村数") for page in pages[:2]] == [1, 1]
    assert words(pages[0]).startswith("各村村数") and words(pages[1]).startswith("村数")
    short = book("<p>文</p>" * 18 + table(12))
    assert "各村" not in words(short[0]) and words(short[1]).count("甲") == 12


def test_a_figure_is_not_broken_over_a_line():
    for before in range(20, 27):
        page = book("<p>" + "政" * before + '<data value="2036" data-figure="i">2000余</data>次</p>')[0]
        assert any("2000余" in line for line, _ in lines(page)), before


def test_a_figure_and_its_unit_stand_on_one_line():
    number = '<span class="number-with-unit"><data value="2036" data-figure="i">2036</data>户次</span>'
    for before in range(21, 27):
        page = book("<p>" + "政" * before + number + "，年年年年</p>")[0]
        assert any("2036户次" in line for line, _ in lines(page)), before


def test_english_has_the_same_page_in_a_smaller_type():
    page = book("<h2>1. Petitions</h2><p>" + "All petitions were closed. " * 40 + "</p>", lang="en")[0]
    assert min(left for _, left, *_ in page) == pytest.approx(LEFT, abs=1)
    assert "5January2024" in words(page)
