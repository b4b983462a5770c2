"""docs/reliability.md, from what each part has found; a part tried anew replaces its own lines."""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from reliability.outcome import Outcome

ROOT = Path(__file__).parents[1]
_STORE, _PAGE = Path(__file__).with_name("results.json"), ROOT / "docs" / "reliability.md"

# In the order of the page. Each is a module with `TITLE` (Chinese, English) and `measure(folder) -> list[Outcome]`, which may write into the folder.
PARTS = ("properties", "damaged", "hostile_text", "personal", "crashes", "sameness", "load", "batch", "supply", "messages")
# How a case can end, as Outcome.ended names it, in English.
ENDED = {
    "读入": "read", "隔离": "quarantined", "一条说明": "one clear error", "关口": "stopped at the gate", "相同": "the same", "不同": "different", "完好": "intact",
    "成立": "held", "不成立": "did not hold", "未出现": "not found", "出现": "found", "完成": "finished", "拒绝": "refused", "未核对": "not checked",
}  # fmt: skip


def keep(name: str, title: tuple[str, str], outcomes: Sequence[Outcome]) -> None:
    """Writes the part's lines (`title` in Chinese and English), then the page anew."""
    known = json.loads(_STORE.read_text("utf-8")) if _STORE.exists() else {}
    known[name] = {"at": datetime.now(UTC).date().isoformat(), "machine": _machine(), "title": title, "outcomes": [asdict(one) for one in outcomes]}
    known = {part: known[part] for part in PARTS if part in known}
    _STORE.write_text(json.dumps(known, ensure_ascii=False, indent=1) + "\n", "utf-8")
    _PAGE.write_text(page(known), "utf-8")


def page(known: dict[str, Any]) -> str:
    """The whole page, Chinese first."""
    return "\n".join([
        "# 可靠性 · Reliability", "",
        "由 `make reliability` 试出并写成（`make reliability PART=damaged` 只做一项）；怎样防范，见 [SECURITY.md](../SECURITY.md)。", "",
        "“不应有的结果”应当是 0。“一条说明”指以一句写明原因和办法的话结束；“最大内存”是一个进程占用最多时的，“最长一例”是用时最长的一例；没有量的写“–”。测试的日期在各表之下。", "",
        *_tables(known, 0, ("试什么", "例数", "结果", "不应有的结果", "最大内存", "最长一例")),
        "## In English", "",
        "Tried and written by `make reliability` (`PART=damaged` for one part); [SECURITY.md](../SECURITY.md) says what guards against it.", "",
        "What ended wrongly should be 0. “One clear error” is a sentence that says why and what to do; peak memory is the most that one process held, and the "
        "longest case is told in seconds; – was not measured. Each table is followed by the day on which it was measured.", "",
        *_tables(known, 1, ("what was tried", "cases", "how they ended", "wrongly", "peak memory", "longest case")),
        "## 机器 · Machine", "",
        *dict.fromkeys(f"- {part['machine']}" for part in known.values()),
    ]) + "\n"  # fmt: skip


def _tables(known: dict[str, Any], language: int, heads: Sequence[str]) -> list[str]:
    lines = []
    for part in known.values():
        lines += [f"### {part['title'][language]}", "", f"| {' | '.join(heads)} |", "|---|---:|---|---:|---:|---:|"]
        for one in part["outcomes"]:
            ended = ("；", "; ")[language].join(f"{_word(word, language)} {count:,}" for word, count in one["ended"].items() if count) or "–"
            memory = "–" if one["megabytes"] is None else f"{one['megabytes']:.0f} MB"
            seconds = "–" if one["seconds"] is None else f"{one['seconds']:.1f} s"
            lines.append(f"| {one[('zh', 'en')[language]]} | {one['cases']:,} | {ended} | {one['faults']:,} | {memory} | {seconds} |")
        lines += ["", part["at"], ""]
    return lines


def _word(word: str, language: int) -> str:
    return ENDED[word] if language else word


def _machine() -> str:
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return f"{len(os.sched_getaffinity(0))} × {platform.machine()}, {memory:.0f} GiB, {platform.system()}, Python {platform.python_version()}"
