"""What the page says should be printed: its paragraphs and cells in reading order."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nianbao.exporting.page import EDITION, Page, page
from nianbao.proofing.quantities import Piece

# What no reader of the page sees before asking for it.
UNSEEN = frozenset({"svg", "script", "style", "template", "nav", "dialog", "button"})
_BREAKS = frozenset({
    "article", "blockquote", "br", "caption", "dd", "details", "div", "dt", "figcaption", "figure", "footer", "h1", "h2", "h3", "h4",
    "h5", "h6", "header", "li", "p", "pre", "section", "summary", "table", "td", "th", "tr",
})  # fmt: skip


@dataclass(frozen=True)
class Kind:
    """A kind of output, and what of the page it leaves out: classes and tags. `counts`: it prints the numbers of lists as text."""

    classes: Collection[str]
    tags: Collection[str] = ()
    counts: bool = False


SCREEN = Kind({"ask", "back"})
PAPER = Kind({"ask", "narrow", "chart-data", "fold"}, counts=True)
WORD = Kind({"ask", "narrow", "chart-data"}, {"summary"})


class _Node(dict):
    """A part of a notebook, whose keys are attributes too, as nbformat has them; nbformat itself takes seconds to import."""

    __getattr__ = dict.__getitem__


def executed_page(folder: Path, edition: dict[str, str] | None = None) -> Page:
    """The page that the folder's executed review notebook makes, with the notice of a later edition. Raises RenderFailed."""
    # The page is what the last step shows: that of a review, or that of a roll-up.
    last = max((folder / "notebooks").glob("[0-9]_*.ipynb"))
    notebook = json.loads(last.read_text("utf-8"), object_hook=_Node)
    for output in (output for cell in notebook.cells for output in cell.get("outputs", []) if "data" in output):
        output.data.update({kind: "".join(told) for kind, told in output.data.items() if isinstance(told, list)})
    if edition:
        notebook.metadata[EDITION] = edition
    return page(notebook)


def tree(html: str) -> Any:
    """The HTML's elements; nothing is fetched."""
    from lxml import html as lxml_html

    return lxml_html.document_fromstring(html, parser=lxml_html.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True))


def parsed(review: Page) -> Any:
    """The page's opening and body as one tree."""
    return tree(f"<!doctype html><body><header>{review.opening}</header><main>{review.body}</main></body>")


def pieces(root: Any, kind: Kind) -> list[Piece]:
    """The paragraphs, cells and lines that this kind of output prints, in order."""
    found: list[str] = [""]
    for text in _texts(root, kind):
        if text is None:
            found.append("")
        else:
            found[-1] += text
    return [Piece(" ".join(text.split())) for text in found if text.strip()]


def headers(root: Any) -> list[list[str]]:
    """Of each table the texts of its header's cells, which paper repeats on every page."""
    return [[cell.text_content() for cell in head.iter("th")] for head in root.iter("thead")]


def _texts(element: Any, kind: Kind) -> Iterator[str | None]:
    """The element's text in order; None where one paragraph or cell ends and another begins."""
    if not _is_left_out(element, kind):
        breaks = element.tag in _BREAKS
        if breaks:
            yield None
        if kind.counts and element.tag == "li" and (ordered := element.getparent()).tag == "ol":
            yield f"{int(ordered.get('start', '1')) + ordered.index(element)}. "
        if element.text:
            yield element.text
        for child in element:
            yield from _texts(child, kind)
            if child.tail:
                yield child.tail
        if breaks:
            yield None


def _is_left_out(element: Any, kind: Kind) -> bool:
    if element.tag in UNSEEN or element.tag in kind.tags or "hidden" in element.attrib or "popover" in element.attrib:
        return True
    return not set(kind.classes).isdisjoint(element.get("class", "").split())
