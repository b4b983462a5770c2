"""Total rows: lines that sum up others. They are set aside, and what they state is compared with the records."""

from __future__ import annotations

import re

from nianbao.reading.sheet import Cell, text_of

_TOTAL = re.compile(r"^(?:本年|全年|本页)?(?:合\s*计|总\s*计|共\s*计|小\s*计|累\s*计|grand total|sub-?total|totals?)(?![A-Za-z一-鿿])", re.I)
_PARTIAL = re.compile(r"^(?:本页)?(?:小\s*计)|^(?:本页)合|^sub", re.I)


def is_total_row(row: list[Cell], keys: list[int]) -> bool:
    """Whether the row is a total: its first filled cell says so, or another does where the key cells are empty."""
    texts = [text_of(cell) for cell in row]
    filled = [text for text in texts if text]
    if not filled:
        return False
    if _TOTAL.match(filled[0]):
        return True
    without_key = bool(keys) and not any(texts[index] for index in keys if index < len(texts))
    return without_key and any(_TOTAL.match(text) for text in filled)


def is_partial(row: list[Cell]) -> bool:
    """Whether it is a subtotal only, which states nothing of the whole."""
    return any(_PARTIAL.match(text_of(cell)) for cell in row)
