"""A year's clean tables → its figures, with the year before beside them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from nianbao.engine import connect
from nianbao.errors import MissingStep
from nianbao.figures.model import Amount, Figure, Figures, Number, Part
from nianbao.figures.query import Key, Tally, filled, tallies
from nianbao.office import Fact
from nianbao.tables import Measure, Sum, Table, Term, column_rests_on, measure_rests_on, parse_sum, unsigned
from nianbao.words import Words
from nianbao.work import Work

MONTHS = tuple(
    Words(zh=f"{number}月", en=name)
    for number, name in enumerate(["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"], 1)
)


def compute(work: Work, tables: Mapping[str, Table], connection: Any = None) -> Figures:
    """Every figure of the tables, from data/clean, which `connection` may read if there is one. A table without a file gives
    figures without a value.

    Raises MissingStep where the clean step has not run.
    """
    connection = connection or connect(work.clean)
    account = _account(work.clean)
    if account is None:
        raise MissingStep(file=work.clean / "clean.json", step=f"nianbao clean {work.office.id} {work.year}")
    # The year before counts as it was cleaned with this year, even if its raw folder came or went since.
    last = work.before
    account_before = _account(work.clean / "before") if last else None
    found: list[Figure] = []
    for table in tables.values():
        now = _tallies(table, account, work.clean, work.dates, connection)
        before = _tallies(table, account_before, work.clean / "before", last.dates, connection) if last and account_before else None
        makes = Maker(table, work.office.file.facts, work.dates)
        found += [makes.figure(name, measure, now, before) for name, measure in table.figures.items()]
    return Figures(found)


def _account(folder: Path) -> dict[str, Any] | None:
    """What the folder's clean.json says of each table; None where there is none."""
    path = folder / "clean.json"
    return json.loads(path.read_text("utf-8"))["tables"] if path.exists() else None


def _tallies(
    table: Table, account: Mapping[str, Any], folder: Path, dates: Mapping[str, date], connection: Any
) -> dict[str, Tally] | None:
    """The table's tallies, or None where no file of that year holds it: no record is not zero.

    Nor is a column that no file has: a measure that rests on one has no tally, a breakdown by one is left out.
    """
    if table.table not in account:
        return None
    absent = set(account[table.table]["absent"])
    able = {
        name: _without(table, measure, absent) for name, measure in table.figures.items()
        if measure.kind != "rate" and not measure_rests_on(table, measure) & absent
    }  # fmt: skip
    found = tallies(table.model_copy(update={"figures": able}), folder / f"{table.table}.parquet", dates, connection)
    doubts = {(cell["column"], cell["flag"]) for cell in account[table.table]["flags"]}
    for name, tally in found.items():
        # What is near a number on either side is more doubtful than what is at least one.
        tally.about = next((flag for flag in ("about", "over") if (able[name].sum, flag) in doubts), "")
    return found


def _without(table: Table, measure: Measure, absent: set[str]) -> Measure:
    """The measure without its breakdowns by columns that no file has."""
    columns = (column for column, _ in measure.breakdowns().values())
    by = tuple(way for way, column in zip(measure.by, columns, strict=True) if not column_rests_on(table, column) & absent)
    return measure.model_copy(update={"by": by})


@dataclass(frozen=True)
class Maker:
    """Makes one table's figures from its tallies of this year and the year before."""

    table: Table
    facts: Mapping[str, Fact]
    dates: Mapping[str, date]

    def figure(self, name: str, measure: Measure, now: dict[str, Tally] | None, before: dict[str, Tally] | None) -> Figure:
        tally = now.get(name) if now is not None else None
        return Figure(
            name=f"{self.table.table}.{name}",
            label=measure.label,
            unit=Words(zh="%", en="%") if measure.kind == "rate" else measure.unit,
            kind=measure.kind,
            amount=self.amount(name, measure, now),
            previous=None if before is None else self.amount(name, measure, before),
            by=_breakdowns(self.table, measure, tally, before.get(name) if before is not None else None),
            rollup=measure.rolls_up,
            table=self.table.table,
            condition=self._condition(name, measure),
            sources=tuple(
                {"file": file, "sheet": sheet, "rows": rows} for (file, sheet), rows in sorted(tally.sources.items())
            ) if tally else (),
        )  # fmt: skip

    def amount(self, name: str, measure: Measure, found: dict[str, Tally] | None) -> Amount:
        """The figure's number; none where no cell gives one."""
        if found is None:
            return Amount(None)
        if measure.kind == "rate":
            part, whole = (self._total(text or "", name, found) for text in (measure.part, measure.whole))
            if part is None or whole is None:
                return Amount(None)
            about = "about" if self._rests_on_doubts(measure, name, found) else ""
            return Amount(part / whole if whole else None, _tidy(part), _tidy(whole), about)
        if name not in found or self._is_silent(found[name]):
            return Amount(None)
        tally = found[name]
        if measure.kind == "mean":
            return Amount(tally.value / tally.n if tally.n else None, _tidy(tally.value), tally.n, n=tally.n)
        return Amount(_tidy(tally.value), about=tally.about, n=tally.n)

    def _is_silent(self, tally: Tally) -> bool:
        """Whether no cell of totals or a form gives the number: what nobody has written down is not zero."""
        return not self.table.holds_events and not tally.n

    def _rests_on_doubts(self, measure: Measure, name: str, found: dict[str, Tally]) -> bool:
        terms = [term for text in (measure.part, measure.whole) for term in self._sum(text or "", name).terms if term.scope != "office"]
        return any(found[term.name.partition(".")[2]].about for term in terms)

    def _sum(self, text: str, name: str) -> Sum:
        return parse_sum(text, self.table.table, f"{self.table.table}.yml figures.{name}")

    def _total(self, text: str, name: str, found: dict[str, Tally]) -> Decimal | None:
        terms = self._sum(text, name)
        numbers = {unsigned(term): self._number(term, found) for term in terms.terms}
        return terms.value(numbers)

    def _number(self, term: Term, found: dict[str, Tally]) -> Decimal | None:
        if term.scope == "office":
            return Decimal(self.facts[term.name].value) if term.name in self.facts else None
        tally = found.get(term.name.partition(".")[2])
        return None if tally is None or self._is_silent(tally) else tally.value

    def _condition(self, name: str, measure: Measure) -> str:
        if measure.kind == "rate":
            return f"{measure.part} / ({measure.whole})"
        return filled(self.table, measure.condition, f"{self.table.table}.yml figures.{name}", self.dates)


def _breakdowns(table: Table, measure: Measure, now: Tally | None, before: Tally | None) -> dict[str, tuple[Part, ...]]:
    found: dict[str, tuple[Part, ...]] = {}
    for breakdown, (column, by_month) in measure.breakdowns().items():
        if now is None or breakdown not in now.by:
            continue
        this = now.by[breakdown]
        last = before.by.get(breakdown) if before else None
        if by_month:
            keys: list[Key] = [str(month) for month in range(1, 13)]
        else:
            keys = _in_order(table, column, this, last or {})
        found[breakdown] = tuple(
            Part(
                key or "",
                MONTHS[int(key or 1) - 1] if by_month else _label(table, column, key),
                _value(table, this, key, by_month),
                None if last is None else _value(table, last, key, by_month),
                n=_rows(this, key),
                previous_n=None if last is None else _rows(last, key),
            )
            for key in keys
        )
    return found


def _in_order(table: Table, column: str, this: Mapping[Key, tuple], last: Mapping[Key, tuple]) -> list[Key]:
    """Known categories in the order of the YAML, seen or not; others by size; what is not stated comes last."""
    known = list(dict.fromkeys(table.columns[column].values.values())) if column in table.columns else []
    seen = [key for key in (*this, *last) if key is not None]
    others = sorted({key for key in seen if key not in known}, key=lambda key: (-this[key][0] if key in this else 0, key))
    blank: list[Key] = [None] if None in this or None in last else []
    return [*known, *others, *blank]


def _value(table: Table, group: Mapping[Key, tuple[Decimal, int]], key: Key, by_month: bool) -> Number | None:
    """The part's number: none for a month of which totals have no row."""
    if key in group:
        return _tidy(group[key][0])
    return None if by_month and not table.holds_events else 0


def _rows(group: Mapping[Key, tuple[Decimal, int]], key: Key) -> int:
    """How many records stand behind the part."""
    return group[key][1] if key in group else 0


def _label(table: Table, column: str, key: Key) -> Words:
    model = table.columns.get(column)
    if model is not None:
        return model.label(key)
    return Words(zh="未填写", en="not stated") if key is None else Words(zh=key)


def _tidy(number: Decimal) -> Number:
    return int(number) if number == number.to_integral_value() else number
