"""A text whose lines were cut at one width, put together again for reading; what is found in it goes back to the places of the file."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import TYPE_CHECKING

from nianbao.auditing.document import Block, Document
from nianbao.auditing.findings import Finding, Identity
from nianbao.claims import Claim
from nianbao.claims.model import Span

if TYPE_CHECKING:
    from nianbao.auditing.audit import Audit
    from nianbao.auditing.forms import Form

_LINE = re.compile(r"[^\n]*\S")
_NARROWEST, _WIDEST, _SLACK = 12, 60, 3  # code points: of a line that was cut, and by how much a mark or a number may shorten it
_FULL, _CUT, _FEWEST = 0.15, 0.7, 4  # of all lines those that are full, of the full ones those that end within a sentence; at least so many
_LONG = 0.6  # of the longer lines that end within a sentence those that are full
_MARK = re.compile("[，。；、]")
_STOPPED = re.compile(r"[。！？!?；;：:]$")
_ENDED = re.compile(r"[。！？!?]$")
_ANEW = re.compile(r"[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十\d]{1,3}[)）]|\d{1,2}[.．、](?!\d)|[-*#|•●]")
# What a line does not part: a number, a word, a sign with the marks around it.
_UNIT = re.compile(r"[（《“‘【]*(?:[\d.,%]+|[A-Za-z]+|.)[，。、；：）》”’】！？%％]*")
_LATIN, _LATIN_OR_DIGIT = re.compile(r"[A-Za-z]"), re.compile(r"[A-Za-z\d]")


@dataclass(frozen=True)
class Joined:
    """`document` is the text without its cuts; `segments` are the stretches of the file that it is made of, in order."""

    document: Document
    segments: Sequence[Span]
    starts: Sequence[int]  # of each segment in the joined text

    def place(self, offset: int) -> int:
        """Where a code point of the joined text stands in the file."""
        at = max(bisect_right(self.starts, offset) - 1, 0)
        return self.segments[at][0] + offset - self.starts[at]

    def span(self, span: Span) -> Span:
        """The span in the file, across the cuts."""
        start = self.place(span[0])
        return start, (self.place(span[1] - 1) + 1 if span[1] > span[0] else start)

    def back(self, audit: Audit, document: Document) -> Audit:
        """The audit of the joined text as that of `document`, the file's own."""
        claims = {claim: self._claim(claim, document) for claim in audit.claims}
        matches = None if audit.matches is None else [replace(one, claim=claims.get(one.claim) or self._claim(one.claim, document)) for one in audit.matches]
        return replace(
            audit, document=document, claims=list(claims.values()), matches=matches, identities=[self._identity(one, claims, document) for one in audit.identities],
            findings=[self._finding(one, document) for one in audit.findings], forms=[self._form(form) for form in audit.forms],
        )  # fmt: skip

    def _claim(self, claim: Claim, document: Document) -> Claim:
        start, end = self.span((claim.start, claim.end))
        return replace(claim, start=start, end=end, number=self.span(claim.number), quote=document.quote(start, end))

    def _identity(self, identity: Identity, claims: dict[Claim, Claim], document: Document) -> Identity:
        own = tuple(claims.get(claim) or self._claim(claim, document) for claim in identity.claims)
        return replace(identity, claims=own, places=tuple(self.span(place) for place in identity.places))

    def _finding(self, finding: Finding, document: Document) -> Finding:
        start, end = self.span((finding.start, finding.end))
        own = finding.quote == self.document.quote(finding.start, finding.end)
        return replace(finding, start=start, end=end, quote=document.quote(start, end) if own else finding.quote)

    def _form(self, form: Form) -> Form:
        start, end = self.span((form.start, form.end))
        cells = {
            row: {column: replace(number, span=self.span(number.span)) if number.span else number for column, number in columns.items()}
            for row, columns in form.cells.items()
        }  # fmt: skip
        doubts, misspelt = ([replace(one, start=self.place(one.start), end=self.span((one.start, one.end))[1]) for one in some] for some in (form.doubts, form.misspelt))
        return replace(form, start=start, end=end, cells=cells, doubts=tuple(doubts), misspelt=tuple(misspelt), spans=tuple(map(self.span, form.spans)))  # type: ignore[arg-type]


def joined(document: Document) -> Joined | None:
    """The document with its cut lines put together; None where they were not cut at one width, or its file keeps cells apart."""
    if document.grids or document.marks:
        return None
    text = document.text
    lines = [found.span() for found in _LINE.finditer(text)]
    width = _width(text, lines)
    if not width:
        return None
    segments = list(_segments(text, lines, width))
    return _of(document, segments) if len(segments) > 1 else None


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _width(text: str, lines: Sequence[Span]) -> int:
    """The width at which the lines were cut; 0 where they were not. A heading of the page or a row may be longer."""
    lengths = sorted(end - start for start, end in lines)
    if len(lengths) < _FEWEST:
        return 0
    width = lengths[-1 - len(lengths) // 25]
    full = [text[start:end] for start, end in lines if width - _SLACK <= end - start <= width]
    cut = sum(not _STOPPED.search(line) for line in full)
    open_ended = sum(end - start > width / 2 and not _STOPPED.search(text[start:end]) for start, end in lines)
    sure = len(full) >= max(_FEWEST, _FULL * len(lines)) and cut >= max(_CUT * len(full), _LONG * open_ended)
    marked = sum(bool(_MARK.search(line)) for line in full) >= len(full) / 2  # rows and names of one length have no marks
    return width if sure and marked and _NARROWEST <= width <= _WIDEST else 0


def _segments(text: str, lines: Sequence[Span], width: int) -> Iterator[Span]:
    """The stretches between the cuts that are taken out, with the blanks around them."""
    begin = 0
    indents = [_indent(text[start:end]) for start, end in lines]
    least = min(indents)
    measure = _measure([text[start:end] for start, end in lines if end - start <= width])
    room = max(measure(text[start:end]) for start, end in lines if end - start <= width)
    for (start, end), (beginning, after), indent in zip(lines, lines[1:], indents[1:], strict=False):
        following = beginning + indent
        between = text[end:following]
        # A line ends early only where what comes next found no room in it: a heading of nearly the width is not cut.
        first = _UNIT.match(text, following, after)
        wanted = text[start:end] + " " * (between[0] == " ") + (first[0] if first else "")
        full = width - _SLACK - 1 <= end - start <= width + 1 and measure(wanted) > room
        if not full or between.count("\n") != 1 or indent > least + 1 or _ENDED.search(text[start:end]) or _ANEW.match(text, following, after):
            continue
        # Two Latin words, and two numbers with a blank at the cut, keep what parts them.
        apart = _LATIN if between == "\n" else _LATIN_OR_DIGIT
        keep = bool(apart.match(text[end - 1]) and apart.match(text[following]))
        yield begin, end
        begin = following - keep
    yield begin, len(text)


def _measure(lines: Sequence[str]) -> Callable[[str], int]:
    """By what the lines were cut, signs or columns: of that more lines have the most."""

    def most(measure: Callable[[str], int]) -> int:
        sizes = [measure(line) for line in lines]
        return sizes.count(max(sizes))

    return len if most(len) >= most(_columns) else _columns


def _columns(text: str) -> int:
    """How wide it stands: a Chinese sign takes two columns."""
    return sum(1 if sign.isascii() else 2 for sign in text)


def _of(document: Document, segments: Sequence[Span]) -> Joined:
    pieces = [re.sub(r"^\n", " ", document.text[start:end]) if start else document.text[start:end] for start, end in segments]
    starts = [0, *accumulate(map(len, pieces[:-1]))]
    begins = [start for start, _ in segments]

    def forward(offset: int) -> int:
        at = max(bisect_right(begins, offset) - 1, 0)
        return starts[at] + min(offset, segments[at][1]) - begins[at]

    blocks: list[Block] = []
    cut = set(starts[1:])
    for block in document.blocks:
        start, end = forward(block.start), forward(block.end)
        if blocks and start in cut and blocks[-1].end >= start:
            blocks[-1] = replace(blocks[-1], end=end)
        else:
            blocks.append(replace(block, start=start, end=end))
    return Joined(replace(document, text="".join(pieces), blocks=tuple(blocks)), segments, starts)
