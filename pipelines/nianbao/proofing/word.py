"""review.docx read back: each figure by its content control, and all quantities in the order of the page."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from nianbao.exporting.page import Page
from nianbao.proofing.differences import Difference
from nianbao.proofing.document import read_document
from nianbao.proofing.page import WORD, pieces
from nianbao.proofing.quantities import Piece, first_mismatch

OUTPUT = "review.docx"


def differences_in_word(review: Page, made: Any, path: Path) -> Iterator[Difference]:
    """Every control whose text or name is not that of the page's figure, and the first paragraph with another quantity.

    Raises NotAWordFile.
    """
    marks = [(mark.get("data-figure"), mark.text_content()) for mark in made.iter("data") if "data-figure" in mark.attrib]
    paragraphs = read_document(path)
    for paragraph in paragraphs:
        for control in paragraph.controls:
            name, text = marks[control.number - 1] if 0 < control.number <= len(marks) else ("", "")
            if (name, text) != (control.figure, control.text):
                found = control.text if name == control.figure else f"{control.text} ({control.figure})"
                yield Difference(OUTPUT, f"{name or control.number} ({paragraph.text[:40]})", text, found)
    found = [Piece(paragraph.text, paragraph.text[:40]) for paragraph in paragraphs]
    # The cards are a table in Word, and its header names the year.
    year = review.say(f"{review.facts['year']}年", f"{review.facts['year']}")
    added = {id(piece) for piece, paragraph in zip(found, paragraphs, strict=True) if paragraph.in_table and paragraph.text == year}
    if mismatch := first_mismatch(pieces(made, WORD), found, lambda piece: id(piece) in added):
        yield Difference(OUTPUT, mismatch.where, mismatch.expected, mismatch.found)
