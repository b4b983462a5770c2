"""The encoding of a text that somebody's program wrote."""

from __future__ import annotations

from nianbao.errors import UnknownEncoding

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
