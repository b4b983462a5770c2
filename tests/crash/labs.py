"""`nianbao lab` asked to end by SIGTERM: while it starts, and with a kernel that is new, idle, busy, or hears nothing, or never ends."""

from __future__ import annotations

import asyncio
import json
import os
import random
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.crash.states import leftovers
from tests.places import Place
from tornado.websocket import websocket_connect

from nianbao.running.lab import GRACE

# What the kernel is at when SIGTERM comes; None where it has just been started.
KERNELS = {
    "new": None, "idle": "", "busy": "while True: pass",
    "deaf": "import signal\nsignal.signal(signal.SIGINT, signal.SIG_IGN)\nsignal.signal(signal.SIGTERM, signal.SIG_IGN)\nwhile True: pass",
}  # fmt: skip
_NEVER = """
import asyncio
from jupyter_server.services.kernels.kernelmanager import AsyncMappingKernelManager

class Never(AsyncMappingKernelManager):
    async def shutdown_all(self, now=False):
        await asyncio.sleep(3600)

c.ServerApp.kernel_manager_class = Never
"""
_WITHIN, _TOKEN = GRACE + 10, "a"
_UNHEARD = (-signal.SIGTERM, "")  # Python itself had not begun


def ended_while_starting(place: Place, folder: Path, moments: int, took: float = 4.0, seed: int = 2026) -> list[list[str]]:
    """What is wrong after SIGTERM at so many moments of the first `took` seconds."""
    drawn, found = random.Random(seed), []
    for moment in [drawn.uniform(0.2, took) for _ in range(moments)]:
        with _served(place, folder) as (lab, _, log):
            time.sleep(moment)
            found.append(_wrong(place, folder, log, *_ended(lab)))
    return found


def ended_with_a_kernel(place: Place, folder: Path, kernel: str, twice: bool = False) -> list[str]:
    """What is wrong after SIGTERM, `twice` as `timeout` tells it, while somebody looks at a kernel that is at this."""
    with _served(place, folder) as (lab, address, log):
        _wait_for(f"{address}/api/status?token={_TOKEN}", lab, log)
        began = _new_kernel(address)["id"]
        window = f"{address}/api/kernels/{began}/channels?token={_TOKEN}".replace("http", "ws", 1)
        return _wrong(place, folder, log, *asyncio.run(_looked_at(window, KERNELS[kernel], lambda: _ended(lab, twice))))


def ended_while_kernels_never_end(place: Place, folder: Path) -> list[str]:
    """What is wrong after SIGTERM where Jupyter would wait for ever: the system ends it, and its kernel with it."""
    folder.mkdir()
    (folder / "never.py").write_text(_NEVER, "utf-8")
    with _served(place, folder, f"--config={folder / 'never.py'}") as (lab, address, log):
        _wait_for(f"{address}/api/status?token={_TOKEN}", lab, log)
        _new_kernel(address)
        code, took = _ended(lab)
    found = [] if code == -signal.SIGALRM and took > GRACE - 1 else [f"it ends with {code} after {took:.1f} s: {log.read_text('utf-8')[-2000:]}"]
    return found + leftovers(place)


async def _looked_at(address: str, code: str | None, end: Callable[[], tuple[int | None, float]]) -> tuple[int | None, float]:
    window = await websocket_connect(address)
    if code is not None:
        await _execute(window, code or "1", until="busy" if code else "idle")
    found = await asyncio.to_thread(end)
    while await asyncio.wait_for(window.read_message(), 60) is not None:  # up to the server's end
        pass
    window.close()
    return found


async def _execute(window: Any, code: str, until: str) -> None:
    header = {"msg_id": "1", "msg_type": "execute_request", "session": "s", "username": "", "date": "2024-01-01T00:00:00Z", "version": "5.3"}
    content = {"code": code, "silent": False, "store_history": False, "user_expressions": {}, "allow_stdin": False, "stop_on_error": True}
    await window.write_message(json.dumps({"header": header, "parent_header": {}, "metadata": {}, "content": content, "channel": "shell"}))
    while told := await asyncio.wait_for(window.read_message(), 60):
        message = json.loads(told)
        if message["parent_header"].get("msg_id") == "1" and message["content"].get("execution_state") == until:
            break
    await asyncio.sleep(0.3)  # what it was asked has begun


def _ended(lab: subprocess.Popen[bytes], twice: bool = False) -> tuple[int | None, float]:
    """Its exit code, None where it has none yet; and how long it took."""
    before = time.monotonic()
    for _ in range(1 + twice):
        lab.send_signal(signal.SIGTERM)
        time.sleep(0.05)
    try:
        return lab.wait(_WITHIN), time.monotonic() - before
    except subprocess.TimeoutExpired:
        return None, _WITHIN


def _wrong(place: Place, folder: Path, log: Path, code: int | None, took: float) -> list[str]:
    told = log.read_text("utf-8")
    if (code, told) == _UNHEARD:
        return []
    found = [] if code in (0, 143) and took < GRACE - 1 else [f"it ends with {code} after {took:.1f} s: {told[-2000:]}"]
    found += [f"{path.name} is left" for path in (folder / "jupyter").iterdir() if path.name.startswith(("kernel-", "jpserver-"))]
    return found + leftovers(place)


@contextmanager
def _served(place: Place, folder: Path, *more: str) -> Iterator[tuple[subprocess.Popen[bytes], str, Path]]:
    """The process, its address and its log; Jupyter's own files lie in folders below `folder`."""
    (folder / "jupyter").mkdir(parents=True, exist_ok=True)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    words = ["--no-browser", "--allow-root", f"--port={port}", "--ServerApp.port_retries=0", f"--IdentityProvider.token={_TOKEN}", *more]
    log = folder / "lab.log"
    own = {name: str(folder / name.lower()) for name in ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "IPYTHONDIR")}
    env = os.environ | own | {"NIANBAO_KEY_FILE": str(place.root / "key"), "JUPYTER_RUNTIME_DIR": str(folder / "jupyter")}
    with log.open("w") as out:
        lab = subprocess.Popen([sys.executable, "-m", "nianbao", "lab", "shangcang", "2023", *words], cwd=place.root, stdout=out, stderr=out, env=env)
    try:
        yield lab, f"http://127.0.0.1:{port}", log
    finally:
        lab.kill()
        lab.wait()


def _wait_for(address: str, lab: subprocess.Popen[bytes], log: Path) -> None:
    while True:
        assert lab.poll() is None, log.read_text("utf-8")
        try:
            return urllib.request.urlopen(address, timeout=5).close()
        except OSError:
            time.sleep(0.1)


def _new_kernel(address: str) -> dict[str, Any]:
    asked = urllib.request.Request(f"{address}/api/kernels?token={_TOKEN}", b'{"name": "nianbao"}', {"Content-Type": "application/json"})
    with urllib.request.urlopen(asked, timeout=150) as told:
        return json.load(told)
