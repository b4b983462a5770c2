"""What must hold of the villages' legal advisers: each rule broken and just kept; and their figures."""

import pytest
from tests.spec.drawn import SHEET, Plant, file_of

FILE = file_of("village_advisers")

PLANTS = (
    Plant(
        "village_advisers.village-once",
        broken="村居名称 | 协议起始日期 | 所在单位\n甲村 | 2023-01-05 | 一所\n甲村 | 2023-01-05 | 二所\n乙村 | 2023-01-05 | 一所\n",
        fails=(2, 3),
        limit="村居名称 | 协议起始日期 | 所在单位\n甲村 | 2023-01-05 | 一所\n乙村 | 2023-01-05 | 一所\n",
    ),
    Plant(
        "village_advisers.contract-ends-after-it-begins",
        broken="""
村名 | 签约日期   | 到期日期
甲村 | 2023-01-05 | 2023-01-06
乙村 | 2023-01-05 | 2023-01-05
""",
        fails=(3,),
        limit="""
村名 | 签约日期   | 到期日期
甲村 | 2023-01-05 | 2023-01-06
""",
    ),
    Plant(
        "village_advisers.begun-by-the-reference-date",
        broken="村名 | 签约日期\n甲村 | 2023-12-31\n乙村 | 2024-01-01\n",
        fails=(3,),
        limit="村名 | 签约日期\n甲村 | 2023-12-31\n",
    ),
    # Five years from 1 March 2023 hold two leap days: 5 × 365 + 1 days to 28 February 2028, one more to the 29th.
    Plant(
        "village_advisers.contract-within-a-term",
        broken="""
村名 | 协议起     | 协议止
甲村 | 2023-03-01 | 2028-02-29
乙村 | 2023-03-01 | 2028-03-01
丙村 | 2023-03-01 |
""",
        fails=(3,),
        limit="""
村名 | 协议起     | 协议止
甲村 | 2023-03-01 | 2028-02-29
丙村 | 2015-03-01 |
""",
    ),
    Plant(
        "village_advisers.adviser-named",
        broken="村名 | 签约日期 | 律师姓名\n甲村 | 2023-01-05 | 张三\n乙村 | 2023-01-05 |\n",
        fails=(3,),
        limit="村名 | 签约日期 | 律师姓名\n甲村 | 2023-01-05 | 张三\n",
    ),
    Plant(
        "village_advisers.consultations-not-below-zero",
        broken="村名 | 签约日期 | 咨询件数\n甲村 | 2023-01-05 | 0\n乙村 | 2023-01-05 | -1\n",
        fails=(3,),
        limit="村名 | 签约日期 | 咨询件数\n甲村 | 2023-01-05 | 0\n",
    ),
    # The office of these tests has three villages.
    Plant(
        "village_advisers.covered-at-most-all-villages",
        broken="村名 | 签约日期 | 到期日期\n甲村 | 2023-01-05 |\n乙村 | 2023-01-05 |\n丙村 | 2023-01-05 |\n丁村 | 2023-01-05 |\n",
        fails=(),
        limit="村名 | 签约日期 | 到期日期\n甲村 | 2023-01-05 |\n乙村 | 2023-01-05 |\n丙村 | 2023-01-05 |\n",
    ),
    Plant(
        "village_advisers.consultations-as-stated",
        broken="村名 | 签约日期 | 法律咨询件数\n甲村 | 2023-01-05 | 5\n乙村 | 2023-01-05 | 6\n合计 | | 10\n",
        fails=(),
        limit="村名 | 签约日期 | 法律咨询件数\n甲村 | 2023-01-05 | 5\n乙村 | 2023-01-05 | 6\n合计 | | 11\n",
    ),
)


@pytest.fixture(autouse=True)
def three_villages(office):
    office.settings("name: {zh: 试验镇, en: Test Town}\nfacts: {villages: 3}\n")


@pytest.mark.parametrize("plant", PLANTS, ids=str)
def test_a_planted_failure_fails_and_names_its_rows(office, plant):
    found = plant.check(office, plant.broken)
    assert found.state(plant.rule) == "fail"
    assert found.places(plant.rule) == [(FILE, SHEET, row) for row in plant.fails]


@pytest.mark.parametrize("plant", PLANTS, ids=str)
def test_what_is_just_at_the_limit_passes(office, plant):
    assert plant.check(office, plant.limit).state(plant.rule) == "pass"


# At the end of the year 丙村's contract has run out and 丁村's has not begun; 甲村 has two.
DRAWN = """
片区 | 村居名称 | 村居法律顾问姓名 | 所在单位 | 协议起始日期 | 协议终止日期 | 签上门服务次数 | 解答法律咨询(件)
东片 | 甲村     | 张三             | 一所     | 2022-01-01   | 2023-12-31   | 4              | 11
东片 | 甲村     | 李四             | 二所     | 2023-07-01   | 2024-06-30   | 2              | 5
西片 | 乙村     | 张三             | 一所     | 2021-01-01   |              | 3              | 12
西片 | 丙村     | 王五             | 一所     | 2021-01-01   | 2023-12-30   |                | 13
西片 | 丁村     | 赵六             | 二所     | 2024-01-01   | 2026-12-31   |                |
"""


@pytest.fixture
def found(office):
    office.table("village_advisers", DRAWN)
    return office.check()


def test_figures(found):
    names = ("villages_covered", "advisers", "services", "consultations")
    assert {name: found.value(f"village_advisers.{name}") for name in names} == {
        "villages_covered": len({"甲村", "乙村"}),
        "advisers": len({"张三", "李四"}),
        "services": 4 + 2 + 3,
        "consultations": 11 + 5 + 12 + 13,
    }
    coverage = found.figure("village_advisers.coverage").amount
    assert (coverage.part, coverage.whole) == (len({"甲村", "乙村"}), 3)


def test_breakdowns(found):
    assert found.parts("village_advisers.consultations", "area") == {"东片": 11 + 5, "西片": 12 + 13}
    assert found.parts("village_advisers.services", "firm") == {"一所": 4 + 3, "二所": 2}


def test_who_is_covered_depends_on_the_reference_date(office):
    office.table("village_advisers", DRAWN)
    assert office.check(as_of="2023-12-30").value("village_advisers.villages_covered") == len({"甲村", "乙村", "丙村"})


def test_coverage_of_no_villages_has_no_value(office):
    office.settings("name: {zh: 试验镇, en: Test Town}\nfacts: {villages: 0}\n")
    office.table("village_advisers", DRAWN)
    assert office.check().value("village_advisers.coverage") is None


def test_coverage_cannot_be_told_of_an_office_that_does_not_say_how_many_villages_it_has(office):
    office.settings("name: {zh: 试验镇, en: Test Town}\n")
    office.table("village_advisers", DRAWN)
    found = office.check()
    assert found.value("village_advisers.coverage") is None
    assert found.state("village_advisers.covered-at-most-all-villages") == "could_not_check"


def test_areas_that_were_merged_downwards_and_the_systems_own_names(office):
    office.table(
        "village_advisers",
        """
村居法律顾问台账
片区 | 服务社区（村） | 村居法律顾问姓名 | 联系电话    | 聘期起   | 村负责人 | 负责人电话  | 签上门服务次数
东片 | 甲村           | 张三             | 19000000001 | 2023.4.1 | 李四     | 19000000002 | 4
     | 乙村           | 张三             | 19000000001 | 2023.4.1 | 王五     | 19000000003 | 5
合计 |                |                  |             |          |          |             | 9
""",
        merges=("A1:H1", "A3:A4"),
    )
    clean = office.clean().table("village_advisers")
    assert (clean["area"], clean["village"], clean["services"]) == (["东片", "东片"], ["甲村", "乙村"], [4, 5])
    assert clean["adviser"][0] == clean["adviser"][1] != "张三"
    assert not {"李四", "19000000001", "19000000002"} & {str(cell) for column in clean.values() for cell in column}
