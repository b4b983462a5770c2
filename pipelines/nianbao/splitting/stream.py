"""A large file as a stream of delimited bytes, a block at a time."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

from nianbao.errors import NotForSplitting
from nianbao.errors.system import unread
from nianbao.reading import delimiter_of, kind_of
from nianbao.words import Words

BLOCK = 4 << 20
_ROWS = 65_536
_MARKED = (b"\xff\xfe", b"\xfe\xff")
_PARQUET = b"PAR1"
_BOM = b"\xef\xbb\xbf"
_BOOK = Words(zh="它是电子表格", en="it is a workbook")
_WIDE = Words(zh="它是 UTF-16 文本", en="it is text in UTF-16")


class Stream:
    """The file's blocks, and once they are read its `bytes` and `sha256`; `mark` is what tells that it is UTF-8, which is no
    part of its first cell. Raises NoSuchFile, FolderForFile, MayNotRead, NotATable."""

    def __init__(self, path: Path) -> None:
        try:
            if path.exists() and not (path.is_file() or path.is_dir()):
                raise OSError
            with path.open("rb") as file:
                head = file.read(4096)
        except OSError as error:
            raise unread(path, error) from None
        self.path, self.bytes, self._hash = path, 0, hashlib.sha256()
        self.is_parquet = head.startswith(_PARQUET)
        self.mark = _BOM if head.startswith(_BOM) else b""
        if self.is_parquet:
            return
        if head.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
            raise NotForSplitting(file=path.name, problem=_BOOK)
        if head.startswith(_MARKED):
            raise NotForSplitting(file=path.name, problem=_WIDE)
        kind_of(head, path.name)

    @property
    def sha256(self) -> str:
        return self._hash.hexdigest()

    def blocks(self) -> Iterator[bytes]:
        """The bytes of a text as they are below its mark; Parquet as csv in UTF-8, in which dates and decimals stand exactly."""
        if self.is_parquet:
            yield from _parquet(self.path)
        for block in self._file():
            if not self.is_parquet:
                yield block

    def _file(self) -> Iterator[bytes]:
        with self.path.open("rb") as file:
            self._hash.update(mark := file.read(len(self.mark)))
            self.bytes += len(mark)
            while block := file.read(BLOCK):
                self._hash.update(block)
                self.bytes += len(block)
                yield block

    def count(self) -> int:
        """How many rows the file has, lines without a sign too, by a reader of its own: Python's csv, or what Parquet says of itself.

        Read as Latin-1 any text is one, and the signs that cut it into rows are the same. Raises csv.Error.
        """
        if self.is_parquet:
            import pyarrow.parquet as pq

            return pq.read_metadata(self.path).num_rows + 1
        with self.path.open("rb") as file:
            delimiter = delimiter_of(file.read(BLOCK))
        csv.field_size_limit(1 << 30)
        with self.path.open(encoding="latin-1", newline="") as file:
            file.seek(len(self.mark))
            return sum(1 for _ in csv.reader(file, delimiter=delimiter, strict=True, skipinitialspace=True))


def _parquet(path: Path) -> Iterator[bytes]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        file = pq.ParquetFile(path)
        yield _line(file.schema_arrow.names)
        for batch in file.iter_batches(batch_size=_ROWS):
            yield _csv(batch)
    except (pa.ArrowException, UnicodeDecodeError, OSError) as error:
        reason = type(error).__name__
        problem = Words(zh=f"其中的 Parquet 读不了，或有不能写成文字的列（{reason}）", en=f"its Parquet cannot be read, or has a column that is no text ({reason})")
        raise NotForSplitting(file=path.name, problem=problem) from None


def _line(names: list[str]) -> bytes:
    import pyarrow as pa

    return _csv(pa.record_batch([[name] for name in names], [str(place) for place in range(len(names))]))


def _csv(batch: Any) -> bytes:
    """The rows of a batch as csv; only what must stand between quotes does."""
    import pyarrow as pa
    import pyarrow.compute as pc

    columns = []
    for column in batch.columns:
        text = _plain(column) if pa.types.is_floating(column.type) else column.cast(pa.string())
        quoted = pc.binary_join_element_wise('"', pc.replace_substring(text, '"', '""'), '"', "")
        must = pc.match_substring_regex(text, '[",;\t\r\n]|^ ')
        # A line without a sign would be no row.
        columns.append(pc.fill_null(pc.if_else(must, quoted, text), "" if batch.num_columns > 1 else '""'))
    lines = pc.binary_join_element_wise(*columns, pa.scalar(",", pa.string()))
    return "".join(f"{line}\n" for line in lines.to_pylist()).encode()


def _plain(column: Any) -> Any:
    """Floats as they are written in a table: in full, where Arrow has powers of ten; what is no number is missing."""
    import pyarrow as pa
    import pyarrow.compute as pc

    text = pc.if_else(pc.is_nan(column), None, column.cast(pa.string()))
    if not pc.any(pc.match_substring(text, "e")).as_py():
        return text
    return pa.array([f"{Decimal(cell):f}" if cell and "e" in cell else cell for cell in text.to_pylist()], pa.string())
