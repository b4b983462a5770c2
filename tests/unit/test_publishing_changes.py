"""What has changed between two reviews: every number, every sentence sign by sign, every outcome, every source."""

from tests.published import breakdown, figure, outcome, rate, review, section

from nianbao.publishing.changes import SentenceChange, changes
from nianbao.publishing.telling import in_full, in_short


def compared(tmp_path, old, new):
    return changes(review(tmp_path / "old", **old), review(tmp_path / "new", **new))


def figures_of(found, lang="zh"):
    return [line.strip() for line in in_full(found, lang) if line.startswith("  ")]


def test_nothing_changed_is_told_as_nothing(tmp_path):
    same = {"figures": [figure("petitions.closed", 427, by={"channel": breakdown(visit=400, call=27)})]}
    found = compared(tmp_path, same, same)
    assert not found
    assert in_full(found, "zh") == []


def test_a_number_is_told_old_and_new_with_its_parts_and_that_of_the_year_before(tmp_path):
    before = {"value": 393, "part": None, "whole": None}
    old = figure("petitions.closed", 427, "办结信访件", by={"channel": breakdown(visit=400, call=27)}, previous=before)
    new = figure("petitions.closed", 428, "办结信访件", by={"channel": breakdown(visit=401, call=27)}, previous=before | {"value": 394})
    found = compared(tmp_path, {"figures": [old]}, {"figures": [new]})
    assert figures_of(found) == [
        "办结信访件：427件→428件  [petitions.closed]", "办结信访件（2022年）：393件→394件  [petitions.closed]",
        "办结信访件：visit：400件→401件  [petitions.closed]",
    ]  # fmt: skip
    assert found.changed_figures == ["petitions.closed"]
    assert found.json()["figures"][0]["old"] == {"value": 427, "part": None, "whole": None}


def test_figures_that_came_or_went_are_told(tmp_path):
    found = compared(tmp_path, {"figures": [figure("a.one", 1)]}, {"figures": [figure("a.two", 2)]})
    assert figures_of(found) == ["a.two：无→2件  [a.two]", "a.one：1件→无  [a.one]"]


def test_rates_that_read_the_same_are_told_by_what_they_are_made_of(tmp_path):
    found = compared(tmp_path, {"figures": [rate("a.share", 1000, 3001)]}, {"figures": [rate("a.share", 1001, 3003)]})
    assert figures_of(found) == ["a.share：33.3%（1000/3001）→33.3%（1001/3003）  [a.share]"]


def test_a_sentence_is_told_sign_by_sign_but_numbers_as_a_whole():
    change = SentenceChange("信访工作", "办结427件，办结率100%。", "共办结428件，办结率99.8%。")
    assert change.pieces == [
        ("new", "共"), ("same", "办结"), ("old", "427"), ("new", "428"), ("same", "件，办结率"), ("old", "100%"), ("new", "99.8%"), ("same", "。"),
    ]  # fmt: skip


def test_paragraphs_that_came_or_went_stand_for_themselves(tmp_path):
    same = "镇政府全年坚持每月研究一次依法行政工作。"
    old = section("petitions", "信访工作", "全年收到信访件413件，上年结转14件。", same)
    new = section("petitions", "信访工作", "全年收到信访件414件，上年结转14件。", same, "群众评价良好，未发生越级上访。")
    found = compared(tmp_path, {"figures": [], "body": old}, {"figures": [], "body": new})
    assert [(change.section, change.old is None, change.new is None) for change in found.sentences] == [
        ("信访工作", False, False), ("信访工作", True, False),
    ]  # fmt: skip
    back = compared(tmp_path / "back", {"figures": [], "body": new}, {"figures": [], "body": old})
    assert [change.new for change in back.sentences if change.new is None] == [None]


def test_a_section_keeps_its_name_though_its_number_changes(tmp_path):
    text = "没有变的一段话。"
    old, new = (section("petitions", "信访工作", text, anchor=anchor) for anchor in ("section-1-6", "section-1-7"))
    assert not compared(tmp_path, {"figures": [], "body": old}, {"figures": [], "body": new})


def test_outcomes_are_told_where_they_differ(tmp_path):
    old = [outcome("a.same", "fail", 2), outcome("a.worse", "fail", 2), outcome("a.mended", "fail", 1), outcome("a.gone")]
    new = [outcome("a.same", "fail", 2), outcome("a.worse", "fail", 3), outcome("a.mended"), outcome("a.more", "could_not_check")]
    found = compared(tmp_path, {"figures": [], "outcomes": old}, {"figures": [], "outcomes": new})
    assert figures_of(found) == [
        "规则a.worse：不通过（2条）→不通过（3条）  [a.worse]", "规则a.mended：不通过（1条）→通过  [a.mended]",
        "规则a.more：无此规则→不能核对  [a.more]", "规则a.gone：通过→无此规则  [a.gone]",
    ]  # fmt: skip
    assert figures_of(found, "en")[1] == "rule a.mended: Failed (1) → Passed  [a.mended]"


def test_sources_are_told_even_where_no_number_moved(tmp_path):
    old = {"figures": [], "inputs": {"一.xlsx": "aa", "二.xlsx": "bb"}}
    new = {"figures": [], "inputs": {"一.xlsx": "ab", "三.xlsx": "cc"}, "parameters": {"as_of": "2024-01-05", "lang": "zh"}}
    found = compared(tmp_path, old, new)
    assert found.sources == (("一.xlsx", "changed"), ("三.xlsx", "added"), ("二.xlsx", "removed"), ("as_of", "changed"))
    assert in_short(found, "zh") == "数据、文字和核对结果未变，原始文件或设定4项有变"


def test_in_short_counts_what_the_reader_is_told(tmp_path):
    body = section("petitions", "信访工作", "改了的一段话，办结428件。"), section("petitions", "信访工作", "改了的一段话，办结427件。")
    old = {"figures": [figure("a.one", 1), figure("a.two", 1)], "body": body[0], "outcomes": [outcome("a.rule")]}
    new = {"figures": [figure("a.one", 2), figure("a.two", 2)], "body": body[1], "outcomes": [outcome("a.rule", "fail", 1)]}
    found = compared(tmp_path, old, new)
    assert in_short(found, "zh") == "2项数据、1段文字、1项核对结果"
    assert in_short(found, "en") == "2 figures, 1 paragraph, 1 check"
