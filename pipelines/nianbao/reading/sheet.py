"""A sheet as it stands in a file: raw cells, row by row, before anything is understood."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import TypeAlias

Cell: TypeAlias = str | int | float | bool | datetime | date | time | timedelta | None
Merge: TypeAlias = tuple[tuple[int, int], tuple[int, int]]  # first and last (row, column), from 0

# Blanks that str.strip() leaves alone: zero-width marks and the byte order mark.
_INVISIBLE = str.maketrans(dict.fromkeys("\u200b\u200c\u200d\u2060\ufeff\u00ad"))

# The radicals supplement has no compatibility mapping in Unicode, and text out of a PDF is full of it.
_RADICALS = str.maketrans({
    "⺁": "厂", "⺄": "乙", "⺅": "亻", "⺈": "刀", "⺉": "刂", "⺊": "卜", "⺋": "㔾", "⺌": "小", "⺍": "小", "⺎": "兀", "⺏": "尣", "⺐": "尢",
    "⺒": "巳", "⺓": "幺", "⺔": "彑", "⺕": "彐", "⺖": "忄", "⺗": "心", "⺘": "扌", "⺙": "攵", "⺛": "旡", "⺜": "日", "⺝": "月", "⺞": "歺",
    "⺟": "母", "⺠": "民", "⺡": "氵", "⺢": "氺", "⺣": "灬", "⺤": "爪", "⺥": "爫", "⺦": "丬", "⺧": "牛", "⺨": "犭", "⺩": "王", "⺪": "疋",
    "⺫": "目", "⺬": "示", "⺭": "礻", "⺮": "竹", "⺯": "糹", "⺰": "纟", "⺲": "罒", "⺳": "网", "⺷": "羊", "⺹": "耂", "⺻": "聿", "⺼": "肉",
    "⺽": "臼", "⺾": "艹", "⺿": "艹", "⻀": "艹", "⻁": "虎", "⻂": "衤", "⻃": "覀", "⻄": "西", "⻅": "见", "⻆": "角", "⻈": "讠", "⻉": "贝",
    "⻊": "足", "⻋": "车", "⻌": "辶", "⻍": "辶", "⻎": "辶", "⻏": "阝", "⻐": "钅", "⻑": "長", "⻒": "镸", "⻓": "长", "⻔": "门", "⻕": "阝",
    "⻖": "阝", "⻗": "雨", "⻘": "青", "⻙": "韦", "⻚": "页", "⻛": "风", "⻜": "飞", "⻝": "食", "⻟": "飠", "⻠": "饣", "⻢": "马", "⻣": "骨",
    "⻤": "鬼", "⻥": "鱼", "⻦": "鸟", "⻧": "卤", "⻨": "麦", "⻩": "黄", "⻪": "黾", "⻫": "斉", "⻬": "齐", "⻭": "歯", "⻮": "齿", "⻯": "竜",
    "⻰": "龙", "⻲": "亀", "⻳": "龟",
})  # fmt: skip


@dataclass
class Sheet:
    """The raw cells of one sheet. `rows[0]` is the row that Excel numbers 1; a csv file is one sheet named ""."""

    name: str
    rows: list[list[Cell]]
    merges: list[Merge] = field(default_factory=list)

    @property
    def physical(self) -> int:
        """How many rows hold anything."""
        return sum(not is_blank_row(row) for row in self.rows)


_UNLIKE_NFKC = _INVISIBLE | _RADICALS


def text_of(cell: Cell) -> str:
    """The cell as plain text: NFKC, radicals as the characters they stand for, no invisible marks, blanks folded and
    trimmed; dates in ISO form."""
    if cell is None:
        return ""
    if isinstance(cell, str):
        if cell.isascii():
            return " ".join(cell.split())
        return " ".join(unicodedata.normalize("NFKC", cell).translate(_UNLIKE_NFKC).split())
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    if isinstance(cell, datetime) and cell.time() == time():
        return cell.date().isoformat()
    return str(cell)


def is_blank(cell: Cell) -> bool:
    if isinstance(cell, str):
        # A letter or a digit in front settles it for nearly every cell; the rest is looked at closely.
        return not (cell[:1].isalnum() or text_of(cell))
    return cell is None


def is_blank_row(row: list[Cell]) -> bool:
    return all(is_blank(cell) for cell in row)


def unmerged(sheet: Sheet) -> list[list[Cell]]:
    """The rows with each merged value standing in all of its cells, as labels and headers are read."""
    rows = [list(row) for row in sheet.rows] if sheet.merges else sheet.rows
    for (top, left), (bottom, right) in sheet.merges:
        if top >= len(rows) or left >= len(rows[top]):
            continue
        for row in rows[top : bottom + 1]:
            row += [None] * (right + 1 - len(row))
            row[left : right + 1] = [rows[top][left]] * (right + 1 - left)
    return rows


def filled_down(sheet: Sheet) -> list[list[Cell]]:
    """The rows with each value of a vertical merge standing in all of its rows, as the eye reads it.

    What a program has left in the hidden cells of a merge is not seen. A merged title across columns stays where it is.
    """
    rows = sheet.rows
    if not sheet.merges:
        return rows
    rows = [list(row) for row in rows]
    for (top, left), (bottom, right) in sheet.merges:
        if top >= len(rows) or left >= len(rows[top]):
            continue
        value = rows[top][left]
        for number in range(top, min(bottom + 1, len(rows))):
            row = rows[number]
            # A row that is empty in the file stays empty: a merge makes no record of it.
            if is_blank_row(sheet.rows[number]):
                continue
            for place in range(left, min(right + 1, len(row))):
                row[place] = None
            if left < len(row):
                row[left] = value
    return rows
