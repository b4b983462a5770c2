"""Headings of the review: numbered as official documents number them, with ids and a list for the contents."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape

_HEADING = re.compile(r"<h([1-6])\b([^>]*)>(.*?)</h\1>", re.DOTALL)
_ID = re.compile(r'\bid="([^"]*)"')
_TAG = re.compile(r"<[^>]*>")
_TOP = 2
_DEEPEST = 5
_DIGITS = "零一二三四五六七八九"


@dataclass(frozen=True)
class Heading:
    """One heading: its level (2 is the highest below the title), its id, number and words."""

    level: int
    id: str
    number: str
    text: str


def numbered(html: str, lang: str) -> tuple[str, list[Heading]]:
    """The HTML with each heading numbered and given an id, and the headings in order.

    A level that is skipped is closed up, since a reader of the outline would look for what is missing.
    """
    headings: list[Heading] = []
    counts: list[int] = []

    def renew(found: re.Match[str]) -> str:
        depth = min(max(int(found[1]), _TOP), _DEEPEST) - _TOP
        depth = min(depth, len(counts))
        del counts[depth + 1 :]
        if depth == len(counts):
            counts.append(0)
        counts[depth] += 1
        heading = Heading(depth + _TOP, _id(found[2], counts, headings), number(counts, lang), _words(found[3]))
        headings.append(heading)
        gap = "" if lang == "zh" else " "
        tag = f"h{heading.level}"
        return f'<{tag} id="{heading.id}"><span class="number">{heading.number}{gap}</span>{found[3].strip()}</{tag}>'

    return _HEADING.sub(renew, html), headings


def number(counts: list[int], lang: str) -> str:
    """[1] → 一、 [1, 2] → （二） [1, 2, 3] → 3. and then （4）; in English 1, 1.2, 1.2.3."""
    if lang != "zh":
        return ".".join(str(count) for count in counts) + ("." if len(counts) == 1 else "")
    last = counts[-1]
    return (f"{chinese(last)}、", f"（{chinese(last)}）", f"{last}.", f"（{last}）")[len(counts) - 1]


def chinese(count: int) -> str:
    """1 to 99 in Chinese numerals: 一, 十, 十二, 二十, 二十三."""
    tens, ones = divmod(count, 10)
    head = "" if tens == 0 else "十" if tens == 1 else f"{_DIGITS[tens]}十"
    return head + (_DIGITS[ones] if ones else "")


def _id(attributes: str, counts: list[int], before: list[Heading]) -> str:
    given = _ID.search(attributes)
    if given and given[1] not in {heading.id for heading in before}:
        return given[1]
    return "section-" + "-".join(str(count) for count in counts)


def _words(html: str) -> str:
    return " ".join(unescape(_TAG.sub("", html)).split())
