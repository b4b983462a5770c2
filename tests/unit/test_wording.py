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


def money(value, form, lang="zh", unit="元", about=""):
    return written(figure("sum", Amount(value, about=about), unit=(unit, "yuan")), form, lang, "here")


@pytest.mark.parametrize(
    ("value", "zh", "en"),
    [(11_850, "1.185万元", "11,850 yuan"), (10_000, "1万元", "10,000 yuan"), (Decimal("0.01"), "0.01元", "0.01 yuan"),
     (0, "0元", "0 yuan"), (12_345_678, "1234.5678万元", "12.345678 million yuan")],
)  # fmt: skip
def test_wan_is_exact(value, zh, en):
    assert money(value, "wan") == zh
    assert money(value, "wan", "en") == en


@pytest.mark.parametrize(("value", "zh", "en"), [(9, "9", "9"), (5, "5", "5"), (0, "0", "0"), (11, "超过10", "more than 10")])
def test_more_than_nothing_is_no_form(value, zh, en):
    assert amount(value, "over") == zh
    assert amount(value, "over", "en") == en


def test_points_below_ten_are_told_exactly():
    assert written(figure("mean", Amount(Decimal(9), 18, 2), unit=("分", "points")), "above", "zh", "here") == "9分"
    assert written(figure("mean", Amount(Decimal(9), 18, 2), unit=("分", "points")), "above", "en", "here") == "9 points"


def test_counts_have_wan_and_yi_too():
    assert amount(12_345, "wan") == "1.2345万"
    assert amount(12_345, "wan", "en") == "12,345"
    assert amount(120_000_000, "yi") == "1.2亿"
    assert amount(1_234_000_000, "yi", "en") == "1.234 billion"


@pytest.mark.parametrize(
    ("value", "form", "zh", "en"),
    [
        (12_345, "about wan", "1.2万余", "over 12,000"),
        (12_000, "about wan", "1.2万", "12,000"),
        (123_456_789, "about yi", "1.2亿余", "over 120 million"),
        (98_500, "near wan", "9.85万", "98,500"),
        (98_501, "near wan", "近9.9万", "nearly 99,000"),
        (99_600, "near wan", "近10万", "nearly 100,000"),
        (12_345, "round wan", "约1.2万", "about 12,000"),
        (12_345, "over wan", "超过1.2万", "more than 12,000"),
    ],
)
def test_a_form_takes_a_scale(value, form, zh, en):
    assert amount(value, form) == zh
    assert amount(value, form, "en") == en


@pytest.mark.parametrize(
    ("value", "zh", "en"),
    [
        (98, "近100", "nearly 100"), (427, "近430", "nearly 430"), (1960, "近2000", "nearly 2,000"), (1999, "近2000", "nearly 2,000"),
        # In the lower half of its step a number is nearer to the one below; an exact multiple is not below anything.
        (421, "421", "421"), (425, "425", "425"), (430, "430", "430"), (100, "100", "100"), (9, "9", "9"), (0, "0", "0"),
    ],
)  # fmt: skip
def test_near_is_said_only_of_a_number_truly_below(value, zh, en):
    assert amount(value, "near") == zh
    assert amount(value, "near", "en") == en


@pytest.mark.parametrize(("value", "zh"), [(427, "约430"), (425, "约430"), (424, "约420"), (420, "420"), (7, "7"), (0, "0")])
def test_round_is_the_nearest_of_two_digits(value, zh):
    assert amount(value, "round") == zh


@pytest.mark.parametrize(
    ("value", "zh", "en"),
    [
        (9_999, "9999元", "9,999 yuan"), (10_000, "1万元", "10,000 yuan"), (1_185_000, "118.5万元", "1.18 million yuan"),
        (11_850, "1.18万余元", "11,850 yuan"), (99_999_999, "9999.99万余元", "over 99.99 million yuan"),
        (100_000_000, "1亿元", "100 million yuan"), (1_234_567_890, "12.34亿余元", "over 1.23 billion yuan"), (0, "0元", "0 yuan"),
        (Decimal("0.30"), "0.3元", "0.3 yuan"),
    ],
)  # fmt: skip
def test_money_takes_the_unit_that_fits_and_marks_what_it_cuts_off(value, zh, en):
    assert money(value, "money") == zh
    assert money(value, "money", "en") == en.replace("1.18 m", "over 1.18 m")


def test_money_kept_in_wan_is_told_in_yuan():
    assert money(Decimal("118.5"), "yuan", unit="万元") == "1185000元"
    assert money(Decimal("118.5"), "money", unit="万元") == "118.5万元"
    assert money(12_000, "money", unit="万元") == "1.2亿元"


@pytest.mark.parametrize(
    ("about", "form", "zh", "en"),
    [
        ("over", "exact", "20000余", "over 20,000"), ("about", "exact", "约20000", "about 20,000"), ("over", "wan", "2万余", "over 20,000"),
        ("about", "wan", "约2万", "about 20,000"), ("over", "near", "20000余", "over 20,000"), ("about", "round", "约20000", "about 20,000"),
        ("over", "about", "20000余", "over 20,000"),
    ],
)  # fmt: skip
def test_what_rests_on_approximate_numbers_says_so_in_every_form(about, form, zh, en):
    given = Amount(20_000, about=about)
    assert written_amount(given, form, "zh", "x") == zh
    assert written_amount(given, form, "en", "x") == en


def test_what_rests_on_approximate_money_says_so():
    assert money(20_000, "money", about="over") == "2万余元"
    assert money(20_000, "money", about="about") == "约2万元"


def test_a_change_between_approximate_numbers_is_approximate():
    moved = figure(now=Amount(2000, about="over"), before=Amount(1900))
    assert change(moved, "zh") == "比上年增加约100件"


def test_a_mean_is_never_0_unless_it_is():
    assert written(figure("mean", rate(1, 100)), None, "zh", "x") == "不足0.1"
    assert written(figure("mean", rate(1, 100)), None, "en", "x") == "under 0.1"
    assert written(figure("mean", rate(0, 100)), None, "zh", "x") == "0"


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
        "here: no format “percant”; there are about, above, exact, mean, money, near, over, percent, round, wan, yi, yuan. "
        "Did you mean “percent”?"
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
        ((3, 4), (1, 2), "比上年提高25个百分点", "25 percentage points up on the year before"),
        ((1, 2), (3, 4), "比上年降低25个百分点", "25 percentage points down from the year before"),
        ((2, 4), (1, 2), "与上年持平", "as the year before"),
        ((51, 100), (1, 2), "比上年提高1个百分点", "1 percentage point up on the year before"),
        # 1 / 3 − 3,333 / 10,000 = 1 / 30,000, a third of a hundredth of a point.
        ((1, 3), (3333, 10_000), "比上年提高不足0.1个百分点", "under 0.1 percentage points up on the year before"),
    ],
)
def test_a_rate_moves_by_points(now, before, zh, en):
    moved = figure("rate", rate(*now), rate(*before))
    assert (change(moved, "zh"), change(moved, "en")) == (zh, en)


@pytest.mark.parametrize(("now", "before"), [(Amount(None), Amount(1)), (Amount(1), Amount(None)), (Amount(1), None)])
def test_without_two_numbers_there_is_no_change(now, before):
    assert change(figure(now=now, before=before), "zh") == ""
