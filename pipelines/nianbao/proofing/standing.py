"""The review that a returned draft was made from: its Word document, its figures by their place, its sections."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nianbao.errors import MissingStep, NotThisReview
from nianbao.exporting.page import Page
from nianbao.figures import Figure, Figures, public_figures, read_figures
from nianbao.proofing.document import Paragraph, read_document
from nianbao.proofing.page import WORD, executed_page, parsed, pieces
from nianbao.proofing.tidying import tidy
from nianbao.review.marks import WITHHELD
from nianbao.work import Work

REVIEW = "review.docx"


@dataclass(frozen=True)
class Printed:
    """What stands in a content control: which figure, what of it, in which format."""

    figure: Figure
    of: str
    form: str | None


@dataclass(frozen=True)
class Standing:
    """The review as it stands. `sections` is tidied paragraph → section of prose."""

    folder: Path
    page: Page
    paragraphs: list[Paragraph]
    marks: list[dict[str, str]]
    sections: dict[str, str]
    figures: Figures

    def printed(self, number: int) -> Printed | None:
        """What the control of that number prints; None where the figure is no longer there."""
        if not 0 < number <= len(self.marks):
            return None
        mark = self.marks[number - 1]
        if "data-office" in mark:  # the number of another office, that this one's figures do not tell
            return None
        try:
            figure = self.figures[mark["data-figure"]]
            figure = figure.at(mark["data-by"], mark.get("data-key", "")) if "data-by" in mark else figure
        except KeyError:
            return None
        form = mark.get("data-form")
        # What was hidden when the draft went out may be told by now.
        return Printed(figure, mark.get("data-of", ""), None if form == WITHHELD and not figure.amount.hidden else form)


def standing_review(work: Work, returned: list[Paragraph], file: Path) -> Standing:
    """The review of that office and year that has most paragraphs in common with the returned one: the finished one, the
    draft, or an edition of the site. Raises MissingStep, NotThisReview."""
    texts = {tidy(paragraph.text) for paragraph in returned}
    folders = [folder for folder in _folders(work) if (folder / REVIEW).exists() and (folder / "notebooks").exists()]
    if not folders:
        raise MissingStep(file=work.review / REVIEW, step=f"nianbao run {work.office.id} {work.year}")
    found = [(folder, read_document(folder / REVIEW)) for folder in folders]
    folder, paragraphs = max(found, key=lambda one: sum(tidy(paragraph.text) in texts for paragraph in one[1]))
    page = executed_page(folder)
    whole = "".join(tidy(paragraph.text) for paragraph in returned)
    for expected in (str(page.facts["office"]), str(page.facts["year"])):
        if tidy(expected) not in whole:
            raise NotThisReview(file=file, office=work.office.id, year=work.year, expected=expected)
    made = parsed(page)
    marks = [dict(mark.attrib) for mark in made.iter("data") if "data-figure" in mark.attrib]
    return Standing(folder, page, paragraphs, marks, _sections(made), _figures(work, folder))


def _folders(work: Work) -> Iterator[Path]:
    reviews, site = work.workspace.root / "reviews" / work.office.id, work.workspace.root / "site" / work.office.id / str(work.year)
    yield from (reviews / str(work.year), reviews / f"{work.year}-draft")
    yield from sorted(path.parent for path in site.rglob(REVIEW))


def _figures(work: Work, folder: Path) -> Figures:
    """The figures as they are now, which may have moved since the draft went out."""
    try:
        return public_figures(work)
    except MissingStep:
        return read_figures(folder / "figures.json")


def _sections(made: Any) -> dict[str, str]:
    sections = [element for element in made.iter("section") if element.get("data-section")]
    return {tidy(piece.text): section.get("data-section", "") for section in sections for piece in pieces(section, WORD)}
