"""WordprocessingML: elements in the order that the standard prescribes, and the words of a run."""

from __future__ import annotations

import re
from typing import Any

from lxml import etree

Element = Any  # lxml's own class has no public constructor

SPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "w15": "http://schemas.microsoft.com/office/word/2012/wordml",
}
# Word calls a file broken whose properties stand in another order than ISO/IEC 29500-1 gives.
_ORDER = {
    "pPr": (
        "pStyle keepNext keepLines pageBreakBefore widowControl numPr pBdr shd tabs snapToGrid spacing ind contextualSpacing "
        "jc outlineLvl rPr sectPr"
    ),
    "rPr": "rStyle rFonts b i color spacing sz szCs u shd lang",
    "tcPr": "tcW gridSpan vMerge tcBorders shd vAlign",
    "style": "name basedOn next uiPriority unhideWhenUsed qFormat pPr rPr tblPr tcPr tblStylePr",
}
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def w(tag: str, /, *children: Element | None, **attributes: object) -> Element:
    """`<w:tag w:attribute="…">children</w:tag>`; a child that is None is left out, properties are put in order."""
    made = etree.Element(f"{{{SPACES['w']}}}{tag}", nsmap={"w": SPACES["w"]})
    for name, value in attributes.items():
        made.set(f"{{{SPACES['w']}}}{name}", clean(str(value)))
    given = [child for child in children if child is not None]
    if order := _ORDER.get(tag, "").split():
        given.sort(key=lambda child: order.index(etree.QName(child).localname))
    made.extend(given)
    return made


def run(text: str, properties: Element | None = None) -> Element:
    """A run of text; its spaces are kept."""
    words = w("t")
    words.text = clean(text)
    words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return w("r", properties, words)


def clean(text: str) -> str:
    """The text without the characters that XML cannot hold."""
    return _CONTROL.sub("", text)


def field(instruction: str, *shown: Element, properties: Element | None = None, dirty: bool = False) -> list[Element]:
    """A field with what is shown until Word computes it; a dirty one is computed as the file is opened."""
    code = w("instrText")
    code.text = f" {instruction} "
    begin = w("fldChar", fldCharType="begin", **({"dirty": "true"} if dirty else {}))
    marks = (begin, code, w("fldChar", fldCharType="separate")), (w("fldChar", fldCharType="end"),)
    before, after = ([w("r", _copy(properties), mark) for mark in some] for some in marks)
    return [*before, *shown, *after]


def document(tag: str, *children: Element) -> bytes:
    """A part's XML: its root knows every namespace, and those Word of 2010 does not know may be passed over."""
    root = etree.Element(f"{{{SPACES['w']}}}{tag}", nsmap=SPACES)
    root.set(f"{{{SPACES['mc']}}}Ignorable", "w15")
    root.extend(children)
    return serialised(root)


def serialised(root: Element) -> bytes:
    etree.cleanup_namespaces(root, keep_ns_prefixes=list(SPACES))
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def _copy(properties: Element | None) -> Element | None:
    return None if properties is None else etree.fromstring(etree.tostring(properties))
