"""Which further cells must be hidden, so that no small one can be computed back from what is published.

Cells are unknowns; what is published of them are linear equations with whole coefficients: the parts of a breakdown and
their total, part and rest of a rate, a balance. Nothing of a review is known here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

Name = tuple[str, ...]
Exact = int | Fraction
Row = dict[Name, Exact]

_ROUNDS = 20
SPREAD = 2  # a small number must have at least this many other values that it could have


@dataclass(frozen=True)
class Cell:
    """A number. `size` is how many records stand behind it; of several that may be hidden the lower `rank` goes first.

    One without a rank is never hidden for the sake of another: it is not published at all, or must stay as it is.
    `least` is what everybody knows it to be at least: 1 where only what occurs is listed.
    """

    value: Exact
    size: Exact
    rank: int | None = 0
    published: bool = True
    least: int = 0


@dataclass(frozen=True)
class Equation:
    """Σ coefficient × cell is a number that everybody knows; `total` is the cell that the others add up to, if any.

    Hidden parts of a total must together be of at least `least` records. `exact` is false where the numbers do not come
    out, as with means: such an equation still counts as one that gives a lone hidden cell away.
    """

    terms: Mapping[Name, int]
    total: Name | None = None
    least: int = 0
    exact: bool = True


def hide(
    cells: Mapping[Name, Cell], equations: Collection[Equation], small: Iterable[Name], known: Collection[Name] = frozenset()
) -> set[Name]:
    """The small cells, and what must be hidden with them; `known` cells are published elsewhere, so that hiding them helps nobody.

    Each round hides the smallest cells that give a hidden one away: by exact elimination, by a sum of hidden parts under
    the threshold or as large as small ones can be, or by bounds that all but meet. What nothing can protect is left as it is.
    """
    work = _Work(cells, equations, set(small), set(known))
    while more := work.given_away():
        work.hidden |= more
    return work.hidden


class _Work:
    """The cells hidden so far, and the ways in which they are given away."""

    def __init__(self, cells: Mapping[Name, Cell], equations: Collection[Equation], small: set[Name], known: set[Name]) -> None:
        self.cells, self.small, self.hidden, self.known = cells, small, set(small), known
        self.lost: set[tuple[str, Name]] = set()
        self.equations = list(equations)
        self.holding: dict[Name, list[int]] = {}
        for place, equation in enumerate(self.equations):
            for name in equation.terms:
                self.holding.setdefault(name, []).append(place)

    def given_away(self) -> set[Name]:
        """What to hide next; nothing where everything holds."""
        near = [self.equations[place] for place in self._near()]
        return self._solved(near) or self._tight(near) or self._pinned(near)

    def _unknown(self, name: Name) -> bool:
        return name not in self.known and (name in self.hidden or not self.cells[name].published)

    def _near(self) -> list[int]:
        """The equations that touch a hidden cell, or an unknown one beside it."""
        found: set[int] = set()
        seen: set[Name] = set()
        todo = [name for name in self.hidden if name not in self.known]
        while todo:
            name = todo.pop()
            if name in seen:
                continue
            seen.add(name)
            for place in self.holding.get(name, ()):
                if place not in found:
                    found.add(place)
                    todo += (other for other in self.equations[place].terms if self._unknown(other))
        return sorted(found)

    def _solved(self, near: list[Equation]) -> set[Name]:
        """Against hidden cells that follow from what is published: their unit vectors lie in the row space."""
        more: set[Name] = set()
        for row in reduced([dict(equation.terms) for equation in self._worth_solving(near)], self._unknown):
            (name,) = (one for one in row if self._unknown(one))
            if name not in self.hidden or more & row.keys():
                continue
            self._hide_one(("solved", name), row, more)
        return more

    def _worth_solving(self, near: list[Equation]) -> list[Equation]:
        """Without those that hold an unknown that nobody protects and no other equation holds: they say nothing."""
        times = Counter(name for equation in near for name in equation.terms)
        return [
            equation for equation in near
            if not any(times[name] == 1 and name not in self.hidden and self._unknown(name) for name in equation.terms)
        ]  # fmt: skip

    def _tight(self, near: list[Equation]) -> set[Name]:
        """Against hidden parts that are few all together, or as many as small ones can be."""
        more: set[Name] = set()
        for equation in near:
            if equation.total is None or not equation.least or self._unknown(equation.total):
                continue
            parts = [name for name in equation.terms if name != equation.total]
            hidden = [name for name in parts if self._unknown(name)]
            if self.small.isdisjoint(hidden):
                continue
            together = sum(self.cells[name].size for name in hidden)
            most = len(hidden) * (equation.least - 1) if self.small.issuperset(hidden) else together + SPREAD
            if equation.least <= together <= most - SPREAD:
                continue
            self._hide_one(("tight", equation.total), parts, more)
        return more

    def _pinned(self, near: list[Equation]) -> set[Name]:
        """Against small cells whose bounds all but meet."""
        more: set[Name] = set()
        for name in sorted(self._meeting([equation for equation in near if equation.exact])):
            around = self._around(name)
            if not more & around:
                self._hide_one(("pinned", name), around, more)
        return more

    def _around(self, name: Name) -> set[Name]:
        """The cells in the nearest equations, going by way of unknown ones, in which there is one that may be hidden."""
        found, edge = {name}, {name}
        while edge and not any(map(self._may_go, found)):
            reached = {other for one in edge for place in self.holding[one] for other in self.equations[place].terms}
            edge = {other for other in reached - found if self._unknown(other)}
            found |= reached
        return found

    def _meeting(self, near: list[Equation]) -> set[Name]:
        low: dict[Name, Exact] = {}
        high: dict[Name, Exact | None] = {}
        for equation in near:
            for name in filter(self._unknown, equation.terms):
                # What is unknown and below zero in truth is bounded by nothing.
                low[name], high[name] = min(self.cells[name].least, self.cells[name].value), None
        told = [
            ([(name, factor) for name, factor in equation.terms.items() if self._unknown(name)],
             sum((factor * self.cells[name].value for name, factor in equation.terms.items() if self._unknown(name))))
            for equation in near
        ]  # fmt: skip
        for _ in range(_ROUNDS):
            if not sum(narrowed(terms, value, low, high) for terms, value in told):
                break
        return {name for name in self.small if name in low and _near_by(low[name], high[name])}

    def _may_go(self, name: Name) -> bool:
        cell = self.cells[name]
        return cell.published and cell.rank is not None and name not in self.hidden and name not in self.known

    def _hide_one(self, why: tuple[str, Name], among: Iterable[Name], more: set[Name]) -> None:
        """Adds the smallest cell that may be hidden: not nought where there is another, and a total last."""
        if why in self.lost:
            return
        able = [name for name in among if self._may_go(name) and name not in more]
        if able:
            more.add(min(able, key=lambda name: (self.cells[name].rank, not self.cells[name].size, self.cells[name].size, name)))
        else:
            self.lost.add(why)


def reduced(rows: list[Mapping[Name, int]], is_unknown: Callable[[Name], bool]) -> list[Row]:
    """Gauss–Jordan over the unknowns: the rows that are left with one unknown each, and so give it away."""
    solved: dict[Name, Row] = {}
    for given in rows:
        row: Row = dict(given)
        for name in [name for name in row if name in solved]:
            _subtract(row, solved[name], row[name])
        pivot = next((name for name in row if is_unknown(name)), None)
        if pivot is None:
            continue
        factor = row[pivot]
        if factor != 1:
            row = {name: value * factor if factor == -1 else Fraction(value) / factor for name, value in row.items()}
        for other in solved.values():
            if pivot in other:
                _subtract(other, row, other[pivot])
        solved[pivot] = row
    return [row for row in solved.values() if sum(map(is_unknown, row)) == 1]


def _subtract(row: Row, other: Row, times: Exact) -> None:
    for name, value in other.items():
        rest = row.get(name, 0) - times * value
        if rest:
            row[name] = rest
        else:
            row.pop(name, None)


def narrowed(
    terms: list[tuple[Name, int]], value: Exact, low: dict[Name, Exact], high: dict[Name, Exact | None]
) -> bool:
    """Narrows the bounds of the unknowns of Σ factor × unknown = value; whether any has moved."""
    spans = [_ends(factor, low[name], high[name]) for name, factor in terms]
    sums = [sum(span[end] or 0 for span in spans) for end in (0, 1)]
    endless = [sum(span[end] is None for span in spans) for end in (0, 1)]
    moved = False
    for (name, factor), span in zip(terms, spans, strict=True):
        # factor × unknown = value − what the others come to, at least and at most.
        least, most = (
            None if endless[end] - (span[end] is None) else value - sums[end] + (span[end] or 0) for end in (1, 0)
        )
        lower, upper = _ends(factor if abs(factor) == 1 else Fraction(1, factor), least, most)
        if lower is not None and lower > low[name]:
            low[name], moved = lower, True
        if upper is not None and (high[name] is None or upper < high[name]):
            high[name], moved = upper, True
    return moved


def _near_by(low: Exact, high: Exact | None) -> bool:
    return high is not None and high - low < SPREAD


def _ends(factor: Exact, low: Exact | None, high: Exact | None) -> tuple[Exact | None, Exact | None]:
    """The bounds of factor × a number between the two; None: without end."""
    ends = (low, high) if factor > 0 else (high, low)
    return tuple(None if end is None else factor * end for end in ends)  # type: ignore[return-value]
