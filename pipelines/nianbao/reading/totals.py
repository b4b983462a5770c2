"""Rows that are no records: totals, whose statements are compared with the records, and rows marked void."""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np
import pyarrow.compute as pc

from nianbao.reading.cells import Cell, is_blank, text_of
from nianbao.reading.sheet import Distinct, numpy_of

# A total of a part of the year states nothing of the whole.
_PART = r"本页|第?[一二三四1-4]\s*季度|[上下]半年|(?:\d{1,2}|[一二三四五六七八九十]{1,3})月份?"
_SUM = r"合\s*计|总\s*计|共\s*计|小\s*计|累\s*计"
_TOTAL = re.compile(rf"^(?:(?:本年|全年|{_PART})?(?:{_SUM})|全年$|grand total|sub-?total|totals?)(?![A-Za-z一-鿿])", re.I)
_PARTIAL = re.compile(rf"^(?:(?:{_PART})?小\s*计|(?:{_PART})(?:{_SUM})|sub)", re.I)
_VOID = re.compile(r"^[(\[【]?(?:此|该|本)?(?:行|件|条|号|单)?(?:已经?)?作废(?:件|行|条|号)?[)\]】]?(?:[(,。;:].*)?$")


# 填表人：… 审核人：… and notes stand below a table and are part of its frame.
_FRAME = re.compile(r"^(?:(?:填表|制表|填报|审核|复核|统计|报送|联系)(?:人|单位|日期|时间|电话|负责人)*\s*:|(?:注|说明|备注)\s*\d*\s*[:.、])")
# What every cell has that one of these patterns fits, as RE2 reads it.
_HINT = "计|全年|废|(?i:total)|^[填制审复统报送联注说备]"


@dataclass(frozen=True)
class Marks:
    """Of each distinct cell of a column whether a row of the frame may begin with it, whether it says that its row is a
    total, and whether it says that its row counts no more."""

    frame: np.ndarray
    total: np.ndarray
    void: np.ndarray


def marks_of(column: Distinct) -> Marks:
    """Which cells make a row one to be looked at by the functions below; no other row is any of these."""
    found = Marks(*(np.zeros(len(column.cells), bool) for _ in range(3)))
    for place in np.flatnonzero(numpy_of(pc.match_substring_regex(column.texts, _HINT))).tolist():
        text = column.texts[place].as_py()
        found.frame[place], found.total[place], found.void[place] = _FRAME.match(text), _TOTAL.match(text), _is_void(column.cells[place])
    return found


def is_frame_row(row: list[Cell]) -> bool:
    """Whether the row is of the sheet's frame: every filled cell signs the table or is a note to it."""
    told = [text for cell in row if (text := text_of(cell))]
    return bool(told) and (bool(_FRAME.match(told[0])) and (len(told) == 1 or all(_FRAME.match(text) for text in told)))


def is_void_row(row: list[Cell]) -> bool:
    """Whether a cell of the row says that it counts no more: 作废."""
    return any(_is_void(cell) for cell in row)


def _is_void(cell: Cell) -> bool:
    return cell.__class__ is str and "废" in cell and bool(_VOID.match(text_of(cell).replace(" ", "")))


def is_total_row(row: list[Cell], keys: list[int]) -> bool:
    """Whether the row is a total: its first filled cell says so, or another does where the key cells are empty."""
    first = next((text for cell in row if (text := text_of(cell))), "")
    if _TOTAL.match(first):
        return True
    without_key = bool(keys) and all(is_blank(row[index]) for index in keys if index < len(row))
    return without_key and any(_TOTAL.match(text_of(cell)) for cell in row)


def is_partial(row: list[Cell]) -> bool:
    """Whether it is a subtotal only, which states nothing of the whole."""
    return any(_PARTIAL.match(text_of(cell)) for cell in row)
