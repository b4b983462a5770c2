"""Which figures have moved since an earlier run, and why: the records, the rules, the program, or the reference date.

Where more than one of them has changed, the old rules are tried on the new records: what moves then is not the rules'.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from pydantic import ValidationError

from nianbao.cleaning import require_own_records
from nianbao.errors import NianbaoError, StaleChecks
from nianbao.explaining.figure import same
from nianbao.explaining.moves import CODE, DATA, DATE, FACTS, READING, RULE, Change, Moved, PartMoved, Since, Step
from nianbao.explaining.snapshot import read_definition, read_snapshot, rule, snapshot, terms_of
from nianbao.explaining.telling import WHERE
from nianbao.figures import Amount, Figure, Figures, compute, read_figures
from nianbao.tables import Table, tables_of
from nianbao.words import Words
from nianbao.work import Work

Facts = Mapping[str, Any]
# What acts before a rule is applied, in one lump: only one of them may have changed for a share to be its own.
_FIRST = (DATA, FACTS, READING, CODE)


def explain_since(work: Work, run: str, name: str | None = None) -> Since:
    """What became of the figures, or of the one named, since the run whose id begins with `run`.

    Raises NoOwnRecords, UnknownRun, UnknownFigure, MissingStep, and StaleChecks where records or rules changed after the last check.
    """
    require_own_records(work)
    found, old = read_snapshot(work, run)
    tables = tables_of(work.workspace, work.office)
    path = work.checked / "figures.json"
    now, figures = snapshot(work, tables), read_figures(path)
    if not _alike(compute(work, tables), figures):
        raise StaleChecks(file=path, step=f"nianbao check {work.office.id} {work.year}")
    only = name and name.partition(":")[0].strip()
    if only is not None and only not in old["figures"]:
        figures.named(only, WHERE)
    return _Comparison(work, found, old, now, figures, tables).since(only)


class _Comparison:
    """An old snapshot beside the year as it is now."""

    def __init__(self, work: Work, run: str, old: Facts, now: Facts, figures: Figures, tables: Mapping[str, Table]) -> None:
        self.work, self.run, self.old, self.now, self.figures, self.tables = work, run, old, now, figures, tables
        self.definitions: dict[str, Table | None] = {}

    def since(self, only: str | None) -> Since:
        names = [name for name in self.figures if only in (None, name)]
        both = [name for name in names if name in self.old["figures"]]
        moved = [found for name in both if (found := self._moved(self.figures[name]))]
        return Since(
            run=self.run, office=self.work.office.name, year=self.work.year, lang=self.work.lang, changes=tuple(self._changes(only)),
            moved=tuple(moved), appeared=tuple(self.figures[name] for name in names if name not in both),
            vanished=tuple(
                (name, self._old_label(name)) for name in self.old["figures"] if name not in self.figures and only in (None, name)
            ),
            still=len(both) - len(moved),
        )  # fmt: skip

    def _moved(self, figure: Figure) -> Moved | None:
        """How the figure moved, its parts and the year before's number too; None where nothing did."""
        facts = self.old["figures"][figure.name]
        before = amount_of(facts)
        parts = tuple(self._parts(figure, facts["by"]))
        previous = None
        if facts["previous"] and figure.previous and not alike(amount_of(facts["previous"]), figure.previous):
            previous = amount_of(facts["previous"])
        moved = not alike(before, figure.amount)
        if not (moved or parts or previous):
            return None
        causes = self._causes(figure)
        if previous and self._table_changed(figure.table, "before"):
            causes = (*causes, DATA) if DATA not in causes else causes
        return Moved(figure, before, previous, tuple(self._steps(figure, before, causes)) if moved else (), parts, causes)

    def _causes(self, figure: Figure) -> tuple[str, ...]:
        """What has changed of all that the figure rests on."""
        old = self.old
        measure = self.tables[figure.table].figures[figure.name.partition(".")[2]]
        uses_facts = "office." in f"{measure.part} {measure.whole}"
        found = {
            DATA: self._table_changed(figure.table, "data"),
            FACTS: uses_facts and old["facts"] != self.now["facts"],
            READING: self._table_changed(figure.table, "reading"),
            CODE: old["code"] != self.now["code"],
            DATE: old["as_of"] != self.now["as_of"],
            RULE: old["figures"][figure.name]["rule"] != self.now["figures"][figure.name]["rule"],
        }
        return tuple(cause for cause, changed in found.items() if changed)

    def _table_changed(self, table: str, what: str) -> bool:
        return self.old["tables"].get(table, {}).get(what) != self.now["tables"][table][what]

    def _steps(self, figure: Figure, before: Amount, causes: tuple[str, ...]) -> Iterable[Step]:
        """From the old number to the new, a step for each cause that can be told apart."""
        lumps = [tuple(cause for cause in causes if cause in lump) for lump in (_FIRST, (DATE,), (RULE,))]
        stations = [before, figure.amount]
        if sum(map(bool, lumps)) > 1:
            tried = [self._tried(figure, day) for day in (self.old["as_of"], self.now["as_of"])]
            if None in tried:
                yield Step(before, figure.amount, causes)
                return
            stations = [before, *(amount for amount in tried if amount), figure.amount]
        else:
            lumps = [causes]
        for start, end, lump in zip(stations[:-1], stations[1:], lumps, strict=True):
            if not alike(start, end):
                yield Step(start, end, lump)

    def _tried(self, figure: Figure, as_of: str) -> Amount | None:
        """What the run's rules make of the records as they are now; None where that cannot be told."""
        table, name = self._definition(figure.table), figure.name.partition(".")[2]
        if table is None or name not in table.figures:
            return None
        measure = table.figures[name]
        wanted = terms_of(table, measure) | {name} if measure.kind == "rate" else {name}
        read = {column for one in wanted if table.figures[one].kind != "rate" for column in rule(table, one)["derived"]}
        small = table.model_copy(update={
            "figures": {one: found.model_copy(update={"by": ()}) for one, found in table.figures.items() if one in wanted},
            "derived": {column: sql for column, sql in table.derived.items() if column in read},
        })  # fmt: skip
        try:
            return compute(replace(self.work, as_of=date.fromisoformat(as_of)), {table.table: small})[figure.name].amount
        except (NianbaoError, KeyError):
            return None

    def _old_label(self, name: str) -> Words:
        table = self._definition(name.partition(".")[0])
        measure = table.figures.get(name.partition(".")[2]) if table else None
        return measure.label if measure else Words(zh=name)

    def _definition(self, table: str) -> Table | None:
        """The table as the run knew it, where this version of nianbao can still read it."""
        if table not in self.definitions:
            facts = read_definition(self.work, self.old["tables"].get(table, {}).get("definition", ""))
            try:
                self.definitions[table] = Table.model_validate(facts) if facts else None
            except ValidationError:
                self.definitions[table] = None
        return self.definitions[table]

    def _parts(self, figure: Figure, old: Facts) -> Iterable[PartMoved]:
        for way, parts in figure.by.items():
            if way not in old:
                continue
            labels, now = {part.key: part.label for part in parts}, {part.key: part.value for part in parts}
            for key in dict.fromkeys((*old[way], *now)):
                if not same(old[way].get(key, 0), now.get(key, 0)):
                    yield PartMoved(way, labels.get(key, Words(zh=key)), number(old[way].get(key, 0)), now.get(key, 0))

    def _changes(self, only: str | None) -> Iterable[Change]:
        """What has changed at all, whether or not a figure moved by it; where only one is asked for, of its table."""
        for name, table in self.tables.items():
            old, now = self.old["tables"].get(name), self.now["tables"][name]
            if old is None or (only and only.partition(".")[0] != name):
                continue
            for when, year in (("data", self.work.year), ("before", self.work.year - 1)):
                yield from (Change(DATA, table.title, words) for words in _files(old[when], now[when], year))
            if old["reading"] != now["reading"]:
                yield Change(READING, table.title, self._columns(name))
        for name in self.figures:
            facts = self.old["figures"].get(name)
            if facts and only in (None, name) and facts["rule"] != self.now["figures"][name]["rule"]:
                yield Change(RULE, self.figures[name].label, self._rule(self.figures[name]))
        yield from (Change(CODE, None, words) for words in _differences(self.old["code"], self.now["code"]))
        yield from (Change(FACTS, None, words) for words in _differences(self.old["facts"], self.now["facts"]))
        if self.old["as_of"] != self.now["as_of"]:
            yield Change(DATE, None, Words(zh=f"{self.old['as_of']} → {self.now['as_of']}"))

    def _columns(self, name: str) -> Words:
        """The columns whose definition changed."""
        old, new = self._definition(name), self.tables[name]
        if old is None:
            return Words(zh="哪一列不明", en="it is not known of which")
        names = [
            column for column in dict.fromkeys((*old.columns, *new.columns)) if old.columns.get(column) != new.columns.get(column)
        ]
        told = ", ".join(names)
        return Words(zh=told or "文件名或表的种类", en=told or "its file names or kind")

    def _rule(self, figure: Figure) -> Words:
        """The measure's keys that changed, old and new; of a rate also what its terms have become."""
        name, old = figure.name.partition(".")[2], self._definition(figure.table)
        if old is None or name not in old.figures:
            return Words(zh="算法变了", en="it is computed otherwise")
        then, now = rule(old, name), rule(self.tables[figure.table], name)
        told = [f"{key}：{_shown(a)} → {_shown(b)}" for key, a, b in _changed(then, now)]
        return Words(zh="；".join(told), en="; ".join(told).replace("：", ": "))


def alike(one: Amount, other: Amount) -> bool:
    """Whether both are the same number, made of the same."""
    return all(same(getattr(one, part), getattr(other, part)) for part in ("value", "part", "whole"))


def amount_of(facts: Facts) -> Amount:
    """An amount as a snapshot holds it."""
    part, whole = number(facts.get("part")), number(facts.get("whole"))
    value = Decimal(part) / Decimal(whole) if part is not None and whole else number(facts["value"])
    return Amount(value, part, whole)


def number(value: int | float | None) -> int | Decimal | None:
    """An exact number again."""
    return Decimal(str(value)) if isinstance(value, float) else value


def _alike(one: Figures, other: Figures) -> bool:
    return list(one) == list(other) and all(
        figure.condition == other[name].condition and alike(figure.amount, other[name].amount) for name, figure in one.items()
    )


def _changed(then: Facts, now: Facts, path: str = "") -> Iterable[tuple[str, Any, Any]]:
    """The keys whose values differ, down to the last map."""
    for key in dict.fromkeys((*then, *now)):
        old, new = then.get(key), now.get(key)
        if isinstance(old, dict) and isinstance(new, dict):
            yield from _changed(old, new, f"{path}{key}.")
        elif old != new:
            yield f"{path}{key}".removeprefix("terms."), old, new


def _shown(value: Any) -> str:
    return "–" if value is None else f"`{value}`"


def _files(old: Mapping[str, str], now: Mapping[str, str], year: int) -> Iterable[Words]:
    """The files that came, went, or hold something else, and those with other corrections."""
    for file in dict.fromkeys((*old, *now)):
        was, became = old.get(file, ""), now.get(file, "")
        if was == became:
            continue
        if not was or not became:
            zh, en = ("新增", "added") if not was else ("没有了", "gone")
        elif was.partition("+")[0] == became.partition("+")[0]:
            zh, en = "更正有变动", "corrected otherwise"
        else:
            zh, en = "内容变了", "holds something else"
        yield Words(zh=f"{year}/{file} {zh}", en=f"{year}/{file} {en}")


def _differences(old: Facts, now: Facts) -> Iterable[Words]:
    for name in dict.fromkeys((*old, *now)):
        if old.get(name) == now.get(name):
            continue
        if name == "files":
            yield Words(zh="nianbao 的程序文件", en="files of nianbao")
        else:
            yield Words(zh=f"{name} {old.get(name, '–')} → {now.get(name, '–')}")
