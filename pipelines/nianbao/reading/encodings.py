"""The encoding of a text that somebody's program wrote."""

from __future__ import annotations

from nianbao.errors import NotATable, UnknownEncoding
from nianbao.words import Words

_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
# GB18030 holds all of GB2312 and GBK and the rare characters of village and personal names besides.
_TRIED = ("utf-8", "gb18030")
# So many Chinese characters of UTF-8 stand in no line of another encoding by chance.
_FEWEST, _FIRST = 4, "\u3000"


def decode(data: bytes, file: str) -> tuple[str, str]:
    """The text and the encoding it was in. Raises UnknownEncoding; NotATable where it is in two."""
    marked = [encoding for mark, encoding in _MARKS if data.startswith(mark)]
    for encoding in marked or _TRIED:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if encoding == "gb18030":
            _refuse_mixed(data, file)
        return text, encoding
    raise UnknownEncoding(file=file, tried=list(marked or _TRIED))


def _refuse_mixed(data: bytes, file: str) -> None:
    """GB18030 takes nearly every byte, also those of UTF-8, which it makes other characters of. Raises NotATable."""
    for number, line in enumerate(data.splitlines(), 1):
        if not line.isascii() and _is_utf_8(line):
            problem = Words(
                zh=f"它的文字编码前后不一（第 {number} 行是 UTF-8，另有几行不是），或者末尾缺了半个字",
                en=f"it is in several encodings (line {number} is in UTF-8, others are not), or cut within a character",
            )
            raise NotATable(file=file, problem=problem)


def _is_utf_8(line: bytes) -> bool:
    try:
        return sum(sign >= _FIRST for sign in line.decode()) >= _FEWEST
    except UnicodeDecodeError:
        return False
