"""Expressions over figures: `received + carried_in`, and balances such as `closed <= received + carried_in`.

A term is a figure of the table (`closed`), of another table (`petitions.closed`), of the year before
(`before.carried_out`), a number that the office's own file states (`stated.carried_in`), a fact of the office that
office.yml gives (`office.villages`), or the sum of a figure's named parts (`parts(fines, kind)`).
"""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from nianbao.errors import BadExpression
from nianbao.words import Words

Scope = str  # "year", "before", "stated" or "office"

_LONGEST = 1000
_COMPARISONS = {ast.LtE: "<=", ast.Lt: "<", ast.GtE: ">=", ast.Gt: ">", ast.Eq: "="}


@dataclass(frozen=True)
class Term:
    """One signed figure: `scope` says whose (this year's, the year before's, a file's own statement)."""

    sign: int
    name: str  # table.figure; table.statement where scope is "stated", the fact where it is "office"
    scope: Scope = "year"
    part_of: str | None = None  # the breakdown whose named parts are summed


@dataclass(frozen=True)
class Sum:
    """Terms that are added up."""

    terms: tuple[Term, ...]

    def value(self, numbers: dict[Term, Decimal | None]) -> Decimal | None:
        """The sum, or None where any term has no number. `numbers` is keyed by the unsigned term."""
        found = [numbers[unsigned(term)] for term in self.terms]
        if any(number is None for number in found):
            return None
        return sum((term.sign * number for term, number in zip(self.terms, found, strict=True)), Decimal(0))


@dataclass(frozen=True)
class Balance:
    """Two sums and how they must compare: "<=", "<", ">=", ">" or "="."""

    left: Sum
    comparison: str
    right: Sum


def unsigned(term: Term) -> Term:
    return Term(1, term.name, term.scope, term.part_of)


@cache
def parse_sum(text: str, table: str, where: str) -> Sum:
    """The sum that `text` writes; bare names are figures of `table`. Raises BadExpression."""
    return Sum(tuple(_terms(_parsed(text, where, text), 1, table, where, text)))


@cache
def parse_balance(text: str, table: str, where: str) -> Balance:
    """The comparison that `text` writes. Raises BadExpression."""
    node = _parsed(re.sub(r"(?<![<>=!])=(?![=>])", "==", text), where, text)
    if not isinstance(node, ast.Compare) or len(node.ops) != 1 or type(node.ops[0]) not in _COMPARISONS:
        raise _bad(text, where, "应为两个算式的比较，如 closed <= received", "it should compare two sums, as in closed <= received")
    left, right = (Sum(tuple(_terms(side, 1, table, where, text))) for side in (node.left, node.comparators[0]))
    return Balance(left, _COMPARISONS[type(node.ops[0])], right)


def _parsed(python: str, where: str, text: str) -> ast.expr:
    if len(text) > _LONGEST:
        raise _bad(text[:60] + "…", where, "太长", "it is too long")
    try:
        return ast.parse(python.strip(), mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        raise _bad(text, where, "写法不通", "it cannot be parsed") from None


def _terms(node: ast.expr, sign: int, table: str, where: str, text: str) -> list[Term]:
    match node:
        case ast.BinOp(left=left, op=ast.Add() | ast.Sub() as op, right=right):
            second = -sign if isinstance(op, ast.Sub) else sign
            return _terms(left, sign, table, where, text) + _terms(right, second, table, where, text)
        case ast.Call(func=ast.Name(id="parts"), args=[figure, ast.Name(id=breakdown)], keywords=[]):
            terms = _terms(figure, sign, table, where, text)
            if len(terms) != 1 or terms[0].scope != "year" or terms[0].part_of is not None:
                raise _bad(text, where, "parts() 里只能是本年的一项数据", "parts() takes one figure of this year")
            return [Term(sign, terms[0].name, "year", breakdown)]
        case ast.Name(id=name):
            return [Term(sign, f"{table}.{name}")]
        case ast.Attribute(value=ast.Name(id="office"), attr=name):
            return [Term(sign, name, "office")]
        case ast.Attribute(value=ast.Name(id="before" | "stated" as scope), attr=name):
            return [Term(sign, f"{table}.{name}", scope)]
        case ast.Attribute(value=ast.Name(id=other), attr=name):
            return [Term(sign, f"{other}.{name}")]
        case ast.Attribute(value=ast.Attribute(value=ast.Name(id="before" | "stated" as scope), attr=other), attr=name):
            return [Term(sign, f"{other}.{name}", scope)]
    raise _bad(text, where, f"不认识 {ast.unparse(node)}", f"{ast.unparse(node)} means nothing here")


def _bad(text: str, where: str, zh: str, en: str) -> BadExpression:
    return BadExpression(where=where, text=text, problem=Words(zh=zh, en=en))
