"""SIGTERM, by which a timer, systemd or `kill` asks a process to end, ends it as Ctrl-C does: what it holds and has started is given back."""

from __future__ import annotations

import os
import signal
import sys
import time
from contextlib import suppress
from typing import Any, NoReturn

INTERRUPTED, ENDED = 130, 143
# `timeout` and systemd tell the process and its group, that is twice; what is cleared up at the first word is not cut short by the second.
_DEAF = 10.0
_asked_at: float | None = None


class Ended(KeyboardInterrupt):
    """Raised where SIGTERM comes in. What is no KeyboardInterrupt, an event loop would keep to itself."""


def end_at_sigterm() -> None:
    """From now on SIGTERM raises Ended in the main thread, which has to be the one that calls this."""
    signal.signal(signal.SIGTERM, end)


def exit_code(error: BaseException) -> int:
    """What a process ends with that was interrupted or asked to end; 1, a fault of ours, for all else."""
    if not isinstance(error, KeyboardInterrupt):
        return 1
    return ENDED if asked() else INTERRUPTED


def asked() -> bool:
    """Whether this process was asked to end: libraries turn the exception into others of their own."""
    return _asked_at is not None


def leave(code: int) -> NoReturn:
    """Ends the process where it was interrupted. A thread that is just importing a library is not waited for, since it may wait for a lock
    of the import that was cut short; and by Python's own end the library would take the process down with it."""
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):
            stream.flush()
    os._exit(code)


def end(signum: int, frame: Any) -> None:
    """What is done at SIGTERM. Raises Ended, but for a while not again."""
    global _asked_at
    now = time.monotonic()
    if _asked_at is not None and now - _asked_at < _DEAF:
        return
    _asked_at = now
    raise Ended
