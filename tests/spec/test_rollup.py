"""A level above: sums of what the offices below publish, each office that is missing named, nothing hidden told."""

from __future__ import annotations

import hashlib
import json
import threading
import time
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from tests.spec.county import VISITS, County, handed_up

from nianbao.cleaning import require_own_records
from nianbao.errors import BadYaml, HasOwnRecords, NobodyReported, NoOwnRecords, NothingBelow, UnknownYear
from nianbao.figures import Amount, Figure, Part, reviews_below
from nianbao.folders import swap
from nianbao.levels import Levels
from nianbao.review import scope
from nianbao.rolling import offices_of, outliers, reports
from nianbao.tables import fingerprint, read_table
from nianbao.words import Words

NAMES = {"held": "走访", "settled": "解决", "settled_rate": "解决率"}


@pytest.fixture
def county(tmp_path):
    return County(tmp_path / "w")


def held(value, before=None, hidden=False, **villages):
    """So many visits; a village whose number is hidden is "*"."""
    parts = tuple(Part(name, Words(zh=name), None if number == "*" else number, hidden=number == "*") for name, number in villages.items())
    return _figure("held", "count", Amount(value, hidden=hidden), before if before is None else Amount(before), "sum", {"village": parts} if parts else {})


def rate(part, whole, hidden=False):
    amount = Amount(None, hidden=True) if hidden else Amount(Decimal(part) / Decimal(whole) if whole else None, part, whole)
    return _figure("settled_rate", "rate", amount, None, "recompute", {})


def _figure(name, kind, amount, before, rollup, by):
    return Figure(f"visits.{name}", Words(zh=NAMES[name], en=name), Words(zh="次"), kind, amount, before, by, rollup, "visits", "true")


def shown(figure, way="village"):
    assert all(part.value is None for part in figure.by[way] if part.hidden)
    return {part.key: "*" if part.hidden else part.value for part in figure.by[way]}


def test_counts_are_added_up_and_rates_made_anew_from_part_and_whole(county):
    county.town("east", held(12, 东庄=5, 西庄=7), rate(6, 12))
    county.town("west", held(30, 东庄=10, 南庄=20), rate(30, 30))
    county.town("north", held(None))  # it keeps no such records
    found = county.roll_up().figures
    assert found["visits.held"].value == 12 + 30
    assert shown(found["visits.held"]) == {"东庄": 5 + 10, "西庄": 7, "南庄": 20}
    # Not the mean of 50 % and 100 %.
    rated = found["visits.settled_rate"].amount
    assert (rated.part, rated.whole, rated.value) == (6 + 30, 12 + 30, Decimal(36) / Decimal(42))


def test_the_year_before_stands_beside_this_one_only_where_the_same_offices_have_both(county):
    county.town("east", held(12, before=10))
    county.town("west", held(30, before=20))
    assert county.roll_up().figures["visits.held"].previous.value == 10 + 20
    county.town("north", held(7))
    # Else the county would seem to have grown by the 7 of the town that kept no records the year before.
    assert county.roll_up().figures["visits.held"].previous is None


def test_what_any_office_hides_is_hidden_and_what_it_withdraws_withdrawn(county):
    county.town("east", held(12, 东庄=12, 西庄="*"), rate(0, 0, hidden=True))
    county.town("west", held(30, 东庄=10, 西庄=20), rate(30, 30))
    found = county.roll_up().figures
    assert shown(found["visits.held"]) == {"东庄": 12 + 10, "西庄": "*"}
    assert found["visits.settled_rate"].amount == Amount(None, hidden=True)
    county.town("north", held(5), rate(5, 5))
    assert county.roll_up().figures["visits.held"].by == {}


def test_no_hidden_number_moves_anything_above(county, tmp_path):
    """The attacker has every review and the roll-up. What he cannot tell apart below he cannot tell apart above: two worlds
    with the same public figures and other numbers behind them give the same bytes."""
    worlds = []
    for world, exact in (("one", 3), ("other", 4)):
        place = County(tmp_path / world)
        for town in ("east", "west", "north"):
            public = handed_up(held(None, hidden=True) if town == "east" else held(30), rate(0, 0, hidden=True) if town == "east" else rate(9, 30))
            place.town(town, public)
            own = place.root / "data" / "checked" / town / "2023"
            own.mkdir(parents=True)
            (own / "public.json").write_bytes(public)
            (own / "figures.json").write_bytes(handed_up(held(exact), rate(1, exact)))
        place.roll_up()
        worlds.append([path.read_bytes() for path in sorted(place.work().checked.iterdir())])
        told = json.loads(place.work().checked.joinpath("public.json").read_text("utf-8"))
        assert [figure.get("hidden") for figure in told] == [True, True] and [figure["value"] for figure in told] == [None, None]
    assert worlds[0] == worlds[1]


def test_each_level_is_the_sum_of_those_below_it(county):
    county.office("city", "city", None)
    county.office("county", "county", "city")
    county.office("other", "county", "city")
    county.town("east", held(12))
    county.town("west", held(30))
    county.town("far", held(100), parent="other")
    offices = county.roll_up("city").offices
    by_id = {row.id: (row.depth, row.of, row.counted, offices.amount("visits.held", row).value) for row in offices.rows}
    assert by_id == {
        "county": (0, 2, 2, 12 + 30), "east": (1, 1, 1, 12), "west": (1, 1, 1, 30), "other": (0, 1, 1, 100), "far": (1, 1, 1, 100),
    }  # fmt: skip
    assert county.roll_up("city").figures["visits.held"].value == 12 + 30 + 100
    # A county that keeps records itself stands for its towns: its own review is what counts.
    (county.root / "data" / "raw" / "county" / "2023").mkdir()
    (county.root / "data" / "raw" / "county" / "2023" / "走访.csv").write_text("村名,日期\n", "utf-8")
    county.town("county", held(50), parent="city")
    assert county.roll_up("city").figures["visits.held"].value == 50 + 100


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"parameters": {"as_of": "2023-11-30"}}, "统计时点是2023-11-30"),
        ({"tables": {"visits": "0" * 64}}, "用另一版表生成（visits）"),
        ({"tables": {}}, "用另一版表生成（?）"),
        ({"outputs": {"figures.json": "0" * 64}}, "figures.json 与年报的清单不符"),
        ({"draft": True}, "只有草稿，关口未过"),
        ({"folder": "2023-draft"}, "只有草稿，关口未过"),
    ],
)
def test_an_office_that_cannot_be_added_is_named_with_the_reason(county, changed, why):
    county.town("east", held(12))
    county.town("west", held(30), **changed)
    county.office("north")
    assert county.missing() == {"west": why, "north": "没有年报"}
    done = county.roll_up()
    assert done.figures["visits.held"].value == 12
    outcomes = json.loads((county.work().checked / "checks.json").read_text("utf-8"))["outcomes"]
    assert sum(outcome["failed"] for outcome in outcomes) == 2 and "west镇" in str([outcome["note"] for outcome in outcomes])


def test_an_office_above_may_keep_fewer_tables_than_those_below_it(county):
    other = replace(held(7), name="calls.held", table="calls")
    (county.root / "expectations" / "calls.yml").write_text(VISITS.replace("table: visits", "table: calls").replace("走访*", "来电*"), "utf-8")
    now = {"visits": county.fingerprint, "calls": fingerprint(read_table(county.root / "expectations" / "calls.yml"))}
    county.town("east", held(12), other, tables=now)
    county.town("west", held(30), other, tables=now | {"calls": "of another day"})
    found = county.roll_up()
    assert {name: figure.value for name, figure in found.figures.items()} == {"visits.held": 12}
    assert county.missing() == {"west": "用另一版表生成（calls）"}


def test_a_review_older_than_the_latest_check_is_not_added(county):
    county.town("east", held(12))
    county.town("west", held(30))
    latest = county.root / "data" / "checked" / "west" / "2023" / "public.json"
    latest.parent.mkdir(parents=True)
    latest.write_bytes(handed_up(held(31)))
    assert county.missing() == {"west": "核对在年报之后重做过，数据已变"}


def test_an_office_whose_gate_has_closed_since_its_review_is_not_added_though_its_figures_are_the_same(county):
    county.town("east", held(12))
    county.town("west", held(30))
    latest = county.root / "data" / "checked" / "west" / "2023"
    latest.mkdir(parents=True)
    (latest / "public.json").write_bytes(handed_up(held(30)))
    for stopped_by, missing in ((["visits.number-unique"], {"west": "年报之后的核对没有通过关口"}), ([], {})):
        told = {"gate": {"stopped_by": stopped_by}, "outcomes": [{"rule": "visits.number-unique"}]}
        (latest / "checks.json").write_text(json.dumps(told), "utf-8")
        assert county.missing() == missing


def test_the_review_in_the_other_language_counts_where_there_is_no_other(county):
    county.town("east", held(12), folder="2023-en")
    assert county.roll_up().figures["visits.held"].value == 12


def test_nothing_to_add_up_is_an_error_that_says_why(county, monkeypatch):
    with pytest.raises(UnknownYear):
        county.work()  # nobody stands below it yet
    county.office("east")
    with pytest.raises(NobodyReported, match="east镇：没有年报"):
        county.roll_up()
    (county.root / "data" / "raw" / "east" / "2023").mkdir()
    with pytest.raises(NothingBelow, match="parent: east"):
        county.roll_up("east")
    raw = county.root / "data" / "raw" / "county" / "2023"
    (raw / "text").mkdir(parents=True)
    (raw / "text" / "summary.md").write_text("县里写的", "utf-8")
    county.town("west", held(30))
    assert county.roll_up().figures["visits.held"].value == 30  # words are no records
    (raw / "走访.csv").write_text("村名,日期\n", "utf-8")
    with pytest.raises(HasOwnRecords, match="parent: county"):
        county.roll_up()


def test_an_office_with_others_below_it_and_no_records_cleans_nothing(county):
    from nianbao.cleaning import clean

    county.town("east", held(12))
    with pytest.raises(NoOwnRecords, match="nianbao rollup county 2023"):
        clean(county.work())


def test_what_is_added_up_has_no_rows_to_be_explained_by(county):
    from nianbao.explaining import explain, explain_since

    county.town("east", held(12))
    county.roll_up()
    for asked in (lambda: explain(county.work(), "visits.held"), lambda: explain_since(county.work(), "2023")):
        with pytest.raises(NoOwnRecords, match="nianbao rollup county 2023"):
            asked()


def test_words_for_a_roll_up_are_no_records_of_which_a_run_could_make_a_review(county):
    from nianbao.cleaning import clean

    county.town("east", held(12))
    work = county.work()
    county.roll_up()
    (work.raw / "text").mkdir(parents=True)
    (work.raw / "text" / "summary.md").write_text("县里写的", "utf-8")
    before = (work.clean / "clean.json").read_bytes()
    with pytest.raises(NoOwnRecords):
        clean(county.work())
    assert (work.clean / "clean.json").read_bytes() == before
    (work.raw / "走访.csv").write_text("村名,日期\n东庄,2023-01-05\n", "utf-8")
    assert clean(county.work()).account["tables"]["visits"]["rows"] == 1


@pytest.mark.parametrize(
    ("parents", "sentence"),
    [
        ({"east": "conty"}, "east/office.yml 第 4 行：parent 所写的上级单位“conty”不存在"),
        ({"east": "east"}, "east/office.yml 第 4 行：parent 写的是本单位自己。"),
        ({"east": "west", "west": "north", "north": "east"}, "east/office.yml 第 4 行：上下级绕成了圈：east → west → north → east。"),
    ],
)
def test_an_office_whose_parent_cannot_be_stops_no_other_and_is_named_with_file_and_line(county, parents, sentence):
    county.town("south", held(12))
    for name, parent in parents.items():
        county.office(name, parent=parent)
    offices = county.roll_up().offices
    assert [row.id for row in offices.rows] == ["south"] and [each.id for each in offices.unplaced] == sorted(parents)
    assert offices.unplaced[0].why.zh == "它的 office.yml 不可用（第4行）"
    (settings,) = (each for each in outcomes_of(county) if each["rule"] == "offices.settings")
    assert settings["failed"] == len(parents) and "east" in settings["note"]["zh"]
    assert str(Levels(county.work().workspace).faults["east"]).startswith(sentence)
    (county.root / "data" / "raw" / "east" / "2023").mkdir()
    with pytest.raises(BadYaml):
        county.roll_up("east")  # what it needs itself


def outcomes_of(county):
    return json.loads((county.work().checked / "checks.json").read_text("utf-8"))["outcomes"]


BROKEN = {
    "no YAML": b"name: {zh: west}\nparent: county\ntables: [\n",
    "no office's": b"name: {zh: west}\nparent: 'county'  # above\ntown: yes\n",
    "another encoding": "name: {zh: 西镇}\nparent: county\n".encode("gb18030"),
}


@pytest.mark.parametrize("content", BROKEN.values(), ids=BROKEN)
def test_an_office_yml_that_cannot_be_read_leaves_its_own_office_out(county, content):
    county.town("south", held(12))
    county.town("west", held(30))
    (county.root / "data" / "raw" / "west" / "office.yml").write_bytes(content)
    done = county.roll_up()
    assert done.figures["visits.held"].value == 12 and not done.offices.unplaced
    assert county.missing()["west"].startswith("它的 office.yml 不可用（第")
    assert "west/office.yml" in str(Levels(county.work().workspace).faults["west"])


UNPLACED = {
    "no parent to be found": b"name: {zh: west}\n  parent: [county\n",
    "no text": "name: {zh: west}\nparent: county\n".encode("utf-16"),
}


@pytest.mark.parametrize("content", UNPLACED.values(), ids=UNPLACED)
def test_one_of_which_nobody_can_tell_whom_it_stands_below_is_named(county, content):
    county.town("south", held(12))
    county.town("west", held(30))
    (county.root / "data" / "raw" / "west" / "office.yml").write_bytes(content)
    offices = county.roll_up().offices
    assert [each.id for each in offices.unplaced] == ["west"] and not offices.missing
    assert [each.id for each in offices_of(county.work()).unplaced] == ["west"]
    told = scope(county.work()).html
    assert "不知道是否在本单位之下、没有汇入的：west（它的 office.yml 不可用（第" in told


def test_a_broken_file_that_speaks_of_no_parent_is_no_matter_of_a_roll_up(county):
    county.town("south", held(12))
    county.office("alone", parent=None)
    (county.root / "data" / "raw" / "alone" / "office.yml").write_text("name: [\n", "utf-8")
    offices = county.roll_up().offices
    assert not offices.unplaced and not offices.missing


def test_a_broken_office_stops_no_run_of_its_neighbours_and_of_the_one_above_it(county):
    county.town("south", held(12))
    (county.office("west") / "office.yml").write_text("parent: county\nname: [\n", "utf-8")
    (county.root / "data" / "raw" / "county" / "2023").mkdir()
    (county.root / "data" / "raw" / "county" / "2023" / "走访.csv").write_text("村名,日期\n东庄,2023-01-05\n", "utf-8")
    require_own_records(county.work())
    assert [figures["visits.held"].value for figures in reviews_below(county.work())] == [12]


def test_an_office_far_from_the_others_of_its_level_is_told_and_a_hidden_one_never(county):
    for number in range(9):
        county.town(f"t{number}", held(100 + number), rate(95 + number % 3, 100))
    county.town("far", held(108), rate(40, 100))
    county.town("hidden", held(None, hidden=True), rate(0, 0, hidden=True))
    county.town("small", held(3), rate(1, 3))
    done = county.roll_up()
    found = outliers(done.offices, [done.figures["visits.settled_rate"]])
    # The rates are 95, 96 and 97 % three times each, and 40 %: the usual distance from 96 % is 1 point. Of 3 visits a rate says nothing.
    assert [(one.row.id, one.value, one.median) for one in found] == [("far", Fraction(40, 100), Fraction(96, 100))]
    assert found[0].score == pytest.approx(0.6745 * (96 - 40) / 1)


def test_of_few_offices_none_is_judged(county):
    for number in range(6):
        county.town(f"t{number}", rate(95, 100))
    county.town("far", rate(40, 100))
    done = county.roll_up()
    assert outliers(done.offices, [done.figures["visits.settled_rate"]]) == []


def test_counts_are_held_against_each_other_by_village(county):
    for number in range(9):
        county.town(f"t{number}", held(100 + number))
        county.office(f"t{number}", villages=10)
    county.town("large", held(1000))
    county.office("large", villages=100)
    county.town("busy", held(500))
    county.office("busy", villages=10)
    done = county.roll_up()
    found = outliers(done.offices, [done.figures["visits.held"]], "villages")
    assert [(one.row.id, one.value) for one in found] == [("busy", Fraction(500, 10))]  # 1000 visits to 100 villages are as usual


def test_a_review_that_is_replaced_while_it_is_read_is_read_as_one_of_the_two(tmp_path):
    def review(number):
        folder = tmp_path / f"new-{number}"
        folder.mkdir()
        content = json.dumps([number] * 1000).encode()
        (folder / "figures.json").write_bytes(content)
        told = {"draft": False, "parameters": {}, "outputs": {"figures.json": hashlib.sha256(content).hexdigest()}}
        (folder / "manifest.json").write_text(json.dumps(told), "utf-8")
        return folder

    def replacing():
        for number in range(300):
            swap(review(number), tmp_path / "2023")
            time.sleep(0.002)

    swap(review("first"), tmp_path / "2023")
    (thread := threading.Thread(target=replacing)).start()
    read = []
    while thread.is_alive():
        _, digest, manifest = reports._read(tmp_path / "2023")
        read.append(manifest.outputs["figures.json"] == digest)
    assert len(read) > 300 and all(read)
