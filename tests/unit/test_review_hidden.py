"""Hidden numbers: a star with a note in tables and charts, words in a sentence, and nowhere how large they are."""

from dataclasses import replace

import pytest
from bs4 import BeautifulSoup
from tests.unit.review_sample import by_kind, count, monthly, rate, sample_work

from nianbao.figures import Amount, Part, public_figures
from nianbao.review import bars, breakdown, comparison, months, opening
from nianbao.review.slots import resolve
from nianbao.words import Words

NOTE = "＊：数值小于5或据此可推算出小于5的数，不列出。"


def part(key, now, before=0):
    hidden = Part(key, Words(zh=key), None if now == "*" else now, None if before == "*" else before)
    return replace(hidden, hidden=now == "*", previous_hidden=before == "*")


def figure(*parts, total=30, before=20):
    made = count("penalties.cases", ("行政处罚案件", "Penalty cases"), ("起", "cases"), total, before)
    return replace(made, by={"kind": parts}, amount=Amount(None, hidden=True) if total is None else made.amount)


def rows(block):
    page = BeautifulSoup(str(block.html), "html.parser")
    return [[cell.get_text() for cell in row.select("th, td")] for row in page.select("tr")]


def test_a_table_shows_a_star_and_says_why(tmp_path):
    work = sample_work(tmp_path, [figure(part("甲", 20, 14), part("乙", "*", 6), part("丙", "*", "*"))])
    block = breakdown(work, "kind", "penalties.cases")
    assert rows(block)[1:] == [["甲", "20", "14"], ["乙", "＊", "6"], ["丙", "＊", "＊"], ["合计", "30", "20"]]
    assert block.html.endswith(f'<p class="note">{NOTE}</p>')


def test_without_a_hidden_number_there_is_no_note(tmp_path):
    assert "不列出" not in breakdown(sample_work(tmp_path), "kind", "penalties.cases").html


def test_a_hidden_total_has_no_change_and_a_rate_no_part_and_whole(tmp_path):
    share = replace(rate("penalties.fined_share", ("罚款率", "Fined"), 3, 30, (2, 20)), amount=Amount(None, hidden=True))
    block = comparison(sample_work(tmp_path, [figure(total=None), share]), "penalties.cases", "penalties.fined_share")
    assert rows(block)[1:] == [["行政处罚案件（起）", "＊", "20", ""], ["罚款率", "＊", "10% 2/20", ""]]
    assert NOTE in block.html


def test_a_bar_that_is_hidden_has_no_length_and_is_said_to_be_not_shown(tmp_path):
    work = sample_work(tmp_path, [figure(part("甲", 20, 14), part("乙", "*", 6), part("丙", "*", "*"))])
    page = BeautifulSoup(str(bars(work, "penalties.cases", by="kind").html), "html.parser")
    assert "甲20起（14），乙不列出（6），丙不列出（不列出）" in str(page)
    assert page.figcaption.get_text().endswith(NOTE)
    assert [row[1] for row in rows(bars(work, "penalties.cases", by="kind"))[1:]] == ["20", "＊", "＊"]


@pytest.mark.parametrize(("greatest", "told"), [(20, "甲最多，为20起"), (10, "比上年增加10起")])
def test_none_is_called_the_greatest_where_a_hidden_one_may_be_greater(tmp_path, greatest, told):
    # 30 in all: beside 20 the hidden ones are 10 at most, beside 10 they are 20.
    work = sample_work(tmp_path, [figure(part("甲", greatest), part("乙", "*"), part("丙", "*"))])
    page = BeautifulSoup(str(bars(work, "penalties.cases", by="kind").html), "html.parser")
    assert page.select_one(".finding").get_text() == f"行政处罚案件30起，{told}"


def test_a_chart_of_one_hidden_category_is_a_sentence_that_tells_nothing(tmp_path):
    work = sample_work(tmp_path, [figure(part("甲", "*"), total=None)])
    assert BeautifulSoup(str(bars(work, "penalties.cases", by="kind").html), "html.parser").get_text() == "行政处罚案件：数目不列出。"


def test_months_of_which_some_are_hidden_keep_their_slots(tmp_path):
    made = figure()
    twelve = [replace(one, value=None, hidden=True) if n in (3, 4) else one for n, one in enumerate(
        count("x.y", ("", ""), ("", ""), 1, None, {"month": monthly([2] * 12, [None] * 12)}).by["month"])]
    work = sample_work(tmp_path, [replace(made, by={"month": tuple(twelve)})])
    assert [row[1] for row in rows(months(work, "penalties.cases"))[1:]] == ["2"] * 3 + ["＊"] * 2 + ["2"] * 7


@pytest.mark.parametrize(("lang", "text", "told"), [
    ("zh", "甲{{penalties.cases: 甲}}起，乙{{penalties.cases: 乙}}起。", "甲20起，乙若干起。"),
    ("zh", "共{{penalties.cases|about}}起，占{{penalties.share}}。", "共30起，占未列出。"),
    ("en", "{{penalties.cases: 乙}} cases, a share {{penalties.share}}.", "a number of cases, a share not shown."),
])  # fmt: skip
def test_a_sentence_says_it_in_words(tmp_path, lang, text, told):
    share = replace(rate("penalties.share", ("率", "Share"), 3, 30, (2, 20)), amount=Amount(None, hidden=True))
    work = sample_work(tmp_path, [figure(part("甲", 20), part("乙", "*"), part("丙", "*")), share], lang=lang)
    page = BeautifulSoup(resolve(work, public_figures(work), text, "here"), "html.parser")
    assert page.get_text().strip() == told
    assert not [mark for mark in page.select("data") if mark["value"] and mark.get_text() in ("若干", "未列出")]


def test_a_card_of_a_hidden_figure_has_a_star_and_no_unit(tmp_path):
    block = opening(sample_work(tmp_path, [figure(total=None)]), ["penalties.cases"])
    page = BeautifulSoup(str(block.html), "html.parser")
    assert page.select_one(".card-value").get_text() == "＊"


def test_by_kind_of_the_sample_stays_as_it_is(tmp_path):
    work = sample_work(tmp_path, [count("penalties.cases", ("案件", "Cases"), ("起", "cases"), 3, 3, {"kind": by_kind((1, 1), (1, 1), (1, 1))})])
    assert "＊" not in breakdown(work, "kind", "penalties.cases").html
