"""How wide a table's columns stand on paper: numbers as narrow as they can, text by what it holds."""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil, sqrt
from typing import Any

from nianbao.exporting.tree import words

# Between two columns, in ems; the setting of the table has the same.
GAP = 1.0
_LEAST_HEAD = 4.0
_LEAST_TEXT = 10.0
_MOST_LINES = 3
_MOST_LINES_TOGETHER = 30


def widths(table: dict[str, Any], room: float) -> list[float]:
    """The columns' widths in ems, gaps included; they fill `room`, as long as numbers need no more."""
    count = table["columns"]
    heads, body, held, numbers, broken = [0.0] * count, [0.0] * count, [0.0] * count, [False] * count, [0.0] * count
    for part, place, cell in _alone(table):
        text = words(cell["kids"])
        wide = width(text)
        found = heads if part == "head" else body
        found[place] = max(found[place], wide)
        broken[place] = max([broken[place], *map(width, text.split())])
        held[place] += wide
        numbers[place] |= cell["number"]
    if all(numbers):
        numbers = [False] * count
    left = room - GAP * count
    wanted = [max(pair) for pair in zip(heads, body, strict=True)]
    for lines in range(2, _MOST_LINES + 1):
        if sum(wanted) <= left:
            break
        # Where room is short, a heading over numbers takes a second and a third line.
        for place in (place for place in range(count) if numbers[place]):
            wanted[place] = max(body[place], min(heads[place], _LEAST_HEAD), heads[place] / lines + 0.5)
    _make_room(wanted, numbers, broken, left)
    left -= sum(wide for wide, number in zip(wanted, numbers, strict=True) if number)
    texts = {place: sqrt(held[place]) + 0.1 for place in range(count) if not numbers[place]}
    shared = _shared(texts, wanted, left)
    return [shared.get(place, wide) + GAP for place, wide in enumerate(wanted)]


def stays_together(row: list[dict[str, Any]], columns: list[float]) -> bool:
    """Whether a page may not end within the row: where two of its cells have several lines, a reader who goes on overleaf
    would find the rest of each far from its beginning. A row that would fill most of a page may break all the same."""
    lines, place = [], 0
    for cell in row:
        room = max(sum(columns[place : place + cell["colspan"]]) - GAP, 1.0)
        lines.append(ceil(width(words(cell["kids"])) / room))
        place += cell["colspan"]
    return sum(count > 1 for count in lines) > 1 and max(lines) <= _MOST_LINES_TOGETHER


def _make_room(wanted: list[float], numbers: list[bool], broken: list[float], room: float) -> None:
    """Where numbers would leave no room for the text beside them, what stands behind a number goes into a line below it, in
    the widest columns first."""
    texts = [place for place, number in enumerate(numbers) if not number]
    least = sum(min(wanted[place], _LEAST_TEXT) for place in texts)
    for place in sorted((place for place, number in enumerate(numbers) if number), key=lambda place: -wanted[place]):
        if room - sum(wide for wide, number in zip(wanted, numbers, strict=True) if number) >= least:
            return
        wanted[place] = min(wanted[place], max(broken[place], wanted[place] / 2 + 1))


def _shared(weights: dict[int, float], wanted: list[float], room: float) -> dict[int, float]:
    """What each text column gets of the room: all that it wants where an equal share is enough; the others divide the rest
    by their weights, so that a full one is not drawn out into lines of few characters."""
    found: dict[int, float] = {}
    while open_ := weights.keys() - found.keys():
        content = {place: wanted[place] for place in open_ if wanted[place] <= room / len(open_)}
        if not content:
            whole = sum(weights[place] for place in open_)
            return found | {place: room * weights[place] / whole for place in open_}
        found |= content
        room -= sum(content.values())
    return {place: wide + room / len(found) for place, wide in found.items()}


def _alone(table: dict[str, Any]) -> Iterator[tuple[str, int, dict[str, Any]]]:
    """The cells that are of one column: their part of the table, their place, the cell."""
    for part in ("head", "body", "foot"):
        covered: dict[tuple[int, int], bool] = {}
        for number, row in enumerate(table[part]):
            place = 0
            for cell in row:
                while (number, place) in covered:
                    place += 1
                covered |= {(number + down, place + right): True for down in range(cell["rowspan"]) for right in range(cell["colspan"])}
                if cell["colspan"] == 1:
                    yield part, place, cell


def width(text: str) -> float:
    """How wide the text stands on one line, in ems: a Chinese character is one, a Latin letter or digit rather more than half."""
    return sum(0.58 if ord(char) < 0x2000 else 1.0 for char in text)
