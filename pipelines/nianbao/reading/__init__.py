"""Files as raw cells: what kind a file is, its sheets, where the header stands, which rows are totals."""

from nianbao.reading.cells import Cell, is_blank, is_blank_row, text_of
from nianbao.reading.counting import Counted
from nianbao.reading.delimited import decode, delimiter_of
from nianbao.reading.folder import RawFile, candidates, claims, holds_raw_files, raw_files
from nianbao.reading.forms import Form, find_form, letter_of, require_form
from nianbao.reading.headers import Header, bare_name, find_header, plain_name, require_header
from nianbao.reading.kinds import kind_of
from nianbao.reading.sheet import Cells, Sheet, filled_down, numpy_of, unmerged, without
from nianbao.reading.totals import Marks, is_frame_row, is_partial, is_total_row, is_void_row, marks_of

__all__ = [
    "Cell", "Cells", "Counted", "Form", "Header", "Marks", "RawFile", "Sheet", "bare_name", "candidates", "claims", "decode", "delimiter_of",
    "filled_down", "find_form", "find_header", "holds_raw_files", "is_blank", "is_blank_row", "is_frame_row", "is_partial", "is_total_row",
    "is_void_row", "kind_of", "letter_of", "marks_of", "numpy_of", "plain_name", "raw_files", "require_form", "require_header", "text_of", "unmerged",
    "without",
]  # fmt: skip
