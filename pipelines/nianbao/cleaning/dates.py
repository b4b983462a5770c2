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

_NO_YEAR = re.compile(rf"^(\d{{1,2}})\s*月\s*(\d{{1,2}})\s*[日号]{_TIME}$")
_MONTH = re.compile(r"^(?:(\d{4})\s*[-/.年]\s*)?(0?[1-9]|1[0-2])\s*(?:月份?)?$|^(\d{4})(0[1-9]|1[0-2])$")
_CHINESE_MONTH = re.compile(r"^(?:([〇○零一二三四五六七八九]{4})年)?(十[一二]?|[一二三四五六七八九])月份?$")

UNREADABLE = Words(zh="不是可以辨认的日期", en="not a date that can be read")
IMPOSSIBLE = Words(zh="日历上没有这一天", en="no such day in the calendar")


NOT_A_MONTH = Words(zh="不是可以辨认的月份", en="not a month that can be read")


def parse_date(cell: Cell, year: int) -> date | Words:
    """The day that the cell means, or why it cannot be told. The time of day is not kept.

    Read are real dates, ISO and 2023/3/5, 2023.3.5, 20230305, 2023年3月5日, 二〇二三年三月五日, Excel serials (1900 system)
    as number or text, and 3月5日, which is of the report's `year`.
    """
    if isinstance(cell, date):
        return _day(cell.year, cell.month, cell.day)
    if isinstance(cell, (int, float)) and not isinstance(cell, bool):
        return _from_serial(cell) if int(cell) in _SERIALS else _from_text(text_of(cell))
    if found := _NO_YEAR.match(text_of(cell).replace("元月", "1月")):
        return _day(year, int(found[1]), int(found[2]))
    return _from_text(text_of(cell))


def parse_month(cell: Cell, year: int) -> date | Words:
    """The first day of the month that the cell means: 1月, 一月份, 2023年1月, 2023-01, 202301, 1, or any date in it.

    A month without a year is of the report's `year`.
    """
    if isinstance(cell, date):
        return _day(cell.year, cell.month, 1)
    if isinstance(cell, float) and not cell.is_integer():
        return NOT_A_MONTH  # a spreadsheet keeps 2023.10 as 2023.1
    text = text_of(cell).replace(" ", "").replace("元月", "1月")
    if found := _MONTH.match(text):
        return _day(int(found[1] or found[3] or year), int(found[2] or found[4]), 1)
    if found := _CHINESE_MONTH.match(text):
        told = int("".join(_DIGITS[digit] for digit in found[1])) if found[1] else year
        return _day(told, _small(found[2]), 1)
    day = parse_date(cell, year)
    return day.replace(day=1) if isinstance(day, date) else NOT_A_MONTH


def has_no_year(cell: Cell) -> bool:
    """Whether it is a day and month alone."""
    return isinstance(cell, str) and bool(_NO_YEAR.match(text_of(cell).replace("元月", "1月")))


def form_of(cell: Cell) -> str:
    """Which form a date stands in: "date", "serial" or "text"."""
    if isinstance(cell, date):
        return "date"
    is_serial = isinstance(cell, (int, float)) and int(cell) in _SERIALS
    return "serial" if is_serial or _SERIAL.match(text_of(cell)) else "text"


def _from_serial(number: float) -> date:
    return _EXCEL_EPOCH + timedelta(days=int(number))


def _from_text(text: str) -> date | Words:
    text = text.replace("元月", "1月")
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
