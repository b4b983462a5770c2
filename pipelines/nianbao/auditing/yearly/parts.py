"""The parts that a kind of report must hold, and the headings that its form fixes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from nianbao import yamlfile
from nianbao.auditing.findings import Finding
from nianbao.auditing.yearly.reading import Reading
from nianbao.words import Words


class _Genre(BaseModel):
    model_config = ConfigDict(extra="forbid")

    id: str
    title: str


class _Part(BaseModel):
    """`if`: asked only where the text holds this, and behind it: behind the first heading that does, if one does."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True)

    genre: str
    name: Words
    words: str
    law: str
    condition: str = Field("", alias="if")


class _Fixed(BaseModel):
    model_config = ConfigDict(extra="forbid")

    heading: str
    genre: str


class _Parts(BaseModel):
    model_config = ConfigDict(extra="forbid")

    genres: list[_Genre]
    parts: list[_Part]
    fixed: list[_Fixed]
    same: list[list[str]]


@cache
def _parts() -> _Parts:
    return yamlfile.load(Path(__file__).with_suffix(".yml"), _Parts)


def genre_of(reading: Reading) -> str:
    """The kind of report that its title names, or where it has none, its first words; "" for any other."""
    named = reading.named or reading.text[reading.body : reading.body + 60]
    return next((genre.id for genre in _parts().genres if re.search(genre.title, named)), "")


def findings(reading: Reading) -> Iterator[Finding]:
    """Parts that are missing, and misspelt headings of a form."""
    genre = genre_of(reading)
    for part in _parts().parts:
        if part.genre == genre and not reading.broken_off and not _holds(reading, part):
            zh = f"没有“{part.name.zh}”：{part.law}要求年度报告写明。"
            yield reading.finding(
                "missing_part", "warn", reading.title, zh, f"The report does not tell {part.name.en}, which {part.law} asks for.",
                ("报告应当包括的内容", "what the report has to hold"), part.law,
            )  # fmt: skip
    for fixed in _parts().fixed:
        if fixed.genre == genre:
            yield from _misspelt(reading, fixed.heading)


def _holds(reading: Reading, part: _Part) -> bool:
    start = reading.body
    if part.condition:
        there = re.compile(part.condition).search(reading.text, start)
        heading = next((heading.start for heading in reading.headings if re.search(part.condition, heading.text)), None)
        if not there:
            return True
        start = there.start() if heading is None else heading
    return bool(re.compile(part.words.replace("{next}", str(reading.year + 1))).search(reading.text, start))


def _misspelt(reading: Reading, right: str) -> Iterator[Finding]:
    for heading in reading.headings:
        if heading.form != "一、":
            continue
        start = heading.start + reading.text[heading.start : heading.end + 1].index(heading.text[:1] or "")
        written = reading.text[start : start + len(right) + 1]
        found = next((written[:size] for size in (len(right) - 1, len(right), len(right) + 1) if _one_off(written[:size], right)), None)
        if found and not any(written.startswith(fixed.heading) for fixed in _parts().fixed):
            zh = f"表式规定的标题是“{right}”，此处写作“{found}”。"
            yield reading.finding(
                "heading_misspelt", "error", (start, start + len(found)), zh, f"The form fixes this heading as “{right}”.", ("国办公开办函〔2021〕30号所附格式", "the form"), "国办公开办函〔2021〕30号"
            )  # fmt: skip
            return


def _one_off(written: str, right: str) -> bool:
    """Whether one character is put in, left out or put for another, other than those that may stand for one another."""
    if written == right or abs(len(written) - len(right)) > 1:
        return False
    at = next((place for place, (a, b) in enumerate(zip(written, right, strict=False)) if a != b), min(len(written), len(right)))
    a, b = (written[at], right[at]) if len(written) == len(right) else (written[at], "") if len(written) > len(right) else ("", right[at])
    if written[at + len(a) :] != right[at + len(b) :] or any(a in group and b in group for group in _parts().same):
        return False
    return bool(re.match(r"[\u4e00-\u9fff]?$", a + b[:0])) and bool(re.match(r"[\u4e00-\u9fff]?$", b))
