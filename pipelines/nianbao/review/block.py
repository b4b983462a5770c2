"""What a cell of the review notebook shows: HTML for the review, plain text for a terminal."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape
from typing import Any

from markupsafe import Markup

OPENING = "application/vnd.nianbao.opening+json"
SOURCES = "application/vnd.nianbao.sources+json"
ASIDE = "nianbao_aside"  # in an output's metadata: no exporter prints it

# Jupyter sets every cell of a table to the right, where only numbers belong, and knows no cards. No exporter takes it along.
LOOK = (
    "<style>.table.table.table :is(th,td){text-align:left}.table.table.table .num{text-align:right}"
    ".table.table.table th[scope=row]{font-weight:normal}"
    ".cards{display:grid;grid-template-columns:repeat(auto-fit,minmax(9em,1fr));gap:1em;margin:1em 0}.card-value{font-size:1.8em}</style>"
)
_LOOKED_AFTER = re.compile(r'<table|class="cards"')

_UNSEEN = re.compile(r"<(svg|summary|style)\b.*?</\1>", re.DOTALL)
_CELL_END = re.compile(r"</t[dh]>")
_LINE_END = re.compile(r"</(?:p|h[1-6]|li|tr|caption|figcaption|div|dt|dd)>")
_TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True)
class Block:
    """One piece of the review. The exporters read `opening`, the facts of the document, and `sources`, where each
    figure came from."""

    html: Markup
    opening: dict[str, Any] | None = None
    sources: dict[str, Any] | None = None

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, Any]:
        bundle: dict[str, Any] = {"text/html": seen(self.html), "text/plain": plain(self.html)}
        facts = {OPENING: self.opening, SOURCES: self.sources}
        return bundle | {kind: told for kind, told in facts.items() if told is not None}


@dataclass(frozen=True)
class Aside:
    """HTML for who works on the notebook, which no review prints."""

    html: Markup

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> tuple[dict[str, Any], dict[str, Any]]:
        return {"text/html": seen(self.html), "text/plain": plain(self.html)}, {ASIDE: True}


def seen(html: str) -> str:
    """The HTML as a notebook shows it well."""
    return LOOK + str(html) if _LOOKED_AFTER.search(html) else str(html)


def plain(html: str) -> str:
    """The words of the HTML: a line for each paragraph and table row, cells set apart by tabs."""
    text = _UNSEEN.sub("", html)
    text = _TAG.sub("", _LINE_END.sub("\n", _CELL_END.sub("\t", text)))
    lines = (line.strip() for line in unescape(text).split("\n"))
    return "\n".join(line for line in lines if line)
