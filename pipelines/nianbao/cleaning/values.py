"""One column's raw cells → typed values. Each distinct cell is parsed once, however many rows hold it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from nianbao.cleaning.dates import form_of, parse_date
from nianbao.cleaning.numbers import parse_integer, parse_money, parse_number, unit_in
from nianbao.cleaning.privacy import masked, pseudonym
from nianbao.reading import Cell, is_blank, text_of
from nianbao.tables import Column
from nianbao.words import Words

EMPTY = Words(zh="必填项为空", en="required and empty")


@dataclass
class Values:
    """A column's values, None where nothing was written; `unreadable` maps positions to the reason."""

    values: list[Any]
    unreadable: dict[int, Words] = field(default_factory=dict)
    unknown: list[int] = field(default_factory=list)  # positions of categories that the table does not list
    forms: dict[str, int] = field(default_factory=dict)  # how many dates stand in which form


def typed(cells: list[Cell], column: Column, title: str, key: bytes) -> Values:
    """The cells as the column's type; `title` is the header they stand under, which may name a unit."""
    parse = _parser(column, title, key)
    cache: dict[tuple[type, Cell], Any] = {}
    result = Values([None] * len(cells))
    for position, cell in enumerate(cells):
        if cell is None or cell == "":
            value = None
        else:
            token = (cell.__class__, cell)
            if token not in cache:
                cache[token] = None if is_blank(cell) else parse(cell)
            value = cache[token]
        if isinstance(value, Words):
            result.unreadable[position] = value
        elif value is None and column.required:
            result.unreadable[position] = EMPTY
        else:
            result.values[position] = value
    if column.type == "category" and column.values:
        known = set(column.values.values())
        result.unknown = [i for i, value in enumerate(result.values) if value is not None and value not in known]
    if column.type == "date":
        result.forms = _forms(cells)
    return result


def _forms(cells: list[Cell]) -> dict[str, int]:
    found: Counter[str] = Counter()
    for (_, cell), number in Counter((cell.__class__, cell) for cell in cells).items():
        if not is_blank(cell):
            found[form_of(cell)] += number
    return dict(found)


def _parser(column: Column, title: str, key: bytes) -> Callable[[Cell], Any]:
    if column.personal is not None:
        # The kind goes into the pseudonym: a phone is never linked with an identity number of the same digits.
        return lambda cell: pseudonym(column.personal, text_of(cell), key)
    if column.type == "category":
        return _category(column)
    if column.type == "money":
        unit = unit_in(text_of(title)) or column.unit
        return lambda cell: parse_money(cell, unit)
    if column.key:
        return text_of
    return {"text": lambda cell: masked(text_of(cell)), "date": parse_date, "integer": parse_integer, "number": parse_number}[
        column.type
    ]


def _category(column: Column) -> Callable[[Cell], str]:
    names = {plain(raw): canonical for raw, canonical in column.values.items()}
    names |= {plain(canonical): canonical for canonical in column.values.values()}
    return lambda cell: names.get(plain(cell), masked(text_of(cell)))


def plain(cell: Cell) -> str:
    """A category's raw text without the differences that mean nothing: blanks, width, case, full stops."""
    return "".join(text_of(cell).split()).strip(".。;,").lower()
