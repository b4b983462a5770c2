"""The figures of the level above, from the public figures of the offices below it and from nothing else.

Each number is a sum of published ones, and one that any office hides is hidden: whoever has the offices' figures could have
made it, so that it tells nothing new of a hidden number. An office above that counts its own records instead takes the
figures of those below as `earlier` of `public`, so that what they hide stays hidden; that its own total less the other
offices' gives one office's total, where an office hides totals, only the roll-up prevents.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from nianbao.figures.entries import Entry, Line, Told, entries, quotient
from nianbao.figures.model import Amount, Figure, Figures, Number, Part
from nianbao.words import Words

_DOUBTS = ("about", "over")  # the greater doubt first


def rolled_up(contents: Iterable[bytes]) -> Figures:
    """One set of figures of several offices, from what their figures.json hold: counts and sums added up, rates and means
    made anew from part and whole.

    What cannot be rolled up (`rollup: none`) has no number, and no breakdown that not all of those have that have the
    figure. An office without a number adds nothing; the year before stands beside this one only where the very same offices
    have a number of it.
    """
    sums = Sums()
    for place, content in enumerate(contents):
        sums.add(place, entries(content))
    return sums.figures()


class Sums:
    """Sums in the making: offices are added one by one, and nothing is kept of them but their numbers."""

    def __init__(self) -> None:
        self._found: dict[str, _Figure] = {}

    def add(self, office: int, told: Iterable[Entry]) -> None:
        """The figures of one office, each office once."""
        for entry in told:
            found = self._found.get(entry.name)
            if found is None:
                found = self._found[entry.name] = _Figure(entry, entry.label.words, entry.unit.words)
            found.add(office, entry)

    def figures(self) -> Figures:
        """The sums of all that were added."""
        return Figures([found.sum() for found in self._found.values()])

    def amounts(self, name: str) -> dict[int, Told]:
        """Office → its number of that figure."""
        return self._found[name].now


def added_up(rollup: str, of: Sequence[Told]) -> Amount:
    """Several offices' numbers of one figure as one."""
    if rollup == "none" or not of:
        return Amount(None)
    if any(one.hidden for one in of):
        return Amount(None, hidden=True)
    about = next((doubt for doubt in _DOUBTS if any(one.about == doubt for one in of)), "")
    if rollup == "sum":
        return Amount(_sum([one.value for one in of]), about=about)
    part, whole = _sum([one.part for one in of]), _sum([one.whole for one in of])
    return Amount(quotient(part, whole), part, whole, about)


@dataclass
class _Figure:
    """One figure's numbers of all offices."""

    first: Entry
    label: Words
    unit: Words
    now: dict[int, Told] = field(default_factory=dict)
    before: dict[int, Told] = field(default_factory=dict)
    counted: int = 0  # offices that have a number, be it hidden
    ways: dict[str, _Way] = field(default_factory=dict)
    withdrawn: dict[str, None] = field(default_factory=dict)

    def add(self, office: int, entry: Entry) -> None:
        previous, is_there = entry.previous, entry.is_there
        self.now[office] = entry.amount
        self.counted += is_there
        if previous is not None and previous.is_there:
            self.before[office] = previous
        if entry.withdrawn:
            self.withdrawn |= dict.fromkeys(entry.withdrawn)
        if self.first.rollup == "sum":
            for way, lines in entry.by.items():
                if way not in self.ways:
                    self.ways[way] = _Way()
                self.ways[way].add(lines, is_there)

    def sum(self) -> Figure:
        first = self.first
        beside = first.rollup != "none" and bool(self.before) and {office for office, one in self.now.items() if one.is_there} == self.before.keys()
        return Figure(
            name=first.name, label=self.label, unit=self.unit, kind=first.kind,
            amount=added_up(first.rollup, list(self.now.values())),
            previous=added_up(first.rollup, list(self.before.values())) if beside else None,
            by={way: tuple(found.parts(beside)) for way, found in self.ways.items() if found.counted == self.counted},
            rollup=first.rollup, table=first.table, condition=first.condition, withdrawn=tuple(self.withdrawn),
        )  # fmt: skip


@dataclass
class _Way:
    """One breakdown's numbers of all offices: by the keys that they list, those of this year and of the year before in a row.

    Most offices list the same keys, so that a key's numbers stand at equal steps.
    """

    rows: dict[tuple[str, ...], tuple[list[Number | None], list[Number | None]]] = field(default_factory=dict)
    labels: dict[str, Words] = field(default_factory=dict)
    hidden: tuple[set[str], set[str]] = field(default_factory=lambda: (set(), set()))
    counted: int = 0

    def add(self, lines: Sequence[Line], is_counted: bool) -> None:
        self.counted += is_counted
        keys = tuple([line.key for line in lines])
        if keys not in self.rows:
            self.rows[keys] = ([], [])
            self.labels |= {line.key: line.label.words for line in lines if line.key not in self.labels}
        now, before = [line.value for line in lines], [line.previous for line in lines]
        self.rows[keys][0].extend(now)
        self.rows[keys][1].extend(before)
        if None in now or None in before:
            self.hidden[0].update(line.key for line in lines if line.hidden)
            self.hidden[1].update(line.key for line in lines if line.previous_hidden)

    def parts(self, beside: bool) -> Iterator[Part]:
        """The parts by key, in the order in which the offices bring them."""
        for key, label in self.labels.items():
            now, before = (None if key in hidden else _sum(self._column(key, year)) for year, hidden in enumerate(self.hidden))
            yield Part(key, label, now, before if beside else None, key in self.hidden[0], beside and key in self.hidden[1])

    def _column(self, key: str, year: int) -> list[Number | None]:
        """The key's numbers, office after office."""
        found: list[Number | None] = []
        for keys, rows in self.rows.items():
            if key in keys:
                found += rows[year][keys.index(key) :: len(keys)]
        return found


def _sum(numbers: list[Number | None]) -> Number | None:
    told = [number for number in numbers if number is not None] if None in numbers else numbers
    return sum(told) if told else None  # type: ignore[arg-type]
