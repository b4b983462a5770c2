"""The review as one HTML file that fetches nothing and runs nothing."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import Any

from nbconvert.exporters.exporter import Exporter
from nbconvert.exporters.templateexporter import TemplateExporter
from traitlets import default

from nianbao.exporting.page import TEMPLATES, Page, page
from nianbao.markup import stylesheet


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
        yield "stylesheet", lambda _: stylesheet()


def html(review: Page) -> str:
    """The HTML of the page."""
    return str(ReviewHTML().template.render(page=review))
