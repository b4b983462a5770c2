"""What a fork of the warm process does to be a kernel like any other."""

from __future__ import annotations

import atexit
import os
import random
import resource
import signal
import sys
import tempfile
import time
import traceback
from contextlib import suppress
from typing import Any, NoReturn

from nianbao.startup import collect_seldom


def become(asked: dict[str, Any], streams: list[int]) -> NoReturn:
    """Takes on the client's environment, folder, streams and limits, and serves until it is shut down."""
    code = 1
    try:
        _take_on(asked, streams)
        collect_seldom()
        from ipykernel.kernelapp import IPKernelApp

        # 1 stands for a parent that is not polled for: the keeper sees to it.
        IPKernelApp.launch_instance(argv=[*asked["argv"], "--IPKernelApp.parent_handle=1"])
        code = 0
    except SystemExit as left:
        code = left.code if isinstance(left.code, int) else int(left.code is not None)
    except BaseException:
        traceback.print_exc(file=sys.__stderr__)
    finally:
        # The warm process's own frames lie below: they must not go on.
        atexit._run_exitfuncs()
        for stream in (sys.__stdout__, sys.__stderr__):
            stream.flush()
        os._exit(code)


def _take_on(asked: dict[str, Any], streams: list[int]) -> None:
    for number, stream in enumerate(streams):
        os.dup2(stream, number)
    for stream in streams:
        if stream > 2:
            os.close(stream)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.signal(signal.SIGHUP, signal.SIG_DFL)
    os.environ.clear()
    os.environ.update(asked["env"])
    os.chdir(asked["cwd"])
    os.umask(asked["umask"])
    for name, limit in asked["limits"].items():
        with suppress(OSError, ValueError):  # nobody may raise what the warm process was started with
            resource.setrlimit(getattr(resource, name), limit)
    time.tzset()
    tempfile.tempdir = None
    sys.argv = ["ipykernel_launcher", *asked["argv"]]
    # Each kernel draws numbers of its own.
    random.seed()
    if numpy := sys.modules.get("numpy"):
        numpy.random.seed()
