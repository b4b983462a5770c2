"""What must hold of the publicity events, the figures they give, and the shapes their ledgers come in."""

import pytest
from tests.spec.drawn import SHEET, Plant, delimited, file_of

LEDGER = file_of("publicity")

PLANTS = (
    Plant(
        "publicity.number-unique",
        broken="""
活动编号 | 活动日期   | 活动地点
E1       | 2023-04-10 | 大集
E1       | 2023-04-11 | 大集
E2       | 2023-04-11 | 大集
""",
        fails=(2, 3),
        limit="""
活动编号 | 活动日期   | 活动地点
E1       | 2023-04-10 | 大集
E1       | 2023.4.10  | 大集
E2       | 2023-04-11 | 大集
""",
    ),
    Plant(
        "publicity.held-in-the-year",
        broken="""
活动编号 | 活动日期
E1       | 2022-12-31
E2       | 2023-01-01
E3       | 2024-01-01
""",
        fails=(2, 4),
        limit="""
活动编号 | 活动日期
E2       | 2023-01-01
E3       | 2023-12-31
""",
    ),
    Plant(
        "publicity.handouts-not-negative",
        broken="""
活动编号 | 活动日期   | 发放宣传材料
E1       | 2023-04-10 | -1
E2       | 2023-04-10 | 0
""",
        fails=(2,),
        limit="""
活动编号 | 活动日期   | 发放宣传材料
E2       | 2023-04-10 | 0
E3       | 2023-04-10 |
""",
    ),
    # An event of any other theme may be held whenever the office likes.
    Plant(
        "publicity.security-day-in-april",
        broken="""
活动编号 | 活动日期   | 活动主题
E1       | 2023-03-31 | 全民国家安全教育日
E2       | 2023-04-01 | 国家安全教育日
E3       | 2023-05-01 | 4·15全民国家安全教育日
E4       | 2023-05-01 | 国际禁毒日
""",
        fails=(2, 4),
        limit="""
活动编号 | 活动日期   | 活动主题
E1       | 2023-04-01 | 全民国家安全教育日
E2       | 2023-04-30 | 全民国家安全教育日
E4       | 2023-05-01 | 国际禁毒日
""",
    ),
    # The law that names the day is in force from 1 November 2025.
    Plant(
        "publicity.constitution-day-in-december",
        broken="""
活动编号 | 活动日期   | 活动主题
E1       | 2025-11-30 | 国家宪法日
E2       | 2025-12-01 | 国家宪法日
E3       | 2025-10-31 | 国家宪法日
E4       | 2025-11-30 | 民法典
""",
        fails=(2,),
        limit="""
活动编号 | 活动日期   | 活动主题
E2       | 2025-12-01 | 国家宪法日
E3       | 2025-10-31 | 国家宪法日
""",
    ),
    # A theme that is blank or not known is in no part.
    Plant(
        "publicity.events-by-theme",
        broken="""
活动编号 | 活动日期   | 活动主题
E1       | 2023-04-10 | 反电信诈骗
E2       | 2023-04-11 | 植树
""",
        fails=(),
        limit="""
活动编号 | 活动日期   | 活动主题
E1       | 2023-04-10 | 反电信诈骗
E2       | 2023-04-11 | 其他
""",
    ),
    Plant(
        "publicity.handouts-as-stated",
        broken="""
活动编号 | 活动日期   | 发放宣传材料
E1       | 2023-04-10 | 1,200
E2       | 2023-04-11 | 80
合计     |            | 1281
""",
        fails=(),
        limit="""
活动编号 | 活动日期   | 发放宣传材料
E1       | 2023-04-10 | 1,200
E2       | 2023-04-11 | 80
合计     |            | 1280
""",
    ),
)

# E4 and E5 are of other years; E6 has no theme, E7 one that nobody knows.
EVENTS = """
活动编号 | 活动日期   | 活动主题           | 联合单位     | 发放宣传材料 | 受众人数 | 公众号推送
E1       | 2023-01-01 | 疫情防控           | 卫生院       | 101          | 60       | 1
E2       | 2023-04-15 | 全民国家安全教育日 | 派出所、法院 | 102          | 70       | 2
E3       | 2023-12-31 | 疫情防控           |              | 50           |          |
E4       | 2022-12-31 | 疫情防控           | 派出所       | 9000         | 9000     | 9
E5       | 2024-01-01 | 疫情防控           | 派出所       | 9000         | 9000     | 9
E6       | 2023-04-20 |                    |              |              | 5        | 0
E7       | 2023-05-20 | 植树               | 林业站       | 7            | 8        | 1
"""


@pytest.mark.parametrize("plant", PLANTS, ids=str)
def test_a_planted_failure_fails_and_names_its_rows(office, plant):
    found = plant.check(office, plant.broken)
    assert found.state(plant.rule) == "fail"
    assert found.places(plant.rule) == [(LEDGER, SHEET, row) for row in plant.fails]


@pytest.mark.parametrize("plant", PLANTS, ids=str)
def test_what_is_just_at_the_limit_passes(office, plant):
    assert plant.check(office, plant.limit).state(plant.rule) == "pass"


def test_figures(office):
    office.table("publicity", EVENTS)
    found = office.check()
    assert {name: found.value(f"publicity.{name}") for name in ("events", "handouts", "people", "posts", "joint_events")} == {
        "events": len(["E1", "E2", "E3", "E6", "E7"]),
        "handouts": 101 + 102 + 50 + 7,
        "people": 60 + 70 + 5 + 8,
        "posts": 1 + 2 + 0 + 1,
        "joint_events": len(["E1", "E2", "E7"]),
    }


def test_figures_by_theme_and_month(office):
    office.table("publicity", EVENTS)
    found = office.check()
    seen = {key: value for key, value in found.parts("publicity.events", "theme").items() if value}
    assert seen == {"security_day": 1, "epidemic": 2, "not_listed": 1, "": 1}
    assert found.parts("publicity.handouts", "theme")["epidemic"] == 101 + 50
    assert found.parts("publicity.people", "theme")["epidemic"] == 60
    assert found.parts("publicity.joint_events", "theme")["epidemic"] == len(["E1"])
    assert {key: value for key, value in found.parts("publicity.events", "month").items() if value} == {"1": 1, "4": 2, "5": 1, "12": 1}
    assert found.parts("publicity.handouts", "month")["12"] == 50


def test_a_ledger_without_an_event_counts_none(office):
    office.table("publicity", "活动编号 | 活动日期 | 活动主题 | 发放宣传材料")
    found = office.check()
    assert (found.value("publicity.events"), found.value("publicity.handouts")) == (0, 0)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
@pytest.mark.parametrize("delimiter", [",", "\t"])
def test_two_half_years_are_one_ledger_whatever_their_form(office, encoding, delimiter):
    office.put("上半年普法宣传.csv", delimited("活动编号|活动日期|活动主题|发放宣传材料（份）\nE1|2023-03-05|民法典|200\n合计|||200"), encoding="utf-8-sig")
    later = "编号|日期|宣传主题|地点|发放资料(份)\nE2|7月5日|防范电信网络诈骗|㛃村|1000\n合计||||1000"
    office.put("下半年法治宣传.csv", delimited(later, delimiter=delimiter), encoding=encoding)
    found = office.check()
    assert found.value("publicity.events") == 1 + 1
    assert found.value("publicity.handouts") == 200 + 1000
    assert found.parts("publicity.events", "month")["7"] == 1
    assert found.state("publicity.handouts-as-stated") == "pass"


def test_what_one_half_year_does_not_state_the_other_does_not_state_for_it(office):
    office.put("上半年普法宣传.csv", delimited("活动编号|活动日期|发放宣传材料\nE1|2023-03-05|200\n合计||200"))
    office.put("下半年普法宣传.csv", delimited("活动编号|活动日期|发放宣传材料\nE2|2023-07-05|1000"))
    assert office.check().state("publicity.handouts-as-stated") == "could_not_check"


@pytest.mark.parametrize(
    ("titles", "column"),
    [("宣传时间", "held_on"), ("开展时间", "held_on"), ("活动日期|主题", "theme"), ("活动日期|宣传地点", "place"), ("日期|参与部门", "partners"),
     ("日期|发放宣传资料（份）", "handouts"), ("日期|发放材料", "handouts"), ("日期|受教育群众(人)", "people"), ("日期|微信推送（篇）", "posts")],
)  # fmt: skip
def test_a_column_is_known_by_the_names_that_ledgers_give_it(office, titles, column):
    office.table("publicity", f"活动编号|{titles}\nE1|2023-03-05\n")
    assert column in office.clean().account["tables"]["publicity"]["columns"]
