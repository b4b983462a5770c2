"""Two ways of doing one thing, timed in turn: A B A B …, so that a machine that drifts drifts for both."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Ratio:
    """How long ours takes as a multiple of theirs: below 1 we are faster."""

    what: str
    ours: str
    theirs: str
    median: float
    least: float
    most: float


def ratio(what: str, ours: tuple[str, Callable[[], object]], theirs: tuple[str, Callable[[], object]], runs: int = 5) -> Ratio:
    """Times both, one warm-up each first."""
    (our_name, our_way), (their_name, their_way) = ours, theirs
    our_way(), their_way()
    found = [_seconds(our_way) / _seconds(their_way) for _ in range(runs)]
    return Ratio(what, our_name, their_name, statistics.median(found), min(found), max(found))


def _seconds(way: Callable[[], object]) -> float:
    began = time.perf_counter()
    way()
    return time.perf_counter() - began
