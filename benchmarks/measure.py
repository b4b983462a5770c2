"""Two ways of doing one thing, timed in turn: A B A B …, so that a machine that drifts drifts for both."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Ratio:
    """How long ours takes as a multiple of theirs: below 1 we are faster. `seconds` is the least that ours took."""

    what: str
    ours: str
    theirs: str
    median: float
    least: float
    most: float
    seconds: float


@dataclass(frozen=True)
class Point:
    """What a thing of some size costs: seconds, and the most memory that a process of it held."""

    what: str
    size: int
    seconds: float
    megabytes: float


def point(what: str, size: int, command: Sequence[object], env: Mapping[str, str] | None = None) -> Point:
    """Runs the command in a process of its own, once. Raises CalledProcessError.

    By way of a small process: what the system says of a process's memory counts in that of the one that has started it.
    """
    through = [sys.executable, "-m", "benchmarks.measure", *map(str, command)]
    told = subprocess.run(through, env=env, stdout=subprocess.PIPE, text=True, check=True).stdout.splitlines()[-1]
    seconds, megabytes = map(float, told.split())
    return Point(what, size, seconds, megabytes)


def _watch(command: Sequence[str]) -> int:
    """Runs the command, and prints its seconds and the most memory it held in MB."""
    began = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    print(time.perf_counter() - began, usage.ru_maxrss / 1024)
    return os.waitstatus_to_exitcode(status)


def ratio(what: str, ours: tuple[str, Callable[[], object]], theirs: tuple[str, Callable[[], object]], runs: int = 5) -> Ratio:
    """Times both, one warm-up each first."""
    return race([(what, *ours)], theirs, runs)[0]


def race(ours: Sequence[tuple[str, str, Callable[[], object]]], theirs: tuple[str, Callable[[], object]], runs: int = 5) -> list[Ratio]:
    """Several of our ways, each (what is measured, its name, itself), beside one of theirs: all in turn, after a warm-up each."""
    their_name, their_way = theirs
    for _, _, way in ours:
        way()
    their_way()
    rounds = [([_seconds(way) for _, _, way in ours], _seconds(their_way)) for _ in range(runs)]
    found = []
    for place, (what, name, _) in enumerate(ours):
        own = [times[place] for times, _ in rounds]
        ratios = [times[place] / other for times, other in rounds]
        found.append(Ratio(what, name, their_name, statistics.median(ratios), min(ratios), max(ratios), min(own)))
    return found


def _seconds(way: Callable[[], object]) -> float:
    began = time.perf_counter()
    way()
    return time.perf_counter() - began


if __name__ == "__main__":
    sys.exit(_watch(sys.argv[1:]))
