"""The review as a Word document: what the HTML shows, in Word's own styles, for colleagues to read and to redline."""

from __future__ import annotations

from typing import Any

from nbconvert.exporters.exporter import Exporter
from traitlets import default

from nianbao.exporting.page import Page, page

__all__ = ["ReviewDocx", "docx"]


class ReviewDocx(Exporter):
    """An executed review notebook → (bytes of a .docx, resources). Raises RenderFailed."""

    export_from_notebook = "年报 Word"
    output_mimetype = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

    @default("file_extension")
    def _file_extension_default(self) -> str:
        return ".docx"

    def from_notebook_node(self, nb: Any, resources: Any = None, **kwargs: Any) -> tuple[bytes, Any]:
        notebook, resources = super().from_notebook_node(nb, resources, **kwargs)
        return docx(page(notebook)), resources


def docx(review: Page) -> bytes:
    """The .docx of what the page shows, the same bytes for the same page.

    Each figure is an inline content control named for it, tagged nb:1, nb:2 … in the order of the page. Raises RenderFailed.
    """
    from nianbao.exporting.word.story import written

    return written(review)
