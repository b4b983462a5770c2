"""What must hold of normative documents, what is counted of them, and what their lists look like."""

import pytest
from tests.spec.drawn import SHEET, Plant, delimited, file_of

FILE = file_of("normative_documents")

PLANTS = (
    Plant(
        "normative_documents.number-unique",
        broken="""
文号 | 文件名称     | 印发日期
N1   | 公墓管理办法 | 2023-05-10
N1   | 门店管理办法 | 2023-05-10
N2   | 村务公开办法 | 2023-05-10
""",
        fails=(2, 3),
        limit="""
文号 | 文件名称     | 印发日期
N1   | 公墓管理办法 | 2023-05-10
N1   | 公墓管理办法 | 2023.5.10
N2   | 村务公开办法 | 2023-05-10
""",
    ),
    Plant(
        "normative_documents.issued-by-the-reference-date",
        broken="""
文号 | 印发日期
N1   | 2024-01-01
N2   | 2023-12-31
N3   | 2018-01-01
""",
        fails=(2,),
        limit="""
文号 | 印发日期
N2   | 2023-12-31
N3   | 2018-01-01
""",
    ),
    Plant(
        "normative_documents.comments-end-not-before-they-begin",
        broken="""
文号 | 征求意见起 | 征求意见止 | 印发日期
N1   | 2023-03-02 | 2023-03-01 | 2023-05-10
N2   | 2023-03-01 | 2023-03-01 | 2023-05-10
""",
        fails=(2,),
        limit="""
文号 | 征求意见起 | 征求意见止 | 印发日期
N2   | 2023-03-01 | 2023-03-01 | 2023-05-10
""",
    ),
    Plant(
        "normative_documents.issued-not-before-comments-end",
        broken="""
文号 | 征求意见止 | 印发日期
N1   | 2023-05-11 | 2023-05-10
N2   | 2023-05-10 | 2023-05-10
""",
        fails=(2,),
        limit="""
文号 | 征求意见止 | 印发日期
N2   | 2023-05-10 | 2023-05-10
""",
    ),
    Plant(
        "normative_documents.issued-not-before-reviewed",
        broken="""
文号 | 合法性审核日期 | 印发日期
N1   | 2023-05-11     | 2023-05-10
N2   | 2023-05-10     | 2023-05-10
""",
        fails=(2,),
        limit="""
文号 | 合法性审核日期 | 印发日期
N2   | 2023-05-10     | 2023-05-10
""",
    ),
    Plant(
        "normative_documents.filed-not-before-issued",
        broken="""
文号 | 印发日期   | 备案日期
N1   | 2023-05-10 | 2023-05-09
N2   | 2023-05-10 | 2023-05-10
""",
        fails=(2,),
        limit="""
文号 | 印发日期   | 备案日期
N2   | 2023-05-10 | 2023-05-10
""",
    ),
    Plant(
        "normative_documents.repealed-not-before-issued",
        broken="""
文号 | 印发日期   | 废止日期
N1   | 2023-05-10 | 2023-05-09
N2   | 2023-05-10 | 2023-05-10
""",
        fails=(2,),
        limit="""
文号 | 印发日期   | 废止日期
N2   | 2023-05-10 | 2023-05-10
""",
    ),
    Plant(
        "normative_documents.repealed-ones-dated",
        broken="""
文号 | 印发日期   | 效力状态 | 废止日期
N1   | 2018-05-10 | 已废止   |
N2   | 2018-05-10 | 失效     |
N3   | 2018-05-10 | 废止     | 2023-06-30
N4   | 2018-05-10 | 有效     |
""",
        fails=(2, 3),
        limit="""
文号 | 印发日期   | 效力状态 | 废止日期
N3   | 2018-05-10 | 废止     | 2023-06-30
N4   | 2018-05-10 | 有效     |
""",
    ),
    # Those of other years were judged in those years.
    Plant(
        "normative_documents.market-documents-put-to-comment",
        broken="""
文号 | 涉及市场主体 | 征求意见起 | 印发日期
N1   | 涉及         |            | 2023-05-10
N2   | 是           | 2023-03-01 | 2023-05-10
N3   | 不涉及       |            | 2023-05-10
N4   | 涉及         |            | 2022-12-31
""",
        fails=(2,),
        limit="""
文号 | 涉及市场主体 | 征求意见起 | 印发日期
N2   | 是           | 2023-03-01 | 2023-05-10
N3   | 不涉及       |            | 2023-05-10
N4   | 涉及         |            | 2022-12-31
""",
    ),
    # The first day is not counted: from 1 March the 30th day is 31 March.
    Plant(
        "normative_documents.market-comments-at-least-30-days",
        broken="""
文号 | 涉及市场主体 | 征求意见起 | 征求意见止 | 印发日期
N1   | 涉及         | 2023-03-01 | 2023-03-30 | 2023-05-10
N2   | 涉及         | 2023-03-01 | 2023-03-31 | 2023-05-10
N3   | 不涉及       | 2023-03-01 | 2023-03-08 | 2023-05-10
N4   | 涉及         | 2022-03-01 | 2022-03-30 | 2022-12-31
""",
        fails=(2,),
        limit="""
文号 | 涉及市场主体 | 征求意见起 | 征求意见止 | 印发日期
N2   | 涉及         | 2023-03-01 | 2023-03-31 | 2023-05-10
N3   | 不涉及       | 2023-03-01 | 2023-03-08 | 2023-05-10
N4   | 涉及         | 2022-03-01 | 2022-03-30 | 2022-12-31
""",
    ),
    Plant(
        "normative_documents.market-documents-reviewed",
        broken="""
文号 | 涉及市场主体 | 合法性审查日期 | 印发日期
N1   | 涉及         |                | 2023-05-10
N2   | 涉及         | 2023-05-10     | 2023-05-10
N3   | 不涉及       |                | 2023-05-10
N4   | 涉及         |                | 2022-12-31
""",
        fails=(2,),
        limit="""
文号 | 涉及市场主体 | 合法性审查日期 | 印发日期
N2   | 涉及         | 2023-05-10     | 2023-05-10
N3   | 不涉及       |                | 2023-05-10
N4   | 涉及         |                | 2022-12-31
""",
    ),
    Plant(
        "normative_documents.market-documents-reviewed-for-competition",
        broken="""
文号 | 涉及市场主体 | 公平竞争审查 | 印发日期
N1   | 涉及         | 不适用       | 2023-05-10
N2   | 涉及         | 未审查       | 2023-05-10
N3   | 涉及         | 是           | 2023-05-10
N4   | 不涉及       | 未审查       | 2023-05-10
N5   | 涉及         | 未审查       | 2022-12-31
""",
        fails=(2, 3),
        limit="""
文号 | 涉及市场主体 | 公平竞争审查 | 印发日期
N3   | 涉及         | 是           | 2023-05-10
N4   | 不涉及       | 未审查       | 2023-05-10
N5   | 涉及         | 未审查       | 2022-12-31
""",
    ),
    Plant(
        "normative_documents.no-minutes-or-plans",
        broken="""
文号 | 文件名称                   | 印发日期
N1   | 镇长办公会会议纪要         | 2023-05-10
N2   | 上仓镇2023年工作计划       | 2023-05-10
N3   | 上仓镇村务公开实施办法     | 2023-05-10
""",
        fails=(2, 3),
        limit="""
文号 | 文件名称                   | 印发日期
N3   | 上仓镇村务公开实施办法     | 2023-05-10
""",
    ),
    # 2 at the end of the year before, 1 issued, 1 repealed: 2 + 1 - 1.
    Plant(
        "normative_documents.in-force-as-carried-on",
        before="""
文号 | 印发日期   | 废止日期
N1   | 2018-05-10 |
N2   | 2022-05-10 |
""",
        broken="""
文号 | 印发日期   | 废止日期
N1   | 2018-05-10 | 2023-06-30
N3   | 2023-05-10 |
""",
        fails=(),
        limit="""
文号 | 印发日期   | 废止日期
N1   | 2018-05-10 | 2023-06-30
N2   | 2022-05-10 |
N3   | 2023-05-10 |
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

# N3 is repealed after the end of the year, N6 issued after it.
DOCUMENTS_2023 = """
文号 | 涉及市场主体 | 合法性审核日期 | 印发日期   | 备案日期   | 废止日期
N1   | 否           | 2018-05-01     | 2018-05-10 | 2018-05-20 | 2023-01-01
N2   | 否           | 2018-05-01     | 2018-05-10 | 2018-05-20 | 2022-12-31
N3   | 是           | 2022-12-01     | 2022-12-31 | 2023-01-05 | 2024-01-01
N4   | 是           | 2022-12-20     | 2023-01-01 | 2023-01-15 |
N5   | 否           |                | 2023-12-31 | 2024-01-08 |
N6   | 否           | 2023-12-20     | 2024-01-01 |            |
"""


@pytest.fixture
def found(office):
    """The list above, checked."""
    office.table("normative_documents", DOCUMENTS_2023)
    return office.check()


def test_counts(found):
    names = ("issued", "reviewed", "filed", "repealed", "in_force")
    assert {name: found.value(f"normative_documents.{name}") for name in names} == {
        "issued": len(["N4", "N5"]),
        "reviewed": len(["N4"]),
        "filed": len(["N4"]),
        "repealed": len(["N1"]),
        "in_force": len(["N3", "N4", "N5"]),
    }


def test_rates_are_of_the_years_documents(found):
    amounts = {name: found.figure(f"normative_documents.{name}").amount for name in ("review_rate", "filing_rate")}
    assert {name: (amount.part, amount.whole) for name, amount in amounts.items()} == {
        "review_rate": (1, 2),
        "filing_rate": (1, 2),
    }


def test_documents_by_whom_they_touch(found):
    assert found.parts("normative_documents.issued", "market") == {"yes": len(["N4"]), "no": len(["N5"])}


def test_a_rate_of_nothing_has_no_value(office):
    office.table("normative_documents", "文号 | 合法性审核日期 | 印发日期\nN1 | 2022-05-01 | 2022-05-10\n")
    assert office.check().value("normative_documents.review_rate") is None


# --- what lists look like ---------------------------------------------------------------------------------------


def test_a_csv_with_other_names_and_numbers_in_square_brackets(office):
    drawing = """
序号 | 发文字号               | 规范性文件名称 | 合法性审查日期 | 成文日期  | 报备日期  | 废止或失效日期 | 有效性
1    | 上仓政发[2018]12号     | 养殖管理办法   | 2018/5/8       | 2018/5/15 | 2018/5/28 | 2023/8/31      | 已废止
2    | 上仓政发〔2023〕 4 号  | 公墓管理办法   | 2023/4/10      | 2023/4/18 | 2023/4/29 |                | 现行有效
"""
    office.put("规范性文件清单.csv", delimited(drawing), encoding="utf-8-sig")
    found = office.check()
    assert (found.value("normative_documents.issued"), found.value("normative_documents.repealed")) == (1, 1)
    assert found.column("normative_documents", "status") == ["repealed", "in_force"]
