"""A file becomes a Document: what kind it is, who reads that kind, and the text written out again."""

from __future__ import annotations

import re
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from nianbao.auditing.document import Document
from nianbao.auditing.opening.kinds import Kind, kind_of
from nianbao.errors import CannotWrite, FolderForFile, MayNotRead, NoSuchFile, NoTextInReport, TooLargeReport
from nianbao.words import Words

MOST_BYTES = 200_000_000
_MEGABYTE = 1_000_000

# Each reads the bytes of its kind: lxml and pdfium are imported when a file wants them.
_READERS: dict[Kind, str] = {"txt": "plain", "md": "markdown", "html": "web", "docx": "word", "pdf": "paper"}


def open_document(path: Path) -> Document:
    """The report as text, blocks, tables and marks; the kind of a file is told by its bytes first and its name second.

    Raises NoSuchFile, FolderForFile, MayNotRead, UnknownReport (usage), TooLargeReport, DamagedReport, LockedReport,
    NoTextInReport (records).
    """
    data = _content(path)
    kind = kind_of(data, path)
    read: Callable[[bytes, Path], Document] = import_module(f"nianbao.auditing.opening.{_READERS[kind]}").read
    document = read(data, path)
    if not re.search(r"\w", document.text):
        raise NoTextInReport(file=path.name, problem=Words(zh="它是空的", en="it is empty"))
    return document


def save_text(document: Document, out: Path) -> None:
    """Writes the text in which the offsets count, as UTF-8 with lines that end in \\n. Raises CannotWrite."""
    try:
        out.write_bytes(document.text.encode("utf-8", "surrogatepass"))
    except OSError as error:
        raise CannotWrite(path=out, problem=error.strerror or str(error)) from None


def _content(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise FolderForFile(path=path)
        size = path.stat().st_size
        if size > MOST_BYTES:
            raise TooLargeReport(file=path.name, size=size // _MEGABYTE, most=MOST_BYTES // _MEGABYTE)
        return path.read_bytes()
    except FileNotFoundError:
        raise NoSuchFile(path=path) from None
    except OSError as error:
        # Windows answers so to a file that Word holds open, too.
        if isinstance(error, PermissionError):
            raise MayNotRead(path=path) from None
        raise NoSuchFile(path=path) from None
