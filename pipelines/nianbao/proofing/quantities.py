"""What is held against what: the digits and words of quantity of a text, in reading order, whatever breaks it into lines."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from unicodedata import normalize

_NO_WIDTH = re.compile("[\u200b\u2060\ufeff\u00ad]")
_QUANTITY = re.compile(r"[0-9%余约近万亿＊*]|(?<=[0-9])[.,](?=[0-9])")
_SHOWN = 60


@dataclass(frozen=True)
class Piece:
    """A paragraph, cell or line: its text, and where it stands in words, such as `page 3`."""

    text: str
    where: str = ""


@dataclass(frozen=True)
class Mismatch:
    """The first place where the found text prints another quantity than was expected; both in their surroundings."""

    where: str
    expected: str
    found: str


def quantities(text: str) -> str:
    """`办结427件，2000余次` → `4272000余`."""
    return "".join(_QUANTITY.findall(normalize("NFKC", _NO_WIDTH.sub("", text))))


def first_mismatch(expected: Sequence[Piece], found: Sequence[Piece], may_be_added: Callable[[Piece], bool]) -> Mismatch | None:
    """Where the quantities of the found pieces are first not those expected, in order; None where all are there and no more.

    A found piece that `may_be_added` may also be passed over: page numbers, repeated headers.
    """
    ends = list(accumulate(len(quantities(piece.text)) for piece in expected))
    stream = "".join(quantities(piece.text) for piece in expected)
    reached = {0}  # how far the expected may have been read; several, where a piece can be read as added or not
    for piece in found:
        own = quantities(piece.text)
        if not own:
            continue
        going_on = {place + len(own) for place in reached if stream.startswith(own, place)}
        if may_be_added(piece):
            going_on |= reached
        if not going_on:
            far = max(place + _alike(stream, place, own) for place in reached)
            return Mismatch(piece.where, _at(expected, ends, far), piece.text.strip()[:_SHOWN])
        reached = going_on
    if len(stream) in reached:
        return None
    return Mismatch(found[-1].where if found else "", _at(expected, ends, max(reached)), "")


def same_quantities(expected: Sequence[Piece], found: Sequence[Piece]) -> bool:
    """Whether both print the same digits and signs as often, whatever their order."""
    one, other = (Counter(sign for piece in pieces for sign in quantities(piece.text)) for pieces in (expected, found))
    return one == other


def _alike(stream: str, place: int, own: str) -> int:
    """How many signs agree from there on."""
    return next((n for n, sign in enumerate(own) if stream[place + n : place + n + 1] != sign), len(own))


def _at(pieces: Sequence[Piece], ends: Sequence[int], place: int) -> str:
    """The text of the piece that holds this place of the stream; nothing behind the last."""
    number = bisect_right(ends, place)
    return pieces[number].text.strip()[:_SHOWN] if number < len(pieces) else ""
