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


def slips(fixed: str, written: str, harmless: Collection[str]) -> list[tuple[str, str]]:
    """What is written instead of what (`""` for nothing), where it is no other wording but a slip: at most two places."""
    matcher = SequenceMatcher(None, fixed, written, autojunk=False)
    changes = [(fixed[a:b], written[c:d]) for kind, a, b, c, d in matcher.get_opcodes() if kind != "equal"]
    return [] if any(set(change) - {""} <= set(harmless) for change in changes) else changes
