"""Outcomes in words and tables: for checks.html, and for the review."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Any

from markupsafe import Markup

from nianbao.checking.duties import next_deadline
from nianbao.checking.outcomes import NO_FILE
from nianbao.figures import HIDDEN
from nianbao.markup import EMPTY, Cell, Column, Row, document, element, joined, table
from nianbao.tables import SEVERITY
from nianbao.words import Words, listed, said
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
_GROUPS = {
    "files": Words(zh="原始文件", en="The raw files"),
    "figures": Words(zh="各项比率", en="Rates"),
    "offices": Words(zh="下级单位的年报", en="The reviews of the offices below"),
    "balances": Words(zh="各表之间", en="Across tables"),
    "review": Words(zh="报送和公开", en="Handing in and publishing"),
}
_ROWS_NAMED = 10


def verdict(found: Facts, lang: str) -> str:
    """Whether the checks of a checks.json passed, in a sentence."""
    counts = Counter(_state(outcome) for outcome in found["outcomes"])
    total = len(found["outcomes"])
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


def outcome_tables(found: Facts, lang: str) -> Markup:
    """Every outcome of a checks.json: what needs a word first, failures before all, and what passed folded away."""
    return joined([_explained(found, lang), _without_file(found, lang), _passed(found, lang, _table)])


def outcome_summary(found: Facts, lang: str) -> Markup:
    """What needs a word, rule by rule, and what passed as a line for each line of work, folded away."""
    return joined([_explained(found, lang), _without_file(found, lang), _passed(found, lang, partial(_by_table, found["titles"]))])


def _explained(found: Facts, lang: str) -> Cell:
    others = [outcome for outcome in found["outcomes"] if _state(outcome) != "pass" and not _has_no_file(outcome)]
    return _table(said(lang, "需要说明的核对", "Checks to be explained"), sorted(others, key=_rank), lang) if others else EMPTY


def _has_no_file(outcome: Facts) -> bool:
    return outcome["outcome"] == "nothing_to_check" and outcome["note"] == NO_FILE.json()


def _without_file(found: Facts, lang: str) -> Cell:
    """How many rules had nothing to check for want of a file, by line of work."""
    idle = Counter(_about(found["titles"], outcome, lang) for outcome in found["outcomes"] if _has_no_file(outcome))
    if not idle:
        return EMPTY
    told = listed((said(lang, f"{name}{count}项", f"{name} {count}") for name, count in idle.items()), lang)
    return element("p", said(
        lang,
        f"另有{idle.total()}项因本年没有记录文件而无可核对：{told}。",
        f"{idle.total()} more have nothing to check, because no file holds such records this year: {told}.",
    ))  # fmt: skip


def _about(titles: Mapping[str, Mapping[str, str]], outcome: Facts, lang: str) -> str:
    """The line of work that the rule is about."""
    return titles[outcome["table"]][lang] if outcome["table"] else _GROUPS[outcome["rule"].partition(".")[0]].of(lang)


def _passed(found: Facts, lang: str, shown: Callable[[str, list[Facts], str], Markup]) -> Cell:
    passed = [outcome for outcome in found["outcomes"] if _state(outcome) == "pass"]
    if not passed:
        return EMPTY
    caption = said(lang, f"通过的核对（{len(passed)}项）", f"Checks that passed ({len(passed)})")
    folded = Markup('<details class="passed"><summary><span class="fold">{}</span></summary>{}</details>')
    return folded.format(caption, shown(caption, passed, lang))


def _by_table(titles: Mapping[str, Mapping[str, str]], caption: str, outcomes: list[Facts], lang: str) -> Markup:
    """A row for the rules of each table, one for those about files, one for those across tables."""
    groups: dict[str, list[Facts]] = {}
    for outcome in outcomes:
        groups.setdefault(_about(titles, outcome, lang), []).append(outcome)
    heads = [
        Column(said(lang, "核对对象", "About")), Column(said(lang, "通过（项）", "Passed"), True), Column(said(lang, "核对事项", "Rules")),
    ]  # fmt: skip
    rows: list[Row] = [
        [name, str(len(found)), said(lang, "；", "; ").join(outcome["says"][lang] for outcome in found)] for name, found in groups.items()
    ]
    return table(caption, heads, rows, css="passed-table stacked")


def page(found: Facts, work: Work) -> str:
    """checks.html: the outcomes on a page of their own, that says what to mend and how."""
    lang = work.lang
    title = said(lang, f"{work.year}年数据核对结果", f"Checks on the records of {work.year}")
    body = joined([
        element("div", work.office.name.of(lang), "office"), element("h1", title), element("p", verdict(found, lang)),
        element("p", _advice(found, work)), element("p", next_deadline(work).of(lang)), outcome_tables(found, lang),
        element("p", _engines(found, lang), "engine"),
    ])  # fmt: skip
    return document(title, lang, element("main", body, "checks"))


def _engines(found: Facts, lang: str) -> str:
    """What ran the rules, and which of them ran elsewhere than was asked, and why."""
    if found["engine"] == "gx":
        return said(lang, "规则由 Great Expectations 运行。", "The rules were run by Great Expectations.")
    left = [outcome for outcome in found["outcomes"] if outcome.get("because")]
    if not left:
        return said(lang, "规则编译成查询，由 DuckDB 运行。", "The rules were run by DuckDB, compiled to queries.")
    told = said(lang, "；", "; ").join(
        said(lang, f"{outcome['rule']}（{outcome['because']['zh']}）", f"{outcome['rule']} ({outcome['because']['en']})") for outcome in left
    )
    return said(
        lang, f"规则编译成查询，由 DuckDB 运行；以下由 Great Expectations 运行：{told}。",
        f"The rules were run by DuckDB, compiled to queries; these by Great Expectations: {told}.",
    )


def _advice(found: Facts, work: Work) -> str:
    if found["gate"]["open"]:
        return said(work.lang, "关口已通过，可以生成年报。", "The gate is open: a review can be written.")
    folder = work.raw.relative_to(work.workspace.root).as_posix()
    rules = listed(found["gate"]["stopped_by"], work.lang)
    return said(
        work.lang,
        f"关口未通过，因为下列严重规则未满足：{rules}。在业务系统里改正后重新导出；或在 {folder}/corrections.csv 更正所列的行；"
        f"确有理由的，在 {folder}/waivers.yml 写明规则、理由、批准人和期限。",
        f"The gate is closed by critical failures: {rules}. Mend the records where they are kept and export them again; or correct the "
        f"rows named below in {folder}/corrections.csv; or, with good reason, name rule, reason, person and last day in {folder}/waivers.yml.",
    )


def _table(caption: str, outcomes: Iterable[Facts], lang: str) -> Markup:
    heads = [
        Column(said(lang, "核对事项", "Rule")), Column(said(lang, "结果", "Outcome")),
        Column(said(lang, "不符/核对（条）", "Failed/checked"), True), Column(said(lang, "位置和说明", "Where and why")),
    ]  # fmt: skip
    return table(caption, heads, (_row(outcome, lang) for outcome in outcomes), css="checks-table stacked")


def _row(outcome: Facts, lang: str) -> Row:
    return [_rule(outcome, lang), _outcome(outcome, lang), _counts(outcome, lang), _where(outcome, lang)]


def _counts(outcome: Facts, lang: str) -> str:
    if outcome.get("withheld"):
        return HIDDEN.of(lang)
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
    if state in ("fail", "waived"):
        parts.append(element("span", SEVERITY[outcome["severity"]].of(lang), "severity"))
    return Markup('<span class="outcome {}">{}</span>').format(state.replace("_", "-"), joined(parts, " "))


def _where(outcome: Facts, lang: str) -> Markup:
    parts: list[Cell] = list(_places(outcome["rows"], lang))
    if outcome.get("withheld"):
        parts.append(said(lang, "数目涉及不列出的小数，不列出。", "Not shown, as the counts would tell small numbers."))
    if outcome["note"]:
        parts.append(outcome["note"][lang])
    if outcome["outcome"] == "fail" and outcome["quote"]:
        parts.append(said(lang, f"法条原文：{outcome['quote']}", f"The law's words: {outcome['quote']}"))
    if waiver := outcome["waiver"]:
        reason, who, until = waiver["reason"], waiver["who"], waiver["until"]
        parts.append(said(lang, f"豁免：{reason}（{who}，至{until}）", f"Waived: {reason} ({who}, until {until})"))
    return joined(element("p", part) for part in parts)


def _places(rows: Iterable[Facts], lang: str) -> Iterable[str]:
    """The rows by file and sheet, as Excel numbers them; row 0 is the whole of the sheet or file, or the column named."""
    sheets: dict[str, list[int]] = {}
    for row in rows:
        place = " › ".join(part for part in (row["file"], row["sheet"]) if part)
        if letter := row.get("column"):
            place += said(lang, f"：{letter}列", f": column {letter}")
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
    return list(_SHOWN).index(_state(outcome)), list(SEVERITY).index(outcome["severity"])


def outcome_word(outcome: Facts) -> Words:
    """What an outcome of checks.json is called: passed, failed, failed and waived …"""
    return _SHOWN[_state(outcome)][1]


def _state(outcome: Facts) -> str:
    return "waived" if outcome["outcome"] == "fail" and outcome["waiver"] else str(outcome["outcome"])
