"""A true .xls file of drawings, as the generator of the sample office writes it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from runpy import run_path

from tests.spec.drawn import Rows, rows_of

_WRITER = run_path(str(Path(__file__).resolve().parents[2] / "data" / "raw" / "make_sample" / "old_excel.py"))


def old_workbook(*sheets: tuple[str, str | Rows], merges: Iterable[tuple[int, int, int, int]] = ()) -> bytes:
    """The sheets as .xls; cells are texts or numbers. Merges are (first row, last row, first, last column) from 0."""
    return _WRITER["old_workbook"](*((name, rows_of(drawing)) for name, drawing in sheets), merges=merges)
