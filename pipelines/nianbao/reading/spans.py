"""Merged cells of OpenDocument sheets, which calamine does not tell."""

from __future__ import annotations

import io
import zipfile
from xml.etree import ElementTree

from nianbao.reading.sheet import Merge

_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"


def spans(data: bytes) -> dict[str, list[Merge]]:
    """Sheet name → its merged areas, by first and last row and column from 0."""
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        content = ElementTree.fromstring(book.read("content.xml"))
    return {table.get(f"{_TABLE}name", ""): _of(table) for table in content.iter(f"{_TABLE}table")}


def _of(table: ElementTree.Element) -> list[Merge]:
    found: list[Merge] = []
    row = 0
    for line in table.iter(f"{_TABLE}table-row"):
        column = 0
        for cell in line:
            down, right = _number(cell, "number-rows-spanned"), _number(cell, "number-columns-spanned")
            if down > 1 or right > 1:
                found.append(((row, column), (row + down - 1, column + right - 1)))
            column += _number(cell, "number-columns-repeated")
        row += _number(line, "number-rows-repeated")
    return found


def _number(node: ElementTree.Element, name: str) -> int:
    return int(node.get(f"{_TABLE}{name}", 1))
