"""A text without blanks and punctuation, in which the labels of a form can be found however a page has broken them."""

from __future__ import annotations

import re
from dataclasses import dataclass

_FOLDED = str.maketrans("０１２３４５６７８９．，－＋／｜（）　", "0123456789.,-+/|() ")
_KEPT = re.compile(r"\w")


def folded(text: str) -> str:
    """The text with full-width digits and signs as ASCII; as long as before."""
    return text.translate(_FOLDED)


@dataclass(frozen=True)
class Squeezed:
    """`text` is what is left, `places` the code point of the whole text for each of its characters."""

    text: str
    places: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The span of the whole text that the characters from `start` to before `end` cover."""
        return self.places[start], self.places[end - 1] + 1


def squeezed(text: str, start: int = 0, end: int | None = None) -> Squeezed:
    """What is left of the text from `start` to before `end` without blanks, punctuation and signs."""
    places = tuple(match.start() for match in _KEPT.finditer(text, start, len(text) if end is None else end))
    return Squeezed("".join(map(text.__getitem__, places)), places)
