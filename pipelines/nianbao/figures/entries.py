"""A figures.json read for its numbers alone: thousands of them are added up, and the words of each are the same."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from typing import Any

import msgspec

from nianbao.figures.model import Number
from nianbao.words import Words


class Told(msgspec.Struct, gc=False):
    """An amount as a figures.json tells it; of a rate or mean the quotient is for other readers."""

    value: int | Decimal | None = None
    part: int | Decimal | None = None
    whole: int | Decimal | None = None
    about: str = ""
    hidden: bool = False

    @property
    def is_there(self) -> bool:
        """Whether there is a number, be it withheld: no records are not nought."""
        return self.hidden or self.value is not None or self.part is not None


class Line(msgspec.Struct, gc=False):
    """A part of a breakdown."""

    key: str
    label: msgspec.Raw
    value: int | Decimal | None
    previous: int | Decimal | None
    hidden: bool = False
    previous_hidden: bool = False


class Entry(Told, gc=False, kw_only=True):
    """A figure. Labels and units stay as they are written until somebody reads them, with `words`."""

    name: str
    label: msgspec.Raw
    unit: msgspec.Raw
    kind: str
    rollup: str
    table: str
    condition: str
    previous: Told | None
    by: dict[str, list[Line]]
    withdrawn: tuple[str, ...] = ()

    @property
    def amount(self) -> Told:
        """Its number of this year alone."""
        return Told(self.value, self.part, self.whole, self.about, self.hidden)


def entries(content: bytes) -> list[Entry]:
    """The figures of a figures.json. Raises ValueError where it is none."""
    return _decoder().decode(content)


def words(told: msgspec.Raw) -> Words:
    """A label or unit."""
    return Words(**msgspec.json.decode(told))


def quotient(part: Number | None, whole: Number | None) -> Number | None:
    """Part over whole; None where there is nothing to divide by."""
    return Decimal(part) / Decimal(whole) if part is not None and whole else None


@cache
def _decoder() -> Any:
    return msgspec.json.Decoder(list[Entry])
