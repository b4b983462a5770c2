"""The page as a tree: its figures numbered, its drawings taken out, what only a screen has use for left out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from nianbao.exporting.page import Page
from nianbao.exporting.tree import elements
from nianbao.exporting.word.markup import clean

Node = Any

_ONLY_ON_SCREEN = (
    "//button[not(.//data)] | //dialog | //nav | //script | //style | //summary | //template | //*[@hidden or @popover]"
    " | //*[contains(concat(' ', @class, ' '), ' chart-data ') or contains(concat(' ', @class, ' '), ' narrow ')]"
)  # fmt: skip


def tree(page: Page) -> tuple[Node, dict[str, bytes]]:
    """The opening and the body under one element, and the SVG of each drawing by the `src` of the <img> in its place.

    Every figure's <data> bears its place among all of the page's in `data-nb`, 1, 2, 3 …, the left out ones counted.
    """
    made = elements(clean(page.opening + page.body))
    for number, mark in enumerate(made.root.xpath("//data[@data-figure]"), start=1):
        mark.set("data-nb", str(number))
    for element in made.root.xpath(_ONLY_ON_SCREEN):
        element.drop_tree()
    return made.root, made.drawings


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
