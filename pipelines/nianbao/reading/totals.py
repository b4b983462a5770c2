"""Total rows: lines that sum up others. They are set aside, and what they state is compared with the records."""

from __future__ import annotations

import re

from nianbao.reading.sheet import Cell, is_blank, text_of

_TOTAL = re.compile(r"^(?:本年|全年|本页)?(?:合\s*计|总\s*计|共\s*计|小\s*计|累\s*计|grand total|sub-?total|totals?)(?![A-Za-z一-鿿])", re.I)
_PARTIAL = re.compile(r"^(?:本页)?(?:小\s*计)|^(?:本页)合|^sub", re.I)


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
