"""The archives that workbooks are, looked through before any reader trusts them.

Each part is unpacked once, a piece at a time: it must be as large as it says and have its sum. Nothing is read that unpacks
into far more than any table, that has entities of its own, or in which a part stands twice, since readers differ in which
they take.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator

from nianbao.errors import NotATable
from nianbao.words import Words

# Workbooks that programs write are ten or twenty times as large as their archives; one of equal rows a hundred times.
_FEW, _MOST, _TIMES = 64 << 20, 2 << 30, 100
_MOST_PARTS = 10_000
_PIECE = 1 << 20
_LOCAL, _SIGN = 30, b"PK\x03\x04"
_BYTES_OF_DTD = len(b"<!DOCTYPE")

DAMAGED = Words(zh="文件已损坏", en="it is damaged")
LOCKED = Words(zh="它有密码保护（打开后另存一份不加密码的 xlsx 也可以）", en="it is protected by a password (a copy saved as xlsx without one will do too)")
_ENTITIES = Words(zh="它的内部写有实体（DTD），正常的表格没有", en="there are entities (a DTD) in it, which no table has")
_TWICE = Words(zh="文件已损坏：内部有重名的部分", en="it is damaged: two of its parts have one name")


def require_sound(data: bytes, file: str) -> list[str]:
    """The names of the archive's parts, once all of them have been unpacked. Raises NotATable."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, EOFError, ValueError, NotImplementedError, UnicodeDecodeError, OSError):
        raise NotATable(file=file, problem=DAMAGED) from None
    names = [part.filename for part in parts]
    if any(part.flag_bits & 1 for part in parts):
        raise NotATable(file=file, problem=LOCKED)
    if len(set(names)) < len(names):
        raise NotATable(file=file, problem=_TWICE)
    size = sum(part.file_size for part in parts)
    if len(parts) > _MOST_PARTS or size > _MOST or size > max(_FEW, _TIMES * len(data)):
        raise NotATable(file=file, problem=_too_large(len(parts), size))
    for part in parts:
        before = b""
        for piece in pieces(data, part, file):
            if b"<!DOCTYPE" in before + piece or b"<!ENTITY" in before + piece:
                raise NotATable(file=file, problem=_ENTITIES)
            before = piece[-_BYTES_OF_DTD:]
    return names


def pieces(data: bytes, part: zipfile.ZipInfo, file: str) -> Iterator[bytes]:
    """What a part unpacks to. Raises NotATable where it is not as large as it says, or not what its sum says."""
    try:
        size, total = 0, 0
        for piece in _unpacked(data, part):
            size, total = size + len(piece), zlib.crc32(piece, total)
            if size > part.file_size:
                break
            yield piece
    except zlib.error:
        size = -1
    if size != part.file_size or total != part.CRC:
        raise NotATable(file=file, problem=DAMAGED)


def _unpacked(data: bytes, part: zipfile.ZipInfo) -> Iterator[bytes]:
    start = part.header_offset
    head = data[start : start + _LOCAL] if start >= 0 else b""
    if len(head) < _LOCAL or not head.startswith(_SIGN) or part.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise zlib.error
    start += _LOCAL + int.from_bytes(head[26:28], "little") + int.from_bytes(head[28:30], "little")
    packed = memoryview(data)[start : start + part.compress_size]
    if part.compress_type == zipfile.ZIP_STORED:
        yield from (bytes(packed[at : at + _PIECE]) for at in range(0, len(packed), _PIECE))
        return
    unpacker = zlib.decompressobj(-15)
    for at in range(0, len(packed), _PIECE):
        piece = unpacker.decompress(packed[at : at + _PIECE], _PIECE)
        while piece:
            yield piece
            piece = unpacker.decompress(unpacker.unconsumed_tail, _PIECE)
    if not unpacker.eof:
        raise zlib.error


def _too_large(parts: int, size: int) -> Words:
    megabytes = size >> 20
    return Words(
        zh=f"它解开后有 {parts} 个部分、{megabytes} MB，远远超出正常的表格", en=f"it unpacks into {parts} parts of {megabytes} MB, far more than any table"
    )
