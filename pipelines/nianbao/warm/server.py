"""The warm process: imports, then forks. One thread, no event loop; no DuckDB connection, no Arrow pool, no GX context."""

from __future__ import annotations

import gc
import importlib
import os
import select
import signal
import socket
import sys
import time
import traceback
from pathlib import Path

from nianbao.startup import skip_iri_grammar
from nianbao.warm import keeper, key

# Seconds without a kernel after which it ends.
IDLE = 600.0
_TICK = 2.0

# By name, so that no layer is crossed. `matplotlib_inline.backend_inline` is never among them: imported before there is a
# shell it loses every plot. The first are what 1_clean needs; who waits by then is served before the others.
STAGES = (
    (
        "ipykernel.kernelapp", "ipykernel.ipkernel", "ipykernel.debugger", "IPython.core.completerlib", "IPython.core.debugger",
        "IPython.core.logger", "IPython.core.oinspect", "IPython.extensions.storemagic", "psutil", "tornado.platform.asyncio",
        "pandas", "pyarrow.pandas_compat", "pyarrow.parquet", "duckdb", "chinese_calendar", "python_calamine", "xlrd", "yaml",
        "platformdirs", "nianbao.cleaning.year", "nianbao.review.prose",
    ),
    (
        "great_expectations", "great_expectations.expectations.registry", "matplotlib.figure", "matplotlib.pyplot",
        "matplotlib.backends.backend_svg", "matplotlib.font_manager", "fontTools.ttLib", "mistune", "nianbao.checking.year", "nianbao.figures",
        "nianbao.review",
    ),
)  # fmt: skip

# What every kernel would do first, done once: pure Python, that holds nothing open.
BEFOREHAND = (("nianbao.tables.beforehand", "read_shipped"), ("nianbao.review.typeface", "drawable"), ("nianbao.review.drawing", "know_typeface"))

# Each of these libraries starts a thread when it is imported, and a process with threads cannot be forked.
_ONE_THREAD = {
    "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "MKL_NUM_THREADS": "1", "JE_ARROW_MALLOC_CONF": "background_thread:false",
}  # fmt: skip


def main(folder: str, name: str, lock: str) -> None:
    """Serves until it has been idle, the code has changed, or its socket is gone."""
    for ignored in (signal.SIGINT, signal.SIGHUP):
        signal.signal(ignored, signal.SIG_IGN)
    idle = float(os.environ.get("NIANBAO_WARM_IDLE", IDLE))
    os.environ.update(_ONE_THREAD)
    os.environ.setdefault("MPLBACKEND", "module://matplotlib_inline.backend_inline")
    skip_iri_grammar()
    socket_path = Path(folder, f"{name}.sock")
    listener = _listen(socket_path)
    warm = Warm(listener, int(lock))
    for modules in STAGES:
        _import(modules)
        # An edit while it was read: whoever waits is sent away to ask again, by the new code's name.
        if key.code() != name.rpartition("-")[2]:
            break
        gc.collect()
        gc.freeze()
        warm.serve(0)
    else:
        for old in socket_path.parent.glob(f"{name.rpartition('-')[0]}-*.sock"):
            if old != socket_path:
                old.unlink(missing_ok=True)
        _prepare()
        last = time.monotonic()
        while warm.kernels or (socket_path.exists() and time.monotonic() - last < idle):
            warm.serve(_TICK)
            if warm.kernels:
                last = time.monotonic()
    for ending in (".sock", ".lock", ".log"):
        socket_path.with_suffix(ending).unlink(missing_ok=True)
    listener.close()
    while warm.kernels:  # forked when half was read, they are not to die of an edit
        time.sleep(_TICK)
        warm.reap()
    os._exit(0)  # the libraries' own leave-taking takes a while and is of no use here


class Warm:
    """What is listened at, and the kernels that are alive, by the numbers of their keepers."""

    def __init__(self, listener: socket.socket, lock: int) -> None:
        self._listener, self._lock = listener, lock
        self.kernels: set[int] = set()

    def serve(self, seconds: float) -> None:
        """Forks a keeper for everyone who calls; returns when nobody has for so long."""
        while select.select([self._listener], [], [], seconds)[0]:
            connection, _ = self._listener.accept()
            server = os.getpid()
            try:
                child = os.fork()
            except OSError:  # no memory or no numbers left: the client takes a stock kernel
                traceback.print_exc(file=sys.stderr)
                connection.close()
                continue
            if child == 0:
                self._listener.close()
                os.close(self._lock)
                keeper.keep(connection, server)
            connection.close()
            self.kernels.add(child)
        self.reap()

    def reap(self) -> None:
        """Counts off the keepers that have ended."""
        while self.kernels and (ended := os.waitpid(-1, os.WNOHANG)[0]):
            self.kernels.discard(ended)


def _listen(path: Path) -> socket.socket:
    """Bound beside its place and moved there: whoever finds it can call."""
    listener = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    here = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY)
    listener.bind(f"/proc/self/fd/{here}/{path.name}.new")
    os.close(here)
    listener.listen(128)
    path.with_name(f"{path.name}.new").rename(path)
    return listener


def _prepare() -> None:
    """A function that fails is left to the notebook that needs it, which then shows why."""
    for module, function in BEFOREHAND:
        try:
            getattr(importlib.import_module(module), function)()
        except Exception:
            traceback.print_exc(file=sys.stderr)
    gc.collect()
    gc.freeze()


def _import(modules: tuple[str, ...]) -> None:
    """A module that cannot be imported is left to the notebook that needs it, which then shows why."""
    for module in modules:
        try:
            importlib.import_module(module)
        except Exception:
            traceback.print_exc(file=sys.stderr)
