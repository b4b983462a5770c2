"""The many ways in which people and programs write one date or number."""

from dataclasses import dataclass
from datetime import date

FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
EXCEL_DAY_ZERO = date(1899, 12, 30)


@dataclass(frozen=True)
class Formatted:
    """A cell's value together with its Excel number format."""

    value: object
    number_format: str


def full_width(text):
    """The text with its digits in full width, as an input method leaves them."""
    return text.translate(FULL_WIDTH)


def iso(day):
    """2023-03-05"""
    return day.isoformat()


def slashes(day):
    """2023/3/5"""
    return f"{day.year}/{day.month}/{day.day}"


def dots(day):
    """2023.3.5"""
    return f"{day.year}.{day.month}.{day.day}"


def chinese(day):
    """2023年3月5日"""
    return f"{day.year}年{day.month}月{day.day}日"


def serial(day):
    """45034: the day as Excel keeps it, in a cell that was never formatted as a date."""
    return (day - EXCEL_DAY_ZERO).days


def excel_date(day):
    """A real date in the usual format."""
    return Formatted(day, "yyyy/m/d")


def excel_chinese_date(day):
    """A real date shown as 2023年3月5日."""
    return Formatted(day, 'yyyy"年"m"月"d"日"')


def full_width_chinese(day):
    """２０２３年３月５日"""
    return full_width(chinese(day))
