"""Rules in words: the sentence, law and quote as the YAML has them, what is judged, how severe it is and when it holds."""

from __future__ import annotations

from collections.abc import Iterator

from nianbao.dictionary.columns import titled
from nianbao.dictionary.entries import Code, Entry, Fact
from nianbao.tables import Limit, Period, Rule, Table
from nianbao.words import Words, said

_SEVERITY = {
    "critical": Words(zh="严重（不满足又无豁免的，不能发布）", en="critical (a failure that nobody waives stops the review)"),
    "warning": Words(zh="提示", en="warning"),
    "info": Words(zh="参考", en="for information"),
}


def rule_entry(table: Table | None, rule: Rule, lang: str) -> Entry:
    """A rule of the table; of None where it is about several."""
    return Entry(rule.says.zh, rule.says.en, rule.id, tuple(_facts(table, rule, lang)), sentence=True)


def _facts(table: Table | None, rule: Rule, lang: str) -> Iterator[Fact]:
    yield Fact(said(lang, "轻重", "severity"), (_SEVERITY[rule.severity].of(lang),))
    if rule.law:
        yield Fact(said(lang, "依据", "law"), (rule.law.of(lang),))
    if rule.quote:
        yield Fact(said(lang, "原文", "its words"), (rule.quote,))
    if rule.holds:
        yield Fact(said(lang, "施行", "holds"), (_period(table, rule.holds, lang),))
    if rule.limit:
        yield Fact(said(lang, "期限", "limit"), (_limit(table, rule, rule.limit, lang),))
    if rule.expect:
        arguments = (f"{name}: {_shown(value)}" for name, value in rule.arguments.items())
        yield Fact(said(lang, "核对", "expects"), (Code(f"{rule.expect}({', '.join(arguments)})"),))
    if rule.balance:
        yield Fact(said(lang, "勾稽", "balance"), (Code(rule.balance),))
    if rule.where:
        yield Fact(said(lang, "所核对的行", "of rows where"), (Code(rule.where),))


def _limit(table: Table | None, rule: Rule, limit: Limit, lang: str) -> str:
    first, last = _column(table, limit.start, lang), _column(table, limit.end, lang)
    working = limit.working_days is not None
    if lang == "zh":
        days = f"{limit.number}个{'工作日' if working else '自然日'}"
        open_ones = f"，{last}为空的算到统计截止日"
        return f"{first}至{last}不超过{days}{open_ones}" if rule.within else f"{first}至{last}不少于{days}"
    days = f"{limit.number} {'working' if working else 'calendar'} day{'' if limit.number == 1 else 's'}"
    if rule.within:
        return f"at most {days} from {first} to {last}, or to the reference date where that is empty"
    return f"at least {days} from {first} to {last}"


def _period(table: Table | None, period: Period, lang: str) -> str:
    """From when to when, and by which date of a row."""
    first, last = (day.isoformat() if day else "" for day in (period.first, period.last))
    if lang == "zh":
        ends = (f"自{first}起" if first else "") + (f"至{last}止" if last else "")
    else:
        ends = " ".join(part for part in (f"from {first}" if first else "", f"until {last}" if last else "") if part)
    if period.on is None:
        return ends
    by = _column(table, period.on, lang)
    return said(lang, f"{ends}（按{by}）", f"{ends} (by {by})")


def _column(table: Table | None, name: str, lang: str) -> str:
    return titled(table, name, lang) if table is not None else name


def _shown(value: object) -> str:
    return f"[{', '.join(map(_shown, value))}]" if isinstance(value, list) else str(value).lower() if isinstance(value, bool) else str(value)
