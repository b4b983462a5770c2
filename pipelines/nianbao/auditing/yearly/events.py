"""Events that do not belong to the year: anniversaries, congresses, campaigns, games, plans of five years."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict

from nianbao import yamlfile
from nianbao.auditing.findings import Finding, Severity
from nianbao.auditing.outline import numeral
from nianbao.auditing.yearly.reading import Reading

_COUNT = r"([0-9]{1,3}|[一二三四五六七八九十百]{1,5})"
# Named as a time of this year: “建党100周年大庆”等重要时期.
_NOW_AFTER = re.compile(
    r"^[”\"’》]?(?:召开|大庆|庆典|庆祝活动|系列活动)?[”\"’》]?(?:期间|前后|安保|维稳|大庆|献礼"
    r"|(?:[^，。；\n]{0,20}?等)?[^，。；、\n]{0,6}?(?:重要|重大|特殊|敏感|关键)(?:时期|时段|节点|时间节点|节日|时刻|活动期间))"
)
_NOW_BEFORE = re.compile(r"(?:迎接|喜迎|庆祝|纪念|值此|适逢|恰逢|献礼|护航)[“\"‘《党的伟大]{0,4}$")
# Spoken of as what has been: 在庆祝…大会上的讲话, 以来, 精神.
_PAST_AFTER = re.compile(r"^[^，。；、\n]{0,12}?(?:大会|讲话|纪念章|勋章|以来|之后|后，|后的|精神|报告|成果|经验|决战|遗产|总结|收官|验收|表彰|先进|期满|圆满|结束)")
_PAST = re.compile(r"去年|上年|上一年|往年|历年|近年来|此前|曾经|自从|转段|转入常态|后疫情|疫情防控转|总结|评估|验收|收官|巩固拓展|巩固深化|回顾|过去")
# Said to be of a year: 2023年是新中国成立70周年.
_SAID = re.compile(r"(20\d\d)年[^，。；\n]{0,6}(?:是|正值|适逢|恰逢|迎来)[^，。；\n]{0,6}$")
_LOOK = ("该事件所属年份，是否沿用了往年文本", "the year of the event; whether text of an earlier report was kept")


class Anniversary(BaseModel):
    model_config = ConfigDict(extra="forbid")

    names: str
    of: int


class Event(BaseModel):
    """`since`, `to`: the years in which it may be named as this year's. `on`: the day from which it can be spoken of at all."""

    model_config = ConfigDict(extra="forbid")

    name: str
    match: str
    since: int = 0
    to: int = 9999
    on: date | None = None
    ahead: int = 0
    past: Severity | Literal[""] = ""
    later: Severity | Literal[""] = ""
    grave: int = 0  # so many years after `to`, `later` is one step worse
    but: str = ""


class Named(BaseModel):
    model_config = ConfigDict(extra="forbid")

    name: str
    right: list[str]
    law: str = ""


class Events(BaseModel):
    model_config = ConfigDict(extra="forbid")

    anniversaries: list[Anniversary]
    events: list[Event]
    named: list[Named]


@cache
def _events() -> Events:
    return yamlfile.load(Path(__file__).with_suffix(".yml"), Events)


@cache
def _anniversaries() -> tuple[re.Pattern[str], dict[str, int]]:
    of = {name: one.of for one in _events().anniversaries for name in one.names.split("|")}
    names = "|".join(sorted(of, key=lambda name: (-len(name), name)))
    return re.compile(rf"({names}){_COUNT}(?:周年|年华诞|周年华诞)|(建党|党的|共青团|建团)(百年)(?:华诞|庆典|大庆)"), of


@cache
def _patterns() -> list[tuple[Event, re.Pattern[str]]]:
    return [(event, re.compile(event.match)) for event in _events().events]


def findings(reading: Reading) -> Iterator[Finding]:
    """Events of other years: as this year's, or before they had been."""
    yield from _anniversary_findings(reading)
    for event, pattern in _patterns():
        if reading.year < event.since or (reading.year > event.to and (event.past or event.later)):
            yield from _of_event(reading, event, pattern)
    yield from _years_of_names(reading)


def _anniversary_findings(reading: Reading) -> Iterator[Finding]:
    pattern, of = _anniversaries()
    for match in pattern.finditer(reading.text, reading.body) if any(word in reading.text for word in ("周年", "华诞", "百年")) else ():
        name = match[1] or match[3]
        count = 100 if match[4] else numeral(match[2]) or 0
        year = of.get(name, 1921 if name != "共青团" else 1922) + count
        said = _SAID.search(reading.text[max(match.start() - 24, 0) : match.start()])
        if said and int(said[1]) != year:
            zh, en = f"{match[0]}在{year}年，不在{said[1]}年。", f"This anniversary fell in {year}, not in {said[1]}."
            yield reading.finding("stale_event", "error", match.span(), zh, en, _LOOK)
            continue
        if year in (reading.year, reading.year + 1) or _is_past(reading, match.start(), match.end(), year):
            continue
        now = _is_now(reading, match.start(), match.end())
        zh = f"{match[0]}在{year}年，不是{reading.year}年的事" + ("，不能作为本年度的重要时期。" if now else "。")
        en = f"This anniversary fell in {year}, not in {reading.year}."
        yield reading.finding("stale_event" if year < reading.year else "early_event", "error" if now and year < reading.year else "warn", match.span(), zh, en, _LOOK)


def _of_event(reading: Reading, event: Event, pattern: re.Pattern[str]) -> Iterator[Finding]:
    """At most two findings an event: the first time it is named, and the first time as of this year."""
    told: set[str] = set()
    for match in pattern.finditer(reading.text, reading.body):
        if (event.but and re.search(event.but, reading.text[max(match.start() - 8, 0) : match.end() + 8])) or reading.in_table(match.start()):
            continue
        found = _early(reading, event, match) if reading.year < event.since else _late(reading, event, match) if reading.year > event.to else None
        if found and found.severity not in told:
            told.add(found.severity)
            yield found


def _early(reading: Reading, event: Event, match: re.Match[str]) -> Finding | None:
    """Before it was: certain, where even the report had been written before."""
    gap = event.since - reading.year
    if gap <= event.ahead or (gap == 1 and reading.planned(match.start())) or (event.on and reading.written and reading.written >= event.on):
        return None
    severity: Severity = "error" if gap > 2 or (reading.written and event.on and reading.written < event.on and gap > 1) else "check" if gap == 1 else "warn"
    when = f"{event.on.year}年{event.on.month}月" if event.on else f"{event.since}年"
    zh, en = f"{event.name}始于{when}，晚于报告所述的{reading.year}年。", f"This began in {event.on or event.since}, after the year of the report ({reading.year})."
    return reading.finding("early_event", severity, match.span(), zh, en, _LOOK)


def _late(reading: Reading, event: Event, match: re.Match[str]) -> Finding | None:
    if _is_past(reading, match.start(), match.end(), event.to):
        return None
    severity = event.past if event.past and _is_now(reading, match.start(), match.end()) else event.later
    if not severity:
        return None
    if event.grave and reading.year >= event.to + event.grave and severity == "check":
        severity = "warn"
    zh = f"{event.name}不属于{reading.year}年的工作，请核对是否沿用了往年文本。"
    return reading.finding("stale_event", severity, match.span(), zh, f"This does not belong to {reading.year}: is it left over from an earlier report?", _LOOK)


def _is_now(reading: Reading, start: int, end: int) -> bool:
    return bool(_NOW_AFTER.search(reading.text[end : end + 40]) or _NOW_BEFORE.search(reading.text[max(start - 10, 0) : start]))


def _is_past(reading: Reading, start: int, end: int, year: int) -> bool:
    """Whether the sentence says that it was in another year, or speaks of it as of something past."""
    begin, stop = reading.sentence(start, end)
    before, after = reading.text[max(begin, start - 40) : start], reading.text[end : min(stop, end + 16)]
    named = {int(number) for number in re.findall(r"(20\d\d)年", before + after)} - {reading.year, reading.year + 1}
    return bool(named or _PAST_AFTER.search(after) or _PAST.search(before + after))


def _years_of_names(reading: Reading) -> Iterator[Finding]:
    """《法治政府建设实施纲要（2020—2025年）》: years that the name does not have; and the plan of years gone by."""
    for named in _events().named:
        for match in re.finditer(rf"《{named.name}[（(](20\d\d)[年 ]*[-—–－~～至]+[ ]*(20\d\d)年?[）)]", reading.text):
            span = f"{match[1]}-{match[2]}"
            right = "、".join(named.right)
            if span not in named.right:
                zh = f"《{named.name}》的年份是{right}，此处写作{span}。"
                yield reading.finding("named_years", "warn", match.span(), zh, f"It covers {', '.join(named.right)}, but here it says {span}.", ("文件全称", "its full name"), named.law)
            elif reading.year > int(match[2]) + 1 and not _is_past(reading, match.start(), match.end(), int(match[2])):
                zh = f"{span}的文件在{reading.year}年已经期满。"
                yield reading.finding("named_years", "warn", match.span(), zh, f"It had expired by {reading.year}.", ("现行文件", "what is in force now"), named.law)
