"""Which part of a saved web page holds the report: what stands around it on every page of the site is none of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict

from nianbao.auditing.opening.cells import is_layout
from nianbao.yamlfile import load

# What no reader sees, or what is there to be clicked; and what pages repeat around their text.
UNSEEN = frozenset({
    "script", "style", "noscript", "template", "svg", "math", "nav", "dialog", "button", "select", "option", "input", "textarea", "iframe", "object",
    "embed", "audio", "video", "canvas", "map", "head", "link", "meta", "rt", "rp", "del", "marquee",
})  # fmt: skip
_AROUND = frozenset({"header", "footer", "aside"})
_BOXES = frozenset({"div", "section", "article", "main", "form", "center", "span", "font", "table", "tbody", "tr", "td"})
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_WORD = re.compile(r"[-_\s]+|(?<=[a-z])(?=[A-Z])")

_HOLDS = 0.9  # of a page's text that is no link: less than that, and what is marked as the article may not be all of the report
_LITTLE = 0.2
_LINKS = 3  # items of a list, each a link to another page
_LONGEST_LINE = 120


class _Pages(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    containers: frozenset[str]
    around: frozenset[str]
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Part:
    """The elements that hold the report, in order, and the elements within them that do not."""

    roots: tuple[Any, ...]
    without: frozenset[Any]


def report_of(body: Any) -> Part:
    """The article of a page: what the page marks as such, if that is nearly all of its text; else the smallest box with all of it."""
    without = frozenset(element for element in body.iter() if is_hidden(element))
    weights = _weights(body, without)
    around = frozenset(element for element in body.iter() if element not in without and _is_around(element, body, weights))
    without |= around
    weights = _weights(body, without)
    found = _marked(body, weights, without) or [_smallest(body, weights, without)]
    return Part((*_titles(body, found[0], without), *found), without)


def is_hidden(element: Any) -> bool:
    """Whether no reader of the page sees it before asking for it."""
    if element.tag in UNSEEN:
        return True
    attributes = element.attrib
    return bool(attributes) and ("hidden" in attributes or "popover" in attributes or ("style" in attributes and bool(_HIDDEN.search(attributes["style"]))))


def is_of_the_site(text: str) -> bool:
    """Whether a line is one that the site prints around an article."""
    return len(text) <= _LONGEST_LINE and bool(_lines().match(text))


@cache
def _pages() -> _Pages:
    return load(Path(__file__).with_name("pages.yml"), _Pages)


@cache
def _lines() -> re.Pattern[str]:
    return re.compile("|".join(_pages().lines))


def _names(element: Any) -> Iterator[str]:
    for key in ("id", "class"):
        if value := element.get(key):
            yield from value.split()


def _is_around(element: Any, body: Any, weights: dict[Any, int]) -> bool:
    """Whether it is a menu, foot or the like; one that holds much of the page's text is not, whatever its name."""
    if weights[element] > _LITTLE * weights[body] or element is body:
        return False
    if element.tag in _AROUND:
        return not any(one.tag in ("main", "article") for one in element.iterancestors())
    if element.get("role") in ("navigation", "banner", "contentinfo", "search", "complementary"):
        return True
    if element.tag in ("ul", "ol") and len(element) >= _LINKS and not weights[element]:
        return True
    return any(word.lower() in _pages().around for name in _names(element) for word in _WORD.split(name))


def _weights(body: Any, without: frozenset[Any]) -> dict[Any, int]:
    """How many characters of text that is no link each element holds, those within it counted."""
    weights: dict[Any, int] = {}
    links: dict[Any, int] = {}
    for element in reversed(list(body.iter())):
        own, parent = len((element.text or "").strip()) + weights.get(element, 0), element.getparent()
        linked = links.get(element, 0)
        if element.tag == "a" or (element.tag == "li" and linked >= own):
            linked, own = linked + own, 0
        weights[element], links[element] = own, linked
        if parent is not None and element is not body:
            weights[parent] = weights.get(parent, 0) + (0 if element in without else own) + len((element.tail or "").strip())
            links[parent] = links.get(parent, 0) + linked
    return weights


def _marked(body: Any, weights: dict[Any, int], without: frozenset[Any]) -> list[Any]:
    """The boxes that are marked as the article, where they hold most of the text: the inner ones, or else those around them."""
    marked = [element for element in body.iter(*_BOXES) if weights[element] and element not in without and _is_marked(element)]
    known, around = set(marked), {outer for element in marked for outer in element.iterancestors()}
    inner = [element for element in marked if element not in around]
    outer = [element for element in marked if known.isdisjoint(element.iterancestors())]
    return next((boxes for boxes in (inner, outer) if boxes and sum(weights[one] for one in boxes) >= _HOLDS * weights[body]), [])


def _is_marked(element: Any) -> bool:
    if element.tag in ("main", "article") or element.get("role") in ("main", "article"):
        return True
    return any(name.lower() in _pages().containers for name in _names(element))


def _smallest(body: Any, weights: dict[Any, int], without: frozenset[Any]) -> Any:
    found = body
    while weights[body]:
        inner = next((one for one in found if one not in without and one.tag in _BOXES and weights[one] == weights[body]), None)
        if inner is None or inner.tag in ("span", "font") or (inner.tag == "table" and not is_layout(inner)):
            return found
        found = inner
    return found


def _titles(body: Any, found: Any, without: frozenset[Any]) -> list[Any]:
    """The page's one main heading, where it stands before the article and not in it."""
    titles = [one for one in body.iter("h1") if one not in without and without.isdisjoint(one.iterancestors())]
    if len(titles) != 1 or found is body or any(one is found for one in titles[0].iterancestors()):
        return []
    return titles if next(one for one in body.iter() if one in (found, titles[0])) is titles[0] else []
