"""A table's description: all that its YAML says, in the order of the YAML."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from nianbao.dictionary.columns import column_entry, derived_entry, stated_entry
from nianbao.dictionary.entries import Code, Description, Entry, Fact, Section, between
from nianbao.dictionary.figures import figure_entry
from nianbao.dictionary.rules import rule_entry
from nianbao.tables import Rule, Table
from nianbao.words import Words, said

_KINDS = {
    "records": Words(zh="逐条记录，一行是一件事", en="records: a row is one event"),
    "totals": Words(zh="汇总数，一行是别人加好的数", en="totals: a row holds counts that somebody else added up"),
    "form": Words(zh="固定表格", en="a fixed form"),
}


def described(table: Table, lang: str) -> Description:
    """What there is to know of the table, in "zh" or "en"; sorts of which it has none are left out."""
    kind = _KINDS[table.kind].of(lang)
    files = between(map(Code, table.files), said(lang, "、", ", "))
    facts = (Fact(said(lang, "种类", "kind"), (kind,)), Fact(said(lang, "文件名", "files"), files))
    sections = (
        (said(lang, "列", "Columns"), (column_entry(table, name, lang) for name in table.columns)),
        (said(lang, "算出的列", "Derived columns"), (derived_entry(name, sql, lang) for name, sql in table.derived.items())),
        (
            said(lang, "文件自己写明的数", "Numbers that the file states"),
            (stated_entry(table, name, stated, lang) for name, stated in table.stated.items()),
        ),
        (_rules(lang), (rule_entry(table, rule, lang) for rule in table.rules)),
        (said(lang, "数据", "Figures"), (figure_entry(table, name, lang) for name in table.figures)),
    )
    whole = Entry(table.title.zh, table.title.en, table.table, facts)
    return Description(whole, kind, tuple(_filled(sections)))


def described_balances(name: str, rules: Sequence[Rule], lang: str) -> Description:
    """The balances between figures of several tables."""
    whole = Entry("跨表勾稽", "Balances across tables", name)
    entries = tuple(rule_entry(None, rule, lang) for rule in rules)
    return Description(whole, said(lang, "几张表的数据之间的规则", "rules between figures of several tables"), (Section(_rules(lang), entries),))


def _rules(lang: str) -> str:
    return said(lang, "规则", "Rules")


def _filled(sections: Iterable[tuple[str, Iterable[Entry]]]) -> Iterable[Section]:
    for heading, entries in sections:
        if found := tuple(entries):
            yield Section(heading, found)
