"""A file becomes a Document: what kind it is, who reads that kind, and the text written out again."""

from __future__ import annotations

import os
import re
import stat
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import BinaryIO

from nianbao.auditing.document import Document
from nianbao.auditing.opening.kinds import Kind, kind_of
from nianbao.errors import NoTextInReport, TooLargeReport
from nianbao.errors.system import unread
from nianbao.folders import put
from nianbao.words import Words

MOST_BYTES = 200_000_000
_MEGABYTE = 1_000_000
_STANDARD_INPUT = Path("-")

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
    put(out, document.text.encode("utf-8", "surrogatepass"))


def _content(path: Path) -> bytes:
    size = 0
    try:
        if path == _STANDARD_INPUT and not path.exists():
            data = sys.stdin.buffer.read(MOST_BYTES + 1)
        else:
            with _opened(path) as handle:
                size = os.fstat(handle.fileno()).st_size
                data = b"" if size > MOST_BYTES else handle.read(MOST_BYTES + 1)
                if not data and stat.S_ISFIFO(os.fstat(handle.fileno()).st_mode):
                    raise NoTextInReport(file=path.name, problem=Words(zh="没有程序往这个管道里写", en="nothing writes to this pipe"))
    except OSError as error:
        raise unread(path, error) from None
    if max(size, len(data)) > MOST_BYTES:
        raise TooLargeReport(file=path.name, size=-(-max(size, len(data)) // _MEGABYTE), most=MOST_BYTES // _MEGABYTE)
    return data


def _opened(path: Path) -> BinaryIO:
    """The file, open; a pipe that nobody writes to is at its end at once, where it would else be waited for."""
    if not path.is_fifo():
        return path.open("rb")
    handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    os.set_blocking(handle, True)
    return os.fdopen(handle, "rb")
