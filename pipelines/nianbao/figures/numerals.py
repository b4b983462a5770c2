"""Numbers in digits: plain, in 万 and 亿 (in English in millions and billions), rounded by the exact fraction."""

from __future__ import annotations

from decimal import ROUND_DOWN, Decimal
from fractions import Fraction

Number = int | Decimal
SCALES = {"wan": (10**4, "万"), "yi": (10**8, "亿")}
_ENGLISH_SCALES = ((10**9, " billion"), (10**6, " million"))


def plain_number(number: Number | Fraction, lang: str) -> str:
    """The exact number; English groups thousands, Chinese prose does not."""
    value = number if isinstance(number, Decimal) else Decimal(int(number))
    text = f"{value:,f}" if lang == "en" else f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def scaled(number: Number, lang: str, scale: str = "", digits: int | None = None) -> tuple[str, bool]:
    """The number in the unit of `scale` ("wan", "yi" or none), and whether that is all of it. One that is less than the unit
    stands in full.

    English takes its own: millions and billions, whatever the scale. With `digits` it is cut after so many, never rounded up.
    """
    size, word = 1, ""
    if scale and lang == "zh":
        size, word = SCALES[scale] if abs(number) >= SCALES[scale][0] else (1, "")
    elif scale:
        size, word = next((one for one in _ENGLISH_SCALES if abs(number) >= one[0]), (1, ""))
    value = Decimal(number) / size
    cut = value if digits is None or size == 1 else value.quantize(Decimal(1).scaleb(-digits), ROUND_DOWN)
    return plain_number(cut, lang) + word, cut == value


def rounded(number: Fraction, digits: int) -> Decimal:
    """Half up, from the exact fraction."""
    ten = number * 10**digits
    whole = (Decimal(ten.numerator) / Decimal(ten.denominator)).quantize(Decimal(1), ROUND_DOWN)
    rest = ten - int(whole)
    return Decimal(int(whole) + (1 if rest >= Fraction(1, 2) else 0)).scaleb(-digits)


def two_leading(number: Number | Fraction) -> tuple[int, int]:
    """The number cut to its two leading digits (one for a number of one digit, tens below 100), and the step to the next."""
    whole = int(number)
    step = 10 ** max(len(str(abs(whole))) - 2, 1 if abs(whole) >= 10 else 0)
    return whole // step * step, step
