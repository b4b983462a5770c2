"""Where each figure came from, for who asks: its number, its rule in words, its files; what is withheld stays so."""

from dataclasses import replace

from bs4 import BeautifulSoup
from tests.unit.review_sample import PETITIONS, count, sample_figures, sample_work

from nianbao.figures import Amount, Part
from nianbao.review import sources
from nianbao.review.block import SOURCES
from nianbao.review.sources import _files, _told, recipe
from nianbao.review.telling import why_hidden
from nianbao.tables import tables_of
from nianbao.words import Words


def told(work, name):
    return BeautifulSoup(sources(work).sources[name]["html"], "html.parser")


def lines(page):
    return [line.get_text() for line in page.find_all(["p", "code"])]


def test_a_count_says_its_number_the_year_before_its_rule_and_its_files(tmp_path):
    assert lines(told(sample_work(tmp_path), "petitions.closed")) == [
        "办结信访件", "427件", f"2022年：393件，增加{427 - 393}件",
        "“信访件”表中“办结时间”在2023-01-01至2023-12-31之间的行，每行计1件。",
        f"计自{PETITIONS} › 登记表（427行）。",
        "按信访形式：来信37、来访186、网信160、来电44。",
        "按月份：1月30、2月27、3月40、4月42、5月38、6月37、7月35、8月33、9月39、10月38、11月34、12月34。",
        "nianbao explain petitions.closed shangcang 2023",
    ]  # fmt: skip


def test_a_rate_is_divided_by_name_and_by_number_and_each_item_explained(tmp_path):
    found = lines(told(sample_work(tmp_path), "petitions.closing_rate"))
    assert found[1:5] == [
        "97.5%", "2022年：96.6%，提高0.9个百分点", "办结率 = 办结信访件 ÷ (收到信访件 + 上年结转)", "= 427 ÷ (424 + 14)",
    ]  # fmt: skip
    assert [line.partition("：")[0] for line in found[5:11:2]] == ["办结信访件", "收到信访件", "上年结转"]
    assert found[6:12:2] == [f"计自{PETITIONS} › 登记表（{rows}行）。" for rows in (427, 424, 14)]


def test_a_sum_says_what_is_added_up(tmp_path):
    assert "“罚款金额”相加" in lines(told(sample_work(tmp_path), "penalties.fines"))[3]


def test_a_part_that_is_withheld_is_a_star_and_the_reason_is_told(tmp_path):
    figure = count("petitions.closed", ("办结信访件", "Petitions closed"), ("件", "petitions"), 21, None)
    parts = (Part("letter", Words(zh="来信"), None, hidden=True), Part("visit", Words(zh="来访"), 20), Part("call", Words(zh="来电"), 0))
    found = lines(told(sample_work(tmp_path, [replace(figure, by={"channel": parts})]), "petitions.closed"))
    assert "按信访形式：来信＊、来访20。" in found
    assert found[-1].startswith("＊")


def test_no_number_here_is_marked_for_reading_back(tmp_path):
    assert not [name for name, source in sources(sample_work(tmp_path)).sources.items() if "<data" in source["html"]]


def test_in_english(tmp_path):
    assert lines(told(sample_work(tmp_path, lang="en"), "petitions.closed"))[1:5] == [
        "427 petitions", f"2022: 393 petitions, {427 - 393} more",
        "rows of “Petitions” where “closed on” is between 2023-01-01 and 2023-12-31, one each.",
        f"From {PETITIONS} › 登记表 (427 rows).",
    ]  # fmt: skip


def test_of_many_files_some_are_named_and_the_rest_counted(tmp_path):
    figure = count("petitions.closed", ("办结信访件", "Petitions closed"), ("件", "petitions"), 21, None)
    figure = replace(figure, sources=tuple({"file": f"{n}月.csv", "sheet": "", "rows": n} for n in range(1, 7)))
    files = lines(told(sample_work(tmp_path, [figure]), "petitions.closed"))[3]
    assert files == f"计自1月.csv（1行）、2月.csv（2行）、3月.csv（3行）、4月.csv（4行）、另外2处（{5 + 6}行）。"


def test_of_a_number_that_is_withheld_no_rows_are_told(tmp_path):
    work = sample_work(tmp_path)
    figures = {figure.name: figure for figure in sample_figures()}
    figure = replace(figures["petitions.closed"], amount=Amount(None, hidden=True), previous=None, by={})
    found = recipe(work, tables_of(work.workspace, work.office)["petitions"], figures | {figure.name: figure}, figure)
    assert _files(found.items[0], figure, found) == f'<p class="source-files">计自{PETITIONS} › 登记表。</p>'
    told = _told(work, figures | {figure.name: figure}, found)
    assert "427" not in told
    assert told.endswith(f"</dl><p>{why_hidden(work)}</p>")


def test_they_travel_in_the_output_and_the_notebook_shows_a_sentence(tmp_path):
    bundle = sources(sample_work(tmp_path))._repr_mimebundle_()
    assert set(bundle[SOURCES]) == {figure.name for figure in sample_figures()}
    assert bundle[SOURCES]["petitions.closed"].keys() == {"label", "unit", "html"}
    assert bundle["text/plain"].startswith("网页里的数字可以点开")


def test_names_are_text(tmp_path):
    bad = "<script>"
    figure = count("petitions.closed", (bad, bad), (bad, bad), 1, None, None, bad)
    assert not told(sample_work(tmp_path, [figure]), "petitions.closed").find_all("script")
