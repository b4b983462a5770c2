"""One column's raw cells → typed values. Each distinct cell is parsed once, however many rows hold it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from nianbao.cleaning.dates import form_of, has_no_year, parse_date, parse_month
from nianbao.cleaning.numbers import is_about, is_over, parse_integer, parse_money, parse_number, unit_in
from nianbao.cleaning.patterns import is_identity_number
from nianbao.cleaning.privacy import masked, pseudonym
from nianbao.reading import Cell, is_blank, text_of
from nianbao.tables import NOT_LISTED, Column
from nianbao.words import Words

EMPTY = Words(zh="必填项为空", en="required and empty")
SPOILT = Words(zh="长数字已被表格软件改坏，末几位丢失", en="a long number that a spreadsheet has spoilt: its last digits are lost")

# What people write into a cell of dates or numbers for which there is none yet.
_STANDS_FOR_NOTHING = frozenset(("/", "／", "\\", "-", "－", "--", "—", "——", "无", "未办结", "正在办理", "办理中", "在办", "缺考"))
# What is read, but not without a doubt that a check should name: the flag, by the type of column that can bear it.
NO_YEAR, OVER, ABOUT, SPOILT_NUMBER = "no_year", "over", "about", "spoilt"
_EXACT_DIGITS, _IDENTITY_DIGITS = 15, 18
# 津蓟上仓罚决字[2023]1号 and 〔2023〕 1 号 are one number: GB/T 9704 writes its year in 〔〕.
_OPENING = frozenset("[(【〔")
_NUMBERED_YEAR = re.compile(r"\s*[\[(【〔]\s*((?:19|20)\d{2})\s*[\])】〕]\s*")
_SCIENTIFIC = re.compile(r"^\d(?:\.\d+)?E\+\d{2}$", re.I)


@dataclass
class Values:
    """A column's values, None where nothing was written; `unreadable` maps positions to the reason."""

    values: list[Any]
    unreadable: dict[int, Words] = field(default_factory=dict)
    unknown: dict[int, str] = field(default_factory=dict)  # positions of categories that the table does not list, and what they say
    forms: dict[str, int] = field(default_factory=dict)  # how many dates stand in which form
    flags: dict[str, list[int]] = field(default_factory=dict)  # positions of what was read with a doubt


def typed(cells: list[Cell], column: Column, title: str, key: bytes, year: int) -> Values:
    """The cells as the column's type; `title` is the header they stand under, which may name a unit.

    A date without a year is of the report's `year`.
    """
    parse = _parser(column, title, key, year)
    blanks = _STANDS_FOR_NOTHING if column.type in ("date", "integer", "number", "money") and column.personal is None else ()
    cache: dict[tuple[type, Cell], Any] = {}
    result = Values([None] * len(cells))
    for position, cell in enumerate(cells):
        if cell is None or cell == "" or (blanks and cell in blanks):
            value = None
        else:
            token = (cell.__class__, cell)
            if token not in cache:
                cache[token] = None if is_blank(cell) else parse(cell)
            value = cache[token]
        if isinstance(value, Words):
            result.unreadable[position] = value
        elif value is None and column.required:
            result.unreadable[position] = EMPTY
        else:
            result.values[position] = value
    if column.type == "category" and column.values:
        known = set(column.values.values())
        result.unknown = {i: value for i, value in enumerate(result.values) if value is not None and value not in known}
        for position in result.unknown:
            result.values[position] = NOT_LISTED
    if column.type == "date":
        result.forms = _forms(cells)
    distinct = set(cells)
    for flag, doubtful in _doubts(column).items():
        found = {cell for cell in distinct if doubtful(cell)}
        if found:
            result.flags[flag] = [i for i, cell in enumerate(cells) if cell in found and i not in result.unreadable]
    return result


def is_spoilt(cell: Cell) -> bool:
    """Whether it is a number too long for a spreadsheet: 1.20119E+17 as text, or a float of more than fifteen digits."""
    if isinstance(cell, float):
        return cell.is_integer() and abs(cell) >= 10**_EXACT_DIGITS
    return isinstance(cell, str) and "+" in cell and bool(_SCIENTIFIC.match(text_of(cell)))


def is_spoilt_identity(cell: Cell) -> bool:
    """Whether it is an identity number of which a spreadsheet has kept fifteen digits, as text again: its last three are 000."""
    if is_spoilt(cell):
        return True
    text = text_of(cell) if isinstance(cell, str) else ""
    return len(text) == _IDENTITY_DIGITS and text.endswith("000") and text.isdecimal() and not is_identity_number(text)


def _doubts(column: Column) -> dict[str, Callable[[Cell], bool]]:
    """The flags that cells of the column may bear, and which do."""
    if column.personal == "id_number":
        return {SPOILT_NUMBER: is_spoilt_identity}
    if column.personal is not None or column.type == "text":
        return {SPOILT_NUMBER: is_spoilt}
    if column.type == "date":
        return {NO_YEAR: has_no_year}
    return {OVER: is_over, ABOUT: is_about} if column.type in ("integer", "number", "money") else {}


def _forms(cells: list[Cell]) -> dict[str, int]:
    found: Counter[str] = Counter()
    for (_, cell), number in Counter((cell.__class__, cell) for cell in cells).items():
        if not is_blank(cell):
            found[form_of(cell)] += number
    return dict(found)


def _parser(column: Column, title: str, key: bytes, year: int) -> Callable[[Cell], Any]:
    if column.personal is not None:
        # The kind goes into the pseudonym: a phone is never linked with an identity number of the same digits.
        # What is left of a spoilt number is the same for many people, and stands for none.
        spoilt = is_spoilt_identity if column.personal == "id_number" else is_spoilt
        return lambda cell: None if spoilt(cell) else pseudonym(column.personal, text_of(cell), key)
    if column.type == "category":
        return _category(column)
    if column.type == "money":
        unit = unit_in(text_of(title)) or column.unit
        return lambda cell: parse_money(cell, unit)
    if column.key and column.type == "text":
        return _key
    return {
        "text": lambda cell: masked(text_of(cell)),
        "date": lambda cell: parse_date(cell, year),
        "month": lambda cell: parse_month(cell, year),
        "integer": parse_integer,
        "number": parse_number,
    }[column.type]


def _key(cell: Cell) -> str | Words:
    """A document's number, its year in the brackets that it should have."""
    if is_spoilt(cell):
        return SPOILT
    text = text_of(cell)
    if _OPENING.isdisjoint(text):
        return text
    folded, times = _NUMBERED_YEAR.subn(r"〔\1〕", text)
    return folded.replace(" ", "") if times else text


def _category(column: Column) -> Callable[[Cell], str]:
    names = {plain(raw): canonical for raw, canonical in column.values.items()}
    names |= {plain(canonical): canonical for canonical in column.values.values()}
    return lambda cell: names.get(plain(cell), masked(text_of(cell)))


def plain(cell: Cell) -> str:
    """A category's raw text without the differences that mean nothing: blanks, width, case, full stops."""
    return "".join(text_of(cell).split()).strip(".。;,").lower()
