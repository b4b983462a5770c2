"""Shares of a whole: 共办理805件。公开258件，占32.0%；不予公开35件，占4.3%；…其他0件."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from nianbao.auditing.arithmetic.alike import carried
from nianbao.auditing.arithmetic.amounts import digits, exceeds, identity, percent, plain, rounds_to, united, written
from nianbao.auditing.arithmetic.rates import ratio
from nianbao.auditing.arithmetic.sentences import Sentence, Stated
from nianbao.auditing.arithmetic.wording import rate_words, wording
from nianbao.auditing.findings import Identity
from nianbao.words import Words

_LOOK_UP = Words(zh="各类件数与总数的台账：有无漏计、同一件事两处口径是否一致", en="the registers of each kind and of the total: whether any case is missing, and whether both count in the same way")
_BARE = re.compile("^占(?:比|总数|总量|总件数|全部|总)?(?:的)?(?:比例|比重)?(?:为|达到?|约)?$")  # of that very whole, not of another


def shares(sentence: Sentence) -> Iterator[Identity]:
    """Each amount with its share held against the whole that the shares themselves point to: the one before, in this sentence or the
    last, of which two shares or more come out right, or the only one that 其中 can mean. Where the list ends in a rest (其他), its
    amounts must add up to that whole."""
    told = list(_told(sentence))
    if not told:
        return
    before = [one for one in sentence.stated if one.counted and one.start < told[0][0].start]
    last = [one for one in sentence.previous.stated if one.counted] if sentence.previous else []
    measure = told[0][0].measure
    wholes = [one for one in [*reversed(before), *reversed(last)] if _can_be(one, measure)]
    best = max(wholes, key=lambda whole: sum(_fits(sentence, part, share, whole) for part, share in told), default=None)
    if not best:
        return
    fitting = sum(_fits(sentence, part, share, best) for part, share in told)
    if len(told) == 1 or fitting < 2:
        yield from _alone(sentence, told, [one for one in before if _can_be(one, measure)])
        return
    for part, share in told:
        if (holds := _fits(sentence, part, share, best)) or _BARE.search(share.lead):
            yield ratio(sentence, part, best, share, holds, "error")
    yield from _whole(sentence, [part for part, _ in told], best)


def _can_be(one: Stated, measure: str) -> bool:
    return one.measure == measure and one.claim.value > 0 and not one.claim.approximate


def _told(sentence: Sentence) -> Iterator[tuple[Stated, Stated]]:
    """Each share with the amount right before it, all of one measure."""
    measure = ""
    for part, share in pairwise(sentence.stated):
        own = share.claim.kind == "rate" and not share.claim.implied and "率" not in share.lead and rate_words()[2].search(share.lead[-10:])
        if not own or not part.counted or part.claim.approximate or share.claim.approximate or part.path != share.path:
            continue
        if sum(mark in "，,；;" for mark in sentence.between(part, share)) <= 1 and measure in ("", part.measure):
            measure = part.measure
            yield part, share


def _fits(sentence: Sentence, part: Stated, share: Stated, whole: Stated) -> bool:
    between = percent(sentence, part, whole)
    return bool(between) and rounds_to(*between, share, digits(sentence, share))


def _alone(sentence: Sentence, told: Sequence[tuple[Stated, Stated]], wholes: Sequence[Stated]) -> Iterator[Identity]:
    """A share whose whole nothing else confirms: one that fits; or the only candidate, with 其中 between."""
    parts = {part for part, _ in told}
    for part, share in told:
        fitting = next((whole for whole in wholes if whole not in parts and _fits(sentence, part, share, whole)), None)
        if fitting:
            yield ratio(sentence, part, fitting, share, True, "error")
        elif len(wholes) == 1 and _meant(sentence, told[0][0], share) and not exceeds(part.claim.within, wholes[0].claim.within):
            yield ratio(sentence, part, wholes[0], share, False, "error")


def _meant(sentence: Sentence, first: Stated, share: Stated) -> bool:
    return bool(wording().some.search(first.lead) and _BARE.search(share.lead)) and not carried(sentence)


def _whole(sentence: Sentence, parts: Sequence[Stated], whole: Stated) -> Iterator[Identity]:
    """A list of kinds that ends in a rest is the whole."""
    listed = [one for one in sentence.stated if one.start >= parts[0].start and one.measure == whole.measure and one.path == parts[0].path]
    if not wording().rest.search(listed[-1].lead) or any(one.claim.approximate for one in listed):
        return
    lhs, rhs = sum((one.claim.value for one in listed), Decimal()), whole.claim.value
    holds = lhs == rhs
    message = Words(zh="各类之和等于总数", en="the kinds add up to the total")
    if not holds:
        message = Words(zh=f"各类相加为{united(lhs, whole)}，总数写作{united(rhs, whole)}", en=f"the kinds add up to {plain(lhs)}, but the total is given as {plain(rhs)}")
    expr = "+".join(written(one) for one in listed) + "=" + written(whole)
    yield identity("sum", expr, holds, lhs, rhs, [whole, *listed], message, "error", None if holds else _LOOK_UP)
