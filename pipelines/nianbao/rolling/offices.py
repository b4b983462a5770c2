"""The offices side by side: each with its number of every figure, or why it has none. It stands in offices.json."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from nianbao.errors import MissingStep, step_of
from nianbao.figures import Amount, Figure
from nianbao.figures.entries import Told, quotient
from nianbao.figures.model import plain
from nianbao.words import Words
from nianbao.work import Work

OFFICES = "offices.json"


@dataclass(frozen=True)
class Row:
    """One office below: how many offices it stands for and how many of them are counted; `lacks` is the check that it fails
    where its own review is not, and `why`.

    A row with offices below it holds their sums; an office with a review of its own stands for itself alone.
    """

    id: str
    name: Words
    level: str
    parent: str
    depth: int
    counted: int
    of: int
    lacks: str
    why: Words | None
    facts: Mapping[str, int]
    has_below: bool


@dataclass(frozen=True)
class Unplaced:
    """An office of which nobody can tell whom it stands below, and why."""

    id: str
    why: Words

    @property
    def name(self) -> Words:
        return Words(zh=self.id)


@dataclass(frozen=True)
class Offices:
    """Every office below, branch by branch, and their numbers: figure → one for each row."""

    office: str
    rows: tuple[Row, ...]
    numbers: Mapping[str, Mapping[str, list[Any]]]
    synthetic: bool = False  # whether any review that is added tells of invented records
    unplaced: tuple[Unplaced, ...] = ()

    @property
    def alone(self) -> list[Row]:
        """The offices with a review of their own, or that should have one."""
        return [row for row in self.rows if not row.has_below]

    @property
    def right_below(self) -> list[Row]:
        return [row for row in self.rows if row.parent == self.office]

    @property
    def missing(self) -> list[Row]:
        """The offices whose figures are not added."""
        return [row for row in self.alone if row.why is not None]

    def amount(self, name: str, row: Row) -> Amount:
        """The office's number; without a value where it is not counted or has none."""
        found = self.numbers.get(name)
        if found is None:
            return Amount(None)
        place = self._places[row.id]
        if place in found.get("hidden", ()):
            return Amount(None, hidden=True)
        part, whole = (found[side][place] if side in found else None for side in ("part", "whole"))
        return Amount(quotient(part, whole) if "part" in found else found["value"][place], part, whole)

    def with_number(self, name: str) -> int:
        """How many offices with a review of their own have a number of the figure, be it hidden."""
        found = self.numbers[name]
        side, hidden = next(iter(found)), found.get("hidden", ())
        return sum(found[side][place] is not None or place in hidden for place, row in enumerate(self.rows) if not row.has_below)

    def of(self, figure: Figure, row: Row) -> Figure:
        """The figure as it is of that office alone."""
        return replace(figure, amount=self.amount(figure.name, row), previous=None, by={}, office=row.id)

    def row(self, office: str) -> Row:
        """Raises KeyError."""
        return self.rows[self._places[office]]

    @cached_property
    def _places(self) -> dict[str, int]:
        return {row.id: place for place, row in enumerate(self.rows)}

    def json(self) -> dict[str, Any]:
        """The content of offices.json."""
        return {
            "office": self.office,
            "synthetic": self.synthetic,
            "unplaced": [{"id": each.id, "why": each.why.json()} for each in self.unplaced],
            "rows": [
                {
                    "id": row.id, "name": row.name.json(), "level": row.level, "parent": row.parent, "depth": row.depth, "counted": row.counted,
                    "of": row.of, "lacks": row.lacks, "why": row.why.json() if row.why else None, "facts": dict(row.facts), "has_below": row.has_below,
                }
                for row in self.rows
            ],
            "numbers": {
                name: {side: [plain(number) for number in numbers] for side, numbers in found.items()} for name, found in self.numbers.items()
            },
        }  # fmt: skip


def columns(kind: str, told: Mapping[int, Told | Amount], rows: int) -> dict[str, list[Any]]:
    """One figure's numbers of all rows, side by side: value, or part and whole, and the rows that hide theirs."""
    sides = ("part", "whole") if kind in ("rate", "mean") else ("value",)
    found: dict[str, list[Any]] = {side: [getattr(told[row], side) if row in told else None for row in range(rows)] for side in sides}
    hidden = [row for row in range(rows) if row in told and told[row].hidden]
    return found | ({"hidden": hidden} if hidden else {})


def offices_of(work: Work) -> Offices:
    """The offices below, as the roll-up has left them. Raises MissingStep."""
    return read_offices(work.checked / OFFICES)


def is_rolled_up(work: Work) -> bool:
    """Whether the year's figures are those of the offices below."""
    return (work.checked / OFFICES).exists()


def is_invented(work: Work) -> bool:
    """Whether the records behind the figures are invented, as office.yml says, or that of any office whose figures are added."""
    return work.office.synthetic or (is_rolled_up(work) and offices_of(work).synthetic)


def read_offices(path: Path) -> Offices:
    """The offices of an offices.json. Raises MissingStep."""
    if not path.exists():
        raise MissingStep(file=path, step=step_of(path, "nianbao rollup"))
    return _read(path, path.stat().st_mtime_ns)


@lru_cache(maxsize=2)
def _read(path: Path, changed: int) -> Offices:
    found = json.loads(path.read_text("utf-8"), parse_float=Decimal)
    rows = tuple(Row(**row | {"name": Words(**row["name"]), "why": Words(**row["why"]) if row["why"] else None}) for row in found["rows"])
    unplaced = tuple(Unplaced(each["id"], Words(**each["why"])) for each in found.get("unplaced", ()))
    return Offices(found["office"], rows, found["numbers"], found["synthetic"], unplaced)
