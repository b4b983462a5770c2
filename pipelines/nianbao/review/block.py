"""What a cell of the review notebook shows: HTML for the review, plain text for a terminal."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape
from typing import Any

from markupsafe import Markup

OPENING = "application/vnd.nianbao.opening+json"

_UNSEEN = re.compile(r"<(svg|summary)\b.*?</\1>", re.DOTALL)
_CELL_END = re.compile(r"</t[dh]>")
_LINE_END = re.compile(r"</(?:p|h[1-6]|li|tr|caption|figcaption|div|dt|dd)>")
_TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True)
class Block:
    """One piece of the review. `opening` holds the facts of the document, which the exporters read."""

    html: Markup
    opening: dict[str, Any] | None = None

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, Any]:
        bundle: dict[str, Any] = {"text/html": str(self.html), "text/plain": plain(self.html)}
        if self.opening is not None:
            bundle[OPENING] = self.opening
        return bundle


def plain(html: str) -> str:
    """The words of the HTML: a line for each paragraph and table row, cells set apart by tabs."""
    text = _UNSEEN.sub("", html)
    text = _TAG.sub("", _LINE_END.sub("\n", _CELL_END.sub("\t", text)))
    lines = (line.strip() for line in unescape(text).split("\n"))
    return "\n".join(line for line in lines if line)
