"""One column's raw cells → typed values. Each distinct cell is parsed once, however many rows hold it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from nianbao.cleaning.coded import Coded
from nianbao.cleaning.dates import form_of, has_no_year, parse_date, parse_month
from nianbao.cleaning.numbers import is_about, is_over, parse_integer, parse_money, parse_number, unit_in
from nianbao.cleaning.patterns import is_identity_number
from nianbao.cleaning.privacy import HINT, HINT_OF_NUMBERS, masked, numbered, pseudonym
from nianbao.reading import Cell, Cells, numpy_of, text_of
from nianbao.tables import NOT_LISTED, Column
from nianbao.words import Words

EMPTY = Words(zh="必填项为空", en="required and empty")
# Excel cuts what is longer; to look for what is personal in a text without end takes hours.
MOST_SIGNS = 32_767
TOO_LONG = Words(zh=f"单元格超过 {MOST_SIGNS} 个字", en=f"a cell of more than {MOST_SIGNS} characters")
SPOILT = Words(zh="长数字已被表格软件改坏，末几位丢失", en="a long number that a spreadsheet has spoilt: its last digits are lost")

# What people write into a cell of dates or numbers for which there is none yet.
_STANDS_FOR_NOTHING = frozenset(("/", "／", "\\", "-", "－", "--", "—", "——", "无", "未办结", "正在办理", "办理中", "在办", "缺考"))
# What is read, but not without a doubt that a check should name: the flag, by the type of column that can bear it.
NO_YEAR, OVER, ABOUT, SPOILT_NUMBER = "no_year", "over", "about", "spoilt"
_EXACT_DIGITS, _IDENTITY_DIGITS = 15, 18
# 津蓟上仓罚决字[2023]1号 and 〔2023〕 1 号 are one number: GB/T 9704 writes its year in 〔〕.
_OPENING = frozenset("[(【〔")
_HINT_OF_KEYS = rf"[+\[(【〔]|{HINT_OF_NUMBERS}"
_NUMBERED_YEAR = re.compile(r"\s*[\[(【〔]\s*((?:19|20)\d{2})\s*[\])】〕]\s*")
_MANY = 1_000
_SCIENTIFIC = re.compile(r"^\d(?:\.\d+)?E\+\d{2}$", re.I)


@dataclass
class Values:
    """A column's values, null where nothing was written or it cannot be read. All else is told of each distinct cell, by
    its index: why it cannot be read; whether it is a category that the table does not list; with which doubts it was read."""

    values: Coded
    told: Coded  # the same, with what an unlisted category says: what makes two records differ
    unreadable: dict[int, Words] = field(default_factory=dict)
    unknown: np.ndarray | None = None
    forms: dict[str, int] = field(default_factory=dict)  # how many dates stand in which form
    flags: dict[str, np.ndarray] = field(default_factory=dict)

    @property
    def bad(self) -> np.ndarray:
        """Of each row whether its cell cannot be read."""
        found = np.zeros(len(self.values.values), bool)
        found[list(self.unreadable)] = True
        return found[self.values.places]


def typed(cells: Cells, column: Column, title: str, key: bytes, year: int) -> Values:
    """The cells as the column's type, each distinct one read once; `title` is the header they stand under, which may name a unit.

    A date without a year is of the report's `year`.
    """
    kind = arrow_type(column)
    parse, hint = _parser(column, title, key, year)
    distinct, blank = cells.distinct.cells, cells.distinct.blank
    if column.type in ("date", "integer", "number", "money") and column.personal is None:
        blank = blank | np.fromiter((cell in _STANDS_FOR_NOTHING for cell in distinct), bool, len(blank))
    long = numpy_of(pc.greater(pc.utf8_length(cells.distinct.texts), MOST_SIGNS))
    looked = ~blank & ~long
    # For a few cells a pattern takes longer to prepare than the cells to read.
    if len(blank) < _MANY:
        hint = None
    if hint is not None:
        looked &= numpy_of(pc.match_substring_regex(cells.distinct.texts, hint)) | np.fromiter((cell.__class__ is not str for cell in distinct), bool, len(blank))
    places = np.flatnonzero(looked).tolist()
    found = [parse(distinct[place]) for place in places]
    unreadable = {place: value for place, value in zip(places, found, strict=True) if isinstance(value, Words)}
    read = pa.array([None if isinstance(value, Words) else value for value in found], kind)
    unreadable |= dict.fromkeys(np.flatnonzero(long).tolist(), TOO_LONG)
    whole = pa.nulls(len(blank), kind) if hint is None else pc.if_else(pa.array(blank | long), pa.scalar(None, kind), cells.distinct.texts)
    told = pc.replace_with_mask(whole, pa.array(looked), read)
    if column.required:
        unreadable |= {place: EMPTY for place in np.flatnonzero(numpy_of(pc.is_null(told))).tolist() if place not in unreadable}
    result = Values(Coded(told, cells.places), Coded(told, cells.places), unreadable)
    if column.type == "category" and column.values:
        listed = pc.is_in(told, value_set=pa.array([*column.values.values()], kind))
        result.unknown = numpy_of(pc.and_(pc.is_valid(told), pc.invert(listed)))
        result.values = Coded(pc.if_else(pa.array(result.unknown), NOT_LISTED, told), cells.places)
    if column.type == "date":
        result.forms = _forms(cells)
    for flag, doubtful in _doubts(column).items():
        found_in = np.zeros(len(blank), bool)
        found_in[[place for place in places if place not in unreadable and doubtful(distinct[place])]] = True
        if found_in.any():
            result.flags[flag] = found_in
    return result


def arrow_type(column: Column) -> pa.DataType:
    """Text is string, dates are date32, money is decimal(18, 2) yuan; a pseudonym is text."""
    types = {"date": pa.date32(), "month": pa.date32(), "integer": pa.int64(), "number": pa.decimal128(30, 10), "money": pa.decimal128(18, 2)}
    return pa.string() if column.personal is not None else types.get(column.type, pa.string())


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


def _forms(cells: Cells) -> dict[str, int]:
    """How many cells stand in which form, the form of the first row first."""
    distinct = cells.distinct.cells
    times = np.bincount(cells.places, minlength=len(distinct))
    first = np.zeros(len(distinct), np.int64)
    first[cells.places[::-1]] = np.arange(len(cells.places))[::-1]
    found: Counter[str] = Counter()
    for place in np.argsort(first, kind="stable").tolist():
        if times[place] and not cells.distinct.blank[place]:
            found[form_of(distinct[place])] += int(times[place])
    return dict(found)


def _parser(column: Column, title: str, key: bytes, year: int) -> tuple[Callable[[Cell], Any], str | None]:
    """What reads a cell of the column; and a pattern, as RE2 reads it, without which a text stays what it is."""
    if column.personal is not None:
        # The kind goes into the pseudonym: a phone is never linked with an identity number of the same digits.
        # What is left of a spoilt number is the same for many people, and stands for none.
        spoilt = is_spoilt_identity if column.personal == "id_number" else is_spoilt
        return lambda cell: None if spoilt(cell) else pseudonym(column.personal, text_of(cell), key), None
    if column.type == "category":
        return _category(column), None
    if column.type == "money":
        unit = unit_in(text_of(title)) or column.unit
        return lambda cell: parse_money(cell, unit), None
    if column.key and column.type == "text":
        return lambda cell: _key(cell, key), _HINT_OF_KEYS
    if column.type == "text":
        return lambda cell: masked(text_of(cell)), rf"\+|{HINT}"
    return {
        "date": lambda cell: parse_date(cell, year),
        "month": lambda cell: parse_month(cell, year),
        "integer": parse_integer,
        "number": parse_number,
    }[column.type], None


def _key(cell: Cell, key: bytes) -> str | Words:
    """A document's number, its year in the brackets that it should have."""
    if is_spoilt(cell):
        return SPOILT
    text = numbered(text_of(cell), key)
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
