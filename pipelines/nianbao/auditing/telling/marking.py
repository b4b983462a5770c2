"""The report's text as HTML, its claims and the places of its issues marked. Every text is escaped here, by Markup.format."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from operator import itemgetter

from markupsafe import Markup

from nianbao.auditing.audit import Audit
from nianbao.auditing.document import Cell, Grid
from nianbao.auditing.issues import SEVERITIES, Issue
from nianbao.auditing.telling.layout import DEEPEST, Piece, pieces
from nianbao.auditing.telling.naming import SIGNS, naming
from nianbao.claims import Claim
from nianbao.claims.model import Span
from nianbao.markup import EMPTY, element, joined
from nianbao.words import said

_START = itemgetter(0)
_TOP = 3  # the text's first headings stand below a heading of the page
_MARKED = 400  # a place that is longer is not marked from end to end, only where it begins


@dataclass(frozen=True)
class Group:
    """The claims of one numeral: three rates in a phrase share it."""

    start: int
    end: int
    claims: tuple[Claim, ...]

    @property
    def id(self) -> str:
        return f"claim-{self.start}"

    @property
    def kind(self) -> str:
        kinds = {claim.kind for claim in self.claims}
        return next((kind for kind in ("plan", "table") if kinds == {kind}), "stated")


@dataclass(frozen=True)
class Tag:
    """An issue as it is called on the page: its number among those as grave, and the id of its entry in the list."""

    issue: Issue
    number: int

    @property
    def id(self) -> str:
        return f"{self.issue.severity}-{self.number}"

    def called(self, lang: str) -> Markup:
        """`× 不可能正确 1`: sign, words and number, the words for those who cannot see the sign alone."""
        name = naming().severities[self.issue.severity].of(lang)
        return Markup('<span aria-hidden="true">{}</span><span class="unseen">{} </span>{}').format(SIGNS[self.issue.severity], name, self.number)


def tags_of(audit: Audit) -> list[Tag]:
    """The issues, numbered from 1 within their severity."""
    counts = dict.fromkeys(SEVERITIES, 0)
    found = []
    for issue in audit.issues:
        counts[issue.severity] += 1
        found.append(Tag(issue, counts[issue.severity]))
    return found


def groups_of(claims: Sequence[Claim], text: str) -> list[Group]:
    """The claims by their numerals, with the unit where it follows, in order; numerals that overlap are one."""
    found: list[Group] = []
    for claim in sorted(claims, key=lambda claim: (claim.number, claim.start)):
        start, end = claim.number
        end += len(claim.unit) if text.startswith(claim.unit, end) else 0
        if found and start < found[-1].end:
            last = found.pop()
            found.append(Group(last.start, max(end, last.end), (*last.claims, claim)))
        else:
            found.append(Group(start, end, (claim,)))
    return found


class Marked:
    """The text of an audit's document as HTML. Ids: `claim-N` of a claim's popover, `at-error-1` of an issue's place."""

    def __init__(self, audit: Audit, lang: str) -> None:
        self.text, self.audit, self.lang = audit.document.text, audit, lang
        self.groups, self.tags = groups_of(audit.claims, self.text), tags_of(audit)
        self.starts = [group.start for group in self.groups]
        # Every place of an issue that is marked from end to end; where each begins, its tag.
        self.spans: list[tuple[int, int, Tag]] = []
        self.begins: list[tuple[int, Tag]] = []
        for tag in self.tags:
            for number, (start, end) in enumerate(place for place in tag.issue.places if place[1] > place[0]):
                if not number or start >= tag.issue.finding.end:  # what stands together is tagged once
                    self.begins.append((self._whole(start), tag))
                if end - start <= _MARKED:
                    self.spans.append((self._whole(start), self._whole(end, after=True), tag))
        self.begins.sort(key=_START)
        self.tagged: set[str] = set()

    def _whole(self, place: int, after: bool = False) -> int:
        """The place, or where the claim begins (ends) that it lies in, so that no numeral is cut."""
        at = bisect_right(self.starts, place) - 1
        if at >= 0 and self.starts[at] < place < self.groups[at].end:
            return self.groups[at].end if after else self.starts[at]
        return place

    def html(self) -> Markup:
        """The whole text."""
        tables = [(form.start, form.end) for form in self.audit.forms]
        return joined(self._pieces(pieces(self.audit.document, tables)))

    @cached_property
    def edges(self) -> list[int]:
        return sorted({*(edge for start, end, _ in self.spans for edge in (start, end)), *(start for start, _ in self.begins),
                       *self.starts, *(group.end for group in self.groups)})  # fmt: skip

    @cached_property
    def over(self) -> dict[int, list[Tag]]:
        """From each edge to the next, the tags whose places cover what stands there."""
        found: dict[int, list[Tag]] = {}
        for first, last, tag in self.spans:
            for edge in self.edges[bisect_left(self.edges, first) : bisect_left(self.edges, last)]:
                found.setdefault(edge, []).append(tag)
        return found

    def _pieces(self, found: Sequence[Piece]) -> Iterator[Markup]:
        open_items: list[Markup] = []
        for piece in found:
            if piece.kind == "item":
                open_items.append(element("li", self.stretch(piece.start, piece.end)))
                continue
            if open_items:
                yield element("ul", joined(open_items))
                open_items = []
            yield self._piece(piece)
        if open_items:
            yield element("ul", joined(open_items))

    def _piece(self, piece: Piece) -> Markup:
        if piece.kind == "heading":
            return element(f"h{min(piece.level + _TOP - 1, DEEPEST)}", self.stretch(piece.start, piece.end))
        if piece.grid is not None:
            return self._table(piece.grid)
        return element("p", self.stretch(piece.start, piece.end), piece.kind if piece.kind in ("cells", "head") else "")

    def _table(self, grid: Grid) -> Markup:
        """The grid with its spans; a reader of the page hears which table of the report it is."""
        rows: dict[int, list[Cell]] = {}
        for cell in sorted(grid.cells, key=lambda cell: (cell.row, cell.column)):
            rows.setdefault(cell.row, []).append(cell)
        name, numbers = said(self.lang, "报告中的表格", "A table of the report"), self._number_columns(grid)
        head = [row for row, cells in rows.items() if all(cell.header for cell in cells)]
        parts = [(tag, [rows[row] for row in rows if (row in head) == (tag == "thead")]) for tag in ("thead", "tbody")]
        body = joined(
            element(tag, joined(element("tr", joined(self._cell(cell, numbers, tag) for cell in cells)) for cells in some)) for tag, some in parts if some
        )
        return Markup('<div class="table" role="group" tabindex="0" aria-label="{}"><table>{}</table></div>').format(name, body)

    def _number_columns(self, grid: Grid) -> set[int]:
        """The columns that hold numbers below their headers: they stand right."""
        filled = [(cell.column, self._is_number(cell)) for cell in grid.cells if not cell.header and self.text[cell.start : cell.end].strip()]
        return {column for column, number in filled if number} - {column for column, number in filled if not number}

    def _is_number(self, cell: Cell) -> bool:
        return not self.text[cell.start : cell.end].strip().strip("0123456789.,-−%０１２３４５６７８９—/ ")

    def _cell(self, cell: Cell, numbers: set[int], part: str) -> Markup:
        spans = joined(
            Markup(' {}="{}"').format(name, number) for name, number in (("rowspan", cell.rows), ("colspan", cell.columns)) if number > 1
        )
        heads = cell.header and bool(self.text[cell.start : cell.end].strip())
        scope = Markup(' scope="{}"').format("col" if part == "thead" else "row") if heads else EMPTY
        css = Markup(' class="num"') if cell.column in numbers and cell.columns == 1 else EMPTY
        return Markup("<{0}{1}{2}{3}>{4}</{0}>").format(Markup("th" if heads else "td"), spans, scope, css, self.stretch(cell.start, cell.end))

    def stretch(self, start: int, end: int) -> Markup:
        """The text from `start` to before `end`, marked."""
        cuts = [start, *self.edges[bisect_right(self.edges, start) : bisect_left(self.edges, end)], end]
        parts: list[Markup] = []
        run: list[Markup] = []
        current: tuple[Tag, ...] = ()
        for low, high in pairwise(cuts):
            over = self._over(low)
            begun = self._begun(low)
            if over != current or begun:
                parts.append(self._marked(run, current))
                parts.append(begun)
                run, current = [], over
            run.append(self._words(low, high))
        return joined([*parts, self._marked(run, current)])

    def _over(self, place: int) -> tuple[Tag, ...]:
        at = bisect_right(self.edges, place) - 1
        return tuple(self.over.get(self.edges[at], ())) if at >= 0 else ()

    def _begun(self, place: int) -> Markup:
        """The tags of the issues whose places begin here: links to their entries; the first place of each has the id."""
        found = []
        for _, tag in self.begins[bisect_left(self.begins, place, key=_START) : bisect_right(self.begins, place, key=_START)]:
            where = EMPTY if tag.id in self.tagged else Markup(' id="at-{}"').format(tag.id)
            self.tagged.add(tag.id)
            found.append(Markup('<a class="tag {}"{} href="#{}">{}</a>').format(tag.issue.severity, where, tag.id, tag.called(self.lang)))
        return joined(found)

    def _marked(self, run: Sequence[Markup], over: Sequence[Tag]) -> Markup:
        words = joined(run)
        if not over or not words:
            return words
        gravest = min(over, key=lambda tag: SEVERITIES.index(tag.issue.severity))
        return element("mark", words, gravest.issue.severity)

    def _words(self, start: int, end: int) -> Markup:
        """A numeral with the button over it that tells of its claims, or plain text."""
        text = Markup("{}").format(self.text[start:end])
        place = bisect_right(self.starts, start) - 1
        if place < 0 or not (self.groups[place].start <= start < end <= self.groups[place].end):
            return text
        group = self.groups[place]
        label = said(self.lang, "数据：", "Claim: ") + "，".join(claim.quote for claim in group.claims[:1])
        button = Markup('<button type="button" class="ask" popovertarget="{}" popovertargetaction="show" aria-label="{}"></button>')
        wide = " wide" if end - start > 12 else ""
        return Markup('<span class="claim {}{}" id="text-{}">{}{}</span>').format(group.kind, wide, group.start, text, button.format(group.id, label))


def where(tag: Tag) -> Span | None:
    """The first place of an issue that has one."""
    return next((place for place in tag.issue.places if place[1] > place[0]), None)
