"""Kills at steps and at moments, disks that are full or closed, two commands at once, losses of power, a JupyterLab that is to end."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from tests.crash.clocks import CLOCKS, published_by, run_by
from tests.crash.commands import COMMANDS, struck_everywhere
from tests.crash.durable import lost_by, lost_by_a_run, lost_key
from tests.crash.labs import KERNELS, ended_while_kernels_never_end, ended_while_starting, ended_with_a_kernel
from tests.crash.moments import batch_killed, publish_killed, run_killed
from tests.crash.refusals import no_file_beyond, read_only, small_disk
from tests.crash.states import RUN, States
from tests.crash.striking import Driver, Strike
from tests.crash.together import PAIRS, both

from reliability.outcome import Outcome

TITLE = ("强行结束、磁盘写满、同时运行", "Kills, full disks, two at once")
_LIMITS, _SPARE = (0, 9_000, 90_000), (0, 400_000)
_CLOSED = (("data/runs",), ("data/clean",), ("reviews", ""))


@dataclass(frozen=True)
class _Trial:
    """What is tried, in Chinese and English; `faults` gives what is wrong in each case, by cases or all together."""

    zh: str
    en: str
    faults: Callable[[States, Path], list[list[str]]]


def _steps(kind: str, role: str, every: int) -> Callable[[States, Path], list[list[str]]]:
    def tried(states: States, folder: Path) -> list[list[str]]:
        done = states.driver.run(states.changed(), *RUN, strike=Strike("count", role))
        assert done.code == 0, done.err
        return [states.struck(Strike(kind, role, at)) for at in states.driver.moments()[::every]]

    return tried


def _commands(kind: str, every: int) -> Callable[[States, Path], list[list[str]]]:
    def tried(states: States, folder: Path) -> list[list[str]]:
        found = [struck_everywhere(states.driver, states.before, folder / name, name, kind, every) for name in COMMANDS]
        return [wrong for steps in found for wrong in steps.values()]

    return tried


def _lasting(states: States, folder: Path) -> list[list[str]]:
    found = [lost_by(states, folder / f"{number}", name) for number, name in enumerate(COMMANDS) if COMMANDS[name].role == "command"]
    found += [lost_by_a_run(states, role) for role in ("command", "kernel")] + [lost_key(folder / "key")]
    # A case is what took a place; each fault is of one.
    return [wrong for moved, lost in found for wrong in [*([one] for one in lost), *[[]] * (moved - len(lost))]]


def _asked_to_end(states: States, folder: Path) -> list[list[str]]:
    place = states.copied()
    found = ended_while_starting(place, folder / "lab", 12)
    found += [ended_with_a_kernel(place, folder / "lab", kernel, twice) for kernel in KERNELS for twice in (False, True)]
    return [*found, ended_while_kernels_never_end(place, folder / "never")]


_TRIALS = (
    _Trial("run：在主进程的文件操作前 kill -9", "run: kill -9 before steps of the command on the file system", _steps("kill", "command", 8)),
    _Trial("run：在内核的文件操作前 kill -9", "run: kill -9 before steps of its kernels", _steps("kill", "kernel", 4)),
    _Trial(
        "publish（首版、新版）、site、split、forget、rollup：在文件操作前 kill -9",
        "publish (first and new edition), site, split, forget: kill -9 before every step; rollup and its kernel: before steps",
        _commands("kill", 1),
    ),
    _Trial("run：任意时刻 kill -9，单个进程或整组", "run: kill -9 at any moment, alone or its group", lambda states, folder: run_killed(states, 26)),
    _Trial(
        "batch：任意时刻 kill -9，一个工作进程或全部", "batch: kill -9 at any moment, a worker or all", lambda states, folder: batch_killed(states, folder, 16)
    ),
    _Trial("publish：任意时刻 kill -9", "publish: kill -9 at any moment", lambda states, folder: publish_killed(states, 14)),
    _Trial("run：从主进程的某次文件操作起磁盘已满", "run: the disk is full from a step of the command on", _steps("full", "command", 16)),
    _Trial("run：从内核的某次文件操作起磁盘已满", "run: the disk is full from a step of a kernel on", _steps("full", "kernel", 8)),
    _Trial("publish、site、split、forget、rollup：从某次文件操作起磁盘已满", "publish, site, split, forget, rollup: the disk is full from a step on", _commands("full", 6)),
    _Trial(
        "run：文件大小受限，或磁盘只剩少许", "run: files limited in size, or a disk with little to spare",
        lambda states, folder: [*(no_file_beyond(states, most) for most in _LIMITS), *(small_disk(states, spare) for spare in _SPARE)],
    ),
    _Trial("run：文件夹只读", "run: folders that are read-only", lambda states, folder: [read_only(states, *names) for names in _CLOSED]),
    _Trial(
        "同一单位或上下级单位同时运行两个命令（run、batch、publish、site、forget、rollup）",
        "two commands at once on an office, or on one and that above it (run, batch, publish, site, forget, rollup)",
        lambda states, folder: [both(states, name) for name in PAIRS],
    ),
    _Trial(
        "run、publish：时钟快或慢 400 天，或中途改变", "run, publish: a clock 400 days off, or set while they run",
        lambda states, folder: [tried(states, *clock) for clock in CLOCKS for tried in (run_by, published_by)],
    ),
    _Trial("断电：换上的文件和文件夹，换上之前是否已写到磁盘", "loss of power: what took its place, was it on the disk before", _lasting),
    _Trial("lab：启动中或内核忙、闲、不理信号时 SIGTERM", "lab: SIGTERM while it starts, or with a kernel that is new, idle, busy or deaf", _asked_to_end),
)  # fmt: skip


def measure(folder: Path) -> list[Outcome]:
    """Each trial with processes and workspaces of its own, as many at once as there are cores."""
    with ThreadPoolExecutor(int(os.environ.get("NIANBAO_LANES", os.cpu_count() or 1))) as lanes:
        return list(lanes.map(lambda number: _tried(_TRIALS[number], folder / f"{number}"), range(len(_TRIALS))))


def _tried(trial: _Trial, folder: Path) -> Outcome:
    began = time.monotonic()
    with Driver(folder / "driver") as driver:
        found = trial.faults(States(folder / "states", driver), folder / "own")
    wrong = [faults for faults in found if faults]
    print(trial.en, f"{time.monotonic() - began:.0f} s", *wrong, sep="\n  ", flush=True)
    return Outcome(trial.zh, trial.en, len(found), len(wrong), {"完好": len(found) - len(wrong)})
