"""The files of a year's raw folder, and which table claims each."""

from __future__ import annotations

import hashlib
import os
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cached_property, partial
from pathlib import Path

from nianbao.errors import NotAFile, NotATable, RecordsError
from nianbao.patience import reading
from nianbao.reading.counting import Counted, count
from nianbao.reading.delimited import read_delimited
from nianbao.reading.encodings import decode
from nianbao.reading.excel import read_excel
from nianbao.reading.kinds import Kind, kind_of
from nianbao.reading.places import candidates
from nianbao.reading.sheet import Sheet
from nianbao.tables import Table
from nianbao.words import Words

# What is larger is of many offices (`nianbao split`), or no table.
_MOST = 2 << 30


@dataclass(frozen=True)
class RawFile:
    """One file as received. `name` is its path within the year's folder, with forward slashes."""

    year: str
    name: str
    data: bytes
    claimed_by: tuple[str, ...]

    @property
    def place(self) -> str:
        """How messages name the file: with its year, if it is of one."""
        return f"{self.year}/{self.name}" if self.year else self.name

    @cached_property
    def sha256(self) -> str:
        return hashlib.sha256(self.data).hexdigest()

    @property
    def table(self) -> str | None:
        """The one table that claims it; None where none or several do."""
        return self.claimed_by[0] if len(self.claimed_by) == 1 else None

    @cached_property
    def kind(self) -> Kind:
        """Raises NotATable."""
        return kind_of(self.data, self.place)

    @cached_property
    def _decoded(self) -> tuple[bytes, str] | tuple[None, None]:
        """The text in UTF-8, and the encoding that the file has it in."""
        if self.kind != "csv":
            return None, None
        text, encoding = decode(self.data, self.place)
        return text.encode(), encoding

    @property
    def encoding(self) -> str | None:
        """The encoding of a text file; None for a workbook."""
        return self._decoded[1]

    def sheets(self) -> list[Sheet]:
        """Its sheets, raw. Raises NotATable, UnknownEncoding."""
        text, _ = self._decoded
        if self.kind == "xls":
            # calamine asks for all memory there is where an old workbook says so of itself; the second reader believes less.
            self._counted  # noqa: B018
        return read_excel(self.data, self.kind, self.place) if text is None else read_delimited(text, self.place)

    def counting(self) -> Callable[[], dict[str, Counted]]:
        """What the second reader has to do: sheet → rows with content and formulas without value.

        What both readers take up, the file's kind and its text, is found out here. Both raise NotATable.
        """
        kind, text = self.kind, self._decoded[0]
        return (lambda: self._counted) if kind == "xls" else partial(count, self.data, kind, text, self.place)

    @cached_property
    def _counted(self) -> dict[str, Counted]:
        return count(self.data, self.kind, self._decoded[0], self.place)


def raw_files(folder: Path, tables: Mapping[str, Table]) -> list[RawFile]:
    """Every file below `folder` that may hold records, by name; hidden files and Excel's lock files are passed over. Raises NotATable,
    CannotRead."""
    found, unread = readable(folder, tables)
    if unread:
        raise unread[0]
    return found


def readable(folder: Path, tables: Mapping[str, Table]) -> tuple[list[RawFile], list[RecordsError]]:
    """Those of the files that can be read, and why others cannot."""
    found: list[RawFile] = []
    unread: list[RecordsError] = []
    for path in candidates(folder):
        name = path.relative_to(folder).as_posix()
        try:
            _require_name(name, folder)
            if path.is_dir():
                _refuse_folder(path, f"{folder.name}/{name}")
                continue
            with reading(path):  # a link that leads nowhere, a file of somebody else's
                content = _content(path, f"{folder.name}/{name}", folder)
            found.append(RawFile(folder.name, name, content, claims(path.name, tables)))
        except RecordsError as error:
            unread.append(error)
    return found, unread


def claims(file: str, tables: Mapping[str, Table]) -> tuple[str, ...]:
    """The tables whose `files` patterns fit the name."""
    name = unicodedata.normalize("NFKC", file).lower()
    return tuple(
        table for table, model in tables.items()
        if any(fnmatchcase(name, unicodedata.normalize("NFKC", pattern).lower()) for pattern in model.files)
    )  # fmt: skip


def _refuse_folder(path: Path, name: str) -> None:
    """One named as a table; and one elsewhere that is linked to, of whose files nobody would hear. Raises NotATable, OSError."""
    if path.suffix.lower() in (".xlsx", ".xls", ".csv", ".ods"):
        raise NotAFile(file=name, problem=Words(zh="它是文件夹", en="it is a folder"))
    if path.is_symlink():
        problem = Words(zh="它是指向别处文件夹的链接", en="it is a link to a folder elsewhere")
        raise NotAFile(file=name, problem=problem)


def _require_name(name: str, folder: Path) -> None:
    """A name in GBK, as archives from other systems leave it, can be neither printed nor kept. Raises NotATable."""
    try:
        name.encode()
    except UnicodeEncodeError:
        told = f"{folder.name}/{os.fsencode(name).decode('gb18030', 'replace')}"
        problem = Words(zh="它的文件名不是 UTF-8（多半是 GBK），请改名", en="its name is not in UTF-8 (most likely in GBK), so rename it")
        raise NotATable(file=told, problem=problem) from None


def _content(path: Path, name: str, folder: Path) -> bytes:
    """What the file holds. Raises OSError; NotATable for what is no file, of which a read might never end, and for one that lies
    elsewhere: whoever can link may be able to read less than who runs this."""
    raw = folder.resolve().parents[1]
    if path.is_symlink() and path.exists() and raw not in path.resolve().parents:
        problem = Words(zh="它是指向别处文件的链接", en="it is a link to a file elsewhere")
        raise NotAFile(file=name, problem=problem)
    if path.exists() and not path.is_file():
        raise NotAFile(file=name, problem=Words(zh="它不是文件（管道或设备）", en="it is no file but a pipe or a device"))
    if path.stat().st_size > _MOST:
        raise NotATable(file=name, problem=Words(zh=f"它超过 {_MOST >> 30} GB", en=f"it is larger than {_MOST >> 30} GB"))
    return path.read_bytes()
