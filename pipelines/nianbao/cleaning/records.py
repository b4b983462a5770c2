"""All sheets of one table → its records: exact duplicates set aside, one frame with the origin of every row."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from nianbao.cleaning.sheets import CleanSheet
from nianbao.tables import Column, Table

FILE, SHEET, ROW = "_file", "_sheet", "_row"


@dataclass
class Records:
    """A table's kept rows, column by column, and how many rows of which sheet were exact duplicates."""

    table: Table
    columns: dict[str, list[Any]]
    duplicates: dict[tuple[str, str], list[int]]
    absent: list[str]
    stated: dict[str, Any] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.columns[ROW])


def gathered(table: Table, sheets: list[CleanSheet]) -> Records:
    """The records of all sheets in order of file, sheet and row; of identical ones the first is kept.

    Identical is what is the same in every column after cleaning. The same key with other content stays: the rule on
    unique keys names both rows.
    """
    names = list(table.kept)
    columns: dict[str, list[Any]] = {name: [] for name in (*names, FILE, SHEET, ROW)}
    duplicates: dict[tuple[str, str], list[int]] = {}
    seen: set[tuple[Any, ...]] = set()
    for sheet in sheets:
        kept = []
        for position, signature in enumerate(sheet.signatures):
            if signature in seen:
                duplicates.setdefault((sheet.file, sheet.sheet), []).append(sheet.rows[position])
            else:
                seen.add(signature)
                kept.append(position)
        for name in names:
            values = sheet.columns.get(name)
            columns[name] += [values[i] for i in kept] if values is not None else [None] * len(kept)
        columns[FILE] += [sheet.file] * len(kept)
        columns[SHEET] += [sheet.sheet] * len(kept)
        columns[ROW] += [sheet.rows[i] for i in kept]
    absent = [name for name in names if not any(name in sheet.header.columns for sheet in sheets)]
    return Records(table, columns, duplicates, absent)


def arrow_table(records: Records) -> Any:
    """The records as an Arrow table: text as string, dates as date32, money as decimal(18, 2) yuan."""
    import pyarrow as pa

    types = {name: _arrow_type(column, pa) for name, column in records.table.kept.items()}
    types |= {FILE: pa.string(), SHEET: pa.string(), ROW: pa.int64()}
    return pa.table({name: pa.array(records.columns[name], kind) for name, kind in types.items()})


def _arrow_type(column: Column, pa: Any) -> Any:
    if column.personal is not None:
        return pa.string()
    return {
        "text": pa.string(),
        "category": pa.string(),
        "date": pa.date32(),
        "month": pa.date32(),
        "integer": pa.int64(),
        "number": pa.decimal128(30, 10),
        "money": pa.decimal128(18, 2),
    }[column.type]
