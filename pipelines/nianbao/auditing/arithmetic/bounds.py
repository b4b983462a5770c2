"""Amounts that cannot be more than others of the same sentence: settled of mediated, issued of reviewed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from nianbao.auditing.arithmetic.alike import carried, foreign, of_the_same
from nianbao.auditing.arithmetic.amounts import exceeds, identity, scaled, written
from nianbao.auditing.arithmetic.sentences import SEPARATORS, Sentence, Stated, same_time
from nianbao.auditing.arithmetic.wording import Bound, bound_words
from nianbao.auditing.findings import Identity
from nianbao.words import Words

_OTHER = 4  # characters that make it another thing
_BESIDE = re.compile("和|及|与")


def bounds(sentence: Sentence) -> Iterator[Identity]:
    """Each amount against the nearest before it that its words say it is of. Nothing is said to fail where matters were carried
    in, or where the two clauses count different things."""
    counted = [one for one in sentence.stated if one.counted]
    for place, inner in enumerate(counted[1:], 1):
        for bound, inner_words, outer_words in bound_words():
            if not inner_words.search(inner.label):
                continue
            fitting = (one for one in reversed(counted[:place]) if _of(sentence, one, inner, bound) and outer_words.search(one.label))
            outer = next((one for one in fitting if bound.joined or not inner_words.search(one.label)), None)
            if outer and (told := _held(sentence, bound, inner, outer, _sure(sentence, bound, inner, outer, (inner_words, outer_words)))):
                yield told
                break


def _of(sentence: Sentence, outer: Stated, inner: Stated, bound: Bound) -> bool:
    if outer.measure != inner.measure or outer.path != inner.path or not same_time(outer, inner):
        return False
    between = sentence.between(outer, inner)
    marks = [mark for mark in between if mark in SEPARATORS]
    if not marks and not bound.joined and _BESIDE.search(between):  # 甲40项和乙发现的600项
        return False
    return not ("；" in marks or ";" in marks) and (len(marks) <= 3 if not bound.joined else not marks)


def _sure(sentence: Sentence, bound: Bound, inner: Stated, outer: Stated, words: Sequence[re.Pattern[str]]) -> bool:
    """Whether they are surely of the same things: nothing else in their measure between, no words of another thing."""
    between = any(outer.start < one.start < inner.start and one.measure == inner.measure for one in sentence.stated)
    return not between and not carried(sentence) and (bound.joined or (of_the_same(inner, outer, *words) and foreign(inner, outer, *words) < _OTHER))


def _held(sentence: Sentence, bound: Bound, inner: Stated, outer: Stated, sure: bool) -> Identity | None:
    holds = not exceeds(inner.claim.within, outer.claim.within)
    if not holds and (bound.severity == "none" or not sure):
        return None
    scale = scaled(sentence, [inner, outer])
    message = Words(zh="部分不超过整体", en="the part does not exceed the whole")
    if not holds:
        message = Words(zh=f"“{inner.lead}”多于“{outer.lead}”", en=f"“{inner.lead}” is more than “{outer.lead}”")
    severity = "check" if bound.severity == "none" else bound.severity
    lhs, rhs = inner.claim.value / scale, outer.claim.value / scale
    return identity("bound", f"{written(inner, scale)}<={written(outer, scale)}", holds, lhs, rhs, [inner, outer], message, severity, None if holds else bound.look_up)
