"""A plain text file: the text as it stands in the file, its lines as blocks."""

from __future__ import annotations

import re
from pathlib import Path

from nianbao.auditing.document import Block, Document
from nianbao.errors import DamagedReport, UnknownEncoding
from nianbao.reading import decode
from nianbao.words import Words

_LINE = re.compile(r"[^\s\ufeff](?:[^\n]*\S)?")
_NEWLINE = re.compile(r"\r\n?")


def read(data: bytes, path: Path) -> Document:
    """The text as `Path.read_text` gives it: lines end in \\n, and a mark that UTF-8 begins with is counted. Raises DamagedReport."""
    text = text_of(data, path.name)
    return Document(path, text, tuple(Block(*found.span()) for found in _LINE.finditer(text)))


def text_of(data: bytes, file: str) -> str:
    """The decoded text, lines ending in \\n. Raises DamagedReport."""
    try:
        text, encoding = _unmarked(data) or decode(data, file)
    except (UnknownEncoding, UnicodeDecodeError):
        raise DamagedReport(file=file, problem=Words(zh="文字编码无法辨认", en="its encoding is not known")) from None
    if encoding == "utf-8-sig":
        text = f"\ufeff{text}"
    return _NEWLINE.sub("\n", text) if "\r" in text else text


def _unmarked(data: bytes) -> tuple[str, str] | None:
    """UTF-16 without a mark: no other text holds noughts. Raises UnicodeDecodeError."""
    if b"\x00" not in data or data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return None
    encoding = "utf-16-le" if data[1::2].count(0) >= data[::2].count(0) else "utf-16-be"
    return data.decode(encoding), encoding
