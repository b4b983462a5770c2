"""Stands between the warm process and one kernel: starts it, passes signals on, and ends it with everything it has started.

The kernel is to live as long as three others: its own process, the client's connection, and the warm process.
What it starts is adopted by the keeper when it is orphaned, so that nothing of it is left when the keeper ends.
"""

from __future__ import annotations

import ctypes
import json
import os
import select
import signal
import socket
import struct
from contextlib import suppress
from pathlib import Path
from typing import Any, NoReturn

_SET_PDEATHSIG, _SET_NAME, _SET_CHILD_SUBREAPER = 1, 15, 36
_KEEPER, _KERNEL = b"nianbao-keeper", b"nianbao-kernel"
_LONGEST = 1 << 20


def keep(connection: socket.socket, server: int) -> NoReturn:
    """Runs in a process of its own, from the fork to the kernel's end; the kernel is its child.

    The client asks by one message, `{"argv", "env", "cwd", "umask", "limits"}` with the kernel's stdin, stdout and stderr; it is told
    `{"pid"}`, later `{"exit"}` with the kilobytes that it `held` at most; what it sends after that is the number of a signal.
    """
    prctl(_SET_NAME, _KEEPER)
    prctl(_SET_CHILD_SUBREAPER, 1)
    alive = os.pidfd_open(server)
    if os.getppid() != server:
        os._exit(1)
    with suppress(OSError):
        asked, streams, _, _ = socket.recv_fds(connection, _LONGEST, 3)
        if asked:
            _keep(connection, alive, json.loads(asked), streams)
    os._exit(0)


def _keep(connection: socket.socket, alive: int, asked: dict[str, Any], streams: list[int]) -> None:
    keeper = os.getpid()
    kernel = os.fork()
    if kernel == 0:
        prctl(_SET_NAME, _KERNEL)
        prctl(_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != keeper:
            os._exit(1)
        os.setsid()
        connection.close()
        os.close(alive)
        from nianbao.warm.kernel import become

        become(asked, streams)
    for stream in streams:
        os.close(stream)
    with suppress(OSError):  # the client is gone already
        connection.send(json.dumps({"pid": kernel}).encode())
        _watch(connection, alive, kernel)
    with suppress(ProcessLookupError):
        _signal(kernel, signal.SIGKILL)  # not waited for yet, its number is still its own
    _, status, used = os.wait4(kernel, 0)
    _sweep()
    connection.send(json.dumps({"exit": os.waitstatus_to_exitcode(status), "held": used.ru_maxrss}).encode())


def _watch(connection: socket.socket, alive: int, kernel: int) -> None:
    """Returns when the kernel, its client or the warm process is gone."""
    ended = os.pidfd_open(kernel)
    others = [ended, alive, *_client(connection)]
    poll = select.poll()
    for watched in (connection.fileno(), *others):
        poll.register(watched, select.POLLIN)
    while True:
        ready = {number for number, _ in poll.poll()}
        if not ready.isdisjoint(others):
            return
        signum = connection.recv(_LONGEST)
        if not signum:
            return
        _signal(kernel, int(signum))


def _client(connection: socket.socket) -> list[int]:
    """The client's process: its connection may be held open by what it has forked."""
    pid, _, _ = struct.unpack("3i", connection.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, struct.calcsize("3i")))
    try:
        return [os.pidfd_open(pid)]
    except OSError:  # gone already, or in a container of its own
        return []


def _signal(kernel: int, signum: int) -> None:
    """To the kernel's group, as Jupyter's own provisioner sends it; just after the fork there is none yet."""
    try:
        os.killpg(kernel, signum)
    except ProcessLookupError:
        os.kill(kernel, signum)


def _sweep() -> None:
    """What the kernel has started and left, in whatever group or session, has become a child of this process. A warm process is
    left alone: a `nianbao run` in this kernel has started it, runs elsewhere have kernels of it, and it ends by itself."""
    own = os.getpid()
    children = Path(f"/proc/{own}/task/{own}/children")
    while left := [child for child in children.read_text().split() if not _is_warm(child)]:
        for child in left:
            with suppress(ProcessLookupError):
                os.kill(int(child), signal.SIGKILL)
        with suppress(ChildProcessError):
            os.waitpid(int(child), 0)


def _is_warm(process: str) -> bool:
    """What is forked from one has its command line, and in a kernel another name."""
    folder = Path("/proc", process)
    with suppress(OSError):
        return b"\0-m\0nianbao.warm\0" in (folder / "cmdline").read_bytes() and (folder / "comm").read_bytes().strip() not in (_KEEPER, _KERNEL)
    return False


def prctl(option: int, value: int | bytes) -> None:
    ctypes.CDLL(None).prctl(option, value, 0, 0, 0)
