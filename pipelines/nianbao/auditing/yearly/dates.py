"""Dates that do not exist, and weekdays that are not those of their date."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from nianbao.auditing.findings import Finding
from nianbao.auditing.outline import numeral
from nianbao.auditing.yearly.reading import Reading, day_of

_N = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})"
_S = r"[ \u3000]*"
_DATE = re.compile(rf"(?:(?P<year>(?:19|20)\d\d){_S}年{_S})?(?<![\d.．个十百〇○])(?P<month>{_N}){_S}月{_S}(?P<day>{_N}){_S}[日号](?P<after>[^\n]?)")
_FROM = re.compile(r"(?:(?P<year>20\d\d)年)?(?<![\d.．个])(?P<month>\d{1,2})月(?P<day>\d{1,2})[日号]?[-—–－~～至到]{1,2}(?P<last>\d{1,2})[日号]")
_MONTH = re.compile(r"(?:19|20)\d\d年[ \u3000]*(\d{1,2})月(?!\d)")
_ISO = re.compile(r"(?<![\d./-])(20\d\d)([-./])(\d{1,2})\2(\d{1,2})(?![\d./-])")
_WEEKDAY = re.compile(rf"(?:(20\d\d)年)?(?<!\d)(\d{{1,2}})月(\d{{1,2}})[日号]{_S}[（(，,]?{_S}(?:星期|周|礼拜)([一二三四五六日天])(?![到至—\-])")
_BEFORE_IT = re.compile(rf"(?:星期|周|礼拜)([一二三四五六日天]){_S}[（(]{_S}(?:(20\d\d)年)?(\d{{1,2}})月(\d{{1,2}})[日号]")
_DAYS_LISTED = re.compile(r"(?:(20\d\d)年)?(?<![\d.．个])(\d{1,2})月((?:\d{1,2}[日号]?[、和])+\d{1,2})[日号]")
_HOUR = re.compile(r"(?:[日于至]|上午|下午|晚上?|凌晨)[ \u3000]*(\d{2})时(?![段代期间])")
_RANGE = re.compile(r"(20\d\d)年(\d{1,2})月(\d{1,2})日[ \u3000]*(?:至|到|[-—–－~～]{1,2})[ \u3000]*(20\d\d)年(\d{1,2})月(\d{1,2})日")
_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_WEEK = "一二三四五六日"
MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_LOOK = ("日历和原始记录", "the calendar and the original record")


def findings(reading: Reading) -> Iterator[Finding]:
    """Days, months and weekdays that cannot be."""
    text = reading.text
    for match in _near_months(reading, _DATE):
        month, day = numeral(match["month"]) or 0, numeral(match["day"]) or 0
        if (wrong := _wrong(int(match["year"] or 0), month, day)) and match["after"] != "内":
            yield _told(reading, (match.start(), match.end() - len(match["after"])), wrong)
    for match in _near_months(reading, _FROM):
        month, last = int(match["month"]), int(match["last"])
        if not _wrong(0, month, int(match["day"])) and (wrong := _wrong(int(match["year"] or 0), month, last)):
            yield _told(reading, match.span(), wrong)
    for match in _near_months(reading, _MONTH):
        if not 1 <= int(match[1]) <= 12:
            yield _told(reading, match.span(), (f"没有{match[1]}月", f"there is no month {match[1]}"))
    for match in _ISO.finditer(text, reading.body):
        if wrong := _wrong(int(match[1]), int(match[3]), int(match[4])):
            yield _told(reading, match.span(), wrong)
    for match in _near_months(reading, _WEEKDAY):
        yield from _weekday(reading, match, *match.groups())
    for match in _BEFORE_IT.finditer(text, reading.body):
        yield from _weekday(reading, match, match[2], match[3], match[4], match[1])
    for match in _near_months(reading, _DAYS_LISTED):
        days = [int(day) for day in re.findall(r"\d+", match[3])]
        if wrong := next(filter(None, (_wrong(int(match[1] or 0), int(match[2]), day) for day in days[:-1])), None):
            yield _told(reading, match.span(), wrong)
    for match in _HOUR.finditer(text, reading.body):
        if int(match[1]) > 24:
            zh, en = f"时间不存在：没有{match[1]}时。", f"No such time: there is no hour {match[1]}."
            yield reading.finding("no_such_date", "error", (match.start(1), match.end()), zh, en, _LOOK)
    for match in _near_months(reading, _RANGE):
        first, last = (day_of(*(int(part) for part in match.groups()[at : at + 3])) for at in (0, 3))
        if first and last and last < first:
            yield reading.finding("date_range", "error", match.span(), "起止日期颠倒：止日在起日之前。", "The period ends before it begins.", _LOOK)


def _near_months(reading: Reading, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
    """The matches around each 月: a date is not looked for where there is none."""
    last = place = reading.body
    while (place := reading.text.find("月", place)) >= 0:
        if match := pattern.search(reading.text, max(place - 12, last), place + 40):
            yield match
            last = match.end()
        place = max(place + 1, last)


def _wrong(year: int, month: int, day: int) -> tuple[str, str] | None:
    """Why there is no such day; None where there is one. A year of 0 is any year."""
    if not 1 <= month <= 12:
        return f"没有{month}月", f"there is no month {month}"
    if not 1 <= day <= _DAYS[month - 1]:
        return f"{month}月没有{day}日", f"there is no {day} {MONTHS[month - 1]}"
    if year and day_of(year, month, day) is None:
        return f"{year}年不是闰年，2月没有29日", f"{year} is not a leap year and has no 29 February"
    return None


def _told(reading: Reading, span: tuple[int, int], wrong: tuple[str, str]) -> Finding:
    return reading.finding("no_such_date", "error", span, f"日期不存在：{wrong[0]}。", f"No such date: {wrong[1]}.", _LOOK)


def _weekday(reading: Reading, match: re.Match[str], year: str | None, month: str, number: str, weekday: str) -> Iterator[Finding]:
    day = day_of(int(year or reading.year), int(month), int(number))
    if day is None or _name(day) == weekday.replace("天", "日"):
        return
    zh = f"{day.year}年{day.month}月{day.day}日是星期{_name(day)}，不是星期{weekday}。"
    en = f"{day.day} {MONTHS[day.month - 1]} {day.year} was a {_WEEKDAYS[day.weekday()]}, not a {_WEEKDAYS[_WEEK.index(weekday.replace('天', '日'))]}."
    yield reading.finding("weekday", "error" if year else "warn", match.span(), zh, en, _LOOK)


def in_english(month: int, day: int) -> str:
    """`4 December`, also of a day or a month that there is not."""
    return f"{day} {MONTHS[month - 1]}" if 1 <= month <= len(MONTHS) else f"day {day} of month {month}"


def _name(day: date) -> str:
    return _WEEK[day.weekday()]
