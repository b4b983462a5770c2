"""What must hold of the integrity records, the figures they give, and that nobody can be read from them."""

import pytest
from tests.spec.drawn import SHEET, Plant, delimited, file_of

RECORDS = file_of("integrity_records")

PLANTS = (
    Plant(
        "integrity_records.number-unique",
        broken="""
信息编号 | 采集日期   | 信息类别
R1       | 2023-03-05 | 承诺
R1       | 2023-03-06 | 承诺
R2       | 2023-03-06 | 承诺
""",
        fails=(2, 3),
        limit="""
信息编号 | 采集日期   | 信息类别
R1       | 2023-03-05 | 承诺
R1       | 2023.3.5   | 信用承诺
R2       | 2023-03-06 | 承诺
""",
    ),
    Plant(
        "integrity_records.collected-in-the-year",
        broken="""
信息编号 | 采集日期
R1       | 2022-12-31
R2       | 2023-12-31
R3       | 2024-01-01
""",
        fails=(2, 4),
        limit="""
信息编号 | 采集日期
R1       | 2023-01-01
R2       | 2023-12-31
""",
    ),
    Plant(
        "integrity_records.people-named",
        broken="""
信息编号 | 采集日期   | 姓名
R1       | 2023-03-05 |
R2       | 2023-03-05 | 张三
""",
        fails=(2,),
        limit="""
信息编号 | 采集日期   | 姓名
R2       | 2023-03-05 | 张三
""",
    ),
    Plant(
        "integrity_records.breaches-have-a-source",
        broken="""
信息编号 | 采集日期   | 信息类别 | 信息来源
R1       | 2023-03-05 | 失信     |
R2       | 2023-03-05 | 守信     |
R3       | 2023-03-05 | 失信信息 | 主管部门
""",
        fails=(2,),
        limit="""
信息编号 | 采集日期   | 信息类别 | 信息来源
R2       | 2023-03-05 | 守信     |
R3       | 2023-03-05 | 失信信息 | 主管部门
""",
    ),
    Plant(
        "integrity_records.collected-by-kind",
        broken="""
信息编号 | 采集日期   | 信息类别
R1       | 2023-03-05 | 守信
R2       | 2023-03-05 | 表扬
""",
        fails=(),
        limit="""
信息编号 | 采集日期   | 信息类别
R1       | 2023-03-05 | 守信
R2       | 2023-03-05 | 平时考核
""",
    ),
)

# R5 is of the year before; 张三 is on record twice.
COLLECTED = """
信息编号 | 采集日期   | 姓名 | 信息类别 | 信息来源 | 信息内容
R1       | 2023-01-01 | 张三 | 承诺     | 党政办   | 张三签订承诺书
R2       | 2023-06-30 | 张三 | 考核     | 组织人事 | 好
R3       | 2023-12-31 | 李四 | 考核     | 组织人事 | 好
R4       | 2023-12-31 |      | 守信     |          |
R5       | 2022-12-31 | 王五 | 失信     | 主管部门 |
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
    office.table("integrity_records", COLLECTED)
    found = office.check()
    assert found.value("integrity_records.collected") == len(["R1", "R2", "R3", "R4"])
    assert found.value("integrity_records.people") == len({"张三", "李四"})
    assert found.parts("integrity_records.collected", "kind") == {"honoured": 1, "breached": 0, "pledge": 1, "appraisal": 2}
    assert found.parts("integrity_records.collected", "source") == {"组织人事": 2, "党政办": 1, "": 1}
    months = {month: number for month, number in found.parts("integrity_records.collected", "month").items() if number}
    assert months == {"1": 1, "6": 1, "12": 2}


def test_without_a_record_nothing_is_counted(office):
    office.table("integrity_records", "信息编号 | 采集日期 | 姓名")
    found = office.check()
    assert (found.value("integrity_records.collected"), found.value("integrity_records.people")) == (0, 0)


def test_neither_a_name_nor_what_is_told_of_somebody_stays(office):
    office.table("integrity_records", COLLECTED)
    table = office.clean().table("integrity_records")
    assert "content" not in table
    assert not {"张三", "李四", "王五"} & {cell for column in table.values() for cell in column}


def test_names_beyond_gbk_are_told_apart(office):
    drawing = "编号|姓名|类别|归集时间\nR1|马䶮|守信信息|2023/3/5\nR2|马䴖|守信信息|2023/3/5\nR3|马𬭎|承诺|2023/3/6\nR4|马䶮|承诺|2023/3/6"
    office.put("机关干部诚信信息.csv", delimited(drawing), encoding="gb18030")
    found = office.check()
    assert found.account["files"][0]["encoding"] == "gb18030"
    assert found.value("integrity_records.people") == len({"马䶮", "马䴖", "马𬭎"})
