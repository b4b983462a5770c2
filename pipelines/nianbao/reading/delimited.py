"""Delimited text: its encoding, its delimiter, its rows."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from itertools import chain

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from nianbao.errors import NotATable, UnknownEncoding
from nianbao.reading.sheet import Sheet, numpy_of
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
    """The text as one sheet; a record over several lines is one row, as in Excel. Raises NotATable.

    It is what Python's csv makes of it. That reads the records that hold quotes; every other line is cut at its delimiters.
    """
    delimiter, lines = delimiter_of(text), _lines(text)
    try:
        quoted, simple = _quoted(lines, delimiter)
    except csv.Error as error:
        raise NotATable(file=file, problem=Words(zh=f"引号不成对（{error}）", en=f"its quotes do not match ({error})")) from None
    cut = pc.split_pattern(lines if not quoted else lines.take(pa.array(simple)), delimiter)
    lengths = pc.list_value_length(cut).to_numpy().astype(np.int32)
    cells = cut.flatten()
    if f"{delimiter} " in text or "\n " in text or "\r " in text or text.startswith(" "):
        cells = pc.utf8_ltrim(cells, " ")  # of what stands between quotes csv keeps them
    if quoted:
        cells = pa.concat_arrays([cells, pa.array(list(chain.from_iterable(quoted.values())), cells.type)])
        lengths = np.concatenate([lengths, np.fromiter(map(len, quoted.values()), np.int32, len(quoted))])
    codes, distinct = _coded(cells, lengths)
    if quoted:
        order = np.argsort(np.concatenate([simple, np.fromiter(quoted, np.int64, len(quoted))]))
        codes, lengths = np.asfortranarray(codes[order]), lengths[order]
    return [Sheet("", [None, *distinct], codes, lengths)]


def _lines(text: str) -> pa.LargeStringArray:
    """The lines, however they end."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    lines = pc.split_pattern(pa.array([text], pa.large_string()), "\n").flatten()
    return lines[:-1] if not text or text.endswith("\n") else lines


def _quoted(lines: pa.LargeStringArray, delimiter: str) -> tuple[dict[int, list[str]], np.ndarray]:
    """The records that hold quotes, by their first line, and the lines that are of none of them. Raises csv.Error."""
    csv.field_size_limit(1 << 30)
    below = 0

    def from_here() -> Iterator[str]:
        nonlocal below
        while below < len(lines):
            below += 1
            yield f"{lines[below - 1].as_py()}\n"

    reader = csv.reader(from_here(), delimiter=delimiter, strict=True, skipinitialspace=True)
    found, others = {}, np.ones(len(lines), bool)
    for line in np.flatnonzero(numpy_of(pc.match_substring(lines, '"'))).tolist():
        if line >= below:
            below = line
            found[line] = next(reader)
            others[line:below] = False
    return found, np.flatnonzero(others)


def _coded(cells: pa.LargeStringArray, lengths: np.ndarray) -> tuple[np.ndarray, list[str]]:
    """Rows × columns of numbers, each 1 + that of a distinct cell, 0 where a row has none; and the distinct cells."""
    found = cells.dictionary_encode()
    width = int(lengths.max(initial=0))
    codes = np.zeros((len(lengths), width), np.int32, order="F")
    numbers = found.indices.to_numpy() + np.int32(1)
    if (lengths == width).all():
        codes[:] = numbers.reshape(codes.shape)
    else:
        codes[np.arange(width) < lengths[:, None]] = numbers
    return codes, found.dictionary.to_pylist()
