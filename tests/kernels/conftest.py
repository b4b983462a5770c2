"""Kernels by the name that users give, and what the system knows of their processes."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil
import pytest
from jupyter_client.manager import KernelManager

from nianbao.warm import server

PACKAGE = Path(server.__file__).parents[1]
PATIENCE = 30


@dataclass(frozen=True)
class Kernel:
    """One kernel and a client of it."""

    manager: Any
    client: Any

    def run(self, source: str) -> tuple[str, list[dict[str, Any]]]:
        """What the cell printed, and what else it showed."""
        printed, shown = [], []

        def hear(message: dict[str, Any]) -> None:
            kind, content = message["msg_type"], message["content"]
            if kind == "stream":
                printed.append(content["text"])
            elif kind in ("display_data", "execute_result", "error"):
                shown.append(content)

        self.client.execute_interactive(source, timeout=PATIENCE, output_hook=hear)
        return "".join(printed).strip(), shown

    def number(self, source: str) -> int:
        return int(self.run(f"print(int({source}))")[0])

    @property
    def keeper(self) -> psutil.Process:
        return psutil.Process(self.number("__import__('os').getppid()"))


@contextmanager
def started(name: str = "nianbao", **options: Any) -> Iterator[Kernel]:
    manager = KernelManager(kernel_name=name)
    manager.start_kernel(**options)
    client = manager.client()
    client.start_channels()
    try:
        client.wait_for_ready(PATIENCE)
        yield Kernel(manager, client)
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)


@pytest.fixture(scope="session")
def warm(home) -> psutil.Process:
    """The session's warm process, once it has imported everything: who calls first gets a kernel with the first half."""
    with started():
        pass
    with started() as kernel:
        return kernel.keeper.parent()


@pytest.fixture
def kernel(warm) -> Iterator[Kernel]:
    with started() as kernel:
        yield kernel


@dataclass(frozen=True)
class Copy:
    """A copy of the package with a warm process of its own, which imports next to nothing."""

    folder: Path
    env: dict[str, str]

    def edit(self, value: int) -> None:
        (self.folder / "nianbao" / "edited.py").write_text(f"VALUE = {value}\n", "utf-8")

    def imports(self, *modules: str, later: str = "") -> None:
        """What its warm process imports besides a kernel's own, before the first kernel and after."""
        module = self.folder / "nianbao" / "warm" / "server.py"
        text = module.read_text("utf-8")
        begin, end = text.index("STAGES = ("), text.index("# Each of these")
        stages = [["ipykernel.kernelapp", "ipykernel.ipkernel", *modules], [later] if later else []]
        module.write_text(f"{text[:begin]}STAGES = ({stages})\nBEFOREHAND = ()\n\n{text[end:]}", "utf-8")

    def client(self, source: str) -> subprocess.Popen[str]:
        """A process that has `started` at hand and runs the source."""
        source = f"import os, sys, time\nfrom tests.kernels.conftest import started\n{source}"
        return subprocess.Popen([sys.executable, "-c", source], env=self.env, text=True, stdout=subprocess.PIPE)

    def processes(self) -> list[psutil.Process]:
        """The copy's warm processes, and what they have forked."""
        return [process for process in psutil.process_iter() if str(self.folder) in "".join(_command(process))]


@pytest.fixture
def copy(tmp_path) -> Iterator[Copy]:
    folder = tmp_path / "copy"
    shutil.copytree(PACKAGE, folder / "nianbao", ignore=shutil.ignore_patterns("__pycache__", "fonts"))
    path = os.pathsep.join([str(folder), str(Path(__file__).parents[2])])
    (tmp_path / "run").mkdir(mode=0o700)
    copied = Copy(folder, os.environ | {"PYTHONPATH": path, "XDG_RUNTIME_DIR": str(tmp_path / "run")})
    copied.edit(1)
    copied.imports("no_such_module", "nianbao.edited")
    yield copied
    shutil.rmtree(tmp_path / "run")  # the warm process looks for its socket, and ends
    eventually(lambda: not copied.processes())


def eventually(holds: Callable[[], Any], seconds: float = PATIENCE) -> None:
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, "it has not come about"
        time.sleep(0.02)


def is_gone(pid: int) -> bool:
    """Ended, or waiting to be counted as such."""
    try:
        return psutil.Process(pid).status() == psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return True


def _command(process: psutil.Process) -> list[str]:
    try:
        return [*process.cmdline(), process.environ().get("PYTHONPATH", "")]
    except psutil.Error:
        return []
