"""Rates held against the counts of their sentence: 收到120件，办结118件，办结率98.3%; and against 100."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from nianbao.auditing.arithmetic.alike import carried, of_the_same
from nianbao.auditing.arithmetic.amounts import cut_off, digits, identity, percent, plain, rounds_to, scaled, written
from nianbao.auditing.arithmetic.sentences import Sentence, Stated, same_time
from nianbao.auditing.arithmetic.wording import Rate, any_of, rate_words, wording
from nianbao.auditing.findings import Identity, Severity
from nianbao.words import Words

_HUNDRED = Decimal(100)
_NAME = re.compile("[\u4e00-\u9fff]*(?:率|满意度|知晓度|认可度)")
# What stands between the name and the number: not 由 or 较上年的, which tell another than the present one.
_STATED = re.compile("(?:率|满意度|知晓度|认可度|^)(?:均|都|已|也|分别|总体|平均)*(?:为|是|约|近|约为|达|达到|高达|均达|超过|突破|保持在|稳定在|接近|不低于)*$")
_OF_WHICH = re.compile("^[^，,；;：:、]{1,8}中[，,]?已?有$")
_LOOK_UP = Words(zh="比率的分子、分母及其口径（是否含上年结转、是否只计到期的）", en="the numerator and the denominator of the rate, and what they cover (cases carried over, only those due)")
_CAP = Words(zh="该比率的分子、分母：部分不应多于整体", en="the numerator and the denominator of the rate: a part cannot be more than its whole")
# From so many on, some whole number of cases gives any rate.
_MANY = 5000


def rates(sentence: Sentence) -> Iterator[Identity]:
    """Each rate above its cap; each with its two counts, rounded as it is written; each that one count allows.

    A rate that is narrowed (按时办结率) is held against nothing else than counts narrowed alike. Of a rate whose counts are not known
    by their words, two amounts right before it are its counts only where they come to it.
    """
    for place, one in enumerate(sentence.stated):
        name = _name(one) if one.claim.kind == "rate" and not one.claim.implied else ""
        if not name:
            continue
        rate = next((rate for rate in rate_words()[0] if name.endswith(rate.name)), None)
        if rate and rate.capped and one.claim.value > _HUNDRED and not wording().compared.search(one.lead):
            yield _capped(one, name)
        earlier = [other for other in sentence.stated[:place] if other.counted and other.path == one.path[: len(other.path)]]
        told = list(_of_counts(sentence, one, name, rate, earlier)) if rate and rate.part else []
        yield from told or (() if rate and rate.elsewhere else _of_neighbours(sentence, one, name, rate, earlier))


def _name(one: Stated) -> str:
    """The rate's own name; where several share a number, that of the claim."""
    own = one.claim.indicator if _NAME.fullmatch(one.claim.indicator) else ""
    names = _NAME.findall(one.lead) if not own or one.lead.endswith(own) else [own]
    return names[-1] if names and _STATED.search(one.lead) else ""


def _capped(one: Stated, name: str) -> Identity:
    message = Words(zh=f"{name}不可能超过100%", en=f"{name} cannot be more than 100%")
    return identity("rate", f"{plain(one.claim.value)}<=100", False, one.claim.value, _HUNDRED, [one], message, "error", _CAP)


def _of_counts(sentence: Sentence, one: Stated, name: str, rate: Rate, earlier: Sequence[Stated]) -> Iterator[Identity]:
    parts, wholes = re.compile(f"(?<![不未无没])(?:{any_of(rate.part)})"), re.compile(any_of(rate.whole))
    narrowing = rate_words()[1]
    narrow = set(narrowing.findall(name))
    earlier = [other for other in earlier if "；" not in sentence.between(other, one) and (not other.claim.period or other.claim.period[:4] == one.claim.period[:4])]
    part = next((other for other in reversed(earlier) if parts.search(other.label) and set(narrowing.findall(other.label)) == narrow), None)
    if not part or any(wholes.search(other.lead) for other in earlier[earlier.index(part) + 1 :]):
        return
    fitting = (other for other in reversed(earlier) if other is not part and other.measure == part.measure and wholes.search(other.label))
    whole = next((other for other in fitting if not parts.search(other.label)), None)
    subject = name.removesuffix(rate.name)
    if whole and same_time(part, whole):
        sure = of_the_same(part, whole, parts, wholes) and subject in part.label + whole.label
        yield from _ratio(sentence, one, part, whole, sure, adjacent=earlier[-2:] == [whole, part] and not rate.due)
    elif not whole and earlier[-1] is part and not part.claim.approximate and part.measure != "元" and subject in part.label:
        yield from _derived(sentence, one, part)


def _of_neighbours(sentence: Sentence, one: Stated, name: str, rate: Rate | None, earlier: Sequence[Stated]) -> Iterator[Identity]:
    """12人，判处五年以上刑期8人，重刑率66%: only where they come to the rate; or 41个村中有40个，覆盖率98%, which must."""
    if not earlier or rate_words()[1].search(name):
        return
    part = earlier[-1]
    whole = next((other for other in reversed(earlier[:-1]) if other.measure == part.measure), None)
    exact = whole and not (part.claim.approximate or whole.claim.approximate or one.claim.approximate)
    if not whole or not exact or not whole.claim.value or sum(mark in "，,；;" for mark in sentence.between(part, one)) > 1:
        return
    if whole is earlier[-2] and rate and rate.capped and name == rate.name and _OF_WHICH.search(sentence.between(whole, part)):
        yield from _ratio(sentence, one, part, whole, sure=one.path == part.path == whole.path, adjacent=False)
    elif part.claim.value <= whole.claim.value and rounds_to(*[part.claim.value / whole.claim.value * _HUNDRED] * 2, one, digits(sentence, one)):
        yield from _ratio(sentence, one, part, whole, sure=True, adjacent=True)


def _ratio(sentence: Sentence, one: Stated, part: Stated, whole: Stated, sure: bool, adjacent: bool) -> Iterator[Identity]:
    if not (between := percent(sentence, part, whole)):
        return
    holds = rounds_to(*between, one, digits(sentence, one))
    if not holds and (not sure or carried(sentence) or _of_another(sentence, one, part)):
        return
    approximate = any(other.claim.approximate for other in (one, part, whole))
    yield ratio(sentence, part, whole, one, holds, "error" if adjacent and not approximate else "warn")


def _of_another(sentence: Sentence, one: Stated, part: Stated) -> bool:
    """应诉12件（已开庭11件），出庭11件，出庭率100%: whether it is right of another amount of the sentence, in brackets perhaps."""
    others = [other for other in sentence.stated if other.counted and other is not part and other.measure == part.measure]
    ends = [percent(sentence, part, other) for other in others]
    return any(end is not None and rounds_to(*end, one, digits(sentence, one)) for end in ends)


def ratio(sentence: Sentence, part: Stated, whole: Stated, rate: Stated, holds: bool, severity: Severity) -> Identity:
    """A part of a whole as a rate or share. One that only fits with digits cut off does not hold; to a whole percent, by which much
    is lost, it is a warning."""
    scale, step = scaled(sentence, [part, whole]), digits(sentence, rate)
    lhs = part.claim.value / whole.claim.value * _HUNDRED
    exact = lhs == rate.claim.value and not rate.claim.approximate
    message = Words(zh="比率与数相符", en="the rate agrees with its counts")
    if not holds:
        message = Words(zh=f"算得{plain(round(lhs, 2))}%，写作{written(rate)}%", en=f"the counts give {plain(round(lhs, 2))}%, but it is given as {written(rate)}%")
    elif cut_off(*(percent(sentence, part, whole) or (lhs, lhs + 1)), rate, step):
        holds, severity = False, "warn" if step >= 1 else "check"
        message = Words(zh=f"算得{plain(round(lhs, 2))}%，写作{written(rate)}%：舍去了尾数，没有四舍五入", en=f"the counts give {plain(round(lhs, 2))}%, cut off to {written(rate)}%, not rounded")
    expr = f"{written(part, scale)}/{written(whole, scale)}*100{'=' if exact else '≈'}{written(rate)}"
    return identity("ratio", expr, holds, lhs, rate.claim.value, [part, whole, rate], message, severity, None if holds else _LOOK_UP)


def _derived(sentence: Sentence, one: Stated, part: Stated) -> Iterator[Identity]:
    """802艘，完成率90%: of about 891. Does not hold where no whole number of cases gives the rate."""
    value, count = one.claim.value, part.claim.value
    if not 0 < value < _HUNDRED or count <= 0 or one.claim.approximate:
        return
    whole = count / value * _HUNDRED
    near = [whole.to_integral_value(rounding="ROUND_FLOOR"), whole.to_integral_value(rounding="ROUND_CEILING")]
    step = digits(sentence, one)
    fits = whole > _MANY or any(number and rounds_to(count / number * _HUNDRED, count / number * _HUNDRED, one, step) for number in near)
    rounded = whole.to_integral_value()
    message = Words(zh=f"由此推算总数约{plain(rounded)}", en=f"so there were about {plain(rounded)} in all")
    if not fits:
        message = Words(zh=f"没有哪个整数总数能使{plain(count)}占{plain(value)}%", en=f"there is no whole number of which {plain(count)} is {plain(value)}%")
    expr = f"{plain(count)}/{plain(value / _HUNDRED)}≈{plain(rounded)}"
    yield identity("derived", expr, fits, whole, rounded, [part, one], message, "warn", None if fits else _LOOK_UP)
