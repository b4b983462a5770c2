"""Blocks of delimited bytes → records, each the bytes that it is made of.

UTF-8 and GB18030 alike have quotes, delimiters and line ends in no other character, so that nothing need be decoded.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa

# A record of more than that has a quote too few.
_LONGEST = 64 << 20


@dataclass
class Records:
    """Whole records: record i is `data[ends[i - 1]:ends[i]]`, line end and all. `quoted` are the cells, as Latin-1, of
    those that hold quotes."""

    data: bytes
    ends: np.ndarray
    delimiter: str
    quoted: dict[int, list[str]] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.ends)

    @property
    def starts(self) -> np.ndarray:
        return np.concatenate([[0], self.ends[:-1]])

    def record(self, index: int) -> bytes:
        return self.data[self.ends[index - 1] if index else 0 : self.ends[index]]

    def cells(self, index: int) -> list[bytes]:
        if index in self.quoted:
            return [cell.encode("latin-1") for cell in self.quoted[index]]
        return self.record(index).rstrip(b"\r\n").split(self.delimiter.encode())

    def blank(self) -> np.ndarray:
        """Of each record whether it is a line without a sign."""
        short = np.flatnonzero(self.ends - self.starts <= 2)
        found = np.zeros(len(self), bool)
        found[short] = [not self.record(index).strip(b"\r\n") for index in short.tolist()]
        return found

    def column(self, index: int) -> pa.DictionaryArray:
        """What stands in a column, by record, as bytes; null where a record does not reach so far."""
        signs = np.frombuffer(self.data, np.uint8)
        starts, ends = self.starts, self.ends
        marks = np.append(np.flatnonzero(signs == ord(self.delimiter)), len(signs))
        first = np.searchsorted(marks, starts) + index
        begin = starts if index == 0 else marks[np.minimum(first - 1, len(marks) - 1)] + 1
        end = np.minimum(marks[np.minimum(first, len(marks) - 1)], ends)
        there = begin < ends
        lengths = np.where(there, end - begin, 0)
        offsets = np.concatenate([[0], np.cumsum(lengths)])
        places = np.repeat(begin - offsets[:-1], lengths) + np.arange(offsets[-1])
        cells = pa.Array.from_buffers(pa.large_binary(), len(self), [None, pa.py_buffer(offsets), pa.py_buffer(signs[places])])
        cells = cells.take(pa.array(np.arange(len(self)), mask=~there))
        return cells.dictionary_encode()


def records(blocks: Iterable[bytes], delimiter: str) -> Iterator[Records]:
    """All records in their order. Raises csv.Error where quotes do not match."""
    csv.field_size_limit(1 << 30)
    left = b""
    for block in blocks:
        found, left = _cut(left + block, delimiter, is_last=False)
        if len(left) > _LONGEST:
            raise csv.Error("unexpected end of data")
        if len(found):
            yield found
    found, _ = _cut(left, delimiter, is_last=True)
    if len(found):
        yield found


def _cut(data: bytes, delimiter: str, is_last: bool) -> tuple[Records, bytes]:
    """The records that end within the data, and what is left of it."""
    ends = _line_ends(data, is_last)
    found = Records(data, ends, delimiter)
    if b'"' in data:
        found = _with_quotes(found, is_last)
    end = int(found.ends[-1]) if len(found) else 0
    return Records(data[:end], found.ends, delimiter, found.quoted), data[end:]


def _line_ends(data: bytes, is_last: bool) -> np.ndarray:
    signs = np.frombuffer(data, np.uint8)
    is_end = signs == ord("\n")
    if b"\r" in data:
        alone = signs == ord("\r")
        alone[:-1] &= ~is_end[1:]
        alone[-1:] &= is_last  # what follows is not known yet
        is_end |= alone
    ends = np.flatnonzero(is_end) + 1
    return np.append(ends, len(data)) if is_last and len(data) and (not len(ends) or ends[-1] != len(data)) else ends


def _with_quotes(lines: Records, is_last: bool) -> Records:
    """Lines put together to the records that they are, as csv reads those that hold quotes."""
    below = 0

    def from_here() -> Iterator[str]:
        nonlocal below
        while below < len(lines):
            below += 1
            yield lines.record(below - 1).decode("latin-1")

    reader = csv.reader(from_here(), delimiter=lines.delimiter, strict=True, skipinitialspace=True)
    quotes = np.flatnonzero(np.frombuffer(lines.data, np.uint8) == ord('"'))
    found, whole, most = {}, np.ones(len(lines), bool), len(lines)
    for line in np.unique(np.searchsorted(lines.ends, quotes, "right")).tolist():
        if line < below or line >= len(lines):
            continue
        below = line
        try:
            cells = next(reader)
        except csv.Error:
            if is_last or below < len(lines):
                raise
            most = line  # the record goes on in the next block
            break
        found[below - 1] = cells
        whole[line : below - 1] = False
    numbers = np.cumsum(whole) - 1
    return Records(lines.data, lines.ends[:most][whole[:most]], lines.delimiter, {int(numbers[last]): cells for last, cells in found.items()})
