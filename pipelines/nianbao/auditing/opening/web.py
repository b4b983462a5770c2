"""A saved web page: the text that a reader sees of its report, its headings, its tables, and the marks of our own figures."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from nianbao.auditing.document import BlockKind, Document
from nianbao.auditing.opening.cells import Table, is_layout
from nianbao.auditing.opening.container import Part, is_hidden, is_of_the_site, report_of
from nianbao.auditing.opening.plain import text_of
from nianbao.auditing.opening.writer import BROKEN, RAISED, SOFT, Line, Slot, Writer
from nianbao.errors import DamagedReport, NoTextInReport
from nianbao.words import Words

_BREAKS = frozenset({
    "address", "article", "aside", "blockquote", "br", "caption", "center", "dd", "details", "dir", "div", "dl", "dt", "fieldset", "figcaption",
    "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr", "legend", "li", "main", "menu", "ol", "p", "pre", "section",
    "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
})  # fmt: skip
_KINDS: dict[str, tuple[BlockKind, int]] = {
    **{f"h{level}": ("heading", level) for level in range(1, 7)}, "li": ("item", 0), "caption": ("caption", 0), "figcaption": ("caption", 0),
}  # fmt: skip
_CHARSET = re.compile(rb"""<meta[^>]+charset\s*=\s*["']?\s*([\w-]+)""", re.IGNORECASE)
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")
_FEW = 0.001  # of a page's signs, which a download may have lost


def read(data: bytes, path: Path) -> Document:
    """The page's report. Raises NoTextInReport, DamagedReport."""
    return of_html(_decoded(data, path.name), path)


def of_html(html: str, path: Path, whole: bool = False) -> Document:
    """The report of a page, or all of it where it is known to hold nothing else (`whole`). Raises NoTextInReport, DamagedReport."""
    root = parsed(html, path.name)
    body = None if root is None else root.find(".//body")
    if root is None or body is None:
        raise NoTextInReport(file=path.name, problem=Words(zh="它是空网页", en="it is an empty page"))
    part = _own(body) or (Part((body,), frozenset()) if whole else report_of(body))
    walk = _Walk(part.without)
    for element in part.roots:
        walk.through(element)
    return walk.writer.document(path, _title(root))


def parsed(html: str, file: str) -> Any:
    """The page's elements, or None where there are none; nothing is fetched. Raises DamagedReport where they are nested so deeply that some are lost."""
    from lxml import etree

    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    text = _CONTROL.sub("", html)
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError:
        return None
    if any("Excessive depth" in error.message for error in parser.error_log):
        raise DamagedReport(file=file, problem=Words(zh="元素层次过深", en="its elements are nested too deeply"))
    return root


def _decoded(data: bytes, file: str) -> str:
    """The page's text. What it says of its encoding counts where it is UTF-8 with a few broken signs; else its bytes tell."""
    told = _CHARSET.search(data[:4096])
    if told and told[1].lower() in (b"utf-8", b"utf8") and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = data.decode("utf-8-sig", "replace")
        if text.count("\ufffd") <= _FEW * len(text):
            return text
    return text_of(data, file)


def _own(body: Any) -> Part | None:
    """Of a page of ours its opening and its main part: all that is not hidden stands there."""
    if next(body.iter("data"), None) is None or not body.xpath("boolean(.//data[@data-figure])"):
        return None
    roots = (body.find(".//header"), body.find(".//main"))
    without = frozenset(one for one in body.iter("a", "summary") if one.tag == "summary" or one.get("class") == "back")
    return None if roots[1] is None else Part(tuple(one for one in roots if one is not None), without)


def _title(root: Any) -> str:
    """The article's title as pages of governments give it, else the page's."""
    told = root.xpath("string(.//meta[translate(@name, 'ARTICLE', 'article')='articletitle' or @name='ArticleTitle']/@content)")
    return " ".join(str(told or root.findtext(".//title") or "").split())


class _Walk:
    """One walk through the elements of a report, in order."""

    def __init__(self, without: frozenset[Any]) -> None:
        self.writer, self.without = Writer(), without
        self.line, self.kinds = Line(), [("paragraph", 0)]
        self.table: Table | None = None
        self.slot: Slot | None = None
        self.layout: set[Any] = set()
        self.lists: list[list[int] | None] = []  # of each open list its last number; None where it has none
        self.mark: tuple[Any, int, int] | None = None
        self.raised = self.kept = 0

    def through(self, root: Any) -> None:
        """Writes what the element holds. A page may nest its elements deeper than Python its calls."""
        from lxml import etree

        walker, skipped = etree.iterwalk(root, events=("start", "end")), None
        for event, element in walker:
            if event == "start":
                if element in self.without or is_hidden(element):
                    walker.skip_subtree()
                    skipped = element
                    continue
                self.begin(element)
                self.say(element.text)
            else:
                if element is not skipped:
                    self.end(element)
                if element is not root:
                    self.say(element.tail)
        self.flush()

    def begin(self, element: Any) -> None:
        tag = element.tag
        if tag == "br" and self.kinds[-1][0] == "heading":
            self.here.add(BROKEN)
        elif tag in _BREAKS:
            self.flush()
        if tag in _KINDS:
            self.kinds.append(_KINDS[tag])
        if tag == "li":
            self.number(element)
        elif tag in ("ol", "ul"):
            self.lists.append(_first(element) if tag == "ol" else None)
        elif tag == "data" and "data-figure" in element.attrib:
            self.mark = (element, -1, -1)
        elif tag == "sup":
            self.raised += 1
        elif tag == "pre":
            self.kept += 1
        elif tag == "table":
            self.begin_table(element)
        elif self.table is not None and _table_of(element) is self.table.element:
            if tag == "tr":
                self.table.row(element)
            elif tag in ("td", "th"):
                self.slot = self.table.cell(element)

    def end(self, element: Any) -> None:
        tag = element.tag
        if tag in _BREAKS and tag != "br":
            self.flush()
        if tag in _KINDS:
            self.kinds.pop()
        if tag in ("ol", "ul"):
            self.lists.pop()
        elif tag == "data" and self.mark and self.mark[0] is element:
            if self.mark[1] >= 0:
                self.here.mark(self.mark[1], self.mark[2], dict(element.attrib))
            self.mark = None
        elif tag == "sup":
            self.raised -= 1
        elif tag == "pre":
            self.kept -= 1
        elif self.table is not None and element is self.table.element:
            self.writer.table(self.table.finished())
            self.table = None
        elif self.table is not None and tag in ("td", "th") and _table_of(element) is self.table.element:
            self.slot = None

    @property
    def here(self) -> Line:
        """What is being written: a cell or a line."""
        return self.line if self.slot is None else self.slot.line

    def begin_table(self, element: Any) -> None:
        """A table within a cell of another is text of that cell."""
        if self.table is None and not is_layout(element):
            self.table = Table(element)

    def number(self, element: Any) -> None:
        """The number that a page prints before the item of a numbered list."""
        if self.lists and (counted := self.lists[-1]) is not None:
            told = element.get("value", "")
            counted[0] = int(told) if told.isascii() and told.isdecimal() else counted[0] + 1
            self.here.add(f"{counted[0]}. ")

    def say(self, text: str | None) -> None:
        if not text:
            return
        if self.kept and self.slot is None:
            for place, line in enumerate(text.split("\n")):
                if place:
                    self.flush()
                self.here.add(line)
            return
        start, end = self.here.add(text.translate(RAISED) if self.raised else text)
        if self.mark and start < end:
            self.mark = (self.mark[0], start if self.mark[1] < 0 else self.mark[1], end)

    def flush(self) -> None:
        """Ends the line; in a cell, what follows is still of its line."""
        if self.slot is not None:
            self.slot.line.add(SOFT)
            return
        if not is_of_the_site(self.line.text):
            kind, level = self.kinds[-1]
            self.writer.line(self.line, kind, level)
        self.line = Line()


def _table_of(element: Any) -> Any:
    return next(element.iterancestors("table"), None)


def _first(element: Any) -> list[int] | None:
    """One less than the first number of a list; None where it is drawn without."""
    if "none" in element.get("style", "").replace(" ", ""):
        return None
    told = element.get("start", "1")
    return [int(told) - 1 if told.isascii() and told.isdecimal() else 0]
