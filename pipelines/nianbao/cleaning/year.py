"""The clean step: a year's raw folder → typed tables, quarantine.csv and clean.json."""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from nianbao.cleaning.corrections import Correction, read_corrections
from nianbao.cleaning.forms import clean_form
from nianbao.cleaning.own import require_own_records
from nianbao.cleaning.privacy import HIDDEN, key_file, masked, read_key
from nianbao.cleaning.records import Records, arrow_table, gathered
from nianbao.cleaning.sheets import CleanSheet, Quarantined, clean_sheet, column_index, stated_by
from nianbao.cleaning.unread import Unread
from nianbao.errors import NoHeader
from nianbao.folders import whole
from nianbao.reading import Counted, RawFile, Sheet, find_form, find_header, letter_of, readable, text_of
from nianbao.steering import escaped
from nianbao.tables import Table, tables_of
from nianbao.words import Words
from nianbao.work import Work

# As spreadsheets read them, those of Chinese and Japanese ones too (OWASP, CSV Injection); blanks before them are passed over.
_FORMULA_STARTS = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "'", "\t")
_BLANKS = " \n\u3000\u00a0\u200b\ufeff"
NO_HEADER = Words(zh="所在工作表没有可辨认的表头", en="its sheet has no header that is known")


@dataclass(repr=False)
class Cleaned:
    """What the clean step found. `account` is the content of clean.json: files, sheets, row counts, tables."""

    account: dict[str, Any]
    records: dict[str, Records]
    quarantine: list[Quarantined]

    def __repr__(self) -> str:
        """Counts only: no record is shown by accident."""
        kept = ", ".join(f"{name} {len(records)}" for name, records in self.records.items())
        quarantined = sum(sheet["quarantined"] for file in self.account["files"] for sheet in file["sheets"])
        return f"<Cleaned: {kept}; {quarantined} quarantined>"


def clean(work: Work) -> Cleaned:
    """Cleans the year, and the year before for comparison, and writes data/clean/<office>/<year>.

    Raises RecordsError where a file cannot be read as its table, SettingsError where corrections do not fit, NoOwnRecords.
    """
    require_own_records(work)
    tables, unread = tables_of(work.workspace, work.office), Unread()
    before = None
    with unread.noting():
        cleaned = clean_folder(work, tables)
    if work.before:
        with unread.noting():
            before = clean_folder(work.before, tables)
    unread.tell()
    with whole(work.clean) as folder:
        write(cleaned, folder, work.lang)
        if before:
            write(before, folder / "before", work.lang)
    return cleaned


def clean_folder(work: Work, tables: Mapping[str, Table]) -> Cleaned:
    """The raw folder of one year, cleaned; nothing is written. Raises UnreadableFiles where several files cannot be read."""
    key = read_key(key_file())
    files, errors = readable(work.raw, tables)
    unread = Unread(errors)
    # A correction of a file that cannot be read is not the first thing to mend.
    corrections = read_corrections(work.raw, files) if not errors else []
    sheets: dict[str, list[CleanSheet]] = {name: [] for name in tables}
    strays: dict[str, list[Sheet]] = {}
    counted: dict[str, Future[dict[str, Counted]]] = {}
    # The second reader counts a file while the first one reads it.
    with ThreadPoolExecutor(max_workers=1) as second:
        for file in files:
            own = [correction for correction in corrections if correction.file == file.name]
            if file.table is not None:
                with unread.noting():
                    counting = second.submit(file.counting())
                    done, strays[file.name] = _clean_file(file, tables[file.table], own, key, work.year)
                    sheets[file.table] += done
                    counted[file.name] = counting
            elif own:
                raise own[0].refused("没有表认领这个文件", "no table claims this file")
        for counting in counted.values():
            with unread.noting():
                counting.result()
    unread.tell()
    records = {name: gathered(tables[name], sheets[name]) for name in tables if sheets[name]}
    for name, found in records.items():
        found.stated = _stated(sheets[name], tables[name], key, work.year)
    quarantine = [cell for name in tables for sheet in sheets[name] for cell in sheet.quarantine]
    quarantine += [cell for file in files for sheet in strays.get(file.name, []) for cell in _stray_rows(file, sheet)]
    account = {
        "office": work.office.id,
        "year": work.year,
        "files": [_file_account(file, sheets, strays.get(file.name, []), records, counted) for file in files],
        "tables": {name: _table_account(found, sheets[name]) for name, found in records.items()},
        "corrections": [_shown(correction, tables, files, sheets) for correction in corrections],
    }
    return Cleaned(account, records, quarantine)


def write(cleaned: Cleaned, folder: Path, lang: str) -> None:
    """The tables as Parquet, quarantine.csv and clean.json, into `folder`."""
    import pyarrow.parquet as pq

    folder.mkdir(exist_ok=True)
    for name, records in cleaned.records.items():
        pq.write_table(arrow_table(records), folder / f"{name}.parquet")
    with (folder / "quarantine.csv").open("w", encoding="utf-8-sig", newline="") as handle:
        writer = csv.writer(handle)
        writer.writerow(["file", "sheet", "row", "column", "text", "reason"])
        for cell in cleaned.quarantine:
            line = [cell.file, cell.sheet, cell.row, cell.column, cell.text, cell.reason.of(lang)]
            writer.writerow([_no_formula(part) for part in line])
    with (folder / "clean.json").open("w", encoding="utf-8", newline="\n") as handle:
        json.dump(cleaned.account, handle, ensure_ascii=False, indent=1, default=_number)
        handle.write("\n")


def _clean_file(
    file: RawFile, table: Table, corrections: list[Correction], key: bytes, year: int
) -> tuple[list[CleanSheet], list[Sheet]]:
    """The file's sheets that hold the table, cleaned, and those that do not. Raises NoHeader where none does."""
    find, cleaned = (find_form, clean_form) if table.kind == "form" else (find_header, clean_sheet)
    sheets = [sheet for sheet in file.sheets() if sheet.physical]
    found = [(layout, sheet) for sheet in sheets if (layout := find(sheet, table))]
    if not found:
        if not sheets:
            raise NoHeader(file=file.place, table=table.title, name=table.table, expected=[c.zh for c in table.columns.values()][:6], row=1, found=[])
        found = [(None, sheets[0])]  # its header is missing: clean_sheet says so
    known = {sheet.name for _, sheet in found}
    for correction in corrections:
        if correction.sheet not in known:
            raise correction.refused(f"没有工作表“{correction.sheet}”", f"there is no sheet “{correction.sheet}”")
    done = [
        cleaned(layout, sheet, table, file, [c for c in corrections if c.sheet == sheet.name], key, year)  # type: ignore[operator]
        for layout, sheet in found
    ]
    return done, [sheet for sheet in sheets if sheet.name not in known]


def _stray_rows(file: RawFile, sheet: Sheet) -> list[Quarantined]:
    """Rows of a sheet that holds no table: kept out, and named, like any row that cannot be read."""
    return [
        Quarantined(file.name, sheet.name, number, "", HIDDEN, NO_HEADER)
        for number in (sheet.filled + 1).tolist()
    ]


def _stated(sheets: list[CleanSheet], table: Table, key: bytes, year: int) -> dict[str, Any]:
    """What the files state of themselves, added up over sheets; a sheet that is silent makes the sum unknown."""
    parts = [stated_by(sheet, table, key, year) for sheet in sheets if len(sheet.rows)]
    return {name: sum(part[name] for part in parts) for name in table.stated if parts and all(name in part for part in parts)}


def _file_account(
    file: RawFile,
    sheets: Mapping[str, list[CleanSheet]],
    strays: list[Sheet],
    records: Mapping[str, Records],
    counting: Mapping[str, Future[dict[str, Counted]]],
) -> dict[str, Any]:
    account: dict[str, Any] = {
        "file": file.name,
        "sha256": file.sha256,
        "bytes": len(file.data),
        "kind": file.kind if file.table else None,
        "encoding": file.encoding if file.table else None,
        "table": file.table,
        "claimed_by": list(file.claimed_by),
        "sheets": [],
    }
    if file.table is None:
        return account
    counted = counting[file.name].result()
    nothing = Counted(0)
    for sheet in sheets[file.table]:
        if sheet.file == file.name:
            account["sheets"].append(_sheet_account(sheet, records[file.table], counted.get(sheet.sheet, nothing)))
    account["sheets"] += [_unread(sheet.name, (sheet.filled + 1).tolist(), counted.get(sheet.name, nothing).rows) for sheet in strays]
    seen = {sheet["sheet"] for sheet in account["sheets"]}
    account["sheets"] += [_unread(name, [], found.rows) for name, found in counted.items() if found.rows and name not in seen]
    return account


def _unread(sheet: str, rows: list[int], counted: int) -> dict[str, Any]:
    """A sheet that holds no table: all of its rows are quarantined."""
    nothing = dict.fromkeys(("header", "totals", "kept", "duplicates", "voided"), 0)
    return {
        "sheet": sheet, "header_row": None, "physical": len(rows), "counted": counted, **nothing, "quarantined": len(rows), "quarantined_rows": rows,
        "unused_columns": [], "uncomputed": [],
    }  # fmt: skip


def _sheet_account(sheet: CleanSheet, records: Records, counted: Counted) -> dict[str, Any]:
    duplicates, quarantined = records.duplicates.get((sheet.file, sheet.sheet), []), sheet.quarantined
    places = {"cells_of": sheet.form.places} if sheet.form else {
        "letters": {name: letter_of(index + 1) for name, index in sheet.header.columns.items()}
    }  # fmt: skip
    return {
        "sheet": sheet.sheet,
        "header_row": sheet.header.row + 1,
        "physical": sheet.physical,
        "counted": counted.rows,
        "header": sheet.header_rows,
        "totals": len(sheet.totals),
        "kept": sheet.form.kept if sheet.form else len(sheet.rows) - len(duplicates),
        "voided": len(sheet.voided),
        "voided_rows": sheet.voided,
        "quarantined": len(quarantined),
        "quarantined_rows": quarantined,
        "duplicates": len(duplicates),
        "duplicate_rows": duplicates,
        "unused_columns": [masked(sheet.header.titles[index]) for index in sheet.header.unused],
        "forms": sheet.forms,
        **places,
        "uncomputed": counted.uncomputed,
    }


def _table_account(records: Records, sheets: list[CleanSheet]) -> dict[str, Any]:
    titles: dict[str, str] = {}
    places, flags = [], []
    for sheet in sheets:
        flags += [asdict(flag) | {"file": sheet.file, "sheet": sheet.sheet} for flag in sheet.flags]
        titles |= {name: sheet.header.titles[index] for name, index in sheet.header.columns.items() if name not in titles}
        for name, rows in sheet.unknown.items():
            places += [{"column": name, "file": sheet.file, "sheet": sheet.sheet, "row": row} for row in rows]
    return {
        "rows": len(records),
        "columns": titles,
        "absent": records.absent,
        "stated": records.stated,
        "unknown_categories": places,
        "flags": flags,
    }


def _shown(
    correction: Correction, tables: Mapping[str, Table], files: list[RawFile], sheets: Mapping[str, list[CleanSheet]]
) -> dict[str, Any]:
    """A correction as the review lists it; what a personal column held or holds is left out."""
    file = next(file for file in files if file.name == correction.file)
    table = tables[file.table or ""]
    sheet = next(s for s in sheets[table.table] if (s.file, s.sheet) == (correction.file, correction.sheet))
    if sheet.form:
        name: str | None = sheet.form.corrected[correction.line]
    else:
        index = column_index(correction.column, sheet.header, table)
        name = next((name for name, place in sheet.header.columns.items() if place == index), None)
    # A column that the table does not know may hold anything about anybody.
    personal = name is None or table.columns[name].personal is not None
    return {
        "file": correction.file,
        "sheet": correction.sheet,
        "row": correction.row,
        "column": masked(text_of(correction.column)),
        "old": None if personal else masked(correction.old),
        "new": None if personal else masked(correction.new),
        "reason": masked(correction.reason),
        "who": masked(correction.who),
    }


def _no_formula(part: object) -> object:
    """A text that a spreadsheet would take for a formula has ' before it, and so has one that begins with ': without the first ' each is what it was."""
    if not isinstance(part, str):
        return part
    text = escaped(part)
    return f"'{text}" if text.lstrip(_BLANKS).startswith(_FORMULA_STARTS) else text


def _number(value: Any) -> int | float:
    """Exact numbers for JSON: whole ones as integers, amounts as the decimal they are."""
    return int(value) if value == int(value) else float(value)
