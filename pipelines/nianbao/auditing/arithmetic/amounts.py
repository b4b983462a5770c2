"""Amounts as arithmetic: the range that each can mean, how it is written, and how one statement of several is told."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from nianbao.auditing.arithmetic.sentences import Sentence, Stated
from nianbao.auditing.findings import Identity, Severity
from nianbao.claims import Claim
from nianbao.words import Words

Range = tuple[Decimal | None, Decimal | None]

_SCALE = re.compile("[万亿]")
_SCALES = {"万": Decimal(10_000), "亿": Decimal(100_000_000)}
_BEHIND = ("余", "多", "以上", "左右", "以下", "以内", "上下")
_PLACES = Decimal("0.000001")


def total(claims: Sequence[Claim]) -> Range:
    """The least and the most that the claims can be together."""
    lows, highs = zip(*(claim.within for claim in claims), strict=True)
    return (None if None in lows else sum(lows, Decimal())), (None if None in highs else sum(highs, Decimal()))


def spread(sentence: Sentence, stated: Sequence[Stated], among: Sequence[Stated]) -> Range:
    """What the amounts can be together, where those written with a fraction, or more coarsely than others `among` them, were rounded."""
    low, high = total([one.claim for one in stated])
    finest = min(digits(sentence, one) for one in among)
    room = Decimal()
    for one in stated:
        step = digits(sentence, one)
        if not one.claim.approximate and (step > finest or "." in sentence.document.text[slice(*one.claim.number)]):
            room += step / 2
    return None if low is None else low - room, None if high is None else high + room


def rounded(sentence: Sentence, stated: Sequence[Stated], whole: Stated) -> Range:
    """What the amounts can be together as parts of the whole, or as the whole itself: what shows decimals was rounded, none more
    coarsely than the whole. 1.3万 is 12500 to 13500. A whole that is written without may be as much as a fiftieth off, half its last digit at most:
    2万 is 19600 to 20400, 20000 itself alone."""
    low, high = total([one.claim for one in stated])
    steps = [digits(sentence, one) for one in stated if not one.claim.approximate and "." in sentence.document.text[slice(*one.claim.number)].replace("．", ".")]
    room = sum((step / 2 for step in steps if step <= digits(sentence, whole)), Decimal())
    if list(stated) == [whole] and not steps and not whole.claim.approximate and digits(sentence, whole) > 1:
        room = min(abs(whole.claim.value) / 50, digits(sentence, whole) / 2)
    return None if low is None else low - room, None if high is None else high + room


def percent(sentence: Sentence, part: Stated, whole: Stated) -> tuple[Decimal, Decimal] | None:
    """The least and the most that the part can be of the whole, in percent; None where there is no telling."""
    (least, most), (low, high) = (spread(sentence, [one], [part, whole]) for one in (part, whole))
    if least is None or most is None or high is None or not low or low < 0:
        return None
    return least / high * 100, most / low * 100


def meet(one: Range, other: Range) -> bool:
    """Whether a number lies in both."""
    return not exceeds(one, other) and not exceeds(other, one)


def exceeds(one: Range, other: Range) -> bool:
    """Whether the least of the first is more than the most of the second."""
    return one[0] is not None and other[1] is not None and one[0] > other[1]


def scaled(sentence: Sentence, stated: Sequence[Stated]) -> Decimal:
    """Of money that is all in 万元, or all in 亿元, that many yuan; else 1. Arithmetic is written as the text writes its numbers."""
    if any(one.measure != "元" for one in stated):
        return Decimal(1)
    scales = {tuple(_SCALE.findall(sentence.document.text[one.start : one.after])) for one in stated}
    only = scales.pop() if len(scales) == 1 else ()
    return _SCALES[only[0]] if len(only) == 1 else Decimal(1)


def plain(value: Decimal) -> str:
    """The number without exponent and needless noughts."""
    value = value.quantize(_PLACES) if value != value.to_integral_value() else value.quantize(Decimal(1))
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def united(value: Decimal, like: Stated, scale: Decimal = Decimal(1)) -> str:
    """The number, counted in `scale`, with the unit that a like amount has: 65件, 210万元."""
    return plain(value) + next((name for name, size in _SCALES.items() if size == scale), "") + like.claim.unit


def written(one: Stated, scale: Decimal = Decimal(1)) -> str:
    """The number with what makes it approximate: 2000余, 约600."""
    claim = one.claim
    number = plain(claim.value / scale)
    if not claim.approximate:
        return number
    return number + claim.word if claim.word in _BEHIND else claim.word + number


def digits(sentence: Sentence, one: Stated) -> Decimal:
    """One of the last digit that the numeral writes, in the claim's unit: 98.3 → 0.1, 90 → 1, 百分之五 → 1."""
    text = sentence.document.text[slice(*one.claim.number)]
    found = re.search(r"[.．](\d+)", text)
    size = Decimal(10) ** -len(found[1]) if found else Decimal(1)
    for scale in _SCALE.findall(sentence.document.text[one.start : one.after]):
        size *= _SCALES[scale]
    return size


def rounds_to(low: Decimal, high: Decimal, stated: Stated, step: Decimal) -> bool:
    """Whether a number of the range may be written so, rounded or cut off at the last digit."""
    claim = stated.claim
    least, most = claim.within
    if not claim.approximate:
        least, most = claim.value - step / 2, claim.value + step
    return (most is None or low < most) and (least is None or high >= least)


def cut_off(low: Decimal, high: Decimal, stated: Stated, step: Decimal) -> bool:
    """Whether the numeral, one of those that `rounds_to` lets pass, drops digits that should have raised its last one: 66 for 66.67.
    What would become 100 by rounding is rightly left below it."""
    value = stated.claim.value
    return not stated.claim.approximate and low == high and low >= value + step / 2 and value + step < 100


def identity(
    kind: str, expr: str, holds: bool, lhs: Decimal, rhs: Decimal, stated: Sequence[Stated], message: Words, severity: Severity = "error",
    look_up: Words | None = None,
) -> Identity:
    """The identity, of the claims in the order of the text."""
    claims = tuple(dict.fromkeys(one.claim for one in sorted(stated, key=lambda one: one.claim.number)))
    places = tuple(dict.fromkeys((claim.start, claim.end) for claim in claims))
    return Identity(kind, expr, holds, tidy(lhs), tidy(rhs), message, claims, places, severity, look_up)  # fmt: skip


def tidy(value: Decimal) -> Decimal:
    """To six places, without needless noughts."""
    return Decimal(plain(value))
