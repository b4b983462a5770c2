"""Rates held against the counts of their sentence: 收到120件，办结118件，办结率98.3%; and against 100."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from nianbao.auditing.arithmetic.amounts import digits, exceeds, identity, plain, rounds_to, scaled, written
from nianbao.auditing.arithmetic.sentences import Sentence, Stated, same_time
from nianbao.auditing.arithmetic.wording import Rate, rate_words, wording
from nianbao.auditing.findings import Identity, Severity
from nianbao.words import Words

_HUNDRED = Decimal(100)
_NAME = re.compile("[\u4e00-\u9fff]*率")
_LOOK_UP = Words(zh="比率的分子、分母及其口径（是否含上年结转、是否只计到期的）", en="numerator and denominator of the rate, and what they cover (carried-in cases, only those that are due)")
_CAP = Words(zh="该比率的分子、分母：部分不应多于整体", en="numerator and denominator of the rate: a part cannot be more than its whole")
# Farther than this from its rate, a whole number of cases is looked for no more: any would do.
_MANY = 5000


def rates(sentence: Sentence) -> Iterator[Identity]:
    """Each rate above its cap; each with its two counts, rounded or cut as it is written; each share; each that one count allows.

    A rate that is narrowed (按时办结率) is held against nothing else than counts narrowed alike.
    """
    for place, one in enumerate(sentence.stated):
        if one.claim.kind != "rate":
            continue
        name, rate = _named(one)
        if rate and rate.capped and one.claim.value > _HUNDRED and not one.claim.implied and not wording().compared.search(one.lead):
            yield _capped(one, name)
        earlier = [other for other in sentence.stated[:place] if other.counted and other.path == one.path[: len(other.path)]]
        if rate and rate.part and not one.claim.implied:
            yield from _of_counts(sentence, one, name, rate, earlier)
        elif rate_words()[2].search(one.lead[-8:]) and "率" not in one.lead:
            yield from _share(sentence, one, earlier)


def _named(one: Stated) -> tuple[str, Rate | None]:
    """The rate's own name, and what is known of it."""
    own = one.claim.indicator if one.claim.indicator.endswith("率") else ""
    names = _NAME.findall(own) or _NAME.findall(one.lead)
    name = names[-1] if names else ""
    return name, next((rate for rate in rate_words()[0] if name.endswith(rate.name)), None)


def _capped(one: Stated, name: str) -> Identity:
    message = Words(zh=f"{name}不可能超过100%", en=f"{name} cannot be more than 100 %")
    return identity("rate", f"{plain(one.claim.value)}<=100", False, one.claim.value, _HUNDRED, [one], message, "error", _CAP)


def _of_counts(sentence: Sentence, one: Stated, name: str, rate: Rate, earlier: Sequence[Stated]) -> Iterator[Identity]:
    parts, wholes = _any(rate.part), _any(rate.whole)
    narrow = set(rate_words()[1].findall(name))
    earlier = [other for other in earlier if "；" not in sentence.between(other, one) and (other.claim.period[:4] or "") in ("", one.claim.period[:4])]
    part = next((other for other in reversed(earlier) if parts.search(other.label) and set(rate_words()[1].findall(other.label)) == narrow), None)
    whole = next(
        (other for other in reversed(earlier)
         if other is not part and wholes.search(other.label) and not parts.search(other.label) and (not part or other.measure == part.measure)), None,
    )  # fmt: skip
    if not part or _between_rates(sentence, part, one):
        return
    if whole and same_time(part, whole):
        yield from _ratio(sentence, one, part, whole, adjacent=earlier[-2:] == [whole, part])
    elif not whole and earlier[-1] is part and not part.claim.approximate and part.measure != "元":
        yield from _derived(sentence, one, part)


def _any(words: Sequence[str]) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, words)))


def _between_rates(sentence: Sentence, part: Stated, rate: Stated) -> bool:
    """Whether another kind of rate stands between, as in two statements one after the other."""
    return any(part.start < other.start < rate.start and other.measure == "%" for other in sentence.stated)


def _ratio(sentence: Sentence, one: Stated, part: Stated, whole: Stated, adjacent: bool) -> Iterator[Identity]:
    (least, most), (low, high) = part.claim.within, whole.claim.within
    if None in (least, most, low, high) or not low:
        return
    holds = rounds_to(least / high * _HUNDRED, most / low * _HUNDRED, one, digits(sentence, one))  # type: ignore[operator]
    if not holds and wording().carried.search(sentence.text()):
        return
    approximate = any(other.claim.approximate for other in (one, part, whole))
    scale = scaled(sentence, [part, whole])
    lhs = part.claim.value / whole.claim.value * _HUNDRED
    severity: Severity = "error" if adjacent and not approximate else "warn"
    yield _told(f"{written(part, scale)}/{written(whole, scale)}*100", lhs, one, [part, whole], holds, severity)


def _told(expr: str, lhs: Decimal, one: Stated, stated: list[Stated], holds: bool, severity: Severity) -> Identity:
    exact = lhs == one.claim.value and not one.claim.approximate
    message = Words(zh="比率与件数相符", en="the rate agrees with its counts")
    if not holds:
        message = Words(zh=f"按件数算为{plain(round(lhs, 2))}%，写作{written(one)}%", en=f"the counts give {plain(round(lhs, 2))} %, stated as {written(one)} %")
    return identity("ratio", f"{expr}{'=' if exact else '≈'}{written(one)}", holds, lhs, one.claim.value, [*stated, one], message, severity, None if holds else _LOOK_UP)


def _derived(sentence: Sentence, one: Stated, part: Stated) -> Iterator[Identity]:
    """802艘，完成率90%: of about 891. Does not hold where no whole number of cases gives the rate."""
    value, count = one.claim.value, part.claim.value
    if not 0 < value < _HUNDRED or count <= 0 or one.claim.approximate:
        return
    whole = count / value * _HUNDRED
    near = [whole.to_integral_value(rounding="ROUND_FLOOR"), whole.to_integral_value(rounding="ROUND_CEILING")]
    step = digits(sentence, one)
    fits = whole > _MANY or any(number and rounds_to(count / number * _HUNDRED, count / number * _HUNDRED, one, step) for number in near)
    message = Words(zh=f"由此推算总数约{plain(near[0] if fits else whole)}", en=f"so there were about {plain(near[0] if fits else whole)} in all")
    if not fits:
        message = Words(zh=f"没有哪个整数总数能使{plain(count)}占{plain(value)}%", en=f"no whole number has {plain(count)} as {plain(value)} % of it")
    rounded = whole.to_integral_value()
    yield identity("derived", f"{plain(count)}/{plain(value / _HUNDRED)}≈{plain(rounded)}", fits, whole, rounded, [part, one], message, "check", None if fits else _LOOK_UP)


def _share(sentence: Sentence, one: Stated, earlier: Sequence[Stated]) -> Iterator[Identity]:
    """90起，其中28起，占31.1%: of the amount right before, in any one before that."""
    if len(earlier) < 2 or any(other.claim.approximate for other in earlier[-1:]):
        return
    part, step = earlier[-1], digits(sentence, one)
    if len([mark for mark in sentence.between(part, one) if mark in "，,；;、"]) > 1 or _between_rates(sentence, part, one):
        return
    wholes = [other for other in reversed(earlier[:-1]) if other.measure == part.measure and other.claim.value > 0 and not other.claim.approximate]
    shares = [(whole, part.claim.value / whole.claim.value * _HUNDRED) for whole in wholes if not exceeds(part.claim.within, whole.claim.within)]
    fitting = next(((whole, share) for whole, share in shares if rounds_to(share, share, one, step)), None)
    if fitting or (len(wholes) == len(shares) == 1 and wording().some.search(part.lead) and not wording().carried.search(sentence.text())):
        whole, share = fitting or shares[0]
        scale = scaled(sentence, [part, whole])
        yield _told(f"{written(part, scale)}/{written(whole, scale)}*100", share, one, [part, whole], fitting is not None, "error")
