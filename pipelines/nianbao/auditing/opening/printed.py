"""The lines of a PDF's pages, each with its place on the page, as pdfium puts their signs in order."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from nianbao.auditing.opening.writer import is_wide
from nianbao.reading import text_of

_UNSEEN = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff\u0000\u0001\u0002\ufffe\uffff")
_RADICAL = re.compile("[\u2e80-\u2fdf]")
# Of the height of the letters: a gap that parts two columns (beside a Chinese sign, or not), two words, two numbers.
# Narrower ones only space the letters of a line out.
_COLUMN, _LATIN_COLUMN, _WORD, _NUMBER = 0.55, 1.0, 0.12, 0.3


@dataclass(frozen=True)
class Printed:
    """A line of a page: its text with a tab between columns, its edges and the height of its letters, in points."""

    text: str
    page: int
    left: float
    right: float
    top: float
    bottom: float
    size: float
    first: float  # the width of what must not be parted at its start: one Chinese sign, or a number with its signs

    @property
    def bare(self) -> str:
        """Its text without blanks."""
        return "".join(self.text.split())


@dataclass(frozen=True)
class Sign:
    """A sign of the page and its box, in points; "" for one that nobody sees."""

    text: str
    left: float
    right: float
    bottom: float
    top: float


def lines_of(page: Any, number: int) -> list[Printed]:
    """The lines of a page in reading order; what stands aslant, as the mark of a draft does, is none of them."""
    words = _textpage(page)
    lines: list[Printed] = []
    found: list[Sign] = []
    for sign in _signs(words):
        if sign is not None:
            found.append(sign)
        else:
            lines += _line(found, number)
            found = []
    return lines + _line(found, number)


def _textpage(page: Any) -> Any:
    """The page's text without what stands aslant: where that crosses a line, it breaks it to pieces."""
    from pypdfium2.raw import FPDF_PAGEOBJ_TEXT, FPDFText_GetCharAngle

    words = page.get_textpage()
    if all(-0.01 < FPDFText_GetCharAngle(words, place) < 0.01 for place in range(words.count_chars())):
        return words
    aslant = [found for found in page.get_objects(filter=[FPDF_PAGEOBJ_TEXT]) if abs(found.get_matrix().b) > 0.01 and abs(found.get_matrix().a) > 0.01]
    for one in aslant:
        page.remove_obj(one)
    if not aslant:
        return words
    words.close()
    return page.get_textpage()


def _signs(words: Any) -> Iterator[Sign | None]:
    """The signs of a page with their boxes; None where a line ends."""
    from pypdfium2.raw import FS_RECTF, FPDFText_GetLooseCharBox, FPDFText_GetUnicode

    box, half = FS_RECTF(), 0
    for place in range(words.count_chars()):
        code = FPDFText_GetUnicode(words, place)
        if code in (10, 13):
            yield None
            continue
        if 0xD800 <= code < 0xDC00:  # a rare character comes in two halves
            half = code
            continue
        if 0xDC00 <= code < 0xE000 and half:
            code = 0x10000 + ((half - 0xD800) << 10) + code - 0xDC00
        half = 0
        FPDFText_GetLooseCharBox(words, place, box)
        # A joiner has a part of the room of the sign before it.
        yield Sign("" if chr(code) in _UNSEEN else chr(code), box.left, box.right, box.bottom, box.top)


def _line(signs: list[Sign], page: int) -> list[Printed]:
    seen = [sign for sign in signs if sign.text.strip()]
    if not seen:
        return []
    size = sorted(sign.top - sign.bottom for sign in seen)[len(seen) // 2]
    text = unicodedata.normalize("NFC", "".join(spaced(signs, size)))
    if _RADICAL.search(text):  # a PDF may hold the sign of a radical for the character that looks like it
        text = _RADICAL.sub(lambda found: text_of(found[0]), text)
    edges = min(sign.left for sign in seen), max(sign.right for sign in seen), max(sign.top for sign in seen), min(sign.bottom for sign in seen)
    return [Printed(text, page, *edges, size, _first(seen))]


def spaced(signs: list[Sign], size: float) -> Iterator[str]:
    """The signs, and between them what their distance means: pdfium puts a blank into every gap."""
    last: Sign | None = None
    blank, right = False, 0.0
    for sign in signs:
        if sign.text.isspace():
            blank = True
            continue
        if not sign.text:
            right = max(right, sign.right)
            continue
        if last is not None:
            yield _between(last, sign, (sign.left - right) / (size or 1), blank)
        yield sign.text
        last, blank, right = sign, False, sign.right


def _between(last: Sign, sign: Sign, gap: float, blank: bool) -> str:
    wide = is_wide(last.text) or is_wide(sign.text)
    if gap >= (_COLUMN if wide else _LATIN_COLUMN):
        return "\t"
    if wide or not blank:
        return ""
    return " " if gap >= (_NUMBER if last.text.isdigit() and sign.text.isdigit() else _WORD) else ""


def _first(signs: list[Sign]) -> float:
    """The width of the signs that a line does not part, from its first on."""
    last = signs[0]
    for before, sign in pairwise(signs):
        if is_wide(before.text) or is_wide(sign.text) or sign.left - before.right > 1:
            break
        last = sign
    return last.right - signs[0].left
