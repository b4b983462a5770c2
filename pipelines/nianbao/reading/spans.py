"""Merged cells of OpenDocument sheets, which calamine does not tell, and how far their cells reach."""

from __future__ import annotations

import io
import zipfile
from typing import Any

from lxml import etree

from nianbao.errors import NotATable
from nianbao.reading.archives import DAMAGED
from nianbao.reading.extents import require_modest
from nianbao.reading.sheet import Merge

_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"


def spans(data: bytes, file: str) -> dict[str, list[Merge]]:
    """Sheet name → its merged areas, by first and last row and column from 0. Raises NotATable."""
    found: dict[str, list[Merge]] = {}
    areas: list[Merge] = []
    reach = _Reach()
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as book, book.open("content.xml") as part:
            for _, node in etree.iterparse(part, tag=(f"{_TABLE}table-row", f"{_TABLE}table"), resolve_entities=False, no_network=True):
                if node.tag == f"{_TABLE}table-row":
                    areas += reach.add(node)
                    node.clear()
                    while node.getprevious() is not None:
                        del node.getparent()[0]
                    continue
                require_modest(reach.bottom, reach.right, reach.cells, file)
                found[node.get(f"{_TABLE}name", "")] = areas
                areas, reach = [], _Reach()
    except (etree.XMLSyntaxError, ValueError, KeyError):
        raise NotATable(file=file, problem=DAMAGED) from None
    return found


class _Reach:
    """How far the rows of a sheet have come; empty ones count once a full one stands below them."""

    def __init__(self) -> None:
        self.row = self.bottom = self.right = self.cells = 0

    def add(self, line: Any) -> list[Merge]:
        """The areas that begin in the row. Raises ValueError for a number that is none, or is below one."""
        areas: list[Merge] = []
        column, times = 0, _number(line, "number-rows-repeated")
        for cell in line:
            down, right = _number(cell, "number-rows-spanned"), _number(cell, "number-columns-spanned")
            if down > 1 or right > 1:
                areas.append(((self.row, column), (self.row + down - 1, column + right - 1)))
            column += _number(cell, "number-columns-repeated")
            if len(cell):
                self.bottom, self.right, self.cells = self.row + times, max(self.right, column), self.cells + 1
        self.row += times
        return areas


def _number(node: Any, name: str) -> int:
    number = int(node.get(f"{_TABLE}{name}", 1))
    if number < 1:
        raise ValueError(number)
    return number
