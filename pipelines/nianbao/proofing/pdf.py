"""review.pdf read back: the quantities of its text, page by page, held against what the page says should be printed."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

from nianbao.exporting.page import Page
from nianbao.proofing.differences import Difference
from nianbao.proofing.page import PAPER, headers, pieces
from nianbao.proofing.quantities import Piece, first_mismatch, quantities, same_quantities

OUTPUT = "review.pdf"
_FOLIO = re.compile(r"—\s*\d+\s*—")
_PAGE = re.compile(r"(?:[\s.…·]{2,}|\s)\d+$")
_LONG_CELL = 240  # signs; thirty lines of the narrowest column of text
_TOP = 8  # lines within which the header of a table that goes on must stand


def difference_on_paper(review: Page, made: Any, path: Path) -> Difference | None:
    """The first line of the PDF that prints another quantity than the page; None where all are there and no more."""
    leaves = _leaves(path, review.say("第{}页", "page {}"))
    lines = [line for leaf in leaves for line in leaf]
    expected, added = pieces(made, PAPER), _Added(review, made, leaves)
    mismatch = first_mismatch(expected, lines, added.may_be)
    if mismatch is None or (_has_long_rows(made) and same_quantities(expected, [line for line in lines if not added.may_be(line)])):
        return None
    return Difference(OUTPUT, mismatch.where, mismatch.expected, mismatch.found)


def _has_long_rows(made: Any) -> bool:
    """Whether a row may fill more than a page, so that its cells are read in pieces; their order is then no use."""
    rows = ([len(cell.text_content()) for cell in row] for row in made.iter("tr"))
    return any(sum(length > _LONG_CELL for length in row) > 1 for row in rows)


class _Added:
    """What paper adds to the page: page numbers, contents, the header of a table that goes on, who signs and when, the cover's title."""

    def __init__(self, review: Page, made: Any, leaves: list[list[Piece]]) -> None:
        self.tops = {id(line) for leaf in leaves for line in leaf[:_TOP]}
        self.front = {id(line) for leaf in leaves if not any(_FOLIO.fullmatch(_bare(line.text)) for line in leaf) for line in leaf}
        self.headings = [_bare(heading.number + heading.text) for heading in review.headings]
        self.headers = {
            quantities("".join(cells[start:end]))
            for cells in headers(made) for start in range(len(cells)) for end in range(start + 1, len(cells) + 1)
        }  # fmt: skip
        day = date.fromisoformat(str(review.facts.get("dated") or review.facts["as_of"]))
        self.day = _bare(review.say(f"{day.year}年{day.month}月{day.day}日", f"{day.day} {day:%B} {day.year}"))
        self.names = [_bare(str(review.facts[name])) for name in ("office", "title")]

    def may_be(self, line: Piece) -> bool:
        text = _bare(line.text)
        if _FOLIO.fullmatch(text) or text == self.day or self._names(text):
            return True
        if id(line) in self.tops and quantities(line.text) in self.headers:
            return True
        # A long heading goes on in a second line of the contents, which ends with the page.
        entry = _bare(_PAGE.sub("", line.text))
        return id(line) in self.front and len(entry) > 1 and any(entry in heading for heading in self.headings)

    def _names(self, text: str) -> bool:
        """Whether it is a line of the office's name or the title: 余杭区 holds a sign of quantity too."""
        return text in self.names or (len(text) > 3 and any(text in name for name in self.names))


def _leaves(path: Path, page_of: str) -> list[list[Piece]]:
    """The lines of each page of the PDF, without the mark of a draft that lies across them."""
    import pypdfium2

    with pypdfium2.PdfDocument(path) as document:
        texts = [_upright(leaf) for leaf in document]
    return [
        [Piece(line, page_of.format(number)) for line in text.splitlines() if line.strip()] for number, text in enumerate(texts, start=1)
    ]


def _upright(leaf: Any) -> str:
    """The page's text, but for what stands aslant: where that crosses a line it would break it to pieces."""
    from pypdfium2.raw import FPDF_PAGEOBJ_TEXT

    for found in [found for found in leaf.get_objects(filter=[FPDF_PAGEOBJ_TEXT]) if found.get_matrix().b]:
        leaf.remove_obj(found)
    return str(leaf.get_textpage().get_text_range()).replace("\ufffe", "-")  # as the library tells a hyphen at the end of a line


def _bare(text: str) -> str:
    return re.sub(r"[\s\u2060\u200b]", "", text)
