"""Dates as people and programs write them, read into one kind."""

from __future__ import annotations

import re
from datetime import date, timedelta

from nianbao.reading import Cell, text_of
from nianbao.words import Words

# Excel's day 1 is 1 January 1900, and it believes in a 29 February of that year; from March 1900 on this holds.
_EXCEL_EPOCH = date(1899, 12, 30)
# Serials are only believed between 1990 and 2100: 20230305 and 2023 are dates of another form.
_SERIALS = range(32874, 73415)
# 0023 is a slip for 2023, and would be counted as long past.
_YEARS = range(1900, 2101)

_CLOCK = r"\d{1,2}:\d{1,2}(?::\d{1,2}(?:\.\d+)?)?|\d{1,2}时(?:\d{1,2}分?(?:\d{1,2}秒?)?)?"
_TIME = rf"(?:[T\s]*(?:{_CLOCK})\s*(?:Z|[+-]\d{{2}}:?\d{{2}})?)?"
_FORMS = (
    re.compile(rf"^(\d{{4}})\s*[-/.年]\s*(\d{{1,2}})\s*[-/.月]\s*(\d{{1,2}})\s*日?{_TIME}$"),
    re.compile(rf"^(\d{{4}})(\d{{2}})(\d{{2}}){_TIME}$"),
)
_SERIAL = re.compile(r"^\d{5}(?:\.\d+)?$")
_DIGITS = {digit: str(value) for value, digit in enumerate("〇一二三四五六七八九")} | {"零": "0", "○": "0"}
_CHINESE = re.compile(r"^([〇○零一二三四五六七八九]{4})年(十[一二]?|[一二三四五六七八九])月([一二三]?十[一二三四五六七八九]?|[一二三四五六七八九])日$")

UNREADABLE = Words(zh="不是可以辨认的日期", en="not a date that can be read")
IMPOSSIBLE = Words(zh="日历上没有这一天", en="no such day in the calendar")


def parse_date(cell: Cell) -> date | Words:
    """The day that the cell means, or why it cannot be told. The time of day is not kept.

    Read are real dates, ISO and 2023/3/5, 2023.3.5, 20230305, 2023年3月5日, 二〇二三年三月五日, and Excel serials
    (1900 system) as number or text.
    """
    if isinstance(cell, date):
        return _day(cell.year, cell.month, cell.day)
    if isinstance(cell, (int, float)) and not isinstance(cell, bool):
        return _from_serial(cell) if int(cell) in _SERIALS else _from_text(text_of(cell))
    return _from_text(text_of(cell))


def form_of(cell: Cell) -> str:
    """Which form a date stands in: "date", "serial" or "text"."""
    if isinstance(cell, date):
        return "date"
    is_serial = isinstance(cell, (int, float)) and int(cell) in _SERIALS
    return "serial" if is_serial or _SERIAL.match(text_of(cell)) else "text"


def _from_serial(number: float) -> date:
    return _EXCEL_EPOCH + timedelta(days=int(number))


def _from_text(text: str) -> date | Words:
    for form in _FORMS:
        if found := form.match(text):
            return _day(*(int(part) for part in found.groups()))
    if _SERIAL.match(text) and int(float(text)) in _SERIALS:
        return _from_serial(float(text))
    if found := _CHINESE.match(text.replace(" ", "")):
        year = int("".join(_DIGITS[digit] for digit in found[1]))
        return _day(year, _small(found[2]), _small(found[3]))
    return UNREADABLE


def _day(year: int, month: int, day: int) -> date | Words:
    try:
        return date(year, month, day) if year in _YEARS else IMPOSSIBLE
    except ValueError:
        return IMPOSSIBLE


def _small(numeral: str) -> int:
    """三 → 3, 十二 → 12, 二十 → 20, 三十一 → 31."""
    tens, ten, ones = numeral.rpartition("十")
    if not ten:
        return int(_DIGITS[numeral])
    return (int(_DIGITS[tens]) if tens else 1) * 10 + (int(_DIGITS[ones]) if ones else 0)
