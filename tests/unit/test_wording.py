"""How a figure is written: never more than the number says."""

from decimal import Decimal

import pytest

from nianbao.errors import UnknownFormat
from nianbao.figures import Amount, Figure, change, plain_number, written, written_amount
from nianbao.words import Words


def rate(part, whole):
    return Amount(Decimal(part) / Decimal(whole), part, whole)


def percent(part, whole, lang="zh"):
    return written_amount(rate(part, whole), "percent", lang, "here")


def amount(value, form, lang="zh"):
    return written_amount(Amount(value), form, lang, "here")


def figure(kind="count", now=None, before=None, unit=("件", "petitions")):
    return Figure("t.f", Words(zh="甲", en="a"), Words(zh=unit[0], en=unit[1]), kind, now, before)


@pytest.mark.parametrize(
    ("part", "whole", "zh", "en"),
    [
        (1, 1, "100%", "100%"),
        (0, 7, "0%", "0%"),
        (427, 427, "100%", "100%"),
        (1, 2, "50%", "50%"),
        (2, 3, "66.7%", "66.7%"),
        (1, 8, "12.5%", "12.5%"),
        (987, 1000, "98.7%", "98.7%"),
        (1, 1000, "0.1%", "0.1%"),
        # Half up, from the exact fraction: 12.25 % and 12.35 %.
        (49, 400, "12.3%", "12.3%"),
        (247, 2000, "12.4%", "12.4%"),
        # 9,995 in 10,000 would round to 100, and 4 in 10,000 to 0: neither is said.
        (9994, 10000, "99.9%", "99.9%"),
        (9995, 10000, "99.9%以上", "over 99.9%"),
        (999_999, 1_000_000, "99.9%以上", "over 99.9%"),
        (4, 10_000, "不足0.1%", "under 0.1%"),
        (1, 1_000_000, "不足0.1%", "under 0.1%"),
        (10_004, 10_000, "略高于100%", "just over 100%"),
        (6, 5, "120%", "120%"),
        (3000, 100, "3000%", "3,000%"),
    ],
)
def test_a_percentage_is_never_100_or_0_unless_it_is(part, whole, zh, en):
    assert percent(part, whole) == zh
    assert percent(part, whole, "en") == en


@pytest.mark.parametrize(
    ("value", "zh", "en"),
    [
        (127, "120余", "over 120"),
        (120, "120", "120"),
        (129, "120余", "over 120"),
        (2448, "2400余", "over 2,400"),
        (2400, "2400", "2,400"),
        (99, "90余", "over 90"),
        (10, "10", "10"),
        (7, "7", "7"),
        (0, "0", "0"),
        (1_299_999, "1200000余", "over 1,200,000"),
        (Decimal("1200.01"), "1200余", "over 1,200"),
    ],
)
def test_about_is_two_digits_and_never_rounds_up(value, zh, en):
    assert amount(value, "about") == zh
    assert amount(value, "about", "en") == en


@pytest.mark.parametrize(
    ("value", "zh", "en"),
    [(11_850, "1.185万元", "1.185 × 10,000 yuan"), (10_000, "1万元", "1 × 10,000 yuan"), (Decimal("0.01"), "0.000001万元", "0.000001 × 10,000 yuan"),
     (0, "0万元", "0 × 10,000 yuan"), (12_345_678, "1234.5678万元", "1,234.5678 × 10,000 yuan")],
)  # fmt: skip
def test_wan_is_exact(value, zh, en):
    assert amount(value, "wan") == zh
    assert amount(value, "wan", "en") == en


@pytest.mark.parametrize(
    ("value", "zh", "en"),
    [(11_850, "11850元", "11,850 yuan"), (Decimal("11850.50"), "11850.5元", "11,850.5 yuan"), (Decimal("0.30"), "0.3元", "0.3 yuan")],
)
def test_yuan_is_exact(value, zh, en):
    assert amount(value, "yuan") == zh
    assert amount(value, "yuan", "en") == en


@pytest.mark.parametrize(
    ("number", "zh", "en"),
    [(0, "0", "0"), (100, "100", "100"), (1234567, "1234567", "1,234,567"), (Decimal("1E+3"), "1000", "1,000"),
     (Decimal("0.10"), "0.1", "0.1"), (Decimal("100.00"), "100", "100"), (-5, "-5", "-5")],
)  # fmt: skip
def test_english_groups_thousands_and_chinese_does_not(number, zh, en):
    assert plain_number(number, "zh") == zh
    assert plain_number(number, "en") == en


def test_a_figure_is_written_by_its_kind():
    assert written(figure(now=Amount(427)), None, "zh", "x") == "427"
    assert written(figure("sum", Amount(11_850)), None, "en", "x") == "11,850"
    assert written(figure("rate", rate(2, 3)), None, "zh", "x") == "66.7%"
    # 2 / 3 = 0.67, to one digit.
    assert written(figure("mean", rate(2, 3)), None, "zh", "x") == "0.7"
    assert written(figure("mean", rate(30, 1)), None, "zh", "x") == "30"


def test_where_there_is_nothing_to_compute_the_words_say_so():
    for form in ("exact", "about", "yuan", "wan", "percent", "mean"):
        assert amount(None, form) == "无可计算"
        assert amount(None, form, "en") == "nothing to compute"


def test_an_unknown_format_names_those_there_are_and_the_nearest():
    with pytest.raises(UnknownFormat) as error:
        amount(1, "percant")
    assert error.value.say("en") == (
        "here: no format “percant”; there are about, above, exact, mean, over, percent, wan, yuan. Did you mean “percent”?"
    )


@pytest.mark.parametrize(
    ("now", "before", "zh", "en"),
    [
        (427, 393, "比上年增加34件", "34 more than the year before"),
        (393, 427, "比上年减少34件", "34 fewer than the year before"),
        (5, 5, "与上年持平", "as the year before"),
        (2000, 0, "比上年增加2000件", "2,000 more than the year before"),
        (Decimal("0.3"), Decimal("0.1"), "比上年增加0.2件", "0.2 more than the year before"),
    ],
)
def test_a_count_moves_by_its_difference(now, before, zh, en):
    moved = figure(now=Amount(now), before=Amount(before))
    assert (change(moved, "zh"), change(moved, "en")) == (zh, en)


@pytest.mark.parametrize(
    ("now", "before", "zh", "en"),
    [
        ((3, 4), (1, 2), "比上年提高25个百分点", "25 points up on the year before"),
        ((1, 2), (3, 4), "比上年降低25个百分点", "25 points down from the year before"),
        ((2, 4), (1, 2), "与上年持平", "as the year before"),
        # 1 / 3 − 3,333 / 10,000 = 1 / 30,000, a third of a hundredth of a point.
        ((1, 3), (3333, 10_000), "比上年提高不足0.1个百分点", "under 0.1 points up on the year before"),
    ],
)
def test_a_rate_moves_by_points(now, before, zh, en):
    moved = figure("rate", rate(*now), rate(*before))
    assert (change(moved, "zh"), change(moved, "en")) == (zh, en)


@pytest.mark.parametrize(("now", "before"), [(Amount(None), Amount(1)), (Amount(1), Amount(None)), (Amount(1), None)])
def test_without_two_numbers_there_is_no_change(now, before):
    assert change(figure(now=now, before=before), "zh") == ""
