"""A PDF: its lines joined into paragraphs again, without page numbers, running heads and contents."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from nianbao.auditing.document import Document
from nianbao.auditing.opening.flowing import flowing
from nianbao.auditing.opening.printed import Printed, lines_of
from nianbao.auditing.opening.writer import Line, Writer
from nianbao.errors import DamagedReport, LockedReport, ScannedReport
from nianbao.words import Words

_FOLIO = re.compile(r"[-—–−·－\s]*\d{1,4}[-—–−·－\s]*|第\s*\d{1,4}\s*页(?:[,，/\s]*共\s*\d{1,4}\s*页)?|\d{1,4}\s*/\s*\d{1,4}|[Pp]age\s*\d{1,4}(?:\s*of\s*\d{1,4})?")
_ENTRY = re.compile(r".*\S\s*(?:[.．·…]\s*){4,}\d{0,4}")
_CONTENTS = frozenset({"目录", "目次", "contents"})
_DIGITS = re.compile(r"\d+")
_EDGE = 2  # lines at the top and at the bottom of a page among which a running head is looked for
_OFTEN = 3


def read(data: bytes, path: Path) -> Document:
    """The report; headings are what the PDF's bookmarks name. Raises DamagedReport, LockedReport, ScannedReport."""
    import pypdfium2

    try:
        with pypdfium2.PdfDocument(data) as document:
            pages = [_lines(document, number) for number in range(len(document))]
            headings = _bookmarks(document)
            title = str(document.get_metadata_dict().get("Title", ""))
    except pypdfium2.PdfiumError as error:
        if "assword" in str(error):
            raise LockedReport(file=path.name) from None
        raise DamagedReport(file=path.name, problem=Words(zh="PDF 的内容不完整", en="what is in the PDF is incomplete")) from None
    if not any(pages):
        raise ScannedReport(file=path.name)
    writer = Writer()
    for text, kind, level in flowing(list(_of_the_report(pages)), headings):
        writer.line(Line(text), kind, level)
    return writer.document(path, " ".join(title.split()))


def _lines(document: Any, number: int) -> list[Printed]:
    page = document[number]
    try:
        return lines_of(page, number)
    finally:
        page.close()


def _bookmarks(document: Any) -> dict[int, dict[str, int]]:
    """Page → heading without blanks → level, 1 to 6."""
    found: dict[int, dict[str, int]] = {}
    for mark in document.get_toc(max_depth=6):
        place = mark.get_dest()
        page = place.get_index() if place is not None else None
        if page is not None and (title := "".join(mark.get_title().split())):
            found.setdefault(page, {})[title] = min(mark.level + 1, 6)
    return found


def _of_the_report(pages: list[list[Printed]]) -> Iterator[Printed]:
    """The lines that are of the report: no page number, no line that stands on most pages, no table of contents."""
    running = _running(pages)
    for lines in pages:
        contents = any(_ENTRY.fullmatch(line.text) for line in lines)
        for place, line in enumerate(lines):
            at_edge = place < _EDGE or place >= len(lines) - _EDGE
            if at_edge and (_FOLIO.fullmatch(line.text.strip()) or _shape(line) in running):
                continue
            if not (contents and (_ENTRY.fullmatch(line.text) or line.bare.lower() in _CONTENTS)):
                yield line


def _running(pages: list[list[Printed]]) -> set[tuple[str, int]]:
    """What stands at one height at the edge of at least three pages, and of half of them; numbers may differ."""
    found = Counter(shape for lines in pages for shape in {_shape(line) for line in [*lines[:_EDGE], *lines[-_EDGE:]]})
    return {shape for shape, count in found.items() if count >= max(_OFTEN, len(pages) / 2)}


def _shape(line: Printed) -> tuple[str, int]:
    return _DIGITS.sub("#", line.bare), round(line.bottom / 6)
