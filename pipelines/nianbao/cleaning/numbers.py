"""Numbers and money, exact: no value ever passes through binary floating point on its way from text."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation

from nianbao.reading import Cell, text_of
from nianbao.words import Words

# Group separators: comma, blank and apostrophe between digits.
_GROUPS = re.compile(r"(?<=\d)[,' ](?=\d{3}(?!\d))")
# A number that is not claimed to be exact, at the value it names: at least it (2000余, 300多, 超过50) or near it (近300, 约1.2万).
_OVER = re.compile(r"^(?:超过|超)|(?:余|多)(?=(?:亿|万)?元?$)|以上$")
_NEAR = re.compile(r"^(?:大约|约|近|将近|接近)|(?:左右|上下)$")
_NUMBER = re.compile(r"^([-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?)\s*(亿元|万元|元|亿|万)?$")
_UNITS = {"元": Decimal(1), "万元": Decimal(10_000), "万": Decimal(10_000), "亿元": Decimal(100_000_000), "亿": Decimal(100_000_000)}
_FEN = Decimal("0.01")
# What the clean table holds: money as decimal(18, 2), numbers as decimal(30, 10).
_MOST = Decimal(10) ** 16
_DIGITS = 10

NOT_A_NUMBER = Words(zh="不是数字", en="not a number")
NOT_WHOLE = Words(zh="不是整数", en="not a whole number")
TOO_MUCH = Words(zh="金额大得不可能", en="an amount too large to be one")
FINER_THAN_FEN = Words(zh="金额细于分", en="an amount finer than a fen")


def parse_number(cell: Cell) -> Decimal | Words:
    """The exact number, or why it is none. A float cell counts at the fifteen digits that Excel shows."""
    number, unit = _split(cell)
    return NOT_A_NUMBER if number is None or unit else round(number, _DIGITS)


def parse_integer(cell: Cell) -> int | Words:
    number = parse_number(cell)
    if isinstance(number, Words):
        return number
    return int(number) if number == number.to_integral_value() else NOT_WHOLE


def parse_money(cell: Cell, unit: str) -> Decimal | Words:
    """The amount in yuan. `unit` is the column's (元, 万元, 亿元); a unit in the cell itself goes before it."""
    number, own = _split(cell)
    if number is None:
        return NOT_A_NUMBER
    yuan = number * _UNITS[own or unit]
    if abs(yuan) >= _MOST:
        return TOO_MUCH
    return yuan.quantize(_FEN) if yuan == yuan.quantize(_FEN) else FINER_THAN_FEN


def is_over(cell: Cell) -> bool:
    """Whether the cell names a number as the least that it is: 2000余."""
    return isinstance(cell, str) and not cell.isascii() and bool(_OVER.search(text_of(cell)))


def is_about(cell: Cell) -> bool:
    """Whether the cell names a number as near to what it is: 约300."""
    return isinstance(cell, str) and not cell.isascii() and bool(_NEAR.search(text_of(cell)))


def without_groups(text: str) -> str:
    """The text with no separators inside its numbers: 1,234 → 1234."""
    return _GROUPS.sub("", text)


def unit_in(title: str) -> str | None:
    """The unit that a column title names in brackets: 罚款金额(万元) → 万元."""
    found = re.search(r"[(〔\[]\s*(?:单位:)?\s*(?:人民币)?\s*(亿元|万元|元)\s*[)〕\]]", title)
    return found[1] if found else None


def _split(cell: Cell) -> tuple[Decimal | None, str | None]:
    if isinstance(cell, bool):
        return None, None
    if isinstance(cell, float):
        # Excel computes in binary and shows fifteen digits: 0.1 + 0.2 is 0.3 there.
        cell = f"{cell:.15g}"
    text = without_groups(text_of(cell).removeprefix("¥").removeprefix("￥").strip())
    found = _NUMBER.match(text if text.isascii() else _OVER.sub("", _NEAR.sub("", text)))
    if not found:
        return None, None
    try:
        number = Decimal(found[1])
    except InvalidOperation:
        return None, None
    return (number, found[2]) if abs(number) < Decimal(10) ** 15 else (None, None)
