"""Balances: sums of figures that must compare, each side from sources of its own; run by Great Expectations too."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from nianbao.checking.frames import PLACE
from nianbao.figures import Figure, Figures, plain_number, written_amount
from nianbao.office import Fact
from nianbao.tables import Balance, Rule, Sum, Table, Term, parse_balance, unsigned
from nianbao.words import Words

Numbers = dict[Term, Decimal | None]
HIDDEN = Words(zh="其中有不列出的数，两边各是多少不写明", en="a number in it is not published, so neither side is told")

_EXPECTATIONS = {
    "<=": ("right", "left", "expect_column_pair_values_a_to_be_greater_than_b", True),
    "<": ("right", "left", "expect_column_pair_values_a_to_be_greater_than_b", False),
    ">=": ("left", "right", "expect_column_pair_values_a_to_be_greater_than_b", True),
    ">": ("left", "right", "expect_column_pair_values_a_to_be_greater_than_b", False),
    "=": ("left", "right", "expect_column_pair_values_to_be_equal", None),
}


@dataclass(frozen=True)
class Sources:
    """Where the numbers of balances come from; `stated` maps table → what its files state of themselves.

    They are weighed by the exact figures; what the `public` ones hide is not told in the note.
    """

    tables: Mapping[str, Table]
    figures: Figures
    stated: Mapping[str, Mapping[str, Any]]
    facts: Mapping[str, Fact]
    public: Figures


@dataclass(frozen=True)
class Weighed:
    """A balance with its numbers: both sides (None where one cannot be told) and what they are made of."""

    rule: Rule
    left: Decimal | None
    right: Decimal | None
    note: Words


def weigh(rule: Rule, table: str, sources: Sources) -> Weighed:
    """The rule's two sides; bare names in it are figures of `table`."""
    balance = parse_balance(rule.balance or "", table, rule.id)
    terms = {unsigned(term) for term in balance.left.terms + balance.right.terms}
    numbers = {term: _number(term, sources) for term in terms}
    missing = sorted((term for term in terms if numbers[term] is None), key=lambda term: (term.scope, term.name))
    if missing:
        return Weighed(rule, None, None, _missing_note(missing, sources))
    note = HIDDEN if any(_is_hidden(term, sources.public) for term in terms) else _note(balance, numbers, sources)
    return Weighed(rule, balance.left.value(numbers), balance.right.value(numbers), note)


def tables_in(rule: Rule, table: str) -> list[str]:
    """The tables that the balance speaks of, in the order in which it names them."""
    balance = parse_balance(rule.balance or "", table, rule.id)
    terms = [term for term in balance.left.terms + balance.right.terms if term.scope != "office"]
    return list(dict.fromkeys(term.name.partition(".")[0] for term in terms))


def expectation(rule: Rule, table: str) -> Rule:
    """The balance as a Great Expectations rule over the columns `<id> left` and `<id> right`."""
    first, second, kind, or_equal = _EXPECTATIONS[parse_balance(rule.balance or "", table, rule.id).comparison]
    strict = {} if or_equal is None else {"or_equal": or_equal}
    arguments = {"column_A": f"{rule.id} {first}", "column_B": f"{rule.id} {second}", **strict}
    return Rule(id=rule.id, expect=kind, severity=rule.severity, says=rule.says, law=rule.law, quote=rule.quote, **arguments)


def balance_frame(weighed: list[Weighed]) -> Any:
    """One row with the two sides of every balance."""
    import pandas as pd

    columns = {f"{w.rule.id} {side}": [getattr(w, side)] for w in weighed for side in ("left", "right")}
    return pd.DataFrame(columns, index=pd.Index([0], name=PLACE), dtype=object)


def _number(term: Term, sources: Sources) -> Decimal | None:
    table, _, name = term.name.partition(".")
    if term.scope == "office":
        return Decimal(sources.facts[term.name].value) if term.name in sources.facts else None
    if term.scope == "stated":
        found = sources.stated.get(table, {}).get(name)
        return None if found is None else Decimal(str(found))
    figure = sources.figures.get(term.name)
    if figure is None:
        return None
    if term.part_of is not None:
        return _parts(figure, term, sources.tables[table])
    amount = figure.previous if term.scope == "before" else figure.amount
    return None if amount is None or amount.value is None else Decimal(amount.value)


def _is_hidden(term: Term, public: Figures) -> bool:
    """Whether the term's number, or one that it is the sum of, is not published."""
    if term.scope not in ("year", "before") or term.name not in public:
        return False
    figure = public[term.name]
    if term.part_of is not None:
        return term.part_of in figure.withdrawn or any(part.hidden for part in figure.by.get(term.part_of, ()))
    amount = figure.previous if term.scope == "before" else figure.amount
    return amount is not None and amount.hidden


def _parts(figure: Figure, term: Term, table: Table) -> Decimal | None:
    """The sum of the parts that the table names: rows of no or an unknown category are in no part."""
    if figure.value is None or term.part_of not in figure.by:
        return None
    known = set(table.columns[term.part_of or ""].values.values())
    return sum((Decimal(part.value or 0) for part in figure.by.get(term.part_of or "", ()) if part.key in known), Decimal(0))


def _note(balance: Balance, numbers: Numbers, sources: Sources) -> Words:
    sign = {"<=": "≤", ">=": "≥"}.get(balance.comparison, balance.comparison)
    texts = {
        lang: f"{_side(balance.left, numbers, sources, lang)} {sign} {_side(balance.right, numbers, sources, lang)}"
        for lang in ("zh", "en")
    }
    return Words(zh=f"应有 {texts['zh']}", en=f"should be {texts['en']}")


def _side(side: Sum, numbers: Numbers, sources: Sources, lang: str) -> str:
    pieces = [
        ("" if not index and term.sign > 0 else " + " if term.sign > 0 else " − ")
        + f"{_name(term, sources).of(lang)} {_shown(term, numbers[unsigned(term)] or Decimal(0), sources, lang)}"
        for index, term in enumerate(side.terms)
    ]
    return "".join(pieces)


def _shown(term: Term, number: Decimal, sources: Sources, lang: str) -> str:
    """The number as the figure is written: a rate in percent, exact ones as they are."""
    figure = sources.figures.get(term.name) if term.scope in ("year", "before") else None
    if figure is None or figure.kind != "rate":
        return plain_number(number, lang)
    amount = (figure.previous if term.scope == "before" else None) or figure.amount
    # Two rates may read alike and not be so: what they are made of tells them apart.
    return f"{written_amount(amount, 'percent', lang, term.name)} ({plain_number(amount.part or 0, lang)}/{plain_number(amount.whole or 0, lang)})"


def _missing_note(missing: list[Term], sources: Sources) -> Words:
    names = [_name(term, sources) for term in missing]
    return Words(
        zh="没有：" + "、".join(name.zh for name in names), en="not there: " + ", ".join(name.of("en") for name in names)
    )


def _name(term: Term, sources: Sources) -> Words:
    table, _, name = term.name.partition(".")
    if term.scope == "office":
        return sources.facts[term.name].label if term.name in sources.facts else Words(zh=f"office.{name}", en=f"office.{name}")
    if term.scope == "stated" and table in sources.tables:
        stated = sources.tables[table].stated[name]
        return Words(zh=stated.zh, en=stated.en)
    figure = sources.figures.get(term.name)
    label = figure.label if figure else Words(zh=term.name, en=term.name)
    if term.part_of is not None:
        return Words(zh=f"{label.zh}（分类之和）", en=f"{label.of('en')} (sum of the parts)")
    if term.scope == "before":
        return Words(zh=f"上年{label.zh.removeprefix('年末')}" if label.zh.startswith("年末") else f"上年{label.zh}", en=f"last year's {label.of('en').lower()}")
    return label
