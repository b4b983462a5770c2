"""Changes held against what changed: 由82.3%提高到85.1%，提高2.8个百分点; 120件，同比增长20%，上年100件; 翻一番."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache
from itertools import pairwise

from nianbao.auditing.arithmetic.amounts import (
    digits,
    identity,
    meet,
    plain,
    rounds_to,
    scaled,
    spread,
    united,
    written,
)
from nianbao.auditing.arithmetic.sentences import SEPARATORS, Sentence, Stated
from nianbao.auditing.arithmetic.wording import wording
from nianbao.auditing.findings import Identity, Severity
from nianbao.words import Words

_HUNDRED = Decimal(100)
_LOOK_UP = Words(zh="本年与上年两个数的原始台账，以及增减数、增减率", en="the registers behind this year's and last year's numbers, and the change between them")
_FROM = re.compile("(?:由|从)[^，,；;：:]*$")
_TIMES_MORE = re.compile(r"(?:增长|增加|上升|提高|扩大)(?:了|近|约)?([1-9]|[一二两三四五六七八九])倍(?!以)")
_TIMES = re.compile(r"(?:是|为|达到?|增长到|增至|相当于)[^，,；;：:。]{0,8}的([1-9]|[一二两三四五六七八九])倍(?!以)")
_NUMERALS = {numeral: Decimal(value) for value, numeral in enumerate("一二三四五六七八九", 1)} | {"两": Decimal(2)}
_SINCE = re.compile("以来|累计|截至|截止|至今")
_LOOSE = Decimal("0.1")  # of a doubling, nobody says how nearly


@cache
def _words() -> dict[str, re.Pattern[str]]:
    up, down = wording().up, wording().down
    return {
        "up": re.compile(f"{up}(?:了|约|近|达|幅度为|幅度达)?$"), "down": re.compile(f"{down}(?:了|约|近|达)?$"),
        "to_up": re.compile(f"{up}(?:到|至|为)"), "to_down": re.compile(f"{down}(?:到|至|为)"),
        "moved": re.compile(f"(?:相比)?(?:明显|大幅|显著|有所|略有|持续|均有所|均)(?:{up}|{down})$"), "against": re.compile("(?:较|比|与|相较|同)[^，,；;：:。]*$"),
        "to": re.compile("(?:到|至|为)$"), "doubled": re.compile("|".join(sorted(wording().doubled, key=len, reverse=True))),
    }  # fmt: skip


def changes(sentence: Sentence, year: int | None = None) -> Iterator[Identity]:
    """Each change with both its ends, or with one end and two ways of telling the change. `year` is the report's."""
    told = [one for place, one in enumerate(sentence.stated) if not one.claim.implied and (not place or sentence.stated[place - 1].start != one.start)]
    for place, one in enumerate(told):
        if place and (ends := _ends(sentence, told[place - 1], one)):
            yield from _from_to(sentence, *ends, following=told[place + 1 : place + 3])
    for place in range(len(told) - 2):
        yield from _of_three(sentence, told[place : place + 3], year)
    yield from _times(sentence, told)
    yield from _moved(sentence, told)
    yield from (_impossible(one) for one in told if one.claim.kind == "growth" and _direction(one) < 0 and _too_far(one))


def _too_far(fall: Stated) -> bool:
    """Whether nothing but what can be below nought falls so far."""
    return abs(fall.claim.value) > _HUNDRED and not wording().signed.search(fall.lead)


def _impossible(fall: Stated) -> Identity:
    value = abs(fall.claim.value)
    message = Words(zh=f"下降{plain(value)}%：减少的不可能超过原来的100%", en=f"a fall of {plain(value)}%: nothing can fall by more than 100%")
    return identity("change", f"{plain(value)}<=100", False, value, _HUNDRED, [fall], message, "error", _LOOK_UP)


def _direction(one: Stated) -> int:
    """1 where its words say that it is a rise, -1 for a fall, else 0."""
    return 1 if _words()["up"].search(one.lead) else -1 if _words()["down"].search(one.lead) else 0


def _ends(sentence: Sentence, one: Stated, other: Stated) -> tuple[Stated, Stated, int] | None:
    """由A提高到B: both, and the direction."""
    between = sentence.between(one, other)
    if one.measure != other.measure or not _FROM.search(one.lead) or any(mark in between for mark in "；;") or not _words()["to"].search(between):
        return None
    sign = 1 if _words()["to_up"].search(between) else -1 if _words()["to_down"].search(between) else 0
    return (one, other, sign) if sign else None


def _from_to(sentence: Sentence, one: Stated, other: Stated, sign: int, following: Sequence[Stated]) -> Iterator[Identity]:
    before, now = abs(one.claim.value), abs(other.claim.value)
    if now != before and (now > before) != (sign > 0) and not (one.claim.approximate or other.claim.approximate):
        word = ("提高", "rise") if sign > 0 else ("下降", "fall")
        message = Words(
            zh=f"由{united(before, one)}到{united(now, other)}不是{word[0]}", en=f"going from {plain(before)} to {plain(now)} is not a {word[1]}"
        )
        yield identity("change", f"{plain(before)}{'<' if sign > 0 else '>'}{plain(now)}", False, before, now, [one, other], message, "error", _LOOK_UP)
        return
    change = following[0] if following else None
    if not change or _far(sentence, other, change) or _direction(change) != sign or not _stands_alone(change):
        return
    if one.measure == "%":
        if change.claim.kind == "points" or "百分点" in sentence.document.text[change.start : change.after]:
            yield _difference(sentence, other, one, change)
    elif change.measure == "%":
        yield _growth(sentence, other, one, change)
    elif change.measure == one.measure:
        yield _difference(sentence, other, one, change)


def _far(sentence: Sentence, one: Stated, other: Stated) -> bool:
    """Whether more than a comma stands between."""
    between = sentence.between(one, other)
    return sum(mark in SEPARATORS for mark in between) > 1 or any(mark in between for mark in "；;")


def _difference(sentence: Sentence, now: Stated, before: Stated, change: Stated) -> Identity:
    scale = scaled(sentence, [now, before, change]) if now.measure == "元" else Decimal(1)
    lhs, rhs = (abs(now.claim.value) - abs(before.claim.value)) / scale, abs(change.claim.value) / scale * _sign(change)
    approximate = any(one.claim.approximate for one in (now, before, change))
    holds = lhs == rhs if not approximate else _within(now, before, change)
    if not approximate and not holds and now.measure != "%":  # 1.2万 to 1.35万 is 1496
        among = [now, before, change]
        holds = meet(spread(sentence, [now], among), spread(sentence, [before, change], among)) if rhs > 0 else meet(spread(sentence, [before], among), spread(sentence, [now, change], among))
    expr = f"{written(now, scale).lstrip('-')}-{written(before, scale).lstrip('-')}{'≈' if approximate else '='}{plain(rhs)}"
    return _told(expr, lhs, rhs, holds, [before, now, change])


def _within(now: Stated, before: Stated, change: Stated) -> bool:
    (a, b), (c, d) = now.claim.within, before.claim.within
    if None in (a, b, c, d):
        return True
    low, high = a - d, b - c  # type: ignore[operator]
    size = abs(change.claim.value) * _sign(change)
    return low <= size <= high or (change.claim.approximate and low * (1 - _LOOSE) <= size <= high * (1 + _LOOSE))


def _sign(change: Stated) -> int:
    return _direction(change) or (-1 if change.claim.value < 0 else 1)


def _growth(sentence: Sentence, now: Stated, before: Stated, change: Stated) -> Identity:
    scale = scaled(sentence, [now, before])
    rhs = abs(change.claim.value) * _sign(change)
    if not before.claim.value:
        return _told(f"{written(now)}-0", now.claim.value, now.claim.value, True, [before, now, change])
    lhs = (now.claim.value - before.claim.value) / before.claim.value * _HUNDRED
    expr = f"({written(now, scale)}-{written(before, scale)})/{written(before, scale)}*100≈{plain(rhs)}"
    return _told(expr, lhs, rhs, _grown(sentence, now, before, change), [before, now, change], "warn" if now.claim.approximate or before.claim.approximate else "error")


def _grown(sentence: Sentence, now: Stated, before: Stated, change: Stated) -> bool:
    (a, b), (c, d) = (spread(sentence, [one], [now, before]) for one in (now, before))
    if None in (a, b, c, d) or not c:
        return True
    sign = _sign(change)
    ends = sorted(((a / d - 1) * _HUNDRED * sign, (b / c - 1) * _HUNDRED * sign))  # type: ignore[operator]
    value, step = abs(change.claim.value), digits(sentence, change)
    room = value * _LOOSE if change.claim.approximate else Decimal()
    return ends[0] < value + step + room and ends[1] >= value - step / 2 - room


def _of_three(sentence: Sentence, three: Sequence[Stated], year: int | None) -> Iterator[Identity]:
    """120件，增长20%，上年100件 in any order; 120件，比上年增加20件，增长20%."""
    if any(_far(sentence, one, other) for one, other in pairwise(three)):
        return
    percent = [one for one in three if one.claim.kind == "growth" and _direction(one)]
    moved = [one for one in three if one not in percent and _direction(one) and (one.claim.kind == "points" or wording().compared.search(one.lead))]
    rest = [one for one in three if one not in percent and one not in moved and one.claim.kind in ("count", "money", "rate")]
    before = [one for one in rest if one.prior or _FROM.search(one.lead)]
    now = [one for one in rest if one not in before]
    if len(now) == 2 and not _SINCE.search(sentence.document.text[sentence.start : now[1].start]) and _a_year_apart(*now, year):  # 2022年120件，2023年150件
        before, now = [min(now, key=lambda one: one.claim.period or str(year))], [max(now, key=lambda one: one.claim.period or str(year))]
    change = [*percent, *moved]
    if not all(_stands_alone(one) for one in change):
        return
    if len(now) != 1 or not change or len({one.measure for one in three if one not in percent}) != 1 or any(one.start < now[0].start for one in change):
        return
    if before and percent and now[0].counted:
        yield _growth(sentence, now[0], before[0], percent[0])
    elif before and moved:
        yield _difference(sentence, now[0], before[0], moved[0])
    elif moved and percent and three[0] is now[0] and _sign(moved[0]) == _sign(percent[0]):
        yield from _step_and_growth(sentence, now[0], moved[0], percent[0])


def _a_year_apart(one: Stated, other: Stated, year: int | None) -> bool:
    years = [claim.period or str(year) for claim in (one.claim, other.claim)]
    return all(re.fullmatch(r"\d{4}", year) for year in years) and abs(int(years[0]) - int(years[1])) == 1


def _stands_alone(moved: Stated) -> bool:
    """Whether the change is of the amount before it: 比上年增加, 同比减少, 增加, but not 新增 of another thing."""
    bare = wording().prior.sub("", moved.lead)
    return bool(re.fullmatch(rf"(?:同比|环比|较|比|与|相比|度|年|同期|的|则|共|实现)*(?:{wording().up}|{wording().down})了?", bare))


def _step_and_growth(sentence: Sentence, now: Stated, moved: Stated, percent: Stated) -> Iterator[Identity]:
    if any(one.claim.approximate for one in (now, moved)):
        return
    step = abs(moved.claim.value) * _sign(moved)
    before = now.claim.value - step
    if before <= 0:
        return
    lhs, rhs = step / before * _HUNDRED, abs(percent.claim.value) * _sign(percent)
    holds = rounds_to(abs(lhs), abs(lhs), percent, digits(sentence, percent)) if percent.claim.value > 0 else abs(abs(lhs) - abs(rhs)) < digits(sentence, percent)
    scale = scaled(sentence, [now, moved])
    base = f"{written(now, scale)}{'-' if step > 0 else '+'}{plain(abs(step) / scale)}"
    expr = f"{plain(step / scale)}/({base})*100≈{plain(rhs)}"
    yield _told(expr, lhs, rhs, holds, [now, moved, percent])


def _times(sentence: Sentence, told: Sequence[Stated]) -> Iterator[Identity]:
    """100件 last year, 200件 this year, 翻一番; 增长2倍 is three times as many, 是上年的2倍 twice."""
    text = sentence.text()
    factor = next((times for word, times in wording().doubled.items() if word in text), None)
    if more := _TIMES_MORE.search(text):
        factor = _number(more[1]) + 1
    elif times := _TIMES.search(text):
        factor = _number(times[1])
    counted = [one for one in told if one.counted]
    before = [one for one in counted if one.prior or _FROM.search(one.lead)]
    if factor is None or len(before) != 1 or len(counted) != 2 or counted[0].measure != counted[1].measure or not before[0].claim.value:
        return
    now = next(one for one in counted if one is not before[0])
    ratio = now.claim.value / before[0].claim.value
    holds = abs(ratio / factor - 1) <= _LOOSE
    message = Words(zh="倍数与前后两数相符", en="the multiple agrees with its two numbers")
    if not holds:
        comes, said = plain(round(ratio, 2)), plain(factor)
        message = Words(zh=f"算得是上年的{comes}倍，写作{said}倍", en=f"it comes to {comes} times as many, stated as {said} times")
    expr = f"{written(now)}/{written(before[0])}≈{plain(factor)}"
    yield identity("change", expr, holds, ratio, factor, [before[0], now], message, "warn", None if holds else _LOOK_UP)


def _moved(sentence: Sentence, told: Sequence[Stated]) -> Iterator[Identity]:
    """19人，较去年59人明显下降: the direction alone, in words."""
    for place, before in enumerate(told):
        said = _words()["moved"].match(before.tail)
        listed = [one for one in told[: place + 1] if one.claim.unit == before.claim.unit]
        if not said or not before.counted or not _words()["against"].search(sentence.document.text[sentence.start : before.start]) or len(listed) != 2:
            continue
        now, sign = listed[0], 1 if re.search(wording().up, said[0]) else -1
        one, other = now.claim, before.claim
        if before.prior and not now.prior and one.value != other.value and not one.approximate and not other.approximate and not _far(sentence, now, before):
            holds = (one.value > other.value) == (sign > 0)
            message = Words(zh="升降与两数相符" if holds else "升降与两数相反", en="the direction agrees with the two numbers" if holds else "the direction is the opposite of the two numbers")
            yield identity("change", f"{plain(one.value)}{'>' if sign > 0 else '<'}{plain(other.value)}", holds, one.value, other.value, [now, before], message, "error", None if holds else _LOOK_UP)


def _number(numeral: str) -> Decimal:
    return _NUMERALS[numeral] if numeral in _NUMERALS else Decimal(numeral)


def _by(value: Decimal, stated: Sequence[Stated], growth: bool) -> Words:
    """下降33.33%, 提高2.7个百分点, 增加6名."""
    size, now = plain(abs(value)), stated[0]
    more = ("下降", "a fall of") if value < 0 else ("上升", "a rise of")
    if growth or now.measure == "%":
        return Words(zh=f"{more[0]}{size}{'%' if growth else '个百分点'}", en=f"{more[1]} {size} {'%' if growth else 'points'}")
    return Words(zh=f"{'减少' if value < 0 else '增加'}{size}{now.claim.unit if now.measure != '元' else ''}", en=f"{more[1]} {size}")


def _told(expr: str, lhs: Decimal, rhs: Decimal, holds: bool, stated: Sequence[Stated], severity: Severity = "error") -> Identity:
    message = Words(zh="增减与前后两数相符", en="the change agrees with the two numbers")
    if not holds:
        comes, said = (_by(value, stated, "*100" in expr) for value in (round(lhs, 2), rhs))
        message = Words(zh=f"算得{comes.zh}，写作{said.zh}", en=f"it comes to {comes.en}, stated as {said.en}")
    return identity("change", expr, holds, lhs, rhs, stated, message, severity, None if holds else _LOOK_UP)
