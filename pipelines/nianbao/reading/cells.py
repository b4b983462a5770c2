"""A cell as it stands in a file, and what its text is."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime, time, timedelta
from typing import TypeAlias

from nianbao.steering import unsteered

Cell: TypeAlias = str | int | float | bool | datetime | date | time | timedelta | None

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

# Of a text without end the beginning says enough: no column takes it.
_LONGEST = 1_000_000
_UNLIKE_NFKC = _INVISIBLE | _RADICALS
_UNLIKE = re.compile(f"[{''.join(map(chr, _UNLIKE_NFKC))}]")

# Text, as RE2 reads it, that `text_of` leaves as it is: single blanks, and signs that stand for themselves.
PLAIN_SIGNS = "!-~一-鿿〇〔〕《》、。“”·×—"
PLAIN = f"^(?:[{PLAIN_SIGNS}]+(?: [{PLAIN_SIGNS}]+)*)?$"


def text_of(cell: Cell) -> str:
    """The cell as plain text: NFKC, radicals as the characters they stand for, no invisible marks or controls, blanks folded and
    trimmed; dates in ISO form."""
    if cell is None:
        return ""
    if isinstance(cell, str):
        cell = cell if len(cell) <= _LONGEST else cell[:_LONGEST]
        cell = cell if cell.isprintable() else unsteered(cell)
        if cell.isascii():
            return " ".join(cell.split())
        text = unicodedata.normalize("NFKC", cell)
        return " ".join((text.translate(_UNLIKE_NFKC) if _UNLIKE.search(text) else text).split())
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
