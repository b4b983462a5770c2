"""A Word draft that came back: which figures were changed by hand, which sentences, and what the records say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Literal

from nianbao.claims import Claim, bare_numbers
from nianbao.claims.numerals import narrow
from nianbao.figures import Figure
from nianbao.proofing.agreeing import agrees
from nianbao.proofing.aligning import Segment, carried_over, changes, paired, sentences
from nianbao.proofing.document import Comment, Control, Paragraph, Tracked, read_document
from nianbao.proofing.standing import Printed, Standing, standing_review
from nianbao.proofing.tidying import tidy
from nianbao.review.marks import printed
from nianbao.work import Work

Verdict = Literal["agrees", "contradicts", "unclear", "moved"]
_MOST_NAMES = 3
_NUMBER = re.compile(r"\d[\d,.]*")


@dataclass(frozen=True)
class ChangedFigure:
    """A figure that does not stand as it went out, or that the records no longer bear out ("moved").

    `unclear`: what was written in its place is no number that can be read.
    """

    name: str
    label: str
    of: str
    was: str
    now: str
    records: str
    verdict: Verdict
    paragraph: str
    file: str


@dataclass(frozen=True)
class Quantity:
    """A number that was written into the text by hand, and the figures that have it; none where the records know nothing of it."""

    text: str
    figures: tuple[str, ...]


@dataclass(frozen=True)
class ChangedSentence:
    """A sentence that was changed, added (`was` is empty) or taken out (`now` is empty)."""

    was: str
    now: str
    changes: tuple[Segment, ...]
    tracked: bool
    quantities: tuple[Quantity, ...]
    file: str


@dataclass(frozen=True)
class Returned:
    """What was done to a draft. `file` of an entry is the office's text to edit, empty where no text makes the paragraph."""

    draft: Path
    compared_with: Path
    lang: str
    figures: list[ChangedFigure] = field(default_factory=list)
    sentences: list[ChangedSentence] = field(default_factory=list)
    comments: list[Comment] = field(default_factory=list)
    authors: list[str] = field(default_factory=list)

    @property
    def against(self) -> list[ChangedFigure]:
        """The figures that the records do not bear out, whoever moved."""
        return [figure for figure in self.figures if figure.verdict in ("contradicts", "moved")]

    def json(self) -> dict[str, Any]:
        """As plain values."""
        told = {name: [asdict(one) for one in getattr(self, name)] for name in ("figures", "sentences", "comments")}
        return {"draft": str(self.draft), "compared_with": str(self.compared_with), **told, "authors": self.authors}


def read_returned(work: Work, draft: Path) -> Returned:
    """What was changed in the draft, by tracked changes or without, against the review that stands.

    Raises NotAWordFile, NotThisReview, MissingStep.
    """
    paragraphs = read_document(draft)
    review = standing_review(work, paragraphs, draft)
    return _Reading(work, review, paragraphs).report(draft)


class _Reading:
    def __init__(self, work: Work, review: Standing, after: list[Paragraph]) -> None:
        self.work, self.review, self.lang = work, review, review.page.lang
        self.before, self.after = review.paragraphs, after
        self.pairs = list(paired([one.text for one in self.before], [one.text for one in after]))
        self.tracked = [change for paragraph in after for change in paragraph.tracked]
        self.written: dict[int, set[str]] = {}  # of a returned paragraph, the numbers that stand for a figure

    def report(self, draft: Path) -> Returned:
        figures = list(self._figures())
        return Returned(
            draft, self._from_root(self.review.folder), self.lang, figures, list(self._sentences()),
            [comment for paragraph in self.after for comment in paragraph.comments],
            sorted({change.author for change in self.tracked if change.author}),
        )  # fmt: skip

    def _from_root(self, folder: Path) -> Path:
        root = self.work.workspace.root
        return folder.relative_to(root) if folder.is_relative_to(root) else folder

    def _figures(self) -> Iterator[ChangedFigure]:
        kept = {control.number: (place, control) for place, one in enumerate(self.after) for control in one.controls if control.text}
        partner = {ours: theirs for ours, theirs in self.pairs if ours is not None}
        for ours, paragraph in enumerate(self.before):
            for control in paragraph.controls:
                place, span = self._found(control, paragraph, kept.get(control.number), partner.get(ours))
                told = self.review.printed(control.number)
                if place is None or told is None:
                    continue
                text = self.after[place].text
                claim = next((one for one in bare_numbers(text) if one.start < span[1] and span[0] < one.end), None)
                now = claim.quote if claim else text[slice(*span)]
                self.written.setdefault(place, set()).add(now)
                if verdict := self._verdict(told, control.text, now, claim):
                    yield self._changed(told, control.text, now, verdict, text, self._file(ours))

    def _found(self, control: Control, paragraph: Paragraph, kept: tuple[int, Control] | None, partner: int | None) -> tuple[int | None, tuple[int, int]]:
        """In which returned paragraph the figure stands, and where; by its control, or else by the words around it."""
        if kept:
            return kept[0], (kept[1].start, kept[1].start + len(kept[1].text))
        if partner is None:
            return None, (0, 0)
        span = carried_over(paragraph.text, self.after[partner].text, control.start, control.start + len(control.text))
        return (partner, span) if span[0] < span[1] else (None, span)

    def _verdict(self, told: Printed, was: str, now: str, claim: Claim | None) -> Verdict | None:
        """None where the figure stands as it went out and is still right."""
        of_records = printed(told.figure, self.lang, told.of, told.form)[1]
        if tidy(now) == tidy(was) or _same(claim, next(bare_numbers(tidy(was)), None)):
            right = tidy(was) == tidy(of_records) or (claim is not None and _is_right(claim, told.figure, told.of, self.lang))
            return None if right else "moved"
        if claim is None:
            return "unclear"
        return "agrees" if _is_right(claim, told.figure, told.of, self.lang) else "contradicts"

    def _changed(self, told: Printed, was: str, now: str, verdict: Verdict, text: str, file: str) -> ChangedFigure:
        records = printed(told.figure, self.lang, told.of, told.form)[1]
        return ChangedFigure(told.figure.name, told.figure.label.of(self.lang), told.of, was, now, records, verdict, text, file)

    def _sentences(self) -> Iterator[ChangedSentence]:
        last = ""
        for ours, theirs in self.pairs:
            last = self._file(ours) or last if ours is not None else last
            before, after = ("" if place is None else side[place].text for place, side in ((ours, self.before), (theirs, self.after)))
            if tidy(before) == tidy(after):
                continue
            file = self._file(ours) if ours is not None else last
            left, right = sentences(before), sentences(after)
            for one, other in paired(left, right):
                was, now = "" if one is None else left[one], "" if other is None else right[other]
                if tidy(was) != tidy(now):
                    yield self._sentence(was, now, self.written.get(theirs if theirs is not None else -1, set()), file)

    def _sentence(self, was: str, now: str, known: set[str], file: str) -> ChangedSentence:
        segments = changes(was, now)
        put_in = [narrow(text) for sign, text in segments if sign == "+"]
        before = {claim.quote for claim in bare_numbers(was)}
        new = [one for one in bare_numbers(now) if one.quote not in before | known and any(_digits(one) in text for text in put_in)]
        quantities = tuple(Quantity(claim.quote, tuple(self._having(claim, file))) for claim in new)
        return ChangedSentence(was, now, tuple(segments), self._is_tracked(segments), quantities, file)

    def _having(self, claim: Claim, file: str) -> Iterator[str]:
        """The names of figures that have the number, at most three; those of the section's own table alone, where it is one."""
        section = Path(file).name.partition(".")[0]
        table = section if any(figure.table == section for figure in self.review.figures.values()) else ""
        found = (
            one.name
            for figure in self.review.figures.values() if not table or figure.table == table
            for one in (figure, *_parts(figure)) if one.value and _is_right(claim, one, "", self.lang)
        )  # fmt: skip
        yield from (name for _, name in zip(range(_MOST_NAMES), found, strict=False))

    def _is_tracked(self, segments: list[Segment]) -> bool:
        """Whether each piece that was put in or taken out stands in a tracked change."""
        pieces = [(sign, text.strip()) for sign, text in segments if sign != "=" and text.strip()]
        return bool(pieces) and all(any(_covers(change, sign, text) for change in self.tracked) for sign, text in pieces)

    def _file(self, place: int) -> str:
        """The office's own text that makes the paragraph; nothing for what is made from records."""
        section = self.review.sections.get(tidy(self.before[place].text))
        return f"text/{section}{'' if self.lang == 'zh' else '.en'}.md" if section else ""


def _parts(figure: Figure) -> Iterator[Figure]:
    return (figure.at(by, part.key) for by, parts in figure.by.items() for part in parts)


def _is_right(claim: Claim, figure: Figure, of: str, lang: str) -> bool:
    """Whether the claim is what the review itself would print of the figure, or is true of it."""
    return claim.quote == tidy(printed(figure, lang, of, None)[1]) or agrees(claim, claim.quote, figure, of)


def _digits(claim: Claim) -> str:
    """What of the claim is typed as a number: `1.2` of 1.2万余."""
    found = _NUMBER.search(claim.quote)
    return found[0] if found else claim.quote


def _same(one: Claim | None, other: Claim | None) -> bool:
    return bool(one and other) and (one.value, one.sense, one.unit) == (other.value, other.sense, other.unit)  # type: ignore[union-attr]


def _covers(change: Tracked, sign: str, text: str) -> bool:
    return change.kind == {"+": "inserted", "-": "deleted"}[sign] and text in change.text
