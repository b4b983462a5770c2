"""What a file really is, told from its first bytes: exports lie about it in their names."""

from __future__ import annotations

import io
import zipfile
from typing import Literal

from nianbao.errors import NotATable
from nianbao.reading.archives import LOCKED, require_sound
from nianbao.words import Words

Kind = Literal["xlsx", "xls", "ods", "csv"]

# What is neither a table nor a text, by its first bytes.
FOREIGN = {
    b"\x89PNG": Words(zh="它是图片", en="it is a picture"),
    b"\xff\xd8\xff": Words(zh="它是图片", en="it is a picture"),
    b"GIF8": Words(zh="它是图片", en="it is a picture"),
    b"Rar!": Words(zh="它是压缩包", en="it is an archive"),
    b"7z\xbc\xaf": Words(zh="它是压缩包", en="it is an archive"),
    b"\x1f\x8b": Words(zh="它是压缩包", en="it is an archive"),
    b"{\\rtf": Words(zh="它是 RTF 文档", en="it is an RTF document"),
}
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_SPREADSHEET = b"application/vnd.oasis.opendocument.spreadsheet"
_NO_TABLE = {b"%PDF": Words(zh="它是 PDF 文件", en="it is a PDF file")} | FOREIGN


def kind_of(data: bytes, file: str) -> Kind:
    """xlsx, xls, ods or csv (any delimited text). Raises NotATable, which says what the file is instead."""
    for start, what in _NO_TABLE.items():
        if data.startswith(start):
            raise NotATable(file=file, problem=what)
    if not (data[:4096].strip() or data.strip()):
        raise NotATable(file=file, problem=Words(zh="它是空文件", en="it is empty"))
    if data.startswith(_ZIP):
        return _kind_of_zip(data, file)
    if data.startswith(COMPOUND):
        if ENCRYPTED in data:
            raise NotATable(file=file, problem=LOCKED)
        return "xls"
    if data[:512].removeprefix(b"\xef\xbb\xbf").lstrip().lower().startswith((b"<html", b"<!doctype", b"<table", b"<meta", b"<?xml")):
        raise NotATable(file=file, problem=Words(zh="它其实是网页", en="it is really a web page"))
    if b"\x00" in data[:4096] and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise NotATable(file=file, problem=Words(zh="它不是文本", en="it is not text"))
    return "csv"


def _kind_of_zip(data: bytes, file: str) -> Kind:
    # calamine reads a part whose bytes have changed without a word; the checksums tell.
    names = require_sound(data, file)
    if "xl/workbook.xml" in names:
        return "xlsx"
    if "mimetype" in names and "content.xml" in names and _mimetype(data) == _SPREADSHEET:
        return "ods"
    if "word/document.xml" in names:
        raise NotATable(file=file, problem=Words(zh="它是 Word 文档", en="it is a Word document"))
    raise NotATable(file=file, problem=Words(zh="它是压缩包或其他格式", en="it is an archive or another format"))


def _mimetype(data: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive, archive.open("mimetype") as part:
        return part.read(len(_SPREADSHEET) + 2).strip()
