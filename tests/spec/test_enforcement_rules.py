"""What must hold of enforcement acts by the three rules on disclosure, recording and legality review."""

import pytest
from tests.spec.drawn import SHEET, Plant, file_of
from tests.spec.old_excel import old_workbook

FILE = file_of("enforcement")

PLANTS = (
    Plant(
        "enforcement.number-unique",
        broken="""
执法文书编号 | 执法种类 | 决定日期
E1           | 行政处罚 | 2023-01-05
E2           | 行政处罚 | 2023-01-05
E1           | 行政处罚 | 2023-01-06
""",
        fails=(2, 4),
        limit="""
执法文书编号 | 执法种类 | 决定日期
E1           | 行政处罚 | 2023-01-05
E2           | 行政处罚 | 2023-01-05
E1           | 行政处罚 | 2023年1月5日
""",
    ),
    Plant(
        "enforcement.decided-in-the-year",
        broken="""
执法文书编号 | 执法种类 | 决定日期
E1           | 行政处罚 | 2022-12-31
E2           | 行政处罚 | 2023-01-01
E3           | 行政检查 | 2023-12-31
E4           | 行政检查 | 2024-01-01
""",
        fails=(2, 5),
        limit="""
执法文书编号 | 执法种类 | 决定日期
E2           | 行政处罚 | 2023-01-01
E3           | 行政检查 | 2023-12-31
""",
    ),
    Plant(
        "enforcement.disclosed-not-before-decided",
        broken="""
执法文书编号 | 执法种类 | 决定日期   | 公示日期
E1           | 行政处罚 | 2023-01-05 | 2023-01-05
E2           | 行政处罚 | 2023-01-05 | 2023-01-04
""",
        fails=(3,),
        limit="""
执法文书编号 | 执法种类 | 决定日期   | 公示日期
E1           | 行政处罚 | 2023-01-05 | 2023-01-05
""",
    ),
    # A review of the same day may have come first.
    Plant(
        "enforcement.reviewed-not-after-decided",
        broken="""
执法文书编号 | 执法种类 | 决定日期   | 法制审核日期
E1           | 行政处罚 | 2023-01-05 | 2023-01-05
E2           | 行政处罚 | 2023-01-05 | 2023-01-06
""",
        fails=(3,),
        limit="""
执法文书编号 | 执法种类 | 决定日期   | 法制审核日期
E1           | 行政处罚 | 2023-01-05 | 2023-01-05
""",
    ),
    Plant(
        "enforcement.penalties-reviewed-where-required",
        broken="""
执法文书编号 | 执法种类 | 决定日期   | 是否需法制审核 | 法制审核日期
E1           | 行政处罚 | 2023-01-05 | 需要           | 2023-01-04
E2           | 行政处罚 | 2023-01-05 | 需要           |
E3           | 行政处罚 | 2023-01-05 | 不需要         |
E4           | 行政检查 | 2023-01-05 | 需要           |
""",
        fails=(3,),
        limit="""
执法文书编号 | 执法种类 | 决定日期   | 是否需法制审核 | 法制审核日期
E1           | 行政处罚 | 2023-01-05 | 需要           | 2023-01-04
E3           | 行政处罚 | 2023-01-05 | 不需要         |
E4           | 行政检查 | 2023-01-05 | 需要           |
""",
    ),
    Plant(
        "enforcement.no-penalty-against-the-review",
        broken="""
执法文书编号 | 执法种类 | 决定日期   | 审核结果
E1           | 行政处罚 | 2023-01-05 | 通过
E2           | 行政处罚 | 2023-01-05 | 修改后同意
E3           | 行政处罚 | 2023-01-05 | 未通过
E4           | 行政检查 | 2023-01-05 | 不同意
""",
        fails=(4,),
        limit="""
执法文书编号 | 执法种类 | 决定日期   | 审核结果
E1           | 行政处罚 | 2023-01-05 | 通过
E2           | 行政处罚 | 2023-01-05 | 修改后同意
E4           | 行政检查 | 2023-01-05 | 不同意
""",
    ),
    # One officer entered twice is one officer.
    Plant(
        "enforcement.penalties-by-two-officers",
        broken="""
执法文书编号 | 执法种类 | 决定日期   | 执法人员1 | 执法人员2
E1           | 行政处罚 | 2023-01-05 | 张三      | 李四
E2           | 行政处罚 | 2023-01-05 | 张三      |
E3           | 行政处罚 | 2023-01-05 |           | 李四
E4           | 行政处罚 | 2023-01-05 | 张三      | 张三
E5           | 行政处罚 | 2023-01-05 |           |
E6           | 行政检查 | 2023-01-05 | 张三      |
""",
        fails=(3, 4, 5, 6),
        limit="""
执法文书编号 | 执法种类 | 决定日期   | 执法人员1 | 执法人员2
E1           | 行政处罚 | 2023-01-05 | 张三      | 李四
E6           | 行政检查 | 2023-01-05 | 张三      |
""",
    ),
    Plant(
        "enforcement.inspections-by-two-officers",
        broken="""
执法文书编号 | 执法种类 | 决定日期   | 执法人员1 | 执法人员2
E1           | 行政检查 | 2023-01-05 | 张三      | 李四
E2           | 行政检查 | 2023-01-05 | 张三      |
E3           | 行政处罚 | 2023-01-05 | 张三      |
""",
        fails=(3,),
        limit="""
执法文书编号 | 执法种类 | 决定日期   | 执法人员1 | 执法人员2
E1           | 行政检查 | 2023-01-05 | 张三      | 李四
E3           | 行政处罚 | 2023-01-05 | 张三      |
""",
    ),
    # After 5 January, a Thursday: 6, 9 to 13 and 16 January. After 19 January, with the Spring Festival from 21 to 27 and
    # the week-end after it worked: 20, 28 to 31 January, 1 and 2 February. E5 is still open at the end of the year.
    Plant(
        "enforcement.penalties-disclosed-within-7-working-days",
        broken="""
执法文书编号 | 执法种类 | 决定日期   | 公示日期
E1           | 行政处罚 | 2023-01-05 | 2023-01-16
E2           | 行政处罚 | 2023-01-05 | 2023-01-17
E3           | 行政处罚 | 2023-01-19 | 2023-02-02
E4           | 行政处罚 | 2023-01-19 | 2023-02-03
E5           | 行政处罚 | 2023-12-01 |
E6           | 行政处罚 | 2023-12-28 |
E7           | 行政检查 | 2023-01-05 | 2023-01-17
""",
        fails=(3, 5, 6),
        limit="""
执法文书编号 | 执法种类 | 决定日期   | 公示日期
E1           | 行政处罚 | 2023-01-05 | 2023-01-16
E3           | 行政处罚 | 2023-01-19 | 2023-02-02
E6           | 行政处罚 | 2023-12-28 |
E7           | 行政检查 | 2023-01-05 | 2023-01-17
""",
    ),
    # After 1 March, a Wednesday: 2 of the first week, three weeks of 5, and 27 to 29 March.
    Plant(
        "enforcement.others-disclosed-within-20-working-days",
        broken="""
执法文书编号 | 执法种类 | 决定日期   | 公示日期
E1           | 行政检查 | 2023-03-01 | 2023-03-29
E2           | 行政检查 | 2023-03-01 | 2023-03-30
E3           | 行政强制 | 2023-03-01 | 2023-03-30
E4           | 行政处罚 | 2023-03-01 | 2023-03-30
""",
        fails=(3, 4),
        limit="""
执法文书编号 | 执法种类 | 决定日期   | 公示日期
E1           | 行政检查 | 2023-03-01 | 2023-03-29
E4           | 行政处罚 | 2023-03-01 | 2023-03-30
""",
    ),
    Plant(
        "enforcement.coercion-recorded-in-full",
        broken="""
执法文书编号 | 执法种类 | 决定日期   | 全过程记录
E1           | 行政强制 | 2023-01-05 | 全过程
E2           | 行政强制 | 2023-01-05 | 文字记录
E3           | 行政强制 | 2023-01-05 | 音像
E4           | 行政处罚 | 2023-01-05 | 文字记录
""",
        fails=(3, 4),
        limit="""
执法文书编号 | 执法种类 | 决定日期   | 全过程记录
E1           | 行政强制 | 2023-01-05 | 全过程
E4           | 行政处罚 | 2023-01-05 | 文字记录
""",
    ),
    # A kind that is blank or not known is in no part.
    Plant(
        "enforcement.acts-by-kind",
        broken="""
执法文书编号 | 执法种类 | 决定日期
E1           | 行政处罚 | 2023-01-05
E2           | 行政约谈 | 2023-01-05
E3           |          | 2023-01-05
""",
        fails=(),
        limit="""
执法文书编号 | 执法种类 | 决定日期
E1           | 行政处罚 | 2023-01-05
E2           | 行政检查 | 2023-01-05
E3           | 行政强制 | 2023-01-05
""",
    ),
    Plant(
        "enforcement.acts-as-stated",
        broken="""
执法文书编号 | 执法种类 | 决定日期
E1           | 行政处罚 | 2023-01-05
E2           | 行政检查 | 2023-01-05
合计         | 共3件，其中行政处罚1件 |
""",
        fails=(),
        limit="""
执法文书编号 | 执法种类 | 决定日期
E1           | 行政处罚 | 2023-01-05
E2           | 行政检查 | 2023-01-05
合计         | 共2件，其中行政处罚1件 |
""",
    ),
    Plant(
        "enforcement.penalties-as-stated",
        broken="""
执法文书编号 | 执法种类 | 决定日期
E1           | 行政处罚 | 2023-01-05
E2           | 行政检查 | 2023-01-05
合计         | 共2件，其中行政处罚2件 |
""",
        fails=(),
        limit="""
执法文书编号 | 执法种类 | 决定日期
E1           | 行政处罚 | 2023-01-05
E2           | 行政检查 | 2023-01-05
合计         | 共2件，其中行政处罚1件 |
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


# What the document of the State Council's office and a check without a penalty ask for is no ground to stop a review.
@pytest.mark.parametrize(
    "rule",
    [
        "inspections-by-two-officers",
        "penalties-disclosed-within-7-working-days",
        "others-disclosed-within-20-working-days",
        "coercion-recorded-in-full",
    ],
)
def test_what_no_statute_demands_is_a_warning(office, rule):
    office.table("enforcement", "执法文书编号 | 决定日期\nE1 | 2023-01-05\n")
    assert office.check().outcome(f"enforcement.{rule}").rule.severity == "warning"


def test_days_beyond_the_holiday_calendar_are_not_called_late(office):
    office.table("enforcement", "执法文书编号 | 执法种类 | 决定日期 | 公示日期\nE1 | 行政处罚 | 1999-03-01 | 1999-09-01\n")
    assert office.check().state("enforcement.penalties-disclosed-within-7-working-days") != "fail"


# --- figures ----------------------------------------------------------------------------------------------------

# P5 and I3 are of other years.
DRAWN = """
执法文书编号 | 执法种类 | 决定日期   | 公示日期   | 全过程记录 | 是否需法制审核 | 法制审核日期
P1           | 行政处罚 | 2023-01-05 | 2023-01-16 | 全过程     | 是             | 2023-01-04
P2           | 行政处罚 | 2023-01-05 | 2023-01-17 | 全过程     | 是             |
P3           | 行政处罚 | 2023-06-05 |            | 文字       | 否             |
P4           | 行政处罚 | 2023-12-28 | 2024-01-09 | 音像       | 否             | 2023-12-27
P5           | 行政处罚 | 2022-12-31 | 2023-01-03 | 全过程     | 是             | 2022-12-30
I1           | 行政检查 | 2023-03-01 | 2023-03-29 | 全过程     | 否             |
I2           | 行政检查 | 2023-03-01 | 2023-03-30 | 文字       | 是             | 2023-02-28
I3           | 行政检查 | 2024-01-02 | 2024-01-03 | 全过程     | 是             | 2024-01-02
C1           | 行政强制 | 2023-05-05 | 2023-05-06 | 全过程     | 是             | 2023-05-04
"""


@pytest.fixture
def found(office):
    """The ledger above, cleaned and checked."""
    office.table("enforcement", DRAWN)
    return office.check()


def test_acts_are_counted_by_kind(found):
    penalties, inspections, coercion = ["P1", "P2", "P3", "P4"], ["I1", "I2"], ["C1"]
    assert {name: found.value(f"enforcement.{name}") for name in ("acts", "penalties", "inspections", "coercion")} == {
        "acts": len(penalties) + len(inspections) + len(coercion),
        "penalties": len(penalties),
        "inspections": len(inspections),
        "coercion": len(coercion),
    }
    assert found.parts("enforcement.acts", "kind") == {"penalty": 4, "inspection": 2, "coercion": 1}
    assert found.parts("enforcement.acts", "recorded") == {"text": 2, "audio_video": 1, "full": 2 + 1 + 1, "not_recorded": 0}


def test_what_of_them_is_disclosed_in_time_recorded_in_full_and_reviewed(found):
    names = ("disclosed", "recorded", "reviewed")
    counts = {kind: [found.value(f"enforcement.{kind}_{name}") for name in names] for kind in ("penalties", "inspections")}
    assert counts == {
        # P4: 29 December, then 2 to 5, 8 and 9 January.
        "penalties": [len(["P1", "P4"]), len(["P1", "P2"]), len(["P1", "P4"])],
        "inspections": [len(["I1"]), len(["I1"]), len(["I2"])],
    }
    assert found.value("enforcement.review_required") == len(["P1", "P2", "I2", "C1"])
    assert found.value("enforcement.reviewed_as_required") == len(["P1", "I2", "C1"])


def test_rates_are_shares_of_the_acts_of_their_kind(found):
    rates = {name: found.figure(f"enforcement.{name}").amount for name in (
        "penalties_disclosed_rate", "penalties_recorded_rate", "penalties_reviewed_rate",
        "inspections_disclosed_rate", "inspections_recorded_rate", "inspections_reviewed_rate", "review_rate",
    )}  # fmt: skip
    assert {name: (rate.part, rate.whole) for name, rate in rates.items()} == {
        "penalties_disclosed_rate": (2, 4),
        "penalties_recorded_rate": (2, 4),
        "penalties_reviewed_rate": (2, 4),
        "inspections_disclosed_rate": (1, 2),
        "inspections_recorded_rate": (1, 2),
        "inspections_reviewed_rate": (1, 2),
        "review_rate": (3, 4),
    }


def test_every_figure_has_its_answer_here(found):
    kinds, asked = ("penalties", "inspections"), ("disclosed", "recorded", "reviewed")
    assert {name for name in found.checked.figures if name.startswith("enforcement.")} == {
        *(f"enforcement.{name}" for name in ("acts", *kinds, "coercion")),
        *(f"enforcement.{kind}_{name}{rate}" for kind in kinds for name in asked for rate in ("", "_rate")),
        *(f"enforcement.{name}" for name in ("review_required", "reviewed_as_required", "review_rate")),
    }


def test_a_rate_of_nothing_has_no_value(office):
    office.table("enforcement", """
执法文书编号 | 执法种类 | 决定日期   | 公示日期   | 是否需法制审核 | 法制审核日期
I1           | 行政检查 | 2023-03-01 | 2023-03-29 | 否             |
""")  # fmt: skip
    found = office.check()
    assert found.value("enforcement.inspections_disclosed_rate") == 1
    assert {found.value(f"enforcement.{name}") for name in ("penalties_disclosed_rate", "review_rate")} == {None}


# --- as they come -----------------------------------------------------------------------------------------------


def test_a_kind_merged_over_its_acts_is_the_kind_of_each(office):
    office.table(
        "enforcement",
        """
上仓镇行政执法“三项制度”落实情况台账 | | |
序号 | 执法行为种类 | 执法文书编号 | 决定日期
1    | 行政处罚     | E1           | 2023年1月5日
2    |              | E2           | 2023-01-06
3    | 行政检查     | E3           | 2023-01-07
4    |              | E4           | 2023-01-08
合计 |              | 共4件，其中行政处罚2件、行政检查2件 |
""",
        merges=("A1:D1", "B3:B4", "B5:B6"),
    )
    found = office.check()
    assert found.parts("enforcement.acts", "kind") == {"penalty": 2, "inspection": 2, "coercion": 0}
    assert {found.state(f"enforcement.{name}") for name in ("acts-as-stated", "penalties-as-stated")} == {"pass"}


def test_an_old_workbook_with_days_as_serial_numbers(office):
    # 44927 is 1 January 2023.
    office.put("行政执法三项制度台账.xls", old_workbook(("台账", [
        ["序号", "执法种类", "决定书（检查记录）编号", "决定（检查）日期", "公示日期"],
        [1, "行政处罚", "E1", 44927 + 4, "2023.1.16"],
        [2, "行政检查", "E2", "2023/3/1", 44927 + 31 + 28 + 29],
        ["合计", "共2件，其中行政处罚1件"],
    ])))  # fmt: skip
    found = office.check()
    assert found.value("enforcement.penalties_disclosed_rate") == 1
    assert found.value("enforcement.inspections_disclosed_rate") == 0
    assert found.state("enforcement.acts-as-stated") == "pass"


def test_a_total_of_one_kind_states_nothing_of_all_acts(office):
    office.table("enforcement", "执法文书编号 | 执法种类 | 决定日期\nE1 | 行政检查 | 2023-01-05\n合计 | 行政处罚0件 |\n")
    found = office.check()
    assert found.state("enforcement.acts-as-stated") == "could_not_check"
    assert found.state("enforcement.penalties-as-stated") == "pass"


def test_a_ledger_that_names_its_officers_in_one_cell_cannot_be_checked_for_two(office):
    office.table("enforcement", "执法文书编号 | 执法种类 | 决定日期 | 执法人员\nE1 | 行政处罚 | 2023-01-05 | 张三、李四\n")
    assert office.check().state("enforcement.penalties-by-two-officers") == "could_not_check"


def test_names_of_parties_and_officers_do_not_stay(office):
    office.table("enforcement", """
执法文书编号 | 执法种类 | 决定日期   | 当事人 | 执法人员1 | 执法证号1   | 执法人员2 | 执法证号2
E1           | 行政处罚 | 2023-01-05 | 王树㭎 | 贾树㭎    | 02190100901 | 佟砚      | 02190100903
""")  # fmt: skip
    said = " ".join(str(value) for values in office.clean().table("enforcement").values() for value in values)
    assert not [text for text in ("树㭎", "佟砚", "0219010090") if text in said]
