"""The summary of a batch, data/runs/batch/<year>: which offices passed, which stopped at the gate and why, which broke."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from markupsafe import Markup

from nianbao.folders import put
from nianbao.markup import EMPTY, Cell, Column, Row, document, element, items, joined, table
from nianbao.office import Workspace
from nianbao.running import STEPS
from nianbao.words import Words, listed, said

Facts = dict[str, Any]
STATES = {
    "done": Words(zh="已生成", en="written"),
    "unchanged": Words(zh="没有变化", en="unchanged"),
    "gate": Words(zh="关口未过", en="stopped at the gate"),
    "broken": Words(zh="出错", en="broken"),
    "locked": Words(zh="正由另一进程处理", en="being run by another process"),
    "absent": Words(zh="没有当年文件夹", en="without a folder for the year"),
}
# From data/runs/batch/<year> to the workspace.
_UP = "../../../../"


def folder_of(workspace: Workspace, year: int) -> Path:
    """Where the summary of that year's batches lies."""
    return workspace.root / "data" / "runs" / "batch" / str(year)


def write_summary(workspace: Workspace, year: int, facts: Facts, lang: str) -> tuple[Facts, Path]:
    """Writes summary.json and summary.html, and returns the content of the one and the place of the other.

    `facts` are year, at, seconds, offices (their lines), remaining (offices whose turn never came). Raises CannotWrite.
    """
    folder = folder_of(workspace, year)
    counts = Counter(line["state"] for line in facts["offices"])
    whole = {**facts, "states": {state: counts[state] for state in STATES}, "engines": engines(facts["offices"])}
    put(folder / "summary.json", (json.dumps(whole, ensure_ascii=False, indent=1) + "\n").encode())
    put(folder / "summary.html", page(whole, lang).encode())
    return whole, folder / "summary.html"


def engines(lines: Iterable[Facts]) -> Facts:
    """What came of running the rules in both engines: in how many offices, on how many rules, and where they differ."""
    compared = [line for line in lines if "engines" in line]
    return {
        "offices": len(compared),
        "agree": sum(line["engines"].get("agree", 0) for line in compared),
        "left": sum(len(line["engines"].get("left", ())) for line in compared),
        "differ": {line["office"]: line["engines"]["differ"] for line in compared if line["engines"].get("differ")},
        "failed": {line["office"]: line["engines"]["error"] for line in compared if "error" in line["engines"]},
    }


def page(facts: Facts, lang: str) -> str:
    """summary.html: a page of its own that fetches nothing, what needs a hand first."""
    year, lines = facts["year"], facts["offices"]
    title = said(lang, f"{year}年年报批量生成结果", f"Reviews of {year}: what came of the batch")
    of = {state: [line for line in lines if line["state"] == state] for state in STATES}
    body = joined([
        element("h1", title), element("p", counted(facts, lang)), element("p", _cost(facts, lang)), _engines(facts["engines"], lang),
        _gate(of["gate"], year, lang), _broken(of["broken"] + of["locked"], lang), _left(of["absent"], facts["remaining"], lang),
        _passed(of["done"] + of["unchanged"], year, lang),
    ])  # fmt: skip
    return document(title, lang, element("main", body, "checks"))


def counted(facts: Facts, lang: str) -> str:
    """How many offices came to which end, in a sentence."""
    states, total = facts["states"], sum(facts["states"].values())
    told = [(words, states[state]) for state, words in STATES.items() if states[state]]
    zh = "：".join([f"{total}个单位", *(["，".join(f"{words.zh}{count}个" for words, count in told)] if told else [])]) + "。"
    en = ": ".join([f"{total} offices", *([", ".join(f"{count} {words.en}" for words, count in told)] if told else [])]) + "."
    if left := len(facts["remaining"]):
        zh += f"批次已中断，还有{left}个没有运行：再运行一次同样的命令，只做其余的。"
        en += f" The batch was cut short, and {left} were not run: the same command again does the rest only."
    return said(lang, zh, en)


def _cost(facts: Facts, lang: str) -> str:
    seconds = round(facts["seconds"])
    took = said(lang, f"用时{seconds // 60}分{seconds % 60}秒", f"It took {seconds // 60} min {seconds % 60} s")
    most = max((line.get("memory_mb") or 0 for line in facts["offices"]), default=0)
    memory = said(lang, f"；一个工作进程连同它的内核最多占用{most} MB", f"; a worker with its kernel held at most {most} MB") if most else ""
    return took + memory + said(lang, "。", ".")


def _engines(found: Facts, lang: str) -> Markup:
    """Whether the compiled rules and Great Expectations find the same."""
    if not found["offices"]:
        told = said(lang, "抽样的单位没有重新核对，未比较两种规则引擎。", "No office of the sample was checked anew, so the two engines were not compared.")
        return element("p", told)
    differing = sum(len(rules) for rules in found["differ"].values())
    both = found["agree"] + differing
    parts: list[Cell] = [element("p", said(
        lang,
        f"抽取{found['offices']}个单位，同时用编译的规则和 Great Expectations 核对：{both}项结果中{found['agree']}项一致，另有{found['left']}项只由后者核对。",
        f"The rules of {found['offices']} offices were run both compiled and in Great Expectations: they agree on {found['agree']} of {both} "
        f"outcomes; {found['left']} more are left to the latter alone.",
    ))]  # fmt: skip
    told = [f"{office}: {listed(rules, lang)}" for office, rules in found["differ"].items()]
    told += [f"{office}: {error}" for office, error in found["failed"].items()]
    if told:
        parts += [element("p", said(lang, "不一致或没有比成的：", "Where they differ, or could not be compared:")), items(told)]
    return joined(parts)


def _gate(lines: list[Facts], year: int, lang: str) -> Cell:
    if not lines:
        return EMPTY
    heads = [Column(said(lang, "单位", "Office")), Column(said(lang, "未满足的严重规则", "Critical rules that failed")), Column(said(lang, "所在文件和行", "Files and rows"))]
    rows: list[Row] = [
        [_name(line, lang), _rules(line, lang), _link(f"data/checked/{line['office']}/{year}/checks.html", said(lang, "核对结果", "the checks"))]
        for line in lines
    ]  # fmt: skip
    return table(said(lang, f"关口未过（{len(lines)}个）", f"Stopped at the gate ({len(lines)})"), heads, rows, css="checks-table stacked")


def _rules(line: Facts, lang: str) -> Markup:
    return joined(
        element("p", joined([element("span", rule["says"][lang], "rule"), element("span", rule["rule"], "law")], " ")) for rule in line["stopped_by"]
    )


def _broken(lines: list[Facts], lang: str) -> Cell:
    if not lines:
        return EMPTY
    heads = [Column(said(lang, "单位", "Office")), Column(said(lang, "原因", "Why")), Column(said(lang, "退出码", "Exit code"), True)]
    rows: list[Row] = [[_name(line, lang), line["error"], str(line["exit_code"])] for line in lines]
    return table(said(lang, f"出错和正由另一进程处理的（{len(lines)}个）", f"Broken, or being run by another process ({len(lines)})"), heads, rows, css="checks-table stacked")


def _left(absent: list[Facts], remaining: list[str], lang: str) -> Markup:
    told = [(said(lang, "没有当年文件夹的：", "Without a folder for the year: "), [line["office"] for line in absent])]
    told += [(said(lang, "没有运行的：", "Not run: "), remaining)]
    return joined(element("p", what + listed(offices, lang)) for what, offices in told if offices)


def _passed(lines: list[Facts], year: int, lang: str) -> Cell:
    if not lines:
        return EMPTY
    caption = said(lang, f"已生成和没有变化的（{len(lines)}个）", f"Written or unchanged ({len(lines)})")
    heads = [
        Column(said(lang, "单位", "Office")), Column(said(lang, "结果", "Outcome")), Column(said(lang, "运行的步骤", "Steps run")),
        Column(said(lang, "核对不符/总数（项）", "Checks failed/all"), True), Column(said(lang, "用时（秒）", "Seconds"), True),
        Column(said(lang, "内存（MB）", "Memory (MB)"), True),
    ]  # fmt: skip
    rows = (_outcome(line, year, lang) for line in lines)
    folded = Markup('<details class="passed"><summary><span class="fold">{}</span></summary>{}</details>')
    return folded.format(caption, table(caption, heads, rows, css="passed-table stacked"))


def _outcome(line: Facts, year: int, lang: str) -> Row:
    counts = line.get("counts") or {}
    steps = listed([STEPS[step].of(lang) for step in line["steps"]], lang)
    state = STATES[line["state"]].of(lang)
    return [
        _name(line, lang), _link(f"reviews/{line['office']}/{line['review']}/review.html", state), steps or "—",
        f"{counts.get('fail', 0) + counts.get('waived', 0)}/{sum(counts.values())}" if counts else "—", f"{line['seconds']:.1f}",
        str(line.get("memory_mb") or "—"),
    ]  # fmt: skip


def _name(line: Facts, lang: str) -> Markup:
    name = (line.get("name") or {}).get(lang)
    return joined([element("span", name, "rule"), element("span", line["office"], "law")], " ") if name else element("span", line["office"], "rule")


def _link(path: str, words: str) -> Markup:
    return Markup('<a href="{}">{}</a>').format(_UP + path, words)
