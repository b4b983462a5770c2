"""The most memory that a command and all that it starts hold at once."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import psutil

_EVERY = 0.5  # seconds


@dataclass(frozen=True)
class Held:
    """How the command ended; `megabytes` is the most that its processes held together, shared pages counted once (PSS, Linux)."""

    code: int
    megabytes: float
    seconds: float
    err: str


def held(command: Sequence[object], cwd: Path, env: Mapping[str, str], nice: int = 0) -> Held:
    """Runs the command, and looks twice a second. The warm process, which is nobody's child, is known by its XDG_RUNTIME_DIR, which `env` must set."""
    mark, most, began = env["XDG_RUNTIME_DIR"], 0.0, time.monotonic()
    with (cwd / "stderr").open("w+", encoding="utf-8") as err:
        process = subprocess.Popen([str(word) for word in command], cwd=cwd, env=dict(env), stdout=subprocess.DEVNULL, stderr=err, preexec_fn=lambda: os.nice(nice))
        known: dict[int, bool] = {}
        while process.poll() is None:
            most = max(most, sum(_share(pid) for pid in psutil.pids() if _is_of(pid, mark, known)))
            time.sleep(_EVERY)
        err.seek(0)
        return Held(process.returncode, most / 2**20, time.monotonic() - began, err.read())


def _is_of(pid: int, mark: str, known: dict[int, bool]) -> bool:
    if pid not in known:
        try:
            known[pid] = psutil.Process(pid).environ().get("XDG_RUNTIME_DIR") == mark
        except psutil.Error:
            return False
    return known[pid]


def _share(pid: int) -> int:
    try:
        return int(psutil.Process(pid).memory_full_info().pss)
    except psutil.Error:
        return 0
