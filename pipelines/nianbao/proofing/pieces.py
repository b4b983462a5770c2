"""A finished output as pieces of text, each with its place: a section, a page, a sheet, a cell, a line."""

from __future__ import annotations

import html
import json
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nianbao.words import Words

# Pictures and fonts within a page, and what of a drawing is coordinates, are no text.
_DATA = re.compile(r"data:[\w/+.-]+;base64,[A-Za-z0-9+/=\s]+")
_DRAWN = re.compile(r"\s(?:d|points|transform|style|viewBox|x|y|width|height)=\"[^\"]*\"")
_HOLLOW = re.compile(r"<(?:path|use)(?:\s(?:id|href)=\"#?chart-[A-Za-z0-9_-]*\")?\s*/?>|</?(?:path|g|defs)\s*/?>")
_HEADING = re.compile(r"<h[1-6][^>]*>(.*?)</h[1-6]>", re.DOTALL | re.IGNORECASE)
_INLINE = re.compile(r"</?(?:a|b|bdi|data|em|i|mark|span|strong|sub|sup|u|wbr)\b[^>]*>", re.IGNORECASE)
_TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True)
class Piece:
    """A text and where it stands."""

    where: Words
    text: str


def pieces(path: Path) -> Iterator[Piece]:
    """What the file says, its attributes and properties too. A picture says nothing."""
    read: Callable[[Path], Iterator[Piece]] = _READERS.get(path.suffix.lower(), _plain)
    yield from read(path)


def of_html(text: str, start: Words) -> Iterator[Piece]:
    """The sections of a page, each under its heading: once as it is, with attributes, and once without inline tags, so
    that what they part is one again."""
    bare = _HOLLOW.sub("", _DRAWN.sub("", _DATA.sub("", text)))
    end, where = 0, start
    for found in [*_HEADING.finditer(bare), None]:
        section = bare[end : found.start() if found else len(bare)]
        yield Piece(where, html.unescape(f"{section}\n{_INLINE.sub('', section)}"))
        if found:
            heading = html.unescape(_TAG.sub("", found[1])).strip()
            end, where = found.start(), Words(zh=f"“{heading}”一节", en=f"the section “{heading}”")


def _html(path: Path) -> Iterator[Piece]:
    return of_html(path.read_text("utf-8"), Words(zh="开头", en="the opening"))


def _pdf(path: Path) -> Iterator[Piece]:
    import pypdfium2

    document = pypdfium2.PdfDocument(path)
    try:
        facts = document.get_metadata_dict(skip_empty=True)
        yield Piece(Words(zh="文档属性", en="the document's properties"), "\n".join(facts.values()))
        for number in range(len(document)):
            page = document[number]
            words = page.get_textpage()
            yield Piece(Words(zh=f"第{number + 1}页", en=f"page {number + 1}"), words.get_text_bounded())
            words.close()
            page.close()
    finally:
        document.close()


def _word(path: Path) -> Iterator[Piece]:
    """The paragraphs under each heading; notes, headers and properties by their file."""
    from lxml import etree

    with zipfile.ZipFile(path) as archive:
        for name in _xml(archive):
            where, lines = Words(zh="开头", en="the opening") if name == "word/document.xml" else Words(zh=name), []
            for element in etree.fromstring(archive.read(name)).iter(etree.Element):
                kind = etree.QName(element).localname
                lines += [value for key, value in element.attrib.items() if etree.QName(key).localname in ("descr", "title", "alias", "Target")]
                if kind == "p":
                    text = "".join(part.text or "" for part in element.iter("{*}t"))
                    styles = [value for style in element.iter("{*}pStyle") for value in style.attrib.values()]
                    if any("heading" in style.lower() or style[:1].isdigit() for style in styles):
                        yield Piece(where, "\n".join(lines))
                        where, lines = Words(zh=f"“{text}”一节", en=f"the section “{text}”"), []
                    lines.append(text)
                elif kind != "t" and element.text and element.text.strip():
                    lines.append(element.text)
            yield Piece(where, "\n".join(lines))


def _workbook(path: Path) -> Iterator[Piece]:
    """The texts of each sheet, then every other part by its file."""
    from lxml import etree

    with zipfile.ZipFile(path) as archive:
        names = set(_xml(archive))
        shared = archive.read("xl/sharedStrings.xml") if "xl/sharedStrings.xml" in names else b"<sst/>"
        texts = ["".join(part.text or "" for part in entry.iter("{*}t")) for entry in etree.fromstring(shared)]
        titles = [sheet.get("name") or "" for sheet in etree.fromstring(archive.read("xl/workbook.xml")).iter("{*}sheet")]
        yield Piece(Words(zh="工作表名称", en="the names of sheets"), "\n".join(titles))
        sheets = sorted((name for name in names if re.fullmatch(r"xl/worksheets/sheet\d+\.xml", name)), key=lambda name: int(re.findall(r"\d+", name)[0]))
        for title, name in zip(titles, sheets, strict=False):
            tree = etree.fromstring(archive.read(name))
            cells = [_cell(cell, texts) for cell in tree.iter("{*}c")]
            yield Piece(Words(zh=f"工作表“{title}”", en=f"the sheet “{title}”"), "\n".join([*cells, *_texts(tree, "c")]))
        for name in sorted(names - {*sheets, "xl/sharedStrings.xml", "xl/workbook.xml", "xl/styles.xml"}):
            yield Piece(Words(zh=name), "\n".join(_texts(etree.fromstring(archive.read(name)), "")))


def _cell(cell: Any, texts: list[str]) -> str:
    value = next((part.text or "" for part in cell.iter("{*}v")), "")
    if cell.get("t") == "s":
        return texts[int(value)]
    return "".join(part.text or "" for part in cell.iter("{*}t")) or value


def _texts(tree: Any, but: str) -> Iterator[str]:
    for element in tree.iter():
        if isinstance(element.tag, str) and not element.tag.endswith("}" + but):
            yield from (text for text in (element.text, *element.attrib.values()) if text and text.strip())


def _xml(archive: zipfile.ZipFile) -> list[str]:
    return [name for name in archive.namelist() if name.endswith((".xml", ".rels")) and "theme" not in name and "fontTable" not in name]


def _notebook(path: Path) -> Iterator[Piece]:
    """Sources and outputs by cell; HTML by its headings. Pictures are passed over."""
    notebook = json.loads(path.read_text("utf-8"))
    yield Piece(Words(zh="笔记本属性", en="the notebook's properties"), json.dumps(notebook.get("metadata", {}), ensure_ascii=False))
    for number, cell in enumerate(notebook["cells"], 1):
        where = Words(zh=f"第{number}个单元格", en=f"cell {number}")
        yield Piece(where, _joined(cell["source"]))
        for output in cell.get("outputs", []):
            yield Piece(where, _joined(output.get("text", "")) + "\n".join(output.get("traceback", [])))
            for kind, content in output.get("data", {}).items():
                if kind in ("text/html", "image/svg+xml"):
                    yield from (Piece(where, piece.text) for piece in of_html(_joined(content), where))
                elif not kind.startswith(("image/", "application/pdf")):
                    yield Piece(where, _joined(content) if isinstance(content, (str, list)) else json.dumps(content, ensure_ascii=False))


def _joined(text: str | list[str]) -> str:
    return text if isinstance(text, str) else "".join(text)


def _json(path: Path) -> Iterator[Piece]:
    """Line by line, each text as it reads without escapes."""
    text = path.read_text("utf-8")
    for number, line in enumerate(text.splitlines(), 1):
        shown = re.sub(r"\\u([0-9a-fA-F]{4})", lambda found: chr(int(found[1], 16)), line).strip()
        yield Piece(Words(zh=f"第{number}行", en=f"line {number}"), shown)


def _plain(path: Path) -> Iterator[Piece]:
    text = path.read_bytes().decode("utf-8", "ignore")
    yield from (Piece(Words(zh=f"第{number}行", en=f"line {number}"), line) for number, line in enumerate(text.splitlines(), 1))


def _nothing(path: Path) -> Iterator[Piece]:
    return iter(())


_READERS: dict[str, Callable[[Path], Iterator[Piece]]] = {
    ".html": _html, ".svg": _html, ".pdf": _pdf, ".docx": _word, ".xlsx": _workbook, ".ipynb": _notebook, ".json": _json,
    **dict.fromkeys((".png", ".jpg", ".jpeg", ".woff2", ".ttf", ".otf"), _nothing),
}  # fmt: skip
