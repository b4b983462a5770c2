"""Damaged files, each cleaned in a process of its own."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.hostile.damaged import Damage, cases
from tests.hostile.trying import Tried, key_of_nobody, tried

from reliability.outcome import Outcome

TITLE = ("损坏的文件", "Damaged files")
# Where a case is made says what it is about.
KINDS = {
    "tests.hostile.damaged": ("截断、翻转字节、缺扇区的 xlsx、xls、ods、csv", "xlsx, xls, ods and csv cut off, with bits flipped, sectors wiped"),
    "tests.hostile.damaged_books": ("压缩炸弹、外部实体、远处的单元格、残缺的工作簿", "zip bombs, entities, cells far away, workbooks without parts"),
    "tests.hostile.damaged_texts": ("编码混杂、引号不尽、百万列、一格 100 MB、空文件、错的扩展名", "mixed encodings, endless quotes, a million columns, a cell of 100 MB, empty, wrongly named"),
    "tests.hostile.damaged_places": ("链接、管道、无权限、读时删除、不可打印的文件名", "links, pipes, no permission, deleted while read, names that cannot be printed"),
}  # fmt: skip


def measure(folder: Path) -> list[Outcome]:
    """Every case of tests/hostile, by where it is made; seconds are those of the processor."""
    folder.chmod(0o755)
    with _key(folder):
        found = [(case, _tried(case, folder / str(number))) for number, case in enumerate(cases())]
    return [_outcome(zh, en, [one for case, one in found if case.of == kind]) for kind, (zh, en) in KINDS.items()]


def _tried(case: Damage, folder: Path) -> Tried:
    folder.mkdir()
    return tried(case, folder)


def _outcome(zh: str, en: str, found: list[Tried]) -> Outcome:
    ended = Counter(one.ended for one in found if one.ended)
    return Outcome(
        zh, en, len(found), sum(bool(one.wrong) for one in found), dict(sorted(ended.items())),
        max(one.megabytes for one in found), max(one.seconds for one in found),
    )  # fmt: skip


@contextmanager
def _key(folder: Path) -> Iterator[None]:
    before = os.environ.get("NIANBAO_KEY_FILE")
    os.environ["NIANBAO_KEY_FILE"] = str(key_of_nobody(folder))
    try:
        yield
    finally:
        os.environ.pop("NIANBAO_KEY_FILE")
        if before is not None:
            os.environ["NIANBAO_KEY_FILE"] = before
