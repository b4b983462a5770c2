"""Small numbers by village or group of people are not published, nor what they could be computed from.

Hidden once, in the check step: the exact figures stay in figures.json for the checks, public.json is what is printed.
"""

import json

import pytest
from tests.spec.drawn import SHEET, workbook

from nianbao.errors import BadYaml, MissingStep
from nianbao.figures import PUBLIC_FIGURES, editions, public_figures, rolled_up

VISITS = """
table: visits
title: {zh: 走访, en: Visits}
files: ["*走访*"]
columns:
  no: {zh: 序次, type: text}
  village: {zh: 村名, type: text, group: village}
  channel: {zh: 形式, type: category, values: {上门: home, 电话: call}}
  held_on: {zh: 日期, type: date}
  settled: {zh: 是否解决, type: category, values: {是: "yes", 否: "no"}}
figures:
  held: {label: {zh: 走访}, unit: 次, count: held_on between :start and :end, by: [village, channel, month(held_on)]}
  settled: {label: {zh: 解决}, unit: 件, count: held_on between :start and :end and settled = 'yes', by: [village]}
  settled_rate: {label: {zh: 解决率}, part: settled, whole: held}
rules:
  - {id: visits.settled-as-held, balance: settled = held, severity: info, says: {zh: 都解决了}}
"""


HEAD = ["序次", "村名", "形式", "日期", "是否解决"]


def visits(office, year=2023, settled="是", **numbers):
    """A ledger with so many visits to each village, every other one by telephone."""
    rows = [[i, village, ("上门", "电话")[i % 2], f"{year}-03-01", settled] for village, times in numbers.items() for i in range(times)]
    office.expects("visits", VISITS)
    office.put(f"走访{year}.xlsx", workbook((SHEET, [HEAD, *rows])), year)


def villages(figures, name="held", year="this"):
    """Village → number, * for one that is hidden."""
    if year == "this":
        return {part.key: "*" if part.hidden else part.value for part in figures[f"visits.{name}"].by["village"]}
    return {part.key: "*" if part.previous_hidden else part.previous for part in figures[f"visits.{name}"].by["village"]}


def handed_up(office):
    """The public figures, as the level above reads them."""
    return (office.work().checked / PUBLIC_FIGURES).read_bytes()


def shown(office, **parameters):
    return public_figures(office.check(**parameters).work)


def test_one_to_four_by_village_are_hidden_and_a_second_one_with_them(office):
    # 12 + 7 + 3 = 22: 3 alone would be 22 − 12 − 7.
    visits(office, 东庄=12, 西庄=7, 南庄=3)
    figures = shown(office)
    assert villages(figures) == {"东庄": 12, "西庄": "*", "南庄": "*"}
    assert figures["visits.held"].value == 12 + 7 + 3


def test_five_is_no_small_number(office):
    visits(office, 东庄=12, 西庄=5)
    assert villages(shown(office)) == {"东庄": 12, "西庄": 5}


def test_what_is_no_village_goes_by_the_limit_of_totals_which_is_nought(office):
    visits(office, 东庄=3)
    figures = shown(office)
    assert villages(figures) == {"东庄": "*"}
    # The only village is the total; the total is what rates and channels add up to.
    assert figures["visits.held"].amount.hidden and figures["visits.settled_rate"].amount.hidden
    visits(office, 东庄=12, 西庄=1)
    figures = shown(office)
    assert [part.value for part in figures["visits.held"].by["channel"]] == [6 + 1, 6]


@pytest.mark.parametrize(("told", "east", "calls"), [("0", 3, 1), ("3", 3, "*"), ("{breakdowns: 0}", 3, 1), ("{totals: 3, breakdowns: 0}", 3, "*")])
def test_office_yml_sets_the_limits(office, told, east, calls):
    visits(office, 东庄=3, 西庄=20, 南庄=9)
    office.settings(f"name: {{zh: 试验镇, en: Test Town}}\nsuppress_below: {told}\n")
    figures = shown(office)
    assert villages(figures)["东庄"] == east
    visits(office, 东庄=2, 西庄=1)  # by telephone: 1 of 2, and none of 1
    call = next(part for part in shown(office)["visits.held"].by["channel"] if part.key == "call")
    assert ("*" if call.hidden else call.value) == calls


@pytest.mark.parametrize("told", ["-1", "some", "{villages: 3}", "2.5"])
def test_a_limit_that_is_none_is_refused(office, told):
    office.settings(f"name: {{zh: 试验镇, en: Test Town}}\nsuppress_below: {told}\n")
    with pytest.raises(BadYaml, match="suppress_below"):
        office.work()


def test_a_total_under_its_limit_is_hidden_and_the_rates_made_of_it(office):
    office.settings("name: {zh: 试验镇, en: Test Town}\nsuppress_below: 5\n")
    visits(office, 东庄=2)
    found = office.check()
    figures = public_figures(found.work)
    assert figures["visits.held"].amount.hidden and figures["visits.settled"].amount.hidden
    rate = figures["visits.settled_rate"].amount
    assert (rate.hidden, rate.value, rate.part, rate.whole) == (True, None, None, None)
    # The balance is judged by the exact numbers, and tells them to nobody.
    outcome = found.outcome("visits.settled-as-held")
    assert outcome.state == "pass" and "2" not in outcome.note.zh
    assert found.value("visits.held") == 2


def test_what_is_left_of_a_whole_is_a_small_number_too(office):
    # In 东庄 12 of 14 are settled: 2 are not, and 14 beside 12 would say so.
    visits(office, 东庄=12, 西庄=9, 南庄=8)
    numbers = (("东庄", "是", 12), ("东庄", "否", 2), ("西庄", "是", 9), ("南庄", "是", 8))
    rows = [[f"{settled}{i}", village, "上门", "2023-03-01", settled] for village, settled, times in numbers for i in range(times)]
    office.put("走访2023.xlsx", workbook((SHEET, [HEAD, *rows])))
    figures = shown(office)
    assert villages(figures) == {"东庄": 14, "西庄": 9, "南庄": 8}
    assert villages(figures, "settled") == {"东庄": "*", "西庄": 9, "南庄": "*"}


def test_the_year_before_is_hidden_as_its_own_review_did(office):
    visits(office, 2022, 东庄=12, 西庄=7, 南庄=3)
    visits(office, 2023, 东庄=12, 西庄=70, 南庄=30)
    figures = shown(office)
    assert villages(figures) == {"东庄": 12, "西庄": 70, "南庄": 30}
    assert villages(figures, year="last") == {"东庄": 12, "西庄": "*", "南庄": "*"}


def test_what_an_edition_has_hidden_stays_hidden(office):
    visits(office, 东庄=12, 西庄=7, 南庄=3)
    publish(office.check().work, 1)
    visits(office, 东庄=12, 西庄=7, 南庄=30)
    figures = shown(office)
    assert villages(figures) == {"东庄": 12, "南庄": "*", "西庄": "*"}


def test_what_an_edition_has_told_covers_nothing(office):
    # Edition 1: 12, 7 and 9. In edition 2, 南庄 has 4; with 西庄 hidden as well, its 7 is known: 23 − 12 − 7.
    visits(office, 东庄=12, 西庄=7, 南庄=9)
    publish(office.check().work, 1)
    visits(office, 东庄=12, 西庄=7, 南庄=4)
    figures = shown(office)
    assert villages(figures) == {"东庄": 12, "西庄": 7, "南庄": "*"}
    assert figures["visits.held"].amount.hidden


def test_editions_are_found_by_number(office):
    visits(office, 东庄=12)
    work = office.check().work
    for number in (2, 10, 1):
        publish(work, number)
    (work.workspace.root / "site" / "town" / "2023" / "figures.json").write_text("[]", "utf-8")
    assert len(editions(work, 2023)) == 3 and editions(work, 2022) == []


def publish(work, number):
    folder = work.workspace.root / "site" / "town" / str(work.year) / str(number)
    folder.mkdir(parents=True)
    (folder / "figures.json").write_bytes((work.checked / "public.json").read_bytes())


def test_public_figures_tell_no_records_behind_and_no_order_of_hidden_ones(office):
    visits(office, 丙=4, 乙=6, 甲=2, 丁=20)
    found = office.check()
    exact, told = (json.loads((found.work.checked / name).read_text("utf-8")) for name in ("figures.json", "public.json"))
    held = next(figure for figure in exact if figure["name"] == "visits.held")
    assert [part["key"] for part in held["by"]["village"]] == ["丁", "乙", "丙", "甲"]
    assert [part["n"] for part in held["by"]["village"]] == [20, 6, 4, 2]
    held = next(figure for figure in told if figure["name"] == "visits.held")
    assert [part["key"] for part in held["by"]["village"]] == ["丁", "乙", "丙", "甲"]
    assert '"n":' not in json.dumps(told)
    hidden = [part for part in held["by"]["village"] if part.get("hidden")]
    assert [part["key"] for part in hidden] == ["丙", "甲"] and {part["value"] for part in hidden} == {None}


def test_the_review_asks_for_the_check_step(office):
    with pytest.raises(MissingStep, match=r"public\.json"):
        public_figures(office.work())


def test_the_level_above_gains_nothing_by_subtracting(office, tmp_path):
    # Two towns and their county: what the county prints less what one town prints is no number of the other's villages.
    town = type(office)(tmp_path / "other")
    visits(office, 东庄=12, 西庄=7, 南庄=3)
    visits(town, 北庄=9, 东庄=20, 中庄=6)
    shown(office)
    second = shown(town)
    county = rolled_up([handed_up(office), handed_up(town)])
    assert county["visits.held"].value == (12 + 7 + 3) + (9 + 20 + 6)
    assert county["visits.settled_rate"].amount.part == county["visits.settled"].value
    assert villages(county) == {"东庄": 12 + 20, "西庄": "*", "南庄": "*", "北庄": 9, "中庄": 6}
    # Less the other town's numbers, the county's give the town's own published ones, and its hidden ones not.
    less = {key: number - villages(second).get(key, 0) for key, number in villages(county).items() if number != "*"}
    assert {key: number for key, number in less.items() if number} == {"东庄": 12}


def test_an_office_above_that_counts_itself_hides_what_the_one_below_hides(office, tmp_path):
    # The county's own ledger holds both towns' visits. By itself it would hide 南庄 and another than the town did.
    county = type(office)(tmp_path / "county")
    visits(office, 东庄=12, 西庄=7, 南庄=3)
    visits(county, 东庄=12, 西庄=7, 南庄=3, 北庄=6)
    own = county.check()
    assert villages(public_figures(own.work)) == {"东庄": 12, "西庄": 7, "南庄": "*", "北庄": "*"}
    shown(office)
    below = county.root / "reviews" / "village_group" / "2023" / "figures.json"
    below.parent.mkdir(parents=True)
    below.write_bytes(handed_up(office))
    group = county.root / "data" / "raw" / "village_group" / "office.yml"
    group.parent.mkdir()
    group.write_text("name: {zh: 某镇, en: Some Town}\nparent: town\n", "utf-8")
    again = villages(shown(county))
    # Else 7 from the county and 10 = 22 − 12 from the town would give 3.
    assert (again["西庄"], again["南庄"]) == ("*", "*")


def test_what_one_office_hides_the_roll_up_hides(office, tmp_path):
    town = type(office)(tmp_path / "other")
    for one in (office, town):
        one.settings("name: {zh: 试验镇, en: Test Town}\nsuppress_below: 5\n")
    visits(office, 东庄=2)
    visits(town, 北庄=20, 中庄=30)
    county = rolled_up([handed_up(one) for one in (office, town) if one.check()])
    assert county["visits.held"].amount.hidden and county["visits.settled_rate"].amount.hidden


@pytest.mark.parametrize("numbers", [[1] * 12, [1] * 10 + [2]])
def test_a_breakdown_that_the_number_of_villages_would_tell_is_withdrawn(office, numbers):
    # Whichever are hidden, each village that is listed has one visit at least, and the total says that none has more.
    names = [f"{sign}庄" for sign in "甲乙丙丁戊己庚辛壬癸子丑"]
    visits(office, 2022, **dict(zip(names, numbers, strict=False)))
    last = office.check(year=2022).work
    figures = public_figures(last)
    assert figures["visits.held"].by.keys() == {"channel", "month"} and figures["visits.held"].withdrawn == ("village",)
    assert figures["visits.held"].value == sum(numbers) and not figures["visits.settled_rate"].amount.hidden
    # Nor does the next year's review tell them, by number or by name.
    visits(office, 东庄=12, 甲庄=20)
    figures = shown(office)
    assert villages(figures) == {"甲庄": 20, "东庄": 12} and set(villages(figures, year="last").values()) == {None}


def test_a_breakdown_that_an_edition_has_withdrawn_stays_so(office):
    visits(office, 东庄=1, 西庄=1, 南庄=1)
    publish(office.check().work, 1)
    visits(office, 东庄=12, 西庄=10, 南庄=30)
    assert shown(office)["visits.held"].withdrawn == ("village",)


def test_published_checks_tell_no_hidden_number_and_the_office_keeps_its_own(office):
    # A rule that judges the visits to 南庄 alone says how many those are; one that judges all says nothing of any village.
    rules = """
  - {id: visits.south-settled, expect: expect_column_values_to_be_in_set, column: settled, value_set: ["yes"], where: village = '南庄', severity: info, says: {zh: 南庄都解决了}}
  - {id: visits.dated, expect: expect_column_values_to_not_be_null, column: held_on, severity: info, says: {zh: 都有日期}}
"""
    visits(office, 东庄=12, 西庄=7, 南庄=3)
    office.expects("visits", VISITS.rstrip() + rules)
    work = office.check().work
    exact, told = ({one["rule"]: one for one in json.loads((work.checked / name).read_text("utf-8"))["outcomes"]} for name in ("checks.json", "public_checks.json"))
    assert exact["visits.south-settled"]["checked"] == 3
    south = told["visits.south-settled"]
    assert (south["outcome"], south["checked"], south["failed"], south["rows"], south["withheld"]) == ("pass", None, None, [], True)
    assert told["visits.dated"] == exact["visits.dated"] and told["visits.dated"]["checked"] == 22
    # Of all the visits but three as well.
    office.expects("visits", VISITS.rstrip() + rules.replace("= '南庄'", "!= '南庄'"))
    assert office.check().outcome("visits.south-settled").checked == 12 + 7
    assert json.loads((work.checked / "public_checks.json").read_text("utf-8")) != json.loads((work.checked / "checks.json").read_text("utf-8"))
