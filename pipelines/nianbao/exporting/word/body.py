"""The page's tree as paragraphs, tables and pictures of a Word document."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import html

from nianbao.exporting.page import Page
from nianbao.exporting.word.layout import BULLETS, NUMBERS
from nianbao.exporting.word.lines import Letters, Line
from nianbao.exporting.word.markup import SPACES, Element, run, w
from nianbao.exporting.word.parts import Parts
from nianbao.exporting.word.source import Node, classes, content
from nianbao.exporting.word.tables import table
from nianbao.words import said

# What stands within a line; whatever else is a block of its own.
_INLINE = frozenset((
    "a", "abbr", "b", "br", "button", "cite", "code", "data", "del", "em", "i", "img", "ins", "kbd", "label", "mark", "q", "s", "samp",
    "small", "span", "strong", "sub", "sup", "time", "u", "var", "wbr",
))  # fmt: skip
_TAGS = {"h1": "Title", "h2": "Heading1", "h3": "Heading2", "h4": "Heading3", "h5": "Heading4", "blockquote": "Quote", "figcaption": "Caption"}
_CLASSES = {"notice": "Notice", "office": "Subtitle", "as-of": "Date", "note": "Note", "finding": "Finding", "signature": "Signature"}
_DEEPEST = 2


@dataclass
class Body:
    """Writes the tree of a page. `numbered` holds of each ordered list its depth and its first number, `headings` counts the headings, whose bookmarks contents lead to."""

    page: Page
    parts: Parts
    numbered: list[tuple[int, int]] = field(default_factory=list)
    headings: int = 0
    letters: Letters = field(default_factory=Letters)

    def blocks(self, element: Node, style: str) -> list[Element]:
        """What stands in the element: a paragraph of that style for words that are in no block of their own."""
        made: list[Element] = []
        line = self._line()
        for found in content(element):
            if not isinstance(found, str) and _is_block(found):
                made += self._paragraphs(line, style)
                line = self._line()
                made += self._block(found, style)
            else:
                line.add(found, self.letters.within(element))
        return made + self._paragraphs(line, style)

    def cell(self, element: Node, style: str) -> list[Element]:
        """The paragraphs of a table's cell, which has one at least."""
        return [found for found in self.blocks(element, style) if found.tag.endswith("}p")] or [_paragraph(style, [])]

    def _block(self, element: Node, style: str) -> list[Element]:
        outer, self.letters = self.letters, self.letters.within(element)
        try:
            return list(self._written(element, style))
        finally:
            self.letters = outer

    def _written(self, element: Node, style: str) -> Iterator[Element]:
        named = classes(element)
        if element.tag == "table":
            yield from self._table(element)
        elif "cards" in named:
            yield from self._table(self._cards(element))
        elif element.tag in ("ol", "ul"):
            yield from self._list(element, depth=0)
        elif element.tag in ("h2", "h3", "h4", "h5"):
            yield self._heading(element)
        elif element.tag == "figure":
            yield from self._figure(element)
        elif element.tag == "pre":
            yield from self._lines_as_they_are(element)
        else:
            own = _TAGS.get(element.tag) or next((_CLASSES[name] for name in sorted(named & set(_CLASSES))), style)
            yield from self.blocks(element, own)

    def _heading(self, element: Node) -> Element:
        line = self._line()
        line.add(element, self.letters)
        self.headings += 1
        mark = {"id": self.headings, "name": bookmark(self.headings)}
        runs = [w("bookmarkStart", **mark), *line.runs, w("bookmarkEnd", id=self.headings)]
        return _paragraph(_TAGS[element.tag], runs)

    def _table(self, element: Node) -> Iterator[Element]:
        caption = element.find("caption")
        words = ""
        if caption is not None:
            words = " ".join(caption.text_content().split())
            yield from (_kept_with_next(found) for found in self.blocks(caption, "Caption"))
        yield table(element, words, self.cell)

    def _cards(self, element: Node) -> Node:
        """The cards as a table: label, number and the year before."""
        lang, year = self.page.lang, self.page.facts["year"]
        heads = (said(lang, "指标", "Figure"), said(lang, f"{year}年", f"{year}"), said(lang, "上年和变化", "The year before, and the change"))
        made = html.Element("table")
        made.append(_with("caption", element.get("aria-label", "")))
        head, body = html.Element("tr"), html.Element("tbody")
        for title, number in zip(heads, (False, True, False), strict=True):
            head.append(_with("th", title, **({"class": "num"} if number else {})))
        for card in element:
            row = html.Element("tr")
            for place, part in enumerate(list(card)):
                cell = _with("td" if place else "th", "", **({"class": "num"} if place == 1 else {}))
                cell.append(part)
                row.append(cell)
            body.append(row)
        top = html.Element("thead")
        top.append(head)
        made.extend([top, body])
        return made

    def _figure(self, element: Node) -> Iterator[Element]:
        """The finding above, the picture, the caption below, on one page."""
        made = self.blocks(element, "Picture")
        for place, found in enumerate(made, start=1):
            yield _kept_with_next(found) if place < len(made) else found

    def _list(self, element: Node, depth: int) -> Iterator[Element]:
        style, number = "ListBullet", BULLETS
        if element.tag == "ol":
            style, number = "ListNumber", NUMBERS + len(self.numbered)
            self.numbered.append((depth, first_number(element)))
        for item in element.xpath("./li"):
            begun = False
            for found in self._items(item, style, depth):
                (properties,) = found.xpath("./w:pPr", namespaces=found.nsmap) if found.tag.endswith("}p") else (None,)
                if properties is not None and not begun and properties.find("{*}numPr") is None:
                    properties.insert(1, w("numPr", w("ilvl", val=depth), w("numId", val=number)))
                    begun = True
                yield found

    def _items(self, item: Node, style: str, depth: int) -> Iterator[Element]:
        inner = [child for child in item if child.tag in ("ol", "ul")]
        for child in inner:
            child.drop_tree()
        yield from self.blocks(item, style)
        for child in inner:
            yield from self._list(child, min(depth + 1, _DEEPEST))

    def _lines_as_they_are(self, element: Node) -> Iterator[Element]:
        for line in element.text_content().strip("\n").split("\n"):
            yield _paragraph("HTMLPreformatted", [run(line)] if line else [])

    def _line(self) -> Line:
        return Line(self.page.lang, self.parts.picture, self.parts.link)

    def _paragraphs(self, line: Line, style: str) -> list[Element]:
        return [_paragraph(style, line.runs)] if line.runs else []


def first_number(ordered: Node) -> int:
    """What the list counts from."""
    given = str(ordered.get("start", "1"))
    return int(given) if given.isascii() and given.isdecimal() else 1


def bookmark(number: int) -> str:
    """What Word calls the heading of that number in the document."""
    return f"_Toc{number:08}"


def style_of(paragraph: Element) -> str:
    """The id of the paragraph's style."""
    found = paragraph.find("{*}pPr/{*}pStyle")
    return "" if found is None else str(found.get(f"{{{SPACES['w']}}}val"))


def _is_block(element: Node) -> bool:
    """Whether it breaks the line: by its tag, or by what stands in it."""
    return element.tag not in _INLINE or any(child.tag not in _INLINE for child in element.iterdescendants())


def _with(tag: str, text: str, **attributes: str) -> Node:
    made = html.Element(tag, attributes)
    made.text = text
    return made


def _paragraph(style: str, runs: list[Element]) -> Element:
    return w("p", w("pPr", w("pStyle", val=style)), *runs)


def _kept_with_next(found: Element) -> Element:
    properties = found.find("{*}pPr")
    if properties is not None and properties.find("{*}keepNext") is None:
        properties.insert(1, w("keepNext"))
    return found
