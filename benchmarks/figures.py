"""All figures of a table from one scan, beside a scan a figure."""

from __future__ import annotations

from pathlib import Path

from benchmarks.measure import Ratio, ratio
from benchmarks.register import register
from nianbao.cleaning import clean
from nianbao.figures.query import tallies
from nianbao.tables import tables_of


def measure(folder: Path) -> list[Ratio]:
    work = register(folder, 100_000)
    tables = tables_of(work.workspace, work.office)
    clean(work)
    table, parquet = tables["petitions"], work.clean / "petitions.parquet"

    alone = [table.model_copy(update={"figures": {name: measure}}) for name, measure in table.figures.items()]

    return [
        ratio(
            "figures of 100,000 rows",
            ("one scan", lambda: tallies(table, parquet, work.dates)),
            ("a scan a figure", lambda: [tallies(one, parquet, work.dates) for one in alone]),
        )
    ]
