"""The same fact told twice in one report: 2448人次 and 2400余人次."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from nianbao.auditing.arithmetic.amounts import identity, meet, plain, written
from nianbao.auditing.arithmetic.sentences import Sentence, Stated, same_time
from nianbao.auditing.arithmetic.wording import wording
from nianbao.auditing.findings import Identity
from nianbao.words import Words

_SHORTEST = 4  # characters that say what is counted; 案件 or 活动 alone may be of anything
_LOOK_UP = Words(zh="两处是否同一口径；同一件事只能有一个数", en="whether both places count in the same way; one fact can have only one number")


def repeats(cut: Sequence[Sentence]) -> Iterator[Identity]:
    """Amounts whose words are the same once the empty ones are left out, in two sentences: told as agreeing wherever they do, as not
    only where both are of the whole year by their own words, in sentences that narrow nothing."""
    known: dict[tuple[str, str], list[tuple[Sentence, Stated]]] = {}
    for sentence in cut:
        for one in sentence.stated:
            subject = wording().fillers.sub("", one.label)
            if len(subject) < _SHORTEST or one.claim.implied:
                continue
            places = known.setdefault((subject, one.measure), [])
            earlier = next(((where, other) for where, other in places if where is not sentence and same_time(one, other)), None)
            places.append((sentence, one))
            if earlier and (told := _held(*earlier, sentence, one)):
                yield told


def _held(where: Sentence, first: Stated, sentence: Sentence, second: Stated) -> Identity | None:
    same = meet(first.claim.within, second.claim.within)
    if not same and not (_of_the_year(where, first) and _of_the_year(sentence, second) and _particular(first)):
        return None
    sign = "=" if first.claim.value == second.claim.value else "≈"
    message = Words(zh="同一事实两处相符", en="two places agree on the same fact")
    if not same:
        message = Words(
            zh=f"同一事实两处不一：{written(first)}{first.claim.unit}与{written(second)}{second.claim.unit}",
            en=f"two places differ on the same fact: {plain(first.claim.value)} and {plain(second.claim.value)}",
        )
    expr = f"{written(first)}{sign}{written(second)}".replace("-", "")
    return identity("repeat", expr, same, abs(first.claim.value), abs(second.claim.value), [first, second], message, "warn", None if same else _LOOK_UP)


def _particular(one: Stated) -> bool:
    """Whether its words name more than what may be of anything."""
    return len(wording().general.sub("", wording().fillers.sub("", one.label))) > 1


def _of_the_year(sentence: Sentence, one: Stated) -> bool:
    words = wording()
    before = sentence.document.text[sentence.start : one.start]
    return bool(words.yearly.search(one.label)) and not words.scoped.search(before) and not one.path
