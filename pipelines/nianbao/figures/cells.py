"""The figures of a year as cells and equations: what is printed of them, and how one number follows from others."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from nianbao.figures.model import Amount, Figure, Figures, Number
from nianbao.figures.suppression import SPREAD, Cell, Equation, Name
from nianbao.office import Fact, Suppression
from nianbao.tables import Measure, Rule, Sum, Table, Term, column_rests_on, parse_balance, parse_sum

PART, TOTAL = 0, 1
THIS, LAST = "this", "last"


@dataclass(frozen=True)
class Rules:
    """What the figures are made by: tables, the balances across them, the office's thresholds and facts."""

    tables: Mapping[str, Table]
    below: Suppression = field(default_factory=Suppression)
    balances: Sequence[Rule] = ()
    facts: Mapping[str, Fact] = field(default_factory=dict)

    def measure(self, figure: Figure) -> Measure | None:
        """The definition of the figure; None where its table is not there."""
        table = self.tables.get(figure.table)
        return table.figures.get(figure.name.partition(".")[2]) if table else None

    def threshold(self, figure: Figure, way: str) -> int:
        """Below what a part of the breakdown is small: it goes by villages or groups of people, or it does not."""
        table, measure = self.tables.get(figure.table), self.measure(figure)
        if table is None or measure is None or way not in measure.breakdowns():
            return self.below.totals
        column, by_month = measure.breakdowns()[way]
        grouped = not by_month and any(table.columns[name].group for name in column_rests_on(table, column))
        return self.below.breakdowns if grouped else self.below.totals

    def listed(self, figure: Figure, way: str) -> bool:
        """Whether the breakdown's parts are the same in every year: months, and categories that the table lists."""
        table, measure = self.tables.get(figure.table), self.measure(figure)
        if table is None or measure is None or way not in measure.breakdowns():
            return True
        column, by_month = measure.breakdowns()[way]
        return by_month or (column in table.columns and bool(table.columns[column].values))


def cell(year: str, figure: str, way: str = "", key: str = "") -> Name:
    """The name of a total, or of a part of a breakdown."""
    return (year, figure, way, key)


@dataclass
class System:
    """Cells by name, the equations between them, and the cells that are small of themselves."""

    cells: dict[Name, Cell] = field(default_factory=dict)
    equations: list[Equation] = field(default_factory=list)
    small: set[Name] = field(default_factory=set)

    def add(self, name: Name, made: Cell, below: int) -> None:
        self.cells[name] = made
        if 0 < made.size < below:
            self.small.add(name)

    def holds(self, equation: Mapping[Name, int]) -> bool:
        """Whether the numbers add up to nothing."""
        return not sum(factor * self.cells[name].value for name, factor in equation.items())


def withdrawn(figures: Figures, rules: Rules, year: str) -> set[Name]:
    """The breakdowns, as cells without a key, that are not published at all: each part that is listed counts at least one,
    so that their number beside the total would tell them, however many are hidden."""
    found: set[Name] = set()
    for figure in figures.values():
        amount = figure.amount if year == THIS else figure.previous
        for way, parts in figure.by.items():
            if figure.kind != "count" or rules.listed(figure, way) or amount is None or amount.value is None:
                continue
            told = [part.value if year == THIS else part.previous for part in parts]
            there = [number for number in told if number]
            if len(there) > 1 and min(there) < rules.threshold(figure, way) and amount.value - len(there) < SPREAD:
                found.add(cell(year, figure.name, way))
    return found


def system_of(figures: Figures, rules: Rules, year: str, gone: Collection[Name] = ()) -> System:
    """All that is published of one year, told from that year's numbers alone, without the breakdowns that are `gone`."""
    found = System()
    for figure in figures.values():
        if figure.kind != "rate":
            _add_figure(found, figure, rules, year, gone)
    for figure in figures.values():
        measure = rules.measure(figure)
        if figure.kind == "rate" and measure:
            _add_rest(found, figures, figure, measure, rules, year)
    for equation in balances(found, figures, rules, (year,)):
        found.equations.append(equation)
    return found


def balances(found: System, figures: Figures, rules: Rules, years: Sequence[str]) -> Iterator[Equation]:
    """The balances that say that two sums are equal, and are: of totals, and of each part that all of them have.

    With both years they are those that compare this year with the year before.
    """
    of_tables = [(rule, name) for name, table in rules.tables.items() for rule in table.rules if rule.balance]
    for rule, table in [*of_tables, *((rule, "") for rule in rules.balances)]:
        balance = parse_balance(rule.balance or "", table, rule.id)
        terms = [*balance.left.terms, *(_negated(term) for term in balance.right.terms)]
        across = any(term.scope == "before" for term in terms)
        if balance.comparison != "=" or across != (len(years) > 1) or any(term.scope == "stated" for term in terms):
            continue
        yield from _balance(found, figures, rules, terms, years[0])


def _balance(found: System, figures: Figures, rules: Rules, terms: Sequence[Term], year: str) -> Iterator[Equation]:
    own = [term for term in terms if term.scope != "office"]
    of = [(term, figures.get(term.name), LAST if term.scope == "before" else year) for term in own]
    if any(figure is None or figure.kind == "rate" for _, figure, _ in of):
        return
    known = sum(term.sign * rules.facts[term.name].value for term in terms if term.scope == "office" and term.name in rules.facts)
    whole: dict[Name, int] = {}
    for term, figure, when in of:
        for name in _cells_of(term, figure, when, rules):  # type: ignore[arg-type]
            whole[name] = whole.get(name, 0) + term.sign
    if not whole.keys() <= found.cells.keys() or sum((f * found.cells[n].value for n, f in whole.items()), known):
        return
    yield Equation(whole)
    if len(own) < len(terms) or any(term.part_of for term in own):
        return
    shared = set.intersection(*(set(figure.by) for _, figure, _ in of if figure)) if of else set()
    for way in sorted(shared):
        for key in sorted(set.intersection(*({part.key for part in figure.by[way]} for _, figure, _ in of if figure))):
            part: dict[Name, int] = {}
            for term, _, when in of:
                name = cell(when, term.name, way, key)
                part[name] = part.get(name, 0) + term.sign
            if part.keys() <= found.cells.keys() and found.holds(part):
                yield Equation(part)


def _cells_of(term: Term, figure: Figure, year: str, rules: Rules) -> list[Name]:
    if term.part_of is None:
        return [cell(year, term.name)]
    known = set(rules.tables[figure.table].columns[term.part_of].values.values())
    return [cell(year, term.name, term.part_of, part.key) for part in figure.by.get(term.part_of, ()) if part.key in known]


def _add_figure(found: System, figure: Figure, rules: Rules, year: str, gone: Collection[Name]) -> None:
    """A figure's total and parts; the parts of each breakdown add up to the total."""
    amount = figure.amount if year == THIS else figure.previous
    if amount is None or amount.value is None:
        return
    total = cell(year, figure.name)
    counted = rules.tables[figure.table].holds_events if figure.table in rules.tables else True
    found.add(total, Cell(_exact(amount.value), size_of(figure.kind, amount, counted), TOTAL), rules.below.totals)
    for way, parts in figure.by.items():
        below, listed = rules.threshold(figure, way), rules.listed(figure, way)
        away = cell(year, figure.name, way) in gone
        terms = {total: -1}
        for part in parts:
            told = part.amount if year == THIS else part.before
            if told is None or told.value is None:
                continue
            name = cell(year, figure.name, way, part.key)
            size = size_of(figure.kind, told, counted)
            # In an open list nought is there for the other year's sake: the year itself does not know of it.
            rank = PART if (listed or told.value) and not away else None
            least = int(not listed and not away and size == told.value)
            found.add(name, Cell(_exact(told.value), size, rank, not away, least), below)
            terms[name] = 1
        if len(terms) > 1:
            # Distinct ones and means do not add up; taken as if they did, a lone hidden part has company all the same.
            exact = figure.kind in ("count", "sum") and found.holds(terms)
            found.equations.append(Equation(terms, total, 0 if away else below, exact))


def _add_rest(found: System, figures: Figures, rate: Figure, measure: Measure, rules: Rules, year: str) -> None:
    """What is in a rate's whole and not in its part is a number too, though nobody prints it: 3 of 40 failed."""
    where = f"{rate.table}.yml figures.{rate.name}"
    part, whole = (parse_sum(text or "", rate.table, where) for text in (measure.part, measure.whole))
    terms = [*whole.terms, *(_negated(term) for term in part.terms)]
    own = [figures[term.name] for term in terms if term.scope != "office" and term.name in figures]
    office = sum(term.sign * rules.facts[term.name].value for term in terms if term.scope == "office" and term.name in rules.facts)
    if len(own) + sum(term.scope == "office" and term.name in rules.facts for term in terms) < len(terms):
        return
    _add_one_rest(found, Sum(tuple(terms)), rate.name, "", "", rules.below.totals, year, office)
    if len(own) < len(terms):
        return
    for way in sorted(set.intersection(*(set(figure.by) for figure in own))):
        below = max(rules.threshold(figure, way) for figure in own)
        columns = {rules.measure(figure).breakdowns().get(way) for figure in own if rules.measure(figure)}  # type: ignore[union-attr]
        if len(columns) == 1:
            keys = sorted({part.key for figure in own for part in figure.by[way]})
            for key in keys:
                _add_one_rest(found, Sum(tuple(terms)), rate.name, way, key, below, year)
            _add_sum_of_rests(found, cell(year, f"{rate.name} rest"), [cell(year, f"{rate.name} rest", way, key) for key in keys])


def _add_one_rest(
    found: System, terms: Sum, rate: str, way: str, key: str, below: int, year: str, office: int = 0
) -> None:
    row: dict[Name, int] = {}
    for term in terms.terms:
        name = cell(year, term.name, way, key)
        if term.scope != "office" and name in found.cells:
            row[name] = row.get(name, 0) + term.sign
    rest = office + sum((factor * found.cells[name].value for name, factor in row.items()))
    if not row or rest < 0:
        return
    name = cell(year, f"{rate} rest", way, key)
    found.add(name, Cell(rest, rest, None, published=False), below)
    found.equations.append(Equation({**row, name: -1}))


def _add_sum_of_rests(found: System, total: Name, parts: Sequence[Name]) -> None:
    """It follows from the others, but bounds are told from one equation at a time: rests of one in all leave one to a village that is listed."""
    terms = {total: -1} | {name: 1 for name in parts if name in found.cells}
    if total in found.cells and len(terms) > 1 and found.holds(terms):
        found.equations.append(Equation(terms))


def size_of(kind: str, amount: Amount, counted: bool) -> int | Fraction:
    """How many records stand behind a number: a count's own value, else the rows that it is made of.

    Where somebody else has counted (`counted` is false), a sum is itself a count.
    """
    if kind in ("count", "distinct") or amount.n is None or not counted:
        return abs(_exact(amount.value or 0))
    return amount.n


def _exact(number: Number) -> int | Fraction:
    """Integers stay what they are: nearly all numbers are, and fractions are slow."""
    return number if isinstance(number, int) else Fraction(number)


def _negated(term: Term) -> Term:
    return Term(-term.sign, term.name, term.scope, term.part_of)


def same_number(one: Number | None, other: Number | None) -> bool:
    """Whether a number of an edition is this one; JSON keeps quotients as the nearest decimal."""
    return one is not None and other is not None and float(one) == float(other)
