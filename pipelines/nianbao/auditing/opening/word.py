"""A Word document: its text with tracked changes accepted, automatic numbers written out, tables, text boxes and notes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from nianbao.auditing.document import BlockKind, Document
from nianbao.auditing.opening.grids import rows_of, slots_of
from nianbao.auditing.opening.numbering import Numbering
from nianbao.auditing.opening.package import W, is_on, parts_of, tag_of, value, whole
from nianbao.auditing.opening.styles import Styles
from nianbao.auditing.opening.writer import BROKEN, RAISED, SOFT, Line, Slot, Writer
from nianbao.errors import DamagedReport
from nianbao.words import Words

# What stands beside text and is none; of a choice of forms the second one says the same again.
_SILENT = frozenset({
    "pPr", "rPr", "sdtPr", "sdtEndPr", "tblPr", "tblGrid", "trPr", "tcPr", "del", "moveFrom", "delText", "delInstrText", "Fallback", "rt",
})  # fmt: skip
_SIGNS = {"tab": " ", "ptab": " ", "noBreakHyphen": "-"}


def read(data: bytes, path: Path) -> Document:
    """The report; its title is what has the style of one. Raises DamagedReport, LockedReport, TooLargeReport."""
    parts = parts_of(data, path)
    reader = _Reader(parts)
    try:
        reader.blocks(parts["document"].find(f"{W}body"))
    except RecursionError:
        raise DamagedReport(file=path.name, problem=Words(zh="内容层次过深", en="it is nested too deeply")) from None
    return reader.writer.document(path, " ".join(reader.titles))


class _Reader:
    def __init__(self, parts: dict[str, Any]) -> None:
        self.writer, self.line = Writer(), Line()
        self.styles = Styles(parts.get("styles"))
        self.numbering = Numbering(parts.get("numbering"), lambda name: self.styles.named(name).number)
        self.notes = {f"{kind}Reference": _notes(parts.get(f"{kind}s"), kind) for kind in ("footnote", "endnote")}
        self.titles: list[str] = []
        self.kind: BlockKind = "paragraph"
        self.level = 0
        self.goes_on = False  # the end of the last paragraph is deleted, so that this one is its rest
        self.slot: Slot | None = None
        self.in_contents = False
        self.fields: list[str] = []  # the instructions of the fields that are open
        self.later: list[Any] = []  # text boxes and notes, which follow the paragraph or table that holds them

    def blocks(self, parent: Any) -> None:
        """The paragraphs and tables of a body, a cell, a text box or a note."""
        for child in () if parent is None else parent:
            tag = tag_of(child)
            if tag == "p":
                self.paragraph(child)
            elif tag == "tbl":
                self.table(child)
            elif tag not in _SILENT and "Contents" not in value(child, "sdtPr/docPartObj/docPartGallery"):
                self.blocks(child)

    def paragraph(self, element: Any) -> None:
        if not self.goes_on:
            self.level = self.styles.level(element)
            marker, listed = self.marker(element)
            self.kind = "heading" if self.level else "item" if listed else "paragraph"
            self.here.add(marker)
        self.in_contents = self.styles.of(element).is_contents
        self.inside(element)
        self.in_contents = False
        self.goes_on = element.find(f"{W}pPr/{W}rPr/{W}del") is not None
        if not self.goes_on:
            if self.line.text and self.styles.of(element).is_title:
                self.titles.append(self.line.text)
            self.end_line()
            self.read_later()

    def inside(self, element: Any) -> None:
        """The text of a run or of what holds runs."""
        for child in element:
            tag = tag_of(child)
            if tag == "t":
                self.add(child.text or "")
            elif tag == "r":
                self.run(child)
            elif tag in _SIGNS:
                self.add(_SIGNS[tag])
            elif tag in ("br", "cr"):
                self.end_line(within=True)
            elif tag == "fldChar":
                self.field(child.get(f"{W}fldCharType", ""))
            elif tag == "instrText":
                if self.fields:
                    self.fields[-1] += child.text or ""
            elif tag == "txbxContent":
                self.later.append(child)
            elif tag in self.notes:
                self.later += [note for note in [self.notes[tag].get(child.get(f"{W}id"))] if note is not None]
            elif tag not in _SILENT:
                self.inside(child)

    def run(self, element: Any) -> None:
        """A run; hidden text is not read, and a raised figure is no digit of the number before it."""
        properties = element.find(f"{W}rPr")
        if is_on(properties, "vanish"):
            return
        if value(properties, "vertAlign") != "superscript":
            self.inside(element)
            return
        for text in element.iter(f"{W}t"):
            self.add((text.text or "").translate(RAISED))

    def field(self, kind: str) -> None:
        if kind == "begin":
            self.fields.append("")
        elif kind == "end" and self.fields:
            self.fields.pop()

    def add(self, text: str) -> None:
        """Adds text, but for that of a table of contents."""
        if not (self.in_contents or any(told.lstrip().startswith("TOC") for told in self.fields)):
            self.here.add(text)

    @property
    def here(self) -> Line:
        return self.line if self.slot is None else self.slot.line

    def marker(self, element: Any) -> tuple[str, bool]:
        """What Word numbers the paragraph with, and whether it is of a list at all."""
        style = self.styles.of(element)
        number = value(element, "pPr/numPr/numId") or style.number
        if number in ("", "0"):
            return "", False
        level = value(element, "pPr/numPr/ilvl") or self.numbering.level_of(number, style.id) or style.number_level
        return self.numbering.marker(number, whole(level) or 0), True

    def end_line(self, within: bool = False) -> None:
        """Ends the line; a cell is a single line, and so is a heading that is broken `within`."""
        if self.slot is not None or (within and self.kind == "heading"):
            self.here.add(SOFT if self.slot else BROKEN)
            return
        self.writer.line(self.line, self.kind, self.level)
        self.line = Line()

    def read_later(self) -> None:
        while self.later and self.slot is None:
            self.blocks(self.later.pop(0))

    def table(self, element: Any) -> None:
        """A table; one within a cell is text of the cell, and one that only frames text is none."""
        rows = rows_of(element)
        if self.slot is not None or _is_frame(element, rows):
            for row in rows:
                for cell in row:
                    self.blocks(cell)
            return
        found = slots_of(rows)
        for self.slot, cell in found:
            self.blocks(cell)
        self.slot = None
        self.writer.table(slot for slot, _ in found)
        self.read_later()


def _notes(root: Any, kind: str) -> dict[str, Any]:
    """Id → note."""
    return {} if root is None else {one.get(f"{W}id"): one for one in root.iter(f"{W}{kind}")}


def _is_frame(table: Any, rows: list[list[Any]]) -> bool:
    if sum(len(row) for row in rows) <= 1:
        return True
    within = max((_length(one) for one in table.iter(f"{W}tbl") if one is not table), default=0)
    return 2 * within > _length(table)


def _length(element: Any) -> int:
    return sum(len(text.text or "") for text in element.iter(f"{W}t"))
