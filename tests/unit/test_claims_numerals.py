"""Numerals in characters and digits."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nianbao.claims.numerals import chinese_value, narrow, numerals

_SIGNS = "零一二三四五六七八九"


def written(number: int) -> str:
    """The number in characters, as a report writes it."""
    for scale, name in ((10**8, "亿"), (10**4, "万")):
        if number >= scale:
            high, low = divmod(number, scale)
            return written(high) + name + ("" if not low else ("零" if low < scale // 10 else "") + written(low))
    text = ""
    for scale, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, scale)
        if digit:
            text += ("零" if text.endswith("*") else "") + _SIGNS[digit] + name
        elif text and not text.endswith("*"):
            text += "*"
        text = text if not (digit and "*" in text) else text.replace("*零", "零").replace("*", "")
    return text.rstrip("*").removeprefix("一") if text.startswith("一十") else text.rstrip("*")


@given(st.integers(1, 999_999_999))
def test_every_number_is_read_back(number: int) -> None:
    assert chinese_value(written(number)) == number


@pytest.mark.parametrize(
    ("text", "value"), [("十", 10), ("两千三", 2300), ("一万二", 12000), ("二〇二三", 2023), ("一百零五", 105), ("两", 2), ("百千", None), ("零", 0), ("三十百", None)]
)
def test_ways_of_writing(text: str, value: int | None) -> None:
    assert chinese_value(text) == value


def test_each_narrow_sign_stands_in_its_place() -> None:
    text = "行政处罚９０起，１２．５％（全角），余量　３"
    assert len(narrow(text)) == len(text)
    assert [(one.value, text[slice(*one.span)]) for one in numerals(narrow(text)) if not one.chinese] == [
        (Decimal(90), "９０"), (Decimal("12.5"), "１２．５"), (Decimal(3), "３"),
    ]  # fmt: skip


@pytest.mark.parametrize(("text", "step"), [("400余", 100), ("1.2万余", 1000), ("2448", 1), ("20000", 10000), ("0.5", "0.1")])
def test_a_step_is_one_of_the_last_digit(text: str, step: object) -> None:
    (one,) = numerals(text)
    assert one.step == Decimal(str(step))


@pytest.mark.parametrize("rubbish", ["7" * 16, "7" * 5000, "3." + "3" * 5000, "二" * 5000, "万亿" * 5000, "百分之" + "3" * 5000])
def test_a_row_of_more_digits_than_any_quantity_has_is_none(rubbish: str) -> None:
    assert [one.value for one in numerals(f"处罚{rubbish}起，检查8次")] == [8]


@pytest.mark.parametrize("sign", ["\u00ad", "\u200b", "\u2060", "\ufeff"])
def test_what_takes_no_room_does_not_cut_a_number_in_two(sign: str) -> None:
    assert [(one.value, one.span) for one in numerals(f"处罚1{sign}0起")] == [(10, (2, 5))]
