"""One short message of what needs a hand: which office, what stopped, which file and row, where to look."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from nianbao.checking import first_row, stopping
from nianbao.notices.settings import NoticeFile
from nianbao.office import Workspace
from nianbao.status import Standing
from nianbao.steering import unsteered
from nianbao.words import Words, said

Facts = dict[str, Any]
# What is longer nobody reads on a phone; the rest is counted, and stands where the message says.
_OFFICES, _RULES = 10, 3


@dataclass(frozen=True)
class Message:
    """A title, and a body of plain lines."""

    title: str
    body: str


def message(
    workspace: Workspace | None, year: int, lines: Sequence[Facts], standings: Iterable[Standing], settings: NoticeFile, lang: str,
    unfinished: Words | None = None,
) -> Message | None:
    """Of what came of each office (the lines of a batch), of why the batch itself is `unfinished`, and of deadlines within the days; None
    where nothing is to be told."""
    gate = [_gate(workspace, line, year, lang) for line in lines if line["state"] == "gate" and workspace]
    broken = [_broken(line, lang) for line in lines if line["exit_code"] and line["state"] != "gate"]
    near = [told for each in standings if (told := _deadline(each, settings.days, lang))]
    short = [said(lang, f"批次没有完成：{unfinished.zh}", f"The batch is not done: {unfinished.of('en')}")] if unfinished else []
    parts = {"failure": short + broken, "gate": gate, "deadline": near}
    told = [text for kind, texts in parts.items() if kind in settings.when for text in texts]
    if told:
        stopped = len(gate) + len(broken)
        title = said(lang, f"nianbao {year}年年报：{stopped}个单位要处理", f"nianbao, reviews of {year}: {stopped} offices need a hand")
        if unfinished:
            title = said(lang, f"nianbao {year}年年报：批次没有完成", f"nianbao, reviews of {year}: the batch is not done")
        elif not stopped:
            title = said(lang, f"nianbao {year}年年报：时限将到", f"nianbao, reviews of {year}: a deadline is near")
        return Message(title, "\n".join(_shortened(told, lang)))
    if gate or broken or unfinished or "well" not in settings.when or not lines:
        return None
    whole = said(lang, f"{len(lines)}个单位全部正常。", f"All is well with {len(lines)} offices.")
    return Message(said(lang, f"nianbao {year}年年报：一切正常", f"nianbao, reviews of {year}: all is well"), whole)


def _gate(workspace: Workspace, line: Facts, year: int, lang: str) -> str:
    page = workspace.root / "data" / "checked" / line["office"] / str(year) / "checks.html"
    rules = [_rule(outcome, lang) for outcome in _stopping(page.with_name("checks.json"))]
    more = said(lang, f"；另有{len(rules) - _RULES}项", f"; {len(rules) - _RULES} more") if len(rules) > _RULES else ""
    told = said(lang, "；", "; ").join(rules[:_RULES]) + more
    return said(lang, f"{_name(line, lang)}：关口未过。{told}。查看 {page}", f"{_name(line, lang)}: stopped at the gate. {told}. See {page}")


def _stopping(path: Any) -> list[Facts]:
    try:
        return stopping(json.loads(path.read_text("utf-8")))
    except (OSError, ValueError, KeyError, TypeError):
        return []


def _rule(outcome: Facts, lang: str) -> str:
    """What was not met, and the first of the rows; by place, never by content."""
    told, where = f"{outcome['says'][lang]} ({outcome['rule']})", first_row(outcome)
    return f"{told}: {where.of(lang)}" if where else told


def _broken(line: Facts, lang: str) -> str:
    code = line["exit_code"]
    return said(lang, f"{_name(line, lang)}：没有完成（退出码 {code}）。{line['error']}", f"{_name(line, lang)}: not done (exit code {code}). {line['error']}")


def _deadline(found: Standing, days: int, lang: str) -> str | None:
    due = found.next_deadline
    if due is None or due.days is None or due.days > days:
        return None
    left = said(lang, f"还有{due.days}天", f"{due.days} days left") if due.days >= 0 else said(lang, f"逾期{-due.days}天", f"{-due.days} days late")
    name = _one_line(found.name.of(lang))
    return said(lang, f"{name}：{due.due}前（含当日）{due.what.zh}，{left}。", f"{name}: {due.what.of('en')} by {due.due}, {left}.")


def _name(line: Facts, lang: str) -> str:
    return _one_line((line.get("name") or {}).get(lang) or str(line["office"]))


def _one_line(name: str) -> str:
    """A name cannot pass for a line of the message."""
    return " ".join(unsteered(name).split())


def _shortened(told: list[str], lang: str) -> list[str]:
    more = len(told) - _OFFICES
    return told[:_OFFICES] + ([said(lang, f"另有{more}条，见 nianbao status。", f"{more} more: see nianbao status.")] if more > 0 else [])
