"""What moved since an earlier run, and whether the records, the rules, the program or the reference date did it."""

import json

import pytest
from tests.spec.drawn import PENALTIES

from nianbao.errors import StaleChecks, UnknownFigure, UnknownRun
from nianbao.explaining import explain_since, keep, kept, snapshot

RUN = "20240102T030405.000000Z"

LEDGER = """
决定书文号 | 决定日期   | 违法行为类型   | 罚款金额(元)
D1         | 2023-01-05 | 文明行为       | 50
D2         | 2023-01-06 | 非法焚烧       | 500
D3         | 2023-02-07 | 非法焚烧       | 600
"""
ONE_MORE = LEDGER + "D4 | 2023-03-01 | 文明行为 | 50\n"
STRICTER = "extends: penalties\nfigures: {fined: {count: decided_on between :start and :end and fine > 100}}\n"


@pytest.fixture
def town(office):
    """A ledger of three cases, checked in a run that left its figures."""
    office.penalties(LEDGER)
    keep(office.check().work, RUN)
    return office


@pytest.fixture
def upgraded(monkeypatch):
    """From here on nianbao says that it is another version."""
    now = snapshot.code()
    monkeypatch.setattr(snapshot, "code", lambda: now | {"nianbao": "9.9.9"})


def since(office, name=None, **parameters):
    return explain_since(office.check(**parameters).work, RUN, name)


def steps(found, figure):
    """(from, to, causes) of a figure's move."""
    (moved,) = (moved for moved in found.moved if moved.figure.name == figure)
    return [(step.start.value, step.end.value, step.causes) for step in moved.steps]


def test_without_a_change_nothing_moved(town):
    found = since(town)
    assert (found.moved, found.changes, found.appeared, found.vanished) == ((), (), (), ())
    assert "变动的来源\n  没有。" in found.text()


# --- one cause --------------------------------------------------------------------------------------------------


def test_other_records_move_a_figure(town):
    town.penalties(ONE_MORE)
    found = since(town)
    assert steps(found, "penalties.cases") == [(3, 3 + 1, ("data",))]
    assert steps(found, "penalties.fines") == [(1150, 1150 + 50, ("data",))]
    assert f"数据：行政处罚：2023/{PENALTIES} 内容变了" in found.text()
    assert "数据：3起 → 4起（+1）" in found.text()


def test_another_rule_moves_its_figure_and_the_rates_made_of_it(town):
    town.expects("penalties", STRICTER)
    found = since(town)
    assert {moved.figure.name for moved in found.moved} == {"penalties.fined", "penalties.fined_share"}
    assert steps(found, "penalties.fined") == [(3, 2, ("rule",))]
    assert "fine > 0` → `decided_on between :start and :end and fine > 100`" in found.text()
    assert "规则：100%（3 ÷ 3） → 66.7%（2 ÷ 3）（−33.3个百分点）" in found.text()


def test_another_definition_of_a_column_moves_every_figure_of_its_table(office):
    # A row without a fine is kept out once the fine is required.
    office.penalties(LEDGER + "D4 | 2023-03-01 | 文明行为 |\n")
    keep(office.check().work, RUN)
    office.expects("penalties", "extends: penalties\ncolumns: {fine: {required: true}}\n")
    found = since(office)
    assert steps(found, "penalties.cases") == [(4, 4 - 1, ("columns",))]
    assert [(change.cause, change.says.zh) for change in found.changes] == [("columns", "fine")]


def test_another_version_of_the_program_is_told(town, upgraded):
    found = since(town)
    assert found.moved == ()
    assert [(change.cause, change.says.zh) for change in found.changes] == [("code", f"nianbao {snapshot.version('nianbao')} → 9.9.9")]


def test_another_reference_date_moves_what_is_judged_at_it(office):
    office.petitions("信访件编号 | 登记时间 | 受理告知时间\nP1 | 2023-12-20 | 2024-01-02\n")
    keep(office.check().work, RUN)
    found = since(office, as_of="2024-01-31")
    assert steps(found, "petitions.accepted_on_time") == [(0, 1, ("as_of",))]
    assert "统计截止日：2023-12-31 → 2024-01-31" in found.text()


def test_a_correction_is_a_change_of_the_records(town):
    digest = town.clean().account["files"][0]["sha256"][:8]
    town.put(
        "corrections.csv",
        f"file,sha256,sheet,row,column,old,new,reason,who\n{PENALTIES},{digest},登记表,2,决定日期,2023-01-05,2022-01-05,年份,赵\n",
    )
    found = since(town)
    assert steps(found, "penalties.cases") == [(3, 2, ("data",))]
    assert f"2023/{PENALTIES} 更正有变动" in found.text()


# --- several causes ---------------------------------------------------------------------------------------------


def test_records_and_rules_are_told_apart_by_the_old_rule_on_the_new_records(town):
    # Of the three cases and the one that came, one and one have a fine of 100 or less.
    town.penalties(ONE_MORE)
    town.expects("penalties", STRICTER)
    assert steps(since(town), "penalties.fined") == [(3, 3 + 1, ("data",)), (3 + 1, 4 - 2, ("rule",))]


def test_rules_are_told_apart_from_records_that_move_nothing(town):
    town.penalties(LEDGER + "D4 | 2022-03-01 | 文明行为 | 50\n")
    town.expects("penalties", STRICTER)
    assert steps(since(town), "penalties.fined") == [(3, 2, ("rule",))]


def test_records_and_another_program_cannot_be_told_apart(town, upgraded):
    town.penalties(ONE_MORE)
    found = since(town)
    assert steps(found, "penalties.cases") == [(3, 4, ("data", "code"))]
    assert "数据或程序（不能分开）：3起 → 4起" in found.text()


def test_records_and_columns_cannot_be_told_apart(town):
    town.penalties(ONE_MORE)
    town.expects("penalties", "extends: penalties\ncolumns: {fine: {required: true}}\n")
    assert steps(since(town), "penalties.cases") == [(3, 4, ("data", "columns"))]


def test_an_upgrade_with_another_rule_is_told_apart(town, upgraded):
    town.expects("penalties", STRICTER)
    assert steps(since(town), "penalties.fined") == [(3, 2, ("rule",))]


def test_three_shares_add_up(office):
    office.petitions("信访件编号 | 登记时间 | 受理告知时间\nP1 | 2023-12-20 | 2024-01-02\nP2 | 2023-01-01 | 2023-01-20\n")
    keep(office.check().work, RUN)
    office.petitions("""
信访件编号 | 登记时间   | 受理告知时间
P1         | 2023-12-20 | 2024-01-02
P2         | 2023-01-01 | 2023-01-20
P3         | 2023-03-01 | 2023-03-02
""")
    rule = "received_on between :start and :end and accepted_on <= :as_of and days_to_accept <= 20"
    office.expects("petitions", f"extends: petitions\nfigures: {{accepted_on_time: {{count: '{rule}'}}}}\n")
    # P3 came, P1 is accepted by the later date, and P2 took 19 days.
    assert steps(since(office, as_of="2024-01-31"), "petitions.accepted_on_time") == [
        (0, 1, ("data",)), (1, 1 + 1, ("as_of",)), (1 + 1, 1 + 1 + 1, ("rule",)),
    ]  # fmt: skip


@pytest.mark.parametrize("left", ["", "not a table", "of no such column"])
def test_without_the_old_rule_nothing_is_told_apart(town, left):
    for path in (town.work().runs / "definitions").glob("*.json"):
        if left == "of no such column":
            path.write_text(path.read_text("utf-8").replace("fine > 0", "gone > 0").replace('"fine":{', '"gone":{'), "utf-8")
        elif left:
            path.write_text("{}", "utf-8")
        else:
            path.unlink()
    town.penalties(ONE_MORE)
    town.expects("penalties", STRICTER)
    assert steps(since(town), "penalties.fined") == [(3, 2, ("data", "rule"))]


def test_a_move_without_a_known_change_is_told_as_such(town):
    path = town.work().runs / f"{RUN}.figures.json"
    facts = json.loads(path.read_text("utf-8"))
    facts["figures"]["penalties.cases"]["value"] = 7
    path.write_text(json.dumps(facts), "utf-8")
    found = since(town)
    assert steps(found, "penalties.cases") == [(7, 3, ())]
    assert "原因不明" in found.text()


# --- what else moves --------------------------------------------------------------------------------------------


def test_figures_that_appeared_or_vanished_are_named(town):
    town.expects(
        "penalties",
        "extends: penalties\nfigures: {mean_fine: null, big: {label: {zh: 大额}, unit: 起, count: 'decided_on >= :start and fine >= 600'}}\n",
    )
    found = since(town)
    assert [figure.name for figure in found.appeared] == ["penalties.big"]
    assert found.vanished[0][0] == "penalties.mean_fine"
    assert "新有的数据\n  大额 (penalties.big) 1起" in found.text()
    assert "不再有的数据\n  平均每起罚款 (penalties.mean_fine)" in found.text()


def test_parts_that_moved_are_named_though_the_whole_did_not(town):
    town.penalties(LEDGER.replace("2023-02-07 | 非法焚烧", "2023-02-07 | 文明行为"))
    found = since(town)
    (moved,) = (moved for moved in found.moved if moved.figure.name == "penalties.cases")
    assert (moved.steps, [(part.label.zh, part.start, part.end) for part in moved.parts]) == (
        (), [("文明行为", 1, 1 + 1), ("非法焚烧", 2, 2 - 1)],
    )  # fmt: skip
    assert "行政处罚案件 (penalties.cases)：3起未变；数据" in found.text()


def test_the_year_before_is_told_where_it_moved(office):
    office.penalties(LEDGER)
    office.penalties("决定书文号 | 决定日期\nD0 | 2022-01-05\n", year=2022)
    keep(office.check().work, RUN)
    office.penalties("决定书文号 | 决定日期\nD0 | 2022-01-05\nD00 | 2022-01-06\n", year=2022)
    found = since(office)
    assert "上年的数：1起 → 2起" in found.text()
    assert f"2022/{PENALTIES} 内容变了" in found.text()


def test_a_figure_that_had_no_number_moves_to_one(town):
    town.petitions("信访件编号 | 登记时间 | 办结时间\nP1 | 2023-01-01 | 2023-02-01\n")
    found = since(town)
    assert steps(found, "petitions.closed") == [(None, 1, ("data",))]
    assert "办结信访件 (petitions.closed)：无可计算 → 1件" in found.text()


def test_one_figure_alone_may_be_asked_for(town):
    town.penalties(ONE_MORE)
    assert [moved.figure.name for moved in since(town, "penalties.cases").moved] == ["penalties.cases"]
    with pytest.raises(UnknownFigure):
        explain_since(town.work(), RUN, "penalties.casse")


# --- the run ----------------------------------------------------------------------------------------------------


def test_a_run_goes_by_the_beginning_of_its_id_where_that_is_one(town):
    work = town.check().work
    keep(work, "20240203T030405.000000Z")
    assert explain_since(work, "202401").run == RUN
    for wrong in ("2024", "2025", ""):
        with pytest.raises(UnknownRun) as error:
            explain_since(work, wrong)
        assert RUN in error.value.say("zh")


def test_records_or_rules_that_changed_after_the_last_check_are_refused(town):
    work = town.work()
    town.expects("penalties", STRICTER)
    with pytest.raises(StaleChecks):
        explain_since(work, RUN)
    town.penalties(ONE_MORE)
    town.clean()
    with pytest.raises(StaleChecks):
        explain_since(work, RUN)


def test_a_snapshot_is_small_and_keeps_a_definition_once(town):
    work = town.work()
    before = sorted((work.runs / "definitions").iterdir())
    keep(work, "20240203T030405.000000Z")
    assert sorted((work.runs / "definitions").iterdir()) == before
    assert kept(work.runs) == [RUN, "20240203T030405.000000Z"]
    assert (work.runs / f"{RUN}.figures.json").stat().st_size < 60_000


def test_a_snapshot_holds_no_record(office):
    office.petitions("信访件编号 | 登记时间 | 信访人 | 概况\nP-77 | 2023-01-01 | 张三 | 邻居噪音\n")
    work = office.check().work
    text = keep(work, RUN).read_text("utf-8") + "".join(path.read_text("utf-8") for path in (work.runs / "definitions").iterdir())
    assert not any(word in text for word in ("P-77", "张三", "邻居噪音"))


def test_the_same_state_gives_the_same_snapshot(town):
    assert keep(town.work(), "again").read_bytes() == (town.work().runs / f"{RUN}.figures.json").read_bytes()


def test_json_and_english_hold_the_same(town):
    town.penalties(ONE_MORE)
    found = since(town, lang="en")
    assert "records: 3 cases → 4 cases (+1)" in found.text()
    assert "<h3>" in found._repr_html_()
    assert repr(found) == found.text()
    (cases,) = (moved for moved in json.loads(json.dumps(found.json()))["moved"] if moved["figure"] == "penalties.cases")
    assert cases["steps"] == [
        {"from": {"value": 3, "part": None, "whole": None}, "to": {"value": 4, "part": None, "whole": None}, "causes": ["data"]}
    ]
