"""A lock that ends with the process that holds it: a file left over by one that was killed locks nothing."""

from __future__ import annotations

import os
import platform
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from nianbao.errors import CannotWrite, NianbaoError
from nianbao.errors.system import reason

_MOMENT = 2.0  # seconds


@contextmanager
def locked(file: Path, busy: Callable[[str], NianbaoError] | None = None) -> Iterator[None]:
    """Holds the lock for the block. Where another process holds it, raises `busy` of who that is and since when; without
    `busy` it waits. Raises CannotWrite."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(file, os.O_RDWR | os.O_CREAT, 0o644)
    except OSError as error:
        raise CannotWrite(path=file, problem=reason(error)) from None
    try:
        if not _take(handle, wait=busy is None) and busy and not _taken_soon(handle):
            raise busy(file.read_text("utf-8", "replace").strip() or "?")
        with suppress(OSError):  # a full disk holds no name: it is locked all the same
            os.truncate(handle, 0)
            os.write(handle, f"{platform.node()}:{os.getpid()} {datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}\n".encode())
        yield
    finally:
        os.close(handle)


def _taken_soon(handle: int) -> bool:
    """Whether the lock is ours within a moment: one who was killed lets go only when what it was just starting has ended too."""
    end = time.monotonic() + _MOMENT
    while time.monotonic() < end:
        time.sleep(_MOMENT / 20)
        if _take(handle, wait=False):
            return True
    return False


def _take(handle: int, wait: bool) -> bool:
    """Whether the lock is ours now; it is the system's, which takes it back when the file is closed by any end."""
    try:
        import fcntl
    except ImportError:  # Windows
        return _take_on_windows(handle, wait)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
    except BlockingIOError:
        return False
    return True


def _take_on_windows(handle: int, wait: bool) -> bool:
    import msvcrt

    try:
        # One byte far behind the text, so that who waits can read who holds it.
        os.lseek(handle, 1 << 20, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_LOCK if wait else msvcrt.LK_NBLCK, 1)
    except OSError:
        return False
    finally:
        os.lseek(handle, 0, os.SEEK_SET)
    return True


def holder(file: Path) -> str | None:
    """Who holds the lock and since when, without waiting for it; None where nobody does."""
    try:
        handle = os.open(file, os.O_RDWR)
    except OSError:
        return None
    try:
        return None if _take(handle, wait=False) else file.read_text("utf-8", "replace").strip() or "?"
    finally:
        os.close(handle)
