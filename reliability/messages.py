"""Every error as somebody who provokes it reads it: the whole text, in both languages, against what was written down."""

from __future__ import annotations

import time
from collections import Counter
from pathlib import Path

from tests.messages.provoking import FAMILIES, Case, all_cases, goldens, tell

from reliability.outcome import Outcome

TITLE = ("错误和警告的说明：由真实的文件和命令引出，中英文逐字核对", "Messages: provoked by real files and commands, compared word for word in Chinese and English")
_NAMED = {
    "usage": ("用法", "wrong usage"), "years": ("打开的年份", "an opened year"), "settings": ("设定", "settings"), "tables": ("表的 YAML", "YAML of tables"),
    "records": ("原始文件", "raw files"), "splits": ("拆分", "splitting"), "reports": ("报告和退回稿", "reports and returned drafts"), "publishing": ("发布", "publishing"),
    "outputs": ("结果", "outputs"), "kernels": ("笔记本和进程", "notebooks and workers"), "systems": ("其他程序", "other programs"), "warnings": ("警告和提示", "warnings"),
}  # fmt: skip


def measure(folder: Path) -> list[Outcome]:
    """For each family of cases how many texts (Chinese and English) are as written down; `folder` takes their workspaces."""
    written, cases = goldens(), all_cases()
    return [_tried([case for case in cases if case.family == family], folder, written) for family in FAMILIES]


def _tried(cases: list[Case], folder: Path, written: dict) -> Outcome:
    ended: Counter[str] = Counter()
    longest, classes = 0.0, set()
    for case in cases:
        place = folder / str(case)
        place.mkdir()
        began = time.monotonic()
        said, wanted = tell(case, place), written[str(case)]
        longest = max(longest, time.monotonic() - began)
        classes.add(said.error)
        for lang in ("zh", "en"):
            same = getattr(said, lang) == getattr(wanted, lang) and (said.error, said.exit) == (wanted.error, wanted.exit)
            ended["相同" if same else "不同"] += 1
    zh, en = _NAMED[cases[0].family]
    told = (f"{len(cases)} 条", f"{len(cases)} texts") if cases[0].family == "warnings" else (f"{len(classes)} 类错误", f"{len(classes)} classes of errors")
    title = f"{zh}：{told[0]}", f"{en}: {told[1]}"
    return Outcome(*title, cases=sum(ended.values()), faults=ended["不同"], ended={word: count for word, count in ended.items() if count}, seconds=longest)
