"""Clean records → figures with their lineage; how figures are written."""

from nianbao.figures.cells import Rules
from nianbao.figures.model import Amount, Figure, Figures, Part, read_figures
from nianbao.figures.numerals import plain_number
from nianbao.figures.public import (
    PUBLIC_FIGURES,
    edition_files,
    editions,
    files_below,
    public,
    public_figures,
    reviews_below,
)
from nianbao.figures.query import filled, quoted, relation
from nianbao.figures.rollup import rolled_up
from nianbao.figures.wording import HIDDEN, KNOWN_FORMATS, change, moved, withheld, written, written_amount
from nianbao.figures.year import compute

__all__ = [
    "HIDDEN",
    "KNOWN_FORMATS",
    "PUBLIC_FIGURES",
    "Amount",
    "Figure",
    "Figures",
    "Part",
    "Rules",
    "change",
    "compute",
    "edition_files",
    "editions",
    "files_below",
    "filled",
    "moved",
    "plain_number",
    "public",
    "public_figures",
    "quoted",
    "read_figures",
    "relation",
    "reviews_below",
    "rolled_up",
    "withheld",
    "written",
    "written_amount",
]  # fmt: skip
