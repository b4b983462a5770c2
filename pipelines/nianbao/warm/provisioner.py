"""Starts kernels from the warm process for whoever asks Jupyter for the kernel `nianbao`."""

from __future__ import annotations

import asyncio
import json
import os
import re
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from jupyter_client.connect import KernelConnectionInfo
from jupyter_client.provisioning import LocalProvisioner

from nianbao.warm.door import PATIENCE, NoWarmProcess, connect, unavailable
from nianbao.words import Words, message_language

# The kernelspec `nianbao`, as it is also installed below share/jupyter/kernels.
SPEC = Path(__file__).with_name("kernelspec")
_STOCK = ["-m", "ipykernel_launcher"]
# What a kernel may be asked to start with; any more is left to the stock one.
_OPTIONS = {"cwd", "env", "extra_arguments", "kernel_id", "stderr", "stdout"}
_told: set[Words] = set()
_UMASK = re.compile(r"^Umask:\s*(\d+)", re.M)
_LONGEST = 4096
_STEP = 0.005


class WarmProvisioner(LocalProvisioner):
    """Jupyter's own provisioner, but for where its process comes from. Where there is no fork the stock kernel serves."""

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> KernelConnectionInfo:
        try:
            self.process = await _forked(cmd, kwargs)
        except (NoWarmProcess, OSError) as error:
            why = error.why if isinstance(error, NoWarmProcess) else Words(zh=str(error), en=str(error))
            self._tell(why)
            return await super().launch_kernel(cmd, **kwargs)
        self.pid, self.pgid, self.cwd = self.process.pid, None, kwargs.get("cwd", Path.cwd())
        return self.connection_info

    async def shutdown_requested(self, restart: bool = False) -> None:
        """A warm kernel is gone long before the tenth of a second after which Jupyter looks for the first time."""
        await super().shutdown_requested(restart)
        await self._gone(1)

    async def kill(self, restart: bool = False) -> None:
        await super().kill(restart)
        await self._gone(1)

    async def _gone(self, seconds: float) -> None:
        end = time.monotonic() + seconds
        while self.process and self.process.poll() is None and time.monotonic() < end:
            await asyncio.sleep(_STEP)

    def _tell(self, why: Words) -> None:
        """Once a process: the next kernel will be no faster."""
        if why in _told:
            return
        _told.add(why)
        zh = f"不用预热内核（{why.zh}），改用普通内核，启动较慢。"
        en = f"No warm kernel ({why.of('en')}): the stock kernel is used, which starts more slowly."
        self.log.warning(zh if message_language() == "zh" else en)


class Process:
    """A forked kernel, to Jupyter as a `subprocess.Popen`."""

    stdin = stdout = stderr = None

    most_held = 0  # kilobytes of memory: of all that were started here, what the largest held, with what it shares

    def __init__(self, connection: socket.socket, pid: int) -> None:
        self.pid = pid
        self.returncode: int | None = None
        self._connection = connection

    def poll(self) -> int | None:
        """Its exit code, or None while it lives."""
        return self._told(socket.MSG_DONTWAIT)

    def wait(self) -> int | None:
        """Its exit code, waited for."""
        if self.returncode is None:
            self._connection.setblocking(True)
        return self._told(0)

    def send_signal(self, signum: int) -> None:
        """To the kernel's process group; the keeper knows whether it is still there."""
        if self.poll() is None:
            with suppress(OSError):
                self._connection.send(str(int(signum)).encode())

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)

    def terminate(self) -> None:
        self.send_signal(signal.SIGTERM)

    def _told(self, flags: int) -> int | None:
        if self.returncode is None:
            try:
                told = self._connection.recv(_LONGEST, flags)
            except BlockingIOError:
                return None
            except OSError:
                told = b""
            # No word: the keeper was killed, and the kernel with it.
            found = json.loads(told) if told else {"exit": -signal.SIGKILL, "held": 0}
            self.returncode, Process.most_held = found["exit"], max(found["held"], Process.most_held)
            self._connection.close()
        return self.returncode


async def _forked(cmd: list[str], kwargs: dict[str, Any]) -> Process:
    """Raises NoWarmProcess, OSError."""
    if why := unavailable() or _unknown(cmd, kwargs):
        raise NoWarmProcess(why)
    python, environment = cmd[0], dict(kwargs.get("env") or os.environ)
    asked = {"argv": cmd[3:], "env": environment, "cwd": str(kwargs.get("cwd") or Path.cwd()), **_inherited()}
    for _ in range(3):
        connection = await connect(python, environment)
        try:
            with _streams(kwargs) as streams:
                socket.send_fds(connection, [json.dumps(asked).encode()], streams)
            if told := await _reply(connection):
                return Process(connection, json.loads(told)["pid"])
        except ConnectionError:
            pass
        except BaseException:
            connection.close()
            raise
        connection.close()  # it has just ended, for idleness or for an edit of the code: ask again
    raise NoWarmProcess(Words(zh="预热进程没有回应", en="the warm process does not answer"))


def _inherited() -> dict[str, Any]:
    """What a child of this process would have from it, and a child of the warm process has not."""
    import resource

    umask = int(_UMASK.search(Path("/proc/self/status").read_text())[1], 8)
    names = [name for name in dir(resource) if name.startswith("RLIMIT_")]
    return {"umask": umask, "limits": {name: resource.getrlimit(getattr(resource, name)) for name in names}}


def _unknown(cmd: list[str], kwargs: dict[str, Any]) -> Words | None:
    """What only the stock kernel can be asked for."""
    if cmd[1:3] != _STOCK:
        return Words(zh="命令不是 ipykernel 的", en="the command is not ipykernel's")
    odd = sorted(kwargs.keys() - _OPTIONS)
    if odd or subprocess.PIPE in (kwargs.get("stdout"), kwargs.get("stderr")):
        return Words(zh=f"不支持选项 {'、'.join(odd) or 'PIPE'}", en=f"the option {', '.join(odd) or 'PIPE'} is not known")
    return None


@contextmanager
def _streams(kwargs: dict[str, Any]) -> Iterator[list[int]]:
    """The kernel's stdin, stdout and stderr as `Popen` would give them, for as long as it takes to send them."""
    with Path(os.devnull).open("r+b") as nothing:
        found = [nothing.fileno()]
        for name, own in (("stdout", 1), ("stderr", 2)):
            told = kwargs.get(name)
            if told is None:
                found.append(own)
            elif told == subprocess.DEVNULL:
                found.append(nothing.fileno())
            elif told == subprocess.STDOUT:
                found.append(found[1])
            else:
                found.append(told if isinstance(told, int) else told.fileno())
        yield found


async def _reply(connection: socket.socket) -> bytes:
    """The keeper's first word; empty where it has ended without one."""
    connection.setblocking(False)
    return await asyncio.wait_for(asyncio.get_running_loop().sock_recv(connection, _LONGEST), PATIENCE)
