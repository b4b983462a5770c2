"""The rules as plain Great Expectations suites, for people who have a Great Expectations of their own."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from nianbao.checking.frames import frame_query
from nianbao.checking.suites import suite
from nianbao.tables import Table
from nianbao.work import Work
from nianbao.workdays import counts_days, definitions


def export_suites(work: Work, tables: Mapping[str, Table], folder: Path) -> list[Path]:
    """Writes `<table>.json`, a suite that `ExpectationSuite(**json)` loads, and `<table>.sql` for each table.

    The SQL, run by DuckDB on the clean Parquet (its one parameter), gives the frame that the suite runs on: conditions
    of rules are columns of it, so the suite has none of its own. Balances are no rules on rows and are not exported.
    """
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name, table in tables.items():
        rules = [rule for rule in table.rules if not rule.balance]
        if not rules:
            continue
        query = frame_query(table, rules, work.dates)
        first = definitions() if counts_days(query) else ()
        for path, text in (
            (folder / f"{name}.json", json.dumps(suite(name, rules, work.dates).to_json_dict(), ensure_ascii=False, indent=1)),
            (folder / f"{name}.sql", "".join(f"{statement};\n" for statement in (*first, query)).rstrip()),
        ):
            path.write_text(text + "\n", "utf-8")
            written.append(path)
    return written
