"""What must hold of administrative penalties: each rule broken and just kept, and when it says that it cannot tell."""

import pytest
from tests.spec.drawn import PENALTIES, SHEET, Plant

PLANTS = (
    Plant(
        "penalties.number-unique",
        broken="""
决定书文号 | 决定日期   | 罚款金额(元)
D1         | 2023-01-05 | 100
D1         | 2023-01-05 | 200
D2         | 2023-01-05 | 100
""",
        fails=(2, 3),
        limit="""
决定书文号 | 决定日期   | 罚款金额(元)
D1         | 2023-01-05 | 100
D1         | 2023-01-05 | 100.00
D2         | 2023-01-05 | 100
""",
    ),
    Plant(
        "penalties.decided-in-the-year",
        broken="""
决定书文号 | 决定日期
D1         | 2022-12-31
D2         | 2023-01-01
D3         | 2023-12-31
D4         | 2024-01-01
""",
        fails=(2, 5),
        limit="""
决定书文号 | 决定日期
D2         | 2023-01-01
D3         | 2023-12-31
""",
    ),
    Plant(
        "penalties.decided-not-before-filed",
        broken="""
决定书文号 | 立案日期   | 决定日期
D1         | 2023-01-05 | 2023-01-05
D2         | 2023-01-06 | 2023-01-05
""",
        fails=(3,),
        limit="""
决定书文号 | 立案日期   | 决定日期
D1         | 2023-01-05 | 2023-01-05
""",
    ),
    # 1 January + 30 days of January + 28 of February + 31 of March + 1 = 1 April.
    Plant(
        "penalties.decided-within-90-days",
        broken="""
决定书文号 | 立案日期   | 决定日期
D1         | 2023-01-01 | 2023-04-01
D2         | 2023-01-01 | 2023-04-02
""",
        fails=(3,),
        limit="""
决定书文号 | 立案日期   | 决定日期
D1         | 2023-01-01 | 2023-04-01
""",
    ),
    # An organisation may be fined more on the spot, and a person by the ordinary procedure.
    Plant(
        "penalties.summary-fines-of-persons",
        broken="""
决定书文号 | 决定日期   | 行政相对人类别   | 适用程序 | 罚款金额(元)
D1         | 2023-01-05 | 自然人           | 简易程序 | 200.01
D2         | 2023-01-05 | 自然人           | 简易     | 200
D3         | 2023-01-05 | 自然人           | 普通程序 | 500
D4         | 2023-01-05 | 法人及非法人组织 | 简易程序 | 500
""",
        fails=(2,),
        limit="""
决定书文号 | 决定日期   | 行政相对人类别   | 适用程序 | 罚款金额(元)
D2         | 2023-01-05 | 自然人           | 简易     | 200
D3         | 2023-01-05 | 自然人           | 普通程序 | 500
D4         | 2023-01-05 | 法人及非法人组织 | 简易程序 | 500
""",
    ),
    Plant(
        "penalties.summary-fines-of-organisations",
        broken="""
决定书文号 | 决定日期   | 行政相对人类别   | 适用程序 | 罚款金额(元)
D1         | 2023-01-05 | 法人及非法人组织 | 简易程序 | 3000.01
D2         | 2023-01-05 | 个体工商户       | 简易程序 | 3000.01
D3         | 2023-01-05 | 个体工商户       | 简易程序 | 3000
D4         | 2023-01-05 | 法人及非法人组织 | 一般程序 | 9000
""",
        fails=(2, 3),
        limit="""
决定书文号 | 决定日期   | 行政相对人类别   | 适用程序 | 罚款金额(元)
D3         | 2023-01-05 | 个体工商户       | 简易程序 | 3000
D4         | 2023-01-05 | 法人及非法人组织 | 一般程序 | 9000
""",
    ),
    # A warning without a fine, and any other violation, is not judged.
    Plant(
        "penalties.burning-fines-within-the-law",
        broken="""
决定书文号 | 决定日期   | 违法行为类型 | 罚款金额(元)
D1         | 2023-01-05 | 非法焚烧     | 499.99
D2         | 2023-01-05 | 非法焚烧     | 500
D3         | 2023-01-05 | 非法焚烧     | 2000
D4         | 2023-01-05 | 非法焚烧     | 2000.01
D5         | 2023-01-05 | 非法焚烧     | 0
D6         | 2023-01-05 | 文明行为     | 50
""",
        fails=(2, 5),
        limit="""
决定书文号 | 决定日期   | 违法行为类型 | 罚款金额(元)
D2         | 2023-01-05 | 非法焚烧     | 500
D3         | 2023-01-05 | 非法焚烧     | 2000
D5         | 2023-01-05 | 非法焚烧     | 0
D6         | 2023-01-05 | 文明行为     | 50
""",
    ),
    Plant(
        "penalties.fined-cases-state-the-amount",
        broken="""
决定书文号 | 决定日期   | 处罚种类   | 罚款金额(元)
D1         | 2023-01-05 | 警告       |
D2         | 2023-01-05 | 罚款       |
D3         | 2023-01-05 | 警告、罚款 |
D4         | 2023-01-05 | 罚款       | 50
""",
        fails=(3, 4),
        limit="""
决定书文号 | 决定日期   | 处罚种类   | 罚款金额(元)
D1         | 2023-01-05 | 警告       |
D4         | 2023-01-05 | 罚款       | 50
""",
    ),
    Plant(
        "penalties.fines-above-zero",
        broken="""
决定书文号 | 决定日期   | 处罚种类   | 罚款金额(元)
D1         | 2023-01-05 | 警告       | 0
D2         | 2023-01-05 | 罚款       | 0
D3         | 2023-01-05 | 警告；罚款 | -50
D4         | 2023-01-05 | 罚款       | 0.01
""",
        fails=(3, 4),
        limit="""
决定书文号 | 决定日期   | 处罚种类   | 罚款金额(元)
D1         | 2023-01-05 | 警告       | 0
D4         | 2023-01-05 | 罚款       | 0.01
""",
    ),
    # A kind that is blank or not known is in no part.
    Plant(
        "penalties.cases-by-kind",
        broken="""
决定书文号 | 决定日期   | 违法行为类型 | 罚款金额(元)
D1         | 2023-01-05 | 非法焚烧     | 500
D2         | 2023-01-05 | 无证经营     | 500
D3         | 2023-01-05 |              | 500
""",
        fails=(),
        limit="""
决定书文号 | 决定日期   | 违法行为类型 | 罚款金额(元)
D1         | 2023-01-05 | 非法焚烧     | 500
D2         | 2023-01-05 | 文明行为     | 50
D3         | 2023-01-05 | 文明行为     | 50
""",
    ),
    # Of two cases in no part, the one without a fine changes no sum.
    Plant(
        "penalties.fines-by-kind",
        broken="""
决定书文号 | 决定日期   | 违法行为类型 | 罚款金额(元)
D1         | 2023-01-05 | 非法焚烧     | 500
D2         | 2023-01-05 | 无证经营     | 0.01
""",
        fails=(),
        limit="""
决定书文号 | 决定日期   | 违法行为类型 | 罚款金额(元)
D1         | 2023-01-05 | 非法焚烧     | 500
D2         | 2023-01-05 | 无证经营     | 0
""",
    ),
    # 0.1 + 0.2 = 0.3 to the fen; in binary floating point it is not.
    Plant(
        "penalties.fines-as-stated",
        broken="""
决定书文号 | 决定日期   | 罚款金额(万元)
D1         | 2023-01-05 | 0.1
D2         | 2023-01-05 | 0.2
合计       |            | 0.300001
""",
        fails=(),
        limit="""
决定书文号 | 决定日期   | 罚款金额(万元)
D1         | 2023-01-05 | 0.1
D2         | 2023-01-05 | 0.2
合计       |            | 0.3
""",
    ),
)

RULES = {plant.rule for plant in PLANTS}
BALANCES = {plant.rule for plant in PLANTS if not plant.fails}
PARTS = ("penalties.cases-by-kind", "penalties.fines-by-kind")


def states(found):
    """State → the rules on penalties that are in it."""
    outcomes = [outcome for outcome in found.checked.checks.outcomes if outcome.table == "penalties"]
    return {state: {o.rule.id for o in outcomes if o.state == state} for state in {o.state for o in outcomes}}


@pytest.mark.parametrize("plant", PLANTS, ids=str)
def test_a_planted_failure_fails_and_names_its_rows(office, plant):
    found = plant.check(office, plant.broken)
    assert found.state(plant.rule) == "fail"
    assert found.places(plant.rule) == [(PENALTIES, SHEET, row) for row in plant.fails]


@pytest.mark.parametrize("plant", PLANTS, ids=str)
def test_what_is_just_at_the_limit_passes(office, plant):
    assert plant.check(office, plant.limit).state(plant.rule) == "pass"


def test_a_balance_says_both_sides_in_numbers(office):
    office.penalties("""
决定书文号 | 决定日期   | 违法行为类型 | 罚款金额(元)
D1         | 2023-01-05 | 非法焚烧     | 1500
D2         | 2023-01-05 | 无证经营     | 500
""")
    note = office.check().outcome("penalties.fines-by-kind").note
    assert note.zh == "应有 罚款金额 2000 = 罚款金额（分类之和） 1500"
    assert note.en == "should be Fines 2,000 = Fines (sum of the parts) 1,500"


def test_an_export_of_the_credit_form_cannot_be_checked_for_days_and_procedure(office):
    # The 双公示 form has neither a filing date nor a procedure.
    office.penalties("""
行政处罚决定书文号 | 处罚决定日期 | 行政相对人类别 | 违法行为类型 | 处罚类别 | 罚款金额(万元)
D1                 | 2023-01-05   | 自然人         | 文明行为     | 罚款     | 0.02
""")
    assert states(office.check())["could_not_check"] == {
        "penalties.decided-not-before-filed",
        "penalties.decided-within-90-days",
        "penalties.summary-fines-of-persons",
        "penalties.summary-fines-of-organisations",
        "penalties.fines-as-stated",
    }


@pytest.mark.parametrize("rule", PARTS)
def test_parts_cannot_be_added_up_where_the_export_has_no_kinds(office, rule):
    office.penalties("""
决定书文号 | 决定日期   | 罚款金额(元)
D1         | 2023-01-05 | 200
""")
    assert office.check().state(rule) == "could_not_check"


def test_without_a_ledger_there_is_nothing_to_check(office):
    office.petitions("信访件编号 | 登记时间\nP1 | 2023-03-01\n")
    assert states(office.check()) == {"nothing_to_check": RULES}


EVERY_COLUMN = "决定书文号 | 决定日期 | 立案日期 | 行政相对人类别 | 违法行为类型 | 处罚种类 | 适用程序 | 罚款金额(元)"


def test_in_a_ledger_without_a_record_the_rules_on_rows_have_nothing_to_check(office):
    office.penalties(EVERY_COLUMN)
    assert states(office.check())["nothing_to_check"] >= RULES - BALANCES


def test_nothing_against_nothing_is_no_pass(office):
    office.penalties(EVERY_COLUMN)
    assert states(office.check()).get("pass", set()) == set()


def test_a_column_that_is_blank_throughout_gives_nothing_to_check(office):
    office.penalties(f"{EVERY_COLUMN}\nD1 | 2023-03-01 |  |  |  |  |  | \n")
    assert states(office.check())["nothing_to_check"] >= RULES - BALANCES - {
        "penalties.number-unique",
        "penalties.decided-in-the-year",
    }
