"""How cost grows: offices in a batch, rows that are cleaned, judged and split; each size in a process of its own, once.

BENCH_OFFICES and BENCH_ROWS hold other sizes, such as `10,100`.
"""

from __future__ import annotations

import os
import sys
from datetime import date
from pathlib import Path
from types import SimpleNamespace

from benchmarks import rules, split
from benchmarks.batch import run
from benchmarks.measure import Point, point
from benchmarks.offices import district, environment
from benchmarks.register import register

_OFFICES = [int(size) for size in os.environ.get("BENCH_OFFICES", "10,100,1000").split(",")]
_ROWS = [int(size) for size in os.environ.get("BENCH_ROWS", "10000,100000,1000000,10000000").split(",")]
# Cleaning holds a file in memory, as a spreadsheet does; what is larger is split first.
_CLEANED_AT_MOST = 1_000_000
_YEAR = {"start": date(2023, 1, 1), "end": date(2023, 12, 31), "as_of": date(2023, 12, 31)}


def measure(folder: Path) -> list[Point]:
    found = [Point("batch, offices of two tables", size, *run(district(folder / f"small-{size}", size, small=True), size)) for size in _OFFICES]
    for size in _ROWS:
        if size <= _CLEANED_AT_MOST:
            found.append(_child("cleaning, rows", "clean", size, register(folder, size).workspace.root))
        home = folder / f"rules-{size}"
        home.mkdir()
        rules.made(home / "petitions.parquet", size)
        found.append(_child("20 compiled rules, rows", "rules", size, home))
        (home / "petitions.parquet").unlink()
        found.append(split.growing(folder / f"split-{size}", size))
    return found


def _child(what: str, job: str, size: int, folder: Path) -> Point:
    return point(what, size, [sys.executable, "-m", "benchmarks.growth", job, size, folder], environment(folder))


def _do(job: str, size: int, folder: Path) -> None:
    if job == "clean":
        from nianbao.cleaning import clean
        from nianbao.work import open_work

        clean(open_work("office", 2023, workspace=folder))
    else:
        rules.compiled(rules._table(), SimpleNamespace(clean=folder, dates=_YEAR, engine="duckdb"), size)


if __name__ == "__main__":
    _do(sys.argv[1], int(sys.argv[2]), Path(sys.argv[3]))
