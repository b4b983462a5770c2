"""A Word document as read: its paragraphs in order, with figures' controls, tracked changes and comments."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile

from nianbao.errors import NotAWordFile
from nianbao.errors.system import unread
from nianbao.words import Words

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_BODY, _COMMENTS = "word/document.xml", "word/comments.xml"
_MOST_BYTES = 200_000_000
_MOST_DIGITS = 9  # of a control's number; Python reads none of thousands
_ENCRYPTED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@dataclass(frozen=True)
class Control:
    """A figure's content control: its number in the page's order (0 where the tag is lost), its name, its text, and where in
    the paragraph it begins."""

    number: int
    figure: str
    text: str
    start: int


@dataclass(frozen=True)
class Tracked:
    """One tracked change: what was put in or taken out, by whom."""

    kind: str  # "inserted", "deleted"
    text: str
    author: str


@dataclass(frozen=True)
class Comment:
    """A comment, and the words that it is about."""

    text: str
    author: str
    about: str


@dataclass
class Paragraph:
    """A paragraph or a cell's paragraph. `text` has tracked changes accepted."""

    text: str = ""
    style: str = ""
    in_table: bool = False
    controls: list[Control] = field(default_factory=list)
    tracked: list[Tracked] = field(default_factory=list)
    comments: list[Comment] = field(default_factory=list)


def read_document(path: Path) -> list[Paragraph]:
    """The paragraphs of a .docx, tables cell by cell, contents and signature left out; empty ones too.

    Raises NotAWordFile, NoSuchFile, FolderForFile, MayNotRead.
    """
    parts = _parts(path)
    found = _Reader(_comments(parts.get(_COMMENTS))).paragraphs(parts[_BODY])
    return [paragraph for paragraph in found if not paragraph.style.startswith(("Signature", "TOC"))]


def _parts(path: Path) -> dict[str, Any]:
    from lxml import etree

    problem = Words(zh="不是 docx 文件", en="it is no docx")
    try:
        with path.open("rb") as handle:
            if handle.read(8) == _ENCRYPTED:
                problem = Words(zh="是旧版 doc 或加了密码的文件，请另存为不加密的 docx", en="it is an old .doc or has a password; save it as a docx without one")
        with ZipFile(path) as archive:
            names = {info.filename: info.file_size for info in archive.infolist()}
            if _BODY not in names or sum(names.get(name, 0) for name in (_BODY, _COMMENTS)) > _MOST_BYTES:
                raise NotAWordFile(file=path, problem=problem)
            parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
            return {name: etree.fromstring(archive.read(name), parser) for name in (_BODY, _COMMENTS) if name in names}
    except OSError as error:
        raise unread(path, error) from None
    except (BadZipFile, etree.XMLSyntaxError, zlib.error, EOFError, ValueError, RuntimeError, NotImplementedError):
        raise NotAWordFile(file=path, problem=problem) from None


def _comments(root: Any) -> dict[str, tuple[str, str]]:
    """Id → text and author."""
    if root is None:
        return {}
    return {one.get(f"{_W}id"): ("".join(t.text or "" for t in one.iter(f"{_W}t")), one.get(f"{_W}author", "")) for one in root}


class _Reader:
    def __init__(self, comments: dict[str, tuple[str, str]]) -> None:
        self.comments = comments
        self.open: dict[str, str] = {}
        self.here = Paragraph()

    def paragraphs(self, root: Any) -> Iterator[Paragraph]:
        for element in root.iter(f"{_W}p"):
            # A paragraph within a paragraph stands in a text box, and has been read with the one that holds it.
            if next(element.iterancestors(f"{_W}p"), None) is not None:
                continue
            yield self._paragraph(element)

    def _paragraph(self, element: Any) -> Paragraph:
        style = element.find(f"{_W}pPr/{_W}pStyle")
        in_table = next(element.iterancestors(f"{_W}tc"), None) is not None
        self.here = Paragraph(style=style.get(f"{_W}val", "") if style is not None else "", in_table=in_table)
        self._inside(element)
        for around in element.iterancestors(f"{_W}sdt"):  # a control around whole paragraphs
            self._control(around, self.here.text, 0)
        return self.here

    def _inside(self, element: Any) -> None:
        for child in element:
            tag = child.tag.removeprefix(_W) if isinstance(child.tag, str) else ""
            if tag == "t":
                self._add(child.text or "")
            elif tag in ("tab", "br", "cr"):
                self._add(" " if element.tag == f"{_W}r" else "")
            elif tag in ("ins", "moveTo"):
                before = len(self.here.text)
                self._inside(child)
                self._track("inserted", self.here.text[before:], child)
            elif tag in ("del", "moveFrom"):
                self._track("deleted", "".join(t.text or "" for t in child.iter(f"{_W}delText", f"{_W}t")), child)
            elif tag == "sdt":
                before = len(self.here.text)
                self._inside(child)
                self._control(child, self.here.text[before:], before)
            elif tag == "commentRangeStart":
                self.open[child.get(f"{_W}id")] = ""
            elif tag == "commentRangeEnd":
                self._comment(child.get(f"{_W}id"))
            elif tag not in ("pPr", "rPr", "sdtPr", "instrText", "delText", "Fallback"):
                self._inside(child)

    def _add(self, text: str) -> None:
        self.here.text += text
        self.open = {key: about + text for key, about in self.open.items()}

    def _track(self, kind: str, text: str, element: Any) -> None:
        if text:
            self.here.tracked.append(Tracked(kind, text, element.get(f"{_W}author", "")))

    def _control(self, element: Any, text: str, start: int) -> None:
        alias, tag = (element.find(f"{_W}sdtPr/{_W}{name}") for name in ("alias", "tag"))
        told = tag.get(f"{_W}val", "") if tag is not None else ""
        number = told.removeprefix("nb:")
        if alias is not None and told.startswith("nb:") and number.isdecimal() and len(number) <= _MOST_DIGITS:
            self.here.controls.append(Control(int(number), alias.get(f"{_W}val", ""), text, start))

    def _comment(self, key: str) -> None:
        about = self.open.pop(key, "")
        if key in self.comments:
            text, author = self.comments[key]
            self.here.comments.append(Comment(text, author, about))
