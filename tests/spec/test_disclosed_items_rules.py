"""What must hold of what is disclosed proactively, what is counted of it, and what its lists look like."""

import pytest
from tests.spec.drawn import SHEET, Plant, delimited, file_of

FILE = file_of("disclosed_items")

PLANTS = (
    Plant(
        "disclosed_items.number-unique",
        broken="""
索引号 | 信息名称 | 公开日期
N1     | 低保公示 | 2023-05-10
N1     | 补贴公示 | 2023-05-10
N2     | 补贴公示 | 2023-05-10
""",
        fails=(2, 3),
        limit="""
索引号 | 信息名称 | 公开日期
N1     | 低保公示 | 2023-05-10
N1     | 低保公示 | 2023年5月10日
N2     | 补贴公示 | 2023-05-10
""",
    ),
    Plant(
        "disclosed_items.disclosed-not-before-formed",
        broken="""
索引号 | 形成日期   | 公开日期
N1     | 2023-05-11 | 2023-05-10
N2     | 2023-05-10 | 2023-05-10
""",
        fails=(2,),
        limit="""
索引号 | 形成日期   | 公开日期
N2     | 2023-05-10 | 2023-05-10
""",
    ),
    Plant(
        "disclosed_items.disclosed-in-the-year",
        broken="""
索引号 | 公开日期
N1     | 2022-12-31
N2     | 2023-01-01
N3     | 2023-12-31
N4     | 2024-01-01
""",
        fails=(2, 5),
        limit="""
索引号 | 公开日期
N2     | 2023-01-01
N3     | 2023-12-31
""",
    ),
    # After 28 September 2023: 7 and 8 October, a week-end worked in exchange, 9–13, 16–20 and 23–27 October, 30 and 31
    # October, 1 November: 2 + 5 + 5 + 5 + 3 = 20 working days.
    Plant(
        "disclosed_items.disclosed-within-20-working-days",
        broken="""
索引号 | 形成日期   | 公开日期
N1     | 2023-09-28 | 2023-11-02
N2     | 2023-09-28 | 2023-11-01
N3     |            | 2023-11-02
""",
        fails=(2,),
        limit="""
索引号 | 形成日期   | 公开日期
N2     | 2023-09-28 | 2023-11-01
N3     |            | 2023-11-02
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


# --- figures ----------------------------------------------------------------------------------------------------

# N1 is late; when N4 was formed nobody knows; N5 is of the year before.
ITEMS_2023 = """
索引号 | 栏目     | 形成日期   | 公开日期   | 公开渠道
N1     | 社会救助 | 2023-09-28 | 2023-11-02 | 区政府网站
N2     | 民生保障 | 2023-09-28 | 2023-11-01 | 政府网站
N3     | 政策法规 | 2023-01-01 | 2023-01-01 | 微信公众号
N4     | 工作动态 |            | 2023-12-31 |
N5     | 工作动态 | 2022-12-30 | 2022-12-31 | 政府网站
"""


@pytest.fixture
def found(office):
    """The list above, checked."""
    office.table("disclosed_items", ITEMS_2023)
    return office.check()


def test_counts(found):
    names = ("items", "dated", "in_time")
    assert {name: found.value(f"disclosed_items.{name}") for name in names} == {
        "items": len(["N1", "N2", "N3", "N4"]),
        "dated": len(["N1", "N2", "N3"]),
        "in_time": len(["N2", "N3"]),
    }


def test_what_has_no_date_of_forming_is_no_part_of_the_rate(found):
    rate = found.figure("disclosed_items.in_time_rate").amount
    assert (rate.part, rate.whole) == (2, 3)


def test_items_by_kind_month_and_channel(found):
    kinds = found.parts("disclosed_items.items", "kind")
    assert {kind: number for kind, number in kinds.items() if number} == {
        "welfare": len(["N1", "N2"]), "policy": len(["N3"]), "news": len(["N4"]),
    }  # fmt: skip
    months = found.parts("disclosed_items.items", "month")
    assert {month: number for month, number in months.items() if number} == {"1": 1, "11": len(["N1", "N2"]), "12": 1}
    channels = found.parts("disclosed_items.items", "channel")
    assert {channel: number for channel, number in channels.items() if number} == {
        "website": 2,
        "social_media": 1,
        "": 1,
    }


def test_a_rate_of_nothing_has_no_value(office):
    office.table("disclosed_items", "索引号 | 形成日期 | 公开日期\nN4 |  | 2023-12-31\n")
    assert office.check().value("disclosed_items.in_time_rate") is None


# --- what lists look like ---------------------------------------------------------------------------------------


def test_a_websites_export_is_separated_by_tabs_and_has_times(office):
    drawing = """
索引号 | 信息名称 | 栏目     | 生成日期   | 发布时间
N1     | 低保公示 | 社会救助 | 2023-05-09 | 2023-05-10 09:30:00
"""
    office.put("主动公开政府信息目录2023.txt", delimited(drawing, "\t"))
    assert office.check().value("disclosed_items.items") == 1


def test_a_ledger_in_gb18030_keeps_a_total_row_and_an_item_entered_twice(office):
    drawing = """
序号 | 信息索引号 | 标题               | 公开事项 | 信息形成日期  | 公开日期
1    | N1         | 低保公示（䶮家村） | 民生保障 | 2023年5月9日  | 2023年5月10日
2    | N2         | 补贴公示           | 惠农补贴 | 2023.5.9      | 2023.5.10
     | N1         | 低保公示（䶮家村） | 民生保障 | 2023年5月9日  | 2023年5月10日
合计 |            | 共2条              |          |               |
"""
    office.put("2023年主动公开信息台账.csv", delimited(drawing), encoding="gb18030")
    found = office.check()
    assert found.value("disclosed_items.items") == 2
    assert found.rows_of("2023年主动公开信息台账.csv")["duplicates"] == 1
