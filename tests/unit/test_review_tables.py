"""Tables of figures: every number as the figure is written, units in the header, wholes that parts add up to."""

import pytest
from bs4 import BeautifulSoup
from tests.unit.review_sample import count, monthly, sample_figures, sample_work

from nianbao.errors import UnknownFigure, WrongParameter
from nianbao.figures import Amount
from nianbao.review import breakdown, comparison, other_tables


def rows(block):
    page = BeautifulSoup(str(block.html), "html.parser")
    return [[cell.get_text() for cell in row.select("th, td")] for row in page.select("tr")]


def test_this_year_stands_beside_the_year_before_with_the_change(tmp_path):
    assert rows(comparison(sample_work(tmp_path), "petitions.closed", "petitions.closing_rate")) == [
        ["指标", "2023年", "2022年", "比上年"],
        ["办结信访件（件）", "427", "393", f"增加{427 - 393}件"],
        ["办结率", "97.5% 427/438", "96.6% 393/407", "提高0.9个百分点"],
    ]


def test_the_caption_names_figures_and_years_or_what_it_is_given(tmp_path):
    work = sample_work(tmp_path)
    assert "<caption>办结信访件（件），2023年与2022年</caption>" in comparison(work, "petitions.closed").html
    given = comparison(work, "petitions.closed", caption={"zh": "办理情况", "en": "Handling"})
    assert "<caption>办理情况，2023年与2022年</caption>" in given.html


def test_a_breakdown_goes_from_the_greatest_down_and_ends_with_the_whole(tmp_path):
    assert rows(breakdown(sample_work(tmp_path), "kind", "penalties.cases", "penalties.fines")) == [
        ["违法行为类型", "行政处罚案件（起）", "罚款金额（元）"],
        ["市容和环境卫生", "38", "4450"],
        ["文明行为", "28", "1400"],
        ["非法焚烧", "24", "6000"],
        ["合计", str(38 + 28 + 24), str(4450 + 1400 + 6000)],
    ]


def test_a_single_figure_stands_beside_its_year_before(tmp_path):
    found = rows(breakdown(sample_work(tmp_path), "kind", "penalties.cases"))
    assert found[0] == ["违法行为类型", "2023年", "2022年"]
    assert found[-1] == ["合计", str(38 + 28 + 24), str(33 + 30 + 20)]


def test_months_stay_in_their_order(tmp_path):
    found = rows(breakdown(sample_work(tmp_path), "month", "penalties.cases"))
    assert [row[0] for row in found[1:-1]] == [f"{month}月" for month in range(1, 13)]


def test_parts_that_do_not_add_up_have_no_whole(tmp_path):
    people = count("petitions.people", ("信访人", "People"), ("人", "people"), 3, None, {"month": monthly([1] * 12, [None] * 12)})
    object.__setattr__(people, "rollup", "none")
    assert rows(breakdown(sample_work(tmp_path, [people]), "month", "petitions.people"))[-1] == ["合计", ""]


def test_nothing_to_count_is_said_in_words(tmp_path):
    figures = sample_figures()
    object.__setattr__(figures[4], "amount", Amount(None, 0, 0))
    assert rows(comparison(sample_work(tmp_path, figures), figures[4].name))[1][1] == "无可计算"


def test_headers_have_a_scope_and_the_table_a_name_and_a_key_to_scroll_it(tmp_path):
    page = BeautifulSoup(str(comparison(sample_work(tmp_path), "petitions.closed").html), "html.parser")
    assert {cell["scope"] for cell in page.select("thead th")} == {"col"}
    assert {cell["scope"] for cell in page.select("tbody th")} == {"row"}
    box = page.select_one("[role=group]")
    assert (box["tabindex"], box["aria-label"]) == ("0", page.caption.get_text())
    assert all("num" in cell["class"] for cell in page.select("td"))


def test_english_numbers_are_grouped(tmp_path):
    assert rows(breakdown(sample_work(tmp_path, lang="en"), "kind", "penalties.fines"))[1][1] == "6,000"


def test_a_table_without_records_shows_nothing(tmp_path):
    work = sample_work(tmp_path, clean={"tables": {}, "files": [], "corrections": []})
    assert comparison(work, "petitions.closed") is None
    assert breakdown(work, "kind", "penalties.cases") is None


def test_an_unknown_figure_or_breakdown_is_an_error(tmp_path):
    work = sample_work(tmp_path)
    with pytest.raises(UnknownFigure):
        comparison(work, "petitions.cosed")
    with pytest.raises(WrongParameter) as error:
        breakdown(work, "village", "penalties.cases")
    assert "kind、month" in error.value.say("zh")


def test_a_table_that_the_notebook_does_not_know_has_a_section_of_its_own(tmp_path):
    work = sample_work(tmp_path)
    page = BeautifulSoup(str(other_tables(work, but=["petitions"]).html), "html.parser")
    assert page.h3.get_text() == "行政处罚"
    assert [row.th.get_text() for row in page.select("section > .table tbody tr")] == ["行政处罚案件（起）", "罚款金额（元）"]
    assert [figure["id"] for figure in page.select("figure")] == ["chart-penalties-cases-kind", "chart-penalties-cases-month"]
    assert other_tables(work, but=["petitions", "penalties"]) is None
