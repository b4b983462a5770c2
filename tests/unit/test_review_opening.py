"""The opening: who, what year, what must be known first, whether the checks passed, six figures at most."""

import pytest
from bs4 import BeautifulSoup
from tests.unit.review_sample import count, outcome, sample_figures, sample_outcomes, sample_work

from nianbao.errors import BadYaml, UnknownFigure, WrongParameter
from nianbao.review import opening
from nianbao.review.block import OPENING
from nianbao.work import open_work

KEY = ["petitions.closed", "petitions.closing_rate", "penalties.fines"]


def parsed(block):
    return BeautifulSoup(str(block.html), "html.parser")


def test_first_the_notice_then_office_title_and_day(tmp_path):
    page = parsed(opening(sample_work(tmp_path), KEY))
    assert [found.get_text() for found in page.select(".cover > *")] == [
        "示例数据：本年报所用的逐条记录均为虚构，不涉及真实的人和案件。",
        "上仓镇人民政府",
        "2023年法治政府建设情况年报",
        "统计时点：2023年12月31日",
    ]


def test_real_records_have_no_notice(tmp_path):
    assert not parsed(opening(sample_work(tmp_path, synthetic=False), KEY)).select(".notice")


def lines(card):
    """The lines below a card's number."""
    return [BeautifulSoup(line, "html.parser").get_text() for line in card.select_one(".card-before").decode_contents().split("<br/>")]


def test_a_draft_says_so(tmp_path):
    page = parsed(opening(sample_work(tmp_path, synthetic=False, draft=True), KEY))
    assert page.select_one(".notice").get_text() == "草稿：未经发布，数据可能改动，请勿引用。"


def test_a_card_has_the_figure_marked_with_its_name_its_unit_and_the_year_before(tmp_path):
    card = parsed(opening(sample_work(tmp_path), KEY)).select(".card")[0]
    assert card.select_one("data").attrs == {"value": "427", "data-figure": "petitions.closed"}
    assert card.select_one(".card-label").get_text() == "办结信访件"
    assert card.select_one(".card-value").get_text() == "427件"
    assert lines(card) == ["2022年：393件", f"增加{427 - 393}件"]


def test_a_rate_carries_its_own_sign_and_moves_by_points(tmp_path):
    card = parsed(opening(sample_work(tmp_path), KEY)).select(".card")[1]
    assert card.select_one(".card-value").get_text() == "97.5%"
    assert lines(card) == ["2022年：96.6%", "提高0.9个百分点"]


def test_a_year_before_without_records_has_no_data(tmp_path):
    figures = [count("petitions.closed", ("办结信访件", "Petitions closed"), ("件", "petitions"), 5, None)]
    card = parsed(opening(sample_work(tmp_path, figures), ["petitions.closed"])).select_one(".card-before")
    assert card.get_text() == ""


def test_at_most_six_key_figures(tmp_path):
    work = sample_work(tmp_path)
    with pytest.raises(WrongParameter) as error:
        opening(work, ["petitions.closed"] * 7)
    assert "至多6项数据" in error.value.say("zh")


def test_an_unknown_key_figure_is_an_error_that_names_the_nearest(tmp_path):
    with pytest.raises(UnknownFigure) as error:
        opening(sample_work(tmp_path), ["petitions.close"])
    assert "petitions.closed" in error.value.say("zh")


def test_figures_of_tables_without_records_are_left_out(tmp_path):
    work = sample_work(tmp_path, clean={"tables": {"petitions": {}}, "files": [], "corrections": []})
    assert [card.get_text() for card in parsed(opening(work, KEY)).select(".card-label")] == ["办结信访件", "办结率"]


def test_the_first_figures_stand_in_where_none_of_the_key_figures_has_records(tmp_path):
    work = sample_work(tmp_path, clean={"tables": {"penalties": {}}, "files": [], "corrections": []})
    labels = [card.get_text() for card in parsed(opening(work, ["petitions.closed"])).select(".card-label")]
    assert labels == ["行政处罚案件", "罚款金额"]


def test_the_verdict_counts_each_outcome(tmp_path):
    told = parsed(opening(sample_work(tmp_path), KEY)).select_one(".verdict").get_text()
    assert told == "对记录作了5项核对：1项通过；1项不通过；1项不通过，已豁免；1项不能核对；1项无可核对。"


def test_the_verdict_where_all_passed(tmp_path):
    work = sample_work(tmp_path, outcomes=[outcome("petitions.number-unique", "pass", ("编号不重复", "No number twice"))])
    assert parsed(opening(work, KEY)).select_one(".verdict").get_text() == "对记录的1项核对全部通过。"


def test_a_closed_gate_is_said(tmp_path):
    failed = outcome("petitions.number-unique", "fail", ("编号不重复", "No number twice"), severity="critical", failed=2)
    work = sample_work(tmp_path, outcomes=[*sample_outcomes(), failed], draft=True)
    assert parsed(opening(work, KEY)).select_one(".verdict").get_text().endswith("严重问题尚未解决，只能出草稿。")


def test_the_facts_for_the_exporters_stand_beside_the_html(tmp_path):
    bundle = opening(sample_work(tmp_path, as_of="2024-01-05", draft=True), KEY)._repr_mimebundle_()
    assert bundle[OPENING] == {
        "office": "上仓镇人民政府", "title": "2023年法治政府建设情况年报", "year": 2023, "lang": "zh",
        "as_of": "2024-01-05", "synthetic": True, "draft": True, "dated": "2024-01-05", "fonts": "package", "cover": False, "contents": False,
    }  # fmt: skip
    assert "办结信访件" in bundle["text/plain"]


def test_english(tmp_path):
    page = parsed(opening(sample_work(tmp_path, sample_figures(), lang="en"), KEY))
    assert page.select_one(".as-of").get_text() == "Figures as of 31 December 2023"
    assert page.select(".card-value")[2].get_text() == "11,850 yuan"
    assert lines(page.select(".card")[0]) == ["2022: 393 petitions", f"{427 - 393} more"]


def test_a_title_of_ones_own_is_text(tmp_path):
    title = {"zh": "{year}年<b>工作</b>{报告}", "en": ""}
    assert parsed(opening(sample_work(tmp_path), KEY, title)).h1.get_text() == "2023年<b>工作</b>{报告}"


def test_what_the_office_asks_of_paper_is_among_the_facts(tmp_path):
    work = sample_work(tmp_path)
    facts = opening(work, []).opening
    assert [facts[name] for name in ("fonts", "cover", "contents", "dated")] == ["package", False, False, "2023-12-31"]
    with (work.raw.parent / "office.yml").open("a", encoding="utf-8") as file:
        file.write("cover: true\ncontents: true\nfonts: system\neditions: {2023: {published_on: 2024-03-15}}\n")
    facts = opening(open_work("shangcang", 2023, workspace=tmp_path), []).opening
    assert [facts[name] for name in ("fonts", "cover", "contents", "dated")] == ["system", True, True, "2024-03-15"]


@pytest.mark.parametrize(("line", "named"), [("fonts: sytem", "sytem"), ("cover: maybe", "cover"), ("content: true", "contents")])
def test_what_cannot_be_asked_of_paper_is_an_error_that_names_it(tmp_path, line, named):
    office = sample_work(tmp_path).raw.parent / "office.yml"
    office.write_text(office.read_text("utf-8") + f"{line}\n", "utf-8")
    with pytest.raises(BadYaml) as error:
        open_work("shangcang", 2023, workspace=tmp_path)
    assert named in error.value.say("zh") and "office.yml 第 " in error.value.say("zh")
