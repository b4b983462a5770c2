"""Whether two amounts can be of the same things, by the words of their own clauses."""

from __future__ import annotations

import re

from nianbao.auditing.arithmetic.sentences import Sentence, Stated
from nianbao.auditing.arithmetic.wording import wording

_SHORT = 3  # characters that name nothing of their own: 正式印发, 均已整改


def conflict(one: Stated, other: Stated) -> bool:
    """Whether their clauses count different things: 领域 and 问题."""
    nouns = wording().nouns
    first, second = set(nouns.findall(one.label)), set(nouns.findall(other.label))
    return bool(first and second and not first & second)


def of_the_same(part: Stated, whole: Stated, words: re.Pattern[str]) -> bool:
    """Whether the part says nothing of what it counts but `words`, or something that the whole says too."""
    own = wording().fillers.sub("", words.sub("", part.label))
    if conflict(part, whole):
        return False
    return len(own) <= _SHORT or any(own[place : place + 2] in whole.label for place in range(len(own) - 1))


def carried(sentence: Sentence) -> bool:
    """Whether the sentence tells of what came in from elsewhere or is still open, so that sums need not come out."""
    return bool(wording().carried.search(sentence.text()))
