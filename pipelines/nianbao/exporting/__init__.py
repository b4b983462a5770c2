"""The review as a document: HTML, PDF and Word, the same from a run and from JupyterLab's File → Export."""

from __future__ import annotations

from typing import Any

__all__ = ["ReviewDocx", "ReviewHTML", "ReviewPDF"]


def __getattr__(name: str) -> Any:
    """nbconvert is imported when an exporter is asked for, not with the package."""
    if name == "ReviewHTML":
        from nianbao.exporting.html import ReviewHTML

        return ReviewHTML
    if name == "ReviewPDF":
        from nianbao.exporting.pdf import ReviewPDF

        return ReviewPDF
    if name == "ReviewDocx":
        from nianbao.exporting.word import ReviewDocx

        return ReviewDocx
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
