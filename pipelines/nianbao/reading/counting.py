"""The second reader: counts the rows that hold anything, by other libraries than the first.

What the first reader lost cannot be seen in its own numbers; two readers that know nothing of each other agree, or
the check of the accounts fails.
"""

from __future__ import annotations

import io
import tempfile
from pathlib import Path

from nianbao.reading.delimited import delimiter_of
from nianbao.reading.kinds import Kind
from nianbao.reading.sheet import is_blank


def count_rows(data: bytes, kind: Kind, text: str | None) -> dict[str, int]:
    """Sheet name → number of rows with any content; a csv file is one sheet named ""."""
    if kind == "xlsx":
        return _count_xlsx(data)
    if kind == "xls":
        return _count_xls(data)
    return {"": _count_text(text or "")}


def _count_xlsx(data: bytes) -> dict[str, int]:
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    try:
        return {
            sheet.title: sum(any(not is_blank(value) for value in row) for row in sheet.iter_rows(values_only=True))
            for sheet in book.worksheets
        }
    finally:
        book.close()


def _count_xls(data: bytes) -> dict[str, int]:
    import xlrd

    book = xlrd.open_workbook(file_contents=data)
    return {
        sheet.name: sum(any(not is_blank(value) for value in sheet.row_values(row)) for row in range(sheet.nrows))
        for sheet in book.sheets()
    }


def _count_text(text: str) -> int:
    from nianbao.engine import connect

    delimiter = delimiter_of(text)
    width = 1 + max((line.count(delimiter) for line in text.splitlines()), default=0)
    columns = ", ".join(f"'c{i}': 'VARCHAR'" for i in range(width))
    filled = " or ".join(f"regexp_matches(c{i}, '[^\\s\\p{{Z}}\\p{{Cf}}]')" for i in range(width))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "text.csv"
        path.write_text(text, "utf-8", newline="")
        query = (
            f"select count(*) from read_csv(?, auto_detect = false, header = false, delim = ?, quote = '\"', "
            f"escape = '\"', columns = {{{columns}}}, null_padding = true, strict_mode = false, parallel = false, "
            f"max_line_size = 1000000000) where {filled}"
        )
        (count,) = connect(Path(folder)).execute(query, [str(path), delimiter]).fetchone()
    return count
