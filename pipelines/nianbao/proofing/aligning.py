"""Two versions of a text laid beside each other: paragraphs, sentences, and within them words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from nianbao.proofing.tidying import tidy

_SENTENCE = re.compile(r"[^。！？!?]+[。！？!?]?[”’\"』」]?")
_ENGLISH_END = re.compile(r"(?<=[a-z)%][.])\s+(?=[A-Z0-9])")
_TOKEN = re.compile(r"[A-Za-z]+|\d[\d,.]*\d|\d|\s+|.")
_ALIKE = 0.4

Pair = tuple[int | None, int | None]
Segment = tuple[str, str]  # "=", "-" or "+", and the text


def paired(before: Sequence[str], after: Sequence[str]) -> Iterator[Pair]:
    """Which text of the one is which of the other, in order; None where it has no other."""
    left, right = [tidy(text) for text in before], [tidy(text) for text in after]
    for kind, a, b, c, d in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        if kind == "equal":
            yield from zip(range(a, b), range(c, d), strict=True)
        else:
            yield from _matched(left, right, range(a, b), range(c, d))


def sentences(text: str) -> list[str]:
    """The sentences of a paragraph, each with its mark."""
    return [part.strip() for piece in _ENGLISH_END.split(text) for part in _SENTENCE.findall(piece) if part.strip()]


def changes(before: str, after: str) -> list[Segment]:
    """What was kept, taken out and put in, by words; of Chinese by characters, of numbers whole."""
    left, right = _TOKEN.findall(before), _TOKEN.findall(after)
    found: list[Segment] = []
    for kind, a, b, c, d in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        if kind == "equal":
            found.append(("=", "".join(left[a:b])))
            continue
        found += [(sign, "".join(words)) for sign, words in (("-", left[a:b]), ("+", right[c:d])) if words]
    return found


def carried_over(before: str, after: str, start: int, end: int) -> tuple[int, int]:
    """Where what stands from `start` to `end` of the one text stands in the other."""
    place_before = place_after = 0
    low: int | None = None
    high = 0
    for sign, text in changes(before, after):
        size = len(text)
        if sign != "+":
            inside = place_before < end and place_before + size > start
            if inside and sign == "=":
                first, last = max(start - place_before, 0), min(end - place_before, size)
                low = place_after + first if low is None else low
                high = place_after + last
            elif inside:
                low, high = place_after if low is None else low, place_after
            place_before += size
        if sign != "-":
            if sign == "+" and low is not None and place_before >= start and high == place_after and place_before <= end:
                high = place_after + size
            place_after += size
    return (low, high) if low is not None else (0, 0)


def _matched(left: list[str], right: list[str], ours: range, theirs: range) -> Iterator[Pair]:
    """Of texts that all differ, those that are one another's, in order; the others have none."""
    free = theirs.start
    for own in ours:
        scores = [(_likeness(left[own], right[other]), -other) for other in range(free, theirs.stop)]
        # Cells are short: where as many stand on both sides, each is its neighbour's.
        best, place = (1.0, -(theirs.start + own - ours.start)) if len(ours) == len(theirs) else max(scores, default=(0.0, 0))
        if best < _ALIKE:
            yield own, None
            continue
        yield from ((None, other) for other in range(free, -place))
        yield own, -place
        free = -place + 1
    yield from ((None, other) for other in range(free, theirs.stop))


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other, autojunk=False).ratio() if one and other else 0.0
