"""What must hold of problems and plans: each problem has a cause, each plan of the year before a result."""

import pytest
from tests.spec.drawn import SHEET, Plant, delimited, file_of

LIST = file_of("problems_plans")

PLANTS = (
    # A plan may bear the name of the problem it is to mend.
    Plant(
        "problems_plans.item-unique",
        broken="""
类别     | 事项     | 原因
存在问题 | 普法不够 | 人少
问题     | 普法不够 | 钱少
下步计划 | 普法不够 |
""",
        fails=(2, 3),
        limit="""
类别     | 事项     | 原因
存在问题 | 普法不够 | 人少
下步计划 | 普法不够 |
""",
    ),
    Plant(
        "problems_plans.problems-have-a-cause",
        broken="""
类别     | 事项     | 原因
存在问题 | 普法不够 |
存在问题 | 文书不全 | 培训少
下步计划 | 加强普法 |
""",
        fails=(2,),
        limit="""
类别     | 事项     | 原因
存在问题 | 文书不全 | 培训少
下步计划 | 加强普法 |
""",
    ),
    Plant(
        "problems_plans.problems-have-a-measure",
        broken="""
类别     | 事项     | 整改措施
存在问题 | 普法不够 |
存在问题 | 文书不全 | 评查
下步计划 | 加强普法 |
""",
        fails=(2,),
        limit="""
类别     | 事项     | 整改措施
存在问题 | 文书不全 | 评查
下步计划 | 加强普法 |
""",
    ),
    Plant(
        "problems_plans.last-plans-have-a-result",
        broken="""
类别     | 事项     | 落实结果
上年计划 | 加强普法 |
上年计划 | 评查案卷 | 未完成
下步计划 | 加强培训 |
""",
        fails=(2,),
        limit="""
类别     | 事项     | 落实结果
上年计划 | 评查案卷 | 未完成
下步计划 | 加强培训 |
""",
    ),
    Plant(
        "problems_plans.plans-due-after-the-year",
        broken="""
类别     | 事项     | 完成时限
下步计划 | 加强普法 | 2023-12-31
下步计划 | 评查案卷 | 2024-01-01
存在问题 | 文书不全 | 2023-12-31
""",
        fails=(2,),
        limit="""
类别     | 事项     | 完成时限
下步计划 | 评查案卷 | 2024-01-01
存在问题 | 文书不全 | 2023-12-31
""",
    ),
    Plant(
        "problems_plans.plans-name-an-office",
        broken="""
类别     | 事项     | 责任单位
下步计划 | 加强普法 |
下步计划 | 评查案卷 | 司法所
上年计划 | 加强培训 |
""",
        fails=(2,),
        limit="""
类别     | 事项     | 责任单位
下步计划 | 评查案卷 | 司法所
上年计划 | 加强培训 |
""",
    ),
    Plant(
        "problems_plans.last-plans-as-planned",
        broken="""
类别     | 事项     | 落实结果
上年计划 | 加强普法 | 已完成
""",
        fails=(),
        limit="""
类别     | 事项     | 落实结果
上年计划 | 加强普法 | 已完成
上年计划 | 评查案卷 | 部分完成
""",
        before="""
类别       | 事项
下步计划   | 加强普法
下一步计划 | 评查案卷
存在问题   | 文书不全
""",
    ),
)


@pytest.mark.parametrize("plant", PLANTS, ids=str)
def test_a_planted_failure_fails_and_names_its_rows(office, plant):
    found = plant.check(office, plant.broken)
    assert found.state(plant.rule) == "fail"
    assert found.places(plant.rule) == [(LIST, SHEET, row) for row in plant.fails]


@pytest.mark.parametrize("plant", PLANTS, ids=str)
def test_what_is_just_at_the_limit_passes(office, plant):
    assert plant.check(office, plant.limit).state(plant.rule) == "pass"


def test_figures(office):
    office.table("problems_plans", """
类别       | 事项     | 落实结果
存在问题   | 普法不够 |
问题       | 文书不全 |
下步计划   | 加强普法 |
下一步计划 | 评查案卷 |
下步工作计划 | 加强培训 |
上年计划   | 建制度   | 已完成
上年计划   | 配设备   | 部分完成
上年计划   | 添人手   | 未完成
上年计划   | 修栏目   |
""")
    found = office.check()
    assert {name: found.value(f"problems_plans.{name}") for name in ("problems", "plans", "last_plans", "last_plans_done")} == {
        "problems": len(["普法不够", "文书不全"]),
        "plans": len(["加强普法", "评查案卷", "加强培训"]),
        "last_plans": len(["建制度", "配设备", "添人手", "修栏目"]),
        "last_plans_done": len(["建制度"]),
    }
    assert found.parts("problems_plans.last_plans", "result") == {"done": 1, "partly": 1, "not_done": 1, "": 1}
    rate = found.figure("problems_plans.last_plans_done_rate").amount
    assert (rate.part, rate.whole) == (1, 4)


def test_a_rate_of_nothing_has_no_value(office):
    office.table("problems_plans", "类别 | 事项 | 落实结果\n存在问题 | 普法不够 |\n")
    assert office.check().value("problems_plans.last_plans_done_rate") is None


def test_without_a_year_before_its_plans_cannot_be_compared(office):
    office.table("problems_plans", "类别 | 事项 | 落实结果\n上年计划 | 建制度 | 已完成\n")
    assert office.check().state("problems_plans.last-plans-as-planned") == "could_not_check"


def test_a_kind_merged_over_its_items_is_that_of_all(office):
    office.table("problems_plans", "类别 | 事项\n存在问题 | 普法不够\n | 文书不全\n下步计划 | 加强普法\n", merges=["A2:A3"])
    assert office.check().value("problems_plans.problems") == 2


def test_an_item_without_its_kind_is_kept_out_and_named(office):
    office.table("problems_plans", "类别 | 事项\n存在问题 | 普法不够\n | 文书不全\n")
    found = office.check()
    assert found.value("problems_plans.problems") == 1
    assert [line["row"] for line in found.quarantine] == ["3"]


def test_lines_within_a_cell_stay_one_item(office):
    rows = [["上年计划落实情况", "类型", "标题", "具体内容", "原因分析"], ["", "问题", "普法不够", "形式少，\n对象少", "人少，\n事多"]]
    office.put("存在问题.csv", delimited(rows), encoding="utf-8-sig")
    found = office.check()
    assert found.value("problems_plans.problems") == 1
    assert found.column("problems_plans", "cause") == ["人少, 事多"]
