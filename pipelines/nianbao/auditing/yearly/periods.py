"""Years of the text that are not the report's, and figures that do not cover its year."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from nianbao.auditing.findings import Finding
from nianbao.auditing.yearly.reading import Reading
from nianbao.words import Words

# A sentence that tells results of the year it begins with: 2022年，我镇共办结…
_TOLD = re.compile(r"(?:^|(?<=[。；\n\u3000 ])|(?<=[一二三四五六七八九]是))(?P<quote>(?P<year>20\d\d)年(?P<since>以来|来|至今)?(?:度|全年)?，?)(?P<rest>[^。；\n]{4,})", re.M)
_RESULT = re.compile(r"^(?:我|全|本|区|市|县|镇|乡|街道|各|共|累计|办|开展|完成|召开|组织|受理|查处)")
_NUMBER = re.compile(r"\d|[一二三四五六七八九十百]+(?:件|次|场|人|个|起)")
_COMPARED = re.compile(r"较|比|同比|去年|上年|上一年|近年|以来|至今|历年|其中|分别|结转|连续|到20\d\d|至20\d\d|和20\d\d|、20\d\d|被评|获|名列|排名|考核|规划|预算|决算")
_FIRST = re.compile(r"(?:现将|现就)[^。\n]{0,12}?(20\d\d)年(?:度)?[^。\n]{0,24}(?:报告|汇报|总结|公布|公开)如下")
_COUNTED = re.compile(r"(?:统计|数据)[^。\n]{0,8}(?:时限|期限|期间|周期|时段|区间)[^。\n]{0,6}?(20\d\d)年1月1日[^。\n\d]{1,4}(?:(20\d\d)年)?12月31日")
_MONTHS = re.compile(r"(?<![\d.年])(?:(20\d\d)年)?1[ ]*[-—–－~～至到][ ]*(\d{1,2})月份?(?!\d*日)")
_UP_TO = re.compile(r"(?:截至|截止|截止到|截至到)[ \u3000]*(?:(20\d\d)年|今年|本年)?[ \u3000]*(?:(1[0-2]|[1-9])月(?:份|底|末|(\d{1,2})[日号])?|(?=目前))(?:目前)?")
_HALF = re.compile(r"(?:^|(?<=[。；，\n\u3000 ]))(?:(?:20\d\d年|今年)?上半年|前三季度|(?:今年)?一季度)[，,][^。；\n]{0,40}?(?<![\d.])\d+")
_UNFINISHED = re.compile(
    r"(?:离|距|距离)全年目标[^，。；\n]{0,16}|预计(?:到)?(?:今年)?(?:年底|全年|年末)[^，。；\n]{0,16}"
    r"|预计(?:20\d\d年)?[^，。；\n]{0,8}(?:实现|完成|达到)[^，。；\n]{0,12}\d|年底前(?:预计|将|可|有望)[^，。；\n]{0,12}"
)
_AFTER = re.compile(
    r"(?<!\d)(?P<year>20\d\d)年(?P<month>1[0-2]|0?[1-9])月(?:\d{1,2}日|份|底|末|上旬|中旬|下旬)?，?(?:我[镇乡街局县区市]|全[镇乡县区市])?(?:共|已|先后)?"
    r"(?:开展|举办|召开|组织|办结|查处|完成|受理|举行)[^，。；\n]{0,16}\d[^，。；\n]{0,4}"
)
_PLAN = re.compile(r"(?P<year>20\d\d)年度?[^，。；\n]{0,8}(?:计划|打算|思路|安排)$")
_SHORTER = re.compile(r"季度|半年|月份|\d月")
_LOOK = ("数据的起止日期", "from when to when the figures count")


def findings(reading: Reading) -> Iterator[Finding]:
    """Years that are not the report's, and periods that end before its year does."""
    if not _SHORTER.search(reading.named):
        yield from _other_years(reading)
        yield from _once(_partial(reading))
        yield from _after(reading)
        yield from _plan_heading(reading)
    if reading.broken_off:
        yield reading.finding("broken_off", "check", reading.broken_off, "文本在句中中断，可能没有收全。", "The text breaks off within a sentence.", ("原文", "the original"))


def _once(found: Iterable[Finding]) -> Iterator[Finding]:
    """Of the periods that end early the first of each gravity, with the number of the others: an office that closes its books in
    November says so in every sentence."""
    groups: dict[str, list[Finding]] = {}
    for one in found:
        groups.setdefault(one.severity, []).append(one)
    for first, *others in groups.values():
        more = Words(zh=f"文中这样的还有{len(others)}处。", en=f" The text has {len(others)} more of this kind.") if others else Words(zh="", en="")
        yield replace(first, message=Words(zh=first.message.zh + more.zh, en=first.message.of("en") + more.en))


def _other_years(reading: Reading) -> Iterator[Finding]:
    year = reading.year
    for match in _TOLD.finditer(reading.text, reading.body):
        told, rest = int(match["year"]), match["rest"]
        if told in (year, year + 1) or reading.planned(match.start()) or reading.in_table(match.start()) or told > year + 1:
            continue
        if not _RESULT.match(rest) or not _NUMBER.search(rest) or str(year) in rest or _COMPARED.search(rest[:60] if match["since"] else rest):
            continue
        span = match.span("quote")[0], match.end("quote") + min(len(rest), 8)
        if match["since"]:
            zh, en = f"数字从{told}年算起，不只是{year}年的。", f"These figures are counted from {told} on, not for {year} alone."
            yield reading.finding("many_years", "check", span, zh, en, _LOOK)
        else:
            zh, en = f"报告的年度是{year}年，此处写的是{told}年的结果，请核对是否沿用了往年文本。", f"The report is for {year}, but this gives results of {told}: is it from an earlier report?"
            yield reading.finding("other_year", "warn", span, zh, en, _LOOK)
    for match in _FIRST.finditer(reading.text, reading.body):
        if int(match[1]) != year:
            zh, en = f"报告是{year}年的，正文写作{match[1]}年。", f"The report is for {year}, but the text says {match[1]}."
            yield reading.finding("other_year", "warn", match.span(), zh, en, ("报告的年度", "the year of the report"))
    for match in _COUNTED.finditer(reading.text, reading.body):
        if int(match[1]) != year or int(match[2] or year) != year:
            zh, en = f"统计期限不是{year}年。", f"The figures do not cover {year}."
            yield reading.finding("other_year", "error", match.span(), zh, en, _LOOK)


def _after(reading: Reading) -> Iterator[Finding]:
    """What is told as done in months of a later year; the first months after the year a report may still tell of."""
    for match in _AFTER.finditer(reading.text, reading.body):
        year, month = int(match["year"]), int(match["month"])
        early = year == reading.year + 1 and (month < 4 or (reading.written is not None and (year, month) <= (reading.written.year, reading.written.month)))
        if year > reading.year and not early and not reading.planned(match.start()) and not reading.in_table(match.start()):
            zh, en = f"报告的年度是{reading.year}年，此处写的是{year}年{month}月的结果。", f"The report is for {reading.year}; this tells of month {month} of {year} as done."
            yield reading.finding("other_year", "warn", match.span(), zh, en, _LOOK)


def _plan_heading(reading: Reading) -> Iterator[Finding]:
    """The last part plans a year that is over."""
    outer = [heading for heading in reading.headings if heading.level == min(one.level for one in reading.headings)]
    for heading in outer[-1:] if len(outer) > 1 else ():
        if (match := _PLAN.search(heading.text)) and int(match["year"]) <= reading.year:
            zh, en = f"报告的年度是{reading.year}年，标题写的是{match['year']}年的计划。", f"The report is for {reading.year}; this heading plans {match['year']}."
            yield reading.finding("other_year", "warn", (heading.start, heading.end), zh, en, ("计划的年度", "the year that is planned"))


def _partial(reading: Reading) -> Iterator[Finding]:
    for match in _MONTHS.finditer(reading.text, reading.body):
        if 2 <= int(match[2]) <= 11 and int(match[1] or reading.year) == reading.year and not reading.planned(match.start()) and not reading.in_table(match.start()):
            yield reading.finding("partial_period", "warn", match.span(), f"只是1至{match[2]}月的数字，不是全年的。", f"This covers months 1 to {match[2]} only, not the whole year.", _LOOK)
    for match in _UP_TO.finditer(reading.text, reading.body):
        month, day = int(match[2] or 0), int(match[3] or 0)
        whole = month == 12 and (day == 31 or not day)
        if not whole and int(match[1] or reading.year) == reading.year and not reading.planned(match.start()):
            when = match[0].lstrip("截至止到")
            yield reading.finding("partial_period", "check", match.span(), f"数字截至{when}，不是年末。", "These figures end before the year does, or on no day that is told.", _LOOK)
    for pattern in (_HALF, _UNFINISHED):
        for match in pattern.finditer(reading.text, reading.body):
            if (pattern is _HALF and re.search("下半年|全年|四季度", reading.text[match.start() : match.end() + 60].split("\n")[0])) or reading.planned(match.start()):
                continue
            yield reading.finding("partial_period", "warn", match.span(), "写于年末之前，或者只是部分月份的数字，不是全年的。", "Written before the year was over, or counting a part of it.", _LOOK)
