"""RESULTS.md and its plot, from what each part of the benchmarks has measured; a part measured anew replaces its own lines."""

from __future__ import annotations

import json
import os
import platform
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from benchmarks.measure import Point, Ratio

HERE = Path(__file__).parent
_STORE, _PAGE, _PLOT = HERE / "results.json", HERE / "RESULTS.md", HERE / "growth.svg"
_LIBRARIES = (
    "nianbao", "duckdb", "great-expectations", "pandas", "papermill", "nbconvert", "pandera", "pointblank", "polars", "typst", "weasyprint",
)  # fmt: skip


@dataclass(frozen=True)
class Part:
    """What one part found in one run."""

    name: str
    ratios: Sequence[Ratio] = ()
    points: Sequence[Point] = ()


def keep(part: Part) -> None:
    """Writes the part's lines, then the page and the plot anew."""
    known = json.loads(_STORE.read_text("utf-8")) if _STORE.exists() else {}
    known[part.name] = {
        "at": datetime.now(UTC).date().isoformat(), "machine": _machine(), "versions": _versions(),
        "ratios": [asdict(found) for found in part.ratios], "points": [asdict(found) for found in part.points],
    }  # fmt: skip
    _STORE.write_text(json.dumps(known, ensure_ascii=False, indent=1) + "\n", "utf-8")
    _PAGE.write_text(_page(known), "utf-8")
    if any(found["points"] for found in known.values()):
        _plot(known)


def _page(known: dict[str, Any]) -> str:
    lines = [
        "# What was measured",
        "",
        "Made by `make bench` (`PART=office_year` for one part). Each line is a ratio: both ways were timed in turn within one run, so a",
        "machine that drifts drifts for both. The ratio is the median of the rounds, with the least and the most behind it; the seconds are the least that ours",
        "took, and hold for the machine named below and no other.",
        "",
        "| what | ours | the other way | ours takes | |  ours, seconds | measured |",
        "|---|---|---|---:|---|---:|---|",
    ]
    for name, part in known.items():
        for found in part["ratios"]:
            spread = f"{_times(found['least'])} to {_times(found['most'])}"
            lines.append(
                f"| {found['what']} | {found['ours']} | {found['theirs']} | **{_said(found['median'])}** | {spread} | "
                f"{found['seconds']:.2f} | {name}, {part['at']} |"
            )
    if any(part["points"] for part in known.values()):
        lines += ["", "## How cost grows", "", "![seconds and memory by size](growth.svg)", "", "| what | size | seconds | peak memory |", "|---|---:|---:|---:|"]
        lines += [
            f"| {point['what']} | {point['size']:,} | {point['seconds']:.2f} | {point['megabytes']:.0f} MB |"
            for part in known.values() for point in part["points"]
        ]  # fmt: skip
    machines = dict.fromkeys((part["machine"], part["versions"]) for part in known.values())
    lines += ["", "## With what", ""] + [f"- {machine}; {versions}" for machine, versions in machines]
    return "\n".join(lines) + "\n"


def _said(ratio: float) -> str:
    """`1/12 of the time` where ours is the faster, else `1.4 × the time`."""
    return f"1/{1 / ratio:.1f} of the time" if ratio < 1 else f"{ratio:.2f} × the time"


def _times(ratio: float) -> str:
    return f"1/{1 / ratio:.1f}" if ratio < 1 else f"{ratio:.2f}"


def _machine() -> str:
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return f"{len(os.sched_getaffinity(0))} cores ({platform.machine()}), {memory:.0f} GiB, {platform.system()}, Python {platform.python_version()}"


def _versions() -> str:
    found = []
    for name in _LIBRARIES:
        try:
            found.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            continue
    return ", ".join(found)


def _plot(known: dict[str, Any]) -> None:
    """Seconds and memory by size, both on logarithmic scales: a straight line of slope one is a cost that grows with the size alone."""
    import matplotlib

    matplotlib.use("svg")
    from matplotlib import pyplot

    series: dict[str, list[dict[str, Any]]] = {}
    for part in known.values():
        for point in part["points"]:
            series.setdefault(point["what"], []).append(point)
    with matplotlib.rc_context({"svg.hashsalt": "nianbao", "font.size": 11}):
        figure, sides = pyplot.subplots(1, 2, figsize=(11, 4.4), layout="constrained")
        for side, value, title in zip(sides, ("seconds", "megabytes"), ("seconds", "peak memory, MB"), strict=True):
            for name, points in series.items():
                points = sorted(points, key=lambda point: point["size"])
                side.plot([point["size"] for point in points], [point[value] for point in points], marker="o", label=name)
            side.set(xscale="log", yscale="log", xlabel="rows, or offices", title=title)
            side.grid(True, which="major", alpha=0.3)
        sides[0].legend(fontsize=9)
        figure.savefig(_PLOT, metadata={"Date": None})
        pyplot.close(figure)


def show(part: Part) -> None:
    """What was found, on the terminal."""
    for ratio in part.ratios:
        sys.stdout.write(f"{ratio.what}: {_said(ratio.median)} ({_times(ratio.least)}–{_times(ratio.most)}), {ratio.seconds:.2f} s; {ratio.ours} / {ratio.theirs}\n")
    for point in part.points:
        sys.stdout.write(f"{point.what}, {point.size:,}: {point.seconds:.2f} s, {point.megabytes:.0f} MB\n")
    sys.stdout.flush()
