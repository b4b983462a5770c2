"""`python -m tests.crash.forking`: forks `nianbao` for each line of JSON that comes in; writes its number, and when it has ended its exit code."""

from __future__ import annotations

import importlib
import json
import os
import sys
import time
import traceback
from datetime import datetime, tzinfo

from nianbao.running import ahead
from nianbao.startup import skip_iri_grammar

_MORE = (
    "papermill", "jupyter_client.manager", "nbclient", "nianbao.cli", "nianbao.publishing", "nianbao.batching", "nianbao.splitting", "nianbao.running.year", "nianbao.running.kernel",
    "nianbao.cleaning.year", "nianbao.checking.year", "nianbao.rolling.year", "nianbao.running.above",
)  # fmt: skip


# The modules of nianbao that ask the system for the time.
_CLOCKS = (
    "nianbao.batching.batch", "nianbao.batching.batch_log", "nianbao.checking.waivers", "nianbao.lock", "nianbao.running.log", "nianbao.running.manifest",
)  # fmt: skip


def _command(asked: dict) -> None:
    """The command in this process, as `python -m nianbao` would run it."""
    code = 1
    try:
        os.setsid()
        for number, name in ((1, "out"), (2, "err")):
            os.dup2(os.open(asked[name], os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), number)
        os.chdir(asked["cwd"])
        os.environ.update(asked["env"])
        sys.argv = ["nianbao", *asked["words"]]
        if clock := os.environ.get("NIANBAO_CLOCK"):
            _set_clock(*map(float, clock.split()))
        from nianbao.cli import main

        main()
        code = 0
    except SystemExit as left:
        code = left.code if isinstance(left.code, int) else int(left.code is not None)
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def _set_clock(days: float, after: float) -> None:
    """The command's clock is so many days off, from so many seconds on; those of its kernels are right."""
    true, began = time.time, time.monotonic()

    def now() -> float:
        return true() + (days * 86400 if time.monotonic() - began >= after else 0)

    class Clock(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> datetime:
            return datetime.fromtimestamp(now(), tz)

    time.time = now
    for name in _CLOCKS:
        importlib.import_module(name).datetime = Clock


def _serve() -> None:
    skip_iri_grammar()
    for module in (*_MORE, *ahead._MODULES):
        importlib.import_module(module)
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            _command(json.loads(line))
        sys.stdout.write(f"{child}\n")
        sys.stdout.flush()
        sys.stdout.write(f"{os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    _serve()
