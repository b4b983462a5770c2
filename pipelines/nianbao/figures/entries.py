"""A figures.json read for its numbers alone: thousands of them are added up, and the words of each are the same."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from typing import Annotated, Any, Literal

import msgspec

from nianbao.figures.model import Number
from nianbao.words import Words

# Beyond it a number is no count and no sum of money; of so many places after the point none of ours is.
_GREATEST, _MOST_PLACES = 10**15, 60
_Whole = Annotated[int, msgspec.Meta(ge=-_GREATEST, le=_GREATEST)]
# A cell is cut at so many signs; a label of a category may be one.
_Text = Annotated[str, msgspec.Meta(max_length=32_767)]
_Kind = Literal["count", "sum", "distinct", "mean", "rate"]
_RollsUp = Literal["sum", "recompute", "none"]


class Said(msgspec.Struct, gc=False, forbid_unknown_fields=True):
    """A label or unit."""

    zh: _Text
    en: _Text = ""

    @property
    def words(self) -> Words:
        return Words(zh=self.zh, en=self.en)


class Told(msgspec.Struct, gc=False):
    """An amount as a figures.json tells it; of a rate or mean the quotient is for other readers."""

    value: _Whole | Decimal | None = None
    part: _Whole | Decimal | None = None
    whole: _Whole | Decimal | None = None
    about: Literal["", "about", "over"] = ""
    hidden: bool = False

    @property
    def is_there(self) -> bool:
        """Whether there is a number, be it withheld: no records are not nought."""
        return self.hidden or self.value is not None or self.part is not None


class Line(msgspec.Struct, gc=False):
    """A part of a breakdown."""

    key: _Text
    label: Said
    value: _Whole | Decimal | None
    previous: _Whole | Decimal | None
    hidden: bool = False
    previous_hidden: bool = False


class Entry(Told, gc=False, kw_only=True):
    """A figure."""

    name: str
    label: Said
    unit: Said
    kind: _Kind
    rollup: _RollsUp
    table: str
    condition: _Text
    previous: Told | None
    by: dict[str, list[Line]]
    withdrawn: tuple[str, ...] = ()

    @property
    def amount(self) -> Told:
        """Its number of this year alone."""
        return Told(self.value, self.part, self.whole, self.about, self.hidden)


def entries(content: bytes) -> list[Entry]:
    """The figures of a figures.json, which may be anybody's. Raises ValueError where it is none as nianbao writes it."""
    try:
        found: list[Entry] = _decoder().decode(content)
    except RecursionError:
        raise ValueError("brackets within brackets") from None
    if len({entry.name for entry in found}) < len(found):
        raise ValueError("a figure twice")
    if wrong := next((entry.name for entry in found if not _adds_up(entry)), None):
        raise ValueError(wrong)
    return found


def _adds_up(entry: Entry) -> bool:
    """Whether its numbers are of a size in which they can be written out, a count's whole, and each key of a breakdown there once."""
    numbers = [number for told in (entry, entry.previous) if told for number in (told.value, told.part, told.whole)]
    numbers += [number for lines in entry.by.values() for line in lines for number in (line.value, line.previous)]
    if any(number.__class__ is Decimal and not _is_plain(number) for number in numbers):  # type: ignore[arg-type]
        return False
    if entry.kind in ("count", "distinct") and any(number is not None and (number.__class__ is Decimal or number < 0) for number in numbers):
        return False
    return all(len({line.key for line in lines}) == len(lines) for lines in entry.by.values())


def _is_plain(number: Decimal) -> bool:
    places = number.as_tuple().exponent
    return isinstance(places, int) and -_MOST_PLACES <= places <= _MOST_PLACES and abs(number) <= _GREATEST


def quotient(part: Number | None, whole: Number | None) -> Number | None:
    """Part over whole; None where there is nothing to divide by."""
    return Decimal(part) / Decimal(whole) if part is not None and whole else None


@cache
def _decoder() -> Any:
    return msgspec.json.Decoder(list[Entry])
