"""An OpenDocument spreadsheet of drawings, as the generator of the sample office writes it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from runpy import run_path

from tests.spec.drawn import Rows, rows_of

_WRITER = run_path(str(Path(__file__).resolve().parents[2] / "data" / "raw" / "make_sample" / "open_document.py"))


def open_document(*sheets: tuple[str, str | Rows], merges: Iterable[tuple[int, int, int, int]] = ()) -> bytes:
    """The sheets as .ods, below them empty rows to the end. Merges are (first row, last row, first, last column) from 0."""
    return _WRITER["open_document"](*((name, rows_of(drawing)) for name, drawing in sheets), merges=merges)
