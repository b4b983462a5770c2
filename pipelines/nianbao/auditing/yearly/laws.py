"""Laws cited before they had been made, or after they had been repealed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict, RootModel

from nianbao import yamlfile
from nianbao.auditing.findings import Finding
from nianbao.auditing.yearly.reading import Reading

_CITED = re.compile(r"《(?:中华人民共和国)?([\u4e00-\u9fff]{2,20}?)(?:[（(][^）)]{1,12}[）)])?》")
_PLANNED = re.compile(r"草案|征求意见|立法|起草|编纂|制定|废止|原|取代|替代|旧|修订|修改|出台")
_LOOK = ("该法律法规的施行和废止日期", "when the law came into force, and when it was repealed")


class Law(BaseModel):
    """A law; `made` the day of adoption, `force` in force from, `ended` repealed on, `now` what stands in its place.

    `verified`: the day of coming into force was read in the law's own text."""

    model_config = ConfigDict(extra="forbid")

    name: str
    made: date | None = None
    force: date | None = None
    ended: date | None = None
    now: str = ""
    verified: bool = False


class _Laws(RootModel[list[Law]]):
    pass


@cache
def _laws() -> dict[str, Law]:
    return {law.name: law for law in yamlfile.load(Path(__file__).with_suffix(".yml"), _Laws).root}


def findings(reading: Reading) -> Iterator[Finding]:
    """The first time that each law is cited out of its time."""
    told: set[str] = set()
    for match in _CITED.finditer(reading.text, reading.body):
        law = _laws().get(match[1])
        if law is None or law.name in told:
            continue
        begin, end = reading.sentence(*match.span())
        if _PLANNED.search(reading.text[max(begin, match.start() - 12) : match.start()] + reading.text[match.end() : min(end, match.end() + 10)]):
            continue
        if found := _early(reading, law, match) or _late(reading, law, match):
            told.add(law.name)
            yield found


def _early(reading: Reading, law: Law, match: re.Match[str]) -> Finding | None:
    """Cited in a report of a year before it had been made; near the end of the year it may be known already."""
    if law.made is None or reading.year >= law.made.year:
        return None
    if (reading.written and reading.written >= law.made) or (reading.year == law.made.year - 1 and reading.planned(match.start())):
        return None
    # The day in force is what was read in the law itself; a law is made a year before that at the most.
    severe = law.verified and law.force is not None and reading.year < law.force.year - 1
    zh = f"《{law.name}》于{law.made.year}年{law.made.month}月制定、{law.force or law.made}起施行，{reading.year}年的工作不能依据它。"
    en = f"This law was passed on {law.made} and came into force on {law.force or law.made}, so it cannot have been applied in {reading.year}."
    return reading.finding("law_before_its_time", "error" if severe else "warn", match.span(), zh, en, _LOOK, law.name)


def _late(reading: Reading, law: Law, match: re.Match[str]) -> Finding | None:
    if law.ended is None or reading.year < law.ended.year + (law.ended.month > 1):
        return None
    zh = f"《{law.name}》已于{law.ended}废止，现行的是《{law.now}》。"
    return reading.finding("repealed_law", "warn", match.span(), zh, f"It was repealed on {law.ended}; 《{law.now}》 is in force instead.", _LOOK, law.now)
