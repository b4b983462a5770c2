"""A year's folder with one damaged file: more than two hundred of them, the same in every run.

Each case puts its file beside nothing else; `tests.hostile.trying` says what has become of it.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from random import Random

from tests.spec.drawn import SHEET, workbook
from tests.spec.old_excel import old_workbook
from tests.spec.open_document import open_document

# What nobody may read in a message: every record holds them.
CANARIES = ("欧阳测某", "13912345678", "东庄村老槐树")
HEAD = ["信访件编号", "登记时间", "办结时间", "信访形式", "信访人", "联系电话", "概况"]
RECORDS = 30
ROWS = [HEAD, *(
    [f"P{number:03}", f"2023-{1 + number % 12:02}-{1 + number % 28:02}", "2023-12-30" if number % 3 else None, ("来信", "来访", "网信")[number % 3],
     CANARIES[0], CANARIES[1], f"{CANARIES[2]}第{number}次反映噪音"]
    for number in range(RECORDS)
)]  # fmt: skip


@dataclass(frozen=True)
class Damage:
    """One damaged file. `put` makes it in the year's folder, `meanwhile` is what happens while it is read. What is read of it must be of the undamaged file (`true`), unless
    no reader could tell the damage from what somebody has typed; `cheap` ones are tried by make test too, `heavy` ones hold
    a hundred megabytes. `of` is the module that makes it."""

    name: str
    put: Callable[[Path], object]
    meanwhile: Callable[[], object] | None = None
    true: bool = True
    cheap: bool = False
    heavy: bool = False
    of: str = ""

    def __str__(self) -> str:
        return self.name


def written(name: str, file: str, content: Callable[[], bytes] | bytes, **about: bool) -> Damage:
    """A case that is one file of some bytes."""
    return Damage(name, lambda folder: (folder / file).write_bytes(content() if callable(content) else content), **about)


@cache
def whole(kind: str) -> bytes:
    """The undamaged register as xlsx, stored (xlsx without compression), xls, ods, or csv in an encoding."""
    if kind == "xlsx":
        return repacked(workbook((SHEET, ROWS)))
    if kind == "stored":
        return repacked(workbook((SHEET, ROWS)), method=zipfile.ZIP_STORED)
    if kind in ("xls", "ods"):
        return {"xls": old_workbook, "ods": open_document}[kind]((SHEET, ROWS))
    return csv_text().encode(kind)


def csv_text() -> str:
    return "".join(",".join(cell or "" for cell in row) + "\r\n" for row in ROWS)


def repacked(book: bytes, parts: dict[str, bytes | None] | None = None, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """The archive with other parts (None: without it), and the same bytes whenever it is made."""
    with zipfile.ZipFile(io.BytesIO(book)) as source:
        found: dict[str, bytes | None] = {name: source.read(name) for name in source.namelist()}
    if core := found.get("docProps/core.xml"):
        found["docProps/core.xml"] = re.sub(rb"20\d\d-\d\d-\d\dT\d\d:\d\d:\d\dZ", b"2023-01-01T00:00:00Z", core)
    return archive({name: content for name, content in (found | (parts or {})).items() if content is not None}, method)


def archive(parts: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as target:
        for name, content in parts.items():
            target.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), content, method)
    return file.getvalue()


def part(book: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(book)) as source:
        return source.read(name)


def cases() -> list[Damage]:
    """All of them. A name stands once."""
    from tests.hostile import damaged_books, damaged_places, damaged_texts

    made = {__name__: [*_cut(), *_flipped(), *_wiped()]} | {module.__name__: module.cases() for module in (damaged_books, damaged_texts, damaged_places)}
    found = [replace(case, of=name) for name, several in made.items() for case in several]
    assert len({case.name for case in found}) == len(found)
    return found


SUFFIX = {"xlsx": "xlsx", "stored": "xlsx", "xls": "xls", "ods": "ods"}


def _file(kind: str) -> str:
    return f"信访登记表.{SUFFIX.get(kind, 'csv')}"


def _cut() -> Iterator[Damage]:
    """As a full disk or a broken line leaves them."""
    for kind, times in {"xlsx": 12, "xls": 12, "ods": 12, "utf-8": 6, "gb18030": 6, "utf-16": 4}.items():
        data = whole(kind)
        for time in range(times):
            end = len(data) * (time + 1) // (times + 1) + time % 2
            yield written(f"{kind} cut at {end}", _file(kind), data[:end], true=kind in SUFFIX, cheap=time == 1)
    for kind in ("xlsx", "xls", "ods"):
        yield written(f"{kind} without its last byte", _file(kind), whole(kind)[:-1], cheap=True)
        yield written(f"{kind} twice over", _file(kind), whole(kind) * 2)
        yield written(f"{kind} with lines of an e-mail above", _file(kind), b"Content-Type: application/octet-stream\r\n\r\n" + whole(kind))


def _flipped() -> Iterator[Damage]:
    """One bit, or a few, of a file; archives have sums that tell, text and old workbooks have none."""
    for kind, times in {"xlsx": 24, "stored": 12, "xls": 30, "ods": 16, "utf-8": 8, "gb18030": 8, "utf-16": 4}.items():
        data, chance = whole(kind), Random(f"flip {kind}")
        for time in range(times):
            spoilt = bytearray(data)
            for _ in range(1 + time % 4):
                spoilt[chance.randrange(len(spoilt))] ^= 1 << chance.randrange(8)
            yield written(f"{kind} with flipped bits {time}", _file(kind), bytes(spoilt), true=kind in ("xlsx", "stored", "ods"), cheap=time == 0)


def _wiped() -> Iterator[Damage]:
    """A sector of the disk is gone."""
    for kind, times in {"xlsx": 4, "xls": 8, "ods": 2, "utf-8": 2}.items():
        data = whole(kind)
        for time in range(times):
            start = len(data) * time // times // 512 * 512
            yield written(f"{kind} with a sector wiped {time}", _file(kind), data[:start] + bytes(512) + data[start + 512 :], true=kind in ("xlsx", "ods"))


def lying(book: bytes, member: str, content: bytes, told: int) -> bytes:
    """The archive with a member that unpacks to more than the size it tells, and whose sum is that of as much as it tells."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = packer.compress(content) + packer.flush()
    marked = repacked(book, {member: b"\x00" * 7})
    sums = zlib.crc32(bytes(7)).to_bytes(4, "little")
    small = zlib.compressobj(6, zlib.DEFLATED, -15)
    seven = small.compress(bytes(7)) + small.flush()
    old = sums + len(seven).to_bytes(4, "little") + (7).to_bytes(4, "little")
    new = zlib.crc32(content[:told]).to_bytes(4, "little") + len(packed).to_bytes(4, "little") + told.to_bytes(4, "little")
    assert marked.count(old) == 2 and marked.count(seven) >= 1
    return _refitted(marked.replace(old, new), member.encode(), seven, packed)


def _refitted(book: bytes, member: bytes, seven: bytes, packed: bytes) -> bytes:
    """The archive with other packed bytes of a member that stands last in it; the places told at its end moved as far."""
    start = book.index(member + seven) + len(member)
    spoilt = book[:start] + packed + book[start + len(seven) :]
    end = spoilt.rindex(b"PK\x05\x06")
    place = int.from_bytes(spoilt[end + 16 : end + 20], "little") + len(packed) - len(seven)
    return spoilt[: end + 16] + place.to_bytes(4, "little") + spoilt[end + 20 :]
