"""What must hold of the study and use of law: sessions and exams are two kinds of rows of one table."""

from decimal import Decimal

import pytest
from tests.spec.drawn import SHEET, Plant, delimited, file_of, workbook

LEDGER = file_of("study")

PLANTS = (
    Plant(
        "study.present-at-most-expected",
        broken="""
学习日期   | 学习形式 | 应到人数 | 实到人数
2023-03-10 | 集体学法 | 96       | 97
2023-04-10 | 集体学法 | 96       | 96
""",
        fails=(2,),
        limit="""
学习日期   | 学习形式 | 应到人数 | 实到人数
2023-03-10 | 集体学法 | 96       | 96
2023-04-10 | 集体学法 | 96       |
""",
    ),
    Plant(
        "study.score-within-100",
        broken="""
姓名 | 单位   | 考试日期   | 考试成绩
张三 | 司法所 | 2023-11-10 | 100.5
李四 | 司法所 | 2023-11-10 | -1
王五 | 司法所 | 2023-11-10 | 100
""",
        fails=(2, 3),
        limit="""
姓名 | 单位   | 考试日期   | 考试成绩
张三 | 司法所 | 2023-11-10 | 100
李四 | 司法所 | 2023-11-10 | 0
""",
    ),
    # Somebody of the same name in another office is somebody else; the same row twice is a duplicate, and set aside.
    Plant(
        "study.one-exam-a-person",
        broken="""
姓名 | 单位   | 考试日期   | 考试成绩
张三 | 司法所 | 2023-11-10 | 55
张三 | 司法所 | 2023-12-10 | 90
张三 | 财政所 | 2023-11-10 | 92
""",
        fails=(2, 3),
        limit="""
姓名 | 单位   | 考试日期   | 考试成绩
张三 | 司法所 | 2023-11-10 | 90
张三 | 司法所 | 2023.11.10 | 90
张三 | 财政所 | 2023-11-10 | 92
""",
    ),
    Plant(
        "study.held-in-the-year",
        broken="""
学习日期   | 学习形式
2022-12-31 | 集体学法
2023-01-01 | 集体学法
2024-01-01 | 法治课
""",
        fails=(2, 4),
        limit="""
学习日期   | 学习形式
2023-01-01 | 集体学法
2023-12-31 | 集体学法
""",
    ),
    Plant(
        "study.examined-in-the-year",
        broken="""
姓名 | 单位   | 考试日期
张三 | 司法所 | 2022-12-31
李四 | 司法所 | 2024-01-01
""",
        fails=(2, 3),
        limit="""
姓名 | 单位   | 考试日期
张三 | 司法所 | 2023-01-01
李四 | 司法所 | 2023-12-31
王五 | 司法所 |
""",
    ),
    Plant(
        "study.lectures-name-the-role",
        broken="""
学习日期   | 学习形式 | 主讲人职务
2023-03-10 | 法治课   |
2023-04-10 | 集体学法 |
2023-05-10 | 法治课   | 镇长
""",
        fails=(2,),
        limit="""
学习日期   | 学习形式 | 主讲人职务
2023-04-10 | 集体学法 |
2023-05-10 | 法治课   | 镇长
""",
    ),
    Plant(
        "study.exams-have-a-score",
        broken="""
姓名 | 单位   | 考试日期   | 考试成绩
张三 | 司法所 | 2023-11-10 |
李四 | 司法所 |            |
王五 | 司法所 | 2023-11-10 | 90
""",
        fails=(2,),
        limit="""
姓名 | 单位   | 考试日期   | 考试成绩
李四 | 司法所 |            |
王五 | 司法所 | 2023-11-10 | 0
""",
    ),
    Plant(
        "study.scores-have-a-result",
        broken="""
姓名 | 单位   | 考试日期   | 考试成绩 | 是否合格
张三 | 司法所 | 2023-11-10 | 90       |
李四 | 司法所 |            |          |
王五 | 司法所 | 2023-11-10 | 90       | 合格
""",
        fails=(2,),
        limit="""
姓名 | 单位   | 考试日期   | 考试成绩 | 是否合格
李四 | 司法所 |            |          |
王五 | 司法所 | 2023-11-10 | 90       | 合格
""",
    ),
    Plant(
        "study.sessions-by-form",
        broken="""
学习日期   | 学习形式
2023-03-10 | 集体学法
2023-04-10 | 知识竞赛
""",
        fails=(),
        limit="""
学习日期   | 学习形式
2023-03-10 | 集体学法
2023-04-10 | 法治课
""",
    ),
    # A score that nobody is named for belongs to nobody on the list.
    Plant(
        "study.examined-at-most-learners",
        broken="""
姓名 | 单位   | 考试日期   | 考试成绩
张三 | 司法所 | 2023-11-10 | 90
     | 司法所 | 2023-11-10 | 91
""",
        fails=(),
        limit="""
姓名 | 单位   | 考试日期   | 考试成绩
张三 | 司法所 | 2023-11-10 | 90
李四 | 司法所 |            |
""",
    ),
)

# The last two sessions are of other years; a deputy's lecture is none by the heads of the town.
SESSIONS = """
学习日期   | 学习形式 | 学习内容 | 主讲人职务         | 应到人数 | 实到人数
2023-01-01 | 集体学法 | 宪法     | 镇党委书记         | 101      | 100
2023-03-10 | 集中学法 | 民法典   | 法律顾问           | 102      | 102
2023-06-16 | 法治课   | 法治思维 | 党委书记           | 90       | 88
2023-09-01 | 法治课   | 依法行政 | 镇党委副书记、镇长 | 90       | 90
2023-10-01 | 法治课   | 执法     | 副镇长             | 30       | 30
2023-12-31 | 法治培训 | 执法文书 | 外请讲师           | 20       | 18
2022-12-31 | 集体学法 | 宪法     | 镇长               | 900      | 9
2024-01-01 | 法治课   | 宪法     | 镇长               | 900      | 9
"""

# 王五 was not examined, 赵六 failed, 钱七 sat for the exam after the year.
EXAMS = """
姓名 | 单位   | 自学学时 | 考试日期   | 考试成绩 | 是否合格
张三 | 司法所 | 52.5     | 2023-11-10 | 95       | 合格
李四 | 财政所 | 54       | 2023-11-11 | 88.5     | 是
王五 | 财政所 | 50       |            |          |
赵六 | 财政所 |          | 2023-12-31 | 40       | 不合格
钱七 | 司法所 | 61       | 2024-01-01 | 100      | 合格
"""


@pytest.fixture
def found(office):
    """Both kinds of rows, a sheet each, in one workbook."""
    office.put(LEDGER, workbook(("集体学法", SESSIONS), ("网上学法用法", EXAMS)))
    return office.check()


@pytest.mark.parametrize("plant", PLANTS, ids=str)
def test_a_planted_failure_fails_and_names_its_rows(office, plant):
    found = plant.check(office, plant.broken)
    assert found.state(plant.rule) == "fail"
    assert found.places(plant.rule) == [(LEDGER, SHEET, row) for row in plant.fails]


@pytest.mark.parametrize("plant", PLANTS, ids=str)
def test_what_is_just_at_the_limit_passes(office, plant):
    assert plant.check(office, plant.limit).state(plant.rule) == "pass"


def test_figures_of_sessions(found):
    assert {name: found.value(f"study.{name}") for name in ("sessions", "collective_sessions", "lectures_by_leaders")} == {
        "sessions": 2 + 3 + 1,
        "collective_sessions": len(["宪法", "民法典"]),
        "lectures_by_leaders": len(["法治思维", "依法行政"]),
    }
    assert found.value("study.expected") == 101 + 102 + 90 + 90 + 30 + 20
    assert found.value("study.attendance") == 100 + 102 + 88 + 90 + 30 + 18
    rate = found.figure("study.attendance_rate").amount
    assert (rate.part, rate.whole) == (100 + 102 + 88 + 90 + 30 + 18, 101 + 102 + 90 + 90 + 30 + 20)


def test_figures_of_people(found):
    assert {name: found.value(f"study.{name}") for name in ("learners", "examined", "passed")} == {
        "learners": len(["张三", "李四", "王五", "赵六", "钱七"]),
        "examined": len(["张三", "李四", "赵六"]),
        "passed": len(["张三", "李四"]),
    }
    hours, mean = found.figure("study.self_study_hours").amount, found.figure("study.exam_mean").amount
    # Whose hours are blank is in no mean.
    assert (hours.part, hours.whole) == (Decimal("52.5") + 54 + 50 + 61, 4)
    assert (mean.part, mean.whole) == (95 + Decimal("88.5") + 40, 3)
    completion, passing = (found.figure(f"study.exam_{name}_rate").amount for name in ("completion", "pass"))
    assert (completion.part, completion.whole) == (3, 5)
    assert (passing.part, passing.whole) == (2, 3)


def test_figures_by_form_role_and_office(found):
    assert found.parts("study.sessions", "form") == {"collective": 2, "lecture": 3, "training": 1}
    assert found.parts("study.attendance", "form") == {"collective": 100 + 102, "lecture": 88 + 90 + 30, "training": 18}
    roles = {role: number for role, number in found.parts("study.lectures_by_leaders", "lecturer_role").items() if number}
    assert roles == {"party_secretary": 1, "mayor": 1}
    assert found.parts("study.examined", "office") == {"财政所": 2, "司法所": 1}
    assert found.parts("study.learners", "office") == {"财政所": 3, "司法所": 2}
    assert found.parts("study.passed", "office") == {"司法所": 1, "财政所": 1}
    months = {month: number for month, number in found.parts("study.sessions", "month").items() if number}
    assert months == {"1": 1, "3": 1, "6": 1, "9": 1, "10": 1, "12": 1}
    assert found.parts("study.collective_sessions", "month")["3"] == 1


def test_nobody_is_named_in_the_clean_table(found):
    people = [person for person in found.column("study", "person") if person]
    assert len(people) == 5
    assert not set(people) & {"张三", "李四", "王五", "赵六", "钱七"}


@pytest.mark.parametrize(
    ("drawing", "rate"),
    [("学习日期 | 学习形式 | 应到人数 | 实到人数", "attendance_rate"),
     ("姓名 | 单位 | 考试日期 | 考试成绩 | 是否合格", "exam_pass_rate"),
     ("姓名 | 单位 | 考试日期 | 考试成绩 | 是否合格", "exam_mean"),
     ("姓名 | 单位 | 考试日期 | 考试成绩 | 是否合格", "exam_completion_rate"),
     ("姓名 | 单位 | 自学学时", "self_study_hours")],
)  # fmt: skip
def test_a_rate_or_mean_of_nothing_has_no_value(office, drawing, rate):
    office.table("study", drawing)
    assert office.check().value(f"study.{rate}") is None


def test_sessions_alone_say_nothing_of_exams(office):
    office.table("study", SESSIONS)
    found = office.check()
    assert found.value("study.collective_sessions") == 2
    assert {found.value(f"study.{name}") for name in ("learners", "examined", "exam_pass_rate", "self_study_hours")} == {None}


def test_two_files_with_titles_of_their_own_are_one_table(office):
    office.put("集体学法登记.csv", delimited("时间|形式|主题|授课人职务|应参加人数|实际参加人数\n2023.3.10|集体学法|宪法|镇长|90|89\n合计||||90|89"), encoding="gb18030")
    office.put("学法考试.csv", delimited("干部姓名|所在部门|法律自学学时|考试时间|得分|考试结果\n张三|司法所|52.5|2023/11/7|90|合格"), encoding="utf-8-sig")
    found = office.check()
    figures = ("collective_sessions", "attendance", "examined", "passed")
    assert [found.value(f"study.{name}") for name in figures] == [1, 89, 1, 1]
    assert found.value("study.self_study_hours") == Decimal("52.5")
