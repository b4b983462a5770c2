"""What must hold of leads on organised crime: each rule broken and just kept; and their figures."""

import pytest
from tests.spec.drawn import SHEET, YEAR, Plant, delimited, file_of

FILE = file_of("crime_leads")

PLANTS = (
    Plant(
        "crime_leads.number-unique",
        broken="线索编号 | 发现日期\nX1 | 2023-01-05\nX1 | 2023-01-06\nX2 | 2023-01-06\n",
        fails=(2, 3),
        limit="线索编号 | 发现日期\nX1 | 2023-01-05\nX1 | 2023.1.5\nX2 | 2023-01-06\n",
    ),
    Plant(
        "crime_leads.found-in-the-year",
        broken="""
线索编号 | 发现日期
X1       | 2022-12-31
X2       | 2023-01-01
X3       | 2023-12-31
X4       | 2024-01-01
""",
        fails=(2, 5),
        limit="""
线索编号 | 发现日期
X2       | 2023-01-01
X3       | 2023-12-31
""",
    ),
    Plant(
        "crime_leads.screened-not-before-found",
        broken="""
线索编号 | 发现日期   | 研判日期
X1       | 2023-01-05 | 2023-01-05
X2       | 2023-01-05 | 2023-01-04
""",
        fails=(3,),
        limit="""
线索编号 | 发现日期   | 研判日期
X1       | 2023-01-05 | 2023-01-05
""",
    ),
    Plant(
        "crime_leads.handed-on-not-before-found",
        broken="""
线索编号 | 发现日期   | 移送日期
X1       | 2023-01-05 | 2023-01-05
X2       | 2023-01-05 | 2023-01-04
""",
        fails=(3,),
        limit="""
线索编号 | 发现日期   | 移送日期
X1       | 2023-01-05 | 2023-01-05
""",
    ),
    Plant(
        "crime_leads.answered-not-before-handed-on",
        broken="""
线索编号 | 发现日期   | 移送日期   | 反馈日期
X1       | 2023-01-05 | 2023-01-06 | 2023-01-06
X2       | 2023-01-05 | 2023-01-06 | 2023-01-05
""",
        fails=(3,),
        limit="""
线索编号 | 发现日期   | 移送日期   | 反馈日期
X1       | 2023-01-05 | 2023-01-06 | 2023-01-06
""",
    ),
    # A lead that is not valid, or not judged, need not be handed on. The law is in force since 1 May 2022.
    Plant(
        "crime_leads.valid-leads-handed-on",
        broken="""
线索编号 | 发现日期   | 是否有效 | 移送日期
X1       | 2023-01-05 | 是       | 2023-01-06
X2       | 2023-01-05 | 有效     |
X3       | 2023-01-05 | 否       |
X4       | 2023-01-05 |          |
X5       | 2022-05-01 | 有效     |
X6       | 2022-04-30 | 有效     |
""",
        fails=(3, 6),
        limit="""
线索编号 | 发现日期   | 是否有效 | 移送日期
X1       | 2023-01-05 | 是       | 2023-01-06
X3       | 2023-01-05 | 否       |
X6       | 2022-04-30 | 有效     |
""",
    ),
    Plant(
        "crime_leads.receiver-named",
        broken="""
线索编号 | 发现日期   | 移送单位 | 移送日期
X1       | 2023-01-05 | 派出所   | 2023-01-06
X2       | 2023-01-05 |          | 2023-01-06
X3       | 2023-01-05 |          |
""",
        fails=(3,),
        limit="""
线索编号 | 发现日期   | 移送单位 | 移送日期
X1       | 2023-01-05 | 派出所   | 2023-01-06
X3       | 2023-01-05 |          |
""",
    ),
    Plant(
        "crime_leads.screening-says-what-came-of-it",
        broken="""
线索编号 | 发现日期   | 研判日期   | 研判结果
X1       | 2023-01-05 | 2023-01-06 | 无效线索
X2       | 2023-01-05 | 2023-01-06 |
X3       | 2023-01-05 |            |
""",
        fails=(3,),
        limit="""
线索编号 | 发现日期   | 研判日期   | 研判结果
X1       | 2023-01-05 | 2023-01-06 | 无效线索
X3       | 2023-01-05 |            |
""",
    ),
    Plant(
        "crime_leads.leads-by-source",
        broken="线索编号 | 发现日期 | 线索来源\nX1 | 2023-01-05 | 信访\nX2 | 2023-01-05 | 听说\nX3 | 2023-01-05 |\n",
        fails=(),
        limit="线索编号 | 发现日期 | 线索来源\nX1 | 2023-01-05 | 信访\nX2 | 2023-01-05 | 群众举报\n",
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


# X4 and X5 were found in other years; X3 was screened and handed on after the reference date.
DRAWN = """
线索编号 | 发现日期   | 线索来源 | 线索类型 | 研判日期   | 是否有效 | 移送单位 | 移送日期
X1       | 2023-01-01 | 村级摸排 | 村霸     | 2023-01-05 | 是       | 派出所   | 2023-01-06
X2       | 2023-01-31 | 群众举报 | 涉恶     | 2023-02-05 | 否       |          |
X3       | 2023-12-31 | 信访     | 涉黑     | 2024-01-02 | 是       | 派出所   | 2024-01-03
X4       | 2022-12-31 | 村级摸排 | 涉恶     | 2023-01-05 | 是       | 派出所   | 2023-01-06
X5       | 2024-01-01 | 村级摸排 | 涉恶     | 2024-01-05 | 否       |          |
X6       | 2023-06-30 | 村级摸排 | 涉恶     |            |          |          |
"""


@pytest.fixture
def found(office):
    office.table("crime_leads", DRAWN)
    return office.check()


def test_figures(found):
    names = ("leads", "screened", "valid", "handed_on")
    assert {name: found.value(f"crime_leads.{name}") for name in names} == {
        "leads": len(["X1", "X2", "X3", "X6"]),
        "screened": len(["X1", "X2"]),
        "valid": len(["X1", "X3"]),
        "handed_on": len(["X1"]),
    }
    rate = found.figure("crime_leads.screened_rate").amount
    assert (rate.part, rate.whole) == (2, 2 + 2)


def parts(found, name, breakdown):
    """The parts of a figure that are not zero."""
    return {key: value for key, value in found.parts(name, breakdown).items() if value}


def test_breakdowns(found):
    sources = {"village_screening": len(["X1", "X6"]), "report": 1, "petition": 1}
    assert parts(found, "crime_leads.leads", "source") == sources
    assert parts(found, "crime_leads.handed_on", "receiver") == {"派出所": 1}


def test_a_rate_of_nothing_has_no_value(office):
    office.table("crime_leads", "线索编号 | 发现日期 | 研判日期\nX1 | 2022-12-31 | 2023-01-01\n")
    assert office.check().value("crime_leads.screened_rate") is None


def test_a_ledger_in_gb18030_with_names_beyond_gbk_and_days_without_a_year(office):
    drawing = "登记编号 | 摸排日期 | 来源 | 被反映人 | 核查结果\nX1 | 3月5日 | 信访 | 魏𠅤 | 无效\nX2 | 12月31日 | 信访 | 石㛃 | 有效\n"
    office.put("涉黑涉恶线索.csv", delimited(drawing), encoding="gb18030")
    clean = office.clean().table("crime_leads")
    assert [day.isoformat() for day in clean["found_on"]] == [f"{YEAR}-03-05", f"{YEAR}-12-31"]
    assert (clean["source"], clean["valid"]) == (["petition", "petition"], ["not_valid", "valid"])
    assert len(set(clean["suspect"]) - {"魏𠅤", "石㛃"}) == len(["魏𠅤", "石㛃"])
