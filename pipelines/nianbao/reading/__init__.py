"""Files as raw cells: what kind a file is, its sheets, where the header stands, which rows are totals."""

from nianbao.startup import door

_ROOMS = {
    "cells": ("Cell", "is_blank", "is_blank_row", "text_of"),
    "counting": ("Counted",),
    "delimited": ("delimiter_of",),
    "encodings": ("decode",),
    "folder": ("RawFile", "claims", "raw_files", "readable"),
    "forms": ("Form", "find_form", "letter_of", "require_form"),
    "headers": ("Header", "bare_name", "find_header", "plain_name", "require_header"),
    "kinds": ("kind_of",),
    "places": ("candidates", "holds_raw_files"),
    "sheet": ("Cells", "Sheet", "filled_down", "numpy_of", "unmerged", "without"),
    "totals": ("Marks", "is_frame_row", "is_partial", "is_total_row", "is_void_row", "marks_of"),
}
__getattr__ = door(__name__, _ROOMS)
__all__ = sorted(name for names in _ROOMS.values() for name in names)
