"""What must hold of the monthly totals of inspections, what they give, and what such tables look like as they come."""

import pytest
from tests.spec.drawn import SHEET, Plant, file_of

FILE = file_of("inspections")

PLANTS = (
    # The same field in another month, and another field in the same month, are lines of their own.
    Plant(
        "inspections.month-and-field-unique",
        broken="""
月份 | 检查领域 | 检查次数
1月  | 燃气     | 10
1月  | 消防     | 10
1月  | 燃气安全 | 11
2月  | 燃气     | 10
""",
        fails=(2, 4),
        limit="""
月份 | 检查领域 | 检查次数
1月  | 燃气     | 10
1月  | 消防     | 10
1月  | 燃气     | 10
2月  | 燃气     | 10
""",
    ),
    Plant(
        "inspections.in-the-year",
        broken="""
月份       | 检查领域 | 检查次数
2022年12月 | 燃气     | 10
2023年1月  | 燃气     | 10
2023年12月 | 燃气     | 10
2024年1月  | 燃气     | 10
""",
        fails=(2, 5),
        limit="""
月份       | 检查领域 | 检查次数
2023年1月  | 燃气     | 10
2023年12月 | 燃气     | 10
""",
    ),
    Plant(
        "inspections.no-problem-without-a-check",
        broken="""
月份 | 检查领域 | 检查次数 | 发现问题
1月  | 疫情防控 | 0        | 1
2月  | 疫情防控 | 0        | 0
3月  | 疫情防控 | 1        | 5
4月  | 疫情防控 | 0        |
""",
        fails=(2,),
        limit="""
月份 | 检查领域 | 检查次数 | 发现问题
2月  | 疫情防控 | 0        | 0
3月  | 疫情防控 | 1        | 5
4月  | 疫情防控 | 0        |
""",
    ),
    Plant(
        "inspections.rectified-at-most-found",
        broken="""
月份 | 检查领域 | 检查次数 | 发现问题 | 已整改
1月  | 燃气     | 10       | 5        | 5
2月  | 燃气     | 10       | 5        | 6
""",
        fails=(3,),
        limit="""
月份 | 检查领域 | 检查次数 | 发现问题 | 已整改
1月  | 燃气     | 10       | 5        | 5
""",
    ),
    # A line that does not say how many are being rectified is not judged.
    Plant(
        "inspections.problems-followed-up",
        broken="""
月份 | 检查领域 | 检查次数 | 发现问题 | 已整改 | 整改中
1月  | 燃气     | 10       | 5        | 3      | 2
2月  | 燃气     | 10       | 5        | 3      | 1
3月  | 燃气     | 10       | 5        | 3      |
""",
        fails=(3,),
        limit="""
月份 | 检查领域 | 检查次数 | 发现问题 | 已整改 | 整改中
1月  | 燃气     | 10       | 5        | 3      | 2
3月  | 燃气     | 10       | 5        | 3      |
""",
    ),
    # A field that is blank or not known is in no part.
    Plant(
        "inspections.checks-by-field",
        broken="""
月份 | 检查领域 | 检查次数
1月  | 燃气     | 10
1月  | 文化市场 | 2
1月  |          | 3
""",
        fails=(),
        limit="""
月份 | 检查领域 | 检查次数
1月  | 燃气     | 10
1月  | 消防     | 2
1月  | 文化市场 | 0
""",
    ),
    # The total stands above the months in some tables.
    Plant(
        "inspections.checks-as-stated",
        broken="""
月份 | 检查领域 | 检查次数
合计 |          | 1,234
1月  | 燃气     | 1,000
1月  | 消防     | 233
""",
        fails=(),
        limit="""
月份 | 检查领域 | 检查次数
合计 |          | 1,234
1月  | 燃气     | 1,000
1月  | 消防     | 234
""",
    ),
    Plant(
        "inspections.visits-as-stated",
        broken="""
月份 | 检查领域 | 检查次数 | 检查户次
1月  | 燃气     | 1        | 200
1月  | 消防     | 1        | 34
合计 |          | 2        | 235
""",
        fails=(),
        limit="""
月份 | 检查领域 | 检查次数 | 检查户次
1月  | 燃气     | 1        | 200
1月  | 消防     | 1        | 34
合计 |          | 2        | 234
""",
    ),
    Plant(
        "inspections.problems-as-stated",
        broken="""
月份 | 检查领域 | 检查次数 | 发现问题
1月  | 燃气     | 10       | 2
1月  | 消防     | 10       | 3
合计 |          | 20       | 4
""",
        fails=(),
        limit="""
月份 | 检查领域 | 检查次数 | 发现问题
1月  | 燃气     | 10       | 2
1月  | 消防     | 10       | 3
合计 |          | 20       | 5
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

# December of the year before is not of this year.
DRAWN = """
月份       | 检查领域 | 检查次数 | 检查户次 | 发现问题 | 已整改 | 整改中
2023年1月  | 环境秩序 | 101      | 202      | 11       | 10     | 1
2023年1月  | 燃气     | 20       | 80       | 6        | 6      | 0
2023年12月 | 环境秩序 | 102      | 203      | 12       | 10     | 2
2023年12月 | 疫情防控 | 0        | 0        | 0        | 0      | 0
2022年12月 | 燃气     | 900      | 900      | 900      | 900    | 0
"""


def test_the_figures_are_sums_of_the_years_lines(office):
    office.table("inspections", DRAWN)
    found = office.check()
    names = ("checks", "visits", "problems", "rectified", "outstanding")
    assert {name: found.value(f"inspections.{name}") for name in names} == {
        "checks": 101 + 20 + 102 + 0,
        "visits": 202 + 80 + 203 + 0,
        "problems": 11 + 6 + 12 + 0,
        "rectified": 10 + 6 + 10 + 0,
        "outstanding": 1 + 0 + 2 + 0,
    }
    rate = found.figure("inspections.rectification_rate").amount
    assert (rate.part, rate.whole) == (10 + 6 + 10, 11 + 6 + 12)
    assert {name for name in found.checked.figures if name.startswith("inspections.")} == {
        f"inspections.{name}" for name in (*names, "rectification_rate")
    }


def test_checks_go_by_field_and_by_month(office):
    office.table("inspections", DRAWN)
    found = office.check()
    fields = {key: number for key, number in found.parts("inspections.checks", "field").items() if number}
    assert fields == {"environment": 101 + 102, "gas": 20}
    months = {key: number for key, number in found.parts("inspections.checks", "month").items() if number}
    assert months == {"1": 101 + 20, "12": 102}


def test_a_rate_of_nothing_has_no_value(office):
    office.table("inspections", "月份 | 检查领域 | 检查次数 | 发现问题 | 已整改\n1月 | 燃气 | 10 | 0 | 0\n")
    found = office.check()
    assert found.value("inspections.problems") == 0
    assert found.value("inspections.rectification_rate") is None


def test_numbers_that_nobody_reported_are_not_zero(office):
    office.table("inspections", "月份 | 检查领域 | 检查次数 | 检查户次\n1月 | 燃气 | 10 |\n")
    found = office.check()
    assert found.value("inspections.visits") is None
    assert found.value("inspections.problems") is None


# --- as they come -----------------------------------------------------------------------------------------------


def test_a_head_of_three_merged_rows_with_the_total_below_it(office):
    office.table(
        "inspections",
        """
上仓镇2023年行政检查情况统计表 | | | | | | |
序号 | 月份 | 检查领域 | 行政检查情况 |          | 问题隐患整改情况 |          |
     |      |          | 检查次数     | 检查户次 | 发现问题         | 整改情况 |
     |      |          |              |          |                  | 已整改   | 整改中
合计 |      |          | 33           | 66       | 7                | 5        | 2
1    | 1月  | 环境秩序 | 11           | 22       | 4                | 3        | 1
2    |      | 燃气     | 12           | 24       | 3                | 2        | 1
3    | 2月  | 环境秩序 | 10           | 20       | 0                | 0        | 0
""",
        merges=("A1:H1", "A2:A4", "B2:B4", "C2:C4", "D2:E2", "F2:H2", "D3:D4", "E3:E4", "F3:F4", "G3:H3", "B6:B7"),
    )
    found = office.check()
    assert found.value("inspections.checks") == 11 + 12 + 10
    assert found.value("inspections.outstanding") == 1 + 1 + 0
    assert found.parts("inspections.checks", "month")["1"] == 11 + 12
    stated = ("checks-as-stated", "visits-as-stated", "problems-as-stated", "problems-followed-up")
    assert {found.state(f"inspections.{name}") for name in stated} == {"pass"}


def test_a_csv_with_separators_and_digits_in_full_width(office):
    office.put("2023年行政检查月报.csv", """统计月份,领域,检查(次),检查(户次),发现问题隐患(处),整改完成(处)
2023年1月,燃气安全,１２,"１,０２４",3,2
2023-02,消防安全,8,６0,1,1
合计,,20,"1,084",4,3
""", encoding="utf-8-sig")  # fmt: skip
    found = office.check()
    assert found.value("inspections.visits") == 1024 + 60
    assert found.parts("inspections.checks", "field")["gas"] == 12
    assert found.state("inspections.visits-as-stated") == "pass"


def test_a_line_without_its_number_of_checks_is_set_aside(office):
    office.table("inspections", "月份 | 检查领域 | 检查次数\n1月 | 燃气 | 10\n2月 | 燃气 | 若干\n3月 | 燃气 |\n")
    found = office.check()
    assert [(line["row"], line["column"]) for line in found.quarantine] == [("3", "检查次数"), ("4", "检查次数")]
    assert found.value("inspections.checks") == 10
