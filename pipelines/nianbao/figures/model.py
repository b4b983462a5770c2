"""A figure: one number of the review, with where it came from. All figures of a year stand in figures.json."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any

from nianbao.errors import MissingStep, NoFigures, UnknownFigure, step_of
from nianbao.figures.numerals import Number
from nianbao.words import Words, nearest


@dataclass(frozen=True)
class Amount:
    """A number and, for a rate or mean, the two it is made of. `value` is None where there is nothing to compute.

    `about`: somebody has written a number that goes into it as an approximate one, so that it is at least this ("over",
    2000余) or near it ("about", 约300). `hidden`: there is a number that is not published. `n` is how many records stand
    behind it, in the exact figures alone.
    """

    value: Number | None
    part: Number | None = None
    whole: Number | None = None
    about: str = ""
    hidden: bool = False
    n: int | None = None


@dataclass(frozen=True)
class Part:
    """One line of a breakdown: this year's number, and that of the year before where there is one.

    A month that totals have no row of has no value: what nobody has written down is not zero. Nor has a number that is
    hidden, this year's or that of the year before. `n` and `previous_n` are the records behind them.
    """

    key: str
    label: Words
    value: Number | None
    previous: Number | None = None
    hidden: bool = False
    previous_hidden: bool = False
    n: int | None = None
    previous_n: int | None = None

    @property
    def amount(self) -> Amount:
        """This year's number."""
        return Amount(self.value, hidden=self.hidden, n=self.n)

    @property
    def before(self) -> Amount | None:
        """The year before's; None where there is none."""
        if self.previous is None and not self.previous_hidden:
            return None
        return Amount(self.previous, hidden=self.previous_hidden, n=self.previous_n)

    def json(self) -> dict[str, Any]:
        """The part as figures.json holds it; what is not so is not said."""
        told = {"key": self.key, "label": self.label.json(), "value": plain(self.value), "previous": plain(self.previous)}
        said = {"hidden": self.hidden, "previous_hidden": self.previous_hidden, "n": self.n, "previous_n": self.previous_n}
        return told | {name: value for name, value in said.items() if value not in (None, False)}


@dataclass(frozen=True)
class Figure:
    """A figure of the review. `by` holds its breakdowns; `sources` how many rows of which file and sheet count."""

    name: str
    label: Words
    unit: Words
    kind: str
    amount: Amount
    previous: Amount | None = None
    by: Mapping[str, tuple[Part, ...]] = field(default_factory=dict)
    rollup: str = "none"
    table: str = ""
    condition: str = ""
    sources: tuple[Mapping[str, Any], ...] = ()
    withdrawn: tuple[str, ...] = ()  # breakdowns that are not published, as all of their numbers would follow
    part_of: tuple[str, str] | None = None  # breakdown and key, where it is one line of another figure's breakdown
    office: str = ""  # whose number it is, where it is that of one office below

    @property
    def whole_name(self) -> str:
        """The name of the figure that this one is, or is a part of."""
        return self.name.partition(":")[0]

    @property
    def form(self) -> str:
        """The format that a figure of its kind is written in where none is named."""
        return {"rate": "percent", "mean": "mean"}.get(self.kind, "exact")

    def at(self, by: str, key: str) -> Figure:
        """One line of a breakdown as a figure of its own; a category that it does not have counts nothing.

        Raises KeyError where there is no such breakdown.
        """
        part = next((part for part in self.by[by] if part.key == key), Part(key, Words(zh=key), 0))
        return replace(
            self, name=f"{self.name}: {part.label.zh}", label=part.label, amount=part.amount, previous=part.before, by={},
            part_of=(by, key),
        )  # fmt: skip

    @property
    def value(self) -> Number | None:
        """The count, sum, rate (0 to 1) or mean; None where there is nothing to compute."""
        return self.amount.value

    def json(self) -> dict[str, Any]:
        """The figure as figures.json holds it."""
        return {
            "name": self.name,
            "label": self.label.json(),
            "unit": self.unit.json(),
            "kind": self.kind,
            **_amount_json(self.amount),
            "by": {name: [part.json() for part in parts] for name, parts in self.by.items()},
            "rollup": self.rollup,
            "table": self.table,
            "condition": self.condition,
            "previous": _amount_json(self.previous) if self.previous else None,
            "sources": [dict(source) for source in self.sources],
        } | ({"withdrawn": list(self.withdrawn)} if self.withdrawn else {})


class Figures(Mapping[str, Figure]):
    """All figures of a year by name. A part of a breakdown goes by `figure: label` or `figure: key`."""

    def __init__(self, figures: list[Figure]) -> None:
        self._by_name = {figure.name: figure for figure in figures}

    def __getitem__(self, name: str) -> Figure:
        whole, colon, label = (part.strip() for part in name.partition(":"))
        figure = self._by_name[whole]
        return _part(figure, label) if colon else figure

    def __iter__(self) -> Iterator[str]:
        return iter(self._by_name)

    def __len__(self) -> int:
        return len(self._by_name)

    def named(self, name: str, where: str) -> Figure:
        """The figure of that name. Raises UnknownFigure, which says `where` it was asked for and the nearest name."""
        try:
            return self[name]
        except KeyError:
            whole, colon, label = (part.strip() for part in name.partition(":"))
            if colon and whole in self._by_name:
                labels = [part.label.zh for parts in self._by_name[whole].by.values() for part in parts]
                close = nearest(label, labels)
                raise UnknownFigure(where=where, got=name, near=close and f"{whole}: {close}") from None
            raise UnknownFigure(where=where, got=name, near=nearest(whole, self._by_name)) from None


def read_figures(path: Path) -> Figures:
    """The figures of a figures.json. Raises MissingStep, NoFigures."""
    if not path.exists():
        raise MissingStep(file=path, step=step_of(path, "nianbao check"))
    return _read(path, path.stat().st_mtime_ns)


@lru_cache(maxsize=4)
def _read(path: Path, changed: int) -> Figures:
    """Read once: every figure that a review prints asks for it."""
    try:
        return Figures([_figure(entry) for entry in json.loads(path.read_text("utf-8"), parse_float=Decimal)])
    except (ValueError, TypeError, KeyError, AttributeError, ArithmeticError, RecursionError):
        raise NoFigures(file=path) from None


def _figure(entry: dict[str, Any]) -> Figure:
    by = {
        name: tuple(Part(**part | {"label": Words(**part["label"])}) for part in parts) for name, parts in entry["by"].items()
    }  # fmt: skip
    return Figure(
        name=entry["name"], label=Words(**entry["label"]), unit=Words(**entry["unit"]), kind=entry["kind"],
        amount=_amount(entry), previous=_amount(entry["previous"]) if entry["previous"] else None, by=by,
        rollup=entry["rollup"], table=entry["table"], condition=entry["condition"], sources=tuple(entry["sources"]),
        withdrawn=tuple(entry.get("withdrawn", ())),
    )  # fmt: skip


def _amount(entry: dict[str, Any]) -> Amount:
    """The quotient of a rate or mean is taken anew from its exact parts; the file's decimal is for other readers."""
    part, whole = entry["part"], entry["whole"]
    value = Decimal(part) / Decimal(whole) if part is not None and whole else entry["value"]
    return Amount(value, part, whole, entry.get("about", ""), entry.get("hidden", False), entry.get("n"))


def _part(figure: Figure, label: str) -> Figure:
    """One line of a figure's breakdowns as a figure of its own. Raises KeyError where none or several fit."""
    found = [
        (breakdown, part.key)
        for breakdown, parts in figure.by.items() for part in parts
        if label in (part.key, part.label.zh, part.label.en)
    ]  # fmt: skip
    if len(found) != 1:
        raise KeyError(label)
    return figure.at(*found[0])


def _amount_json(amount: Amount) -> dict[str, Any]:
    told: dict[str, Any] = {"value": plain(amount.value), "part": plain(amount.part), "whole": plain(amount.whole)}
    said = {"about": amount.about, "hidden": amount.hidden, "n": amount.n}
    return told | {name: fact for name, fact in said.items() if fact not in ("", False, None)}


def plain(number: Number | None) -> int | float | None:
    """The number as JSON has it: whole numbers as integers; amounts as the decimal they are; quotients as the nearest float."""
    if number is None:
        return None
    return int(number) if number == int(number) else float(number)
