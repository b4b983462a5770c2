"""Tables of the Word review: header rows that repeat, rows that hold together, columns as wide as they need."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from nianbao.exporting.word.layout import TEXT_WIDTH
from nianbao.exporting.word.markup import SPACES, Element, w
from nianbao.exporting.word.source import Node, classes

Blocks = Callable[[Node, str], list[Element]]

_WHOLE = 12  # rows of a table that is not split over pages
_MANY = 7  # columns from which a table is set smaller
_MOST_SPANNED = 1000  # as a browser has it
_PADDING = 160
_WIDE = re.compile("[\u2e80-\uffff]")
_MEETING = re.compile("(?<=[\u4e00-\u9fff])(?=[0-9A-Za-z])|(?<=[0-9A-Za-z%])(?=[\u4e00-\u9fff])")
_WORD = re.compile("[^\\s\u2e80-\uffff]+")
_FAIR = 24.0  # what a column of long text counts for when room is shared
_SLACK = 0.4  # typefaces differ
_LONGEST_WORD = 9.0  # a longer one is broken


@dataclass(frozen=True)
class Cell:
    """A cell of the grid: its element, how many columns it spans; one `below` another is the rest of it."""

    element: Node
    span: int = 1
    tall: bool = False
    below: bool = False

    @property
    def is_number(self) -> bool:
        return "num" in classes(self.element)


def table(element: Node, caption: str, blocks: Blocks) -> Element:
    """The table; `blocks` makes a cell's paragraphs in a style. Its first column is the rows' header."""
    heads, bodies, feet = (_grid(element.xpath(path)) for path in ("./thead/tr", "./tbody/tr | ./tr", "./tfoot/tr"))
    count = max((sum(cell.span for cell in row) for row in heads + bodies + feet), default=0)
    small = "Small" if count >= _MANY else ""
    made = [
        [(cell, blocks(cell.element, small + style)) for cell in row]
        for rows, style in ((heads, "TableHeading"), (bodies, "TableText"), (feet, "TableText")) for row in rows
    ]  # fmt: skip
    widths = _widths(made, len(heads), count, 180 if small else 210)
    whole = len(bodies) + len(feet) <= _WHOLE
    rows = [
        _row(cells, widths, number < len(heads), number < len(heads) or (whole and number < len(made) - 1))
        for number, cells in enumerate(made)
    ]  # fmt: skip
    return w("tbl", _properties(caption, sum(widths), bool(feet)), w("tblGrid", *(w("gridCol", w=width) for width in widths)), *rows)


def _grid(rows: Sequence[Node]) -> list[list[Cell]]:
    """The rows with every place of the grid filled: where a cell reaches down, the rest of it stands below it."""
    reaching: dict[int, tuple[int, Cell]] = {}
    grid = []
    for row in rows:
        line: list[Cell] = []
        column, waiting = 0, row.xpath("./th | ./td")
        while waiting or column in reaching:
            if column in reaching:
                left, cell = reaching.pop(column)
            else:
                element = waiting.pop(0)
                left = _span(element, "rowspan")
                cell = Cell(element, _span(element, "colspan"), tall=left > 1)
            line.append(cell)
            if left > 1:
                reaching[column] = (left - 1, Cell(cell.element, cell.span, below=True))
            column += cell.span
        grid.append(line)
    return grid


def _span(element: Node, name: str) -> int:
    """Over how many columns or rows a cell reaches; one, where it says nothing that can be."""
    told = element.get(name, "")
    return min(max(int(told), 1), _MOST_SPANNED) if told.isascii() and told.isdecimal() else 1


def _properties(caption: str, width: int, total: bool) -> Element:
    look = {"firstRow": 1, "lastRow": int(total), "firstColumn": 1, "lastColumn": 0, "noHBand": 1, "noVBand": 1}
    told = [w("tblCaption", val=caption), w("tblDescription", val=caption)] if caption else []
    return w(
        "tblPr", w("tblStyle", val="ReviewTable"), w("tblW", w=width, type="dxa"), w("tblLayout", type="fixed"),
        w("tblLook", val="06E0" if total else "06A0", **look), *told,
    )  # fmt: skip


def _row(cells: list[tuple[Cell, list[Element]]], widths: list[int], heading: bool, with_next: bool) -> Element:
    made, column = [], 0
    for cell, paragraphs in cells:
        width = sum(widths[column : column + cell.span])
        column += cell.span
        merge = w("vMerge", val="restart") if cell.tall else w("vMerge") if cell.below else None
        span = w("gridSpan", val=cell.span) if cell.span > 1 else None
        if cell.below:
            paragraphs = [w("p", *paragraphs[0].xpath("./w:pPr", namespaces=SPACES))]
        for paragraph in paragraphs:
            _shape(paragraph, right=cell.is_number, with_next=with_next)
        made.append(w("tc", w("tcPr", w("tcW", w=width, type="dxa"), span, merge), *paragraphs))
    return w("tr", w("trPr", w("cantSplit"), w("tblHeader") if heading else None), *made)


def _shape(paragraph: Element, right: bool, with_next: bool) -> None:
    """Numbers stand to the right; a row that keeps with the next has each of its paragraphs do so."""
    (properties,) = paragraph.xpath("./w:pPr", namespaces=SPACES)
    if with_next and not properties.xpath("./w:keepNext", namespaces=SPACES):
        properties.insert(1, w("keepNext"))
    if right:
        properties.append(w("jc", val="right"))


def _widths(rows: list[list[tuple[Cell, list[Element]]]], heads: int, count: int, em: int) -> list[int]:
    """Columns in twentieths of a point, as wide as the text together: numbers take what they need, words share the rest."""
    body, head, least = [0.0] * count, [0.0] * count, [2.0] * count
    numbers = [False] * count
    for number, row in enumerate(rows):
        column = 0
        for cell, paragraphs in row:
            if cell.span == 1:
                lines = [line for paragraph in paragraphs for line in _lines(paragraph)]
                kind = head if number < heads else body
                kind[column] = max(kind[column], *map(_ems, lines), 0.0)
                least[column] = max(least[column], *(min(_longest_word(line), _LONGEST_WORD) for line in lines), 2.0)
                numbers[column] = numbers[column] or cell.is_number
            column += cell.span
    wanted = [
        max(body[n], least[n], min(head[n], 5.0)) if numbers[n] else max(body[n], head[n], least[n]) for n in range(count)
    ]  # fmt: skip
    room = (TEXT_WIDTH - _PADDING * count) / em
    return _rounded([share * em + _PADDING for share in _shared(wanted, least, numbers, room)])


def _shared(wanted: list[float], least: list[float], numbers: list[bool], room: float) -> list[float]:
    """The widths that columns get of the room, in ems: what is narrow is not broken for what is wide."""
    words = [n for n, is_number in enumerate(numbers) if not is_number] or list(range(len(wanted)))
    widths = dict(enumerate(wanted))
    left = room - sum(width for n, width in widths.items() if n not in words)
    if left < sum(least[n] for n in words):
        return [room * width / sum(wanted) for width in wanted]
    broad = sorted(words, key=lambda n: wanted[n])
    while left < sum(wanted[n] for n in broad) and wanted[broad[0]] <= left / len(broad):
        left -= wanted[broad.pop(0)]
    shares = {n: wanted[n] if left >= sum(wanted[one] for one in broad) else min(wanted[n], _FAIR) for n in broad}
    for n in broad:
        widths[n] = left * shares[n] / sum(shares.values())
    return [widths[n] for n in range(len(wanted))]


def _rounded(widths: list[float]) -> list[int]:
    """Whole numbers whose sum is that of the widths, rounded."""
    edges = [0]
    position = 0.0
    for width in widths:
        position += width
        edges.append(round(position))
    return [after - before for before, after in pairwise(edges)]


def _lines(paragraph: Element) -> list[str]:
    words = "".join(
        "\n" if node.tag.endswith("}br") else node.text or "" for node in paragraph.xpath(".//w:t | .//w:br", namespaces=SPACES)
    )
    return words.split("\n")


def _ems(text: str) -> float:
    """How wide the text stands, in Chinese characters; Word puts a quarter between Chinese and Latin."""
    wide = len(_WIDE.findall(text))
    return wide + 0.52 * (len(text) - wide) + 0.25 * len(_MEETING.findall(text)) + _SLACK


def _longest_word(text: str) -> float:
    return max((_ems(word) for word in _WORD.findall(text)), default=1.0)
