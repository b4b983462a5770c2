"""nianbao split: a file of all offices → data/raw/<office>/<year>/<file>, and data/split/<year>/<file>/ with the account of it."""

from __future__ import annotations

import csv
import filecmp
import hashlib
import json
import os
import re
import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from glob import escape
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

from nianbao.errors import CannotWrite, NoCodes, NoRowOfAnOffice, NotATable, RowsDiffer, SameCode, SplitDiffers
from nianbao.errors.system import reason
from nianbao.folders import make_way, sweep, to_disk, whole
from nianbao.office import Workspace
from nianbao.reading import delimiter_of, text_of
from nianbao.splitting.columns import CodeColumn, code_column
from nianbao.splitting.parcels import Parcels
from nianbao.splitting.records import Records, records
from nianbao.splitting.stream import Stream
from nianbao.words import Words

UNMATCHED = "unmatched.csv"
_NO_OFFICE, _NO_ROW = -1, -2
_FLOAT = re.compile(r"[0-9]+\.0")
# How programs have Excel leave a code as it is.
_KEPT = re.compile(r'="([^"]*)"')


@dataclass(frozen=True)
class Split:
    """What became of the file: `account` is the content of split.json in `folder`."""

    folder: Path
    account: dict[str, Any]

    @property
    def told(self) -> Words:
        offices, unmatched = len(self.account["offices"]), self.account["unmatched"]["rows"]
        rows = self.account["rows"]
        zh, en = f"{rows} 行分给 {offices} 个单位，见 {self.folder}。", f"{rows} rows, split among {offices} offices: see {self.folder}."
        if unmatched:
            zh = f"{rows} 行中 {rows - unmatched} 行分给 {offices} 个单位；{unmatched} 行的代码不属于任何单位，留在 {self.folder / UNMATCHED}。"
            en = (
                f"Of {rows} rows {rows - unmatched} are split among {offices} offices; {unmatched} have the code of no office here "
                f"and are kept in {self.folder / UNMATCHED}."
            )
        return Words(zh=zh, en=en)


def split(workspace: Workspace, file: Path, year: int, column: str | None = None, replace: bool = False) -> Split:
    """Splits the file, in memory that does not grow with it; each row stays the bytes that it was, in its order.

    `column` is the title of the codes. Files with other content are overwritten with `replace` alone. Raises NoSuchFile,
    FolderForFile, MayNotRead, NotATable, NoCodes, SameCode, NoCodeColumn, SeveralCodeColumns, NoRowOfAnOffice, RowsDiffer, SplitDiffers, CannotWrite.
    """
    stream, offices = Stream(file), _offices(workspace)
    folder = workspace.root / "data" / "split" / str(year) / file.name
    name = f"{file.stem}.csv" if stream.is_parquet else file.name
    with whole(folder) as new:
        account = _counted_twice(stream, offices, column, new)
        staged = {office["office"]: workspace.raw / office["office"] / str(year) / name for office in account["offices"]}
        _place(new / "offices", staged, _left_over(folder, workspace.raw, staged), replace)
        text = json.dumps(account | {"year": year, "name": name}, ensure_ascii=False, indent=1)
        (new / "split.json").write_text(text + "\n", "utf-8")
    return Split(folder, account)


def _counted_twice(stream: Stream, offices: dict[str, str], column: str | None, folder: Path) -> dict[str, Any]:
    """The account of the rows, by one reader that splits them and another that counts them at the same time."""
    file = stream.path.name
    try:
        with ThreadPoolExecutor(max_workers=1) as second:
            counting = second.submit(stream.count)
            account = _sorted(stream, offices, column, folder)
            counted = counting.result()
    except csv.Error:
        raise NotATable(file=file, problem=Words(zh="引号不成对", en="its quotes do not match")) from None
    rows = account["head"] + account["rows"] + account["blank"]
    if counted != rows:
        raise RowsDiffer(file=file, rows=rows, counted=counted)
    return account | {"counted": counted}


def _offices(workspace: Workspace) -> dict[str, str]:
    """Code → office. Raises NoCodes, SameCode."""
    found: dict[str, str] = {}
    for office in workspace.offices():
        code = _reduced(office.file.code)
        if code in found:
            raise SameCode(offices=[found[code], office.id], code=code)
        if code:
            found[code] = office.id
    if not found:
        raise NoCodes(folder=workspace.raw)
    return found


def _reduced(code: str) -> str:
    """The code as it is compared. A column of whole numbers with a gap is written with a point and a nought by many a program."""
    plain = "".join(text_of(code).split()).upper()
    plain = kept[1] if (kept := _KEPT.fullmatch(plain)) else plain
    return plain.removesuffix(".0") if _FLOAT.fullmatch(plain) else plain


def _sorted(stream: Stream, offices: dict[str, str], asked: str | None, folder: Path) -> dict[str, Any]:
    """The account of the rows, once each office's lie in folder/offices, and those of none in `folder` itself."""
    import pyarrow.parquet as pq

    file = stream.path.name
    blocks = stream.blocks()
    first = next(blocks, b"")
    delimiter = delimiter_of(first)
    parts: Iterator[Records] = records(chain([first], blocks), delimiter)
    part = next(parts, Records(b"", np.zeros(0, np.int64), delimiter))
    column = code_column(part, asked, file)
    head = stream.mark + part.data[: part.ends[column.row]]
    ids = list(offices.values())
    numbers = {code: number for number, code in enumerate(offices)}
    sent, kept = Parcels(folder / "offices", head), Parcels(folder / "rest", head)
    schema = pa.schema({"row": pa.int64(), "office": pa.string(), "to": pa.int64()})
    seen, blank, skip = 0, 0, column.row + 1
    with pq.ParquetWriter(folder / "rows.parquet", schema) as places:
        for block in chain([part], parts):
            whose, empty = _whose(block, column, numbers), block.blank()
            whose[empty] = whose[:skip] = _NO_ROW
            blank += int(empty[skip:].sum())
            to = _send(block, whose, ids, sent, kept) + column.row + 2
            there = np.flatnonzero(whose != _NO_ROW)
            named = pa.array([*ids, None], pa.string()).take(pa.array(whose[there] % (len(ids) + 1)))
            places.write_table(pa.table([pa.array(seen + 1 + there), named, pa.array(to[there])], schema=schema))
            seen, skip = seen + len(block), 0
    sent.write()
    kept.write()
    rest = kept.found.get(UNMATCHED)
    rows = sum(parcel.rows for parcel in sent.found.values()) + (rest.rows if rest else 0)
    if not sent.found:
        raise NoRowOfAnOffice(file=file, column=column.title, rows=rows)
    if rest:
        rest.path.rename(folder / UNMATCHED)
    (folder / "rest").rmdir()
    codes = {office: code for code, office in offices.items()}
    return {
        "source": file,
        "sha256": stream.sha256,
        "bytes": stream.bytes,
        "encoding": column.encoding,
        "column": column.title,
        "head": column.row + 1,
        "rows": rows,
        "blank": blank,
        "offices": [
            {"office": office, "code": codes[office], "rows": parcel.rows, "bytes": parcel.bytes, "sha256": parcel.hash.hexdigest()}
            for office, parcel in sorted(sent.found.items())
        ],
        "unmatched": {"rows": rest.rows, "bytes": rest.bytes, "sha256": rest.hash.hexdigest()} if rest else {"rows": 0},
    }


def _whose(block: Records, column: CodeColumn, numbers: dict[str, int]) -> np.ndarray:
    """The number of each record's office."""
    def number_of(cell: bytes) -> int:
        return numbers.get(_reduced(cell.decode(column.encoding, "replace")), _NO_OFFICE)

    cells = block.column(column.index)
    known = np.array([*map(number_of, cells.dictionary.to_pylist()), _NO_OFFICE], np.int64)
    found = known[cells.indices.fill_null(len(known) - 1).to_numpy()]
    for index, told in block.quoted.items():
        found[index] = number_of(told[column.index].encode("latin-1")) if column.index < len(told) else _NO_OFFICE
    return found


def _send(block: Records, whose: np.ndarray, ids: list[str], sent: Parcels, kept: Parcels) -> np.ndarray:
    """Puts each record where it belongs, and tells how many stand above it there."""
    order = np.argsort(whose, kind="stable")
    offsets = np.concatenate([[0], block.ends]).astype(np.int64)
    whole = pa.Array.from_buffers(pa.large_binary(), len(block), [None, pa.py_buffer(offsets), pa.py_buffer(block.data)]).take(pa.array(order))
    ends, content = np.frombuffer(whole.buffers()[1], np.int64), memoryview(whole.buffers()[2])
    above = np.zeros(len(block), np.int64)
    owners, starts = np.unique(whose[order], return_index=True)
    for owner, start, end in zip(owners.tolist(), starts.tolist(), [*starts[1:].tolist(), len(order)], strict=True):
        if owner != _NO_ROW:
            parcels, name = (kept, UNMATCHED) if owner == _NO_OFFICE else (sent, ids[owner])
            before = parcels.add(name, end - start, bytes(content[ends[start] : ends[end]]))
            above[order[start:end]] = before + np.arange(end - start)
    return above


def _left_over(folder: Path, raw: Path, staged: dict[str, Path]) -> list[Path]:
    """Files that an earlier split of the same name gave to offices that have no row in this one."""
    if not (folder / "split.json").exists():
        return []
    account = json.loads((folder / "split.json").read_text("utf-8"))
    given = {office["office"]: office["sha256"] for office in account["offices"] if office["office"] not in staged}
    paths = ((raw / office / str(account["year"]) / account["name"], sha256) for office, sha256 in given.items())
    return [path for path, sha256 in paths if path.is_file() and hashlib.sha256(path.read_bytes()).hexdigest() == sha256]


def _place(folder: Path, staged: dict[str, Path], left_over: list[Path], replace: bool) -> None:
    """Moves each office's file to where it belongs; what is there already and the same stays. Raises SplitDiffers, CannotWrite."""
    wanted = {office: path for office, path in staged.items() if not (path.is_file() and filecmp.cmp(folder / office, path, shallow=False))}
    differing = [path for path in (*wanted.values(), *left_over) if path.exists()]
    if differing and not replace:
        raise SplitDiffers(count=len(differing), found=differing[:3])
    try:
        for path in staged.values():
            sweep(path.parent, escape(path.name))
        above: set[Path] = set()
        for office, path in wanted.items():
            above |= {*make_way(path)}
            part = path.with_name(f".{path.name}.new-{os.getpid()}")
            shutil.move(folder / office, part)
            to_disk(part)
            part.replace(path)
        for path in left_over:
            path.unlink()
        to_disk(*{path.parent for path in (*wanted.values(), *left_over)}, *above)
    except OSError as error:
        raise CannotWrite(path=Path(error.filename or folder), problem=reason(error)) from None
    shutil.rmtree(folder)
