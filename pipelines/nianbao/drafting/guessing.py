"""A column's type, told from its cells by the parsers that will clean them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from nianbao.cleaning.numbers import unit_in
from nianbao.cleaning.values import Values, plain, typed
from nianbao.drafting.people import tells_of_people
from nianbao.reading import Cell, Cells, bare_name, plain_name, text_of
from nianbao.tables import Column
from nianbao.tables.model import ColumnType

# A type is believed where so many of the filled cells can be read as it.
_ENOUGH = 0.8
# Few different values, and each of them often, make a category; under a title that says so, fewer will do.
_MOST_CATEGORIES = 20
_LONGEST_CATEGORY, _LONGEST_RESULT = 16, 6
_LONG_TEXT = 25

_DATED = re.compile(r"日期|时间|日$|date|time|_on$")
_MONTHLY = re.compile(r"月份?$|month")
_PAID = re.compile(r"金额|罚款|款$|经费|资金|费用?$|价款|收入|支出|amount")
_NUMBERED = re.compile(r"(?:编号|文号|案号|单号|字号|索引号|流水号|档号|编码|代码|号码|号|(?:^|_)(?:id|no\.?|number|key|code))$")
_SORTED = re.compile(r"(?:类别|类型|种类|分类|类|形式|方式|结果|状态|等级|级别|性质|来源|程序|领域|意见类型|渠道)$|^是否|kind|type|status")
_SEPARATED = re.compile(r"\d\s*[-/.年月]\s*\d")


def guessed_type(title: str, cells: Sequence[Cell]) -> ColumnType:
    """The type of a column that no table knows; `cells` are those that hold anything."""
    bare = bare_name(title)
    if _is_date(bare, cells):
        return "date"
    if _MONTHLY.search(bare) and share_read(cells, Column(zh=title, type="month")) >= _ENOUGH:
        return "month"
    if not is_numbered(title):
        if found := _number(title, cells):
            return found
        if _is_category(title, cells):
            return "category"
    return "text"


def share_read(cells: Sequence[Cell], column: Column) -> float:
    """How many of the cells can be read as the column's type, from 0 to 1."""
    if not cells:
        return 0.0
    return 1 - int(_read(cells, column).bad.sum()) / len(cells)


def _read(cells: Sequence[Cell], column: Column) -> Values:
    # Which year a day without one is of makes no difference to whether it can be read; 2000 had a 29 February.
    return typed(Cells.of(cells), column, column.zh, b"", 2000)


def is_numbered(title: str) -> bool:
    """Whether the title says that the cells are the numbers of something, which no one adds up."""
    return bool(_NUMBERED.search(bare_name(title)))


def is_long(texts: Sequence[str]) -> bool:
    """Whether the texts are sentences."""
    return sum(map(len, texts)) > _LONG_TEXT * len(texts)


def is_few(cells: Sequence[Cell], longest: int = _LONGEST_CATEGORY) -> bool:
    """Whether the different cells are few, and words rather than sentences."""
    different = {plain(cell) for cell in cells}
    return 0 < len(different) <= _MOST_CATEGORIES and max(map(len, different)) <= longest


def are_numbers(texts: Sequence[str]) -> bool:
    """Whether the texts are counts or amounts, which no name is."""
    return _number("", texts) is not None


def _is_date(bare: str, cells: Sequence[Cell]) -> bool:
    if share_read(cells, Column(zh=bare, type="date")) < _ENOUGH:
        return False
    # 35000 may be a day of 1995, and 20230305 a number: without a title that says so they need a sign between.
    signed = sum(not isinstance(cell, (int, float)) and bool(_SEPARATED.search(text_of(cell))) for cell in cells)
    return bool(_DATED.search(bare)) or signed >= _ENOUGH * len(cells)


def _number(title: str, cells: Sequence[Cell]) -> ColumnType | None:
    texts = [text_of(cell) for cell in cells]
    if any(re.match(r"0\d", text) or sum(sign.isdigit() for sign in text) >= 12 for text in texts):
        return None
    if share_read(cells, Column(zh=title, type="money")) < _ENOUGH:
        return None
    bare_numbers = share_read(cells, Column(zh=title, type="number")) >= _ENOUGH
    if unit_in(plain_name(title)) or _PAID.search(bare_name(title)) or not bare_numbers:
        return "money"
    numbers = _read(cells, Column(zh=title, type="number")).values.values.drop_null().to_pylist()
    return "integer" if all(number == int(number) for number in numbers) else "number"


def _is_category(title: str, cells: Sequence[Cell]) -> bool:
    different = {plain(cell) for cell in cells}
    sorts, tells = bool(_SORTED.search(bare_name(title))), tells_of_people(title)
    if not is_few(cells, _LONGEST_RESULT if tells else _LONGEST_CATEGORY) or (tells and not sorts):
        return False
    return 2 * len(different) <= len(cells) or (sorts and not tells)
