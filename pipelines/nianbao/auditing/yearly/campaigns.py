"""Days of the calendar under a wrong date (“12·5”国家宪法日), or counted wrongly (第九个国家宪法日 in 2023)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict, RootModel

from nianbao import yamlfile
from nianbao.auditing.findings import Finding, Severity
from nianbao.auditing.outline import numeral
from nianbao.auditing.yearly.dates import in_english
from nianbao.auditing.yearly.reading import Reading

_QUOTES = "[“”\"'‘’「」]?"
_LOOK = ("该节日、宣传日的日期", "the date of this day")


class Campaign(BaseModel):
    """A day or week of the calendar; `day` as 12-04, `first` the year of the first one.

    A wrong day is an error where the `law` fixes it, likely one where only pages cite its `basis`, else a reason to look.
    """

    model_config = ConfigDict(extra="forbid")

    names: str
    day: str = ""
    first: int = 0
    counted: str = ""
    law: str = ""
    basis: str = ""

    @property
    def severity(self) -> Severity:
        """How sure the day is."""
        return "error" if self.law else "warn" if self.basis else "check"


class _Campaigns(RootModel[list[Campaign]]):
    pass


@cache
def _campaigns() -> list[Campaign]:
    return yamlfile.load(Path(__file__).with_suffix(".yml"), _Campaigns).root


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str], dict[str, Campaign]]:
    """“12·4”国家宪法日, 12月4日是国家宪法日, 第十个国家宪法日; and the campaign of each name."""
    campaigns = _campaigns()
    by_name = {name: campaign for campaign in reversed(campaigns) for name in [*campaign.names.split("|"), *campaign.counted.split("|")] if name}
    dated = "|".join(sorted({name for campaign in campaigns if campaign.day for name in campaign.names.split("|")}, key=lambda name: (-len(name), name)))
    counted = "|".join(sorted({name for campaign in campaigns if campaign.first for name in campaign.counted.split("|")}, key=lambda name: (-len(name), name)))
    return (
        re.compile(rf"(?<![\d.．·])(\d{{1,2}})[·．.・•‧∙](\d{{1,2}}){_QUOTES}(?:第.{{1,4}}个)?({dated})"),
        re.compile(rf"(\d{{1,2}})月(\d{{1,2}})日(是|为|[，,]?(?:是|为)?第[^，。；、\n]{{1,4}}个)?{_QUOTES}({dated})(?!(?:前|后|当|那|临|到|期|来))"),
        re.compile(rf"第([一二三四五六七八九十]{{1,3}}|\d{{1,2}})(?:个|届|次)?(?:全国|中国)?{_QUOTES}({counted})"),
        by_name,
    )


def findings(reading: Reading) -> Iterator[Finding]:
    """Days under a wrong date, and days counted wrongly."""
    quoted, spelt, counted, _ = _patterns()
    for match in quoted.finditer(reading.text, reading.body):
        yield from _wrong_day(reading, match, match[3], certain=True)
    for match in spelt.finditer(reading.text, reading.body):
        # 12月5日国家宪法日宣传活动 may be held on the day after; 12月5日是国家宪法日 is wrong.
        yield from _wrong_day(reading, match, match[4], certain=bool(match[3]))
    for match in counted.finditer(reading.text, reading.body):
        yield from _wrong_count(reading, match)


def _wrong_day(reading: Reading, match: re.Match[str], name: str, certain: bool) -> Iterator[Finding]:
    campaign = _patterns()[3][name]
    right = [int(part) for part in campaign.day.split("-")]
    others = [other.day for other in _campaigns() if name in other.names.split("|")]
    if [int(match[1]), int(match[2])] == right or f"{int(match[1]):02}-{int(match[2]):02}" in others:
        return
    zh = f"{name}是{right[0]}月{right[1]}日，此处写作{int(match[1])}月{int(match[2])}日。"
    en = f"{name} is {in_english(*right)}, but here it is given as {in_english(int(match[1]), int(match[2]))}."
    yield reading.finding("campaign_day", campaign.severity if certain else "check", match.span(), zh, en, _LOOK, campaign.law or campaign.basis)


def _wrong_count(reading: Reading, match: re.Match[str]) -> Iterator[Finding]:
    campaign, number = _patterns()[3][match[2]], numeral(match[1]) or 0
    years = {reading.year, reading.year + 1} if reading.planned(match.start()) else {reading.year}
    begin, _ = reading.sentence(*match.span())
    said = re.findall(r"(20\d\d)年", reading.text[max(begin, match.start() - 30) : match.start()])
    if said:
        years = {int(said[-1])}
    elif not reading.year:
        return
    rights = {year - campaign.first + 1 for year in years}
    if number in rights or min(rights) < 1:
        return
    year, right = min(years), min(rights)
    zh = f"{year}年的{match[2]}是第{right}个（第一个在{campaign.first}年），此处写作第{number}个。"
    en = f"The one in {year} is number {right} (the first was in {campaign.first}), but here it is called number {number}."
    yield reading.finding("campaign_count", campaign.severity if said else "check", match.span(), zh, en, _LOOK, campaign.law or campaign.basis)
