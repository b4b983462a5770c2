"""Many offices at once, an office's share of the time, beside the usual way one office after another."""

from __future__ import annotations

import json
import time
from pathlib import Path

from benchmarks import stock
from benchmarks.measure import Point, Ratio
from benchmarks.office_year import nianbao
from benchmarks.offices import district

_SIZES = (20, 100)


def measure(folder: Path) -> list[Ratio | Point]:
    """The usual way is timed before, between and after the batches, so that a machine that drifts drifts for both."""
    found: list[Ratio | Point] = []
    usual = [_usual(folder)]
    for size in _SIZES:
        seconds, megabytes = run(district(folder / f"district-{size}", size), size)
        usual.append(_usual(folder))
        ratios = [seconds / size / other for other in usual[-2:]]
        found += [
            Ratio(f"an office's share of a batch of {size}", "batch", "papermill × 3, nbconvert, Chromium", sum(ratios) / 2, min(ratios), max(ratios), seconds / size),
            Point("batch, whole offices", size, seconds, megabytes),
        ]  # fmt: skip
    return found


def run(root: Path, size: int) -> tuple[float, float]:
    """Seconds of the whole batch, and the most memory (MB) that any worker with its kernels held. Every office must be done."""
    began = time.perf_counter()
    told = nianbao(root, "batch", 2023, "--all")
    lines = [json.loads(line) for line in told.splitlines() if line.startswith("{")]
    assert [line["state"] for line in lines] == ["done"] * size, [line for line in lines if line["state"] != "done"][:1]
    return time.perf_counter() - began, max(line["memory_mb"] for line in lines)


def _usual(folder: Path) -> float:
    root = district(folder / "usual", 1)
    began = time.perf_counter()
    stock.office_year(root, "town-0001")
    return time.perf_counter() - began
