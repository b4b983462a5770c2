"""DuckDB, shut in: no extension is fetched, no setting changes after it is opened."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from nianbao.errors import UnfitCondition


@contextmanager
def judging(table: str) -> Iterator[None]:
    """Around a query of a table's own conditions: what the records do not fit is told without any record's content.

    Raises UnfitCondition.
    """
    import duckdb

    try:
        yield
    except duckdb.Error as error:
        raise UnfitCondition(file=f"{table}.yml", kind=type(error).__name__) from None


# A table of more rows is worth more than one thread.
_BIG = 200_000


def threads_for(rows: int) -> int:
    """How many threads a table of so many rows is worth: one, or as many as this process may use."""
    if rows <= _BIG:
        return 1
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def connect(*folders: Path, threads: int = 1) -> Any:
    """A DuckDB in memory that may read the files below `folders` and nothing else.

    It reaches no network, loads no extension, and its settings are locked. One thread keeps sums of floats and the
    order of rows the same on every machine: more are for counts, sums of whole numbers and decimals, and sorted rows alone.
    """
    import duckdb

    connection = duckdb.connect(config={"threads": threads, "autoinstall_known_extensions": False, "autoload_known_extensions": False})
    allowed = ", ".join("'" + str(folder.resolve()).replace("'", "''") + "/'" for folder in folders)
    connection.execute(f"SET allowed_directories = [{allowed}]")
    connection.execute("SET enable_external_access = false")
    connection.execute("SET lock_configuration = true")
    return connection
