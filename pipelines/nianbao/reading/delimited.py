"""Delimited text: its encoding, its delimiter, its rows."""

from __future__ import annotations

import csv
import io

from nianbao.errors import NotATable, UnknownEncoding
from nianbao.reading.sheet import Sheet
from nianbao.words import Words

_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
# GB18030 holds all of GB2312 and GBK and the rare characters of village and personal names besides.
_TRIED = ("utf-8", "gb18030")


def decode(data: bytes, file: str) -> tuple[str, str]:
    """The text and the encoding it was in. Raises UnknownEncoding."""
    marked = [encoding for mark, encoding in _MARKS if data.startswith(mark)]
    for encoding in marked or _TRIED:
        try:
            return data.decode(encoding), encoding
        except UnicodeDecodeError:
            continue
    from charset_normalizer import from_bytes

    best = from_bytes(data).best()
    if best is None:
        raise UnknownEncoding(file=file, tried=list(marked or _TRIED))
    return str(best), best.encoding


def delimiter_of(text: str) -> str:
    """Comma, tab or semicolon: whichever most of the first lines hold, then whichever they hold most."""
    head = text[:20_000].splitlines()[:100]
    return max(",\t;", key=lambda sign: (sum(sign in line for line in head), sum(line.count(sign) for line in head)))


def read_delimited(text: str, file: str) -> list[Sheet]:
    """The text as one sheet; a record over several lines is one row, as in Excel. Raises NotATable."""
    csv.field_size_limit(1 << 30)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter_of(text), strict=True, skipinitialspace=True))
    except csv.Error as error:
        raise NotATable(file=file, problem=Words(zh=f"引号不成对（{error}）", en=f"its quotes do not match ({error})")) from None
    return [Sheet("", rows)]
