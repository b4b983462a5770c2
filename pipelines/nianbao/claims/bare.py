"""Numbers as somebody writes them down in a text, in Chinese or English, with a unit or without: each as a claim of nothing but itself."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path

from nianbao.claims.model import Claim, Sense
from nianbao.claims.numerals import Numeral, narrow, numerals
from nianbao.claims.words import vocabulary
from nianbao.yamlfile import parse, plain

# A year, a month, a day, an article of law, a number in a list: no quantity that a figure could have.
_NO_QUANTITY_BEFORE = re.compile(r"第\s*$|[A-Za-z_-]$")
_NO_QUANTITY_AFTER = re.compile(r"\s*(?:[年月日号]|个工作日)")
_NUMBERING = re.compile(r"[(（]?$")
_AFTER_NUMBERING = re.compile(r"[、.)）]")
_PERCENT = re.compile(r"\s?%")
_LONGEST_WORD = 16


def bare_numbers(text: str) -> Iterator[Claim]:
    """The numbers in digits that a text states, days, years and the numbers of lists and articles left out; quoted in narrow signs.

    A unit is not asked for: it is % or empty.
    """
    told = narrow(text)
    for numeral in numerals(told):
        before, after = told[: numeral.span[0]], told[numeral.span[1] :]
        if numeral.chinese or _NO_QUANTITY_BEFORE.search(before) or _NO_QUANTITY_AFTER.match(after):
            continue
        if not (_NUMBERING.fullmatch(before) and _AFTER_NUMBERING.match(after)):
            yield _claim(told, numeral)


@dataclass(frozen=True)
class _English:
    before: re.Pattern[str]
    after: re.Pattern[str]
    senses: Mapping[str, Sense]
    scale: re.Pattern[str]
    scales: Mapping[str, int]


@cache
def _english() -> _English:
    words = plain(parse(Path(__file__).with_name("english.yml")))
    before, after = ({word: sense for sense, some in words[side].items() for word in some} for side in ("before", "after"))
    first, behind, scale = ("|".join(sorted(map(re.escape, some), key=len, reverse=True)) for some in (before, after, words["scales"]))
    return _English(
        re.compile(rf"\b(?P<word>{first}) $", re.IGNORECASE), re.compile(rf" (?P<word>{behind})\b", re.IGNORECASE), {**before, **after},
        re.compile(rf" (?P<word>{scale})\b", re.IGNORECASE), words["scales"],
    )  # fmt: skip


def _claim(text: str, numeral: Numeral) -> Claim:
    start, end = numeral.span
    scale = _english().scale.match(text, end)
    times = Decimal(_english().scales[scale["word"].lower()]) if scale else Decimal(1)
    end = scale.end() if scale else end
    percent = _PERCENT.match(text, end)
    end = percent.end() if percent else end
    sense, word, first, last = _sense(text, numeral, start, end)
    return Claim(
        text[first:last], first, last, (start, end), "", numeral.value * times, "%" if percent else "", "rate" if percent else "count", sense, word,
        numeral.step * times,
    )  # fmt: skip


def _sense(text: str, numeral: Numeral, start: int, end: int) -> tuple[Sense, str, int, int]:
    """How the number is meant, the word that says so, and from where to where the words about it reach."""
    words, english = vocabulary(), _english()
    unit = words.unit.match(text, end)
    after = words.after.match(text, end) or (words.after.match(text, unit.end()) if unit else None)
    if after:
        return words.senses_after[after["word"]], after["word"], start, after.end()
    if behind := english.after.match(text, end):
        return english.senses[behind["word"].lower()], behind["word"], start, behind.end()
    if numeral.more:
        return "more", numeral.more, start, end
    lead = text[max(start - _LONGEST_WORD, 0) : start]
    if (found := english.before.search(lead)) or ((found := words.before.search(lead)) and found["word"] != "上"):
        sense = english.senses.get(found["word"].lower()) or words.senses_before[found["word"]]
        return sense, found["word"], start - len(lead) + found.start(), end
    return "exact", "", start, end
