"""Ordinary tables with a row or a column of totals, added up: 城管58, 市场31, 合计89."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from nianbao.auditing.arithmetic.amounts import plain, tidy
from nianbao.auditing.arithmetic.wording import wording
from nianbao.auditing.document import Cell, Document, Grid
from nianbao.auditing.findings import Identity, Severity
from nianbao.claims.model import Span
from nianbao.words import Words

_BLANK = re.compile(r"\s+")
_NUMBER = re.compile(r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?")
_MOST = 400  # cells in a line; more is no table that a person added up
_LOOK_UP = Words(zh="表中各行各列的台账：合计是否漏计、各格是否抄错", en="the registers behind the cells: whether the total leaves one out, or a cell was copied wrongly")


@dataclass(frozen=True)
class _Line:
    """The cells of a row or column that a total is the sum of."""

    name: str
    parts: Sequence[Cell]
    total: Cell
    row: bool


def table_sums(document: Document, forms: Sequence[Span]) -> Iterator[Identity]:
    """Each table outside the statutory `forms` that has one row, or one column, of totals. Nothing is said of a line with a cell that
    is no plain number, of tables with totals of totals, or with 其中."""
    for grid in document.grids:
        if not any(grid.start < end and start < grid.end for start, end in forms):
            yield from _Table(document, grid).identities()


class _Table:
    def __init__(self, document: Document, grid: Grid) -> None:
        self.document = document
        self.cells: Mapping[tuple[int, int], Cell] = {(cell.row, cell.column): cell for cell in grid.cells if cell.rows == cell.columns == 1}
        self.rows = sorted({row for row, _ in self.cells})
        self.columns = sorted({column for _, column in self.cells})
        self.whole = all(cell.rows == cell.columns == 1 for cell in grid.cells)

    def identities(self) -> Iterator[Identity]:
        """The sums of its columns, then those of its rows."""
        labels = [self.text(cell) for cell in self.cells.values()]
        if not self.whole or any(_words()["some"].search(label) for label in labels):
            return
        yield from self._told(list(self._down()), sure=1)
        yield from self._told(list(self._across()), sure=2)

    def text(self, cell: Cell | None) -> str:
        return _BLANK.sub("", self.document.text[cell.start : cell.end]).strip("*") if cell else ""

    def number(self, cell: Cell | None) -> Decimal | None:
        text = self.text(cell)
        return Decimal(text.replace(",", "")) if len(text) < 20 and _NUMBER.fullmatch(text) else None

    def _down(self) -> Iterator[_Line]:
        """Each column of numbers between the head and the only row of totals, or below a first row of them."""
        totals = [row for row in self.rows if _words()["total"].fullmatch(self._label(row))]
        body = self._body()
        if len(totals) != 1 or len(body) < 2 or totals[0] not in (body[0], body[-1]) or len(self.rows) > _MOST:
            return
        head = [row for row in self.rows if row < body[0]]
        for column in self.columns:
            name = "".join(self.text(self.cells.get((row, column))) for row in head)
            yield from self._line(name, [self.cells.get((row, column)) for row in body if row != totals[0]], self.cells.get((totals[0], column)), row=False)

    def _across(self) -> Iterator[_Line]:
        """Each row of numbers beside the only column of totals, where all other columns but the labels' can be added up."""
        body = self._body()
        head = {column: "".join(self.text(self.cells.get((row, column))) for row in self.rows if body and row < body[0]) for column in self.columns}
        totals = [column for column in self.columns if _words()["total"].fullmatch(head[column])]
        if len(totals) != 1 or len(self.columns) > _MOST:
            return
        parts = [column for column in self.columns[1:] if column != totals[0] and not _words()["order"].fullmatch(head[column])]
        labels = [column for column in parts if all(self.number(self.cells.get((row, column))) is None for row in body)]
        parts = [column for column in parts if column not in labels]
        if totals[0] == self.columns[0] or any(_words()["apart"].search(head[column]) for column in parts):
            return
        for row in body:
            yield from self._line(self._label(row), [self.cells.get((row, column)) for column in parts], self.cells.get((row, totals[0])), row=True)

    def _label(self, row: int) -> str:
        """The first words of the row."""
        return next((text for column in self.columns if (text := self.text(self.cells.get((row, column)))) and self.number(self.cells.get((row, column))) is None), "")

    def _body(self) -> list[int]:
        """From the first row with a number that is no order number to the last one."""
        numbered = [row for row in self.rows if any(self.number(self.cells.get((row, column))) is not None for column in self.columns[1:])]
        return [row for row in self.rows if numbered and numbered[0] <= row <= numbered[-1]]

    def _line(self, name: str, parts: Sequence[Cell | None], total: Cell | None, row: bool) -> Iterator[_Line]:
        named = row or not (_words()["apart"].search(name) or _words()["order"].fullmatch(name))
        cells = [cell for cell in parts if self.number(cell) is not None]
        if named and len(cells) == len(parts) >= 2 and total and self.number(total) is not None:
            yield _Line(name, [cell for cell in cells if cell], total, row)

    def _told(self, lines: Sequence[_Line], sure: int) -> Iterator[Identity]:
        """The lines as identities: errors, where as many others as `sure` asks for do come out, or it is the only column."""
        held = [self._holds(line) for line in lines]
        right, wrong = sum(held), len(held) - sum(held)
        certain = right > 0 and right >= wrong if len(lines) > 1 else sure == 1
        for line, holds in zip(lines, held, strict=True):
            if holds or certain or sure == 1:
                yield self._identity(line, holds, "error" if certain else "warn")

    def _sides(self, line: _Line) -> tuple[list[Decimal], Decimal]:
        return [self.number(cell) or Decimal() for cell in line.parts], self.number(line.total) or Decimal()

    def _holds(self, line: _Line) -> bool:
        """Whether the cells make the total; decimals may each be rounded."""
        parts, total = self._sides(line)
        places = min(value.as_tuple().exponent for value in [*parts, total])
        room = Decimal(1).scaleb(int(places)) * (len(parts) + 1) / 2 if int(places) < 0 else Decimal()
        return abs(sum(parts, Decimal()) - total) <= room

    def _identity(self, line: _Line, holds: bool, severity: Severity) -> Identity:
        parts, total = self._sides(line)
        lhs = sum(parts, Decimal())
        expr = "+".join(plain(value) for value in parts) + ("=" if not holds or lhs == total else "≈") + plain(total)
        said = self.text(self.cells.get((line.total.row, self.columns[0]))) if not line.row else "合计"
        where = Words(zh=f"“{line.name}”一{'行' if line.row else '列'}：", en=f"{'Row' if line.row else 'Column'} “{line.name}”: ")
        message = Words(zh=f"{where.zh}各格相加等于{said}", en=f"{where.en}the cells add up to the total")
        if not holds:
            message = Words(zh=f"{where.zh}各格相加为{plain(lhs)}，{said}写作{plain(total)}", en=f"{where.en}the cells make {plain(lhs)}, the total is stated as {plain(total)}")
        places = tuple(sorted((cell.start, cell.end) for cell in [*line.parts, line.total]))
        kind = "table_row" if line.row else "table_column"
        return Identity(kind, expr, holds, tidy(lhs), tidy(total), message, places=places, severity=severity, look_up=None if holds else _LOOK_UP)


@cache
def _words() -> dict[str, re.Pattern[str]]:
    tables = wording().tables
    return {
        "total": re.compile(f"(?:{'|'.join(tables['totals'])})(?:[（(].*[）)])?"), "some": re.compile("|".join(tables["some"])),
        "apart": re.compile("|".join(tables["apart"])), "order": re.compile("|".join(tables["order"])),
    }  # fmt: skip
