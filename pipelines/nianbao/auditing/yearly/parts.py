"""The parts that a kind of report must hold."""

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
    since: int  # the first year whose reports the law binds


class _Part(BaseModel):
    """`if`: asked only where the text holds this, and behind it: behind the first heading that does, if one does."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True)

    genre: str
    name: Words
    words: str
    law: str
    condition: str = Field("", alias="if")


class _Parts(BaseModel):
    model_config = ConfigDict(extra="forbid")

    genres: list[_Genre]
    parts: list[_Part]


@cache
def _parts() -> _Parts:
    return yamlfile.load(Path(__file__).with_suffix(".yml"), _Parts)


def genre_of(reading: Reading) -> str:
    """The kind of report that its title names, or where it has none, its first words; "" for any other."""
    named = reading.named or reading.text[reading.body : reading.body + 60]
    return next((genre.id for genre in _parts().genres if re.search(genre.title, named)), "")


def findings(reading: Reading) -> Iterator[Finding]:
    """Parts that are missing from a report of a year in which its kind must have them."""
    genre = genre_of(reading)
    since = next((one.since for one in _parts().genres if one.id == genre), 0)
    for part in _parts().parts:
        if part.genre == genre and not 0 < reading.year < since and not reading.broken_off and not _holds(reading, part):
            zh = f"没有“{part.name.zh}”：{part.law}要求年度报告写明。"
            yield reading.finding(
                "missing_part", "warn", reading.title, zh, f"The report does not cover {part.name.en}, as {part.law} requires.",
                ("报告应当包括的内容", "what the report must contain"), part.law,
            )  # fmt: skip


def _holds(reading: Reading, part: _Part) -> bool:
    start = reading.body
    if part.condition:
        there = re.compile(part.condition).search(reading.text, start)
        heading = next((heading.start for heading in reading.headings if re.search(part.condition, heading.text)), None)
        if not there:
            return True
        start = there.start() if heading is None else heading
    return bool(re.compile(part.words.replace("{next}", str(reading.year + 1))).search(reading.text, start))
