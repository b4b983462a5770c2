"""Two ways of doing one thing, timed in turn: A B A B …, so that a machine that drifts drifts for both."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
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


def ratio(what: str, ours: tuple[str, Callable[[], object]], theirs: tuple[str, Callable[[], object]], runs: int = 5) -> Ratio:
    """Times both, one warm-up each first."""
    (our_name, our_way), (their_name, their_way) = ours, theirs
    our_way(), their_way()
    times = [(_seconds(our_way), _seconds(their_way)) for _ in range(runs)]
    found = [ours / theirs for ours, theirs in times]
    return Ratio(what, our_name, their_name, statistics.median(found), min(found), max(found), min(ours for ours, _ in times))


def _seconds(way: Callable[[], object]) -> float:
    began = time.perf_counter()
    way()
    return time.perf_counter() - began
