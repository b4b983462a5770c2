"""What must hold of reconsiderations and suits, what is counted of them, and what their ledgers look like."""

import pytest
from tests.spec.drawn import SHEET, Plant, file_of, workbook
from tests.spec.old_excel import old_workbook

FILE = file_of("reconsideration_litigation")

PLANTS = (
    Plant(
        "reconsideration_litigation.number-unique",
        broken="""
案件类别 | 案号 | 案由     | 收到副本日期
复议     | A1   | 行政处罚 | 2023-05-10
诉讼     | A1   | 行政处罚 | 2023-05-10
诉讼     | A2   | 行政处罚 | 2023-05-10
""",
        fails=(2, 3),
        limit="""
案件类别 | 案号 | 案由     | 收到副本日期
复议     | A1   | 行政处罚 | 2023-05-10
行政复议 | A1   | 行政处罚 | 2023.5.10
诉讼     | A2   | 行政处罚 | 2023-05-10
""",
    ),
    Plant(
        "reconsideration_litigation.received-by-the-reference-date",
        broken="""
案件类别 | 案号 | 收到副本日期
复议     | A1   | 2024-01-01
复议     | A2   | 2023-12-31
诉讼     | A3   | 2022-12-31
""",
        fails=(2,),
        limit="""
案件类别 | 案号 | 收到副本日期
复议     | A2   | 2023-12-31
诉讼     | A3   | 2022-12-31
""",
    ),
    Plant(
        "reconsideration_litigation.received-not-before-accepted",
        broken="""
案件类别 | 案号 | 立案日期   | 收到副本日期
复议     | A1   | 2023-05-11 | 2023-05-10
复议     | A2   | 2023-05-10 | 2023-05-10
""",
        fails=(2,),
        limit="""
案件类别 | 案号 | 立案日期   | 收到副本日期
复议     | A2   | 2023-05-10 | 2023-05-10
""",
    ),
    Plant(
        "reconsideration_litigation.answered-not-before-received",
        broken="""
案件类别 | 案号 | 收到副本日期 | 答复日期
复议     | A1   | 2023-05-11   | 2023-05-10
复议     | A2   | 2023-05-10   | 2023-05-10
""",
        fails=(2,),
        limit="""
案件类别 | 案号 | 收到副本日期 | 答复日期
复议     | A2   | 2023-05-10   | 2023-05-10
""",
    ),
    Plant(
        "reconsideration_litigation.heard-not-before-received",
        broken="""
案件类别 | 案号 | 收到副本日期 | 开庭日期
诉讼     | A1   | 2023-05-11   | 2023-05-10
诉讼     | A2   | 2023-05-10   | 2023-05-10
""",
        fails=(2,),
        limit="""
案件类别 | 案号 | 收到副本日期 | 开庭日期
诉讼     | A2   | 2023-05-10   | 2023-05-10
""",
    ),
    Plant(
        "reconsideration_litigation.closed-not-before-accepted",
        broken="""
案件类别 | 案号 | 受理日期   | 结案日期
复议     | A1   | 2023-05-11 | 2023-05-10
复议     | A2   | 2023-05-10 | 2023-05-10
""",
        fails=(2,),
        limit="""
案件类别 | 案号 | 受理日期   | 结案日期
复议     | A2   | 2023-05-10 | 2023-05-10
""",
    ),
    Plant(
        "reconsideration_litigation.closed-not-before-heard",
        broken="""
案件类别 | 案号 | 开庭日期   | 结案日期
诉讼     | A1   | 2023-05-11 | 2023-05-10
诉讼     | A2   | 2023-05-10 | 2023-05-10
""",
        fails=(2,),
        limit="""
案件类别 | 案号 | 开庭日期   | 结案日期
诉讼     | A2   | 2023-05-10 | 2023-05-10
""",
    ),
    Plant(
        "reconsideration_litigation.closed-ones-have-an-outcome",
        broken="""
案件类别 | 案号 | 结案结果 | 结案日期
复议     | A1   |          | 2023-05-10
复议     | A2   | 维持     | 2023-05-10
复议     | A3   |          |
""",
        fails=(2,),
        limit="""
案件类别 | 案号 | 结案结果 | 结案日期
复议     | A2   | 维持     | 2023-05-10
复议     | A3   |          |
""",
    ),
    # 6 March + 10 = 16 March, a Thursday. A suit has 15 days, and from 2024 on the days are working days.
    Plant(
        "reconsideration_litigation.answered-within-10-days",
        as_of="2024-03-31",
        broken="""
案件类别 | 案号 | 收到副本日期 | 答复日期
复议     | A1   | 2023-03-06   | 2023-03-17
复议     | A2   | 2023-03-06   | 2023-03-16
诉讼     | A3   | 2023-03-06   | 2023-03-17
复议     | A4   | 2024-01-02   | 2024-01-16
""",
        fails=(2,),
        limit="""
案件类别 | 案号 | 收到副本日期 | 答复日期
复议     | A2   | 2023-03-06   | 2023-03-16
诉讼     | A3   | 2023-03-06   | 2023-03-17
复议     | A4   | 2024-01-02   | 2024-01-16
""",
    ),
    # After 2 January 2024: 3, 4 and 5, 8 to 12, 15 and 16 January are ten working days.
    Plant(
        "reconsideration_litigation.answered-within-10-working-days",
        as_of="2024-03-31",
        broken="""
案件类别 | 案号 | 收到副本日期 | 答复日期
复议     | A1   | 2024-01-02   | 2024-01-17
复议     | A2   | 2024-01-02   | 2024-01-16
诉讼     | A3   | 2024-01-02   | 2024-01-17
复议     | A4   | 2023-12-01   | 2023-12-29
""",
        fails=(2,),
        limit="""
案件类别 | 案号 | 收到副本日期 | 答复日期
复议     | A2   | 2024-01-02   | 2024-01-16
诉讼     | A3   | 2024-01-02   | 2024-01-17
复议     | A4   | 2023-12-01   | 2023-12-29
""",
    ),
    # 13 March + 18 days of March + 30 of April + 12 = 12 May, a Friday.
    Plant(
        "reconsideration_litigation.decided-within-60-days-until-2023",
        broken="""
案件类别 | 案号 | 受理日期   | 延期日期   | 结案日期
复议     | A1   | 2023-03-13 |            | 2023-05-13
复议     | A2   | 2023-03-13 |            | 2023-05-12
复议     | A3   | 2023-03-13 | 2023-05-10 | 2023-06-01
诉讼     | A4   | 2023-03-13 |            | 2023-06-01
复议     | A5   | 2023-09-01 |            |
""",
        fails=(2, 6),
        limit="""
案件类别 | 案号 | 受理日期   | 延期日期   | 结案日期
复议     | A2   | 2023-03-13 |            | 2023-05-12
复议     | A3   | 2023-03-13 | 2023-05-10 | 2023-06-01
诉讼     | A4   | 2023-03-13 |            | 2023-06-01
""",
    ),
    # 15 March + 16 days of March + 30 of April + 31 of May + 13 = 13 June, a Tuesday.
    Plant(
        "reconsideration_litigation.extended-ones-decided-within-90-days-until-2023",
        broken="""
案件类别 | 案号 | 受理日期   | 延期日期   | 结案日期
复议     | A1   | 2023-03-15 | 2023-05-10 | 2023-06-14
复议     | A2   | 2023-03-15 | 2023-05-10 | 2023-06-13
复议     | A3   | 2023-03-15 |            | 2023-06-14
""",
        fails=(2,),
        limit="""
案件类别 | 案号 | 受理日期   | 延期日期   | 结案日期
复议     | A2   | 2023-03-15 | 2023-05-10 | 2023-06-13
复议     | A3   | 2023-03-15 |            | 2023-06-14
""",
    ),
    # 8 January 2024 + 23 days of January + 29 of February + 8 = 8 March, a Friday.
    Plant(
        "reconsideration_litigation.decided-within-60-days-from-2024",
        as_of="2024-06-30",
        broken="""
案件类别 | 案号 | 受理日期   | 延期日期   | 结案日期
复议     | A1   | 2024-01-08 |            | 2024-03-09
复议     | A2   | 2024-01-08 |            | 2024-03-08
复议     | A3   | 2023-12-29 |            | 2024-03-09
""",
        fails=(2,),
        limit="""
案件类别 | 案号 | 受理日期   | 延期日期   | 结案日期
复议     | A2   | 2024-01-08 |            | 2024-03-08
复议     | A3   | 2023-12-29 |            | 2024-03-09
""",
    ),
    # 10 January 2024 + 21 days of January + 29 of February + 31 of March + 9 = 9 April, a Tuesday.
    Plant(
        "reconsideration_litigation.extended-ones-decided-within-90-days-from-2024",
        as_of="2024-06-30",
        broken="""
案件类别 | 案号 | 受理日期   | 延期日期   | 结案日期
复议     | A1   | 2024-01-10 | 2024-03-01 | 2024-04-10
复议     | A2   | 2024-01-10 | 2024-03-01 | 2024-04-09
复议     | A3   | 2024-01-10 |            | 2024-04-10
""",
        fails=(2,),
        limit="""
案件类别 | 案号 | 受理日期   | 延期日期   | 结案日期
复议     | A2   | 2024-01-10 | 2024-03-01 | 2024-04-09
复议     | A3   | 2024-01-10 |            | 2024-04-10
""",
    ),
    # 6 March + 15 = 21 March, a Tuesday.
    Plant(
        "reconsideration_litigation.suits-answered-within-15-days",
        broken="""
案件类别 | 案号 | 收到起诉状副本日期 | 提交答辩状日期
诉讼     | A1   | 2023-03-06         | 2023-03-22
诉讼     | A2   | 2023-03-06         | 2023-03-21
复议     | A3   | 2023-03-06         | 2023-03-22
诉讼     | A4   | 2023-12-01         |
""",
        fails=(2, 5),
        limit="""
案件类别 | 案号 | 收到起诉状副本日期 | 提交答辩状日期
诉讼     | A2   | 2023-03-06         | 2023-03-21
复议     | A3   | 2023-03-06         | 2023-03-22
诉讼     | A5   | 2023-12-20         |
""",
    ),
    Plant(
        "reconsideration_litigation.hearings-say-whether-the-head-appeared",
        broken="""
案件类别 | 案号 | 开庭日期   | 是否出庭
诉讼     | A1   | 2023-05-10 |
诉讼     | A2   | 2023-05-10 | 否
诉讼     | A3   | 2024-01-01 |
诉讼     | A4   |            |
复议     | A5   | 2023-05-10 |
""",
        fails=(2,),
        limit="""
案件类别 | 案号 | 开庭日期   | 是否出庭
诉讼     | A2   | 2023-05-10 | 否
诉讼     | A3   | 2024-01-01 |
诉讼     | A4   |            |
复议     | A5   | 2023-05-10 |
""",
    ),
    Plant(
        "reconsideration_litigation.appearances-have-a-hearing",
        broken="""
案件类别 | 案号 | 开庭日期   | 是否出庭
诉讼     | A1   |            | 是
诉讼     | A2   | 2023-05-10 | 出庭
诉讼     | A3   |            | 否
""",
        fails=(2,),
        limit="""
案件类别 | 案号 | 开庭日期   | 是否出庭
诉讼     | A2   | 2023-05-10 | 出庭
诉讼     | A3   |            | 否
""",
    ),
    Plant(
        "reconsideration_litigation.heads-appear",
        broken="""
案件类别 | 案号 | 开庭日期   | 是否出庭
诉讼     | A1   | 2023-05-10 | 未出庭
诉讼     | A2   | 2023-05-10 | 出庭
诉讼     | A3   | 2024-01-01 | 未出庭
复议     | A4   | 2023-05-10 | 未出庭
""",
        fails=(2,),
        limit="""
案件类别 | 案号 | 开庭日期   | 是否出庭
诉讼     | A2   | 2023-05-10 | 出庭
诉讼     | A3   | 2024-01-01 | 未出庭
复议     | A4   | 2023-05-10 | 未出庭
""",
    ),
    Plant(
        "reconsideration_litigation.who-appears-is-a-head",
        broken="""
案件类别 | 案号 | 是否出庭 | 职务
诉讼     | A1   | 是       | 工作人员
诉讼     | A2   | 是       | 副镇长
诉讼     | A3   | 是       | 其他参与分管的负责人
诉讼     | A4   | 否       | 工作人员
""",
        fails=(2,),
        limit="""
案件类别 | 案号 | 是否出庭 | 职务
诉讼     | A2   | 是       | 副镇长
诉讼     | A3   | 是       | 其他参与分管的负责人
诉讼     | A4   | 否       | 工作人员
""",
    ),
    # Where the head appears, a lawyer may be the only agent.
    Plant(
        "reconsideration_litigation.not-a-lawyer-alone",
        broken="""
案件类别 | 案号 | 是否出庭 | 委托代理人
诉讼     | A1   | 否       | 律师
诉讼     | A2   | 否       | 工作人员、律师
诉讼     | A3   | 否       | 工作人员
诉讼     | A4   | 是       | 律师
""",
        fails=(2,),
        limit="""
案件类别 | 案号 | 是否出庭 | 委托代理人
诉讼     | A2   | 否       | 工作人员、律师
诉讼     | A3   | 否       | 工作人员
诉讼     | A4   | 是       | 律师
""",
    ),
    Plant(
        "reconsideration_litigation.absences-give-a-reason",
        broken="""
案件类别 | 案号 | 是否出庭 | 未出庭理由
诉讼     | A1   | 否       |
诉讼     | A2   | 否       | 参加防汛会议
诉讼     | A3   | 是       |
""",
        fails=(2,),
        limit="""
案件类别 | 案号 | 是否出庭 | 未出庭理由
诉讼     | A2   | 否       | 参加防汛会议
诉讼     | A3   | 是       |
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


def test_the_law_of_2023_has_nothing_to_say_of_2023(office):
    office.table(
        "reconsideration_litigation", "案件类别 | 案号 | 收到副本日期 | 答复日期\n复议 | A1 | 2023-12-31 | 2024-03-01\n"
    )
    assert office.check().state("reconsideration_litigation.answered-within-10-working-days") == "nothing_to_check"


# --- figures ----------------------------------------------------------------------------------------------------

# F1 and S1 came in the year before; S5 is heard after the year's end.
CASES_2023 = """
案件类别 | 案号 | 案由     | 收到副本日期 | 开庭日期   | 是否出庭 | 职务 | 结案结果 | 结案日期
复议     | F1   | 行政处罚 | 2022-12-31   |            |          |      | 维持     | 2023-01-01
复议     | F2   | 行政处罚 | 2023-01-01   |            |          |      | 撤销     | 2023-03-01
复议     | F3   | 信息公开 | 2023-06-01   |            |          |      | 责令履行 | 2023-08-01
复议     | F4   | 信息公开 | 2023-12-31   |            |          |      | 维持     | 2024-01-01
诉讼     | S1   | 行政处罚 | 2022-11-01   | 2022-12-31 | 是       | 正职 | 胜诉     | 2023-02-01
诉讼     | S2   | 行政处罚 | 2023-01-01   | 2023-03-01 | 是       | 副职 | 胜       | 2023-05-01
诉讼     | S3   | 土地承包 | 2023-02-01   | 2023-04-01 | 否       |      | 败诉     | 2023-06-01
诉讼     | S4   | 土地承包 | 2023-03-01   |            |          |      | 撤诉     | 2023-04-01
诉讼     | S5   | 土地承包 | 2023-12-01   | 2024-01-01 | 是       | 正职 |          |
"""


@pytest.fixture
def found(office):
    """The ledger above, checked."""
    office.table("reconsideration_litigation", CASES_2023)
    return office.check()


def test_reconsiderations(found):
    names = ("reconsiderations", "reconsiderations_closed", "upheld", "corrected")
    assert {name: found.value(f"reconsideration_litigation.{name}") for name in names} == {
        "reconsiderations": len(["F2", "F3", "F4"]),
        "reconsiderations_closed": len(["F1", "F2", "F3"]),
        "upheld": len(["F1"]),
        "corrected": len(["F2", "F3"]),
    }


def test_suits(found):
    names = ("litigation", "litigation_closed", "won", "lost", "heard", "head_appeared")
    assert {name: found.value(f"reconsideration_litigation.{name}") for name in names} == {
        "litigation": len(["S2", "S3", "S4", "S5"]),
        "litigation_closed": len(["S1", "S2", "S3", "S4"]),
        "won": len(["S1", "S2"]),
        "lost": len(["S3"]),
        "heard": len(["S2", "S3"]),
        "head_appeared": len(["S2"]),
    }


def test_the_rate_is_of_hearings_held_not_of_suits(found):
    rate = found.figure("reconsideration_litigation.head_appearance_rate").amount
    assert (rate.part, rate.whole) == (1, 2)


def test_breakdowns(found):
    outcomes = found.parts("reconsideration_litigation.litigation_closed", "outcome")
    assert {outcome: number for outcome, number in outcomes.items() if number} == {"won": 2, "lost": 1, "withdrawn": 1}
    outcomes = found.parts("reconsideration_litigation.reconsiderations_closed", "outcome")
    assert {outcome: number for outcome, number in outcomes.items() if number} == {
        "upheld": 1,
        "revoked": 1,
        "ordered": 1,
    }
    assert found.parts("reconsideration_litigation.reconsiderations", "cause") == {"信息公开": 2, "行政处罚": 1}
    assert found.parts("reconsideration_litigation.litigation", "cause") == {"土地承包": 3, "行政处罚": 1}
    assert found.parts("reconsideration_litigation.head_appeared", "post")["deputy"] == 1


def test_a_rate_of_no_hearing_has_no_value(office):
    office.table("reconsideration_litigation", "案件类别 | 案号 | 开庭日期 | 是否出庭\n诉讼 | S4 |  | \n")
    assert office.check().value("reconsideration_litigation.head_appearance_rate") is None


# --- what ledgers look like -------------------------------------------------------------------------------------


def test_each_kind_has_a_sheet_with_columns_of_its_own(office):
    reconsiderations = """
案件类别 | 案号 | 申请人 | 受理日期   | 收到申请书副本日期 | 答复日期   | 复议结果 | 结案日期
复议     | F1   | 张三   | 2023-03-06 | 2023-03-09         | 2023-03-17 | 维持     | 2023-04-27
"""
    suits = """
案件类别 | 案号 | 原告 | 立案日期   | 收到起诉状副本日期 | 开庭日期   | 负责人是否出庭 | 出庭负责人姓名 | 裁判结果 | 结案时间
诉讼     | S1   | 李四 | 2023-03-20 | 2023-03-24         | 2023-05-10 | 出庭           | 王五           | 胜诉     | 2023-06-15
"""
    office.put(FILE, workbook(("行政复议", reconsiderations), ("行政应诉", suits)))
    found = office.check()
    assert (found.value("reconsideration_litigation.upheld"), found.value("reconsideration_litigation.won")) == (1, 1)
    names = found.column("reconsideration_litigation", "plaintiff") + found.column("reconsideration_litigation", "head")
    assert not {"张三", "李四", "王五"} & set(names)


def test_an_old_workbook_with_a_title_and_serial_dates(office):
    # 2023-03-09 is day 44994 as Excel counts.
    drawing = [
        ["2023年行政复议、行政应诉案件台账", None, None, None],
        ["案件类型", "案号", "申请人/原告", "收案日期"],
        ["行政复议", "F1", "张三", 44994],
        ["合计", "1件", None, None],
    ]
    office.put("行政复议应诉案件台账.xls", old_workbook(("案件台账", drawing), merges=((0, 0, 0, 3),)))
    assert office.check().value("reconsideration_litigation.reconsiderations") == 1
