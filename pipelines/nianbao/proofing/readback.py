"""The finished review read again, before anyone else can: what each file prints is what the figures say."""

from __future__ import annotations

from pathlib import Path

from nianbao.errors import NotAsPrinted
from nianbao.exporting.page import Page
from nianbao.figures import read_figures
from nianbao.proofing.differences import Difference
from nianbao.proofing.html import difference_in_words, differences_in_marks
from nianbao.proofing.page import parsed, tree
from nianbao.proofing.pdf import difference_on_paper
from nianbao.proofing.word import differences_in_word
from nianbao.rolling import OFFICES, read_offices


def read_back(folder: Path, review: Page) -> list[Difference]:
    """Where review.html, review.pdf and review.docx of a finished folder differ from its figures.json and from the page.

    A file that is not there is not read. Raises MissingStep.
    """
    figures = read_figures(folder / "figures.json")
    offices = read_offices(folder / OFFICES) if (folder / OFFICES).exists() else None
    made = parsed(review)
    found: list[Difference | None] = []
    if (path := folder / "review.html").exists():
        root = tree(path.read_text("utf-8"))
        found += [*differences_in_marks(root, figures, review.lang, offices), difference_in_words(made, root)]
    if (path := folder / "review.pdf").exists():
        found.append(difference_on_paper(review, made, path))
    if (path := folder / "review.docx").exists():
        found += differences_in_word(review, made, path)
    return [difference for difference in found if difference]


def require_read_back(folder: Path, review: Page) -> None:
    """Raises NotAsPrinted where the finished folder does not print what the figures and the page say."""
    if found := read_back(folder, review):
        first = found[0]
        raise NotAsPrinted(output=first.output, where=first.where, expected=first.expected, got=first.found, count=len(found))
