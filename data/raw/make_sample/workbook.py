"""An Excel file that has the same bytes wherever and whenever it is written."""

import io
import os
import re
import zipfile
from datetime import datetime

# openpyxl writes XML with lxml where it finds it, and lxml spaces some tags otherwise than the standard library does.
os.environ["OPENPYXL_LXML"] = "False"

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from spelling import Formatted


def new(title):
    """A workbook whose one sheet is called `title`; returns both."""
    book = Workbook()
    book.active.title = title
    return book, book.active


def put(sheet, row, column, value):
    """Write one cell; a `Formatted` value brings its number format."""
    cell = sheet.cell(row, column)
    if isinstance(value, Formatted):
        cell.value, cell.number_format = value.value, value.number_format
    else:
        cell.value = value


def embolden(cell, size):
    """Set a heading: bold, centred, `size` in points."""
    cell.font, cell.alignment = Font(bold=True, size=size), Alignment(horizontal="center")


def to_bytes(book, saved_on):
    """The workbook as a file of its own, dated `saved_on`.

    Members are stored without compression, for a compressor's output differs from one zlib to the next.
    """
    stamp = datetime.combine(saved_on, datetime.min.time())
    book.properties.creator = "sample"
    book.properties.created = stamp
    fresh = io.BytesIO()
    book.save(fresh)
    dated = io.BytesIO()
    with zipfile.ZipFile(fresh) as source, zipfile.ZipFile(dated, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name == "docProps/core.xml":
                content = re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>%s" % f"{stamp:%FT%TZ}".encode(), content)
            target.writestr(_member(name), content)
    return dated.getvalue()


def _member(name):
    member = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
    member.create_system = 3
    member.external_attr = 0o644 << 16
    return member
