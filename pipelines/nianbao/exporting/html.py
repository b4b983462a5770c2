"""The review as one HTML file that fetches nothing, and runs nothing but the script that follows the reader."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from html import escape
from typing import Any

from nbconvert.exporters.exporter import Exporter
from nbconvert.exporters.templateexporter import TemplateExporter
from traitlets import default

from nianbao.exporting.asking import Asking
from nianbao.exporting.page import TEMPLATES, Page, page
from nianbao.exporting.tongues import told_apart
from nianbao.markup import stylesheet
from nianbao.steering import unsteered


class ReviewHTML(TemplateExporter):
    """An executed review notebook → (HTML text, resources). Raises RenderFailed where it was not run to its end."""

    export_from_notebook = "年报 HTML"
    output_mimetype = "text/html"

    @default("file_extension")
    def _file_extension_default(self) -> str:
        return ".html"

    @default("template_extension")
    def _template_extension_default(self) -> str:
        return ".html.j2"

    @default("template_file")
    def _template_file_default(self) -> str:
        return "review"

    @default("template_paths")
    def _template_paths_default(self) -> list[str]:
        # The package's own folder alone: a template of another's Jupyter must not change a review.
        return [str(TEMPLATES)]

    def from_notebook_node(self, nb: Any, resources: Any = None, **kwargs: Any) -> tuple[str, Any]:
        notebook, resources = Exporter.from_notebook_node(self, nb, resources, **kwargs)
        return html(page(notebook)), resources

    def default_filters(self) -> Iterator[tuple[str, Any]]:
        yield "escaped", lambda text: escape(str(text))
        yield "told_apart", told_apart
        yield "stylesheet", lambda name: stylesheet() + _template(name)
        yield "script", _template
        yield "digest", _digest


def html(review: Page) -> str:
    """The HTML of the page, its figures askable."""
    return unsteered(str(ReviewHTML().template.render(page=_asked(review))))


def _asked(review: Page) -> Page:
    asking = Asking(review.sources, review.lang)
    opening, body = asking.askable(review.opening), asking.askable(review.body)
    return replace(review, opening=opening, body=body + told_apart(asking.popovers(), review.lang))


def _template(name: str) -> str:
    return (TEMPLATES / name).read_text("utf-8")


def _digest(text: str) -> str:
    """The text as a Content-Security-Policy names it."""
    return "sha256-" + b64encode(sha256(text.encode()).digest()).decode()
