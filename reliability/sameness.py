"""Machines that differ, one difference at a time and all at once: the same records, the same bytes."""

from __future__ import annotations

import time
from pathlib import Path

from tests.crash.differences import ALL_AT_ONCE, DIFFERENCES, batched, left, made
from tests.places import small_workspace

from reliability.outcome import Outcome

TITLE = ("两台机器，相同的字节", "Two machines, the same bytes")
_CHINESE = {
    "east of the date line": "时区：基里蒂马蒂", "west of Greenwich": "时区：洛杉矶", "Chinese time": "时区：上海", "no locale": "语言环境：C", "ASCII alone": "语言环境：只有 ASCII",
    "UTF-8 alone": "语言环境：C.UTF-8", "Chinese in GB18030": "语言环境：zh_CN.GB18030", "Turkish": "语言环境：tr_TR.UTF-8", "another hash seed": "散列种子", "another user": "用户和主目录",
    "a strict umask": "umask 077", "a folder elsewhere": "工作区在别处（深层、中文、空格、引号）", "files in another order": "原始文件的创建次序和时间", "one thread": "只用一个线程",
    "the stock kernel": "普通内核", "the other engine": "另一种核对引擎", "all at once": "以上同时不同",
}  # fmt: skip


def measure(folder: Path) -> list[Outcome]:
    """The files of the results are the cases: HTML, PDF, Word, Excel, JSON, quarantine and clean tables, without what is of a run alone."""
    small = small_workspace(folder / "small")
    done = small.nianbao("run", "shangcang", 2023)
    assert done.code == 0, done.err
    expected, found = left(small), []
    for name, difference in [*DIFFERENCES.items(), ("all at once", ALL_AT_ONCE)]:
        began = time.monotonic()
        _, place = made(difference, small, folder / name.replace(" ", "-"))
        found.append(_outcome(_CHINESE[name], name, expected, left(place), time.monotonic() - began))
    one, three = (batched(small, folder / f"workers-{workers}", 4, workers) for workers in (1, 3))
    together = [{name: digest for office in offices for name, digest in office.items()} for offices in (one, three)]
    return [*found, _outcome("批量运行的工作进程数（1、3）", "workers of a batch (1, 3)", *together, None)]


def _outcome(zh: str, en: str, expected: dict[str, str], got: dict[str, str], seconds: float | None) -> Outcome:
    names = expected | got
    same = sum(expected.get(name) == got.get(name) for name in names)
    return Outcome(zh, en, len(names), len(names) - same, {"相同": same, "不同": len(names) - same}, seconds=seconds)
