"""matplotlib's SVG, made fit to stand in a page: small, without addresses, coloured by the page."""

from __future__ import annotations

import re
from xml.etree import ElementTree

INK, THIS_YEAR, YEAR_BEFORE, LINE = "#0b0c0d", "#12436d", "#bfbfbf", "#f46a25"
# The page's style sheet sets these for dark mode; where it says nothing the colour after the comma holds.
_VARIABLES = {INK: "--chart-ink", THIS_YEAR: "--chart-this", YEAR_BEFORE: "--chart-before", LINE: "--chart-line"}

_REFERENCE = re.compile(r"^(?:#|url\(#)([^)]+)\)?$")
_NUMBER = re.compile(r"-?\d+\.\d+")
_COLOUR = re.compile("|".join(_VARIABLES))


def inline(svg: bytes, prefix: str, alt: str) -> str:
    """The drawing as an inline <svg> with `alt` as its label.

    Its ids begin with `prefix`, so that several drawings share a page; metadata, namespaces and comments are left out.
    """
    root = ElementTree.fromstring(svg)
    _strip(root)
    _rename(root, prefix)
    for length in ("width", "height", "version"):
        root.attrib.pop(length, None)
    root.attrib |= {"role": "img", "aria-label": alt, "stroke-linejoin": "round"}
    return ElementTree.tostring(root, encoding="unicode")


def _strip(element: ElementTree.Element) -> None:
    """Takes out namespaces, metadata and style sheets; rounds coordinates; gives colours to the page."""
    element.tag = element.tag.rpartition("}")[2]
    element.text = element.tail = None
    element.attrib = {name.rpartition("}")[2]: _attribute(name, value) for name, value in element.attrib.items()}
    for child in list(element):
        if child.tag.endswith(("}metadata", "}style")):
            element.remove(child)
        else:
            _strip(child)


def _attribute(name: str, value: str) -> str:
    if name in ("d", "x", "y"):
        return _NUMBER.sub(lambda found: f"{float(found[0]):.2f}".rstrip("0").rstrip("."), " ".join(value.split()))
    if name == "style":
        return _COLOUR.sub(lambda found: f"var({_VARIABLES[found[0]]},{found[0]})", value).replace(": ", ":")
    return value


def _rename(root: ElementTree.Element, prefix: str) -> None:
    """Numbers the ids that something refers to, in order; the others go."""
    values = [value for node in root.iter() for value in node.attrib.values()]
    references = [found[1] for value in values if (found := _REFERENCE.match(value))]
    names = {old: f"{prefix}-{number}" for number, old in enumerate(dict.fromkeys(references), start=1)}
    for node in root.iter():
        own = node.attrib.pop("id", None)
        for name, value in node.attrib.items():
            if found := _REFERENCE.match(value):
                node.attrib[name] = value.replace(found[1], names[found[1]])
        if own in names:
            node.attrib["id"] = names[own]
