"""Whether two amounts can be of the same things, by the words of their own clauses."""

from __future__ import annotations

import re

from nianbao.auditing.arithmetic.sentences import Sentence, Stated
from nianbao.auditing.arithmetic.wording import wording


def conflict(one: Stated, other: Stated) -> bool:
    """Whether their clauses count different things: 领域 and 问题."""
    nouns = wording().nouns
    first, second = set(nouns.findall(one.label)), set(nouns.findall(other.label))
    return bool(first and second and not first & second)


def of_the_same(part: Stated, whole: Stated, *words: re.Pattern[str]) -> bool:
    """Whether the part says nothing of what it counts but `words`, or something that the whole says too."""
    own = wording().empty.sub("", part.label)
    for known in words:
        own = known.sub("", own)
    particular = wording().general.sub("", own)  # 职能部门问题 and 群众问题 have but 问题 in common
    return len(own) < 2 or shared(particular if len(particular) > 1 else own, whole.label) > 0


def foreign(part: Stated, whole: Stated, *words: re.Pattern[str]) -> int:
    """How many characters the part says of what it counts that the whole does not: 职能部门 of 推动职能部门问题整改."""
    own = wording().nouns.sub("", wording().empty.sub("", part.label))
    for known in words:
        own = known.sub("", own)
    return sum(sign not in whole.label for sign in own)


def shared(one: str, other: str) -> int:
    """How many pairs of neighbouring characters of the first stand in the second."""
    return sum(one[place : place + 2] in other for place in range(len(one) - 1))


def carried(sentence: Sentence, *told: Stated) -> bool:
    """Whether the sentence tells of what came in from elsewhere or is still open, besides the amounts `told`, so that sums need not
    come out."""
    text = sentence.text()
    for one in told:
        text = text.replace(one.label, "", 1) if one.label else text
    return bool(wording().carried.search(text))
