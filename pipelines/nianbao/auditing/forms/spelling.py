"""Fixed words that are written with a slip of one or two characters."""

from __future__ import annotations

from collections.abc import Collection
from difflib import SequenceMatcher


def nearest_part(word: str, text: str, most: int) -> tuple[int, int] | None:
    """The part of `text` that is `word` with at most `most` characters added, left out or exchanged; None where there is none.

    Of several the one with the fewest slips, then the first. Steps: length of `word` times length of `text`.
    """
    known = set(text)
    if most < 1 or sum(letter in known for letter in word) < len(word) - most:
        return None
    above = [(0, at) for at in range(len(text) + 1)]  # slips so far, where the part began
    for row, letter in enumerate(word, 1):
        line = [(row, 0)]
        for at, other in enumerate(text, 1):
            slips, begun = above[at - 1]
            line.append(min((slips + (letter != other), begun), (above[at][0] + 1, above[at][1]), (line[at - 1][0] + 1, line[at - 1][1])))
        above = line
    slips, end = min((slips, at) for at, (slips, _) in enumerate(above))
    return (above[end][1], end) if slips <= most else None


def is_slip(fixed: str, written: str, harmless: Collection[str], within: Collection[str] = ()) -> bool:
    """Whether one character too many, too few or another one makes `written` of `fixed`, and no other wording.

    `harmless` are characters that other wordings have; where `within` names words, the slip must be inside one of them.
    """
    matcher = SequenceMatcher(None, fixed, written, autojunk=False)
    changes = [(a, b, written[c:d]) for kind, a, b, c, d in matcher.get_opcodes() if kind != "equal"]
    if len(changes) != 1:
        return False
    ((first, last, instead),) = changes
    if last - first > 1 or len(instead) > 1 or {fixed[first:last], instead} - {""} <= set(harmless):
        return False
    added = first == last  # an added character is inside a word only behind its first one
    return not within or any(
        at + added <= first < at + len(word) for word in within for at in range(len(fixed)) if fixed.startswith(word, at)
    )  # fmt: skip
