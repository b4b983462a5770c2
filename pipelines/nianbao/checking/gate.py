"""The closed gate, told: each rule that keeps it closed, with the first row that fails it. By place, never by content."""

from __future__ import annotations

from typing import Any

from nianbao.errors import GateClosed
from nianbao.words import Words, listed
from nianbao.work import Work

Facts = dict[str, Any]


def gate_closed(work: Work, checks: Facts) -> GateClosed:
    """The error for the content of a checks.json whose gate is closed."""
    return GateClosed(rules=[_told(outcome) for outcome in stopping(checks)], page=work.checked / "checks.html")


def stopping(checks: Facts) -> list[Facts]:
    """The outcomes that close the gate."""
    return [outcome for outcome in checks["outcomes"] if outcome["rule"] in checks["gate"]["stopped_by"]]


def first_row(outcome: Facts) -> Words | None:
    """File, sheet and number of the outcome's first failing row, and how many there are; None where no row is told."""
    rows = outcome["rows"]
    if not rows:
        return None
    file = [part for part in (rows[0]["file"], rows[0]["sheet"]) if part]
    row, count = rows[0]["row"], len(rows)
    zh = f"{listed(file, 'zh')}{f' 第{row}行' if row else ''}{f'（共{count}处）' if count > 1 else ''}"
    en = f"{listed(file, 'en')}{f' row {row}' if row else ''}{f' ({count} in all)' if count > 1 else ''}"
    return Words(zh=zh, en=en)


def _told(outcome: Facts) -> Words:
    """What was not met, the rule's id, and the first of its rows."""
    rule, says, where = outcome["rule"], outcome["says"], first_row(outcome)
    zh, en = (f"{rule}；{where.zh}", f"{rule}; {where.en}") if where else (rule, rule)
    return Words(zh=f"“{says['zh']}”（{zh}）", en=f"“{says['en']}” ({en})")
