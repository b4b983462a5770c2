"""Offices larger than any town's. LOAD_ROWS, LOAD_XLSX_ROWS and LOAD_FILES hold other sizes."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

from tests.hostile.large import many_files, one_file

from reliability.memory import Held, held
from reliability.outcome import Outcome

TITLE = ("很大的单位（内存为所有进程合计）", "Large offices (memory of all processes together)")
_ROWS = {"csv": int(os.environ.get("LOAD_ROWS", "1000000")), "xlsx": int(os.environ.get("LOAD_XLSX_ROWS", "1000000"))}
_FILES = int(os.environ.get("LOAD_FILES", "200"))
# What no office of a million petitions may hold, all its processes together.
_MOST = 4096


def measure(folder: Path) -> list[Outcome]:
    """A register as CSV and as xlsx, and a year of many files."""
    found = [_register(folder / kind, kind) for kind in _ROWS]
    ran = _run(many_files(folder / "files", _FILES, 200))
    found.append(_outcome(f"{_FILES} 个文件的单位，每个 200 件信访", f"an office of {_FILES} files, 200 petitions each", ran))
    return found


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
