"""The typeface of charts, NotoSansSC-Regular out of the zhplot wheel, and what any typeface needs no glyph for."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from nianbao.steering import unsteered

FAMILY = "Noto Sans SC"
_LAYOUT = frozenset("\t\n\r")
_SPACES = {"\u00a0": "\u00a0", "\u3000": "\u3000", "\u202f": "\u00a0", "\u2028": " ", "\u2029": " "}
_JOINER = "\u2060"
_SELECTOR = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")


@cache
def font_file() -> Path:
    """The TrueType file. zhplot is found, not imported: importing it changes matplotlib's settings."""
    spec = find_spec("zhplot")
    assert spec is not None and spec.origin is not None, "zhplot is a dependency of nianbao"
    return Path(spec.origin).parent / "fonts" / "NotoSansSC-Regular.ttf"


def plain(text: str) -> str:
    """The text without characters that show nothing (marks of direction, joiners, selectors of variants, BOM, control
    characters, what is no character), and with a plain space for the spaces of odd widths."""
    return text if text.isprintable() and not _SELECTOR.search(text) else "".join(map(_plain, unsteered(text)))


def printable(text: str) -> str:
    """The text for a chart, with what its typeface lacks written as 〓 and the code point, e.g. 〓(U+20BB7).

    The PDF takes no such character, and says so; in a notebook and on the page the rest of the chart can be read.
    """
    return "".join(char if char in drawable() or char in _LAYOUT else f"〓(U+{ord(char):04X})" for char in plain(text))


@cache
def drawable() -> frozenset[str]:
    """The characters that charts can show."""
    from fontTools.ttLib import TTFont

    with TTFont(font_file(), lazy=True) as font:
        return frozenset(map(chr, font.getBestCmap()))


@cache
def _plain(char: str) -> str:
    kind = unicodedata.category(char)
    if char in _LAYOUT or char == _JOINER:
        return char
    if kind in ("Cf", "Cc") or _SELECTOR.match(char):
        return ""
    return _SPACES.get(char, " ") if kind in ("Zs", "Zl", "Zp") else char
