"""A sample file: where its header stands, and what stands below each of its titles."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from dataclasses import dataclass
from itertools import islice, zip_longest
from pathlib import Path

from nianbao.cleaning import masked
from nianbao.errors import NoRecords
from nianbao.errors.system import unread
from nianbao.reading import (
    Cell,
    RawFile,
    Sheet,
    bare_name,
    filled_down,
    is_blank,
    is_blank_row,
    is_total_row,
    is_void_row,
    plain_name,
    text_of,
    unmerged,
)

SEARCHED_ROWS = 40

# A title ends in what its cells are; a cell of a record seldom does. A name of Latin letters may be a title too.
_TITLE = re.compile(r"[号日期间时月年名称人员者类型别式法果额数量次位门地址村居区镇况容态注明话机因据关项目级源见题域方率分度费款价值点件证书文单码体师度否长级等]$|^[a-z][a-z_ .]*$")
_ENTRY = re.compile(r"[:：]\s*\S")  # 填报单位：某镇
_NUMBER = re.compile(r"^[-+¥]?[\d,]+(?:\.\d+)?%?$|^\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}")
_UNIT = re.compile(r"单位\s*[:：]\s*(?:人民币)?\s*(亿元|万元|元)")
# A running number tells nothing of its record.
RUNNING_NUMBERS = {"序号", "行号", "no", "no.", "#"}


@dataclass(frozen=True)
class Sample:
    """Titles in their order, and the cells of the records below each; `unit` is one of money, told above the header.

    Titles that stand twice in a header, and running numbers, are named apart and have no cells here.
    """

    name: str
    cells: dict[str, list[Cell]]
    twice: tuple[str, ...]
    running: tuple[str, ...]
    unit: str | None
    records: int


@dataclass(frozen=True)
class _Block:
    """One sheet's header and records."""

    titles: list[str]
    records: list[list[Cell]]
    unit: str | None


def read_sample(path: Path, known: Container[str] = ()) -> Sample:
    """The file's records by title, its sheets joined where they share titles; `known` are reduced titles of other tables.

    Raises NoSuchFile, FolderForFile, MayNotRead, NotATable, UnknownEncoding, NoRecords.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise unread(path, error) from None
    file = RawFile("", path.name, data, ())
    blocks = [block for sheet in file.sheets() if (block := _block(sheet, known))]
    if not blocks:
        raise NoRecords(file=path.name)
    main = max(blocks, key=lambda block: len(block.titles) * len(block.records))
    alike = [block for block in blocks if block is not main and len(set(block.titles) & set(main.titles)) >= min(2, len(set(main.titles)))]
    sample = _joined(path.name, main, [main, *alike])
    if not sample.cells:
        raise NoRecords(file=path.name)
    return sample


def _joined(name: str, main: _Block, blocks: list[_Block]) -> Sample:
    titles = list(dict.fromkeys(title for block in blocks for title in block.titles if plain_name(title)))
    twice = [title for title in titles if any(_stands_twice(title, block.titles) for block in blocks)]
    running = [title for title in titles if plain_name(title) in RUNNING_NUMBERS]
    kept = [title for title in titles if title not in (*twice, *running)]
    rows = [[_at(row, block.titles, title) for title in kept] for block in blocks for row in block.records]
    # The same record twice would make no number unique.
    different = list({tuple(map(text_of, row)): row for row in rows}.values())
    cells = {title: [row[index] for row in different] for index, title in enumerate(kept)}
    return Sample(name, cells, tuple(twice), tuple(running), main.unit, len(different))


def _stands_twice(title: str, titles: list[str]) -> bool:
    return sum(plain_name(other) == plain_name(title) for other in titles) > 1


def _at(row: list[Cell], titles: list[str], title: str) -> Cell:
    index = titles.index(title) if title in titles else len(row)
    return row[index] if index < len(row) else None


def _block(sheet: Sheet, known: Container[str]) -> _Block | None:
    """The header that is followed by records, and those; None where the sheet has none."""
    rows = unmerged(sheet.rows, sheet.merges)
    widths = [_width(row) if _is_header(row, known) and any(_records(rows, index)) else 0 for index, row in enumerate(rows[:SEARCHED_ROWS])]
    most = max(widths, default=0)
    # Where there are several columns, a single title is that of the sheet.
    if most < min(2, max(map(_width, rows), default=1)):
        return None
    # The first that comes near: a record may hold as many texts as the header has titles.
    top = last = next(index for index, width in enumerate(widths) if width >= 0.7 * most)
    while top > 0 and widths[top - 1] and _goes_on(rows[top - 1], rows[top]):
        top -= 1
    while last + 1 < len(widths) and widths[last + 1] and _goes_on(rows[last], rows[last + 1]):
        last += 1
    unit = _UNIT.search(" ".join(text_of(cell) for row in sheet.rows[: last + 1] for cell in row))
    return _Block(_titles(rows[top : last + 1]), list(_records(filled_down(sheet).rows, last)), unit[1] if unit else None)


def _goes_on(row: list[Cell], lower: list[Cell]) -> bool:
    """Whether the header goes on below the row: some of its titles stretch over several columns, which have titles of
    their own there, and all others reach down or have nothing below. Of a record, they would have something else."""
    beside = [*zip([None, *row], row, [*row[1:], None], [*lower, *[None] * len(row)], strict=False)]
    alone = [(title, below) for left, title, right, below in beside if not is_blank(title) and title not in (left, right)]
    grouped = len(alone) < sum(not is_blank(title) for title in row)
    return grouped and bool(alone) and all(is_blank(below) or below == title for title, below in alone)


def _titles(rows: list[list[Cell]]) -> list[str]:
    """The lowest title of each column, with those above it where it would stand twice."""
    columns = [list(dict.fromkeys(text for cell in cells if (text := text_of(cell)))) for cells in zip_longest(*rows)]
    lowest = [column[-1] if column else "" for column in columns]
    return ["".join(column) if lowest.count(title) > 1 else title for column, title in zip(columns, lowest, strict=True)]


def _records(rows: list[list[Cell]], header: int) -> Iterator[list[Cell]]:
    """The rows below the header, without totals and without the header where it stands again."""
    titles = rows[header]
    below = (row for row in islice(rows, header + 1, None) if not is_blank_row(row) and row != titles)
    return (row for row in below if not is_total_row(row, []) and not is_void_row(row))


def _width(row: list[Cell]) -> int:
    return len({plain_name(cell) for cell in row if not is_blank(cell)})


def _is_header(row: list[Cell], known: Container[str]) -> bool:
    """Whether every cell may be a title, and enough of them read like one: a record is never taken for a header."""
    filled = [cell for cell in row if not is_blank(cell)]
    if not all(_may_be_title(cell) for cell in filled):
        return False
    like = sum(bool(_TITLE.search(bare_name(cell))) or plain_name(cell) in known or bare_name(cell) in known for cell in filled)
    return 3 * like >= len(filled) > 0


def _may_be_title(cell: Cell) -> bool:
    if not isinstance(cell, str):
        return False
    text = text_of(cell)
    return masked(text) == text and not _NUMBER.match(text) and not _ENTRY.search(text)
