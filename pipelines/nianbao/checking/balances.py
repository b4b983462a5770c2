"""Balances: sums of figures that must compare, each side from sources of its own; run by the engine too."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from nianbao.checking.outcomes import NO_FILE, Outcome, outcome_of
from nianbao.checking.periods import in_force, period_note
from nianbao.checking.small import Rows
from nianbao.checking.verdicts import Verdict
from nianbao.figures import Figure, Figures, plain_number, written_amount
from nianbao.office import Fact
from nianbao.tables import Balance, Rule, Sum, Table, Term, parse_balance, unsigned
from nianbao.words import Words
from nianbao.work import Work

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
    """A balance of a table (None: across tables) with its numbers: both sides, None where one cannot be told or the rule does
    not hold in this year, and what they are made of."""

    rule: Rule
    table: str | None
    in_force: bool = True
    left: Decimal | None = None
    right: Decimal | None = None
    note: Words | None = None


def weigh_all(work: Work, balances: Sequence[Rule], sources: Sources) -> list[Weighed]:
    """The balances of each table, and those across tables, `balances`."""
    rules: list[tuple[Rule, str | None]] = [(rule, table.table) for table in sources.tables.values() for rule in table.rules if rule.balance]
    rules += [(rule, None) for rule in balances]
    return [weigh(rule, table, sources) if in_force(rule, work) else Weighed(rule, table, False) for rule, table in rules]


def balance_rows(weighed: Sequence[Weighed]) -> Rows:
    """One row with the two sides of every balance that has both."""
    able = [one for one in weighed if one.left is not None]
    row = {f"{one.rule.id} {side}": getattr(one, side) for one in able for side in ("left", "right")}
    return Rows([expectation(one.rule, one.table or "") for one in able], [row] if row else [])


def balance_outcomes(
    weighed: Sequence[Weighed], tables: Mapping[str, Table], kept: Mapping[str, Any], verdicts: Mapping[str, Verdict]
) -> list[Outcome]:
    """An outcome for each balance; `kept` holds the tables that files hold."""
    found = []
    for one in weighed:
        rule, table = one.rule, one.table
        about = [name for name in tables_in(rule, table or "") if name in tables]
        if not one.in_force:
            found.append(Outcome(rule, table, "nothing_to_check", note=period_note(rule)))
        elif not any(name in kept for name in about):
            found.append(Outcome(rule, table, "nothing_to_check", note=NO_FILE))
        elif one.left is None:
            found.append(Outcome(rule, table, "could_not_check", note=one.note))
        else:
            verdict = verdicts[rule.id]
            # Nothing equals nothing: an empty table has passed no balance, though it may fail one.
            good = "pass" if any(name in kept and kept[name]["rows"] for name in about) else "nothing_to_check"
            found.append(replace(outcome_of(rule, table, verdict), state=good if verdict.held else "fail", places=(), note=one.note))
    return found


def weigh(rule: Rule, table: str | None, sources: Sources) -> Weighed:
    """The rule's two sides; bare names in it are figures of `table`."""
    balance = parse_balance(rule.balance or "", table or "", rule.id)
    terms = {unsigned(term) for term in balance.left.terms + balance.right.terms}
    numbers = {term: _number(term, sources) for term in terms}
    missing = sorted((term for term in terms if numbers[term] is None), key=lambda term: (term.scope, term.name))
    if missing:
        return Weighed(rule, table, note=_missing_note(missing, sources))
    note = HIDDEN if any(_is_hidden(term, sources.public) for term in terms) else _note(balance, numbers, sources)
    return Weighed(rule, table, True, balance.left.value(numbers), balance.right.value(numbers), note)


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
