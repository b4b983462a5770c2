"""Quantities that are said without a number: 全覆盖 and 全部 are 100 %, 零败诉, 无一 and 未发生 are 0."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from nianbao.claims.model import Claim
from nianbao.claims.phrases import Sentences, indicator
from nianbao.claims.words import Vocabulary

if TYPE_CHECKING:
    from nianbao.claims.finding import Spans

_TIMES = frozenset(["%", "次", "场", "轮", "期", "批", "场次", "轮次", "批次", "期次"])  # 5轮次全覆盖检查 covers no 5轮次
_CASES = frozenset(["件", "起", "宗", "例"])


class _Placed:
    """Claims by where their numerals begin."""

    def __init__(self, claims: Sequence[Claim]) -> None:
        self.claims = claims
        self.order = sorted((claim.number[0], place) for place, claim in enumerate(claims))

    def between(self, low: int, high: int) -> list[Claim]:
        """Those that begin from `low` to before `high`, in the order that they came in."""
        return [self.claims[place] for place in sorted(place for _, place in self.order[bisect_left(self.order, (low,)) : bisect_left(self.order, (high,))])]


def implied(text: str, original: str, claims: Sequence[Claim], cut: Sentences, skipped: Spans, words: Vocabulary) -> Iterator[Claim]:
    """The claims that words alone make; `text` is narrow."""
    placed = _Placed(claims)
    yield from _coverage(text, original, placed, cut, words)
    for found in words.traps["all_of_them"].finditer(text):
        clause = cut.clause(*found.span())
        group = words.traps["group"].search(text, max(clause[0], found.start() - 20), found.start())
        if group and not placed.between(*clause) and not skipped.touch(group.start(), found.end()):
            yield _of(original, group.start(), found.end(), f"{group[1]}完成率", Decimal(100), "%")
    yield from _nothing(text, original, claims, cut, words)


def _coverage(text: str, original: str, placed: _Placed, cut: Sentences, words: Vocabulary) -> Iterator[Claim]:
    for found in words.traps["coverage"].finditer(text):
        clause = cut.clause(*found.span())
        counted = [claim for claim in placed.between(clause[0], found.start()) if claim.kind == "count" and claim.unit not in _TIMES]
        if counted:
            yield _of(original, *found.span(), indicator(text[counted[-1].number[1] : found.start()], "") + "覆盖率", Decimal(100), "%")


def _nothing(text: str, original: str, claims: Sequence[Claim], cut: Sentences, words: Vocabulary) -> Iterator[Claim]:
    places: set[int] = set()
    cases = sorted((claim.start, -place, claim.unit) for place, claim in enumerate(claims) if claim.unit in _CASES)
    for pattern, usual in words.nothing:
        for found in pattern.finditer(text):
            if found.start() in places:
                continue
            places.add(found.start())
            start, end = found.span()
            named = found[1] if pattern.groups and found[1] else ""
            unit = named or (usual[-1] == "?" and _unit_before(cases, start)) or usual.removesuffix("?")
            clause = cut.clause(start, end)
            if named:
                end = min(clause[1], end + 16)
            quoted = text[start - 1 : start] == "“" and text[end : end + 1] == "”"
            behind = text[found.end() : clause[1]]
            name = indicator(text[clause[0] : start], "" if behind[:1] in "和与及或" else behind)
            yield _of(original, start - quoted, end + quoted, name or found[0], Decimal(0), unit)


def _unit_before(cases: Sequence[tuple[int, int, str]], place: int) -> str:
    """The unit of cases that the text last counted in."""
    at = bisect_left(cases, (place,))
    return cases[at - 1][2] if at else ""


def _of(original: str, start: int, end: int, name: str, value: Decimal, unit: str) -> Claim:
    return Claim(original[start:end], start, end, (start, end), name, value, unit, "rate" if unit == "%" else "count", implied=True)
