"""Reading and cleaning a register, beside pandas only reading it; and the most memory that either needs, in processes of their own."""

from __future__ import annotations

import sys
from pathlib import Path

import pandas as pd

from benchmarks.measure import Point, Ratio, point, ratio
from benchmarks.register import register
from nianbao.cleaning import clean_folder
from nianbao.tables import tables_of
from nianbao.work import Work

ROWS = 1_000_000


def measure(folder: Path) -> list[Ratio | Point]:
    work = register(folder, ROWS)
    ours = ("read, clean, count twice", lambda: _clean(work))
    command = [sys.executable, "-m", "benchmarks.cleaning", folder]
    return [
        ratio(f"cleaning {ROWS:,} rows", ours, ("pandas.read_csv", lambda: _read(work)), runs=3),
        point("cleaning, rows", ROWS, [*command, "clean"]),
        point("pandas.read_csv, rows", ROWS, [*command, "pandas"]),
    ]


def _clean(work: Work) -> None:
    clean_folder(work, tables_of(work.workspace, work.office))


def _read(work: Work) -> None:
    pd.read_csv(next(work.raw.glob("*.csv")), encoding="gb18030", dtype=str)


if __name__ == "__main__":
    {"clean": _clean, "pandas": _read}[sys.argv[2]](register(Path(sys.argv[1]), ROWS))
