"""What must hold of major decisions, what is counted of them, and what their ledgers look like."""

import pytest
from tests.spec.drawn import SHEET, Plant, file_of

FILE = file_of("decisions")

PLANTS = (
    Plant(
        "decisions.number-unique",
        broken="""
编号 | 事项名称     | 决定日期
J1   | 公路维修工程 | 2023-05-10
J1   | 农村供水工程 | 2023-06-10
J2   | 清洁取暖细则 | 2023-06-10
""",
        fails=(2, 3),
        limit="""
编号 | 事项名称     | 决定日期
J1   | 公路维修工程 | 2023-05-10
J1   | 公路维修工程 | 2023.5.10
J2   | 清洁取暖细则 | 2023-06-10
""",
    ),
    Plant(
        "decisions.decided-in-the-year",
        broken="""
编号 | 决定日期
J1   | 2022-12-31
J2   | 2023-01-01
J3   | 2023-12-31
J4   | 2024-01-01
""",
        fails=(2, 5),
        limit="""
编号 | 决定日期
J2   | 2023-01-01
J3   | 2023-12-31
""",
    ),
    Plant(
        "decisions.comments-end-not-before-they-begin",
        broken="""
编号 | 征求意见起 | 征求意见止
J1   | 2023-03-02 | 2023-03-01
J2   | 2023-03-01 | 2023-03-01
""",
        fails=(2,),
        limit="""
编号 | 征求意见起 | 征求意见止
J2   | 2023-03-01 | 2023-03-01
""",
    ),
    Plant(
        "decisions.reviewed-not-before-submitted",
        broken="""
编号 | 送审日期   | 审查完成日期
J1   | 2023-03-02 | 2023-03-01
J2   | 2023-03-01 | 2023-03-01
""",
        fails=(2,),
        limit="""
编号 | 送审日期   | 审查完成日期
J2   | 2023-03-01 | 2023-03-01
""",
    ),
    Plant(
        "decisions.decided-not-before-discussed",
        broken="""
编号 | 集体讨论日期 | 决定日期
J1   | 2023-03-02   | 2023-03-01
J2   | 2023-03-01   | 2023-03-01
""",
        fails=(2,),
        limit="""
编号 | 集体讨论日期 | 决定日期
J2   | 2023-03-01   | 2023-03-01
""",
    ),
    Plant(
        "decisions.published-not-before-decided",
        broken="""
编号 | 决定日期   | 公布日期
J1   | 2023-03-02 | 2023-03-01
J2   | 2023-03-01 | 2023-03-01
""",
        fails=(2,),
        limit="""
编号 | 决定日期   | 公布日期
J2   | 2023-03-01 | 2023-03-01
""",
    ),
    Plant(
        "decisions.evaluated-not-before-decided",
        broken="""
编号 | 决定日期   | 后评估日期
J1   | 2023-03-02 | 2023-03-01
J2   | 2023-03-01 | 2023-03-01
""",
        fails=(2,),
        limit="""
编号 | 决定日期   | 后评估日期
J2   | 2023-03-01 | 2023-03-01
""",
    ),
    # The first day is not counted: from 1 March the 30th day is 31 March. What was not put to comment is not judged.
    Plant(
        "decisions.comments-at-least-30-days",
        broken="""
编号 | 征求意见起 | 征求意见止
J1   | 2023-03-01 | 2023-03-30
J2   | 2023-03-01 | 2023-03-31
J3   |            |
""",
        fails=(2,),
        limit="""
编号 | 征求意见起 | 征求意见止
J2   | 2023-03-01 | 2023-03-31
J3   |            |
""",
    ),
    Plant(
        "decisions.reviewed-where-discussed",
        broken="""
编号 | 合法性审查日期 | 集体讨论日期
J1   |                | 2023-03-01
J2   | 2023-03-01     | 2023-03-01
J3   |                |
""",
        fails=(2,),
        limit="""
编号 | 合法性审查日期 | 集体讨论日期
J2   | 2023-03-01     | 2023-03-01
J3   |                |
""",
    ),
    Plant(
        "decisions.reviewed-not-after-discussed",
        broken="""
编号 | 合法性审查日期 | 集体讨论日期
J1   | 2023-03-02     | 2023-03-01
J2   | 2023-03-01     | 2023-03-01
""",
        fails=(2,),
        limit="""
编号 | 合法性审查日期 | 集体讨论日期
J2   | 2023-03-01     | 2023-03-01
""",
    ),
    # What was found unlawful may stand in the ledger, but not be discussed.
    Plant(
        "decisions.discussed-ones-lawful",
        broken="""
编号 | 审查结果       | 集体讨论日期
J1   | 不合法         | 2023-03-01
J2   | 修改完善后合法 | 2023-03-01
J3   | 合法           | 2023-03-01
J4   | 不合法         |
""",
        fails=(2,),
        limit="""
编号 | 审查结果       | 集体讨论日期
J2   | 修改完善后合法 | 2023-03-01
J3   | 合法           | 2023-03-01
J4   | 不合法         |
""",
    ),
    # 1 March 2023 is a Wednesday: 2, 3, 6, 7, 8, 9 and 10 March are seven working days.
    Plant(
        "decisions.review-at-least-7-working-days",
        broken="""
编号 | 送审日期   | 合法性审查日期
J1   | 2023-03-01 | 2023-03-09
J2   | 2023-03-01 | 2023-03-10
J3   | 2023-03-01 |
""",
        fails=(2,),
        limit="""
编号 | 送审日期   | 合法性审查日期
J2   | 2023-03-01 | 2023-03-10
J3   | 2023-03-01 |
""",
    ),
    Plant(
        "decisions.discussed-where-decided",
        broken="""
编号 | 集体讨论日期 | 决定日期
J1   |              | 2023-03-01
J2   | 2023-03-01   | 2023-03-01
J3   |              |
""",
        fails=(2,),
        limit="""
编号 | 集体讨论日期 | 决定日期
J2   | 2023-03-01   | 2023-03-01
J3   |              |
""",
    ),
    Plant(
        "decisions.published-where-decided",
        broken="""
编号 | 决定日期   | 公布日期
J1   | 2023-03-01 |
J2   | 2023-03-01 | 2023-03-01
J3   |            |
""",
        fails=(2,),
        limit="""
编号 | 决定日期   | 公布日期
J2   | 2023-03-01 | 2023-03-01
J3   |            |
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


def test_swapped_week_ends_are_working_days(office):
    # After 28 September 2023: 7 and 8 October, a week-end worked in exchange, then 9 to 13.
    office.table("decisions", "编号 | 送审日期 | 合法性审查日期\nJ1 | 2023-09-28 | 2023-10-13\n")
    assert office.check().state("decisions.review-at-least-7-working-days") == "pass"


# --- figures ----------------------------------------------------------------------------------------------------

# J4 was decided the year before, J5 is not decided yet.
DECISIONS_2023 = """
编号 | 事项类别         | 征求意见起 | 征求意见止 | 专家论证 | 风险评估 | 合法性审查日期 | 集体讨论日期 | 决定日期   | 公布日期   | 后评估日期
J1   | 公共政策和措施   | 2023-01-03 | 2023-02-10 | 是       | 已评估   | 2023-02-28     | 2023-03-01   | 2023-03-01 | 2023-03-02 | 2023-12-31
J2   | 重大公共建设项目 | 2023-01-03 | 2023-02-10 | 未论证   | 是       | 2023-02-28     |              | 2023-01-01 | 2024-01-01 |
J3   | 公共建设项目     |            |            |          | 否       |                | 2023-12-31   | 2023-12-31 |            |
J4   | 公共建设项目     | 2022-01-03 | 2022-02-10 | 是       | 是       | 2022-12-01     | 2022-12-31   | 2022-12-31 | 2023-01-01 | 2023-06-01
J5   | 重要规划         | 2023-01-03 | 2023-02-10 | 是       | 是       | 2023-12-01     |              |            |            |
"""


@pytest.fixture
def found(office):
    """The ledger above, checked."""
    office.table("decisions", DECISIONS_2023)
    return office.check()


def test_counts(found):
    names = ("decisions", "with_comment", "with_expert", "with_risk", "reviewed", "discussed", "published", "evaluated")
    assert {name: found.value(f"decisions.{name}") for name in names} == {
        "decisions": len(["J1", "J2", "J3"]),
        "with_comment": len(["J1", "J2"]),
        "with_expert": len(["J1"]),
        "with_risk": len(["J1", "J2"]),
        "reviewed": len(["J1", "J2"]),
        "discussed": len(["J1", "J3"]),
        # J2 was published after the end of the year.
        "published": len(["J1"]),
        "evaluated": len(["J1", "J4"]),
    }


def test_shares_are_of_the_years_decisions(found):
    names = ("comment_share", "expert_share", "risk_share", "review_rate", "discussion_rate", "publication_rate")
    amounts = {name: found.figure(f"decisions.{name}").amount for name in names}
    assert {name: (amount.part, amount.whole) for name, amount in amounts.items()} == {
        "comment_share": (2, 3),
        "expert_share": (1, 3),
        "risk_share": (2, 3),
        "review_rate": (2, 3),
        "discussion_rate": (2, 3),
        "publication_rate": (1, 3),
    }


def test_kinds_go_by_one_name(found):
    kinds = found.parts("decisions.decisions", "kind")
    assert {kind: number for kind, number in kinds.items() if number} == {"policy": 1, "works": len(["J2", "J3"])}


def test_a_share_of_no_decision_has_no_value(office):
    office.table("decisions", "编号 | 征求意见起 | 决定日期\nJ5 | 2023-11-01 |\n")
    assert office.check().value("decisions.comment_share") is None


# --- what ledgers look like -------------------------------------------------------------------------------------


def test_a_matter_marked_void_is_no_decision(office):
    office.table(
        "decisions",
        """
决策编号 | 决策事项     | 决定日期   | 状态
J1       | 公路维修工程 | 2023-05-10 | 执行中
J2       | 市场迁建项目 | 2023-06-10 | 作废
""",
    )
    assert office.check().value("decisions.decisions") == len(["J1"])


def test_titles_stand_above_the_header_and_dates_in_several_spellings(office):
    office.table(
        "decisions",
        """
上仓镇重大行政决策事项登记表 |  |  |
填报单位：党政办 |  |  |
决策编号 | 决策事项 | 集体讨论日期（镇长办公会） | 决定日期
J1 | 公路维修工程 | 2023年5月9日 | 2023.5.10
J2 | 农村供水工程 | ２０２３年６月９日 | 2023/6/10
合计 | 2件 |  |
""",
        merges=("A1:D1", "A2:D2"),
    )
    found = office.check()
    assert (found.value("decisions.decisions"), found.value("decisions.discussed")) == (2, 2)
