"""What stands around a claim's number: its own phrase, the sentence so far, the paragraph so far, the heading above."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from nianbao.auditing.document import Document
from nianbao.auditing.records.wording import wording
from nianbao.claims import Claim

# A bracket of a few words belongs to the word before it: 村（居）.
_PARTS = re.compile(r"[，,；;。！？!?\n]|[（(](?![^（）()\n]{1,6}[）)])")
_BEHIND = re.compile(r"[，,；;。！？!?\n（(、]")
_SENTENCES = re.compile(r"[；;。！？!?\n]")
_LONGEST_HEADING = 50


@dataclass(frozen=True)
class Phrase:
    """Of a claim: `before` and `after` its number and unit within the clause, down to the next claim; then ever wider what
    stands before that clause: in the sentence, in the paragraph, and the heading."""

    claim: Claim
    numeral: str
    before: str
    after: str
    sentence: str
    paragraph: str
    heading: str
    sentence_start: int = 0

    @cached_property
    def near(self) -> str:
        """The claim's own words."""
        return f"{self.before}{self.numeral if self.claim.implied else ''}{self.after}"

    @cached_property
    def unmasked(self) -> str:
        """The claim's own words without those in which no label is to be looked for."""
        near = self.near
        for mask in wording().masks:
            near = near.replace(mask, " ")
        return near

    @cached_property
    def clause_before(self) -> str:
        """The clause before its own, in the same sentence; nothing where that one has a number of its own."""
        clause = _PARTS.split(self.sentence.rstrip("，,（( "))[-1]
        return "" if any(sign.isdigit() for sign in clause) else clause


def phrases(document: Document, claims: Sequence[Claim]) -> Iterator[Phrase]:
    """The surroundings of each claim, in the order of the claims."""
    text = document.text
    ends = {name: [found.end() for found in pattern.finditer(text)] for name, pattern in (("clause", _PARTS), ("behind", _BEHIND), ("sentence", _SENTENCES))}
    lines = [found.end() for found in re.finditer("\n", text)]
    headings = list(_headings(document, lines))
    numbers = Counter(claim.number for claim in claims)
    places = sorted({claim.number for claim in claims})
    order = {place: number for number, place in enumerate(places)}
    units = {claim.number: claim.unit for claim in claims}
    for claim in claims:
        start, end = claim.number
        place = order[claim.number]
        clause = _before(ends["clause"], start)
        last = places[place - 1][1] if place else 0
        while last < start and units.get(places[place - 1]) and text.startswith(units[places[place - 1]], last):
            last += len(units[places[place - 1]])
        first = max(clause, last) if last <= start else clause
        behind = end + len(claim.unit) if claim.unit and text.startswith(claim.unit, end) else end
        stop = min(_after(ends["behind"], behind, len(text)), places[place + 1][0] if place + 1 < len(places) else len(text))
        before = text[first:start]
        if numbers[claim.number] > 1:  # 按时受理率、办结率均为100%: of the words before the number only its own are the claim's
            before = claim.indicator or before
        before = before.rstrip().removesuffix(claim.word)
        sentence, line = _before(ends["sentence"], start), _before(lines, start)
        yield Phrase(
            claim, text[start:end], before, text[behind : max(stop, behind)], text[sentence:first], text[line:sentence], _heading(headings, line), sentence,
        )  # fmt: skip


def _before(ends: list[int], place: int) -> int:
    """The last of the ends that is not behind the place."""
    found = bisect_right(ends, place)
    return ends[found - 1] if found else 0


def _after(ends: list[int], place: int, last: int) -> int:
    """Where what begins at the place ends, without the sign that ends it."""
    found = bisect_right(ends, place)
    return ends[found] - 1 if found < len(ends) else last


def _headings(document: Document, lines: list[int]) -> Iterator[tuple[int, str]]:
    """Where each heading ends, and its words: those that the file marks, else short lines without a full stop."""
    marked = [block for block in document.blocks if block.kind == "heading"]
    if marked:
        yield from ((block.end, document.quote(block.start, block.end)) for block in marked)
        return
    start = 0
    for end in lines:
        line = document.text[start:end].strip()
        if line and len(line) <= _LONGEST_HEADING and line[-1] not in "。；;，,：:":
            yield end, line
        start = end


def _heading(headings: list[tuple[int, str]], place: int) -> str:
    found = bisect_right(headings, place, key=lambda heading: heading[0])
    return headings[found - 1][1] if found else ""
