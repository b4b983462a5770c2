"""Whether a rule holds in a year."""

from __future__ import annotations

from nianbao.tables import Rule
from nianbao.words import Words
from nianbao.work import Work


def in_force(rule: Rule, work: Work, by_year: bool = False) -> bool:
    """Whether a rule holds in this year; one that goes by a date of the row finds its rows, if it has the columns."""
    by_row = rule.holds is not None and rule.holds.on is not None and not by_year
    return rule.holds is None or by_row or rule.holds.meets(work.start, work.end)


def period_note(rule: Rule) -> Words:
    """From when to when the rule holds."""
    period = rule.holds
    assert period is not None
    zh = [f"自{period.first}起施行"] * bool(period.first) + [f"施行至{period.last}"] * bool(period.last)
    en = [f"from {period.first}"] * bool(period.first) + [f"until {period.last}"] * bool(period.last)
    return Words(zh=f"这一规定{'，'.join(zh)}", en=f"the rule holds {' '.join(en)}")
