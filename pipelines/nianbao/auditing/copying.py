"""Sentences that stand word for word in the report of the year before, and those in which nothing but numbers was changed."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from nianbao.auditing.beside import Beside
from nianbao.auditing.document import Document
from nianbao.auditing.findings import Finding, Severity
from nianbao.auditing.masthead import masthead
from nianbao.auditing.outline import outline
from nianbao.auditing.pairing import data
from nianbao.claims import Claim
from nianbao.claims.model import Span
from nianbao.words import Words

_SENTENCE = re.compile(r"[^。！？!?；;\n]+[。！？!?；;]?")
_ENDS = "。！？!?；;：:"
_NUMBER = re.compile(r"\d[\d,.]*")
_TITLE = re.compile(r"《[^》]*》|〔[^〕]*〕")
_HAN = re.compile(r"[\u3400-\u9fff]")
_OWN = 12  # Chinese characters that a sentence must have besides titles, numbers and set phrases
_SMALL = 10  # a count below may well be the same in two years


@dataclass(frozen=True)
class Copied:
    """A sentence of this report, and where it stands in the one before.

    `exact`: not even a number was changed. `own`: it says something of its own, and is no phrase that every report has.
    """

    start: int
    end: int
    quote: str
    before: Span
    exact: bool
    own: bool = True

    def json(self) -> dict[str, Any]:
        """As plain values; `before` is the span in the earlier text."""
        return {"start": self.start, "end": self.end, "quote": self.quote, "before": list(self.before), "exact": self.exact}


def copied(now: Document, before: Document, tables: Sequence[Span] = (), earlier_tables: Sequence[Span] = ()) -> list[Copied]:
    """In order of this report. Headings and cells of tables are left out."""
    known: dict[str, tuple[Span, str]] = {}
    for start, end in _sentences(before, earlier_tables):
        text = _plain(before.text[start:end])
        known.setdefault(_NUMBER.sub("#", text), ((start, end), text))
    found = []
    for start, end in _sentences(now, tables):
        text = _plain(now.text[start:end])
        if there := known.get(_NUMBER.sub("#", text)):
            found.append(Copied(start, end, now.text[start:end], there[0], there[1] == text, _has_own_words(text)))
    return found


def _sentences(document: Document, tables: Sequence[Span]) -> Iterator[Span]:
    """The spans of the sentences, without blanks around them; a line without a mark at its end is a heading or a title."""
    left_out = sorted([(0, masthead(document.text).end), *tables, *((heading.start, heading.end) for heading in outline(document)), *((one.start, one.end) for one in document.grids)])
    starts = [start for start, _ in left_out]
    for found in _SENTENCE.finditer(document.text):
        text = found[0]
        start, end = found.start() + len(text) - len(text.lstrip()), found.end() - len(text) + len(text.rstrip())
        place = bisect_right(starts, start)
        if start < end and document.text[end - 1] in _ENDS and not (place and left_out[place - 1][1] >= end):
            yield start, end


def _plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())


def _has_own_words(text: str) -> bool:
    return len(_HAN.findall(_set_phrases().sub("", _TITLE.sub("", text)))) >= _OWN


@cache
def _set_phrases() -> re.Pattern[str]:
    return re.compile("|".join(sorted((re.escape(_plain(phrase)) for phrase in data().set_phrases), key=len, reverse=True)))


def copying_findings(sentences: Iterable[Copied], claims: Sequence[Claim], beside: Beside) -> Iterator[Finding]:
    """The same numbers in two years, and the old year where this one is meant."""
    ordered = sorted((claim for claim in claims if claim.kind not in ("plan", "table") and not claim.implied), key=lambda claim: claim.start)
    starts = [claim.start for claim in ordered]
    for sentence in sentences:
        inside = [claim for claim in ordered[bisect_left(starts, sentence.start) : bisect_left(starts, sentence.end)] if claim.end <= sentence.end]
        if sentence.exact and sentence.own:
            yield from _same_numbers(sentence, inside, beside.name)
        if sentence.exact and beside.earlier and beside.before is not None:
            yield from _old_year(sentence, inside, beside.before, beside)


def _same_numbers(sentence: Copied, claims: Sequence[Claim], name: Words) -> Iterator[Finding]:
    """Counts and money that were copied along; that all is done (100 %) may be said every year."""
    told = [claim for claim in claims if claim.kind in ("count", "money", "growth", "score") or (claim.kind == "rate" and claim.value not in (0, 100))]
    if not told:
        return
    standing = all(any(word in claim.quote for word in data().standing) or claim.value < _SMALL for claim in told)
    severity: Severity = "check" if standing and len(told) < 3 else "warn"
    numbers = [claim.quote for claim in told]
    yield _finding("same_number", severity, sentence, Words(
        zh=f"这句话连同数据（{'、'.join(numbers)}）与{name.zh}一字不差",
        en=f"this sentence, including its numbers ({', '.join(numbers)}), is word for word the same in {name.en}",
    ), Words(zh="本年的台账：数据是否真的没有变", en="this year's records: is the number really the same?"))  # fmt: skip


def _old_year(sentence: Copied, claims: Sequence[Claim], year: int, beside: Beside) -> Iterator[Finding]:
    """Where the other is a report of an earlier year; certain only of the one right before."""
    if str(year) not in _plain(sentence.quote):
        return
    text = _plain(sentence.quote)
    certain, meant = _about(year)
    severity: Severity | None = ("error" if beside.follows else "warn") if certain.search(text) else "warn" if claims and f"{year}年" in meant.sub("", text) else None
    if severity is not None:
        yield _finding("old_year", severity, sentence, Words(
            zh=f"这句话照抄{beside.name.zh}，写的还是{year}年", en=f"this sentence is copied from {beside.name.en} and still says {year}",
        ), Words(zh="这句话说的是哪一年，数据是否也是照抄的", en="which year the sentence means, and whether its numbers were copied too"))  # fmt: skip


@cache
def _about(year: int) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What says for certain that a sentence is about that year; where the year is meant as it stands."""
    certain, meant = ("|".join(patterns).replace("{year}", str(year)) for patterns in (data().certain, data().meant))
    return re.compile(certain), re.compile(meant)


def _finding(kind: str, severity: Severity, sentence: Copied, message: Words, look_up: Words) -> Finding:
    return Finding(kind, severity, sentence.quote, sentence.start, sentence.end, message, look_up)
