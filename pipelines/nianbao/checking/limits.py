"""Limits of days: a limit missed by the doubtful margin alone only warns, and what the calendar does not reach is not judged."""

from __future__ import annotations

from dataclasses import replace

from nianbao.checking.outcomes import Outcome
from nianbao.checking.verdicts import Verdict
from nianbao.words import Words
from nianbao.workdays import covered


def judged_by_days(outcome: Outcome, verdict: Verdict) -> Outcome:
    """The outcome of a rule of limits as the engine gave it, put right for two things.

    How the last day moves on from a holiday is not verified in law, so rows that keep the limit by the move alone do
    not close the gate. Rows that cannot be counted make a pass a "could not check".
    """
    unknown, saved = verdict.unknown, verdict.moved
    if outcome.state == "fail" and saved:
        if saved == outcome.failed and outcome.rule.severity == "critical":
            outcome = replace(outcome, rule=outcome.rule.model_copy(update={"severity": "warning"}))
        outcome = _noted(outcome, _MOVED, saved)
    if unknown and outcome.state in ("pass", "nothing_to_check"):
        outcome = replace(outcome, state="could_not_check", checked=0)
    return _noted(outcome, _UNKNOWN, unknown) if unknown else outcome


_MOVED = Words(
    zh="其中{number}条逾期只因期限最后一日是节假日，顺延至下一工作日即不逾期（顺延的算法尚未查证法条）",
    en="{number} of them are late only because the last day was a holiday, and in time if it moves on to the next working day "
    "(this way of counting is not yet verified in law)",
)
_UNKNOWN = Words(
    zh="{number}条所涉日期超出已知的节假日安排（{first}至{last}），不能判断",
    en="{number} cannot be counted: their dates lie outside the known holiday calendar ({first} to {last})",
)


def _noted(outcome: Outcome, note: Words, number: int) -> Outcome:
    first, last = covered()
    told = {lang: note.of(lang).format(number=number, first=first, last=last) for lang in ("zh", "en")}
    if outcome.note:
        told = {"zh": f"{outcome.note.zh}；{told['zh']}", "en": f"{outcome.note.en}; {told['en']}"}
    return replace(outcome, note=Words(**told))
