"""A report's text as the pieces that a page shows: headings, paragraphs, tables, and cells that have lost their table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from nianbao.auditing.document import Document, Grid
from nianbao.auditing.masthead import masthead
from nianbao.auditing.outline import outline
from nianbao.claims.model import Span

DEEPEST = 6  # HTML knows no deeper heading


@dataclass(frozen=True)
class Piece:
    """A stretch of the text; of a table its grid. `level` of a heading counts from 1, without a gap to the one before. The `head` is
    what a web page has put above the report."""

    kind: Literal["head", "heading", "paragraph", "item", "table", "cells"]
    start: int
    end: int
    level: int = 0
    grid: Grid | None = None


def pieces(document: Document, tables: Sequence[Span] = ()) -> list[Piece]:
    """The pieces in order. `tables` are stretches of cells that the file does not keep apart."""
    headings = outline(document)
    whole = {heading.start: heading for heading in headings}
    grids = [grid for grid in sorted(document.grids, key=lambda grid: grid.start) if grid.cells]
    glued = [span for span in _joined(tables) if not any(grid.start < span[1] and span[0] < grid.end for grid in grids)]
    head = masthead(document.text).end
    found = [Piece("table", grid.start, grid.end, grid=grid) for grid in grids] + [Piece("cells", start, end) for start, end in glued]
    taken = sorted((piece.start, piece.end) for piece in found)
    items = {block.start for block in document.blocks if block.kind == "item"}
    for start, end in _lines(document, taken, [heading.start for heading in headings]):
        heading = whole.get(start)
        if start < head:
            found.append(Piece("head", start, end))
        elif heading is not None and not document.text[heading.end : end].strip():
            found.append(Piece("heading", start, end, heading.level))
        else:
            found.append(Piece("item" if start in items else "paragraph", start, end))
    return list(_without_gaps(sorted(found, key=lambda piece: (piece.start, piece.end))))


def _lines(document: Document, taken: Sequence[Span], cuts: Sequence[int]) -> Iterator[Span]:
    """The lines that are no part of a table, cut where a heading begins inside of one."""
    text = document.text
    edges = sorted({0, len(text), *(place for span in taken for place in span), *cuts, *(block.start for block in document.blocks)})
    inside = {start for start, _ in taken}
    for start, end in pairwise(edges):
        if start in inside or any(low < end and start < high for low, high in taken):
            continue
        at = start
        for line in text[start:end].split("\n"):
            bare = line.strip()
            if bare:
                first = at + line.index(bare[0])
                yield first, first + len(bare)
            at += len(line) + 1


def _joined(spans: Sequence[Span]) -> list[Span]:
    """The spans in order, those that touch or overlap as one."""
    found: list[Span] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def _without_gaps(found: Sequence[Piece]) -> Iterator[Piece]:
    """Headings with levels that go down one at a time, as a reader who goes from heading to heading needs them."""
    last = 0
    for piece in found:
        if piece.kind == "heading":
            last = min(piece.level, last + 1)
            yield Piece("heading", piece.start, piece.end, last)
        else:
            yield piece


