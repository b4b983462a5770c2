"""Two reports beside each other: which claims moved and by how much, and what was copied from the year before."""

from __future__ import annotations

import time

import pytest
from tests.audited import LAST, THIS, document
from tests.spec.disclosure_pages import Tables, full, report

from nianbao.auditing import Audit, audit
from nianbao.auditing.moves import moves_of
from nianbao.auditing.outline import outline
from nianbao.auditing.zones import zones_of
from nianbao.claims import find_claims


def audited(text, year):
    report = document(text, f"{year}.txt")
    return Audit(report, year, find_claims(text, zones_of(report), year))


def moved(this=THIS, last=LAST):
    return moves_of(audited(this, 2023), audited(last, 2022))


def of(moves, words):
    [move] = [move for move in moves.claims if words in move.claim.quote]
    return move


def findings(moves):
    return {(finding.kind, finding.severity, finding.quote[:12]) for finding in moves.findings}


@pytest.fixture(scope="module")
def moves():
    return moved()


def test_a_claim_is_paired_by_its_words_and_says_by_how_much_it_moved(moves):
    found = of(moves, "办结信访件")
    assert (found.status, found.before.value, found.now.value, found.change) == ("moved", 400, 427, 427 - 400)
    assert str(found.percent) == "6.8"


def test_a_rate_moves_by_points_and_has_no_percentage(moves):
    found = of(moves, "按时办结率")
    assert (found.status, found.change, found.percent) == ("moved", 100 - 98, None)


def test_claims_appear_stay_and_are_gone(moves):
    assert of(moves, "以案释法活动").status == "appeared"
    assert of(moves, "发放宣传册").status == "same"
    assert (of(moves, "线上培训").status, of(moves, "线上培训").now) == ("gone", None)
    assert sum(moves.counts.values()) == len(moves.claims)


def test_every_claim_of_both_reports_is_told_once_but_plans_are_not(moves):
    now = [claim for claim in audited(THIS, 2023).claims if claim.kind != "plan"]
    assert [move.now for move in moves.claims if move.now] == now
    assert not any("法律明白人" in move.claim.quote for move in moves.claims)


def test_the_same_words_in_two_sections_are_paired_within_their_sections():
    this = "一、信访工作\n全年开展业务培训5次。\n二、人民调解\n全年开展业务培训9次。\n"
    last = "一、人民调解\n全年开展业务培训8次。\n二、信访工作\n全年开展业务培训4次。\n"
    assert [(move.before.value, move.now.value) for move in moved(this, last).claims] == [(4, 5), (8, 9)]


def test_another_unit_is_another_claim():
    statuses = {move.status for move in moved("全年开展普法宣传30场。\n", "全年开展普法宣传30人次。\n").claims}
    assert statuses == {"appeared", "gone"}


def test_a_sentence_copied_with_its_number_is_probably_wrong(moves):
    assert ("same_number", "warn", "依托镇村两级法治广场和文") in findings(moves)


def test_what_an_office_is_made_of_may_stay_as_it_is(moves):
    assert ("same_number", "check", "全镇36个村居均聘请法律") in findings(moves)


def test_a_copied_sentence_without_numbers_is_shown_and_no_finding(moves):
    quotes = [sentence.quote for sentence in moves.copied if sentence.exact]
    assert any(quote.startswith("镇公共法律服务工作站") for quote in quotes)
    assert not any(finding.quote.startswith("镇公共法律服务工作站") for finding in moves.findings)


def test_new_numbers_in_an_old_sentence_are_told_and_no_finding(moves):
    changed = [sentence for sentence in moves.copied if not sentence.exact]
    assert any("行政检查" in sentence.quote for sentence in changed)
    assert not any("行政检查" in finding.quote for finding in moves.findings)


def test_headings_titles_and_set_phrases_are_not_counted_as_copied(moves):
    headings = {THIS[heading.start : heading.end] for heading in outline(document())}
    quotes = {sentence.quote for sentence in moves.copied}
    assert headings and not headings & quotes
    last = this = "坚持以习近平新时代中国特色社会主义思想为指导，深入学习贯彻习近平法治思想和党的二十大精神。\n"
    assert moved(this, last).copied == []
    last = this = "青石镇人民政府关于推进综合行政执法体制改革试点工作的报告\n"
    assert moved(this, last).copied == []


def test_a_copied_sentence_that_says_what_the_old_report_was_about_cannot_be_right(moves):
    assert ("old_year", "error", "现将2022年法治政府建") in findings(moves)


@pytest.mark.parametrize(
    ("sentence", "severity"),
    [("2022年全镇共办理法律援助案件35件，为困难群众挽回损失。", "warn"), ("自2022年起每年组织村居法律顾问述职评议35人，由群众打分。", None),
     ("按照《法治宣传教育第八个五年规划（2021—2025年）》要求，在村居建成法治小广场，供群众学法用法。", None)],
)  # fmt: skip
def test_the_old_year_may_be_meant(sentence, severity):
    kinds = [finding.severity for finding in moved(sentence + "\n", sentence + "\n").findings if finding.kind == "old_year"]
    assert kinds == ([severity] if severity else [])


def test_what_is_said_of_the_year_before_is_held_against_its_report():
    this = "全年办结信访件427件，2022年办结信访件390件。\n"
    [finding] = [one for one in moved(this, "全年办结信访件400件。\n").findings if one.kind == "restated"]
    assert (finding.severity, "400件" in finding.message.zh) == ("warn", True)
    assert not [one for one in moved(this, "全年办结信访件300余件。\n").findings if one.kind == "restated"]


@pytest.mark.parametrize(
    ("said", "expr", "holds"),
    [("同比增长6.8%", "(427-400)/400*100≈6.8", True), ("比上年增长6.7%", "(427-400)/400*100≈6.7", True), ("较2022年增长10%", "(427-400)/400*100≈10", False),
     ("同比下降6.8%", "(427-400)/400*100≈-6.8", False), ("较2019年增长10%", None, None), ("按时办结率提高，同比增长约10%", None, None),
     ("受人口流入和线上渠道开通影响，全镇各类诉求总体同比增长10%", None, None)],
)  # fmt: skip
def test_a_growth_is_held_against_the_number_of_last_years_report(said, expr, holds):
    now, before = (document(f"{year}年工作报告\n{text}。\n") for year, text in ((2023, f"2023年办结信访件427件，{said}"), (2022, "2022年办结信访件400件")))
    found = audit(now, 2023, before=before)
    assert [(one.expr, one.holds) for one in found.identities if one.kind == "change"] == ([(expr, holds)] if expr else [])
    assert all(issue.severity != "error" for issue in found.issues if issue.finding.kind == "change")


def test_a_growth_over_more_than_a_year_is_not_held_against_it():
    now, before = document("办结信访件427件，同比增长10%。\n"), document("办结信访件400件。2021年工作报告\n")
    assert [one for one in audit(now, 2023, before=before).identities if one.kind == "change"] == []


def test_two_long_reports_are_compared_in_a_moment():
    """Sentences by their hashes, claims by shared words: forty times the text takes about forty times as long, not its square."""

    def seconds(times):
        this, last = (audited("".join(f"第{n}季度{text[60:]}" for n in range(times)), year) for text, year in ((THIS, 2023), (LAST, 2022)))
        began = time.process_time()
        moves_of(this, last)
        return time.process_time() - began

    seconds(1)
    assert seconds(40) < 40 * 10 * max(seconds(4) / 4, 0.001)


def test_the_json_names_claims_by_their_index_and_quotes_both_reports(moves):
    told = moves.json()
    assert (told["file"], told["year"]) == ("2022.txt", 2022)
    claims = audited(THIS, 2023).claims
    first = next(one for one in told["claims"] if one["status"] == "moved")
    assert (claims[first["now"]].value, first["before"]["value"], first["change"]) == (427, 400, 27)
    assert all(LAST[slice(*one["before"])][:6] == one["quote"][:6] for one in told["copied"] if one["exact"])


def test_tables_of_years_that_do_not_follow_each_other_are_not_held_against_each_other():
    def disclosed(year, rows):
        return document(f"青石县{year}年政府信息公开工作年度报告\n" + report(Tables(full(rows)), "glued"), f"{year}.txt")

    now = disclosed(2023, {"new": [5], "carried_in": [2], "granted": [7]})
    held = [audit(now, before=disclosed(year, {"new": [5], "granted": [2], "carried_out": [3]})).identities for year in (2022, 2020)]
    assert ["3=2" in [one.expr for one in some if one.kind == "cross_year"] for some in held] == [True, False]
