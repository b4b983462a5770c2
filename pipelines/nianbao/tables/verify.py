"""Whether a table hangs together: every name it uses is there, every condition is one, every sum is of numbers."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from nianbao.errors import BadCondition, BadExpression, BadYaml
from nianbao.tables.conditions import condition, prepare, prepare_types, type_of
from nianbao.tables.expressions import Balance, Term, parse_balance, parse_sum
from nianbao.tables.model import Measure, Rule, Table
from nianbao.words import Words, nearest
from nianbao.yamlfile import line_of

_NUMBERS = ("BIGINT", "INTEGER", "DOUBLE", "DECIMAL", "HUGEINT")


class Refusals:
    """What is wrong in one file, told with its line; `data` is the file as parsed."""

    def __init__(self, path: Path, data: Any) -> None:
        self.path, self.data = path, data

    def known(self, name: str, names: Collection[str], where: str, location: tuple[object, ...]) -> None:
        """Refuses a name that is not among `names`, with the nearest that is."""
        if name not in names:
            problem = Words(zh=f"{where} 提到不存在的“{name}”", en=f"{where} names “{name}”, which is not there")
            raise self.refusal(problem, location, nearest(name, names))

    def refusal(self, problem: Words, location: tuple[object, ...], near: str | None = None) -> BadYaml:
        """`location` leads to what is wrong; a rule is named by its id, for it may stand elsewhere in a file that extends."""
        return BadYaml(file=self.path.name, line=line_of(self.data, own_location(self.data, location)), problem=problem, near=near)

    def rule_ids(self, rules: Sequence[Rule], own: str) -> None:
        """Each id begins with `own`, the table's name, and stands once."""
        for position, rule in enumerate(rules):
            if rule.id.partition(".")[0] != own or [other.id for other in rules].count(rule.id) > 1:
                problem = Words(
                    zh=f"规则编号 {rule.id} 应以 {own}. 开头且不重复",
                    en=f"the rule id {rule.id} should begin with {own}. and stand once",
                )
                raise BadYaml(file=self.path.name, line=line_of(self.data, self._last(rule.id, position)), problem=problem)

    def _last(self, rule: str, position: int) -> tuple[object, ...]:
        """Where the rule of that id stands last in the file."""
        own = self.data.get("rules") or [] if isinstance(self.data, dict) else []
        places = [place for place, entry in enumerate(own) if isinstance(entry, dict) and entry.get("id") == rule]
        return ("rules", places[-1] if places else position)


def own_location(data: Any, location: tuple[object, ...]) -> tuple[object, ...]:
    """The location with a rule's id made its place in the file's own list."""
    if len(location) < 2 or location[0] != "rules" or not isinstance(location[1], str):
        return location
    own = data.get("rules") or [] if isinstance(data, dict) else []
    places = [place for place, rule in enumerate(own) if isinstance(rule, dict) and rule.get("id") == location[1]]
    return ("rules", places[0], *location[2:]) if places else ()


class Verifier(Refusals):
    """Goes through one table."""

    def __init__(self, table: Table, path: Path, data: Any) -> None:
        super().__init__(path, data)
        self.table = table
        self.types = {name: column.sql_type for name, column in table.kept.items()}
        whole = [rule.condition for rule in table.rules if rule.condition]
        prepare([*table.derived.values(), *self._conditions.values(), *whole])
        for name, sql in table.derived.items():
            place = f"{path.name} derived.{name}"
            self.types[name] = type_of(condition(sql, set(table.kept), place), table.sql_types, place)

    @property
    def _conditions(self) -> dict[str, str]:
        """Where each condition stands → its text."""
        rules = {rule.id: rule.where for rule in self.table.rules if rule.where}
        return rules | {f"figures.{name}": measure.condition for name, measure in self.table.figures.items()}

    def verify(self) -> None:
        """Raises BadYaml, BadCondition, BadExpression."""
        known = set(self.types)
        with suppress(BadCondition):  # told in its turn
            prepare_types([condition(text, known, f"{self.path.name} {where}") for where, text in self._conditions.items()], self.types)
        for name, stated in self.table.stated.items():
            if stated.column is not None:
                self.known(stated.column, self.table.columns, f"stated.{name}", ("stated", name))
        self.rule_ids(self.table.rules, self.table.table)
        for rule in self.table.rules:
            self._rule(rule)
        for name, measure in self.table.figures.items():
            self._measure(name, measure)

    def _condition(self, text: str, where: str) -> None:
        place = f"{self.path.name} {where}"
        type_of(condition(text, set(self.types), place), self.types, place, expected="BOOLEAN")

    def _rule(self, rule: Rule) -> None:
        if rule.where:
            self._condition(rule.where, rule.id)
        dated = [*(rule.columns if rule.limit else []), *([rule.holds.on] if rule.holds and rule.holds.on else [])]
        for column in [*rule.columns, *dated]:
            self.known(column, self.types, rule.id, ("rules", rule.id))
        for column in dated:
            self._typed(column, ("DATE",), rule.id, ("rules", rule.id))
        if rule.balance:
            balance = parse_balance(rule.balance, self.table.table, f"{self.path.name} {rule.id}")
            verify_terms(balance, {self.table.table: self.table}, self, rule.id)

    def _measure(self, name: str, measure: Measure) -> None:
        if not self.table.holds_events and measure.kind not in ("sum", "rate"):
            problem = Words(
                zh=f"figures.{name}：{self.table.kind} 的行是别人汇总的数，只能 sum 或作比率，不能 {measure.kind}",
                en=f"figures.{name}: rows of {self.table.kind} are counts already, to be summed or made a rate, not a {measure.kind}",
            )
            raise self.refusal(problem, ("figures", name))
        self._condition(measure.condition, f"figures.{name}")
        for column in (measure.sum, measure.mean):
            if column is not None:
                self.known(column, self.types, f"figures.{name}", ("figures", name))
                self._typed(column, _NUMBERS, f"figures.{name}", ("figures", name))
        if measure.distinct is not None:
            self.known(measure.distinct, self.types, f"figures.{name}", ("figures", name))
        for column, by_month in measure.breakdowns().values():
            self.known(column, self.types, f"figures.{name}", ("figures", name))
            if by_month:
                self._typed(column, ("DATE",), f"figures.{name}", ("figures", name))
        for text in (measure.part, measure.whole):
            if text is not None:
                self._share(text, name)

    def _typed(self, column: str, expected: tuple[str, ...], where: str, location: tuple[object, ...]) -> None:
        if not self.types[column].startswith(expected):
            kind, wanted = self.types[column], expected[-1] if len(expected) == 1 else "a number"
            problem = Words(
                zh=f"{where} 用到的 {column} 是 {kind}，应为{'日期' if wanted == 'DATE' else '数字'}",
                en=f"{where} uses {column}, which is {kind}, expected {'a date' if wanted == 'DATE' else wanted}",
            )
            raise self.refusal(problem, location)

    def _share(self, text: str, name: str) -> None:
        """Part and whole are counts and sums of this table and year, or facts of the office: neither another rate nor
        last year's number."""
        where = f"{self.path.name} figures.{name}"
        for term in parse_sum(text, self.table.table, where).terms:
            if term.scope == "office":
                continue
            table, _, figure = term.name.partition(".")
            plain = table == self.table.table and term.scope == "year" and term.part_of is None
            if plain:
                self.known(figure, self.table.figures, f"figures.{name}", ("figures", name))
            if not plain or self.table.figures[figure].kind not in ("count", "sum", "distinct"):
                problem = Words(
                    zh=f"{figure} 不是本表本年的计数或合计", en=f"{figure} is no count or sum of this table and year"
                )
                raise BadExpression(where=where, text=text, problem=problem)


def verify_terms(balance: Balance, tables: Mapping[str, Table], refusals: Refusals, rule: str) -> None:
    """The terms of a balance that speak of `tables` are there; tables beyond are left to who knows them."""
    for term in balance.left.terms + balance.right.terms:
        table, _, name = term.name.partition(".")
        if term.scope != "office" and table in tables:
            _verify_term(term, name, tables[table], refusals, rule)


def _verify_term(term: Term, name: str, table: Table, refusals: Refusals, rule: str) -> None:
    place = ("rules", rule)
    refusals.known(name, table.stated if term.scope == "stated" else table.figures, rule, place)
    if term.part_of is not None:
        categories = [by for by, (column, month) in table.figures[name].breakdowns().items() if not month and column in table.columns]
        refusals.known(term.part_of, categories, rule, place)
