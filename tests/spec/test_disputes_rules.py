"""What must hold of the screening for disputes, whose rows are months that others have added up; and its figures."""

from datetime import date

import pytest
from tests.spec.drawn import SHEET, Plant, file_of

FILE = file_of("disputes")

PLANTS = (
    # 三月 and 2023-03 are one month; 合计 is none.
    Plant(
        "disputes.month-unique",
        broken="""
月份    | 排查次数
1月     | 100
三月    | 100
2023-03 | 101
合计    | 301
""",
        fails=(3, 4),
        limit="""
月份    | 排查次数
1月     | 100
三月    | 100
合计    | 200
""",
    ),
    Plant(
        "disputes.month-in-the-year",
        broken="""
月份     | 排查次数
2022年12月 | 100
1        | 100
12月     | 100
2024年1月 | 100
""",
        fails=(2, 5),
        limit="""
月份     | 排查次数
1        | 100
12月     | 100
""",
    ),
    Plant(
        "disputes.no-count-below-zero",
        broken="""
月份 | 排查次数
1月  | -1
2月  | 0
""",
        fails=(2,),
        limit="""
月份 | 排查次数
2月  | 0
""",
    ),
    # A month that says nothing of the two kinds is not judged.
    Plant(
        "disputes.routine-and-special-add-up",
        broken="""
月份 | 排查次数 | 日常排查 | 专项排查
1月  | 100      | 90       | 10
2月  | 100      | 90       | 9
3月  | 100      | 90       | 11
4月  | 100      |          |
""",
        fails=(3, 4),
        limit="""
月份 | 排查次数 | 日常排查 | 专项排查
1月  | 100      | 90       | 10
4月  | 100      |          |
""",
    ),
    Plant(
        "disputes.screened-at-least-found",
        broken="""
月份 | 排查次数 | 排查出纠纷
1月  | 3        | 3
2月  | 3        | 4
""",
        fails=(3,),
        limit="""
月份 | 排查次数 | 排查出纠纷
1月  | 3        | 3
""",
    ),
    Plant(
        "disputes.found-at-least-settled",
        broken="""
月份 | 排查纠纷 | 调解成功
1月  | 3        | 3
2月  | 3        | 4
3月  | 3        | 2
""",
        fails=(3,),
        limit="""
月份 | 排查纠纷 | 调解成功
1月  | 3        | 3
3月  | 3        | 2
""",
    ),
    # One found in January and settled in February does not break the year.
    Plant(
        "disputes.settled-at-most-found",
        broken="""
月份 | 排查纠纷 | 调解成功
1月  | 3        | 2
2月  | 3        | 5
""",
        fails=(),
        limit="""
月份 | 排查纠纷 | 调解成功
1月  | 3        | 2
2月  | 3        | 4
""",
    ),
    Plant(
        "disputes.screenings-as-stated",
        broken="月份 | 排查次数\n1月 | 999\n2月 | 1001\n合计 | 2,001\n",
        fails=(),
        limit="月份 | 排查次数\n1月 | 999\n2月 | 1001\n合计 | 2,000\n",
    ),
    Plant(
        "disputes.found-as-stated",
        broken="月份 | 排查纠纷\n1月 | 3\n2月 | 4\n合计 | 8\n",
        fails=(),
        limit="月份 | 排查纠纷\n1月 | 3\n2月 | 4\n合计 | 7\n",
    ),
    Plant(
        "disputes.settled-as-stated",
        broken="月份 | 成功调解\n1月 | 3\n2月 | 4\n合计 | 6\n",
        fails=(),
        limit="月份 | 成功调解\n1月 | 3\n2月 | 4\n合计 | 7\n",
    ),
    # A subtotal states nothing of the year.
    Plant(
        "disputes.consultations-as-stated",
        broken="月份 | 法律咨询人次\n1月 | 20\n2月 | 30\n小计 | 50\n3月 | 10\n合计 | 50\n",
        fails=(),
        limit="月份 | 法律咨询人次\n1月 | 20\n2月 | 30\n小计 | 51\n3月 | 10\n合计 | 60\n",
    ),
    Plant(
        "disputes.trainings-as-stated",
        broken="月份 | 调解员培训(次)\n1月 | 0\n2月 | 1\n合计 | 2\n",
        fails=(),
        limit="月份 | 调解员培训(次)\n1月 | 0\n2月 | 1\n合计 | 1\n",
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


# December of the year before and January of the year after are in no sum, nor is a subtotal.
DRAWN = """
月份      | 排查次数 | 日常排查 | 专项排查 | 排查出纠纷 | 调解成功 | 法律咨询(人次) | 调解员培训
2022年12月 | 900      | 800      | 100      | 90         | 80       | 70             | 6
1月       | 101      | 90       | 11       | 3          | 3        | 21             |
二月      | 102      | 92       | 10       | 4          | 2        | 22             | 1
小计      | 203      | 182      | 21       | 7          | 5        | 43             | 1
202312    | 107      | 100      | 7        | 2          | 1        | 27             | 1
2024-01   | 900      | 800      | 100      | 90         | 80       | 70             | 6
"""


def test_figures(office):
    office.table("disputes", DRAWN)
    found = office.check()
    names = ("screenings", "routine", "special", "found", "settled", "consultations", "mediator_trainings")
    assert {name: found.value(f"disputes.{name}") for name in names} == {
        "screenings": 101 + 102 + 107,
        "routine": 90 + 92 + 100,
        "special": 11 + 10 + 7,
        "found": 3 + 4 + 2,
        "settled": 3 + 2 + 1,
        "consultations": 21 + 22 + 27,
        "mediator_trainings": 1 + 1,
    }
    settled_rate = found.figure("disputes.settled_rate").amount
    assert (settled_rate.part, settled_rate.whole) == (3 + 2 + 1, 3 + 4 + 2)


def test_months(office):
    office.table("disputes", DRAWN)
    parts = office.check().parts("disputes.screenings", "month")
    assert {month: value for month, value in parts.items() if value} == {"1": 101, "2": 102, "12": 107}


def test_a_rate_of_nothing_has_no_value(office):
    office.table("disputes", "月份 | 排查次数 | 排查纠纷 | 调解成功\n1月 | 100 | 0 | 0\n")
    assert office.check().value("disputes.settled_rate") is None


def test_a_month_that_was_left_blank_adds_nothing(office):
    office.table("disputes", "月份 | 排查次数 | 排查纠纷\n1月 | 100 | \n2月 | 100 | 3\n")
    found = office.check()
    assert found.value("disputes.found") == 0 + 3


def test_a_column_that_is_blank_throughout_has_no_sum(office):
    office.table("disputes", "月份 | 排查次数 | 排查纠纷\n1月 | 100 | \n2月 | 100 | \n")
    assert office.check().value("disputes.found") is None


def test_a_head_of_two_rows_with_groups_of_columns(office):
    office.table(
        "disputes",
        """
上仓镇矛盾纠纷排查月报
月份 | 排查情况 |            | 化解情况
     | 排查次数 | 其中：日常 | 成功调解（件）
一月 | 100      | 90         | 2
""",
        merges=("A1:D1", "A2:A3", "B2:C2"),
    )
    assert office.clean().table("disputes") | {"_file": 0, "_sheet": 0} == {
        "month": [date(2023, 1, 1)],
        "screenings": [100], "routine": [90], "special": [None],
        "found": [None], "settled": [2], "consultations": [None], "trainings": [None],
        "_file": 0, "_sheet": 0, "_row": [4],
    }  # fmt: skip


@pytest.mark.parametrize("written", ["13月", "一季度", "上半年"])
def test_what_is_no_month_is_quarantined(office, written):
    office.table("disputes", f"月份 | 排查次数\n1月 | 100\n{written} | 100\n")
    (line,) = office.clean().quarantine
    assert (line["row"], line["column"]) == ("3", "月份")
