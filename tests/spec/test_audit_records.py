"""A report held against the records: which figure each number speaks of, whether it is that number, and when nobody can tell."""

from dataclasses import replace
from pathlib import Path

import pytest
from tests.places import REPO
from tests.unit.review_sample import PENALTIES, PETITIONS, by_kind, count, monthly, rate

from nianbao.auditing import Document, Mark
from nianbao.auditing.records import hold
from nianbao.auditing.records.wording import wording
from nianbao.claims import find_claims
from nianbao.figures import Amount, Figures
from nianbao.words import Words
from nianbao.yamlfile import parse

MONTHS = monthly((30, 31, 40, 33, 35, 36, 37, 38, 39, 34, 36, 38), (32,) * 11 + (41,))
CHANNELS = [("letter", "来信", "letters", 25, 20), ("visit", "来访", "visits", 186, 170), ("call", "来电", "calls", 216, 203)]
FIELDS = [("gas", "燃气", "gas safety", 386, 241), ("fire", "消防", "fire safety", 214, 118), ("traffic", "交通秩序", "traffic order", 1436, 900)]


def sums(name, label, unit, now, before, by=None, file=PENALTIES):
    return count(name, (label, label), (unit, unit), now, before, by, file, "sum")


def drawn():
    """A town's figures of one year, in short."""
    return [
        count("petitions.received", ("收到信访件", "Petitions received"), ("件", "petitions"), 413, 398),
        count("petitions.closed", ("办结信访件", "Petitions closed"), ("件", "petitions"), 427, 393, {"channel": CHANNELS, "month": MONTHS}),
        rate("petitions.closing_rate", ("办结率", "Closing rate"), 417, 427, (393, 407)),
        rate("petitions.satisfaction_rate", ("群众满意率", "Satisfaction"), 387, 387, (350, 359)),
        count("penalties.cases", ("行政处罚案件", "Penalty cases"), ("起", "cases"), 90, 76, {"kind": by_kind((28, 25), (38, 33), (24, 18))}, PENALTIES),
        sums("penalties.fines", "罚款金额", "元", 11850, 9100),
        sums("inspections.checks", "行政检查", "次", 2036, 1259, {"field": FIELDS}),
        sums("disputes.screenings", "排查矛盾纠纷", "次", 2040, 1872),
        sums("disputes.found", "排查出矛盾纠纷", "件", 40, 52),
        sums("disputes.settled", "调解成功", "件", 40, 49),
        sums("disputes.consultations", "法律咨询", "人次", 306, 268),
        count("mediation.cases", ("受理人民调解案件", "Cases taken"), ("件", "cases"), 61, 52),
        count("mediation.successful", ("调解成功", "Settled"), ("件", "cases"), 58, 49),
        sums("village_advisers.consultations", "解答法律咨询", "件", 309, 268),
        rate("village_advisers.coverage", ("村居法律顾问覆盖率", "Coverage"), 41, 41, (38, 41)),
        count("village_advisers.villages_covered", ("有法律顾问的村居", "Villages covered"), ("个", "villages"), 41, 38),
        count("own.lamps", ("安装路灯", "Lamps"), ("盏", "lamps"), 58, 40),
    ]


def held(text, figures=None, year=2023):
    document = Document(Path("report.txt"), text)
    return hold(document, find_claims(text, year=year), Figures(figures or drawn()), year=year)


def told(text, **more):
    """The quoted number's digits, verdict and figure of each claim."""
    return [(one.verdict, one.figure) for one in held(text, **more)]


def one(text, **more):
    (found,) = held(text, **more)
    return found


# ---- matched by words


@pytest.mark.parametrize(
    ("sentence", "figure"),
    [
        ("全年办结信访件427件。", "petitions.closed"),
        ("信访工作扎实推进，全年共办结427件。", "petitions.closed"),
        ("全年共收到群众信访件413件。", "petitions.received"),
        ("信访办结率为97.7%。", "petitions.closing_rate"),
        ("镇综合执法队作出行政处罚90起。", "penalties.cases"),
        ("作出行政处罚90件。", "penalties.cases"),  # another unit of the same class
        ("全年行政处罚罚款11850元。", "penalties.fines"),
        ("行政处罚罚款共计1.19万元。", "penalties.fines"),
        ("开展行政检查2000余次。", "inspections.checks"),
        ("开展燃气、消防、交通秩序等方面的行政检查两千余次。", "inspections.checks"),  # a list of its parts is all of it
        ("排查矛盾纠纷2000余次。", "disputes.screenings"),  # of two figures with these words the one of that unit
        ("排查矛盾纠纷40件。", "disputes.found"),
        ("为群众提供法律咨询300余人次。", "disputes.consultations"),
        ("村居法律顾问解答法律咨询300余件。", "village_advisers.consultations"),
        ("实现41个村居法律顾问全覆盖。", "village_advisers.villages_covered"),
        ("全镇安装路灯58盏。", "own.lamps"),  # a table of the office's own has its labels alone
    ],
)  # fmt: skip
def test_a_claim_is_matched_by_the_words_that_say_a_figure(sentence, figure):
    if figure.startswith("disputes.consult"):
        sentence = "加强矛盾纠纷排查，" + sentence
    assert ("matched", figure) in told(sentence)


def test_rates_that_share_a_number_are_each_its_own():
    assert told("信访按时办理，办结率、群众满意率均为100%。") == [("differs", "petitions.closing_rate"), ("matched", "petitions.satisfaction_rate")]


def test_coverage_in_words_is_a_rate():
    assert ("matched", "village_advisers.coverage") in told("实现41个村居法律顾问全覆盖。")


def test_parts_are_of_the_whole_that_the_sentence_has_named():
    found = told("行政处罚90起，其中文明行为28起，市容和环境卫生38起，非法焚烧24起。")
    assert found == [("matched", name) for name in (
        "penalties.cases", "penalties.cases: 文明行为", "penalties.cases: 市容和环境卫生", "penalties.cases: 非法焚烧",
    )]  # fmt: skip
    assert told("全年开展文明行为宣传28起。") == [("no record", "")]  # no whole is named


def test_a_part_named_with_its_whole_is_the_part_and_not_the_whole():
    assert told("来信办结信访件25件。") == [("matched", "petitions.closed: 来信")]


def test_one_name_of_two_tables_is_told_by_what_the_text_is_about():
    assert told("排查矛盾纠纷40件，调解成功40件。")[1] == ("matched", "disputes.settled")
    assert told("人民调解委员会受理人民调解案件61件，调解成功58件。")[1] == ("matched", "mediation.successful")


def test_a_section_s_heading_says_what_is_spoken_of():
    assert told("信访工作\n全年共办结427件。") == [("matched", "petitions.closed")]
    assert told("法治宣传\n全年共办结427件。") == [("no record", "")]


@pytest.mark.parametrize("sentence", ["办理案件427件。", "慰问老党员427人。", "全年共427件。", "行政处罚涉及90人。", "投入11850元修路。"])
def test_a_number_alone_says_nothing(sentence):
    assert {verdict for verdict, _ in told(sentence)} == {"no record"}


# ---- differs


@pytest.mark.parametrize(
    ("sentence", "figure", "record"),
    [
        ("全年办结信访件472件。", "petitions.closed", "427件"),
        ("全年办结信访件428件。", "petitions.closed", "427件"),
        ("信访办结率为99.7%。", "petitions.closing_rate", "97.7%（417/427）"),
        ("信访办结率为100%。", "petitions.closing_rate", "97.7%（417/427）"),  # nothing is rounded to it
        ("行政处罚90起，其中非法焚烧42起。", "penalties.cases: 非法焚烧", "24起"),
        ("全年行政处罚罚款11350元。", "penalties.fines", "11850元"),
        ("行政处罚罚款共计1.29万元。", "penalties.fines", "11850元"),
        ("共开展燃气、消防、交通秩序等方面的行政检查3000余次。", "inspections.checks", "2036次"),
        ("共开展行政检查2100余次。", "inspections.checks", "2036次"),
        ("全年办结信访件近420件。", "petitions.closed", "427件"),
        ("全年办结信访件不足400件。", "petitions.closed", "427件"),
        ("全年办结信访件427余件。", "petitions.closed", "427件"),
    ],
)  # fmt: skip
def test_where_the_words_are_clear_another_number_differs(sentence, figure, record):
    found = held(sentence)[-1]
    assert (found.verdict, found.figure, found.record) == ("differs", figure, record)
    assert "行）" in found.source.zh or "nianbao explain" in found.source.zh


@pytest.mark.parametrize("number", ["400余", "420余", "近450", "约430", "超过400", "430左右", "400以上"])
def test_approximate_forms_go_by_their_meaning(number):
    head, tail = (number[:3], number[3:]) if number.endswith(("左右", "以上")) else (number, "")
    assert told(f"全年办结信访件{head}件{tail}。") == [("matched", "petitions.closed")]


def test_what_is_said_of_a_difference_names_file_sheet_and_rows():
    found = one("全年办结信访件472件。")
    assert found.source == Words(zh=f"{PETITIONS} › 登记表（427行）", en=f"{PETITIONS} › 登记表 (427 rows)")
    assert found.severity == "error"


@pytest.mark.parametrize(
    "sentence",
    [
        "上半年，办结信访件200件。", "夜间执法专项行动期间，开展行政检查30次。", "联合区应急局开展行政检查15次。", "对养老机构行政检查12次。",
        "涉及历史遗留问题的，办结信访件9件。", "市民热线转来的办结信访件12件。", "行政检查发现隐患30次。", "新增办结信访件12件。",
    ],
)  # fmt: skip
def test_a_number_that_may_be_of_a_part_alone_does_not_differ(sentence):
    assert {verdict for verdict, _ in told(sentence)} == {"no record"}


def test_a_part_of_a_whole_that_an_earlier_sentence_named_is_matched_and_never_differs():
    assert told("行政处罚90起。文明行为28起。")[1] == ("matched", "penalties.cases: 文明行为")
    assert told("行政处罚90起。文明行为30起。")[1] == ("no record", "")


def test_words_that_stand_apart_from_the_number_may_count_something_else():
    assert told("共12起以停业企业为对象的行政处罚案件。") == [("no record", "")]


def test_nothing_is_rounded_to_100():
    figures = [rate("petitions.closing_rate", ("办结率", "Closing rate"), 4269, 4270, (1, 1))]
    assert told("信访办结率99.98%。", figures=figures) == [("matched", "petitions.closing_rate")]
    assert told("信访办结率100%。", figures=figures) == [("differs", "petitions.closing_rate")]


def test_of_rates_that_are_all_100_only_clear_words_match():
    assert told("信访群众满意率100%。") == [("matched", "petitions.satisfaction_rate")]
    assert told("信访老户群众满意率100%。") == [("no record", "")]


def test_a_rate_of_another_name_is_not_matched_because_both_are_100():
    assert told("信访件及时查阅率100%。") == [("no record", "")]


# ---- periods, plans, changes


def test_the_year_before_is_held_against_its_own_number():
    assert one("2022年办结信访件393件。").of == "previous"
    assert told("2022年办结信访件427件。")[0][0] == "differs"
    assert told("2019年办结信访件393件。") == [("no record", "")]
    assert told("2022年办结信访件393件。", year=None) == [("no record", "")]


@pytest.mark.parametrize(
    ("step", "verdict", "of"),
    [
        ("比上年增加34件", "matched", "change"), ("比上年增加43件", "differs", "change"), ("比上年减少34件", "differs", "change"),
        ("同比增长8.7%", "matched", "growth"), ("同比增长7.8%", "differs", "growth"), ("同比下降8.7%", "differs", "growth"),
        ("其中信访积案同比增长9%", "no record", ""), ("比上年增加34人", "no record", ""),
    ],
)  # fmt: skip
def test_an_increase_is_held_against_both_years(step, verdict, of):
    match = held(f"全年办结信访件427件，{step}。")[-1]
    assert (match.verdict, match.of) == (verdict, of)
    if verdict == "differs":
        assert "34件" in match.record


def test_plans_and_cells_of_tables_are_not_held():
    claim = find_claims("全年办结信访件472件。", year=2023)[0]
    document = Document(Path("report.txt"), "全年办结信访件472件。")
    assert hold(document, [replace(claim, kind="plan"), replace(claim, kind="table")], Figures(drawn())) == []


# ---- what may not be told


def test_a_hidden_number_is_never_told_and_never_held():
    figures = [replace(figure, amount=Amount(None, hidden=True)) if figure.name == "petitions.closed" else figure for figure in drawn()]
    for number in ("427", "428"):
        found = one(f"全年办结信访件{number}件。", figures=figures)
        assert (found.verdict, found.record) == ("no record", "＊件")
        assert "427" not in str(found.source) + found.record


def test_a_number_that_rests_on_approximate_ones_is_a_lower_bound():
    figures = [replace(figure, amount=Amount(2000, about="over")) if figure.name == "inspections.checks" else figure for figure in drawn()]
    for number in ("2000余", "超过2000", "2000"):
        assert told(f"开展行政检查{number}次。", figures=figures) == [("matched", "inspections.checks")]
    assert told("开展行政检查超过3000次。", figures=figures) == [("differs", "inspections.checks")]


# ---- our own page


def marked(attributes, text="本年办理12件。", number="12"):
    place = text.index(number)
    document = Document(Path("review.html"), text, marks=[Mark(place, place + len(number), attributes)])
    (found,) = hold(document, find_claims(text, year=2023), Figures(drawn()), year=2023)
    return found


def test_a_marked_number_is_held_against_the_figure_that_it_names():
    assert marked({"data-figure": "petitions.closed"}).verdict == "differs"
    assert marked({"data-figure": "petitions.closed"}).severity == "error"
    assert marked({"data-figure": "petitions.closed"}, "本年办理427件。", "427").verdict == "matched"
    part = {"data-figure": "penalties.cases", "data-by": "kind", "data-key": "open_burning"}
    assert (marked(part, "本年办理24件。", "24").verdict, marked(part).figure) == ("matched", "penalties.cases: 非法焚烧")
    assert marked({"data-figure": "petitions.closed", "data-of": "previous"}, "本年办理393件。", "393").verdict == "matched"
    assert marked({"data-figure": "no.such"}).verdict == "no record"
    assert marked({"data-figure": "petitions.closed", "data-office": "elsewhere"}).verdict == "no record"


# ---- the words


def test_every_figure_and_table_of_the_words_is_one_of_the_package_s_own():
    tables = [parse(path) for path in (REPO / "expectations").glob("*.yml")]
    names = {f"{table['table']}.{figure}" for table in tables if "table" in table for figure in table["figures"]}
    assert set(wording().figures) <= names
    assert {name.partition(".")[0] for name in names} >= set(wording().subjects)
