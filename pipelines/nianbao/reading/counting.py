"""The second reader: counts the rows that hold anything, by other libraries than the first.

What the first reader lost cannot be seen in its own numbers; two readers that know nothing of each other agree, or
the check of the accounts fails.
"""

from __future__ import annotations

import io
import posixpath
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

from nianbao.errors import NotATable
from nianbao.reading.delimited import delimiter_of
from nianbao.reading.kinds import Kind
from nianbao.reading.sheet import is_blank
from nianbao.words import Words

_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def count_rows(data: bytes, kind: Kind, text: str | None, file: str) -> dict[str, int]:
    """Sheet name → number of rows with any content; a csv file is one sheet named "".

    Raises NotATable where this reader cannot open what the first one could.
    """
    if kind == "csv":
        return {"": _count_text(text or "")}
    try:
        return {"xlsx": _count_xlsx, "xls": _count_xls, "ods": _count_ods}[kind](data)
    except Exception as error:
        # xlrd answers damage with whatever its arithmetic runs into.
        reason = type(error).__name__
        raise NotATable(file=file, problem=Words(zh=f"文件已损坏（{reason}）", en=f"it is damaged ({reason})")) from None


def _count_xlsx(data: bytes) -> dict[str, int]:
    """From the XML of the cells alone: styles, extents and lists, which other programs write wrongly, do not matter."""
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        shared = _blank_strings(book)
        return {name: sum(_is_filled(row, shared) for row in _rows(book, part)) for name, part in _sheets(book)}


def _sheets(book: zipfile.ZipFile) -> list[tuple[str, str]]:
    """The worksheets' names, each with the member that holds it."""
    relations = {
        node.get("Id"): posixpath.normpath(posixpath.join("/xl", node.get("Target", ""))).lstrip("/")
        for node in ElementTree.fromstring(book.read("xl/_rels/workbook.xml.rels"))
        if node.get("Type", "").endswith("/worksheet")
    }
    named = _named(ElementTree.fromstring(book.read("xl/workbook.xml")), "sheet")
    return [(node.get("name", ""), relations[part]) for node in named if (part := node.get(_RELATION)) in relations]


def _blank_strings(book: zipfile.ZipFile) -> set[str]:
    """The numbers of shared texts that are blank."""
    if "xl/sharedStrings.xml" not in book.namelist():
        return set()
    items = _named(ElementTree.fromstring(book.read("xl/sharedStrings.xml")), "si")
    return {str(index) for index, item in enumerate(items) if is_blank("".join(part.text or "" for part in _named(item, "t")))}


def _rows(book: zipfile.ZipFile, part: str) -> Iterator[ElementTree.Element]:
    with book.open(part) as file:
        for _, node in ElementTree.iterparse(file):
            if node.tag.endswith("}row"):
                yield node
                node.clear()


def _is_filled(row: ElementTree.Element, blank: set[str]) -> bool:
    return any(_has_value(cell, cell.get("t", "n"), blank) for cell in _named(row, "c"))


def _has_value(cell: ElementTree.Element, kind: str, blank: set[str]) -> bool:
    """Whether the cell shows anything; an error such as #DIV/0! is no content."""
    if kind == "e":
        return False
    text = "".join(part.text or "" for name in ("v", "t") for part in _named(cell, name))
    return text not in blank if kind == "s" else not is_blank(text)


def _named(node: ElementTree.Element, name: str) -> Iterator[ElementTree.Element]:
    return (part for part in node.iter() if part.tag.endswith(f"}}{name}"))


def uncomputed(data: bytes, kind: Kind) -> dict[str, list[str]]:
    """Sheet name → the cells whose formula has no value: a program has written it that does not compute.

    Known of xlsx alone: the other kinds do not tell a formula without a value from a blank.
    """
    if kind != "xlsx":
        return {}
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        found = {
            name: [cell.get("r", "") for row in _rows(book, part) for cell in _named(row, "c") if _has_no_value(cell)]
            for name, part in _sheets(book)
        }
    return {name: cells for name, cells in found.items() if cells}


def _has_no_value(cell: ElementTree.Element) -> bool:
    # A formula whose value is an empty text has one.
    is_text = cell.get("t") == "str"
    return any(True for _ in _named(cell, "f")) and not is_text and not any(value.text for value in _named(cell, "v"))


def _count_ods(data: bytes) -> dict[str, int]:
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        content = ElementTree.fromstring(book.read("content.xml"))
    return {
        next(value for name, value in table.attrib.items() if name.endswith("}name")): sum(
            _repeated(row, "rows") for row in _named(table, "table-row") if any(_shows_something(cell) for cell in row)
        )
        for table in _named(content, "table")
    }


def _shows_something(cell: ElementTree.Element) -> bool:
    """Whether an OpenDocument cell has content: neither a comment beside it nor an error such as #DIV/0! is any."""
    values = {name.rpartition("}")[2]: value for name, value in cell.attrib.items()}
    if any(name.endswith("}value-type") and value == "error" for name, value in cell.attrib.items()):
        return False
    paragraphs = "".join("".join(part.itertext()) for part in cell if part.tag.endswith("}p"))
    return not is_blank(paragraphs) or "value" in values or "date-value" in values


def _repeated(node: ElementTree.Element, what: str) -> int:
    """How often a row stands: equal rows are written once."""
    return next((int(times) for name, times in node.attrib.items() if name.endswith(f"}}number-{what}-repeated")), 1)


def _count_xls(data: bytes) -> dict[str, int]:
    import xlrd

    book = xlrd.open_workbook(file_contents=data, logfile=io.StringIO())
    return {sheet.name: sum(_is_filled_xls(sheet.row(row)) for row in range(sheet.nrows)) for sheet in book.sheets()}


def _is_filled_xls(row: list) -> bool:
    import xlrd

    return any(cell.ctype != xlrd.XL_CELL_ERROR and not is_blank(cell.value) for cell in row)


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
        ((count,),) = connect(Path(folder)).execute(query, [str(path), delimiter]).fetchall()
    return count
