"""What must hold of the leading group's meetings, the reports on the rule of law and the heads' own duties."""

import pytest
from tests.spec.drawn import SHEET, Plant, file_of

RECORDS = file_of("leadership")

PLANTS = (
    Plant(
        "leadership.number-unique",
        broken="""
编号 | 日期       | 类别
L1   | 2023-02-17 | 领导小组会议
L1   | 2023-05-19 | 领导小组会议
L2   | 2023-05-19 | 述法
""",
        fails=(2, 3),
        limit="""
编号 | 日期       | 类别
L1   | 2023-02-17 | 领导小组会议
L2   | 2023-02-17 | 领导小组会议
""",
    ),
    Plant(
        "leadership.held-in-the-year",
        broken="""
编号 | 日期       | 类别
L1   | 2022-12-31 | 述法
L2   | 2023-12-31 | 述法
L3   | 2024-01-01 | 述法
""",
        fails=(2, 4),
        limit="""
编号 | 日期       | 类别
L1   | 2023-01-01 | 述法
L2   | 2023-12-31 | 述法
""",
    ),
    # A deputy may preside over a meeting; what the first persons responsible owe, they owe themselves.
    Plant(
        "leadership.duties-are-the-heads",
        broken="""
编号 | 日期       | 类别           | 职务
L1   | 2023-03-10 | 第一责任人职责 | 副镇长
L2   | 2023-03-10 | 领导小组会议   | 副镇长
L3   | 2023-03-10 | 第一责任人职责 | 镇长
""",
        fails=(2,),
        limit="""
编号 | 日期       | 类别           | 职务
L2   | 2023-03-10 | 领导小组会议   | 副镇长
L3   | 2023-03-10 | 第一责任人职责 | 镇长
L4   | 2023-03-10 | 第一责任人职责 | 党委书记
""",
    ),
    Plant(
        "leadership.reports-name-the-role",
        broken="""
编号 | 日期       | 类别         | 职务
L1   | 2023-12-21 | 述法         |
L2   | 2023-03-10 | 领导小组会议 |
L3   | 2023-12-21 | 述法         | 镇长
""",
        fails=(2,),
        limit="""
编号 | 日期       | 类别         | 职务
L2   | 2023-03-10 | 领导小组会议 |
L3   | 2023-12-21 | 述法         | 镇长
""",
    ),
    Plant(
        "leadership.meetings-count-those-present",
        broken="""
编号 | 日期       | 类别         | 到会人数
L1   | 2023-02-17 | 领导小组会议 |
L2   | 2023-12-21 | 述法         |
L3   | 2023-05-19 | 领导小组会   | 26
""",
        fails=(2,),
        limit="""
编号 | 日期       | 类别         | 到会人数
L2   | 2023-12-21 | 述法         |
L3   | 2023-05-19 | 领导小组会   | 0
""",
    ),
    # The law is in force from 1 November 2025.
    Plant(
        "leadership.reports-cover-study",
        broken="""
编号 | 日期       | 类别         | 述职含学法用法
L1   | 2025-11-01 | 述法         | 否
L2   | 2025-10-31 | 述法         | 否
L3   | 2025-11-01 | 述法         | 是
L4   | 2025-11-01 | 领导小组会议 | 否
""",
        fails=(2,),
        limit="""
编号 | 日期       | 类别         | 述职含学法用法
L2   | 2025-10-31 | 述法         | 否
L3   | 2025-11-01 | 述法         | 是
""",
    ),
    Plant(
        "leadership.entries-by-kind",
        broken="""
编号 | 日期       | 类别
L1   | 2023-02-17 | 领导小组会议
L2   | 2023-03-17 | 调研
""",
        fails=(),
        limit="""
编号 | 日期       | 类别
L1   | 2023-02-17 | 领导小组会议
L2   | 2023-03-17 | 履行第一责任人职责
""",
    ),
)

# L7 is of another year; a deputy's duty is none of the two heads'.
YEAR = """
编号 | 日期       | 类别           | 职务               | 到会人数
L1   | 2023-01-01 | 领导小组会议   | 镇党委书记         | 26
L2   | 2023-12-31 | 领导小组会议   | 镇长               | 25
L3   | 2023-03-10 | 第一责任人职责 | 党委书记           |
L4   | 2023-04-10 | 第一责任人职责 | 镇党委副书记、镇长 |
L5   | 2023-04-10 | 第一责任人职责 | 副镇长             |
L6   | 2023-12-21 | 述法           | 镇长               |
L7   | 2024-01-01 | 述法           | 镇长               |
L8   | 2023-12-21 | 年度述法       | 站办所负责人       |
L9   | 2023-12-21 | 年度述法       | 站办所负责人       |
"""


@pytest.mark.parametrize("plant", PLANTS, ids=str)
def test_a_planted_failure_fails_and_names_its_rows(office, plant):
    found = plant.check(office, plant.broken)
    assert found.state(plant.rule) == "fail"
    assert found.places(plant.rule) == [(RECORDS, SHEET, row) for row in plant.fails]


@pytest.mark.parametrize("plant", PLANTS, ids=str)
def test_what_is_just_at_the_limit_passes(office, plant):
    assert plant.check(office, plant.limit).state(plant.rule) == "pass"


def test_figures(office):
    office.table("leadership", YEAR)
    found = office.check()
    assert {name: found.value(f"leadership.{name}") for name in ("entries", "meetings", "reports_on_law", "duties_by_heads")} == {
        "entries": 2 + 3 + 3,
        "meetings": len(["L1", "L2"]),
        "reports_on_law": len(["L6", "L8", "L9"]),
        "duties_by_heads": len(["L3", "L4"]),
    }
    assert found.parts("leadership.entries", "kind") == {"meeting": 2, "report": 3, "duty": 3}
    assert found.parts("leadership.duties_by_heads", "role") == {"party_secretary": 1, "mayor": 1, "deputy_mayor": 0, "unit_head": 0}
    assert found.parts("leadership.reports_on_law", "role") == {"party_secretary": 0, "mayor": 1, "deputy_mayor": 0, "unit_head": 2}
    months = {month: number for month, number in found.parts("leadership.entries", "month").items() if number}
    assert months == {"1": 1, "3": 1, "4": 2, "12": 4}


def test_without_a_record_nothing_is_counted(office):
    office.table("leadership", "编号 | 日期 | 类别 | 职务 | 到会人数")
    found = office.check()
    assert {found.value(f"leadership.{name}") for name in ("entries", "meetings", "reports_on_law", "duties_by_heads")} == {0}


def test_a_register_with_a_title_and_titles_of_its_own(office):
    drawing = """
领导小组会议、述法登记 |                   |                    |            |                |
填报单位：司法所       |                   |                    |            |                |
登记编号               | 时间              | 类型               | 主持人职务 | 议题           | 参加人数
2023-01                | 2023年2月17日     | 领导小组会议       | 党委书记   | 部署全年任务   | 24
2023-02                | 2023.3.10         | 履行第一责任人职责 | 镇长       | 听取汇报       |
合计2件                |                   |                    |            |                |
"""
    office.table("leadership", drawing, merges=["A1:F1"])
    found = office.check()
    assert (found.value("leadership.meetings"), found.value("leadership.duties_by_heads")) == (1, 1)
