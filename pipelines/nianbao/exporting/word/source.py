"""The page as a tree: its figures numbered, its drawings taken out, what only a screen has use for left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from nianbao.exporting.page import Page
from nianbao.exporting.word.markup import clean

Node = Any

_DRAWING = re.compile(r"<svg\b([^>]*)>.*?</svg>", re.DOTALL)
_LABEL = re.compile(r'\baria-label="([^"]*)"')
_VARIABLE = re.compile(r"var\(--[a-z-]+,\s*(#[0-9a-f]{6})\)")
_ONLY_ON_SCREEN = (
    "//button[not(.//data)] | //dialog | //nav | //script | //style | //summary | //template | //*[@hidden or @popover]"
    " | //*[contains(concat(' ', @class, ' '), ' chart-data ') or contains(concat(' ', @class, ' '), ' narrow ')]"
)  # fmt: skip


def tree(page: Page) -> tuple[Node, dict[str, bytes]]:
    """The opening and the body under one element, and the SVG of each drawing by the `src` of the <img> in its place.

    Every figure's <data> bears its place among all of the page's in `data-nb`, 1, 2, 3 …, the left out ones counted.
    """
    from lxml import html

    drawings: dict[str, bytes] = {}

    def taken_out(found: re.Match[str]) -> str:
        # The parser of HTML knows no SVG: it would write viewBox small, and the drawing would lose its size.
        name = f"drawing-{len(drawings) + 1}"
        svg = _VARIABLE.sub(r"\1", found[0])
        drawings[name] = (svg if "xmlns=" in found[1] else svg.replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg"', 1)).encode()
        label = _LABEL.search(found[1])
        return f'<img src="{name}" alt="{label[1] if label else ""}">'

    text = clean(_DRAWING.sub(taken_out, page.opening + page.body))
    parser = html.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    root = html.document_fromstring(f"<!doctype html><body><div>{text}</div></body>".encode(), parser=parser).body
    for number, mark in enumerate(root.xpath("//data[@data-figure]"), start=1):
        mark.set("data-nb", str(number))
    for element in root.xpath(_ONLY_ON_SCREEN):
        element.drop_tree()
    return root, drawings


def classes(element: Node) -> set[str]:
    return set(element.get("class", "").split())


def content(element: Node) -> Iterator[Node | str]:
    """The element's texts and elements in order."""
    if element.text:
        yield element.text
    for child in element:
        yield child
        if child.tail:
            yield child.tail
