"""Which of the ways to cut the rows of a table add up in every column."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import product

Row = tuple[Decimal | int | None, ...]
Equation = tuple[Sequence[str], Sequence[str]]  # the rows of the left side, those of the right side

_MOST_SOLUTIONS = 60
_MOST_STEPS = 4000


def solutions(rows: Mapping[str, Sequence[Row]], equations: Sequence[Equation], width: int) -> list[dict[str, Row]]:
    """Every choice of one way a row in which each equation holds in each column, at most sixty; empty where there is none.

    A column in which a row says nothing (None) is not judged.
    """
    chosen = {name: ways[0] for name, ways in rows.items() if len(ways) == 1}
    signs = [_signs(equation) for equation in equations]
    open_rows = sorted((name for name, ways in rows.items() if len(ways) > 1), key=lambda name: len(rows[name]))
    left = {name: list(rows[name]) for name in open_rows}
    judged = [column for column in range(width) if all(row[column] is not None for ways in rows.values() for row in ways)]
    fixed = [[sum(sign[name] * chosen[name][column] for name in sign if name in chosen) for column in judged] for sign in signs]
    narrowed = True
    while narrowed:  # a way that no choice of the others can make up for goes
        narrowed = False
        for name in open_rows:
            kept = [way for way in left[name] if _possible(name, way, left, signs, fixed, judged)]
            narrowed |= len(kept) < len(left[name])
            left[name] = kept
            if not kept:
                return []
    found: list[dict[str, Row]] = []
    steps = 0

    def choose(place: int, sums: list[list[Decimal | int]], taken: dict[str, Row]) -> None:
        nonlocal steps
        steps += 1
        if len(found) >= _MOST_SOLUTIONS or steps > _MOST_STEPS:
            return
        if place == len(open_rows):
            if not any(any(line) for line in sums):
                found.append(chosen | taken)
            return
        name = open_rows[place]
        rest = {other: left[other] for other in open_rows[place + 1 :]}
        for way in left[name]:
            if _possible(name, way, {name: [way], **rest}, signs, sums, judged):
                more = [[one + sign.get(name, 0) * way[column] for one, column in zip(line, judged, strict=True)] for line, sign in zip(sums, signs, strict=True)]
                choose(place + 1, more, {**taken, name: way})

    choose(0, fixed, {})
    return found


def least_wrong(rows: Mapping[str, Sequence[Row]], spare: Mapping[str, Sequence[Row]], equations: Sequence[Equation], width: int) -> dict[str, Row]:
    """The choice in which least goes wrong, the first of several: a row that does not add up counts one, so does a column.

    `rows` are the ways that satisfy their row; `spare` are ways that do not, of the rows whose digits are glued.
    """
    best: tuple[int, dict[str, Row]] | None = None
    for loose in ("", *spare):
        ways = {name: (spare[name] if name == loose else options or spare.get(name, options)) for name, options in rows.items()}
        if any(not options for options in ways.values()):
            continue
        wrong_rows = sum(not rows[name] or name == loose for name in ways)
        open_rows = [name for name, options in ways.items() if len(options) > 1]
        taken = {name: options[0] for name, options in ways.items()}
        for step, choice in enumerate(product(*(ways[name] for name in open_rows))):
            if step > _MOST_STEPS // 4:
                break
            taken = taken | dict(zip(open_rows, choice, strict=True))
            wrong = wrong_rows + sum(_wrong_columns(taken, equation, width) for equation in equations)
            if best is None or wrong < best[0]:
                best = (wrong, taken)
    return best[1] if best else {name: options[0] for name, options in rows.items() if options}


def _signs(equation: Equation) -> dict[str, int]:
    return dict.fromkeys(equation[0], 1) | dict.fromkeys(equation[1], -1)


def _possible(name: str, way: Row, left: Mapping[str, Sequence[Row]], signs: list[dict[str, int]], sums: list[list[Decimal | int]], judged: list[int]) -> bool:
    """Whether the other open rows can still make up for this way of a row, in each column of each equation."""
    for sign, line in zip(signs, sums, strict=True):
        if name not in sign:
            continue
        others = [(sign[other], left[other]) for other in left if other != name and other in sign]
        for one, column in zip(line, judged, strict=True):
            low = high = one + sign[name] * way[column]
            for times, ways in others:
                values = [times * option[column] for option in ways]
                low, high = low + min(values), high + max(values)
            if not low <= 0 <= high:
                return False
    return True


def _wrong_columns(taken: Mapping[str, Row], equation: Equation, width: int) -> int:
    sign = _signs(equation)
    wrong = 0
    for column in range(width):
        values = [times * value for name, times in sign.items() if (value := taken[name][column]) is not None]
        wrong += len(values) == len(sign) and sum(values) != 0
    return wrong
