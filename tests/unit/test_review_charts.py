"""Charts: the finding is told from the figures, the drawing needs no font, and its numbers are there in words."""

import re
import sys
from xml.etree import ElementTree

import pytest
from bs4 import BeautifulSoup
from tests.unit.review_sample import by_kind, count, monthly, sample_work

from nianbao.errors import WrongParameter
from nianbao.review import bars, months
from nianbao.review.drawing import NARROW, WIDE, Bar, columns, rows
from nianbao.review.svg import inline

CASE = ("起", "cases")


def cases(kinds, now, before=None, **more):
    return count("penalties.cases", ("行政处罚案件", "Penalty cases"), CASE, now, before, {"kind": kinds}, **more)


def parsed(block):
    return BeautifulSoup(str(block.html), "html.parser")


def finding(tmp_path, figure, lang="zh"):
    return parsed(bars(sample_work(tmp_path, [figure], lang=lang), "penalties.cases", by="kind")).select_one(".finding, p").get_text()


def test_the_title_of_months_is_the_finding(tmp_path):
    page = parsed(months(sample_work(tmp_path), "petitions.closed"))
    assert page.select_one(".finding").get_text() == f"办结信访件427件，比上年增加{427 - 393}件"


def test_the_title_of_bars_names_the_greatest(tmp_path):
    page = parsed(bars(sample_work(tmp_path), "penalties.cases", by="kind"))
    assert page.select_one(".finding").get_text() == "行政处罚案件90起，市容和环境卫生最多，为38起"


def test_ties_are_named_together(tmp_path):
    assert finding(tmp_path, cases(by_kind((5, None), (5, None), (1, None)), 11)) == "行政处罚案件11起，文明行为、市容和环境卫生最多，各5起"


def test_all_alike(tmp_path):
    assert finding(tmp_path, cases(by_kind((2, None), (2, None), (2, None)), 6)) == "行政处罚案件6起，文明行为、市容和环境卫生、非法焚烧各2起"


@pytest.mark.parametrize(
    ("figure", "sentence"),
    [
        (cases(by_kind((3, None), (0, None), (0, None))[:1], 3), "行政处罚案件3起，均为文明行为。"),
        (cases([], 0), "本年没有行政处罚案件的记录。"),
        (cases([], None), "行政处罚案件：没有可统计的原始文件。"),
    ],
)
def test_what_bars_cannot_show_is_a_sentence(tmp_path, figure, sentence):
    assert finding(tmp_path, figure) == sentence


def test_english(tmp_path):
    assert finding(tmp_path, cases(by_kind((5, 4), (7, 6), (1, 0)), 13, 10), "en") == "Penalty cases: 13, most for streetscape and sanitation (7 cases)"


def test_the_caption_has_measure_way_years_and_source(tmp_path):
    page = parsed(bars(sample_work(tmp_path), "penalties.cases", by="kind"))
    assert page.figcaption.get_text() == (
        "行政处罚案件（起），按违法行为类型，2023年，灰色为2022年，所标数字为2023年。来源：双公示_行政处罚.csv。"
    )


def test_the_picture_is_told_in_words_with_every_number(tmp_path):
    page = parsed(bars(sample_work(tmp_path), "penalties.cases", by="kind"))
    assert {svg["aria-label"] for svg in page.select("svg[role=img]")} == {
        "条形图，行政处罚案件，2023年（括号内为2022年）：市容和环境卫生38起（30），文明行为28起（33），非法焚烧24起（20）。"
    }


def test_the_numbers_are_a_table_too(tmp_path):
    data = parsed(months(sample_work(tmp_path), "petitions.closed")).select_one(".chart-data")
    assert data.summary.get_text() == "查看数据"
    assert [cell.get_text() for cell in data.select("tbody tr")[1].select("th, td")] == ["2月", "27", "20"]
    assert len(data.select("tbody tr")) == 12


def test_an_unknown_breakdown_is_an_error(tmp_path):
    with pytest.raises(WrongParameter):
        bars(sample_work(tmp_path), "penalties.cases", by="village")


def test_a_chart_of_a_table_without_records_shows_nothing(tmp_path):
    work = sample_work(tmp_path, clean={"tables": {}, "files": [], "corrections": []})
    assert bars(work, "penalties.cases", by="kind") is None
    assert months(work, "penalties.cases") is None


def test_labels_from_records_are_text_in_html_and_in_the_drawing(tmp_path):
    evil = [("a", '<script>alert("1")</script>$x_1$', "x", 2, None), ("b", "二", "y", 1, None)]
    html = str(bars(sample_work(tmp_path, [cases(evil, 3)]), "penalties.cases", by="kind").html)
    assert "<script" not in html
    assert "&lt;script&gt;" in html


SAMPLE = [Bar("一月", 3, 2, "3"), Bar("二月", 0, 5, "0")]
KEY = ("2023年", "2022年")


def test_text_is_drawn_as_paths_in_the_typeface_of_the_package():
    svg = columns(SAMPLE, KEY)
    assert b"<text" not in svg
    assert b"NotoSansSC" in svg


def test_the_drawing_is_the_same_each_time():
    assert rows(SAMPLE, WIDE, KEY) == rows(SAMPLE, WIDE, KEY)


def test_bars_start_at_zero_and_are_as_long_as_their_numbers():
    svg = inline(rows([Bar("甲", 4, None, "4"), Bar("乙", 2, None, "2")], WIDE, None), "c", "")
    lengths = [float(end) - float(start) for start, end in re.findall(r'd="M ([\d.]+) [\d.]+ L ([\d.]+) [^"]*z" style="fill:var\(--chart-this', svg)]
    assert len(lengths) == 2
    assert lengths[0] == pytest.approx(2 * lengths[1], abs=0.05)


def test_two_bars_of_one_label_stay_two():
    svg = rows([Bar("其他", 4, None, "4"), Bar("其他", 2, None, "2")], NARROW, None).decode()
    assert svg.count("fill: #12436d") == 2


def test_an_inline_drawing_has_no_address_no_style_sheet_and_ids_of_its_own():
    first, second = (inline(columns(SAMPLE, KEY), name, "说明") for name in ("a", "b"))
    for svg in (first, second):
        assert not re.search(r"https?:|<style|<metadata|xmlns|xlink", svg)
        root = ElementTree.fromstring(svg)
        ids = [node.get("id") for node in root.iter() if node.get("id")]
        used = {node.get("href")[1:] for node in root.iter() if node.get("href")}
        assert sorted(ids) == sorted(used)
    assert not set(re.findall(r'id="([^"]*)"', first)) & set(re.findall(r'id="([^"]*)"', second))


def test_the_page_may_change_the_colours():
    svg = inline(columns(SAMPLE, KEY), "a", "")
    assert "var(--chart-this,#12436d)" in svg and "var(--chart-before,#bfbfbf)" in svg and "var(--chart-ink,#0b0c0d)" in svg


def test_drawing_changes_no_setting_of_matplotlib_and_leaves_no_figure():
    import matplotlib
    from matplotlib import pyplot

    before = dict(matplotlib.rcParams)
    columns(SAMPLE, KEY)
    assert dict(matplotlib.rcParams) == before
    assert pyplot.get_fignums() == []
    assert "zhplot" not in sys.modules


def test_a_character_that_the_typeface_lacks_is_named():
    assert rows([Bar("𠮷", 1, None, "1"), Bar("乙", 2, None, "2")], WIDE, None) == rows(
        [Bar("〓(U+20BB7)", 1, None, "1"), Bar("乙", 2, None, "2")], WIDE, None
    )


def test_months_are_twelve_slots_also_where_nothing_happened(tmp_path):
    figure = count("petitions.closed", ("办结", "Closed"), ("件", ""), 1, None, {"month": monthly([1] + [0] * 11, [None] * 12)})
    page = parsed(months(sample_work(tmp_path, [figure]), "petitions.closed"))
    assert page.select_one(".wide svg")["aria-label"].count("月") == 12


def test_of_many_categories_the_first_twenty_are_drawn_and_the_caption_says_so(tmp_path):
    kinds = [(f"k{n}", f"类{n}", f"kind {n}", 50 - n, None) for n in range(25)]
    page = parsed(bars(sample_work(tmp_path, [cases(kinds, sum(50 - n for n in range(25)))]), "penalties.cases", by="kind"))
    assert "共25类，只画前20类" in page.figcaption.get_text()
    assert str(page.select_one(".wide")).count("var(--chart-this") == 20
    assert len(page.select(".chart-data tbody tr")) == 25


def test_a_label_too_long_for_the_drawing_is_cut_there_but_not_in_the_data(tmp_path):
    name = "对违反规定在禁止区域内露天焚烧秸秆落叶等产生烟尘污染物质的行为责令改正后仍不改正的" * 2
    kinds = [("a", name, name, 2, None), ("b", "二", "b", 1, None)]
    page = parsed(bars(sample_work(tmp_path, [cases(kinds, 3)]), "penalties.cases", by="kind"))
    assert page.select_one(".chart-data tbody th").get_text() == name
    assert float(page.select_one(".narrow svg")["viewbox"].split()[2]) == NARROW
