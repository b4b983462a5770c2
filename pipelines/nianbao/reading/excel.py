"""Excel workbooks, old and new, and OpenDocument sheets, through calamine."""

from __future__ import annotations

import io

from nianbao.errors import NotATable
from nianbao.reading.sheet import Merge, Sheet
from nianbao.reading.spans import spans
from nianbao.words import Words


def read_excel(data: bytes, file: str) -> list[Sheet]:
    """Every worksheet, hidden rows and sheets like others. Raises NotATable where the workbook is damaged."""
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum

    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        names = [meta.name for meta in book.sheets_metadata if meta.typ == SheetTypeEnum.WorkSheet]
        # OpenDocument puts its type first, and not compressed.
        merged = spans(data) if b"opendocument.spreadsheet" in data[:128] else {}
        return [_sheet(book.get_sheet_by_name(name), merged.get(name)) for name in names]
    except PasswordError:
        raise NotATable(file=file, problem=Words(zh="它有密码保护", en="it is protected by a password")) from None
    except (CalamineError, OSError):
        raise NotATable(file=file, problem=Words(zh="文件已损坏", en="it is damaged")) from None


def _sheet(sheet, merged: list[Merge] | None) -> Sheet:
    # Without skip_empty_area=False calamine drops leading empty rows, and row numbers would not be Excel's.
    rows = sheet.to_python(skip_empty_area=False)
    while rows and not any(cell != "" for cell in rows[-1]):
        rows.pop()
    return Sheet.of(sheet.name, rows, sheet.merged_cell_ranges or merged or [])
