"""The prose of a finished review.html by section, as readers see it: for the search, and to tell what has changed."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

_HEADINGS = ("h2", "h3", "h4", "h5")
_UNSEEN = ("script", "style", "template", "svg", "button")
_JOINERS = dict.fromkeys(map(ord, "\u2060\u200b\ufeff"))


@dataclass
class Section:
    """A heading with the paragraphs below it and the names of the figures printed there; `id` is its anchor, `level` 2 the
    highest."""

    id: str
    heading: str
    level: int = 2
    paragraphs: list[str] = field(default_factory=list)
    figures: list[str] = field(default_factory=list)


def title(page: Path) -> str:
    """The review's title."""
    return next((_text(found) for found in _parsed(page).iter("h1")), "")


def sections(page: Path) -> list[Section]:
    """Every section in order; what stands before the first heading has an empty heading and the anchor of the text."""
    found = [Section("main", "")]
    for main in _parsed(page).iter("main"):
        for element in main.iter():
            if element.tag in _HEADINGS:
                found.append(Section(element.get("id", "main"), _text(element), int(element.tag[1])))
            elif element.tag in ("p", "li") and _is_prose(element):
                found[-1].paragraphs += [text] if (text := _text(element)) else []
            elif element.tag == "data" and (name := element.get("data-figure")) and not any(map(_is_unseen, element.iterancestors())):
                found[-1].figures += [name] if name not in found[-1].figures else []
    return found


def _parsed(page: Path) -> Any:
    from lxml import html

    return html.document_fromstring(page.read_bytes(), parser=html.HTMLParser(encoding="utf-8"))


def _is_prose(element: Any) -> bool:
    """What people wrote: within a %%prose section, and no list within a list told twice."""
    above = list(element.iterancestors())
    return any(each.get("data-section") for each in above) and not any(each.tag in ("p", "li") or _is_unseen(each) for each in above)


def _text(element: Any) -> str:
    """The words that are read, without numbers of headings, what opens on demand, and marks against line breaks."""
    return " ".join("".join(_pieces(element)).translate(_JOINERS).split())


def _pieces(element: Any) -> list[str]:
    found = [element.text or ""]
    for child in element:
        if not _is_unseen(child):
            found += _pieces(child)
        found.append(child.tail or "")
    return found


def _is_unseen(element: Any) -> bool:
    if not isinstance(element.tag, str) or (element.tag in _UNSEEN and not element.xpath(".//data")):
        return True
    hidden = element.get("hidden") is not None or element.get("popover") is not None or element.get("aria-hidden") == "true"
    return hidden or "number" in element.get("class", "").split()
