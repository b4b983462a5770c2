"""The review as a PDF: the tree of the page, set by Typst."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from nbconvert.exporters.exporter import Exporter
from traitlets import default

from nianbao.errors import RenderFailed
from nianbao.exporting.fonts import faces_of
from nianbao.exporting.glyphs import all_can_be_set
from nianbao.exporting.page import TEMPLATES, Page, page
from nianbao.exporting.sheet import sheet
from nianbao.exporting.tree import parsed, tree
from nianbao.folders import scratch
from nianbao.words import Words

# Tagged for readers of any kind (PDF/UA-1) and fit to be kept (PDF/A-2a).
STANDARDS = ["ua-1", "a-2a"]
_LONGEST = 600  # characters of what Typst says: it quotes whole lines, and a drawing is one
_KEPT = 10


class ReviewPDF(Exporter):
    """An executed review notebook → (PDF bytes, resources). Raises RenderFailed, NoGlyph, NoFont."""

    export_from_notebook = "年报 PDF"
    output_mimetype = "application/pdf"

    @default("file_extension")
    def _file_extension_default(self) -> str:
        return ".pdf"

    def from_notebook_node(self, nb: Any, resources: Any = None, **kwargs: Any) -> tuple[bytes, Any]:
        notebook, resources = super().from_notebook_node(nb, resources, **kwargs)
        return pdf(page(notebook)), resources


def pdf(review: Page) -> bytes:
    """The PDF of what the HTML shows. Raises RenderFailed, NoGlyph where no typeface has a character, NoFont."""
    faces = faces_of(review.facts.get("fonts", "package"))
    found = parsed(review.opening + review.body)
    all_can_be_set(found.root, faces.covered)
    made = tree(found)
    given = sheet(review, made.nodes)
    given["facts"] |= {"faces": faces.families, "drawn_bold": faces.drawn_bold}
    with scratch() as folder:
        for name, content in made.pictures.items():
            (Path(folder) / name).write_bytes(content)
        (Path(folder) / "page.json").write_text(json.dumps(given, ensure_ascii=False), "utf-8")
        return _set(folder, faces.loaded, date.fromisoformat(given["facts"]["as_of"]))


def _set(folder: str, fonts: Any, day: date) -> bytes:
    """The folder's page.json and pictures as a PDF of that day."""
    import typst

    try:
        return typst.compile(
            (TEMPLATES / "review.typ").read_bytes(), root=folder, font_paths=fonts, ignore_system_fonts=True, format="pdf",
            pdf_standards=STANDARDS, timestamp=int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp()),
        )  # fmt: skip
    except typst.TypstError as error:
        told = str(error.message).splitlines()[0][:_LONGEST]
        raise RenderFailed(output="PDF", problem=Words(zh=f"排版程序 Typst 报告 {told}", en=f"Typst, which sets it, says {told}")) from error
    finally:
        _forget(fonts)


def _forget(fonts: Any) -> None:
    """Typst keeps what its last ten compilations have worked out, some 30 MB a review, which is of no use to the next: as many empty ones, of a
    millisecond each, have it let go."""
    import typst

    for _ in range(_KEPT + 1):
        typst.compile(b"", font_paths=fonts, ignore_system_fonts=True)
