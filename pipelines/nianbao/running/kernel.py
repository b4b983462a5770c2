"""The kernels that a run's notebooks run on: warm where they can be, by private sockets, quiet on the terminal."""

from __future__ import annotations

import logging
import os
import time
import uuid
from contextlib import suppress
from pathlib import Path
from queue import Empty
from typing import Any, ClassVar

from jupyter_client.asynchronous import AsyncKernelClient
from jupyter_client.kernelspec import KernelSpec
from jupyter_client.manager import AsyncKernelManager
from jupyter_core.paths import jupyter_runtime_dir

from nianbao.running.leftovers import new_address
from nianbao.warm.provisioner import SPEC, WarmProvisioner

# A socket's path may have 107 bytes; "/nianbao-<pid>-<hex>-ipc-N" comes behind its folder.
_SOCKET_PATH, _SOCKET_NAME = 107, 32


def kernel_manager(log: Path) -> Any:
    """Starts kernels whose own complaints, not those of cells, go to `log` instead of the user's terminal; those that it `made` clear up."""

    class Manager(AsyncKernelManager):
        made: ClassVar[list[Manager]] = []
        client_class = f"{__name__}.{Client.__name__}"
        # The package's own, installed or not; no command's history has a place in the user's.
        kernel_spec = KernelSpec.from_resource_dir(str(SPEC))
        ipykernel = True

        async def start_kernel(self, **options: Any) -> None:
            self.made.append(self)
            self.kernel_id = self.kernel_id or str(uuid.uuid4())
            # Without a file of its own its sockets would be `kernel-ipc-1` in the workspace, and two kernels would share them.
            self.connection_file = str(new_address())
            self.provisioner = WarmProvisioner(
                kernel_id=self.kernel_id, kernel_spec=self.kernel_spec, parent=self, log=logging.getLogger("nianbao")
            )
            with log.open("wb") as file:
                await super().start_kernel(stdout=file, stderr=file, **options)

        def clear_up(self) -> None:
            """Jupyter clears up after a kernel that has started; this also after one whose start was cut short."""
            if process := getattr(self.provisioner, "process", None):
                with suppress(OSError):
                    process.kill()
            self.cleanup_connection_file()
            self.cleanup_ipc_files()

    return Manager


class Client(AsyncKernelClient):
    """Jupyter's own waits a fifth of a second, after a kernel is ready, for what else it might say."""

    async def wait_for_ready(self, timeout: float | None = None) -> None:
        """Returns when the kernel has answered and what it shows is heard. Raises RuntimeError."""
        end = time.monotonic() + (timeout or float("inf"))
        asked = set()
        while time.monotonic() < end:
            asked.add(self.kernel_info())
            try:
                reply = await self.get_shell_msg(timeout=1)
                while not _is_idle(await self.get_iopub_msg(timeout=0.2), asked):
                    pass
            except Empty:  # not there yet, or it spoke before it was heard; on a busy machine it answers an earlier question
                if not await self.is_alive():
                    raise RuntimeError("Kernel died before replying to kernel_info") from None
                continue
            self._handle_kernel_info_reply(reply)
            return
        raise RuntimeError(f"Kernel didn't respond in {timeout} seconds")


def _is_idle(message: dict[str, Any], asked: set[str]) -> bool:
    """Whether the kernel has done one of the things that it was asked."""
    return message["parent_header"].get("msg_id") in asked and message["content"].get("execution_state") == "idle"


def transport() -> dict[str, Any]:
    """Private sockets where the system has them, instead of TCP ports that every user of the machine could read."""
    fits = len(os.fsencode(jupyter_runtime_dir())) + _SOCKET_NAME <= _SOCKET_PATH
    return {"KernelManager": {"transport": "ipc"}} if os.name == "posix" and fits else {}
