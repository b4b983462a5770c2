"""Excel workbooks, old and new, and OpenDocument sheets, through calamine."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from nianbao.errors import NotATable
from nianbao.reading.archives import DAMAGED, LOCKED
from nianbao.reading.extents import require_modest_workbook
from nianbao.reading.kinds import Kind
from nianbao.reading.sheet import Merge, Sheet
from nianbao.reading.spans import spans
from nianbao.words import Words

_SAME_NAME = Words(zh="它有两个同名的工作表", en="two of its sheets have one name")


def read_excel(data: bytes, kind: Kind, file: str) -> list[Sheet]:
    """Every worksheet, hidden rows and sheets like others. Raises NotATable where the workbook is damaged, or would take more
    memory than any table."""
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum

    if kind == "xlsx":
        require_modest_workbook(data, file)
    merged = spans(data, file) if kind == "ods" else {}
    try:
        with _panics():
            book = CalamineWorkbook.from_filelike(io.BytesIO(data))
            names = [meta.name for meta in book.sheets_metadata if meta.typ == SheetTypeEnum.WorkSheet]
            if len(set(names)) < len(names):
                raise NotATable(file=file, problem=_SAME_NAME)
            return [_sheet(book.get_sheet_by_name(name), merged.get(name)) for name in names]
    except PasswordError:
        raise NotATable(file=file, problem=LOCKED) from None
    except (CalamineError, OSError, _Panic):
        # What calamine says may hold what stands in a cell.
        raise NotATable(file=file, problem=DAMAGED) from None


def _sheet(sheet, merged: list[Merge] | None) -> Sheet:
    # Without skip_empty_area=False calamine drops leading empty rows, and row numbers would not be Excel's.
    rows = sheet.to_python(skip_empty_area=False)
    while rows and not any(cell != "" for cell in rows[-1]):
        rows.pop()
    last, end = len(rows) - 1, max(map(len, rows), default=0) - 1
    areas = sheet.merged_cell_ranges or merged or []
    # A merge may be as large as a sheet can be.
    within = [((top, left), (min(bottom, last), min(right, end))) for (top, left), (bottom, right) in areas if top <= last and left <= end]
    return Sheet.of(sheet.name, rows, within)


class _Panic(Exception):
    """calamine has met what its authors held for impossible."""


@contextmanager
def _panics() -> Iterator[None]:
    """A panic as an exception, and without what it prints; it is no Exception by itself."""
    sys.stderr.flush()
    kept, nothing = os.dup(2), os.open(os.devnull, os.O_WRONLY)
    os.dup2(nothing, 2)
    try:
        yield
    except BaseException as error:
        if type(error).__name__ != "PanicException":
            raise
        raise _Panic from None
    finally:
        os.dup2(kept, 2)
        os.close(kept)
        os.close(nothing)
