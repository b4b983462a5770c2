"""What a figure is made of before any row is looked at: the measures that its rule names, each in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from nianbao.explaining.conditions import in_words
from nianbao.explaining.explanation import Derived, Item
from nianbao.figures import Amount, Figure, Figures, filled
from nianbao.office import Fact
from nianbao.tables import Measure, Table, Term, condition, parse_sum
from nianbao.words import Words
from nianbao.work import Work

NO_FACT = Words(zh="office.yml 没有写这个数", en="office.yml does not give it")


@dataclass(frozen=True)
class Recipe:
    """A figure's rule in words: the items of its part and whole, or itself; `across` is of a form, whose records are columns."""

    figure: Figure
    lang: str
    title: Words
    across: bool
    items: tuple[Item, ...]
    whole: tuple[Item, ...]
    part: Words | None = None


def recipe(work: Work, table: Table, figures: Figures, figure: Figure) -> Recipe:
    """The figure's rule in words, its items with the numbers that `figures` gives them.

    Raises KeyError where the table, as it stands now, has no such figure.
    """

    def item(term: Term) -> Item:
        if term.scope == "office":
            return fact_item(work.office.file.facts, term)
        found = figures.get(term.name)
        return replace(measure_item(table, term, work.dates), amount=found.amount if found else Amount(None))

    part, whole = (tuple(map(item, side)) for side in sides(table, figure.name.partition(".")[2]))
    return Recipe(figure, work.lang, table.title, table.kind == "form", part, whole)


def sides(table: Table, short: str) -> tuple[tuple[Term, ...], tuple[Term, ...]]:
    """The terms of part and whole; of a figure that is no rate, itself and nothing."""
    measure = table.figures[short]
    if measure.kind != "rate":
        return (Term(1, f"{table.table}.{short}"),), ()
    where = f"{table.table}.yml figures.{short}"
    part, whole = (parse_sum(text or "", table.table, where).terms for text in (measure.part, measure.whole))
    return part, whole


def fact_item(facts: Mapping[str, Fact], term: Term) -> Item:
    """A number that office.yml gives."""
    fact = facts.get(term.name)
    label = fact.label if fact else Words(zh=term.name, en=term.name)
    amount = Amount(fact.value if fact else None)
    return Item(f"office.{term.name}", label, Words(zh=""), "office", amount, term.sign, lacks=None if fact else NO_FACT)


def measure_item(table: Table, term: Term, dates: Mapping[str, date], read_too: str | None = None) -> Item:
    """A measure of rows, as yet without a number; `read_too` is a column that something else reads."""
    short = term.name.partition(".")[2]
    measure = table.figures[short]
    column = measure.sum or measure.mean or measure.distinct
    return Item(
        term.name, measure.label, measure.unit, measure.kind, Amount(None), term.sign, _title(table, column),
        in_words(table, measure.condition, dates), filled(table, measure.condition, f"{table.table}.yml figures.{short}", dates),
        _derived(table, measure, dates, {column, read_too}),
    )  # fmt: skip


def _title(table: Table, name: str | None) -> Words | None:
    if name is None or name not in table.columns:
        return Words(zh=name) if name else None
    column = table.columns[name]
    if column.personal is None:
        return column.title
    return Words(zh=f"{column.zh}（假名）", en=f"{column.title.of('en')} (by pseudonym)")


def _derived(table: Table, measure: Measure, dates: Mapping[str, date], read: set[str | None]) -> tuple[Derived, ...]:
    """The derived columns that the condition or one of `read` names."""
    names = read | condition(measure.condition, set(table.kept) | set(table.derived), table.table).columns
    return tuple(
        Derived(name, in_words(table, sql, dates), filled(table, sql, f"{table.table}.yml derived.{name}", dates))
        for name, sql in table.derived.items() if name in names
    )  # fmt: skip
