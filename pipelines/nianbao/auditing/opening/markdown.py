"""Markdown: its text without the marks, read as the page it stands for."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from nianbao.auditing.document import Document
from nianbao.auditing.opening.plain import text_of
from nianbao.auditing.opening.web import of_html

_FRONT = re.compile(r"\ufeff?---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_TITLE = re.compile(r"^title:[ \t]*[\"']?(.*?)[\"']?[ \t]*$", re.MULTILINE)
# By the rules of CommonMark these stars stay where a Chinese character stands beside them: 率**98.7%**件.
_STARS = (re.compile(r"(?<![\\*])\*\*(?=[^\s*])([^\n]*?[^\s*\\])\*\*(?!\*)"), re.compile(r"(?<![\\*\d])\*(?=[^\s*])([^*\n]*?[^\s*\\])\*(?![*\d])"))
_CODE = re.compile(r"(```.*?```|~~~.*?~~~|`[^`\n]*`)", re.DOTALL)


def read(data: bytes, path: Path) -> Document:
    """The report; its title is that of the front matter, if there is one. Raises DamagedReport, NoTextInReport."""
    source = text_of(data, path.name).removeprefix("\ufeff")
    front = _FRONT.match(source)
    told = _TITLE.search(front[1]) if front else None
    html = str(_markdown()(_bare(source[front.end() :] if front else source)))
    document = of_html(f"<body>{html}</body>", path, whole=True)
    return replace(document, title=told[1]) if told else document


def _bare(source: str) -> str:
    """The source without the stars of words that stand out, code left as it is."""
    parts = _CODE.split(source)
    for pattern in _STARS:
        parts[::2] = [pattern.sub(r"\1", part) for part in parts[::2]]
    return "".join(parts)


@cache
def _markdown() -> Any:
    import mistune

    return mistune.create_markdown(escape=False, plugins=["table", "strikethrough"])
