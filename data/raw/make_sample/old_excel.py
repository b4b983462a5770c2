"""A true .xls file: a BIFF8 workbook in a compound file, as small as readers accept. No library writes them any more."""

import struct

SECTOR = 512
PLACES = SECTOR // 4  # in a sector of the allocation table
FREE, END, TABLE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
WORKBOOK, WORKSHEET = 0x0005, 0x0010


def old_workbook(*sheets, merges=()):
    """The (name, rows) sheets as .xls; a cell is text, a number or None, and a date is text or its serial number.

    Merges are (first row, last row, first column, last column) of the first sheet, counted from 0.
    """
    streams = [_sheet(rows, merges if not index else ()) for index, (_, rows) in enumerate(sheets)]
    names = [_name(name) for name, _ in sheets]
    head = _begin(WORKBOOK) + _record(0x0042, struct.pack("<H", 1200))
    start = len(head) + sum(4 + 6 + len(name) for name in names) + 4
    for name, stream in zip(names, streams, strict=True):
        head += _record(0x0085, struct.pack("<IH", start, 0) + name)
        start += len(stream)
    return _compound("Workbook", head + _record(0x000A) + b"".join(streams))


def _sheet(rows, merges):
    width = max((len(row) for row in rows), default=0)
    content = _begin(WORKSHEET) + _record(0x0200, struct.pack("<IIHHH", 0, len(rows), 0, width, 0))
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


def _begin(kind):
    return _record(0x0809, struct.pack("<HHHHII", 0x0600, kind, 0x0DBB, 0x07CC, 0, 6))


def _record(kind, body=b""):
    return struct.pack("<HH", kind, len(body)) + body


def _name(name):
    text = name.encode("utf-16-le")
    return struct.pack("<BB", len(text) // 2, 1) + text


def _compound(name, stream):
    """One stream in a compound file: header, allocation table, directory, content."""
    stream = stream.ljust(4096, b"\0")  # shorter ones would need a second kind of allocation
    stream += b"\0" * (-len(stream) % SECTOR)
    count = len(stream) // SECTOR
    tables = -(-(1 + count) // (PLACES - 1))  # each of its sectors has a place in the table, too
    assert tables <= 109, "more sectors of allocation table than the header has places for"
    table = [TABLE] * tables + [END, *range(tables + 2, tables + 1 + count), END]
    header = struct.pack("<8s16sHHHHHHIIIIIIIIII", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"", 0x3E, 3, 0xFFFE, 9, 6, 0, 0,
                         0, tables, tables, 0, 4096, END, 0, END, 0)  # fmt: skip
    header += struct.pack("<109I", *range(tables), *[FREE] * (109 - tables))
    allocation = struct.pack(f"<{tables * PLACES}I", *table, *[FREE] * (tables * PLACES - len(table)))
    first = _entry("Root Entry", 5, 1, END, 0) + _entry(name, 2, FREE, tables + 1, len(stream))
    return header + allocation + first + _entry("", 0, FREE, 0, 0) * 2 + stream


def _entry(name, kind, child, start, size):
    text = name.encode("utf-16-le") + b"\0\0" if name else b""
    return struct.pack("<64sHBBIII16sIQQIQ", text, len(text), kind, 1, FREE, FREE, child, b"", 0, 0, 0, start, size)
