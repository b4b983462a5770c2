"""What must hold of petitions: each rule broken and just kept, and when it says that it cannot tell."""

import pytest
from tests.spec.drawn import PETITIONS, SHEET, Plant, workbook

PLANTS = (
    # The same number with other content; the same record twice is one record.
    Plant(
        "petitions.number-unique",
        broken="""
信访件编号 | 登记时间   | 办结时间
P1         | 2023-01-05 | 2023-02-01
P2         | 2023-01-05 | 2023-02-01
P1         | 2023-01-05 | 2023-02-02
""",
        fails=(2, 4),
        limit="""
信访件编号 | 登记时间   | 办结时间
P1         | 2023-01-05 | 2023-02-01
P2         | 2023-01-05 | 2023-02-01
P1         | 2023-01-05 | 2023-02-01
""",
    ),
    # On the day of receipt is not before it.
    Plant(
        "petitions.accepted-not-before-received",
        broken="""
信访件编号 | 登记时间   | 受理告知时间
P1         | 2023-01-05 | 2023-01-05
P2         | 2023-01-05 | 2023-01-04
""",
        fails=(3,),
        limit="""
信访件编号 | 登记时间   | 受理告知时间
P1         | 2023-01-05 | 2023-01-05
""",
    ),
    Plant(
        "petitions.closed-not-before-received",
        broken="""
信访件编号 | 登记时间   | 办结时间
P1         | 2023-01-05 | 2023-01-04
P2         | 2023-01-05 | 2023-01-05
""",
        fails=(2,),
        limit="""
信访件编号 | 登记时间   | 办结时间
P2         | 2023-01-05 | 2023-01-05
""",
    ),
    Plant(
        "petitions.closed-not-before-accepted",
        broken="""
信访件编号 | 登记时间   | 受理告知时间 | 办结时间
P1         | 2023-01-05 | 2023-01-10   | 2023-01-09
P2         | 2023-01-05 | 2023-01-10   | 2023-01-10
""",
        fails=(2,),
        limit="""
信访件编号 | 登记时间   | 受理告知时间 | 办结时间
P2         | 2023-01-05 | 2023-01-10   | 2023-01-10
""",
    ),
    Plant(
        "petitions.received-by-the-reference-date",
        broken="""
信访件编号 | 登记时间
P1         | 2023-06-30
P2         | 2023-07-01
""",
        fails=(3,),
        limit="""
信访件编号 | 登记时间
P1         | 2023-06-30
""",
        as_of="2023-06-30",
    ),
    # 1 January + 15 days = 16 January.
    Plant(
        "petitions.accepted-within-15-days",
        broken="""
信访件编号 | 登记时间   | 受理告知时间
P1         | 2023-01-01 | 2023-01-16
P2         | 2023-01-01 | 2023-01-17
""",
        fails=(3,),
        limit="""
信访件编号 | 登记时间   | 受理告知时间
P1         | 2023-01-01 | 2023-01-16
""",
    ),
    # 1 January + 30 days of January + 28 of February + 2 = 2 March.
    Plant(
        "petitions.claims-closed-within-60-days",
        broken="""
信访件编号 | 登记时间   | 受理告知时间 | 办结时间   | 延期审批日期 | 信访目的
P1         | 2023-01-01 | 2023-01-01   | 2023-03-03 |              | 求决
P2         | 2023-01-01 | 2023-01-01   | 2023-03-02 |              | 求决
""",
        fails=(2,),
        limit="""
信访件编号 | 登记时间   | 受理告知时间 | 办结时间   | 延期审批日期 | 信访目的
P2         | 2023-01-01 | 2023-01-01   | 2023-03-02 |              | 求决
""",
    ),
    # 1 January + 30 days of January + 28 of February + 31 of March + 1 = 1 April.
    Plant(
        "petitions.extended-claims-closed-within-90-days",
        broken="""
信访件编号 | 登记时间   | 受理告知时间 | 办结时间   | 延期审批日期 | 信访目的
P1         | 2023-01-01 | 2023-01-01   | 2023-04-01 | 2023-02-20   | 求决
P2         | 2023-01-01 | 2023-01-01   | 2023-04-02 | 2023-02-20   | 求决
""",
        fails=(3,),
        limit="""
信访件编号 | 登记时间   | 受理告知时间 | 办结时间   | 延期审批日期 | 信访目的
P1         | 2023-01-01 | 2023-01-01   | 2023-04-01 | 2023-02-20   | 求决
""",
    ),
    # Closed in the year, but received after it: 2 closed > 1 received + 0 carried in.
    Plant(
        "petitions.handled-at-most-received",
        broken="""
信访件编号 | 登记时间   | 办结时间
P1         | 2023-01-05 | 2023-02-01
P2         | 2024-01-05 | 2023-12-31
""",
        fails=(),
        limit="""
信访件编号 | 登记时间   | 办结时间
P1         | 2023-01-05 | 2023-02-01
P2         | 2022-12-31 | 2023-12-31
""",
    ),
    # Last year's register left A2 and A3 open.
    Plant(
        "petitions.carried-in-as-last-year-left",
        before="""
信访件编号 | 登记时间   | 办结时间
A1         | 2022-01-05 | 2022-12-31
A2         | 2022-01-05 |
A3         | 2022-01-05 | 2023-01-01
""",
        broken="""
信访件编号 | 登记时间   | 办结时间
A2         | 2022-01-05 | 2023-02-01
P1         | 2023-01-05 |
""",
        fails=(),
        limit="""
信访件编号 | 登记时间   | 办结时间
A2         | 2022-01-05 | 2023-02-01
A3         | 2022-01-05 | 2023-01-01
P1         | 2023-01-05 |
""",
    ),
    Plant(
        "petitions.carried-in-as-stated",
        broken="""
信访件编号                    | 登记时间   | 办结时间
A1                            | 2022-12-31 | 2023-02-01
P1                            | 2023-01-05 |
合计 2 件，其中上年结转 2 件 |            |
""",
        fails=(),
        limit="""
信访件编号                    | 登记时间   | 办结时间
A1                            | 2022-12-31 | 2023-02-01
P1                            | 2023-01-05 |
合计 2 件，其中上年结转 1 件 |            |
""",
    ),
    Plant(
        "petitions.entries-as-stated",
        broken="""
信访件编号 | 登记时间   | 办结时间
A1         | 2022-12-31 | 2023-02-01
P1         | 2023-01-05 |
合计 3 件  |            |
""",
        fails=(),
        limit="""
信访件编号 | 登记时间   | 办结时间
A1         | 2022-12-31 | 2023-02-01
P1         | 2023-01-05 |
合计 2 件  |            |
""",
    ),
    # Asked of what was closed in the year alone: P2 is open, P3 was closed the year after.
    Plant(
        "petitions.closed-ones-rated",
        broken="""
信访件编号 | 登记时间   | 办结时间   | 满意度
P1         | 2023-01-05 | 2023-12-31 |
P2         | 2023-01-05 |            |
P3         | 2023-01-05 | 2024-01-01 |
P4         | 2023-01-05 | 2023-01-06 | 未评价
""",
        fails=(2,),
        limit="""
信访件编号 | 登记时间   | 办结时间   | 满意度
P2         | 2023-01-05 |            |
P3         | 2023-01-05 | 2024-01-01 |
P4         | 2023-01-05 | 2023-01-06 | 未评价
""",
    ),
)

RULES = {plant.rule for plant in PLANTS}
BALANCES = {plant.rule for plant in PLANTS if not plant.fails}

CLAIMS = "petitions.claims-closed-within-60-days"
EXTENDED = "petitions.extended-claims-closed-within-90-days"
ACCEPTED = "petitions.accepted-within-15-days"


def states(found):
    """State → the rules on petitions that are in it."""
    outcomes = [outcome for outcome in found.checked.checks.outcomes if outcome.table == "petitions"]
    return {state: {o.rule.id for o in outcomes if o.state == state} for state in {o.state for o in outcomes}}


@pytest.mark.parametrize("plant", PLANTS, ids=str)
def test_a_planted_failure_fails_and_names_its_rows(office, plant):
    found = plant.check(office, plant.broken)
    assert found.state(plant.rule) == "fail"
    assert found.places(plant.rule) == [(PETITIONS, SHEET, row) for row in plant.fails]


@pytest.mark.parametrize("plant", PLANTS, ids=str)
def test_what_is_just_at_the_limit_passes(office, plant):
    assert plant.check(office, plant.limit).state(plant.rule) == "pass"


@pytest.mark.parametrize(("as_of", "state"), [("2023-12-31", "pass"), ("2024-01-01", "fail")])
def test_an_open_claim_is_judged_at_the_reference_date(office, as_of, state):
    # 1 November + 29 days of November + 31 of December = 31 December is the 60th day.
    office.petitions("""
信访件编号 | 登记时间   | 受理告知时间 | 办结时间 | 延期审批日期 | 信访目的
P1         | 2023-11-01 | 2023-11-01   |          |              | 求决
""")
    found = office.check(as_of=as_of)
    assert found.state(CLAIMS) == state
    assert found.rows(CLAIMS) == ([2] if state == "fail" else [])


@pytest.mark.parametrize(("as_of", "state"), [("2023-12-31", "pass"), ("2024-01-01", "fail")])
def test_a_claim_closed_after_the_reference_date_counts_as_open(office, as_of, state):
    # By its closing date it took 121 days; at the reference date it is 60 days old, and no older.
    office.petitions("""
信访件编号 | 登记时间   | 受理告知时间 | 办结时间   | 延期审批日期 | 信访目的
P1         | 2023-11-01 | 2023-11-01   | 2024-03-01 |              | 求决
""")
    assert office.check(as_of=as_of).state(CLAIMS) == state


@pytest.mark.parametrize("accepted", ["", "2024-02-01"])
@pytest.mark.parametrize(("as_of", "state"), [("2023-12-31", "pass"), ("2024-01-01", "fail")])
def test_a_petition_not_accepted_by_the_reference_date_is_judged_at_it(office, accepted, as_of, state):
    # 16 December + 15 days = 31 December.
    office.petitions(f"""
信访件编号 | 登记时间   | 受理告知时间
P1         | 2023-12-16 | {accepted}
P2         | 2023-12-16 | 2023-12-17
""")
    assert office.check(as_of=as_of).state(ACCEPTED) == state


def test_only_claims_have_60_days_and_only_the_extended_have_90(office):
    office.petitions("""
信访件编号 | 登记时间   | 受理告知时间 | 办结时间   | 延期审批日期 | 信访目的
P1         | 2023-01-01 | 2023-01-01   | 2023-12-01 |              | 意见建议
P2         | 2023-01-01 | 2023-01-01   | 2023-12-01 | 2023-02-20   | 检举控告
P3         | 2023-01-01 | 2023-01-01   | 2023-12-01 |              |
P4         | 2023-01-01 | 2023-01-01   | 2023-02-01 |              | 求决
P5         | 2023-01-01 | 2023-01-01   | 2023-03-20 | 2023-02-20   | 求决
""")
    found = office.check()
    assert (found.state(CLAIMS), found.outcome(CLAIMS).checked) == ("pass", 1)
    assert (found.state(EXTENDED), found.outcome(EXTENDED).checked) == ("pass", 1)


def test_rules_on_claims_have_nothing_to_check_where_no_petition_is_a_claim(office):
    office.petitions("""
信访件编号 | 登记时间   | 受理告知时间 | 办结时间   | 延期审批日期 | 信访目的
P1         | 2023-01-01 | 2023-01-01   | 2023-12-01 |              | 意见建议
""")
    found = office.check()
    assert found.state(CLAIMS) == "nothing_to_check"
    assert found.state(EXTENDED) == "nothing_to_check"


def test_a_failing_row_is_named_by_its_own_file_and_sheet(office):
    head = ["信访件编号", "登记时间", "办结时间"]
    office.put("1-6月信访.xlsx", workbook(("一季度", [head, ["P1", "2023-01-05", "2023-01-06"]]),
                                         ("二季度", [["台账"], [], head, ["P2", "2023-04-05", "2023-04-04"]])))  # fmt: skip
    office.put("7-12月信访.csv", "信访件编号,登记时间,办结时间\nP3,2023-07-05,2023-07-04\n", encoding="gb18030")
    found = office.check()
    assert found.places("petitions.closed-not-before-received") == [("1-6月信访.xlsx", "二季度", 4), ("7-12月信访.csv", "", 2)]


# --- could not check --------------------------------------------------------------------------------------------


def test_a_rule_cannot_be_checked_where_the_export_lacks_its_column(office):
    office.petitions("""
信访件编号 | 登记时间
P1         | 2023-01-05
""")
    found = office.check()
    assert states(found)["could_not_check"] - BALANCES == {
        "petitions.accepted-not-before-received",
        "petitions.closed-not-before-received",
        "petitions.closed-not-before-accepted",
        ACCEPTED,
        CLAIMS,
        EXTENDED,
        "petitions.closed-ones-rated",
    }
    note = found.outcome("petitions.closed-not-before-accepted").note
    assert note.zh == "导出文件没有“受理告知时间”、“办结时间”一列"
    assert "accepted on" in note.en and "closed on" in note.en


def test_a_balance_cannot_be_checked_where_the_export_lacks_a_column_of_its_figures(office):
    # Without 办结时间 nothing is known of what was closed, or of what was open when the year began.
    office.petitions("""
信访件编号                    | 登记时间
A1                            | 2022-12-30
P1                            | 2023-01-05
合计 2 件，其中上年结转 1 件 |
""")
    office.petitions("信访件编号 | 登记时间 | 办结时间\nA1 | 2022-12-30 |\n", year=2022)
    assert states(office.check())["could_not_check"] >= {
        "petitions.handled-at-most-received",
        "petitions.carried-in-as-last-year-left",
        "petitions.carried-in-as-stated",
        "petitions.entries-as-stated",
    }


@pytest.mark.parametrize("files", [None, "处罚"])
def test_what_was_carried_in_cannot_be_checked_without_last_years_register(office, files):
    office.petitions("""
信访件编号 | 登记时间   | 办结时间
P1         | 2023-01-05 | 2023-02-01
""")
    if files:
        office.penalties("决定书文号 | 决定日期\nD1 | 2022-03-01\n", year=2022)
    outcome = office.check().outcome("petitions.carried-in-as-last-year-left")
    assert outcome.state == "could_not_check"
    assert outcome.note.zh == "没有：上年未办结"


@pytest.mark.parametrize("last_row", [["P2", "2023-01-06", None], ["小计 1 件，上年结转 0 件", None, None]])
def test_the_registers_own_total_cannot_be_checked_where_it_states_none(office, last_row):
    office.petitions([["信访件编号", "登记时间", "办结时间"], ["P1", "2023-01-05", None], last_row])
    found = office.check()
    assert found.state("petitions.entries-as-stated") == "could_not_check"
    assert found.state("petitions.carried-in-as-stated") == "could_not_check"
    assert found.outcome("petitions.entries-as-stated").note.zh == "没有：登记表合计件数"


# --- nothing to check -------------------------------------------------------------------------------------------


def test_without_a_register_there_is_nothing_to_check(office):
    office.penalties("决定书文号 | 决定日期\nD1 | 2023-03-01\n")
    found = office.check()
    assert states(found) == {"nothing_to_check": RULES}
    assert found.outcome(CLAIMS).note.zh == "本年没有这类记录的文件"


EVERY_COLUMN = "信访件编号 | 登记时间 | 受理告知时间 | 办结时间 | 延期审批日期 | 信访目的 | 满意度"


def test_in_a_register_without_a_record_the_rules_on_rows_have_nothing_to_check(office):
    office.petitions(EVERY_COLUMN)
    assert states(office.check())["nothing_to_check"] >= RULES - BALANCES


def test_nothing_against_nothing_is_no_pass(office):
    office.petitions(EVERY_COLUMN)
    assert states(office.check()).get("pass", set()) == set()


def test_an_empty_register_after_a_year_that_left_petitions_open_fails(office):
    office.petitions(EVERY_COLUMN)
    office.petitions("信访件编号 | 登记时间 | 办结时间\nA1 | 2022-03-01 |\n", year=2022)
    assert office.check().state("petitions.carried-in-as-last-year-left") == "fail"


def test_a_column_that_is_blank_throughout_gives_nothing_to_check(office):
    office.petitions("""
信访件编号 | 登记时间   | 受理告知时间 | 办结时间 | 延期审批日期 | 信访目的 | 满意度
P1         | 2023-12-20 |              |          |              |          |
""")
    found = states(office.check())
    assert found["nothing_to_check"] == {
        "petitions.accepted-not-before-received",
        "petitions.closed-not-before-received",
        "petitions.closed-not-before-accepted",
        CLAIMS,
        EXTENDED,
        "petitions.closed-ones-rated",
    }
