"""The second reader: counts the rows that hold anything, by other libraries than the first.

What the first reader lost cannot be seen in its own numbers; two readers that know nothing of each other agree, or
the check of the accounts fails.
"""

from __future__ import annotations

import io
import os
import posixpath
import tempfile
import zipfile
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from lxml import etree

from nianbao.errors import CannotWrite, NotATable
from nianbao.errors.system import reason
from nianbao.folders import scratch
from nianbao.reading.cells import is_blank
from nianbao.reading.delimited import delimiter_of
from nianbao.reading.extents import require_modest
from nianbao.reading.kinds import Kind
from nianbao.words import Words

_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


@dataclass(frozen=True)
class Counted:
    """Of a sheet: the number of rows with any content, and the cells whose formula has no value, which a program has
    written that does not compute (known of xlsx alone: the other kinds do not tell such a cell from a blank)."""

    rows: int
    uncomputed: list[str] = field(default_factory=list)


def count(data: bytes, kind: Kind, text: bytes | None, file: str) -> dict[str, Counted]:
    """Sheet name → what this reader counts there; a csv file is one sheet named "".

    Raises NotATable where this reader cannot open what the first one could, CannotWrite.
    """
    try:
        if kind == "csv":
            return {"": Counted(_count_text(text or b"", file))}
        if kind == "xls":
            return _count_xls(data, file)
        return {"xlsx": _count_xlsx, "ods": _count_ods}[kind](data)
    except (NotATable, CannotWrite):
        raise
    except Exception:
        # xlrd answers damage with whatever its arithmetic runs into.
        raise NotATable(file=file, problem=Words(zh="文件已损坏", en="it is damaged")) from None


def _count_xlsx(data: bytes) -> dict[str, Counted]:
    """From the XML of the cells alone: styles, extents and lists, which other programs write wrongly, do not matter."""
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        blank = _blank_strings(book)
        return {name: _count_part(book, part, blank) for name, part in _sheets(book)}


def _count_part(book: zipfile.ZipFile, part: str, blank: set[str]) -> Counted:
    rows, uncomputed = 0, []
    with book.open(part) as file:
        for _, row in etree.iterparse(file, tag="{*}row", resolve_entities=False, no_network=True):
            rows += any(_has_value(cell, cell.get("t", "n"), blank) for cell in row.iter("{*}c"))
            uncomputed += [cell.get("r", "") for formula in row.iter("{*}f") if _has_no_value(cell := formula.getparent())]
            row.clear()
            while row.getprevious() is not None:
                del row.getparent()[0]
    return Counted(rows, uncomputed)


def _sheets(book: zipfile.ZipFile) -> list[tuple[str, str]]:
    """The worksheets' names, each with the member that holds it."""
    relations = {
        node.get("Id"): posixpath.normpath(posixpath.join("/xl", node.get("Target", ""))).lstrip("/")
        for node in _parsed(book, "xl/_rels/workbook.xml.rels")
        if node.get("Type", "").endswith("/worksheet")
    }
    named = _parsed(book, "xl/workbook.xml").iter("{*}sheet")
    return [(node.get("name", ""), relations[part]) for node in named if (part := node.get(_RELATION)) in relations]


def _blank_strings(book: zipfile.ZipFile) -> set[str]:
    """The numbers of shared texts that are blank."""
    if "xl/sharedStrings.xml" not in book.namelist():
        return set()
    items = _parsed(book, "xl/sharedStrings.xml").iter("{*}si")
    return {str(index) for index, item in enumerate(items) if is_blank("".join(part.text or "" for part in item.iter("{*}t")))}


def _parsed(book: zipfile.ZipFile, member: str) -> Any:
    return etree.fromstring(book.read(member), etree.XMLParser(resolve_entities=False, no_network=True))


def _has_value(cell: Any, kind: str, blank: set[str]) -> bool:
    """Whether the cell shows anything; an error such as #DIV/0! is no content."""
    if kind == "e":
        return False
    text = "".join(part.text or "" for part in cell.iter("{*}v", "{*}t"))
    return text not in blank if kind == "s" else not is_blank(text)


def _has_no_value(cell: Any) -> bool:
    # A formula whose value is an empty text has one.
    return cell.get("t") != "str" and not any(value.text for value in cell.iter("{*}v"))


def _count_ods(data: bytes) -> dict[str, Counted]:
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        content = _parsed(book, "content.xml")
    return {
        next(value for name, value in table.attrib.items() if name.endswith("}name")): Counted(sum(
            _repeated(row, "rows") for row in table.iter("{*}table-row") if any(_shows_something(cell) for cell in row)
        ))
        for table in content.iter("{*}table")
    }  # fmt: skip


def _shows_something(cell: Any) -> bool:
    """Whether an OpenDocument cell has content: neither a comment beside it nor an error such as #DIV/0! is any."""
    values = {name.rpartition("}")[2]: value for name, value in cell.attrib.items()}
    if any(name.endswith("}value-type") and value == "error" for name, value in cell.attrib.items()):
        return False
    paragraphs = "".join("".join(part.itertext()) for part in cell.iterchildren("{*}p"))
    return not is_blank(paragraphs) or "value" in values or "date-value" in values


def _repeated(node: Any, what: str) -> int:
    """How often a row stands: equal rows are written once."""
    return next((int(times) for name, times in node.attrib.items() if name.endswith(f"}}number-{what}-repeated")), 1)


def _count_xls(data: bytes, file: str) -> dict[str, Counted]:
    import xlrd

    book = xlrd.open_workbook(file_contents=data, logfile=io.StringIO(), ragged_rows=True)
    for sheet in book.sheets():
        require_modest(sheet.nrows, sheet.ncols, sum(map(sheet.row_len, range(sheet.nrows))), file)
    return {sheet.name: Counted(sum(_is_filled_xls(sheet.row(row)) for row in range(sheet.nrows))) for sheet in book.sheets()}


def _is_filled_xls(row: list) -> bool:
    import xlrd

    return any(cell.ctype != xlrd.XL_CELL_ERROR and not is_blank(cell.value) for cell in row)


def _count_text(content: bytes, file: str) -> int:
    delimiter = delimiter_of(content)
    width = 1 + max((line.count(delimiter.encode()) for line in content.splitlines()), default=0)
    require_modest(0, width, 0, file)
    columns = ", ".join(f"'c{i}': 'VARCHAR'" for i in range(width))
    cells = ", ".join(f"c{i}" for i in range(width))
    query = (
        f"select count(*) from read_csv(?, auto_detect = false, header = false, delim = ?, quote = '\"', "
        f"escape = '\"', columns = {{{columns}}}, null_padding = true, strict_mode = false, parallel = false, "
        f"max_line_size = 1000000000) where regexp_matches(concat({cells}), '[^\\s\\p{{Z}}\\p{{Cf}}]')"
    )
    folder, engine = _engine(os.getpid())
    try:
        with tempfile.NamedTemporaryFile(dir=folder.name, suffix=".csv") as file:
            file.write(content)
            file.flush()
            ((counted,),) = engine.cursor().execute(query, [file.name, delimiter]).fetchall()
    except OSError as error:
        raise CannotWrite(path=folder.name, problem=reason(error)) from None
    return counted


@lru_cache(maxsize=1)
def _engine(_process: int) -> tuple[tempfile.TemporaryDirectory, Any]:
    """A folder for texts to be counted and a DuckDB that reads it: opened once, since opening takes longer than a count.

    A process that was forked opens its own.
    """
    from nianbao.engine import connect

    folder = scratch()
    return folder, connect(Path(folder.name))
