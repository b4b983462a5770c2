"""How far the cells of a workbook reach, told from its parts before it is read.

Readers hold a sheet as a rectangle: one cell in the last corner would be sixteen thousand million. And they hold a text once
for each cell that names it.
"""

from __future__ import annotations

import io
import re
import zipfile
from array import array
from collections.abc import Iterator

import numpy as np

from nianbao.errors import NotATable
from nianbao.reading.archives import pieces
from nianbao.words import Words

# What a sheet of Excel has place for; rows are limited by what they hold.
MOST_COLUMNS = 16_384
# The rectangle may be mostly empty, as long as it is small, or a few times what stands in it.
_SMALL, _TIMES = 4_000_000, 4
_MUCH_TEXT = 256 << 20

_PLACE = re.compile(rb"\sr\s*=\s*[\"']\s*([A-Za-z]*)(\d{1,12})")
_CELL = re.compile(rb"<(?:[\w.-]+:)?c[\s/>]")
_ROW = re.compile(rb"<(?:[\w.-]+:)?row[\s/>]")
_TEXT = re.compile(rb"<(?:[\w.-]+:)?si[\s/>]")
_SHARED = re.compile(rb"\st\s*=\s*[\"']s[\"']")
_NUMBER = re.compile(rb"\st=\"s\"[^<>]*>\s*<v>(\d{1,9})</v>")
_LONGEST_TAG = 1 << 16
# One more than the letters of the last column there can be.
_LETTERS = 4


def require_modest(rows: int, columns: int, cells: int, file: str) -> None:
    """Raises NotATable where a sheet that reaches so far has more columns than any, or is far larger than what stands in it."""
    if columns > MOST_COLUMNS:
        problem = Words(zh=f"它有 {columns} 列，表格至多有 {MOST_COLUMNS} 列", en=f"it has {columns} columns, and a sheet has {MOST_COLUMNS} at most")
        raise NotATable(file=file, problem=problem)
    if rows * columns > _SMALL + _TIMES * cells:
        problem = Words(
            zh=f"表格铺开到第 {rows} 行、第 {columns} 列，而其中几乎是空的；请删去远处的单元格",
            en=f"it is spread to row {rows} and column {columns} and nearly empty; delete the cells far away",
        )
        raise NotATable(file=file, problem=problem)


def require_modest_workbook(data: bytes, file: str) -> None:
    """Of every part of an xlsx file, since any may be named as a sheet. Raises NotATable."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = archive.infolist()
    shared, longest = 0, 0
    for part in parts:
        rows = columns = cells = told = 0
        for piece in _whole_tags(pieces(data, part, file)):
            places = _PLACE.findall(piece)
            columns = max([columns, *map(_column, {letters for letters, _ in places})])
            told = max([told, *map(int, {number for _, number in places})])
            found = [len(_CELL.findall(row)) for row in _ROW.split(piece)]
            columns, cells, rows = max([columns, *found]), cells + sum(found), rows + len(found) - 1
            shared += len(_SHARED.findall(piece))
        if cells:
            require_modest(max(rows, told), columns, cells, file)
    for part in parts:
        longest = max([longest, *_lengths(data, part, file)]) if shared else 0
    if shared * longest > _MUCH_TEXT:
        _require_modest_texts(data, parts, file)


def _require_modest_texts(data: bytes, parts: list[zipfile.ZipInfo], file: str) -> None:
    """Each text as often as cells name it; a cell of which that cannot be told names the longest. Raises NotATable."""
    lengths = np.concatenate([np.zeros(0, np.int64), *(np.array(_lengths(data, part, file), np.int64) for part in parts)])
    size, longest = 0, int(lengths.max())
    for part in parts:
        for piece in _whole_tags(pieces(data, part, file)):
            numbers = np.array(_NUMBER.findall(piece), "S9").astype(np.int64)
            unknown = len(_SHARED.findall(piece)) - len(numbers)
            size += int(lengths[numbers[numbers < len(lengths)]].sum()) + longest * max(unknown, 0)
    if size > _MUCH_TEXT + _TIMES * sum(part.file_size for part in parts):
        problem = Words(
            zh=f"它的单元格里反复写着很长的文字，合计 {size >> 20} MB", en=f"its cells repeat long texts, {size >> 20} MB in all"
        )
        raise NotATable(file=file, problem=problem)


def _lengths(data: bytes, part: zipfile.ZipInfo, file: str) -> array[int]:
    """How many bytes each text of a part takes that has such as stand once for the whole workbook."""
    found, above = array("q"), 0
    for piece in _whole_tags(pieces(data, part, file)):
        found.extend(above + match.start() for match in _TEXT.finditer(piece))
        above += len(piece)
    found.append(above)
    return array("q", np.diff(np.array(found)).tolist())


def _whole_tags(found: Iterator[bytes]) -> Iterator[bytes]:
    """The same pieces, cut where a tag begins."""
    left = b""
    for piece in found:
        piece = left + piece
        cut = piece.rfind(b"<", max(0, len(piece) - _LONGEST_TAG))
        left = piece[cut:] if cut >= 0 else b""
        yield piece[: len(piece) - len(left)]
    yield left


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters[:_LETTERS].upper():
        number = number * 26 + letter - ord("A") + 1
    return number
