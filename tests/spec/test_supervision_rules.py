"""What must hold of the register of enterprises by risk, and the shares of each tier that are drawn for a check."""

from decimal import Decimal

import pytest
from tests.spec.drawn import SHEET, Plant, file_of

FILE = file_of("supervision")

PLANTS = (
    # The same record twice is one record.
    Plant(
        "supervision.enterprise-unique",
        broken="""
企业名称 | 统一社会信用代码 | 风险等级
甲厂     | 91X1             | A
乙厂     | 91X2             | A
甲厂     | 91X1             | B
""",
        fails=(2, 4),
        limit="""
企业名称 | 统一社会信用代码 | 风险等级
甲厂     | 91X1             | A
乙厂     | 91X2             | A
甲厂     | 91X1             | A类
""",
    ),
    Plant(
        "supervision.checked-in-the-year",
        broken="""
企业名称 | 是否抽中 | 检查日期
甲厂     | 是       | 2022-12-31
乙厂     | 是       | 2023-01-01
丙厂     | 是       | 2023-12-31
丁厂     | 是       | 2024-01-01
""",
        fails=(2, 5),
        limit="""
企业名称 | 是否抽中 | 检查日期
乙厂     | 是       | 2023-01-01
丙厂     | 是       | 2023-12-31
戊厂     | 否       |
""",
    ),
    Plant(
        "supervision.checked-not-before-drawn",
        broken="""
企业名称 | 是否抽中 | 抽取日期   | 检查日期
甲厂     | 是       | 2023-04-11 | 2023-04-11
乙厂     | 是       | 2023-04-11 | 2023-04-10
""",
        fails=(3,),
        limit="""
企业名称 | 是否抽中 | 抽取日期   | 检查日期
甲厂     | 是       | 2023-04-11 | 2023-04-11
""",
    ),
    Plant(
        "supervision.published-not-before-checked",
        broken="""
企业名称 | 是否抽中 | 检查日期   | 结果公示日期
甲厂     | 是       | 2023-04-11 | 2023-04-11
乙厂     | 是       | 2023-04-11 | 2023-04-10
""",
        fails=(3,),
        limit="""
企业名称 | 是否抽中 | 检查日期   | 结果公示日期
甲厂     | 是       | 2023-04-11 | 2023-04-11
""",
    ),
    # What was not drawn, or drawn and not checked yet, has no result to show.
    Plant(
        "supervision.checked-ones-have-a-result",
        broken="""
企业名称 | 是否抽中 | 检查日期   | 检查结果
甲厂     | √        | 2023-04-11 | 未发现问题
乙厂     | √        | 2023-04-11 |
丙厂     | √        |            |
丁厂     |          | 2023-04-11 |
""",
        fails=(3,),
        limit="""
企业名称 | 是否抽中 | 检查日期   | 检查结果
甲厂     | √        | 2023-04-11 | 未发现问题
丙厂     | √        |            |
丁厂     |          | 2023-04-11 |
""",
    ),
    Plant(
        "supervision.results-published",
        broken="""
企业名称 | 是否抽中 | 检查日期   | 公示日期
甲厂     | 是       | 2023-04-11 | 2023-04-28
乙厂     | 是       | 2023-04-11 |
丙厂     | 是       |            |
丁厂     | 否       | 2023-04-11 |
""",
        fails=(3,),
        limit="""
企业名称 | 是否抽中 | 检查日期   | 公示日期
甲厂     | 是       | 2023-04-11 | 2023-04-28
丙厂     | 是       |            |
丁厂     | 否       | 2023-04-11 |
""",
    ),
    # A tier that is blank or not known is in no part.
    Plant(
        "supervision.enterprises-by-tier",
        broken="""
企业名称 | 风险等级
甲厂     | A
乙厂     | E
丙厂     |
""",
        fails=(),
        limit="""
企业名称 | 风险等级
甲厂     | A
乙厂     | Ｂ类
丙厂     | C级
丁厂     | d
""",
    ),
    Plant(
        "supervision.checked-by-result",
        broken="""
企业名称 | 是否抽中 | 检查日期   | 检查结果
甲厂     | 是       | 2023-04-11 | 未发现问题
乙厂     | 是       | 2023-04-11 | 不了了之
""",
        fails=(),
        limit="""
企业名称 | 是否抽中 | 检查日期   | 检查结果
甲厂     | 是       | 2023-04-11 | 未发现问题
乙厂     | 是       | 2023-04-11 | 查无下落
丙厂     | 否       | 2023-04-11 | 不了了之
""",
    ),
    Plant(
        "supervision.enterprises-as-stated",
        broken="""
企业名称 | 风险等级
甲厂     | A
乙厂     | B
合计     | 共3户，抽取1户
""",
        fails=(),
        limit="""
企业名称 | 风险等级
甲厂     | A
乙厂     | B
合计     | 共2户，抽取1户
""",
    ),
    Plant(
        "supervision.drawn-as-stated",
        broken="""
企业名称 | 风险等级      | 是否抽中
甲厂     | A             | 是
乙厂     | B             | 否
合计     | 共2户，抽取2户 |
""",
        fails=(),
        limit="""
企业名称 | 风险等级      | 是否抽中
甲厂     | A             | 是
乙厂     | B             | 否
合计     | 共2户，抽取1户 |
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

# K was checked after the year had ended; what was not drawn is not counted as checked.
DRAWN = """
企业名称 | 风险等级 | 是否抽中 | 检查日期   | 检查结果             | 结果公示日期
A1       | A        | 是       | 2023-04-20 | 未发现问题           | 2023-05-05
A2       | A        | 否       |            |                      |
A3       | A        |          |            |                      |
B1       | B        | 是       | 2023-05-08 | 发现问题已责令改正   | 2023-05-20
B2       | B        | 否       | 2023-05-08 | 发现问题已责令改正   | 2023-05-20
C1       | C        | 是       | 2023-10-10 | 发现问题待后续处理   |
C2       | C        | 是       | 2023-10-11 | 未按规定公示         | 2023-10-30
C3       | C        | 否       |            |                      |
D1       | D        | 是       | 2023-10-11 | 注销                 | 2023-10-30
D2       | D        | 是       |            |                      |
K        | D        | 是       | 2024-01-03 | 不配合检查情节严重   | 2024-01-20
"""


@pytest.fixture
def found(office):
    """The register above, cleaned and checked."""
    office.table("supervision", DRAWN)
    return office.check()


def test_enterprises_and_those_drawn_are_counted_by_tier(found):
    tiers = {"A": 3, "B": 2, "C": 3, "D": 3}
    drawn = {"A": 1, "B": 1, "C": 2, "D": 3}
    assert found.value("supervision.enterprises") == 3 + 2 + 3 + 3
    assert found.value("supervision.drawn") == 1 + 1 + 2 + 3
    assert found.parts("supervision.enterprises", "tier") == {tier.lower(): number for tier, number in tiers.items()}
    assert found.parts("supervision.drawn", "tier") == {tier.lower(): number for tier, number in drawn.items()}
    for tier in "abcd":
        assert found.value(f"supervision.enterprises_{tier}") == tiers[tier.upper()]
        assert found.value(f"supervision.drawn_{tier}") == drawn[tier.upper()]


def test_the_shares_drawn_are_exact_quotients_and_rise_with_the_risk(found):
    assert found.value("supervision.ratio") == Decimal(7) / Decimal(11)
    shares = [found.value(f"supervision.ratio_{tier}") for tier in "abcd"]
    assert shares == [Decimal(1) / 3, Decimal(1) / 2, Decimal(2) / 3, 1]
    assert shares == sorted(shares)


def test_checks_results_and_their_publication(found):
    counts = {name: found.value(f"supervision.{name}") for name in ("checked", "with_problems", "published")}
    assert counts == {
        "checked": len(["A1", "B1", "C1", "C2", "D1"]),
        "with_problems": len(["B1", "C1", "C2"]),
        "published": len(["A1", "B1", "C2", "D1"]),
    }
    rates = {name: found.figure(f"supervision.{name}").amount for name in ("checked_share", "problem_share", "published_share")}
    assert {name: (rate.part, rate.whole) for name, rate in rates.items()} == {
        "checked_share": (5, 7),
        "problem_share": (3, 5),
        "published_share": (4, 5),
    }


def test_checked_enterprises_go_by_result_in_the_order_of_the_code_list(found):
    results = [(key, number) for key, number in found.parts("supervision.checked", "result").items() if number]
    assert results == [("no_problem", 1), ("ordered_to_correct", 1), ("pending", 1), ("not_disclosed", 1), ("deregistered", 1)]


def test_every_figure_has_its_answer_here(found):
    assert {name for name in found.checked.figures if name.startswith("supervision.")} == {
        *(f"supervision.{name}{tier}" for name in ("enterprises", "drawn", "ratio") for tier in ("", "_a", "_b", "_c", "_d")),
        *(f"supervision.{name}" for name in ("checked", "with_problems", "published")),
        *(f"supervision.{name}" for name in ("checked_share", "problem_share", "published_share")),
    }


def test_a_tier_without_an_enterprise_has_no_share_drawn(office):
    office.table("supervision", "企业名称 | 风险等级 | 是否抽中\nA1 | A | 否\n")
    found = office.check()
    assert (found.value("supervision.ratio_a"), found.value("supervision.ratio_d")) == (0, None)
    assert found.value("supervision.checked_share") is None


# --- as they come -----------------------------------------------------------------------------------------------


def test_the_export_of_the_system_reads_by_its_own_names(office):
    office.put("双随机一公开抽查结果.csv", """抽查计划编号,抽查任务编号,市场主体名称,统一社会信用代码,信用风险分类,是否抽取,抽取日期,检查人员姓名,抽查完成日期,抽查检查结果,结果公示日期
P1,P1-01,𬭎盛厂,91X1,Ｄ,是,2023-04-11,贾树㭎、佟砚,2023/4/20,未按规定公示应当公示的信息,2023-05-05
P1,,乙厂,91X2,A,否,,,,,
合计,,"共2户，抽取1户",,,,,,,,
""", encoding="gb18030")  # fmt: skip
    found = office.check()
    assert (found.value("supervision.ratio_d"), found.value("supervision.ratio_a")) == (1, 0)
    assert found.column("supervision", "result") == ["not_disclosed", None]
    stated = ("enterprises-as-stated", "drawn-as-stated", "results-published")
    assert {found.state(f"supervision.{name}") for name in stated} == {"pass"}


def test_names_of_enterprises_owners_and_inspectors_do_not_stay(office):
    office.table("supervision", """
企业名称   | 法定代表人 | 联系电话    | 地址         | 风险等级 | 检查人1 | 检查人2
树㭎小吃店 | 王树㭎     | 19000000001 | 上仓镇八营村 | A        | 贾树㭎  | 佟砚
""")  # fmt: skip
    table = office.clean().table("supervision")
    assert "address" not in table
    said = " ".join(str(value) for values in table.values() for value in values)
    assert not [text for text in ("树㭎", "19000000001", "佟砚", "八营") if text in said]
