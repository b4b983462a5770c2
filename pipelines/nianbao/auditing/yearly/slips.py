"""Slips of writing: characters and words that are certainly wrong, and wordings to look at."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from nianbao import yamlfile
from nianbao.auditing.findings import Finding, Severity
from nianbao.auditing.yearly.reading import Reading
from nianbao.words import Words

_LOOK = ("此处的用字用词", "the wording of this place")


class _Mended(BaseModel):
    """How a slip is mended: `right` are the words that belong there, `advice` is what to do where no words are."""

    model_config = ConfigDict(extra="forbid")

    right: str = ""  # several kept apart by |
    advice: Words | None = None

    @property
    def said(self) -> Words:
        """`为“甲”或者“乙”`, or what to do."""
        if self.advice:
            return self.advice
        rights = self.right.split("|")
        return Words(zh="为" + "或者".join(f"“{one}”" for one in rights), en="read " + " or ".join(rights))


class _Slip(_Mended):
    words: str
    severity: Severity = "error"
    before: str = ""
    after: str = ""
    not_before: str = ""
    not_after: str = ""
    law: str = ""


class _Pattern(_Mended):
    pattern: str
    severity: Severity
    why: Words
    law: str = ""


class _Slips(BaseModel):
    model_config = ConfigDict(extra="forbid")

    words: list[_Slip]
    patterns: list[_Pattern]
    doubled: list[str]
    doubled_not_before: str
    doubled_not_after: str
    mixed: list[tuple[str, str]]


@cache
def _slips() -> _Slips:
    return yamlfile.load(Path(__file__).with_suffix(".yml"), _Slips)


@cache
def _words() -> list[tuple[str, frozenset[str], _Slip]]:
    """Each word with its characters: a text that lacks one of them need not be searched."""
    return [(word, frozenset(word), slip) for slip in _slips().words for word in slip.words.split("|")]


@cache
def _around(slip: str, behind: bool) -> re.Pattern[str]:
    """What stands directly before, or after blanks that a page may have put in."""
    return re.compile(rf"(?:{slip})$") if behind else re.compile(rf"\s*(?:{slip})")


def findings(reading: Reading) -> Iterator[Finding]:
    """Slips, doubled words, and terms spelt in two ways. Of a wording to look at only the first place is told."""
    signs = set(reading.text)
    for word, its_signs, slip in _words():
        if its_signs <= signs:
            yield from _of_word(reading, word, slip)
    for one in _slips().patterns:
        for match in re.finditer(one.pattern, reading.text):
            if match.start() >= reading.body:
                yield reading.finding(
                    "wording", one.severity, match.span(), f"“{match[0]}”：{one.why.zh}，宜{one.said.zh}。", f"{one.why.en}: {one.said.en}.", _LOOK, one.law
                )  # fmt: skip
                if one.severity == "check":
                    break
    yield from _doubled(reading)
    yield from _mixed(reading)


def _of_word(reading: Reading, word: str, slip: _Slip) -> Iterator[Finding]:
    text = reading.text
    place = text.find(word, reading.body)
    while place >= 0:
        end = place + len(word)
        before, after = text[max(place - 6, 0) : place], text[end : end + 16]
        if not (
            (slip.not_before and _around(slip.not_before, True).search(before))
            or (slip.not_after and _around(slip.not_after, False).match(after))
            or (slip.before and not _around(slip.before, True).search(before))
            or (slip.after and not _around(slip.after, False).match(after))
        ):  # fmt: skip
            context = re.sub(r"\s+", "", text[max(place - 4, 0) : end + 4])
            zh, en = f"“{word}”（…{context}…）应{slip.said.zh}。", f"{word} should {slip.said.en}." if slip.right else f"{word}: {slip.said.en}."
            yield reading.finding("slip" if slip.severity == "error" else "wording", slip.severity, (place, end), zh, en, _LOOK, slip.law)
            if slip.severity == "check":
                return
        place = text.find(word, end)


def _doubled(reading: Reading) -> Iterator[Finding]:
    not_before, not_after = _around(_slips().doubled_not_before, True), _around(_slips().doubled_not_after, False)
    # Where a page has glued a heading to its text, the one may end with the word that the other begins with.
    glued = [(heading.start, heading.end + 60) for heading in reading.headings if not heading.certain]
    for word in _slips().doubled:
        place = reading.text.find(word * 2, reading.body)
        end = place + 2 * len(word)
        if place < 0 or reading.in_table(place) or any(start <= place < stop for start, stop in glued):
            continue
        if not not_after.match(reading.text[end : end + 3]) and not not_before.search(reading.text[max(place - 3, 0) : place]):
            zh, en = f"“{word}”连写了两遍。", "The word stands twice."
            yield reading.finding("slip", "error", (place, end), zh, en, _LOOK)


def _mixed(reading: Reading) -> Iterator[Finding]:
    for one, other in _slips().mixed:
        place = reading.text.find(one, reading.body)
        if place >= 0 and other in reading.text[reading.body :]:
            zh, en = f"“{one}”和“{other}”混用。", f"{one} and {other} are both used; choose one of them."
            yield reading.finding("wording", "check", (place, place + len(one)), zh, en, _LOOK)
