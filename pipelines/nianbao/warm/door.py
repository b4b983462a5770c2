"""The way to the warm process: its private socket, and how it is started where there is none."""

from __future__ import annotations

import os
import socket
import stat
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from nianbao.warm import key
from nianbao.words import Words

# Longer than any machine takes to import everything; shorter than anybody waits.
PATIENCE = 120.0
_STEP = 0.02


class NoWarmProcess(Exception):
    """It could not be reached or started; holds why, in both languages."""

    def __init__(self, why: Words) -> None:
        super().__init__(why.en)
        self.why = why


def unavailable() -> Words | None:
    """Why kernels cannot be forked here; None where they can."""
    if os.environ.get("NIANBAO_WARM") == "0":
        return Words(zh="已设 NIANBAO_WARM=0", en="NIANBAO_WARM=0 is set")
    if sys.platform != "linux" or not hasattr(os, "fork") or not hasattr(os, "pidfd_open") or not hasattr(socket, "SOCK_SEQPACKET"):
        return Words(zh="本机系统不能分出进程", en="this system has no fork to make them with")
    return None


def begin() -> None:
    """Starts the warm process where there is none, without waiting for it: what needs a kernel soon calls this first."""
    if unavailable() is not None:
        return
    try:
        with _folder() as (folder, path):
            _start(folder, path, _name(sys.executable, os.environ), sys.executable, os.environ)
    except (OSError, NoWarmProcess):
        pass  # the first kernel tries again and says why


async def connect(python: str, environment: Mapping[str, str]) -> socket.socket:
    """A connection to the warm process of this interpreter, environment and code. Raises NoWarmProcess, OSError."""
    import asyncio

    end, starts = time.monotonic() + PATIENCE, 0
    with _folder() as (folder, path):
        while time.monotonic() < end:
            # Asked for each time: who edits the code meanwhile gets a kernel of the new one.
            name = _name(python, environment)
            with suppress(FileNotFoundError, ConnectionRefusedError):
                return _reached(f"/proc/self/fd/{folder}/{name}.sock")
            starts += _start(folder, path, name, python, environment)
            if starts > 1:
                break
            await asyncio.sleep(_STEP)
        log = path / f"{name}.log"
        raise NoWarmProcess(Words(zh=f"预热进程没有起来，见 {log}", en=f"the warm process did not start, see {log}"))


def _reached(path: str) -> socket.socket:
    """The path goes by the folder's number, since a socket's may have 107 bytes and a folder's is as long as it is."""
    found = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    try:
        found.connect(path)
    except BaseException:
        found.close()
        raise
    return found


def _name(python: str, environment: Mapping[str, str]) -> str:
    return f"{key.place(python, environment)}-{key.code()}"


def _start(folder: int, path: Path, name: str, python: str, environment: Mapping[str, str]) -> bool:
    """Starts one, unless one is there or starting: it holds the lock as long as it lives."""
    import fcntl

    lock = os.open(f"{name}.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600, dir_fd=folder)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        own = {variable: value for variable, value in environment.items() if not variable.startswith("JPY_")}
        with (path / f"{name}.log").open("wb") as log:
            # The shell leaves it to init, which takes up what it leaves when it ends; whoever started it need not be there.
            subprocess.run(
                ["/bin/sh", "-c", '"$@" &', "sh", python, "-m", "nianbao.warm", str(path), name, str(lock)], env=own, cwd="/",
                pass_fds=[lock], stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True, check=True,
            )  # fmt: skip
        return True
    except BlockingIOError:
        return False
    finally:
        os.close(lock)


@contextmanager
def _folder() -> Iterator[tuple[int, Path]]:
    """The user's own folder of sockets, open: nobody else can have put anything into it. Raises NoWarmProcess."""
    runtime = Path(os.environ.get("XDG_RUNTIME_DIR") or tempfile.gettempdir())
    path = (runtime if runtime.is_dir() else Path(tempfile.gettempdir())) / f"nianbao-{os.geteuid()}"
    path.mkdir(mode=0o700, exist_ok=True)
    folder = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    try:
        found = os.fstat(folder)
        if found.st_uid != os.geteuid() or stat.S_IMODE(found.st_mode) & 0o077:
            raise NoWarmProcess(Words(zh=f"{path} 不是只有本人能用的文件夹", en=f"{path} is not a folder of yours alone"))
        yield folder, path
    finally:
        os.close(folder)
