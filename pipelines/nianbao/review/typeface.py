"""The one typeface of charts and PDF: NotoSansSC-Regular out of the zhplot wheel, the same on every machine."""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from pathlib import Path

FAMILY = "Noto Sans SC"
_SPACES = {0x2002: " ", 0x2003: " ", 0x2009: " ", 0x202F: " ", 0x200B: "", 0x2060: "", 0xFE0F: "", 0xFEFF: ""}
_LAYOUT = frozenset("\t\n\r")


@cache
def font_file() -> Path:
    """The TrueType file. zhplot is found, not imported: importing it changes matplotlib's settings."""
    spec = find_spec("zhplot")
    assert spec is not None and spec.origin is not None, "zhplot is a dependency of nianbao"
    return Path(spec.origin).parent / "fonts" / "NotoSansSC-Regular.ttf"


def printable(text: str) -> str:
    """The text with what the typeface lacks written as 〓 and the code point, e.g. 〓(U+20BB7).

    Left alone, such a character stops the PDF or vanishes from it.
    """
    missing = {ord(char) for char in set(text) - _LAYOUT} - _drawable()
    if not missing:
        return text
    return text.translate({code: _SPACES.get(code, f"〓(U+{code:04X})") for code in missing})


@cache
def _drawable() -> frozenset[int]:
    from fontTools.ttLib import TTFont

    with TTFont(font_file(), lazy=True) as font:
        return frozenset(font.getBestCmap())
