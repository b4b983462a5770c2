"""What must hold of people's mediation: each rule broken and just kept; and its figures."""

from decimal import Decimal

import pytest
from tests.spec.drawn import SHEET, Plant, file_of

FILE = file_of("mediation")

PLANTS = (
    Plant(
        "mediation.number-unique",
        broken="案件编号 | 受理日期 | 收费\nM1 | 2023-01-05 | 0\nM1 | 2023-01-06 | 0\nM2 | 2023-01-06 | 0\n",
        fails=(2, 3),
        limit="案件编号 | 受理日期 | 收费\nM1 | 2023-01-05 | 0\nM1 | 2023.1.5 | 0.00\nM2 | 2023-01-06 | 0\n",
    ),
    Plant(
        "mediation.accepted-in-the-year",
        broken="""
案件编号 | 受理日期
M1       | 2022-12-31
M2       | 2023-01-01
M3       | 2023-12-31
M4       | 2024-01-01
""",
        fails=(2, 5),
        limit="""
案件编号 | 受理日期
M2       | 2023-01-01
M3       | 2023-12-31
""",
    ),
    Plant(
        "mediation.accepted-not-before-registered",
        broken="""
案件编号 | 登记日期   | 受理日期
M1       | 2023-01-05 | 2023-01-05
M2       | 2023-01-06 | 2023-01-05
""",
        fails=(3,),
        limit="""
案件编号 | 登记日期   | 受理日期
M1       | 2023-01-05 | 2023-01-05
""",
    ),
    Plant(
        "mediation.mediated-not-before-accepted",
        broken="""
案件编号 | 受理日期   | 调解日期
M1       | 2023-01-05 | 2023-01-05
M2       | 2023-01-05 | 2023-01-04
""",
        fails=(3,),
        limit="""
案件编号 | 受理日期   | 调解日期
M1       | 2023-01-05 | 2023-01-05
""",
    ),
    Plant(
        "mediation.agreed-not-before-mediated",
        broken="""
案件编号 | 受理日期   | 调解日期   | 协议生效日期
M1       | 2023-01-05 | 2023-01-08 | 2023-01-08
M2       | 2023-01-05 | 2023-01-08 | 2023-01-07
""",
        fails=(3,),
        limit="""
案件编号 | 受理日期   | 调解日期   | 协议生效日期
M1       | 2023-01-05 | 2023-01-08 | 2023-01-08
""",
    ),
    Plant(
        "mediation.closed-not-before-accepted",
        broken="""
案件编号 | 受理日期   | 结案日期
M1       | 2023-01-05 | 2023-01-05
M2       | 2023-01-05 | 2023-01-04
""",
        fails=(3,),
        limit="""
案件编号 | 受理日期   | 结案日期
M1       | 2023-01-05 | 2023-01-05
""",
    ),
    Plant(
        "mediation.confirmed-not-before-agreed",
        broken="""
案件编号 | 受理日期   | 达成协议日期 | 司法确认
M1       | 2023-01-05 | 2023-01-08   | 2023-01-08
M2       | 2023-01-05 | 2023-01-08   | 2023-01-07
""",
        fails=(3,),
        limit="""
案件编号 | 受理日期   | 达成协议日期 | 司法确认
M1       | 2023-01-05 | 2023-01-08   | 2023-01-08
""",
    ),
    Plant(
        "mediation.free-of-charge",
        broken="""
案件编号 | 受理日期   | 收取费用
M1       | 2023-01-05 | 0
M2       | 2023-01-05 | 0.01
M3       | 2023-01-05 |
""",
        fails=(3,),
        limit="""
案件编号 | 受理日期   | 收取费用
M1       | 2023-01-05 | 0
M3       | 2023-01-05 |
""",
    ),
    # 5 January + 26 days of January + 5 of February = 31 days. An open case has taken until 31 December.
    Plant(
        "mediation.settled-within-a-month",
        broken="""
案件编号 | 受理日期   | 结案日期
M1       | 2023-01-05 | 2023-02-05
M2       | 2023-01-05 | 2023-02-06
M3       | 2023-11-29 |
M4       | 2023-11-30 |
""",
        fails=(3, 4),
        limit="""
案件编号 | 受理日期   | 结案日期
M1       | 2023-01-05 | 2023-02-05
M4       | 2023-11-30 |
""",
    ),
    # 2 January + 29 days of January + 1 = 1 February. Nobody is bound to ask the court.
    Plant(
        "mediation.confirmation-asked-within-30-days",
        broken="""
案件编号 | 受理日期   | 协议生效日期 | 申请司法确认日期
M1       | 2023-01-02 | 2023-01-02   | 2023-02-01
M2       | 2023-01-02 | 2023-01-02   | 2023-02-02
M3       | 2023-01-02 | 2023-01-02   |
""",
        fails=(3,),
        limit="""
案件编号 | 受理日期   | 协议生效日期 | 申请司法确认日期
M1       | 2023-01-02 | 2023-01-02   | 2023-02-01
M3       | 2023-01-02 | 2023-01-02   |
""",
    ),
    Plant(
        "mediation.settled-cases-state-the-form",
        broken="""
案件编号 | 受理日期   | 调解结果 | 协议形式
M1       | 2023-01-02 | 成功     | 口头
M2       | 2023-01-02 | 成功     |
M3       | 2023-01-02 | 中止     |
""",
        fails=(3,),
        limit="""
案件编号 | 受理日期   | 调解结果 | 协议形式
M1       | 2023-01-02 | 成功     | 口头
M3       | 2023-01-02 | 中止     |
""",
    ),
    Plant(
        "mediation.oral-agreements-noted",
        broken="""
案件编号 | 受理日期   | 协议形式 | 口头协议登记编号
M1       | 2023-01-02 | 口头协议 | K1
M2       | 2023-01-02 | 口头     |
M3       | 2023-01-02 | 书面     |
""",
        fails=(3,),
        limit="""
案件编号 | 受理日期   | 协议形式 | 口头协议登记编号
M1       | 2023-01-02 | 口头协议 | K1
M3       | 2023-01-02 | 书面     |
""",
    ),
    Plant(
        "mediation.closed-cases-filed",
        broken="""
案件编号 | 受理日期   | 结案日期   | 卷宗号
M1       | 2023-01-02 | 2023-01-09 | J1
M2       | 2023-01-02 | 2023-01-09 |
M3       | 2023-01-02 |            |
""",
        fails=(3,),
        limit="""
案件编号 | 受理日期   | 结案日期   | 卷宗号
M1       | 2023-01-02 | 2023-01-09 | J1
M3       | 2023-01-02 |            |
""",
    ),
    Plant(
        "mediation.amounts-not-below-zero",
        broken="案件编号 | 受理日期 | 协议金额\nM1 | 2023-01-02 | 0\nM2 | 2023-01-02 | -0.01\n",
        fails=(3,),
        limit="案件编号 | 受理日期 | 协议金额\nM1 | 2023-01-02 | 0\n",
    ),
    # A kind that is blank or not of the form is in no part.
    Plant(
        "mediation.cases-by-kind",
        broken="案件编号 | 受理日期 | 纠纷类型\nM1 | 2023-01-02 | 邻里\nM2 | 2023-01-02 | 口角\nM3 | 2023-01-02 |\n",
        fails=(),
        limit="案件编号 | 受理日期 | 纠纷类型\nM1 | 2023-01-02 | 邻里\nM2 | 2023-01-02 | 邻里纠纷\nM3 | 2023-01-02 | 其他\n",
    ),
    Plant(
        "mediation.cases-by-result",
        broken="案件编号 | 受理日期 | 调解结果\nM1 | 2023-01-02 | 成功\nM2 | 2023-01-02 | 不知\n",
        fails=(),
        limit="案件编号 | 受理日期 | 调解结果\nM1 | 2023-01-02 | 成功\nM2 | 2023-01-02 | 调解不成\n",
    ),
    Plant(
        "mediation.agreements-by-form",
        broken="案件编号 | 受理日期 | 调解结果 | 协议形式\nM1 | 2023-01-02 | 成功 | 口头\nM2 | 2023-01-02 | 成功 |\n",
        fails=(),
        limit="案件编号 | 受理日期 | 调解结果 | 协议形式\nM1 | 2023-01-02 | 成功 | 口头\nM2 | 2023-01-02 | 成功 | 书面\n",
    ),
    # 0.1 + 0.2 = 0.3 to the fen.
    Plant(
        "mediation.amount-as-stated",
        broken="""
案件编号 | 受理日期   | 调解结果 | 协议金额(万元)
M1       | 2023-01-02 | 成功     | 0.1
M2       | 2023-01-02 | 成功     | 0.2
合计     |            |          | 0.300001
""",
        fails=(),
        limit="""
案件编号 | 受理日期   | 调解结果 | 协议金额(万元)
M1       | 2023-01-02 | 成功     | 0.1
M2       | 2023-01-02 | 成功     | 0.2
合计     |            |          | 0.3
""",
    ),
)


@pytest.mark.parametrize("plant", PLANTS, ids=str)
def test_a_planted_failure_fails_and_names_its_rows(office, plant):
    found = plant.check(office, plant.broken)
    assert found.state(plant.rule) == "fail"
    assert found.places(plant.rule) == [(FILE, SHEET, row) for row in plant.fails]


@pytest.mark.parametrize("plant", PLANTS, ids=str)
def test_what_is_just_at_the_limit_passes(office, plant):
    assert plant.check(office, plant.limit).state(plant.rule) == "pass"


# M5 and M6 were accepted in other years.
DRAWN = """
案件编号 | 受理日期   | 纠纷类型 | 纠纷来源 | 调解结果 | 协议形式 | 协议金额(万元) | 司法确认日期
M1       | 2023-01-01 | 邻里     | 主动排查 | 成功     | 书面     | 1.2            | 2023-01-20
M2       | 2023-01-31 | 邻里     | 申请     | 成功     | 口头     |                |
M3       | 2023-12-31 | 合同     | 委派移送 | 成功     | 书面     | 0.35           |
M4       | 2023-02-10 | 婚姻家庭 | 申请     | 不成功   |          | 9              |
M5       | 2022-12-31 | 邻里     | 申请     | 成功     | 书面     | 9              | 2023-01-05
M6       | 2024-01-01 | 邻里     | 申请     | 成功     | 口头     | 9              |
M7       | 2023-02-11 | 邻里     |          | 中止     |          |                |
"""


@pytest.fixture
def found(office):
    office.table("mediation", DRAWN)
    return office.check()


def test_figures(found):
    names = ("cases", "successful", "written", "oral", "confirmed", "amount")
    assert {name: found.value(f"mediation.{name}") for name in names} == {
        "cases": len(["M1", "M2", "M3", "M4", "M7"]),
        "successful": len(["M1", "M2", "M3"]),
        "written": len(["M1", "M3"]),
        "oral": len(["M2"]),
        "confirmed": len(["M1"]),
        "amount": Decimal("12000") + Decimal("3500"),
    }
    rate = found.figure("mediation.success_rate").amount
    assert (rate.part, rate.whole) == (3, 3 + 2)


def parts(found, name, breakdown):
    """The parts of a figure that are not zero."""
    return {key: value for key, value in found.parts(name, breakdown).items() if value}


def test_breakdowns(found):
    kinds = {"neighbours": len(["M1", "M2", "M7"]), "family": 1, "contract": 1}
    assert parts(found, "mediation.cases", "kind") == kinds
    assert parts(found, "mediation.amount", "kind") == {"neighbours": 12000, "contract": 3500}
    assert parts(found, "mediation.cases", "month") == {"1": 2, "2": 2, "12": 1}


def test_a_rate_of_nothing_has_no_value(office):
    office.table("mediation", "案件编号 | 受理日期 | 调解结果\nM1 | 2022-12-31 | 成功\n")
    assert office.check().value("mediation.success_rate") is None


def test_a_register_in_yuan_under_other_names(office):
    office.table("mediation", """
受理编号 | 受理时间   | 纠纷类别       | 结果     | 协议类型 | 协议涉及金额(元) | 受理员 | 当事人
M1       | 2023.1.5   | 道路交通事故   | 达成协议 | 书面协议 | 3,500            | 张三   | 李四
M2       | 3月5日     | 房屋、宅基地   | 调解不成 |          |                  | 张三   | 王五
""")
    clean = office.clean().table("mediation")
    assert clean["kind"] == ["traffic", "homestead"]
    assert clean["result"] == ["success", "failed"]
    assert clean["amount"] == [3500, None]
    assert [day.isoformat() for day in clean["accepted_on"]] == ["2023-01-05", "2023-03-05"]
    assert not {"张三", "李四", "王五"} & {text for column in ("clerk", "party_a") for text in clean[column]}


def test_kinds_that_were_merged_downwards(office):
    office.table(
        "mediation",
        """
纠纷类型 | 案件编号 | 受理日期
邻里     | M1       | 2023-01-05
         | M2       | 2023-01-06
合同     | M3       | 2023-01-07
""",
        merges=("A2:A3",),
    )
    assert office.clean().column("mediation", "kind") == ["neighbours", "neighbours", "contract"]
