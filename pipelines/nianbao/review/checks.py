"""The checks on the records: one sentence, and one table of outcomes, failures first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from markupsafe import Markup

from nianbao.checking import read_checks
from nianbao.review.block import Block
from nianbao.review.markup import Cell, Column, Row, element, joined, table
from nianbao.review.telling import said
from nianbao.words import Words
from nianbao.work import Work

Facts = dict[str, Any]
# What is shown for an outcome, in the order of the table; the sign and the word make colour unneeded.
_SHOWN = {
    "fail": ("×", Words(zh="不通过", en="Failed")),
    "waived": ("×", Words(zh="不通过，已豁免", en="Failed, waived")),
    "could_not_check": ("？", Words(zh="不能核对", en="Could not be checked")),
    "nothing_to_check": ("○", Words(zh="无可核对", en="Nothing to check")),
    "pass": ("✓", Words(zh="通过", en="Passed")),
}
_SEVERITY = {
    "critical": Words(zh="严重", en="critical"),
    "warning": Words(zh="提示", en="warning"),
    "info": Words(zh="参考", en="for information"),
}
_ROWS_NAMED = 10


def verdict(work: Work) -> str:
    """Whether the checks passed, in a sentence. Raises MissingStep."""
    found = read_checks(work.checked)
    counts = Counter(_state(outcome) for outcome in found["outcomes"])
    lang, total = work.lang, len(found["outcomes"])
    if counts["pass"] == total:
        return said(lang, f"对记录的{total}项核对全部通过。", f"All {total} checks on the records passed.")
    first_passed = ["pass", *(state for state in _SHOWN if state != "pass")]
    shown = [(counts[state], _SHOWN[state][1]) for state in first_passed if counts[state]]
    sentence = said(
        lang,
        f"对记录作了{total}项核对：{'；'.join(f'{count}项{word.zh}' for count, word in shown)}。",
        f"{total} checks were made on the records: {'; '.join(f'{count} {word.en.lower()}' for count, word in shown)}.",
    )
    if found["gate"]["open"]:
        return sentence
    return sentence + said(
        lang, "严重问题尚未解决，只能出草稿。", " Critical failures stand unresolved, so this can only be a draft."
    )


def checks(work: Work) -> Block:
    """Every check on the records with its outcome; those that passed are folded. Raises MissingStep."""
    lang = work.lang
    outcomes = sorted(read_checks(work.checked)["outcomes"], key=_rank)
    passed = [found for found in outcomes if _state(found) == "pass"]
    others = [found for found in outcomes if _state(found) != "pass"]
    parts: list[Cell] = [element("h2", said(lang, "核对结果", "Checks on the records")), element("p", verdict(work))]
    if others:
        parts.append(_table(said(lang, "需要说明的核对", "Checks to be explained"), others, lang))
    if passed:
        caption = said(lang, f"通过的核对（{len(passed)}项）", f"Checks that passed ({len(passed)})")
        folded = Markup('<details class="passed"><summary><span class="fold">{}</span></summary>{}</details>')
        parts.append(folded.format(caption, _table(caption, passed, lang)))
    return Block(element("section", joined(parts), "checks"))


def _table(caption: str, outcomes: Iterable[Facts], lang: str) -> Markup:
    heads = [
        Column(said(lang, "核对事项", "Rule")), Column(said(lang, "结果", "Outcome")),
        Column(said(lang, "不符/核对（条）", "Failed/checked"), True), Column(said(lang, "位置和说明", "Where and why")),
    ]  # fmt: skip
    return table(caption, heads, (_row(outcome, lang) for outcome in outcomes), css="checks-table")


def _row(outcome: Facts, lang: str) -> Row:
    return [_rule(outcome, lang), _outcome(outcome, lang), _counts(outcome), _where(outcome, lang)]


def _counts(outcome: Facts) -> str:
    return f"{outcome['failed']}/{outcome['checked']}" if outcome["checked"] else "—"


def _rule(outcome: Facts, lang: str) -> Markup:
    parts = [element("span", outcome["says"][lang], "rule")]
    if outcome["law"]:
        parts.append(element("span", outcome["law"][lang], "law"))
    return joined(parts, " ")


def _outcome(outcome: Facts, lang: str) -> Markup:
    state = _state(outcome)
    sign, word = _SHOWN[state]
    parts: list[Cell] = [Markup('<span class="sign" aria-hidden="true">{}</span> {}').format(sign, word.of(lang))]
    if state != "pass":
        parts.append(element("span", _SEVERITY[outcome["severity"]].of(lang), "severity"))
    return Markup('<span class="outcome {}">{}</span>').format(state.replace("_", "-"), joined(parts, " "))


def _where(outcome: Facts, lang: str) -> Markup:
    parts: list[Cell] = list(_places(outcome["rows"], lang))
    if outcome["note"]:
        parts.append(outcome["note"][lang])
    if outcome["outcome"] == "fail" and outcome["quote"]:
        parts.append(said(lang, f"法条原文：{outcome['quote']}", f"The law's words: {outcome['quote']}"))
    if waiver := outcome["waiver"]:
        reason, who, until = waiver["reason"], waiver["who"], waiver["until"]
        parts.append(said(lang, f"豁免：{reason}（{who}，至{until}）", f"Waived: {reason} ({who}, until {until})"))
    return joined(element("p", part) for part in parts)


def _places(rows: Iterable[Facts], lang: str) -> Iterable[str]:
    """The rows by file and sheet, as Excel numbers them; row 0 is the whole of the sheet or file."""
    sheets: dict[str, list[int]] = {}
    for row in rows:
        place = " › ".join(part for part in (row["file"], row["sheet"]) if part)
        sheets.setdefault(place, []).extend([row["row"]] if row["row"] else [])
    for place, numbers in sheets.items():
        yield place + (said(lang, "：", ": ") + _row_numbers(numbers, lang) if numbers else "")


def _row_numbers(numbers: list[int], lang: str) -> str:
    named = said(lang, "、", ", ").join(str(number) for number in numbers[:_ROWS_NAMED])
    more = len(numbers) - _ROWS_NAMED
    if more > 0:
        return said(lang, f"第{named}行等{len(numbers)}行", f"rows {named} and {more} more")
    return said(lang, f"第{named}行", f"row{'s' * (len(numbers) > 1)} {named}")


def _rank(outcome: Facts) -> tuple[int, int]:
    return list(_SHOWN).index(_state(outcome)), list(_SEVERITY).index(outcome["severity"])


def _state(outcome: Facts) -> str:
    return "waived" if outcome["outcome"] == "fail" and outcome["waiver"] else str(outcome["outcome"])
