"""Text put together line by line, so that every block, cell and mark knows where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from nianbao.auditing.document import Block, BlockKind, Cell, Document, Grid, Mark

RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")  # a digit above the line is none of the number before it
# What takes no room on the page: joiners, marks of direction, the soft hyphen, the byte order mark.
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\x00-\x08\x0e-\x1f]+")
# Signs between which a line may end and no blank is meant. Full-width digits are none: two of them would make one number.
WIDE = "\u2014\u2018-\u201d\u2026\u2e80-\u30ff\u3400-\u9fff\uf900-\ufaff\uff01-\uff0f\uff1a-\uffef\U00020000-\U0003ffff"
SOFT = "\n"  # a line end that is a blank, but for one between two wide signs
BROKEN = "\v"  # where a heading is broken into lines: a blank between two words or numbers alone
_WIDE = re.compile(f"[{WIDE}]")
_FOLDED = re.compile(rf"(?<=[{WIDE}])\s*\n\s*(?=[{WIDE}])")


def is_wide(sign: str) -> bool:
    """Whether a line may break beside the sign without a blank being meant."""
    return bool(_WIDE.match(sign))


@dataclass
class Line:
    """One line in the making. Blanks are folded as a page folds them; a line end between Chinese characters is nothing."""

    text: str = ""
    marks: list[tuple[int, int, Mapping[str, str]]] = field(default_factory=list)
    _gap: str = ""

    def add(self, text: str) -> tuple[int, int]:
        """Adds the text and says where in the line what is seen of it stands."""
        if not text.isascii():
            text = _UNSEEN.sub("", text)
        words = text.split()
        if not words:
            self._widen(text)
            return len(self.text), len(self.text)
        if self.text:
            self._widen(text[: len(text) - len(text.lstrip())])
            wide = is_wide(self.text[-1]), is_wide(words[0][0])
            soft = all(wide) if self._gap == SOFT else any(wide) if self._gap == BROKEN else not self._gap
            self.text += "" if soft else " "
        self._gap = ""
        start = len(self.text)
        self.text += " ".join((_FOLDED.sub("", text) if "\n" in text else text).split() if len(words) > 1 else words)
        self._widen(text[len(text.rstrip()) :])
        return start, len(self.text)

    def _widen(self, blanks: str) -> None:
        """Remembers blanks until something follows them: a line end, with what stands in from it, is soft."""
        if BROKEN in blanks:
            self._gap = BROKEN
        elif blanks and self._gap not in (" ", BROKEN):
            self._gap = SOFT if SOFT in blanks else " "

    def mark(self, start: int, end: int, attributes: Mapping[str, str]) -> None:
        self.marks.append((start, end, attributes))


@dataclass
class Slot:
    """A cell before its table is written: where it stands, what it covers, what it says."""

    row: int
    column: int
    rows: int = 1
    columns: int = 1
    header: bool = False
    line: Line = field(default_factory=Line)


@dataclass
class Writer:
    """The document in the making: lines, each a block, and tables, each row a line with a tab between cells."""

    parts: list[str] = field(default_factory=list)
    length: int = 0
    blocks: list[Block] = field(default_factory=list)
    grids: list[Grid] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)

    def line(self, line: Line, kind: BlockKind = "paragraph", level: int = 0) -> None:
        """Ends the line before and writes this one; a line without text is none."""
        if line.text:
            self._put("\n" if self.length else "")
            self._block(line, kind, level)

    def table(self, slots: Iterable[Slot]) -> None:
        """Writes the rows that say anything. A cell that covers several rows is written in the first."""
        rows: dict[int, list[Slot]] = {}
        for slot in sorted(slots, key=lambda slot: (slot.row, slot.column)):
            rows.setdefault(slot.row, []).append(slot)
        cells: list[Cell] = []
        for row in rows.values():
            if not any(slot.line.text for slot in row):
                continue
            self._put("\n" if self.length else "")
            for place, slot in enumerate(row):
                self._put("\t" if place else "")
                start, end = self._block(slot.line, "cell", 0)
                cells.append(Cell(slot.row, slot.column, start, end, slot.rows, slot.columns, slot.header))
        if cells:
            self.grids.append(Grid(cells[0].start, cells[-1].end, tuple(cells)))

    def document(self, path: Path, title: str = "") -> Document:
        """All that was written."""
        return Document(path, "".join(self.parts), tuple(self.blocks), tuple(self.grids), tuple(self.marks), title)

    def _block(self, line: Line, kind: BlockKind, level: int) -> tuple[int, int]:
        start = self.length
        self._put(line.text)
        if line.text:
            self.blocks.append(Block(start, self.length, kind, level))
        self.marks += [Mark(start + first, start + last, attributes) for first, last, attributes in line.marks]
        return start, self.length

    def _put(self, text: str) -> None:
        self.parts.append(text)
        self.length += len(text)
