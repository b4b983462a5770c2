"""Worker processes: each does one job after another; one that dies takes only its own job with it.

The executors of the standard library, loky and Pebble were looked at: in the first two the death of one worker breaks every job under
way; Pebble's workers share one pipe and its lock, so that one killed at the wrong moment stops the others, and one that leaves
with exit code 0 is waited for for ever. None sees how much memory a worker holds. Here each worker has a pipe of its own, and
its end is the end of the pipe.
"""

from __future__ import annotations

import os
import signal
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing import get_context, parent_process
from multiprocessing.connection import Connection, wait
from typing import Any

from nianbao.ending import ENDED, Ended, end_at_sigterm, leave
from nianbao.errors import WorkerDied
from nianbao.startup import collect_seldom

# A worker is replaced after so many jobs, or when it holds so much at the end of one.
JOBS, MEGABYTES = 50, 1024
_LEAVING = 5.0
# A kernel at work is given five seconds before it is killed; only then what it was reached by is removed.
_CLEARING_UP = 10.0


@dataclass
class _Worker:
    """A process that does jobs, and how many it has done."""

    work: Callable[[Any], Any]
    done: int = 0
    process: Any = field(init=False)
    pipe: Connection = field(init=False)

    def __post_init__(self) -> None:
        context = get_context("spawn")  # nothing of this process is inherited, on any system
        self.pipe, theirs = context.Pipe()
        self.process = context.Process(target=_serve, args=(theirs, self.work), daemon=False)
        self.process.start()
        theirs.close()

    def leave(self) -> None:
        """Ends it when it has nothing to do."""
        self.pipe.close()
        self.process.join(_LEAVING)
        self.kill()

    def stop(self) -> None:
        """Asks it to end as it is, and to clear up what it has begun: `kill` comes after."""
        if self.process.is_alive():
            self.process.terminate()

    def kill(self) -> None:
        """Ends it and all that it has started."""
        if self.process.is_alive():  # else its number may be another's by now
            end_children(self.process.pid)
            self.process.kill()
        self.process.join()
        self.pipe.close()


def results(jobs: Iterable[Any], work: Callable[[Any], Any], workers: int) -> Iterator[tuple[Any, Any]]:
    """Each job with its result as they come, or with a WorkerDied. When the caller stops asking, all workers end."""
    waiting, idle, busy = deque(jobs), list[_Worker](), dict[Connection, tuple[_Worker, Any]]()
    try:
        while waiting or busy:
            while waiting and len(busy) < workers:
                worker = idle.pop() if idle else _Worker(work)
                if not worker.process.is_alive():  # it died while it had nothing to do
                    worker.kill()
                    worker = _Worker(work)
                with suppress(BrokenPipeError):  # the end of the pipe will tell how it died
                    worker.pipe.send(waiting[0])
                busy[worker.pipe] = worker, waiting.popleft()
            for pipe in wait(list(busy)):
                worker, job = busy.pop(pipe)  # type: ignore[arg-type]
                try:
                    result, megabytes = worker.pipe.recv()
                except (EOFError, ConnectionError):
                    worker.kill()
                    yield job, _death(worker.process.exitcode)
                    continue
                worker.done += 1
                if worker.done >= JOBS or megabytes >= MEGABYTES:
                    worker.leave()
                else:
                    idle.append(worker)
                yield job, result
        for worker in idle:
            worker.leave()
    finally:
        left, end = [*idle, *(worker for worker, _ in busy.values())], time.monotonic() + _CLEARING_UP
        for worker in left:
            worker.stop()
        for worker in left:
            worker.process.join(max(0, end - time.monotonic()))
            worker.kill()


def _serve(pipe: Connection, work: Callable[[Any], Any]) -> None:
    """A worker's life: it ends with its pipe, and at once when the process that it works for is gone."""
    import psutil

    collect_seldom()
    end_at_sigterm()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the terminal sends it to all; who asked for the jobs decides
    threading.Thread(target=_end_with_parent, daemon=True).start()
    with open(os.devnull, "w") as nowhere:  # noqa: PTH123
        os.dup2(nowhere.fileno(), 1)  # what is printed is the results
    try:
        while True:
            job = pipe.recv()
            pipe.send((work(job), psutil.Process().memory_info().rss >> 20))
    except EOFError:
        end_children(os.getpid())  # here too: the thread that sees the parent's end may come too late
    except Ended:
        end_children(os.getpid())
        leave(ENDED)


def _end_with_parent() -> None:
    wait([parent_process().sentinel])  # type: ignore[union-attr]
    end_children(os.getpid())
    os._exit(1)


def end_children(pid: int) -> None:
    """Kills what the process has started, kernels above all, which have sessions of their own."""
    import psutil

    with suppress(psutil.Error):
        for child in psutil.Process(pid).children(recursive=True):
            with suppress(psutil.Error):
                child.kill()


def _death(code: int | None) -> WorkerDied:
    """How it ended: by a signal (the system's, for want of memory, is SIGKILL), or by itself."""
    if code is not None and code < 0:
        with suppress(ValueError):
            return WorkerDied(how=signal.Signals(-code).name)
    return WorkerDied(how=f"exit {code}")
