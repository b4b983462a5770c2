"""Offices and batches larger than any town's. LOAD_ROWS, LOAD_XLSX_ROWS, LOAD_FILES and LOAD_OFFICES hold other sizes."""

from __future__ import annotations

import os
import shutil
import sys
import time
from collections import Counter
from pathlib import Path

from tests.crash import planted
from tests.hostile.large import many_files, one_file

from reliability.memory import Held, held
from reliability.outcome import Outcome

TITLE = ("大量数据", "Load")
_ROWS = {"csv": int(os.environ.get("LOAD_ROWS", "1000000")), "xlsx": int(os.environ.get("LOAD_XLSX_ROWS", "1000000"))}
_FILES = int(os.environ.get("LOAD_FILES", "200"))
_OFFICES = int(os.environ.get("LOAD_OFFICES", "1000"))
# What no office of a million petitions may hold, all its processes together.
_MOST = 4096


def measure(folder: Path) -> list[Outcome]:
    """A register as CSV and as xlsx, a year of many files, and a batch of which one office in twenty is broken."""
    found = [_register(folder / kind, kind) for kind in _ROWS]
    ran = _run(many_files(folder / "files", _FILES, 200))
    found.append(_outcome(f"{_FILES} 个文件的单位，每个 200 件信访", f"an office of {_FILES} files, 200 petitions each", ran))
    shutil.rmtree(folder / "files")
    return [*found, _batch(folder / "batch")]


def _register(root: Path, kind: str) -> Outcome:
    ran = _run(one_file(root, _ROWS[kind], kind))
    shutil.rmtree(root)
    return _outcome(f"一个 {kind} 文件 {_ROWS[kind]:,} 件信访", f"{_ROWS[kind]:,} petitions in one {kind}", ran)


def _run(root: Path) -> Held:
    runtime = root / "runtime"
    runtime.mkdir(mode=0o700)
    env = os.environ | {"NIANBAO_KEY_FILE": str(root / "key"), "NIANBAO_LANG": "en", "XDG_RUNTIME_DIR": str(runtime)}
    found = held([sys.executable, "-m", "nianbao", "run", "office", 2023], root, env)
    shutil.rmtree(runtime)  # its warm process ends
    if found.code == 0 and not (root / "reviews/office/2023/review.pdf").exists():
        raise AssertionError("no review was written")
    return found


def _outcome(zh: str, en: str, ran: Held) -> Outcome:
    well = ran.code == 0 and ran.megabytes <= _MOST
    return Outcome(zh, en, 1, int(not well), {"完成" if ran.code == 0 else "一条说明": 1}, ran.megabytes, ran.seconds)


def _batch(root: Path) -> Outcome:
    """Each office is a case; the memory is the most that a worker and its largest kernel have held, the seconds those of the whole batch."""
    broken = planted.district(root, _OFFICES, max(_OFFICES // 20, 5))
    began = time.monotonic()
    came = planted.run(root)
    ended = Counter("完成" if line["exit_code"] == 0 else "一条说明" for line in came.lines.values())
    memory = max(line.get("memory_mb") or 0 for line in came.lines.values())
    bad = sum(kind != "sound" for kind in broken.values())
    return Outcome(
        f"{_OFFICES:,} 个单位一批，{bad} 个有毛病", f"a batch of {_OFFICES:,} offices, {bad} of them broken", _OFFICES, len(planted.wrong(broken, came)),
        dict(ended), memory, time.monotonic() - began,
    )  # fmt: skip
