"""The public figures: what may be printed. Page, Word, PDF, workbook, site and diff are made from these alone."""

from __future__ import annotations

from nianbao.figures.model import Figures, read_figures
from nianbao.work import Work


def public_figures(work: Work) -> Figures:
    """The year's figures as the public may see them. Raises MissingStep."""
    return read_figures(work.checked / "figures.json")
