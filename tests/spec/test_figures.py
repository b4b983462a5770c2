"""Every figure of both tables, from a table drawn beside it; the answers are written as arithmetic."""

from decimal import Decimal

import pytest
from tests.spec.drawn import PENALTIES, PETITIONS, SHEET, Office, workbook

from nianbao.figures import compute, read_figures
from nianbao.tables import tables_of

# P3 and P4 were received the year before; P4 was still open when it ended, P3 was not.
PETITIONS_2023 = """
信访件编号 | 登记时间   | 受理告知时间 | 办结时间   | 信访形式 | 内容分类 | 信访目的 | 信访人 | 满意度
P1         | 2023-01-01 | 2023-01-16   | 2023-01-31 | 来信     | 土地     | 求决     | 张三   | 满意
P2         | 2023-01-31 | 2023-02-16   | 2023-02-20 | 来访     | 土地     | 建议     | 李四   | 未评价
P3         | 2022-12-30 | 2022-12-30   | 2022-12-31 | 来信     | 噪音     | 求决     | 王五   | 满意
P4         | 2022-12-31 | 2022-12-31   | 2023-01-01 | 来信     | 噪音     | 求决     | 王五   | 不满意
P5         | 2023-12-31 |              |            | 网信     |          |          | 张三   |
P6         | 2023-06-30 | 2023-06-30   | 2024-01-01 | 传真     | 噪音     | 求决     |        | 基本满意
P7         | 2024-01-01 |              |            | 来信     | 噪音     | 求决     | 赵六   |
P8         | 2023-02-01 | 2023-02-03   | 2023-02-10 | 来电     | 物业     | 其他     | 李四   | 基本满意
"""

PETITIONS_2022 = """
信访件编号 | 登记时间   | 受理告知时间 | 办结时间   | 信访形式 | 满意度
P3         | 2022-12-30 | 2022-12-30   | 2022-12-31 | 来信     | 满意
P4         | 2022-12-31 | 2022-12-31   |            | 来信     |
P0         | 2022-01-10 | 2022-01-10   | 2022-01-20 | 来访     | 不满意
"""

PENALTIES_2023 = """
决定书文号 | 决定日期   | 违法行为类型     | 处罚种类   | 行政相对人类别   | 罚款金额(万元)
D1         | 2023-01-01 | 文明行为         | 警告       | 自然人           |
D2         | 2023-01-31 | 市容和环境卫生   | 罚款       | 自然人           | 0.1
D3         | 2023-12-31 | 非法焚烧         | 警告、罚款 | 个体工商户       | 0.2
D4         | 2022-12-31 | 非法焚烧         | 罚款       | 自然人           | 9
D5         | 2024-01-01 | 非法焚烧         | 罚款       | 自然人           | 9
D6         | 2023-05-05 | 无证经营         | 罚款       |                  | 0.000001
D7         | 2023-05-06 | 文明行为         | 警告       | 法人及非法人组织 | 0
"""

PENALTIES_2022 = """
决定书文号 | 决定日期   | 违法行为类型 | 处罚种类 | 行政相对人类别 | 罚款金额(万元)
D4         | 2022-12-31 | 非法焚烧     | 罚款     | 自然人         | 0.05
"""


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    """Both tables of both years, cleaned and checked once."""
    root = tmp_path_factory.mktemp("figures")
    office = Office(root / "workspace")
    office.petitions(PETITIONS_2023)
    office.petitions(PETITIONS_2022, year=2022)
    office.penalties(PENALTIES_2023)
    office.penalties(PENALTIES_2022, year=2022)
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("NIANBAO_KEY_FILE", str(root / "pseudonym.key"))
        return office.check()


def test_petitions(found):
    petitions = {name: found.value(f"petitions.{name}") for name in (
        "received", "carried_in", "closed", "carried_out", "petitioners", "accepted_on_time", "satisfied", "rated",
    )}  # fmt: skip
    assert petitions == {
        "received": len(["P1", "P2", "P5", "P6", "P8"]),
        "carried_in": len(["P4"]),
        "closed": len(["P1", "P2", "P4", "P8"]),
        "carried_out": len(["P5", "P6"]),
        "petitioners": len({"张三", "李四"}),
        # P2 took 16 days; P5 was not accepted by the end of the year.
        "accepted_on_time": len(["P1", "P6", "P8"]),
        "satisfied": len(["P1", "P8"]),
        "rated": len(["P1", "P4", "P8"]),
    }


def test_rates_of_petitions_are_exact_quotients(found):
    rates = {name: found.figure(f"petitions.{name}").amount for name in ("accepted_on_time_rate", "closing_rate", "satisfaction_rate")}
    assert {name: (rate.part, rate.whole) for name, rate in rates.items()} == {
        "accepted_on_time_rate": (3, 5),
        "closing_rate": (4, 5 + 1),
        "satisfaction_rate": (2, 3),
    }
    assert rates["closing_rate"].value == Decimal(4) / Decimal(5 + 1)


def test_the_mean_is_kept_as_its_sum_and_number(found):
    mean = found.figure("petitions.days_to_close").amount
    # P1 16 to 31 January, P2 16 to 20 February, P4 31 December to 1 January, P8 3 to 10 February.
    assert (mean.part, mean.whole) == ((31 - 16) + (20 - 16) + 1 + (10 - 3), 4)
    assert mean.value == Decimal(15 + 4 + 1 + 7) / 4


def test_penalties(found):
    figures = {name: found.value(f"penalties.{name}") for name in ("cases", "fines", "fined")}
    assert figures == {
        "cases": len(["D1", "D2", "D3", "D6", "D7"]),
        # 0.1 + 0.2 = 0.3 in 10,000 yuan, exactly, and a fen.
        "fines": 1000 + 2000 + Decimal("0.01"),
        "fined": len(["D2", "D3", "D6"]),
    }
    share, mean = found.figure("penalties.fined_share").amount, found.figure("penalties.mean_fine").amount
    assert (share.part, share.whole) == (3, 5)
    assert (mean.part, mean.whole) == (1000 + 2000 + Decimal("0.01"), 3)


def test_every_figure_of_both_tables_has_its_answer_here(found):
    assert {name for name in found.checked.figures if name.startswith(("petitions.", "penalties."))} == {
        *(f"petitions.{name}" for name in (
            "received", "carried_in", "closed", "carried_out", "petitioners", "accepted_on_time", "accepted_on_time_rate",
            "closing_rate", "satisfied", "rated", "satisfaction_rate", "days_to_close")),
        *(f"penalties.{name}" for name in ("cases", "fines", "fined", "fined_share", "mean_fine")),
    }  # fmt: skip


# --- breakdowns -------------------------------------------------------------------------------------------------


def test_a_breakdown_has_known_categories_in_the_yamls_order_then_others_then_what_is_not_stated(found):
    assert list(found.parts("petitions.received", "channel").items()) == [("letter", 1), ("visit", 1), ("online", 1), ("call", 1), ("not_listed", 1)]
    assert list(found.parts("petitions.received", "topic").items()) == [("土地", 2), ("噪音", 1), ("物业", 1), ("", 1)]
    label = found.figure("petitions.received").by["topic"][-1].label
    assert (label.zh, label.en) == ("未填写", "not stated")


def test_a_breakdown_by_month_has_all_twelve(found):
    months = found.parts("petitions.received", "month")
    assert list(months) == [str(month) for month in range(1, 12 + 1)]
    assert {month: number for month, number in months.items() if number} == {"1": 2, "2": 1, "6": 1, "12": 1}
    assert [part.label.en for part in found.figure("petitions.received").by["month"]][:3] == ["Jan", "Feb", "Mar"]


def test_each_figure_goes_by_the_month_of_its_own_date(found):
    closed = {month: number for month, number in found.parts("petitions.closed", "month").items() if number}
    assert closed == {"1": len(["P1", "P4"]), "2": len(["P2", "P8"])}


@pytest.mark.parametrize(
    ("figure", "breakdown"),
    [("petitions.received", "channel"), ("petitions.received", "topic"), ("petitions.received", "purpose"),
     ("petitions.received", "month"), ("petitions.closed", "channel"), ("petitions.closed", "topic"),
     ("petitions.closed", "purpose"), ("petitions.closed", "month"), ("penalties.cases", "kind"),
     ("penalties.cases", "sanction"), ("penalties.cases", "party_kind"), ("penalties.cases", "month"),
     ("penalties.fines", "kind"), ("penalties.fines", "month"), ("penalties.fined", "kind")],
)  # fmt: skip
def test_the_parts_of_every_breakdown_add_up_to_the_figure(found, figure, breakdown):
    assert sum(found.parts(figure, breakdown).values()) == found.value(figure)


def test_sums_by_kind_are_exact(found):
    assert found.parts("penalties.fines", "kind") == {"civility": 0, "cityscape": 1000, "open_burning": 2000, "not_listed": Decimal("0.01")}
    assert found.parts("penalties.cases", "party_kind") == {"organisation": 1, "person": 2, "sole_trader": 1, "": 1}


# --- the year before --------------------------------------------------------------------------------------------


def test_the_year_before_stands_beside_each_figure(found):
    before = {name: found.figure(name).previous.value for name in (
        "petitions.received", "petitions.carried_in", "petitions.closed", "petitions.carried_out", "penalties.cases", "penalties.fines",
    )}  # fmt: skip
    assert before == {
        "petitions.received": len(["P3", "P4", "P0"]),
        "petitions.carried_in": 0,
        "petitions.closed": len(["P3", "P0"]),
        "petitions.carried_out": len(["P4"]),
        "penalties.cases": 1,
        "penalties.fines": 500,
    }
    rate = found.figure("petitions.closing_rate").previous
    assert (rate.part, rate.whole) == (2, 3 + 0)


def test_the_year_before_stands_beside_each_part(found):
    previous = {part.key: part.previous for part in found.figure("petitions.received").by["channel"]}
    assert previous == {"letter": len(["P3", "P4"]), "visit": len(["P0"]), "online": 0, "call": 0, "not_listed": 0}
    months = {part.key: part.previous for part in found.figure("petitions.closed").by["month"] if part.previous}
    assert months == {"1": 1, "12": 1}


def test_without_a_year_before_nothing_stands_beside(office):
    office.petitions(PETITIONS_2023)
    figure = office.check().figure("petitions.received")
    assert figure.previous is None
    assert {part.previous for part in figure.by["channel"]} == {None}


def test_the_year_before_is_judged_a_year_before_the_reference_date(office):
    # Accepted on 10 December: at 9 December of the year before it was not.
    office.petitions("信访件编号 | 登记时间 | 受理告知时间\nP1 | 2023-12-01 | 2023-12-02\n")
    office.petitions("信访件编号 | 登记时间 | 受理告知时间\nA1 | 2022-12-01 | 2022-12-10\n", year=2022)
    assert office.check(as_of="2023-12-09").figure("petitions.accepted_on_time").previous.value == 0
    assert office.check(as_of="2023-12-10").figure("petitions.accepted_on_time").previous.value == 1


# --- nothing ----------------------------------------------------------------------------------------------------


def test_no_file_is_not_zero(office):
    office.penalties(PENALTIES_2023)
    found = office.check()
    assert {figure.value for name, figure in found.checked.figures.items() if name.startswith("petitions.")} == {None}
    received = found.figure("petitions.received")
    assert received.sources == ()
    assert [part for parts in received.by.values() for part in parts if part.value is not None] == []


def test_no_file_this_year_leaves_last_years_number(office):
    office.penalties(PENALTIES_2023)
    office.petitions(PETITIONS_2022, year=2022)
    figure = office.check().figure("petitions.received")
    assert (figure.value, figure.previous.value) == (None, 3)


def test_a_register_without_a_record_counts_zero_and_has_no_rate(office):
    office.petitions("信访件编号 | 登记时间 | 受理告知时间 | 办结时间 | 信访人 | 满意度")
    found = office.check()
    counts = ("received", "carried_in", "closed", "carried_out", "petitioners", "accepted_on_time", "satisfied", "rated")
    assert {found.value(f"petitions.{name}") for name in counts} == {0}
    assert {found.value(f"petitions.{name}") for name in ("accepted_on_time_rate", "closing_rate", "satisfaction_rate", "days_to_close")} == {None}
    assert set(found.parts("petitions.received", "month").values()) == {0}


@pytest.mark.parametrize(
    ("figure", "lacking"),
    [("closed", "办结时间"), ("closing_rate", "办结时间"), ("carried_in", "办结时间"), ("petitioners", "信访人"), ("accepted_on_time", "受理告知时间")],
)
def test_a_figure_that_rests_on_a_column_no_file_has_is_not_zero(office, figure, lacking):
    # An export without 办结时间 does not say that nothing was closed.
    rows = [[cell.strip() or None for cell in line.split("|")] for line in PETITIONS_2023.strip().splitlines()]
    place = rows[0].index(lacking)
    office.petitions([[cell for index, cell in enumerate(row) if index != place] for row in rows])
    assert office.check().value(f"petitions.{figure}") is None


# --- where a number comes from ----------------------------------------------------------------------------------


def test_a_figure_says_how_many_rows_of_which_sheet_it_counts(office):
    head = ["信访件编号", "登记时间"]
    office.put("1信访.xlsx", workbook(("一月", [head, ["P1", "2023-01-01"]]), ("二月", [head, ["P2", "2023-02-01"], ["P3", "2022-02-01"]])))
    office.put("2信访.csv", "信访件编号,登记时间\nP4,2023-03-01\nP5,2023-03-01\n")
    figure = office.check().figure("petitions.received")
    assert figure.sources == (
        {"file": "1信访.xlsx", "sheet": "一月", "rows": 1},
        {"file": "1信访.xlsx", "sheet": "二月", "rows": 1},
        {"file": "2信访.csv", "sheet": "", "rows": 2},
    )
    assert sum(source["rows"] for source in figure.sources) == figure.value


def test_sources_of_a_sum_are_the_rows_that_have_an_amount(found):
    assert found.figure("penalties.fines").sources == ({"file": PENALTIES, "sheet": SHEET, "rows": len(["D2", "D3", "D6", "D7"])},)
    assert found.figure("petitions.received").sources == ({"file": PETITIONS, "sheet": SHEET, "rows": 5},)


def test_a_figure_says_its_condition_with_the_dates_of_the_year(found):
    assert "DATE '2023-01-01'" in found.figure("petitions.received").condition
    assert found.figure("petitions.closing_rate").condition == "closed / (received + carried_in)"


def test_each_kind_says_how_a_level_above_gets_it(found):
    names = ("petitions.received", "penalties.fines", "petitions.petitioners", "petitions.closing_rate", "petitions.days_to_close")
    assert [(found.figure(name).kind, found.figure(name).rollup) for name in names] == [
        ("count", "sum"), ("sum", "sum"), ("distinct", "none"), ("rate", "recompute"), ("mean", "recompute"),
    ]  # fmt: skip


def test_figures_read_back_are_the_figures_that_were_computed(found):
    again = read_figures(found.work.checked / "figures.json")
    assert {name: figure.amount for name, figure in again.items()} == {name: figure.amount for name, figure in found.checked.figures.items()}
    assert {name: figure.json() for name, figure in again.items()} == {name: figure.json() for name, figure in found.checked.figures.items()}


def test_a_part_goes_by_its_label_or_key(found):
    figures = found.checked.figures
    assert figures["penalties.fines: 非法焚烧"].value == figures["penalties.fines: open_burning"].value == 2000
    assert figures["petitions.received: 1月"].previous.value == 1


def test_the_order_of_rows_and_files_changes_no_figure(office):
    head, *rows = PETITIONS_2023.strip().splitlines()
    office.petitions("\n".join([head, *rows]))
    first = {name: figure.amount for name, figure in office.check().checked.figures.items()}
    (office.raw / "2023" / PETITIONS).unlink()
    office.put("乙信访.xlsx", workbook((SHEET, "\n".join([head, *rows[::-1][:3]]))))
    office.put("甲信访.xlsx", workbook((SHEET, "\n".join([head, *rows[::-1][3:]]))))
    assert {name: figure.amount for name, figure in office.check().checked.figures.items()} == first


def test_a_year_before_that_came_after_the_cleaning_is_not_yet_compared_with(office):
    office.petitions(PETITIONS_2023)
    office.clean()
    office.petitions("信访件编号 | 登记时间\nP0 | 2022-03-01\n", year=2022)
    work = office.work()
    assert work.before is not None
    figures = compute(work, tables_of(work.workspace, work.office))
    assert figures["petitions.received"].previous is None
