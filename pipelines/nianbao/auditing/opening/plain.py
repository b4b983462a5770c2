"""A plain text file: the text as it stands in the file, its lines as blocks."""

from __future__ import annotations

import re
from pathlib import Path

from nianbao.auditing.document import Block, Document
from nianbao.errors import DamagedReport, UnknownEncoding
from nianbao.reading import decode
from nianbao.words import Words

_LINE = re.compile(r"[^\s\ufeff](?:[^\n]*\S)?")
_CHARACTER = re.compile("[\u3400-\u9fff]")
_SAMPLE, _FEW = 20_000, 8
_COMMON = 0.6  # of a text in Chinese nearly all; of one in traditional characters about 0.7; of Big5 misread less than half
_NOUGHTS = 0.25  # of the bytes; in UTF-16 each digit, letter and line end has one, and Chinese words are no UTF-8
_NEWLINE = re.compile(r"\r\n?")


def read(data: bytes, path: Path) -> Document:
    """The text as `Path.read_text` gives it: lines end in \\n, and a mark that UTF-8 begins with is counted. Raises DamagedReport."""
    text = text_of(data, path.name)
    return Document(path, text, tuple(Block(*found.span()) for found in _LINE.finditer(text)))


def text_of(data: bytes, file: str) -> str:
    """The decoded text, lines ending in \\n. Raises DamagedReport."""
    unknown = DamagedReport(file=file, problem=Words(zh="文字编码无法辨认", en="its encoding is not known"))
    try:
        text, encoding = _unmarked(data) or decode(data, file)
    except (UnknownEncoding, UnicodeDecodeError):
        raise unknown from None
    if encoding == "gb18030" and not _is_chinese(text):
        raise unknown
    if encoding == "utf-8-sig":
        text = f"\ufeff{text}"
    return _NEWLINE.sub("\n", text) if "\r" in text else text


def _unmarked(data: bytes) -> tuple[str, str] | None:
    """UTF-16 without a mark: no other text holds noughts, but for a few that a program left behind. Raises UnicodeDecodeError."""
    if b"\x00" not in data or data.startswith((b"\xff\xfe", b"\xfe\xff")) or (data.count(0) < _NOUGHTS * len(data) and _is_utf8(data)):
        return None
    encoding = "utf-16-le" if data[1::2].count(0) >= data[::2].count(0) else "utf-16-be"
    return data.decode(encoding), encoding


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _is_chinese(text: str) -> bool:
    """Whether its characters are the common ones. GB18030 takes nearly any bytes: Big5 read as it gives rare characters."""
    characters = _CHARACTER.findall(text, 0, _SAMPLE)
    return len(characters) < _FEW or sum(map(_is_common, characters)) > _COMMON * len(characters)


def _is_common(character: str) -> bool:
    """Whether it is of the first level of GB 2312: the 3755 most common characters, in lead bytes B0 to D7."""
    try:
        return character.encode("gb2312") < b"\xd8"
    except UnicodeEncodeError:
        return False
