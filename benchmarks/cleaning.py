"""Reading and cleaning a register, beside pandas only reading it."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from benchmarks.measure import Ratio, ratio
from benchmarks.register import register
from nianbao.cleaning import clean_folder
from nianbao.tables import tables_of


def measure(folder: Path) -> list[Ratio]:
    work = register(folder, 100_000)
    tables = tables_of(work.workspace, work.office)
    file = next(work.raw.glob("*.csv"))
    return [
        ratio(
            "cleaning 100,000 rows",
            ("read, clean, count twice", lambda: clean_folder(work, tables)),
            ("pandas.read_csv", lambda: pd.read_csv(file, encoding="gb18030", dtype=str)),
            runs=3,
        )
    ]
