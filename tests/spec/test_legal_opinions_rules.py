"""What must hold of legal opinions: each rule broken and just kept; and their figures."""

import pytest
from tests.spec.drawn import SHEET, Plant, file_of, workbook

FILE = file_of("legal_opinions")

PLANTS = (
    Plant(
        "legal_opinions.number-unique",
        broken="编号 | 出具日期\nF1 | 2023-01-05\nF1 | 2023-01-06\nF2 | 2023-01-06\n",
        fails=(2, 3),
        limit="编号 | 出具日期\nF1 | 2023-01-05\nF1 | 2023年1月5日\nF2 | 2023-01-06\n",
    ),
    Plant(
        "legal_opinions.given-not-before-received",
        broken="""
编号 | 收件日期   | 出具日期
F1   | 2023-01-05 | 2023-01-05
F2   | 2023-01-06 | 2023-01-05
""",
        fails=(3,),
        limit="""
编号 | 收件日期   | 出具日期
F1   | 2023-01-05 | 2023-01-05
""",
    ),
    Plant(
        "legal_opinions.given-in-the-year",
        broken="""
编号 | 出具日期
F1   | 2022-12-31
F2   | 2023-01-01
F3   | 2023-12-31
F4   | 2024-01-01
""",
        fails=(2, 5),
        limit="""
编号 | 出具日期
F2   | 2023-01-01
F3   | 2023-12-31
""",
    ),
    # Wednesday 27 September + 28; 7 and 8 October, a weekend that was worked; 9, 10, 11, 12 = 7 working days.
    Plant(
        "legal_opinions.decisions-given-time",
        broken="""
编号 | 类别         | 收件日期   | 出具日期
F1   | 重大行政决策 | 2023-09-27 | 2023-10-12
F2   | 重大决策     | 2023-09-27 | 2023-10-11
F3   | 合同         | 2023-09-27 | 2023-09-27
F4   | 重大行政决策 |            | 2023-10-11
""",
        fails=(3,),
        limit="""
编号 | 类别         | 收件日期   | 出具日期
F1   | 重大行政决策 | 2023-09-27 | 2023-10-12
F3   | 合同         | 2023-09-27 | 2023-09-27
F4   | 重大行政决策 |            | 2023-10-11
""",
    ),
    Plant(
        "legal_opinions.opinion-stated",
        broken="编号 | 出具日期 | 意见类型\nF1 | 2023-01-05 | 不合法\nF2 | 2023-01-05 |\n",
        fails=(3,),
        limit="编号 | 出具日期 | 意见类型\nF1 | 2023-01-05 | 不合法\n",
    ),
    Plant(
        "legal_opinions.adoption-stated",
        broken="编号 | 出具日期 | 是否采纳\nF1 | 2023-01-05 | 否\nF2 | 2023-01-05 |\n",
        fails=(3,),
        limit="编号 | 出具日期 | 是否采纳\nF1 | 2023-01-05 | 否\n",
    ),
    # A kind that is blank or not known is in no part.
    Plant(
        "legal_opinions.given-by-kind",
        broken="编号 | 出具日期 | 类别\nF1 | 2023-01-05 | 合同\nF2 | 2023-01-05 | 讲话稿\nF3 | 2023-01-05 |\n",
        fails=(),
        limit="编号 | 出具日期 | 类别\nF1 | 2023-01-05 | 合同\nF2 | 2023-01-05 | 其他\nF3 | 2023-01-05 | 其他涉法文件\n",
    ),
    Plant(
        "legal_opinions.given-by-opinion",
        broken="编号 | 出具日期 | 意见类型\nF1 | 2023-01-05 | 合法\nF2 | 2023-01-05 | 待定\n",
        fails=(),
        limit="编号 | 出具日期 | 意见类型\nF1 | 2023-01-05 | 合法\nF2 | 2023-01-05 | 修改后合法\n",
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


# F5 and F6 were given in other years.
DRAWN = """
编号 | 类别       | 出具日期   | 意见类型   | 是否采纳
F1   | 合同       | 2023-01-01 | 合法       | 是
F2   | 合同       | 2023-01-31 | 修改后合法 | 采纳
F3   | 信访答复   | 2023-12-31 | 不合法     | 部分采纳
F4   | 规范性文件 | 2023-06-30 | 修改后合法 | 否
F5   | 合同       | 2022-12-31 | 修改后合法 | 是
F6   | 合同       | 2024-01-01 | 合法       | 是
F7   | 合同       | 2023-06-30 |            |
"""


@pytest.fixture
def found(office):
    office.table("legal_opinions", DRAWN)
    return office.check()


def test_figures(found):
    names = ("given", "adopted", "amended_or_unlawful")
    assert {name: found.value(f"legal_opinions.{name}") for name in names} == {
        "given": len(["F1", "F2", "F3", "F4", "F7"]),
        "adopted": len(["F1", "F2"]),
        "amended_or_unlawful": len(["F2", "F3", "F4"]),
    }
    rate = found.figure("legal_opinions.adoption_rate").amount
    assert (rate.part, rate.whole) == (2, 2 + 3)


def parts(found, name, breakdown):
    """The parts of a figure that are not zero."""
    return {key: value for key, value in found.parts(name, breakdown).items() if value}


def test_breakdowns(found):
    kinds = {"contract": len(["F1", "F2", "F7"]), "petition_answer": 1, "normative_document": 1}
    assert parts(found, "legal_opinions.given", "kind") == kinds
    opinions = parts(found, "legal_opinions.given", "opinion")
    assert opinions == {"lawful": 1, "lawful_if_amended": len(["F2", "F4"]), "unlawful": 1, "": 1}
    assert parts(found, "legal_opinions.adopted", "kind") == {"contract": len(["F1", "F2"])}


def test_a_rate_of_nothing_has_no_value(office):
    office.table("legal_opinions", "编号 | 出具日期 | 是否采纳\nF1 | 2022-12-31 | 是\n")
    assert office.check().value("legal_opinions.adoption_rate") is None


def test_a_list_of_contracts_under_review_in_two_halves(office):
    first = "审查编号 | 合同名称 | 发起人 | 上传部门 | 上传时间 | 审查结果 | 审核时间\nF1 | 与张三的合同 | 李四 | 村委会 | 1月4日 | 合法 | 1月5日\n"
    second = "审查编号 | 送审事项 | 事项类别 | 审查日期\nF2 | 方案 | 重大决策 | 2023/7/5\n"
    office.put("合法性审查清单.xls", workbook(("上半年", first), ("下半年", second)))
    clean = office.clean().table("legal_opinions")
    assert clean["opinion_no"] == ["F1", "F2"]
    assert clean["kind"] == [None, "major_decision"]
    assert clean["opinion"] == ["lawful", None]
    assert [day.isoformat() for day in clean["given_on"]] == ["2023-01-05", "2023-07-05"]
    assert "document" not in clean
    assert clean["submitter"][0] != "李四"
