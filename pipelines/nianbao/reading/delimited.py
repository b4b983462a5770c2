"""Delimited text: its delimiter, its rows."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from itertools import chain

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from nianbao.errors import NotATable
from nianbao.reading.extents import require_modest
from nianbao.reading.sheet import Cells, Distinct, Sheet, numpy_of
from nianbao.words import Words

_BETWEEN_QUOTES = re.compile(r'(?m)(^|[,;\t])[ ]*"(?:[^"]|"")*+"')
# Between two quotes stands no more than this, but where one was not closed; csv holds four bytes a character, and twice that while it grows.
_LONGEST = 1 << 24
# How programs have Excel leave a code as it is: ="012011".
_KEPT = r'^="([^"]*[^"\s][^"]*)"$'


def delimiter_of(content: bytes) -> str:
    """Comma, tab or semicolon of a text (UTF-8): whichever most of its first lines hold, then whichever they hold most, what
    stands between quotes apart."""
    head = _BETWEEN_QUOTES.sub(r"\1", content[:80_000].decode(errors="ignore")[:20_000]).splitlines()[:100]
    return max(",\t;", key=lambda sign: (sum(sign in line for line in head), sum(line.count(sign) for line in head)))


def read_delimited(content: bytes, file: str) -> list[Sheet]:
    """The text (UTF-8) as one sheet; a record over several lines is one row, and ="012" the text 012, as in Excel. Raises NotATable.

    It is what Python's csv makes of it. That reads the records that hold quotes; every other line is cut at its delimiters.
    """
    content = content.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    delimiter, lines = delimiter_of(content), _lines(content)
    quoted, simple = _quoted(lines, delimiter, file) if b'"' in content else ({}, np.arange(len(lines)))
    cut = pc.split_pattern(lines.take(pa.array(simple)) if quoted else lines, delimiter)
    cells = cut.flatten()
    if any(mark in content for mark in (f"{delimiter} ".encode(), b"\n ")) or content.startswith(b" "):
        cells = pc.utf8_ltrim(cells, " ")  # csv does so too, but for what stands between quotes
    lengths = np.concatenate([pc.list_value_length(cut).to_numpy(), np.fromiter(map(len, quoted.values()), np.int64, len(quoted))])
    starts = np.cumsum(lengths) - lengths
    if quoted:
        cells = pa.concat_arrays([cells, pa.array(list(chain.from_iterable(quoted.values())), cells.type)])
        order = np.argsort(np.concatenate([simple, np.fromiter(quoted, np.int64, len(quoted))]))
        starts, lengths = starts[order], lengths[order]
    if b'="' in content:
        cells = pc.replace_substring_regex(cells, _KEPT, r"\1")
    del content, lines, cut  # of a large file each is as large as the file
    width = int(lengths.max(initial=0))
    require_modest(len(lengths), width, int(lengths.sum()), file)
    return [Sheet("", [_column(cells, starts + index, lengths > index) for index in range(width)], lengths.astype(np.int32))]


def _lines(content: bytes) -> pa.LargeStringArray:
    """The lines of a text whose lines end in \\n."""
    whole = pa.py_buffer(np.array([0, len(content)], np.int64)), pa.py_buffer(content)
    lines = pc.split_pattern(pa.Array.from_buffers(pa.large_string(), 1, [None, *whole]), "\n").flatten()
    return lines[:-1] if not content or content.endswith(b"\n") else lines


def _quoted(lines: pa.LargeStringArray, delimiter: str, file: str) -> tuple[dict[int, list[str]], np.ndarray]:
    """The records that hold quotes, by their first line, and the lines that are of none of them. Raises NotATable."""
    csv.field_size_limit(_LONGEST)
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
            try:
                found[line] = next(reader)
            except csv.Error as error:
                problem = Words(zh=f"文件第 {line + 1} 行的引号不成对", en=f"the quotes in line {line + 1} of the file do not match")
                if "field limit" in str(error):
                    problem = Words(
                        zh=f"文件第 {line + 1} 行引号之间有 {_LONGEST:,} 个字还没有完，多半是引号不成对",
                        en=f"after {_LONGEST:,} characters the quotes opened in line {line + 1} of the file are not closed; most likely they do not match",
                    )
                raise NotATable(file=file, problem=problem) from None
            others[line:below] = False
    return found, np.flatnonzero(others)


def _column(cells: pa.LargeStringArray, places: np.ndarray, there: np.ndarray) -> Cells:
    """The column of these cells; where a row has none there, it holds None."""
    found = cells.take(pa.array(places, mask=None if there.all() else ~there)).dictionary_encode()
    return Cells(Distinct([*found.dictionary.to_pylist(), None]), found.indices.fill_null(len(found.dictionary)).to_numpy())
