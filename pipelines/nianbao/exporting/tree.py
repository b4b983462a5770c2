"""The page as a tree of plain dicts and strings, for what sets it without reading HTML: nothing in it is ever code.

A node is a string or {"tag": …, "css": [classes], "kids": [nodes]}. Some have more:

    a        href, to the web; a link within the page leaves its words alone
    any      lang, where it is not the page's
    ol       start, where it does not count from 1
    img      file, alt
    chart    a figure with its picture: file, alt, finding and caption (lists of nodes)
    table    caption (nodes), columns (how many), head, body, foot (rows of cells, as cells.py has them)
"""

from __future__ import annotations

import re
from base64 import b64decode
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from lxml import html as lxml_html
from lxml.html import HtmlElement

from nianbao.exporting.cells import laid_out
from nianbao.review.typeface import plain
from nianbao.steering import unsteered

Node = str | dict[str, Any]
Nodes = list[Node]

# What the page hides or folds: drawings for phones, what opens on a click.
_UNSEEN = frozenset({"script", "style", "template", "iframe", "object", "embed", "button", "dialog", "nav"})
_FOLDED = frozenset({"narrow", "fold"})
_BLOCKS = frozenset({
    "article", "aside", "blockquote", "chart", "details", "div", "figure", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr",
    "main", "ol", "p", "pre", "section", "summary", "table", "ul",
})  # fmt: skip
_DRAWING = re.compile(r"<svg\b([^>]*)>.*?</svg>", re.DOTALL)
_LABEL = re.compile(r'\baria-label="([^"]*)"')
_EMBEDDED = re.compile(r"data:image/(svg\+xml|png|jpeg);base64,(.*)", re.DOTALL)
_VARIABLE = re.compile(r"var\(--[a-z-]+,\s*(#[0-9a-f]{6})\)")
_BLANKS = re.compile(r"[ \t\r\n\f]+")


@dataclass(frozen=True)
class Parsed:
    """A page's elements; an inline drawing stands as <img src="name">, and is a file of its own in `drawings`."""

    root: HtmlElement
    drawings: dict[str, bytes]


@dataclass(frozen=True)
class Tree:
    """The nodes of a page, and the pictures that they name: file name → content."""

    nodes: Nodes
    pictures: dict[str, bytes]


def parsed(html: str) -> Parsed:
    """The HTML as elements, without what the page hides or folds."""
    page = elements(html)
    for element in list(page.root.iter()):
        if element.tag in _UNSEEN or "hidden" in element.attrib or "popover" in element.attrib or _FOLDED & set(_css(element)):
            element.drop_tree()
    return page


def elements(html: str) -> Parsed:
    """All of the HTML as elements; nothing is fetched for it."""
    drawings: dict[str, bytes] = {}

    def taken_out(found: re.Match[str]) -> str:
        # The parser would write viewBox in small letters; so a drawing stays the text it is.
        name = f"drawing-{len(drawings) + 1}"
        svg = _VARIABLE.sub(r"\1", found[0])
        drawings[name] = (svg if "xmlns=" in found[1] else svg.replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg"', 1)).encode()
        label = _LABEL.search(found[1])
        return f'<img src="{name}" alt="{label[1] if label else ""}">'

    text = _DRAWING.sub(taken_out, unsteered(html))
    parser = lxml_html.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    root = lxml_html.document_fromstring(f"<!doctype html><body><div>{text}</div></body>".encode(), parser=parser).body
    return Parsed(root, drawings)


def tree(page: Parsed) -> Tree:
    """The page's nodes and pictures."""
    maker = _Maker(page.drawings)
    return Tree([node for part in page.root for node in maker.content(part)], maker.pictures)


def words(nodes: Nodes) -> str:
    """The text of the nodes in a row."""
    return "".join(node if isinstance(node, str) else words(node.get("kids", [])) for node in nodes)


@dataclass
class _Maker:
    drawings: dict[str, bytes]
    pictures: dict[str, bytes] = field(default_factory=dict)

    def content(self, element: HtmlElement) -> Nodes:
        """What the element holds; text that stands beside blocks is in paragraphs."""
        nodes: Nodes = []
        loose: Nodes = []
        for kid in [*self.kids(element), None]:
            if kid is not None and not _is_block(kid):
                loose.append(kid)
                continue
            run = _tidy(loose)
            nodes += [{"tag": "p", "css": [], "kids": run}] if run and (nodes or kid) else run
            nodes += [kid] if kid else []
            loose = []
        return nodes

    def kids(self, element: HtmlElement) -> Nodes:
        found: Nodes = [_text(element.text)]
        for child in element:
            found += [*self.nodes(child), _text(child.tail)]
        return [kid for kid in found if kid != ""]

    def nodes(self, element: HtmlElement) -> Nodes:
        """What stands for one element: a node, its content alone, or nothing."""
        tag, css = element.tag, _css(element)
        if "chart-data" in css:
            return []
        if tag == "img":
            return self.picture(element)
        if tag == "table":
            return [self.table(element, css)]
        if tag == "figure" and (image := element.find(".//img")) is not None:
            return [self.chart(element, picture) for picture in self.picture(image)]
        if tag == "a" and not element.get("href", "").startswith(("http://", "https://", "mailto:")):
            return self.kids(element)
        kids = _lines(element) if tag == "pre" else self.content(element) if tag in _BLOCKS or tag == "li" else self.kids(element)
        if tag in ("div", "details", "summary") and not kids:
            return []
        given = {name: element.get(name) for name in ("href", "lang", "start") if element.get(name)}
        return [{"tag": tag, "css": css, "kids": kids} | given]

    def picture(self, image: HtmlElement) -> Nodes:
        """The picture as a file; one that is somewhere else is left out."""
        source = image.get("src", "")
        if drawing := self.drawings.get(source):
            kind, content = "svg", drawing
        elif embedded := _EMBEDDED.fullmatch(source):
            kind, content = {"svg+xml": "svg", "png": "png", "jpeg": "jpg"}[embedded[1]], b64decode(embedded[2])
        else:
            return []
        name = f"picture-{len(self.pictures) + 1}.{kind}"
        self.pictures[name] = content
        return [{"tag": "img", "css": _css(image), "file": name, "alt": plain(image.get("alt", ""))}]

    def chart(self, figure: HtmlElement, picture: Node) -> Node:
        assert isinstance(picture, dict)
        finding, caption = (figure.find(path) for path in ("./div[@class='finding']", "./figcaption"))
        told = {name: [] if part is None else self.content(part) for name, part in (("finding", finding), ("caption", caption))}
        return picture | told | {"tag": "chart"}

    def table(self, table: HtmlElement, css: list[str]) -> Node:
        caption, around = table.find("./caption"), table.getparent()
        told = [] if caption is None else self.content(caption)
        return {"tag": "table", "css": css + _css(around), "caption": told} | laid_out(table, self.content)


def _css(element: HtmlElement) -> list[str]:
    return str(element.get("class", "")).split()


def _is_block(node: Node) -> bool:
    return isinstance(node, dict) and node["tag"] in _BLOCKS


def _text(text: str | None) -> str:
    return _BLANKS.sub(" ", plain(text or ""))


def _lines(element: HtmlElement) -> Nodes:
    """Preformatted text, a break after each line."""
    lines = plain(element.text_content()).strip("\n").split("\n")
    return [part for line in lines for part in (line, {"tag": "br", "css": [], "kids": []})][:-1]


def _tidy(nodes: Nodes) -> Nodes:
    """Text of one paragraph without blanks at its ends, and with one blank where two would meet."""
    after_blank, last = True, None
    for holder, place in _leaves(nodes):
        text = holder[place]
        if isinstance(text, dict):
            after_blank, last = text["tag"] == "br", None
            continue
        holder[place] = text = text[1:] if after_blank and text.startswith(" ") else text
        if text:
            after_blank, last = text.endswith(" "), (holder, place)
    if last:
        holder, place = last
        holder[place] = str(holder[place]).removesuffix(" ")
    return [node for node in nodes if node != ""]


def _leaves(nodes: Nodes) -> Iterator[tuple[Nodes, int]]:
    for place, node in enumerate(nodes):
        if isinstance(node, dict) and node.get("kids"):
            yield from _leaves(node["kids"])
        else:
            yield nodes, place
