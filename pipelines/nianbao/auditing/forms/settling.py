"""From the ways to read each row to one reading of the form: what satisfies it, what is likeliest, what stays in doubt."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from nianbao.auditing.forms import solving
from nianbao.auditing.forms.blueprint import Blueprint
from nianbao.auditing.forms.form import Doubt, Form, Misspelt, Number
from nianbao.auditing.forms.rows import Read


def settled(blueprint: Blueprint, text: str, rows: Sequence[Read], start: int, end: int, misspelt: tuple[Misspelt, ...] = ()) -> Form:
    """The form from `start` to `end`, or to its last cell.

    Where several readings satisfy it, the numbers in the prose choose, and what they leave open is in doubt.
    """
    spots = [piece.span for row in rows for piece in row.pieces.pieces if piece.span]
    end = max([end, *(spot[1] for spot in spots)])
    outside = f"{text[:start]}\n{text[end:]}"
    read, solved = _choices(blueprint, rows)
    cells: dict[str, dict[str, Number]] = {}
    doubts: list[Doubt] = []
    for row in rows:
        options = read.get(row.name, [])
        if not options:
            solved &= not row.wrong
            doubts += [one for name, columns in _parts(blueprint, row) for one in _doubt(name, row, columns, ()) if not row.wrong]
            continue
        if len(options) > 1:
            options = _likeliest(blueprint, row, options, outside)
        for name, columns in _parts(blueprint, row):
            numbers = row.numbers(options[0])
            cells[name] = {column.split(".")[-1]: numbers[column] for column in columns if column in numbers}
            if len(read[row.name]) > 1:
                doubts += _doubt(name, row, columns, options)
    unsure = tuple(row.name for row in rows if row.followed), any(row.spread for row in rows)
    return Form(blueprint.form, blueprint.title, blueprint.law, start, end, cells, tuple(doubts), misspelt, solved, *unsure, ((start, end),))


def _choices(blueprint: Blueprint, rows: Sequence[Read]) -> tuple[dict[str, list[solving.Row]], bool]:
    """Row → the ways that are left when the form's equations hold, and whether there are any.

    Where nothing satisfies the form, one way a row: the reading in which least is wrong.
    """
    usable = {row.name for row in rows if (row.ways or row.spare()) and not row.followed}
    equations = [(one.left, one.right) for one in blueprint.equations_of(usable)]
    judged = {name for sides in equations for side in sides for name in side}
    ways = {row.name: list(row.ways) for row in rows}
    known = {name: options for name, options in ways.items() if name in judged}
    found = solving.solutions(known, equations, len(blueprint.columns)) if all(known.values()) else []
    solved = bool(found) or not judged
    if not solved:
        spare = {row.name: row.spare() for row in rows if row.name in judged}
        found = [solving.least_wrong(known, {name: options for name, options in spare.items() if options}, equations, len(blueprint.columns))]
    read = {name: list(dict.fromkeys(one[name] for one in found if name in one)) for name in judged}
    for row in rows:
        if row.name not in judged:
            read[row.name] = list(row.ways or row.spare()[:1])
            solved &= not row.wrong
    return read, solved


def _likeliest(blueprint: Blueprint, row: Read, options: Sequence[solving.Row], prose: str) -> list[solving.Row]:
    """The options that agree best with the numbers of the prose; first the one whose greatest number is smallest.

    In a table with totals the first has most in its first column: most applicants are natural persons, most decisions are upheld.
    """
    below = blueprint.not_above.get(row.name)
    if below:
        less, more = (row.columns.index(column) for column in below)
        options = [option for option in options if _of(option, less) <= _of(option, more)] or options
    told = {int(number) for hint in row.hints for number in re.findall(hint, prose)}
    agreeing = [len(told & {int(value) for value in option if value is not None}) for option in options]
    best = [option for option, count in zip(options, agreeing, strict=True) if count == max(agreeing)]
    if blueprint.row_total:
        return sorted(best, key=lambda option: tuple(-_of(option, place) for place in range(len(option))))
    return sorted(best, key=lambda option: (max(_of(option, place) for place in range(len(option))), option))


def _of(option: solving.Row, place: int) -> Decimal | int:
    return option[place] or 0


def _parts(blueprint: Blueprint, row: Read) -> list[tuple[str, tuple[str, ...]]]:
    """The rows of the form that the row holds: itself, or the blocks that stand side by side in it."""
    if not blueprint.blocks:
        return [(row.name, row.columns)]
    return [(block, tuple(column for column in row.columns if column.startswith(f"{block}."))) for block in blueprint.blocks]


def _doubt(name: str, row: Read, columns: tuple[str, ...], options: Sequence[solving.Row]) -> list[Doubt]:
    spans = [piece.span for piece in row.pieces.pieces if piece.span]
    places = [row.columns.index(column) for column in columns]
    cut = list(dict.fromkeys(tuple(Decimal(_of(option, place)) for place in places) for option in options))
    if not spans or (len(cut) == 1 < len(options)):
        return []
    return [Doubt(name, spans[0][0], spans[-1][1], tuple(cut), row.spread or row.short)]


def without_doubt(form: Form, row: str, cut: Sequence[Decimal]) -> Form:
    """The form with a row in doubt read one way, for who knows more than the form: last year's."""
    cells: Mapping[str, Number] = {
        column: replace(number, value=value) for (column, number), value in zip(form.cells[row].items(), cut, strict=True)
    }  # fmt: skip
    return replace(form, cells={**form.cells, row: cells}, doubts=tuple(doubt for doubt in form.doubts if doubt.row != row))
