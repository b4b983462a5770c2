"""The statutory tables of a report, found in its text and read cell by cell, also where a page has glued the cells together."""

from __future__ import annotations

import re
from dataclasses import replace

from nianbao.auditing.document import Document
from nianbao.auditing.forms.blueprint import Blueprint, headings, laid_out
from nianbao.auditing.forms.cells import Pieces, row_cells
from nianbao.auditing.forms.form import Form, Misspelt
from nianbao.auditing.forms.labels import Label, labels
from nianbao.auditing.forms.numbered import read_numbered
from nianbao.auditing.forms.rows import Read, read
from nianbao.auditing.forms.settling import settled
from nianbao.auditing.forms.spelling import is_slip
from nianbao.auditing.forms.squeezed import Squeezed, folded, squeezed

_LONGEST = 2500  # characters of a form without blanks and punctuation
_BEFORE = 160  # of its head, before the first label
_HEADER = 110  # of column headings between an anchor and a row of cells that has no label
_MAYBE = re.compile("公开|行政调解|行政复议")
_DIGIT = re.compile(r"\d")


def read_forms(document: Document) -> list[Form]:
    """The statutory tables of the document, in order of the text.

    They are found by their fixed labels. Cells come from the file's own tables (`grids`), else from strokes and blanks,
    else from the digits that a page has glued together, cut so that the form's own identities hold.
    """
    if not _MAYBE.search(document.text):
        return []
    text = folded(document.text)
    whole = squeezed(text)
    forms = [form for blueprint in laid_out() if (form := _first(blueprint, document, text, whole)) is not None]
    return sorted(forms + read_numbered(document, text), key=lambda form: (form.start, form.end))


def _first(blueprint: Blueprint, document: Document, text: str, whole: Squeezed) -> Form | None:
    for anchor in blueprint.anchors:
        at = whole.text.find(anchor)
        while at >= 0:
            form = (_block if blueprint.blocks else _table)(blueprint, document, text, whole, at)
            if form is not None:
                return form
            at = whole.text.find(anchor, at + 1)
    return None


def _table(blueprint: Blueprint, document: Document, text: str, whole: Squeezed, anchor: int) -> Form | None:
    """The form around an anchor, one of its labels; None where fewer than half of its rows stand there."""
    end = _end(blueprint, whole, anchor)
    found = labels(whole.text, blueprint.lines, max(0, anchor - _HEADER), end)
    if 2 * sum(bool(label.line.row) for label in found) < sum(bool(line.row) for line in blueprint.lines):
        return None
    rows: list[Read] = []
    for label, following in zip(found, [*found[1:], None], strict=True):
        if label.line.row:
            row = _row(blueprint, document, text, whole, label, following, end)
            if row.pieces.pieces or row.name not in blueprint.of_editions:
                rows.append(row)
    misspelt = tuple(one for label in found if (one := _misspelt(label, whole)) is not None)
    return settled(blueprint, document.text, rows, _head(blueprint, whole, found[0].start), whole.places[found[-1].end - 1] + 1, misspelt)


def _row(blueprint: Blueprint, document: Document, text: str, whole: Squeezed, label: Label, following: Label | None, end: int) -> Read:
    """The row of a label, from its end to the next label, of which the number in the form (5.属于…) is no cell."""
    columns = blueprint.columns_of(label.line)
    start = whole.places[label.end - 1] + 1
    if following is None:
        stops = [whole.places[end] if end < len(whole.places) else len(text)]
    elif following.mark >= 0 and following.line.mark.isdecimal():
        stops = [whole.places[following.mark], whole.places[following.start]]
        if stops[0] + 1 < stops[1]:  # `5属于…`, without a stop: the 5 may be a cell
            stops = stops[:1]
    else:
        stops = [whole.places[following.start]]
    for stop in stops:
        pieces = row_cells(text, document.grids, start, stop, len(columns))
        row = read(label.line.row, columns, pieces, total=bool(blueprint.row_total), hints=label.line.hints)
        if row.ways:
            break
    last = max((piece.span[1] for piece in pieces.pieces if piece.span), default=stop)
    return replace(row, followed=_DIGIT.search(text, last, stop) is not None and following is not None)


def _block(blueprint: Blueprint, document: Document, text: str, whole: Squeezed, anchor: int) -> Form | None:
    """A form whose single row of cells follows its column headings; without digits there, a form left blank."""
    end = _end(blueprint, whole, anchor)
    digit = _DIGIT.search(whole.text, anchor, min(end, anchor + _HEADER))
    columns = tuple(f"{block}.{column}" for block in blueprint.blocks for column in blueprint.columns)
    pieces = Pieces()
    if digit is not None:
        stop = whole.places[end] if end < len(whole.places) else len(text)
        pieces = row_cells(text, document.grids, whole.places[digit.start()], stop, len(columns))
    row = read("", columns, pieces, blocks=len(blueprint.blocks), total=True, hints=blueprint.hints)
    return settled(blueprint, document.text, [row], _head(blueprint, whole, anchor), whole.places[anchor] + 1)


def _end(blueprint: Blueprint, whole: Squeezed, anchor: int) -> int:
    """The character of the squeezed text at which the form is over at the latest."""
    ends = (whole.text.find(mark, anchor, anchor + _LONGEST) for mark in blueprint.until)
    return min([at for at in ends if at >= 0], default=min(len(whole.text), anchor + _LONGEST))


def _head(blueprint: Blueprint, whole: Squeezed, first: int) -> int:
    """The code point at which the form begins: at the first of the words of its head that stand shortly before."""
    starts = (whole.text.rfind(name, max(0, first - _BEFORE), first + len(name)) for name in blueprint.head)
    return whole.places[min(first, next((at for at in starts if at >= 0), first))]


def _misspelt(label: Label, whole: Squeezed) -> Misspelt | None:
    if label.how != "misspelt" or not is_slip(label.fixed, whole.text[label.start : label.end], headings().harmless):
        return None
    return Misspelt(*whole.span(label.start, label.end), label.fixed)
