"""Which parts of a report do not speak of the year's work: the head that a web page adds, and the plans for the next year."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

from nianbao.auditing.document import Document
from nianbao.auditing.masthead import masthead
from nianbao.auditing.outline import outline
from nianbao.claims import Zones
from nianbao.claims.model import Span
from nianbao.yamlfile import parse, plain

_PIPED = re.compile(r"^[^\n|。]*(?:\|[^\n|。]*){3,}$", re.M)  # a row of a table in a plain text
_SENTENCE = re.compile(r"[^。；！？\n]+[。；！？]?")


def zones_of(document: Document, tables: Sequence[Span] = ()) -> Zones:
    """The zones of a report; `tables` are the spans of its statutory tables' cells."""
    head = masthead(document.text).end
    rows = [found.span() for found in _PIPED.finditer(document.text)] if "|" in document.text else []
    cells = [(cell.start, cell.end) for grid in document.grids for cell in grid.cells]
    return Zones(plans=[*_parts(document), *_sentences(document.text)], tables=[*tables, *cells, *rows], skipped=[(0, head)] if head else [])


@cache
def _words() -> dict[str, re.Pattern[str]]:
    return {name: re.compile(text) for name, text in plain(parse(Path(__file__).with_suffix(".yml"))).items()}


def _parts(document: Document) -> Iterator[Span]:
    """From the heading of a part that plans to the next heading as high."""
    words, headings = _words(), outline(document)
    for place, heading in enumerate(headings):
        planned = words["plan"].match(heading.text)
        if planned and not words["no_plan"].search(planned[0]):
            yield heading.start, next((one.start for one in headings[place + 1 :] if one.level <= heading.level), len(document.text))


def _sentences(text: str) -> Iterator[Span]:
    """Single sentences that look ahead."""
    yield from (found.span() for found in _SENTENCE.finditer(text) if _words()["ahead"].search(found[0]))
