"""Where the cells of a web page's table stand, once those are counted that reach down and across."""

from __future__ import annotations

from typing import Any

from nianbao.auditing.opening.writer import Slot

_MOST_ACROSS, _MOST_DOWN = 200, 2000
_PROSE, _PARAGRAPHS = 300, 3


class Table:
    """A table while its elements are walked: `row` and `cell` as they begin."""

    def __init__(self, element: Any) -> None:
        self.element = element
        self.slots: list[Slot] = []
        self._row, self._column = -1, 0
        self._taken: dict[int, int] = {}  # column → the first row in which it is free again
        self._in_head = False

    def row(self, element: Any) -> None:
        """A row begins."""
        self._row, self._column = self._row + 1, 0
        self._in_head = element.getparent().tag == "thead"

    def cell(self, element: Any) -> Slot:
        """A cell begins, in the next place that no cell above reaches into."""
        self._row = max(self._row, 0)
        while self._taken.get(self._column, 0) > self._row:
            self._column += 1
        across, down = _span(element, "colspan", _MOST_ACROSS), _span(element, "rowspan", _MOST_DOWN)
        slot = Slot(self._row, self._column, down, across, self._in_head or element.tag == "th")
        self._taken |= dict.fromkeys(range(self._column, self._column + across), self._row + down)
        self._column += across
        self.slots.append(slot)
        return slot

    def finished(self) -> list[Slot]:
        """The cells; none reaches beyond the last row."""
        for slot in self.slots:
            slot.rows = min(slot.rows, self._row + 1 - slot.row)
        return self.slots


def is_layout(table: Any) -> bool:
    """Whether the table only sets a page out: no cell stands beside another, or one holds most of it as paragraphs or as another table."""
    rows = [*table.iterfind("tr"), *table.iterfind("*/tr")]
    texts = [[(len(text), cell) for cell in row if (text := _text(cell))] for row in rows]
    if max(map(len, texts), default=0) <= 1:
        return True
    whole = len(_text(table))
    if any(2 * len(_text(inner)) > whole for inner in table.iter("table") if inner is not table):
        return True
    length, longest = max((found for row in texts for found in row), key=lambda found: found[0])
    return length > max(_PROSE, whole / 2) and sum(1 for _ in longest.iter("p", "div", "br", "li", "h1", "h2", "h3")) >= _PARAGRAPHS


def _text(element: Any) -> str:
    return "".join(element.itertext()).strip()


def _span(element: Any, name: str, most: int) -> int:
    given = element.get(name, "1").strip()
    if not (given.isascii() and given.isdecimal()):
        return 1
    return most if given == "0" else min(int(given[:6]), most)
