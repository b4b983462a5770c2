"""Markdown as people write it in a section, as HTML of which nothing runs and nothing is fetched."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

# A picture that is part of the text itself; one that stands somewhere else would be fetched by whoever opens the page.
_EMBEDDED = re.compile(r"data:image/(?:png|jpeg);base64,[A-Za-z0-9+/=\s]+")
_LINKED = ("http://", "https://", "mailto:")


def rendered(text: str) -> str:
    """The HTML: tags are shown as they are written, a picture that is not embedded is its words, and so is a link to anything
    but the web or an e-mail address."""
    return str(_markdown()(text))


@cache
def _markdown() -> Any:
    import mistune

    class Renderer(mistune.HTMLRenderer):
        def image(self, text: str, url: str, title: str | None = None) -> str:
            return str(super().image(text, url, title)) if _EMBEDDED.fullmatch(url) else text

        def link(self, text: str, url: str, title: str | None = None) -> str:
            return str(super().link(text, url, title)) if url.lower().startswith(_LINKED) else text

    return mistune.create_markdown(renderer=Renderer(escape=True), plugins=["table"])
