"""The styles of a docx: which are headings, and which number their paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from nianbao.auditing.opening.package import W, value, whole

_HEADING = re.compile(r"(?:heading|标题)\s*([1-9])", re.IGNORECASE)
_CONTENTS = re.compile(r"(?:toc|目录)\s*(?:\d|heading|标题|$)", re.IGNORECASE)
_TITLE = re.compile(r"title|标题", re.IGNORECASE)
_DEEPEST = 6


@dataclass(frozen=True)
class Style:
    """What a style makes of a paragraph: a heading of `level` 1 to 6, or 0; the list that numbers it and the level there, or ""."""

    id: str
    level: int | None
    is_title: bool
    is_contents: bool
    number: str
    number_level: str


class Styles:
    """The paragraph styles by their id."""

    def __init__(self, root: Any) -> None:
        found = [] if root is None else list(root.iter(f"{W}style"))
        self.known = {style.get(f"{W}styleId", ""): style for style in found}
        self.default = next((name for name, one in self.known.items() if one.get(f"{W}default") in ("1", "true") and one.get(f"{W}type") == "paragraph"), "")
        self._read: dict[str, Style] = {}

    def of(self, paragraph: Any) -> Style:
        """The style of a paragraph."""
        return self.named(value(paragraph, "pPr/pStyle") or self.default)

    def named(self, name: str) -> Style:
        """The style of that id; one that nobody knows changes nothing."""
        if name not in self._read:
            chain = list(self._chain(name))
            title = value(self.known.get(name), "name", name)
            told = next((level for one in chain if (level := _outline(one)) is not None), None)
            self._read[name] = Style(
                name, told, bool(_TITLE.fullmatch(title)), bool(_CONTENTS.match(title)) or name.upper().startswith("TOC"),
                *(next((found for one in chain if (found := value(one, f"pPr/numPr/{part}"))), "") for part in ("numId", "ilvl")),
            )  # fmt: skip
        return self._read[name]

    def level(self, paragraph: Any) -> int:
        """1 to 6 for a heading, 0 for any other paragraph."""
        style, told = self.of(paragraph), whole(value(paragraph, "pPr/outlineLvl"))
        told = style.level if told is None else told
        if told is None:
            return int(style.is_title)
        return min(told + 1, _DEEPEST) if 0 <= told < 9 else 0

    def _chain(self, style: str) -> Iterator[Any]:
        """The style and those that it is based on; a ring of them ends."""
        seen: set[str] = set()
        while style in self.known and style not in seen:
            seen.add(style)
            yield self.known[style]
            style = value(self.known[style], "basedOn")


def _outline(style: Any) -> int | None:
    """From 0, as Word counts; a style that is named a heading may not say its level."""
    told = whole(value(style, "pPr/outlineLvl"))
    named = _HEADING.fullmatch(value(style, "name"))
    return told if told is not None else int(named[1]) - 1 if named else None
