"""What kind of report a file is, told from its bytes before its name: downloads lie about it in their names."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path
from typing import Literal

from nianbao.auditing.opening.package import BODY
from nianbao.errors import DamagedReport, LockedReport, NoTextInReport, UnknownReport
from nianbao.reading.kinds import COMPOUND, ENCRYPTED, FOREIGN
from nianbao.words import Words

Kind = Literal["txt", "md", "html", "docx", "pdf"]

KNOWN = ("txt", "md", "html", "docx", "pdf")
_NAMES: dict[str, Kind] = {
    "": "txt", ".txt": "txt", ".text": "txt", ".md": "md", ".markdown": "md", ".html": "html", ".htm": "html", ".shtml": "html", ".xhtml": "html",
}  # fmt: skip
_PAGE = re.compile(rb"(?:<\?xml[^>]*>|<!--.*?-->|\s)*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL)
_OLD_WORD = Words(zh="它是旧版 doc（或 wps）文档", en="it is an old .doc (or .wps)")
_NOT_TEXT = Words(zh="它不是文字", en="it is not text")


def kind_of(data: bytes, path: Path) -> Kind:
    """Raises UnknownReport, LockedReport, DamagedReport, NoTextInReport."""
    if not data.strip(b"\x00\t\n\r \xef\xbb\xbf"):
        raise NoTextInReport(file=path.name, problem=Words(zh="它是空文件", en="it is an empty file"))
    # Some servers put blanks or a mark before the header of a PDF; readers look for it in the first thousand bytes.
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith(b"PK\x03\x04"):
        return _kind_of_zip(data, path)
    if data.startswith(COMPOUND):
        if ENCRYPTED in data:
            raise LockedReport(file=path.name)
        raise _unknown(path, _OLD_WORD)
    for start, what in FOREIGN.items():
        if data.startswith(start):
            raise _unknown(path, what)
    return _kind_of_text(data, path)


def _kind_of_text(data: bytes, path: Path) -> Kind:
    name = path.suffix.lower()
    wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    if b"\x00" in data[:4096] and not wide and name not in _NAMES:
        raise _unknown(path, _NOT_TEXT)
    if name in (".pdf", ".docx"):
        raise DamagedReport(file=path.name, problem=Words(zh=f"里面不是 {name[1:]}", en=f"what is in it is no {name[1:]}"))
    # Also a page under the name of a .doc, as some systems export it.
    start = data[:4096].decode("utf-16", "ignore").encode() if wide else data[:4096].removeprefix(b"\xef\xbb\xbf")
    if _PAGE.match(start):
        return "html"
    if name not in _NAMES:
        raise _unknown(path, Words(zh=f"不认识 {name} 文件", en=f"{name} is not a kind of report"))
    return _NAMES[name]


def _kind_of_zip(data: bytes, path: Path) -> Kind:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, EOFError, ValueError, NotImplementedError):
        raise DamagedReport(file=path.name, problem=Words(zh="压缩的内容不完整", en="what is packed in it is incomplete")) from None
    if any(BODY.fullmatch(name) for name in names):
        return "docx"
    spreadsheet = any(name.startswith("xl/") for name in names)
    what = Words(zh="它是表格", en="it is a spreadsheet") if spreadsheet else Words(zh="它是压缩包或其他格式", en="it is an archive or another format")
    raise _unknown(path, what)


def _unknown(path: Path, problem: Words) -> UnknownReport:
    return UnknownReport(file=path.name, problem=problem, known=KNOWN)
