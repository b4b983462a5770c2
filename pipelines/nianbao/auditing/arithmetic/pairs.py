"""A whole and the two sides of it without a word between: 收到103宗，不受理12宗，受理91宗; 75件、自然人72件、企业3件."""

from __future__ import annotations

from collections.abc import Iterator

from nianbao.auditing.arithmetic.alike import carried
from nianbao.auditing.arithmetic.amounts import exceeds, identity, meet, plain, rounded, scaled, total, united, written
from nianbao.auditing.arithmetic.sentences import SEPARATORS, Sentence, Stated, same_time
from nianbao.auditing.arithmetic.wording import wording
from nianbao.auditing.findings import Identity
from nianbao.words import Words

_LOOK_UP = Words(zh="登记台账：总数、两类各自件数，有无结转或未定的", en="the register: the total and both parts of it, and any cases carried over or not yet decided")


def pairs(sentence: Sentence) -> Iterator[Identity]:
    """A whole and what directly follows it: two complementary sides, which must make it; or any list that happens to.

    Says nothing where something is carried over or still open, or where other amounts stand between.
    """
    words = wording()
    for path in dict.fromkeys(one.path for one in sentence.stated):
        level = [one for one in sentence.stated if one.path == path and one.counted]
        for place, whole in enumerate(level[:-2]):
            rest = _alike(sentence, whole, level[place + 1 :])
            if words.some.search("".join(one.lead for one in rest[:1])):
                continue
            sides = rest[:2]
            if len(sides) == 2 and words.sides(sides[0].label, sides[1].label) and not words.sides(whole.label, sides[0].label):
                yield from _complementary(sentence, whole, sides)
            else:
                yield from _happening(sentence, whole, rest)


def _alike(sentence: Sentence, whole: Stated, following: list[Stated]) -> list[Stated]:
    """What follows in the same measure, one comma apart."""
    run = [whole]
    for one in following:
        steps = [mark for mark in sentence.between(run[-1], one) if mark in SEPARATORS]
        if one.measure != whole.measure or len(steps) > 1 or not same_time(whole, one):
            break
        run.append(one)
    return run[1:]


def _complementary(sentence: Sentence, whole: Stated, sides: list[Stated]) -> Iterator[Identity]:
    both = total([side.claim for side in sides])
    holds = meet(rounded(sentence, sides, whole), rounded(sentence, [whole], whole))
    if holds or (not wording().some.search(whole.lead) and not carried(sentence, *sides) and (exceeds(both, whole.claim.within) or whole.claim.value > sides[0].claim.value)):
        yield _told(sentence, whole, sides, holds)


def _happening(sentence: Sentence, whole: Stated, rest: list[Stated]) -> Iterator[Identity]:
    """A list of two or more that makes exactly the amount before it is its parts, whatever the words."""
    exact = [one for one in rest if not one.claim.approximate and one.claim.value > 0]
    if len(exact) == len(rest) >= 2 and not whole.claim.approximate and sum(one.claim.value for one in rest) == whole.claim.value:
        yield _told(sentence, whole, rest, True)


def _told(sentence: Sentence, whole: Stated, parts: list[Stated], holds: bool) -> Identity:
    scale = scaled(sentence, [whole, *parts])
    lhs, rhs = sum(part.claim.value for part in parts) / scale, whole.claim.value / scale
    message = Words(zh="两类之和等于总数" if len(parts) == 2 else "各项之和等于总数", en="the parts add up to the total")
    if not holds:
        message = Words(zh=f"两类相加为{united(lhs, whole, scale)}，总数写作{united(rhs, whole, scale)}", en=f"the two parts add up to {plain(lhs)}, but the total is given as {plain(rhs)}")
    approximate = any(one.claim.approximate for one in [whole, *parts]) or (holds and lhs != rhs)
    expr = "+".join(written(part, scale) for part in parts) + ("≈" if approximate else "=") + written(whole, scale)
    return identity("sum", expr, holds, lhs, rhs, [whole, *parts], message, "warn", None if holds else _LOOK_UP)
