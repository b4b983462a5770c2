"""The rows of a clean table, one by one, with what each measure makes of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from nianbao.cleaning import FILE, ROW, SHEET
from nianbao.figures import Amount, filled, quoted, relation
from nianbao.tables import Measure, Table, column_rests_on, condition
from nianbao.words import Words
from nianbao.workdays import teach

Spot = tuple[str, str, int]  # file, sheet, row

ANOTHER_PART = Words(zh="属于别的一类", en="in another part")
UNMET = Words(zh="不符合条件", en="do not meet the condition")


@dataclass(frozen=True)
class Part:
    """A line of a breakdown: the rows whose column, or its month, is `key`."""

    column: str
    by_month: bool
    key: str  # empty: nothing is stated

    @property
    def named(self) -> str:
        """What the rows are told apart by, as SQL."""
        return f"month({quoted(self.column)})" if self.by_month else quoted(self.column)

    @property
    def sql(self) -> str:
        """The condition of its rows."""
        if not self.key:
            return f"{self.named} IS NULL"
        return f"{self.named} = {self.key}" if self.by_month else f"{self.named} = '{self.key.replace(chr(39), chr(39) * 2)}'"

    def holds(self, value: Any) -> bool:
        return ("" if value is None else str(value)) == self.key


@dataclass(frozen=True)
class Counted:
    """What one measure makes of the rows: those that count, each with its value, and why the others do not."""

    amount: Amount
    values: Mapping[Spot, Any]
    out: Mapping[Spot, Words]


class Scan:
    """The rows of one clean table, read once for several measures."""

    def __init__(
        self, table: Table, measures: Mapping[str, Measure], parquet: Path, dates: Mapping[str, date], part: Part | None = None
    ) -> None:
        self.table, self.part = table, part
        self.measures = list(measures.items())
        self.deciding = {name: _deciding(table, measure) for name, measure in measures.items()}
        self.watched = sorted(set().union(*self.deciding.values()))
        self.rows = self._read(parquet, dates)

    def _read(self, parquet: Path, dates: Mapping[str, date]) -> list[tuple[Any, ...]]:
        """File, sheet, row, what the part goes by, then condition and value of each measure, then the watched columns."""
        from nianbao.engine import connect, judging

        wanted = [FILE, SHEET, ROW, self.part.named if self.part else "NULL"]
        for name, measure in self.measures:
            wanted += [filled(self.table, measure.condition, f"{self.table.table}.yml figures.{name}", dates), _value(measure)]
        wanted += [f"{quoted(column)} IS NULL" for column in self.watched]
        query = f"SELECT {', '.join(wanted)} FROM {relation(self.table, dates)} ORDER BY {FILE}, {SHEET}, {ROW}"
        with judging(self.table.table):
            return teach(connect(parquet.parent), query).execute(query, [str(parquet)]).fetchall()

    def counted(self, name: str) -> Counted:
        """What the measure of that name makes of the rows."""
        place = [own for own, _ in self.measures].index(name)
        measure = self.measures[place][1]
        column = self.table.columns.get(_column(measure) or "")
        blank = _blank(column.title if column else Words(zh=_column(measure) or ""))
        values: dict[Spot, Any] = {}
        out: dict[Spot, Words] = {}
        for row in self.rows:
            spot, key, (met, value) = row[:3], row[3], row[4 + 2 * place : 6 + 2 * place]
            if met is None:
                out[spot] = self._undecided(row, self.deciding[name])
            elif not met:
                out[spot] = UNMET
            elif self.part and not self.part.holds(key):
                out[spot] = ANOTHER_PART
            elif value is None:
                out[spot] = blank
            else:
                values[spot] = value
        return Counted(_amount(measure, self.table, list(values.values())), values, out)

    def _undecided(self, row: tuple[Any, ...], deciding: set[str]) -> Words:
        """The condition has no answer where one of its columns is empty; the first in the table's order is named."""
        empty = {name for name, blank in zip(self.watched, row[len(row) - len(self.watched) :], strict=True) if blank} & deciding
        return next((_blank(column.title) for name, column in self.table.columns.items() if name in empty), UNMET)


def tallied(reasons: Iterable[Words]) -> list[tuple[Words, int]]:
    """Each reason with how often it stands, the most frequent first."""
    return Counter(reasons).most_common()


def _deciding(table: Table, measure: Measure) -> set[str]:
    """The file's columns that the condition reads."""
    names = condition(measure.condition, set(table.kept) | set(table.derived), table.table).columns
    return set().union(*(column_rests_on(table, name) for name in names))


def _blank(title: Words) -> Words:
    return Words(zh=f"“{title.zh}”为空", en=f"“{title.of('en')}” is empty")


def _column(measure: Measure) -> str | None:
    return measure.sum or measure.mean or measure.distinct


def _value(measure: Measure) -> str:
    column = _column(measure)
    return quoted(column) if column else "1"


def _amount(measure: Measure, table: Table, values: list[Any]) -> Amount:
    if measure.kind == "count":
        return Amount(len(values))
    if measure.kind == "distinct":
        return Amount(len(set(values)))
    total = sum((Decimal(str(value)) for value in values), Decimal(0))
    if measure.kind == "mean":
        return Amount(total / len(values) if values else None, total, len(values))
    # Of numbers that somebody else has added up, none is no number.
    return Amount(total if values or table.holds_events else None)
