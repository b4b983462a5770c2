"""What a try starts, waits for, and wants to have seen."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TypeVar

from offices import BUSY, STOPPED, TOLD, WELL, reviewed, tries

Found = TypeVar("Found")


@contextmanager
def serving(words: list[str | Path], log: Path, folder: Path | None = None) -> Iterator[None]:
    """A server in a session of its own, started from the folder, ended with all that it has started there; what it prints stands in `log`."""
    with log.open("wb") as out:
        process = subprocess.Popen(words, stdout=out, stderr=subprocess.STDOUT, cwd=folder, start_new_session=True)
    try:
        yield
    finally:
        for how, seconds in ((signal.SIGINT, 30), (signal.SIGTERM, 10), (signal.SIGKILL, 10)):
            with suppress(ProcessLookupError):
                os.killpg(process.pid, how)
            with suppress(subprocess.TimeoutExpired):
                process.wait(seconds)


def free_port() -> int:
    """A port of 127.0.0.1 that nobody listens on."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


def until(what: str, holds: Callable[[], Found], seconds: float = 900) -> Found:
    """What `holds` returns as soon as that is true; ends the try where it isn't within the time."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if found := holds():
            return found
        time.sleep(1)
    raise SystemExit(f"not within {seconds:.0f} s: {what}")


def until_locked(folder: Path) -> None:
    """Waits for a run to have found the year of BUSY locked."""
    until("a run has found the year locked", lambda: tries(folder, BUSY))


def require(what: str, holds: object) -> None:
    """Tells what was seen; ends the try where it was not."""
    print(f"{'seen' if holds else 'NOT SEEN'}: {what}", flush=True)
    if not holds:
        raise SystemExit(1)


def require_busy(folder: Path) -> None:
    require("locked (exit code 8), tried again, done", tries(folder, BUSY) == [8, 0] and reviewed(folder, BUSY))


def require_stopped(folder: Path, log: str) -> None:
    """`log` is the scheduler's own."""
    require("the gate closed (exit code 5), not tried again, no review", tries(folder, STOPPED) == [5] and not reviewed(folder, STOPPED))
    require(f"its log says {TOLD}", TOLD in log)


def require_well(folder: Path) -> None:
    require("a review that proves whole", set(tries(folder, WELL)) == {0} and reviewed(folder, WELL))
