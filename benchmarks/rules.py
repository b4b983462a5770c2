"""Twenty rules over a million rows: compiled, beside Great Expectations on pandas, pandera, Pointblank on Polars, and DuckDB by hand.

All judge the same Parquet, reading included, and how many rows fail each rule is held equal first.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from benchmarks.measure import Ratio, ratio
from nianbao.checking import rows, suites
from nianbao.cleaning import FILE, ROW, SHEET
from nianbao.engine import connect, threads_for
from nianbao.tables import Table

ROWS = 1_000_000
START, END = date(2023, 1, 1), date(2023, 12, 31)
CHANNELS = ("letter", "visit", "call")
# Expectation, its arguments, and what must hold as SQL: some fail in a few rows of a thousand, most hold.
_COLUMN = "expect_column_values_to_"
_AFTER = "expect_column_pair_values_a_to_be_greater_than_b"
RULES: list[tuple[str, dict[str, Any], str]] = [
    *((f"{_COLUMN}be_between", {"column": "days", "max_value": limit}, f"days <= {limit}") for limit in (60, 90, 120, 150)),
    *((f"{_COLUMN}be_between", {"column": "amount", "min_value": 0, "max_value": top}, f"amount BETWEEN 0 AND {top}") for top in (995, 5000, 6000)),
    *((f"{_COLUMN}be_between", {"column": name, "min_value": str(START), "max_value": str(END)}, f"{name} BETWEEN DATE '{START}' AND DATE '{END}'")
      for name in ("received_on", "accepted_on", "closed_on")),
    *((f"{_COLUMN}be_in_set", {"column": name, "value_set": list(CHANNELS)}, f"{name} IN {CHANNELS}") for name in ("channel", "forwarded")),
    (f"{_COLUMN}not_be_in_set", {"column": "channel", "value_set": ["fax"]}, "channel NOT IN ('fax')"),
    *((f"{_COLUMN}not_be_null", {"column": name}, f"{name} IS NOT NULL") for name in ("no", "channel", "closed_on")),
    (_AFTER, {"column_A": "accepted_on", "column_B": "received_on", "or_equal": True}, "accepted_on >= received_on"),
    (_AFTER, {"column_A": "closed_on", "column_B": "accepted_on", "or_equal": True}, "closed_on >= accepted_on"),
    (f"{_COLUMN}match_regex", {"column": "no", "regex": "^XF[0-9]{8}"}, "regexp_matches(no, '^XF[0-9]{8}')"),
    (f"{_COLUMN}be_unique", {"column": "no"}, ""),
]  # fmt: skip


def measure(folder: Path) -> list[Ratio]:
    table, work = _table(), SimpleNamespace(clean=folder, dates={"start": START, "end": END, "as_of": END}, engine="duckdb")
    parquet = made(folder / "petitions.parquet", ROWS)
    ours = ("compiled rules", lambda: compiled(table, work, ROWS))
    theirs = {
        "Great Expectations on pandas": (lambda: by_gx(table, work), 1), "pandera on pandas": (lambda: by_pandera(parquet), 3),
        "Pointblank on Polars": (lambda: by_pointblank(parquet), 3), "DuckDB by hand": (lambda: by_hand(parquet), 3),
    }  # fmt: skip
    found = ours[1]()
    counts = [len(found[rule.id].places) for rule in table.rules]
    by_rows = by_gx(table, work)
    for rule in table.rules:
        assert {place.row - 2 for place in found[rule.id].places} == set(by_rows[rule.id].positions), rule.id
    for way, (judge, _) in list(theirs.items())[1:]:
        assert judge() == counts, way
    return [ratio(f"20 rules over {ROWS:,} rows", ours, (name, way), runs) for name, (way, runs) in theirs.items()]


def made(path: Path, size: int) -> Path:
    """A clean table of so many petitions; some of them late, twice, without a day, of an unknown channel."""
    import duckdb

    duckdb.execute(f"""
        COPY (SELECT 'XF' || lpad(CAST(CASE WHEN i % 5000 = 1 THEN i - 1 ELSE i END AS VARCHAR), 8, '0') AS no,
            received_on, received_on + CAST(i % 7 AS INTEGER) AS accepted_on, CASE WHEN i % 1000 > 0 THEN received_on + CAST(i % 70 AS INTEGER) + 6 END AS closed_on,
            CASE WHEN i % 1000 = 3 THEN 61 ELSE CAST(i % 60 AS BIGINT) END AS days, CAST((i % 100000) / 101 AS DECIMAL(18, 2)) AS amount, ['letter', 'visit', 'call'][1 + i % 3] AS channel,
            CASE WHEN i % 9 > 0 THEN ['letter', 'visit', 'call', 'pigeon'][1 + CAST(i % 1000 = 7 AS INTEGER) * 3] END AS forwarded,
            '登记表.xlsx' AS {FILE}, '一' AS {SHEET}, i + 2 AS {ROW}
        FROM (SELECT i, DATE '2023-01-01' + CAST(i % 290 AS INTEGER) AS received_on FROM range({size}) numbers(i))) TO '{path}' (FORMAT parquet)
    """)
    return path


def compiled(table: Table, work: Any, size: int) -> dict[str, Any]:
    connection = connect(work.clean, threads=threads_for(size))
    found = rows.judge(table, list(table.rules), work, connection, size)
    assert all(verdict.engine == "duckdb" for verdict in found.values())
    return found


def by_gx(table: Table, work: Any) -> dict[str, Any]:
    """Great Expectations over the frame, rows asked for at once."""
    import pandas as pd

    frame = pd.read_parquet(work.clean / "petitions.parquet", dtype_backend="numpy_nullable").rename_axis("place")
    for name in ("received_on", "accepted_on", "closed_on"):
        frame[name] = pd.to_datetime(frame[name])
    frame["days"] = frame["days"].astype("int64")
    batch = suites._frames().get_batch({"dataframe": frame})
    form = {"result_format": "COMPLETE", "exclude_unexpected_values": True}
    results = suites._results(batch, suites.suite("petitions", list(table.rules), work.dates), form)
    return {name: suites._judgement(result) for name, result in results.items()}


def by_hand(parquet: Path) -> list[int]:
    """The query that one would write."""
    import duckdb

    counted = [f"count(*) FILTER (WHERE NOT ({good}))" if good else "count(no) - count(DISTINCT no)" for _, _, good in RULES]
    found = list(duckdb.connect().execute(f"SELECT {', '.join(counted)} FROM read_parquet(?)", [str(parquet)]).fetchall()[0])
    if found[-1]:
        twice = "SELECT count(*) FROM read_parquet($1) WHERE no IN (SELECT no FROM read_parquet($1) GROUP BY no HAVING count(*) > 1)"
        found[-1] = duckdb.connect().execute(twice, [str(parquet)]).fetchall()[0][0]
    return found


def by_pandera(parquet: Path) -> list[int]:
    """Checks of columns and of the frame; failing rows are collected (lazy), as ours are."""
    import pandas as pd
    import pandera.pandas as pa

    frame = pd.read_parquet(parquet)
    for name in ("received_on", "accepted_on", "closed_on"):
        frame[name] = pd.to_datetime(frame[name])
    checks = [pa.Check(_pandas_check(expect, given), name=str(number), ignore_na=False) for number, (expect, given, _) in enumerate(RULES)]
    schema = pa.DataFrameSchema(checks=checks)
    try:
        schema.validate(frame, lazy=True)
    except pa.errors.SchemaErrors as error:
        failed = {int(one.check.name): int((~one.check_output).sum()) for one in error.schema_errors}
        return [failed.get(number, 0) for number in range(len(RULES))]
    return [0] * len(RULES)


def _pandas_check(expect: str, given: dict[str, Any]) -> Callable[[Any], Any]:
    """What must hold as a check of a pandas frame; what is missing passes, as everywhere here."""
    kind = expect.removeprefix(_COLUMN)
    if expect == _AFTER:
        return lambda frame: ~(frame[given["column_A"]] < frame[given["column_B"]])
    column = given["column"]
    if kind == "be_between":
        low, high = (_moment(given.get(name)) for name in ("min_value", "max_value"))
        return lambda frame: ~((frame[column] > high) | (frame[column] < low if low is not None else False))
    if kind == "be_in_set":
        return lambda frame: frame[column].isin(given["value_set"]) | frame[column].isna()
    if kind == "not_be_in_set":
        return lambda frame: ~frame[column].isin(given["value_set"])
    if kind == "not_be_null":
        return lambda frame: frame[column].notna()
    if kind == "match_regex":
        return lambda frame: frame[column].str.contains(given["regex"])
    return lambda frame: ~frame[column].duplicated(keep=False)


def _moment(value: Any) -> Any:
    return datetime.fromisoformat(value) if isinstance(value, str) else value


def by_pointblank(parquet: Path) -> list[int]:
    import pointblank as pb
    import polars as pl

    checks = pb.Validate(pl.read_parquet(parquet))
    for expect, given, _ in RULES:
        kind, column = expect.removeprefix(_COLUMN), given.get("column")
        if expect == _AFTER:
            checks = checks.col_vals_ge(given["column_A"], pb.col(given["column_B"]), na_pass=True)
        elif kind == "be_between":
            low, high = (date.fromisoformat(one) if isinstance(one, str) else one for one in (given.get("min_value"), given["max_value"]))
            checks = checks.col_vals_le(column, high, na_pass=True) if low is None else checks.col_vals_between(column, low, high, na_pass=True)
        elif kind == "be_in_set":
            checks = checks.col_vals_in_set(column, [*given["value_set"], None])
        elif kind == "not_be_in_set":
            checks = checks.col_vals_not_in_set(column, given["value_set"])
        elif kind == "not_be_null":
            checks = checks.col_vals_not_null(column)
        elif kind == "match_regex":
            checks = checks.col_vals_regex(column, given["regex"], na_pass=True)
        else:
            checks = checks.rows_distinct(columns_subset=column)
    done = checks.interrogate()
    return [int(failed) for failed in done.n_failed().values()]


def _table() -> Table:
    kinds = {"no": "text", "received_on": "date", "accepted_on": "date", "closed_on": "date", "days": "integer", "amount": "money", "channel": "category", "forwarded": "category"}
    rules = [{"id": f"petitions.r{number}", "expect": expect, "severity": "warning", "says": {"zh": "规则"}, **given} for number, (expect, given, _) in enumerate(RULES)]
    return Table.model_validate({
        "table": "petitions", "title": {"zh": "信访件"}, "files": ["*"], "columns": {name: {"zh": name, "type": kind} for name, kind in kinds.items()}, "rules": rules,
    })  # fmt: skip
