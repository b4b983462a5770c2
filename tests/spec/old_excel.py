"""A true .xls file: a BIFF8 workbook in a compound file, as small as readers accept. No library writes them any more."""

from __future__ import annotations

import struct
from collections.abc import Iterable

from tests.spec.drawn import Rows, rows_of

_SECTOR = 512
_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_WORKBOOK, _WORKSHEET = 0x0005, 0x0010


def old_workbook(*sheets: tuple[str, str | Rows], merges: Iterable[tuple[int, int, int, int]] = ()) -> bytes:
    """The sheets as .xls; cells are texts or numbers. Merges are (first row, last row, first, last column) from 0."""
    streams = [_sheet(rows_of(drawing), merges if not index else ()) for index, (_, drawing) in enumerate(sheets)]
    names = [_name(name) for name, _ in sheets]
    head = _begin(_WORKBOOK) + _record(0x0042, struct.pack("<H", 1200))
    start = len(head) + sum(4 + 6 + len(name) for name in names) + 4
    for name, stream in zip(names, streams, strict=True):
        head += _record(0x0085, struct.pack("<IH", start, 0) + name)
        start += len(stream)
    return _compound("Workbook", head + _record(0x000A) + b"".join(streams))


def _sheet(rows: Rows, merges: Iterable[tuple[int, int, int, int]]) -> bytes:
    width = max((len(row) for row in rows), default=0)
    content = _begin(_WORKSHEET) + _record(0x0200, struct.pack("<IIHHH", 0, len(rows), 0, width, 0))
    for row, cells in enumerate(rows):
        for column, cell in enumerate(cells):
            place = struct.pack("<HHH", row, column, 0)
            if isinstance(cell, (int, float)):
                content += _record(0x0203, place + struct.pack("<d", cell))
            elif cell is not None:
                text = cell.encode("utf-16-le")
                content += _record(0x0204, place + struct.pack("<HB", len(text) // 2, 1) + text)
    areas = [struct.pack("<HHHH", *area) for area in merges]
    if areas:
        content += _record(0x00E5, struct.pack("<H", len(areas)) + b"".join(areas))
    return content + _record(0x000A)


def _begin(kind: int) -> bytes:
    return _record(0x0809, struct.pack("<HHHHII", 0x0600, kind, 0x0DBB, 0x07CC, 0, 6))


def _record(kind: int, body: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


def _name(name: str) -> bytes:
    text = name.encode("utf-16-le")
    return struct.pack("<BB", len(text) // 2, 1) + text


def _compound(name: str, stream: bytes) -> bytes:
    """One stream in a compound file: header, allocation table, directory, content."""
    stream = stream.ljust(4096, b"\0")  # shorter ones would need a second kind of allocation
    stream += b"\0" * (-len(stream) % _SECTOR)
    count = len(stream) // _SECTOR
    table = [_FAT, _END, *range(3, 2 + count), _END]
    assert len(table) <= _SECTOR // 4, "more than one sector of allocation table"
    header = struct.pack("<8s16sHHHHHHIIIIIIIIII", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"", 0x3E, 3, 0xFFFE, 9, 6, 0, 0,
                         0, 1, 1, 0, 4096, _END, 0, _END, 0)  # fmt: skip
    header += struct.pack("<109I", 0, *[_FREE] * 108)
    allocation = struct.pack(f"<{_SECTOR // 4}I", *table, *[_FREE] * (_SECTOR // 4 - len(table)))
    directory = _entry("Root Entry", 5, 1, _END, 0) + _entry(name, 2, _FREE, 2, len(stream)) + _entry("", 0, _FREE, 0, 0) * 2
    return header + allocation + directory + stream


def _entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
    text = name.encode("utf-16-le") + b"\0\0" if name else b""
    return struct.pack("<64sHBBIII16sIQQIQ", text, len(text), kind, 1, _FREE, _FREE, child, b"", 0, 0, 0, start, size)
