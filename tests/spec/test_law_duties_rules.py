"""What must hold of the publicity duties and of the people versed in law, two kinds of rows of one table."""

import pytest
from tests.spec.drawn import SHEET, Plant, file_of, workbook

LIST = file_of("law_duties")

PLANTS = (
    Plant(
        "law_duties.duty-unique",
        broken="""
普法任务 | 责任单位 | 完成时限
民法典   | 司法所   | 2023-05-31
民法典   | 司法所   | 2023-06-30
民法典   | 派出所   | 2023-05-31
""",
        fails=(2, 3),
        limit="""
普法任务 | 责任单位 | 完成时限
民法典   | 司法所   | 2023-05-31
民法典   | 派出所   | 2023-05-31
""",
    ),
    Plant(
        "law_duties.village-unique",
        broken="""
村名   | 类别           | 数量
一村   | 法律明白人     | 3
一村   | 法律明白人     | 4
一村   | 学法用法示范户 | 1
""",
        fails=(2, 3),
        limit="""
村名   | 类别           | 数量
一村   | 法律明白人     | 3
一村   | 学法用法示范户 | 1
二村   | 法律明白人     | 3
""",
    ),
    # A day of completion after the reference date is still to come.
    Plant(
        "law_duties.done-dates-agree",
        broken="""
普法任务 | 责任单位 | 完成时限   | 完成情况 | 完成日期
民法典   | 司法所   | 2023-05-31 | 未完成   | 2023-12-31
禁毒法   | 派出所   | 2023-06-30 | 未完成   |
""",
        fails=(2,),
        limit="""
普法任务 | 责任单位 | 完成时限   | 完成情况 | 完成日期
民法典   | 司法所   | 2023-05-31 | 已完成   | 2023-12-31
消防法   | 司法所   | 2023-05-31 | 正在推进 | 2024-01-01
""",
    ),
    Plant(
        "law_duties.done-ones-dated",
        broken="""
普法任务 | 责任单位 | 完成时限   | 完成情况 | 完成日期
民法典   | 司法所   | 2023-05-31 | 已完成   |
禁毒法   | 派出所   | 2023-06-30 | 未完成   |
""",
        fails=(2,),
        limit="""
普法任务 | 责任单位 | 完成时限   | 完成情况 | 完成日期
民法典   | 司法所   | 2023-05-31 | 已完成   | 2023-05-31
禁毒法   | 派出所   | 2023-06-30 | 未完成   |
""",
    ),
    # What is open is late from the day after it was due, at the reference date.
    Plant(
        "law_duties.done-by-the-day-due",
        broken="""
普法任务 | 责任单位 | 完成时限   | 完成日期
民法典   | 司法所   | 2023-05-31 | 2023-06-01
禁毒法   | 派出所   | 2023-06-29 |
消防法   | 派出所   | 2023-06-30 | 2023-06-30
""",
        fails=(2, 3),
        limit="""
普法任务 | 责任单位 | 完成时限   | 完成日期
民法典   | 司法所   | 2023-05-31 | 2023-05-31
禁毒法   | 派出所   | 2023-06-30 |
宪法     | 派出所   | 2023-12-10 |
""",
        as_of="2023-06-30",
    ),
    Plant(
        "law_duties.due-in-the-year",
        broken="""
普法任务 | 责任单位 | 完成时限
民法典   | 司法所   | 2022-12-31
禁毒法   | 派出所   | 2024-01-01
""",
        fails=(2, 3),
        limit="""
普法任务 | 责任单位 | 完成时限
民法典   | 司法所   | 2023-01-01
禁毒法   | 派出所   | 2023-12-31
""",
    ),
    Plant(
        "law_duties.numbers-not-negative",
        broken="""
村名   | 类别       | 数量
一村   | 法律明白人 | -1
二村   | 法律明白人 | 0
""",
        fails=(2,),
        limit="""
村名   | 类别       | 数量
二村   | 法律明白人 | 0
""",
    ),
    # The town of these tests has two villages.
    Plant(
        "law_duties.villages-of-the-town",
        broken="""
村名   | 类别       | 数量
一村   | 法律明白人 | 3
二村   | 法律明白人 | 3
三村   | 法律明白人 | 1
""",
        fails=(),
        limit="""
村名   | 类别           | 数量
一村   | 法律明白人     | 3
二村   | 法律明白人     | 3
三村   | 法律明白人     | 0
三村   | 学法用法示范户 | 1
""",
    ),
)

# The last two duties are due in other years.
DUTIES = """
普法任务 | 责任单位 | 完成时限   | 完成情况 | 完成日期
宪法     | 司法所   | 2023-12-10 | 已完成   | 2023-12-04
民法典   | 司法所   | 2023-05-31 | 已完成   | 2023-06-05
禁毒法   | 派出所   | 2023-06-30 | 未完成   |
消防法   | 派出所   | 2022-12-31 | 已完成   | 2023-01-05
统计法   | 财政所   | 2024-01-01 | 已完成   | 2023-12-05
"""

VILLAGES = """
村名 | 类别           | 数量
一村 | 法律明白人     | 3
一村 | 学法用法示范户 | 2
二村 | 法律明白人     | 0
二村 | 示范户         | 1
"""


@pytest.fixture
def office(office):
    """An office of two villages."""
    office.settings("name: {zh: 试验镇, en: Test Town}\nfacts: {villages: 2}\n")
    return office


@pytest.mark.parametrize("plant", PLANTS, ids=str)
def test_a_planted_failure_fails_and_names_its_rows(office, plant):
    found = plant.check(office, plant.broken)
    assert found.state(plant.rule) == "fail"
    assert found.places(plant.rule) == [(LIST, SHEET, row) for row in plant.fails]


@pytest.mark.parametrize("plant", PLANTS, ids=str)
def test_what_is_just_at_the_limit_passes(office, plant):
    assert plant.check(office, plant.limit).state(plant.rule) == "pass"


def test_figures(office):
    office.put(LIST, workbook(("普法责任清单", DUTIES), ("法律明白人", VILLAGES)))
    found = office.check()
    figures = ("duties", "done", "law_literate_people", "model_households", "villages_covered")
    assert {name: found.value(f"law_duties.{name}") for name in figures} == {
        "duties": len(["宪法", "民法典", "禁毒法"]),
        "done": len(["宪法", "民法典"]),
        "law_literate_people": 3 + 0,
        "model_households": 2 + 1,
        "villages_covered": len(["一村"]),
    }
    done, coverage = found.figure("law_duties.done_rate").amount, found.figure("law_duties.coverage").amount
    assert (done.part, done.whole) == (2, 3)
    assert (coverage.part, coverage.whole) == (1, 2)
    assert found.parts("law_duties.duties", "office") == {"司法所": 2, "派出所": 1}
    assert found.parts("law_duties.done", "office") == {"司法所": 2}


def test_a_rate_of_nothing_has_no_value(office):
    office.table("law_duties", "普法任务 | 责任单位 | 完成时限 | 完成情况 | 完成日期")
    assert office.check().value("law_duties.done_rate") is None


def test_of_a_town_that_does_not_say_how_many_villages_it_has_no_share_is_told(office):
    office.settings("name: {zh: 试验镇, en: Test Town}\n")
    office.table("law_duties", VILLAGES)
    found = office.check()
    assert found.value("law_duties.coverage") is None
    assert found.state("law_duties.villages-of-the-town") == "could_not_check"


def test_an_office_merged_over_its_duties_has_them_all(office):
    drawing = """
责任部门 | 普法内容 | 时限       | 是否完成 | 完成时间
司法所   | 宪法     | 2023-12-10 | 是       | 45264
         | 民法典   | 2023-05-31 | 否       |
"""
    office.table("law_duties", drawing, merges=["A2:A3"])
    found = office.check()
    assert found.parts("law_duties.duties", "office") == {"司法所": 2}
    assert found.parts("law_duties.done", "office") == {"司法所": 1}
