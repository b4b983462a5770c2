"""What goes on paper, in which order: the tree of the page, with what only paper needs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from nianbao.exporting.columns import stays_together, widths
from nianbao.exporting.page import Page
from nianbao.exporting.tree import Node, Nodes
from nianbao.review.typeface import plain
from nianbao.words import said

# The page is 156 mm wide; tables stand in 10.5 pt, those of checks and files in 9 pt (templates/review.typ sets them so).
_PAGE_WIDTH, _TABLE, _DENSE = 442.2, 10.5, 9.0
_DENSE_TABLES = frozenset({"checks-table", "files-table", "passed-table"})
# The text ends, and is signed, where the first of these begins.
_AFTER_TEXT = frozenset({"checks", "provenance"})
_OPENING, _COVER = "opening", "cover"
_LONG_LATIN = re.compile(r"[\w./-]{16,}", re.ASCII)
# A figure and its unit do not break: where Chinese begins or ends, a joiner of no width holds them together.
_JOINT = re.compile(r"(?<=[!-~])(?=[^!-~\s\u2060])|(?<=[^!-~\s\u2060])(?=\S)")


def sheet(review: Page, nodes: Nodes) -> dict[str, Any]:
    """What templates/review.typ sets: the document's facts, the first page's parts, and the text.

    The nodes are changed: tables get `widths`, long Latin names places to break, figures none.
    """
    for node in _all(nodes):
        _fit(node)
    facts = review.facts
    opening = next((node for node in nodes if _has(node, _OPENING)), None)
    parts = _unfolded(opening) if opening else []
    text = [node for node in nodes if node is not opening]
    told = {name: plain(str(facts[name])) for name in ("office", "title", "lang", "as_of")}
    return {
        "facts": told | {
            "signed": _day(facts.get("dated", facts["as_of"]), review.lang), "draft": bool(facts["draft"]),
            "cover": bool(facts.get("cover")), "contents": bool(facts.get("contents")), "titled": opening is not None,
        },
        "notices": [part for part in parts if _has(part, "notice")],
        "as_of": next((part["kids"] for part in parts if _has(part, "as-of")), []),
        "body": [part for part in parts if not _has(part, "notice", "office", "as-of") and part["tag"] != "h1"] + _signed(text),
    }  # fmt: skip


def _signed(text: Nodes) -> Nodes:
    """The text with the office's name and the date at its end, and what comes after it on a page of its own."""
    end = next((place for place, node in enumerate(text) if _has(node, *_AFTER_TEXT)), len(text))
    if end and isinstance(text[end - 1], dict):
        text[end - 1]["css"].append("last")
    turn: Nodes = [{"tag": "pagebreak", "css": [], "kids": []}] if text[end:] else []
    return [*text[:end], {"tag": "signature", "css": [], "kids": []}, *turn, *text[end:]]


def _unfolded(opening: Node) -> list[dict[str, Any]]:
    """The parts of the opening, those within its cover among them."""
    assert isinstance(opening, dict)
    parts = [part for kid in opening["kids"] for part in (kid["kids"] if _has(kid, _COVER) else [kid])]
    return [part for part in parts if isinstance(part, dict)]


def _all(nodes: Nodes) -> Iterator[dict[str, Any]]:
    """Every node that is not text."""
    for node in nodes:
        if isinstance(node, dict):
            yield node
            for part in ("kids", "finding", "caption"):
                yield from _all(node.get(part, []))
            for cell in _cells(node):
                yield from _all(cell["kids"])


def _cells(node: dict[str, Any]) -> list[dict[str, Any]]:
    return [cell for part in ("head", "body", "foot") for row in node.get(part, []) for cell in row]


def _fit(node: dict[str, Any]) -> None:
    if node["tag"] == "table":
        size = _DENSE if _DENSE_TABLES & set(node["css"]) else _TABLE
        node["widths"] = widths(node, _PAGE_WIDTH / size)
        for row in node["body"]:
            together = stays_together(row, node["widths"])
            for cell in row:
                cell["breakable"] = not together
        for cell in _cells(node):
            _change(cell["kids"], lambda text: _LONG_LATIN.sub(_with_breaks, text))
    elif node["tag"] == "data":
        _change(node["kids"], lambda text: _JOINT.sub("\u2060", text))
    elif _has(node, "number-with-unit"):  # the mark and its unit, or one text
        kids = [_JOINT.sub("\u2060", kid) if isinstance(kid, str) else kid for kid in node["kids"]]
        node["kids"] = [kid if place == 0 or not isinstance(kid, str) else "\u2060" + kid for place, kid in enumerate(kids)]


def _change(nodes: Nodes, how: Any) -> None:
    for place, node in enumerate(nodes):
        if isinstance(node, str):
            nodes[place] = how(node)
        else:
            _change(node.get("kids", []), how)


def _with_breaks(found: re.Match[str]) -> str:
    return re.sub(r"[._/-]", "\\g<0>\u200b", found[0])


def _has(node: Node, *classes: str) -> bool:
    return isinstance(node, dict) and not set(classes).isdisjoint(node["css"])


def _day(iso: str, lang: str) -> str:
    day = date.fromisoformat(iso)
    return said(lang, f"{day.year}年{day.month}月{day.day}日", f"{day.day} {day:%B} {day.year}")
