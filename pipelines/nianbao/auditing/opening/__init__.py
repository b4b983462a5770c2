"""A report written by anybody, opened: its text with exact offsets, its headings and tables, whatever kind of file it is."""

from __future__ import annotations

from nianbao.auditing.opening.opening import open_document, save_text

__all__ = ["open_document", "save_text"]
