"""The review as a PDF: the HTML of the page, through pandoc, set by Typst."""

from __future__ import annotations

import re
from base64 import b64decode
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from nbconvert.exporters.exporter import Exporter
from traitlets import default

from nianbao.errors import RenderFailed
from nianbao.exporting.page import TEMPLATES, Page, page
from nianbao.review.typeface import font_file, printable

# Tagged for readers of any kind (PDF/UA-1) and fit to be kept (PDF/A-2a).
STANDARDS = ["ua-1", "a-2a"]

_DRAWING = re.compile(r"<svg\b([^>]*)>.*?</svg>", re.DOTALL)
_LABEL = re.compile(r'\baria-label="([^"]*)"')
_DATA = re.compile(r'src="data:image/(svg\+xml|png|jpeg);base64,([^"]*)"')
_VARIABLE = re.compile(r"var\(--[a-z-]+,\s*(#[0-9a-f]{6})\)")


class ReviewPDF(Exporter):
    """An executed review notebook → (PDF bytes, resources). Raises RenderFailed."""

    export_from_notebook = "年报 PDF"
    output_mimetype = "application/pdf"

    @default("file_extension")
    def _file_extension_default(self) -> str:
        return ".pdf"

    def from_notebook_node(self, nb: Any, resources: Any = None, **kwargs: Any) -> tuple[bytes, Any]:
        notebook, resources = super().from_notebook_node(nb, resources, **kwargs)
        return pdf(page(notebook)), resources


def pdf(review: Page) -> bytes:
    """The PDF of what the HTML shows. Raises RenderFailed."""
    pictures = _Pictures()
    body = typst_body(pictures.taken_out(printable(review.opening + review.body)))
    with TemporaryDirectory(prefix="nianbao-") as folder:
        for name, content in pictures.files.items():
            (Path(folder) / name).write_bytes(content)
        return _compiled(body, review.facts, folder)


def typst_body(html: str) -> str:
    """The HTML's body in Typst's markup. pandoc reads no file and no address for it."""
    import pypandoc

    arguments = ["--sandbox", "--quiet", f"--lua-filter={TEMPLATES / 'review.lua'}", "--wrap=none"]
    try:
        return str(pypandoc.convert_text(html, "typst", format="html", extra_args=arguments))
    except RuntimeError as error:
        raise RenderFailed(output="PDF", problem=str(error)) from error


def _compiled(body: str, facts: dict[str, Any], folder: str) -> bytes:
    import typst

    as_of = date.fromisoformat(facts["as_of"])
    told = {name: printable(str(facts[name])) for name in ("office", "title", "lang", "as_of")}
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(font_file().parent)])
    try:
        return typst.compile(
            ((TEMPLATES / "review.typ").read_text("utf-8") + body).encode(),
            root=folder, font_paths=fonts, ignore_system_fonts=True, format="pdf", pdf_standards=STANDARDS,
            sys_inputs=told | {"draft": "yes" if facts["draft"] else ""},
            timestamp=int(datetime(as_of.year, as_of.month, as_of.day, tzinfo=UTC).timestamp()),
        )  # fmt: skip
    except typst.TypstError as error:
        raise RenderFailed(output="PDF", problem=f"{error.message} {error.diagnostic}") from error


@dataclass
class _Pictures:
    """The drawings and pictures of the page, as files that Typst can read."""

    files: dict[str, bytes] = field(default_factory=dict)

    def taken_out(self, html: str) -> str:
        """The HTML with each drawing and each embedded picture replaced by an <img> that names its file."""
        return _DATA.sub(self._picture, _DRAWING.sub(self._drawing, html))

    def _drawing(self, found: re.Match[str]) -> str:
        label = _LABEL.search(found[1])
        svg = _VARIABLE.sub(r"\1", found[0]).replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg"', 1)
        name = self._add("svg", svg.encode())
        return f'<img src="{name}" alt="{label[1] if label else ""}">'

    def _picture(self, found: re.Match[str]) -> str:
        kind = {"svg+xml": "svg", "png": "png", "jpeg": "jpg"}[found[1]]
        return f'src="{self._add(kind, b64decode(found[2]))}"'

    def _add(self, kind: str, content: bytes) -> str:
        name = f"picture-{len(self.files) + 1}.{kind}"
        self.files[name] = content
        return name
