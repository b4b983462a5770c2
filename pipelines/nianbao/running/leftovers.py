"""What runs that were killed have left: the next one of the same year removes it before it begins."""

from __future__ import annotations

import os
import re
import uuid
from contextlib import suppress
from pathlib import Path

from jupyter_core.paths import jupyter_runtime_dir

from nianbao.folders import is_alive, settle, sweep
from nianbao.work import Work

# A kernel's address, and the sockets beside it, named for the process that runs the notebook.
_ADDRESS = re.compile(r"nianbao-([0-9]+)-[0-9a-f]{8}(?:\.json|-ipc-[0-9]+)")


def clear_up(work: Work) -> None:
    """Swaps that were cut in two are undone; what nobody makes or listens at any more is removed."""
    for folder in (work.clean, work.checked, work.review):
        settle(folder)
    for folder in (work.runs, work.runs / "definitions"):
        sweep(folder)
    for path in Path(jupyter_runtime_dir()).glob("nianbao-*"):
        named = _ADDRESS.fullmatch(path.name)
        if named and (named[1] == str(os.getpid()) or not is_alive(named[1])):
            with suppress(OSError):
                path.unlink()


def new_address() -> Path:
    """Where a kernel is told how to be reached."""
    runtime = Path(jupyter_runtime_dir())
    runtime.mkdir(mode=0o700, parents=True, exist_ok=True)
    return runtime / f"nianbao-{os.getpid()}-{uuid.uuid4().hex[:8]}.json"
