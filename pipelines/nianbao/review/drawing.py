"""Bars, drawn by matplotlib on a figure of their own: no global setting is changed and no figure stays behind."""

from __future__ import annotations

import io
import os
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from nianbao.review.svg import INK, LINE, THIS_YEAR, YEAR_BEFORE
from nianbao.review.typeface import FAMILY, font_file, printable

# One unit is one CSS pixel on a screen. In print 720 units become 156 mm, so that 15 units are 9.2 pt.
WIDE, NARROW = 720, 320
TEXT = 15
_ROW, _COLUMN, _GAP, _KEY_HEIGHT = 31, 155, 8, 34
_UNITS_PER_INCH = 72


@dataclass(frozen=True)
class Bar:
    """One bar: its label, its length, the year before's length, and the number as the review prints it."""

    label: str
    value: float
    before: float | None
    shown: str


def rows(bars: Sequence[Bar], width: int, key: tuple[str, str] | None, line: tuple[float, str] | None = None) -> bytes:
    """Horizontal bars as SVG, the first on top. `key` names the two years where there is a year before; `line` is a length
    that all are held against, drawn across them and named above.

    On a narrow drawing a long label stands above its bar instead of to its left.
    """
    labels = [_fitted(bar.label, width) for bar in bars]
    widest = max(_width(label) for label in labels)
    above = widest > 0.3 * width
    pitch = _ROW + (TEXT + _GAP if above else 0)
    left = 0 if above else widest + _GAP
    right = max(_width(bar.shown) for bar in bars) + 2 * _GAP
    top = _KEY_HEIGHT if key or line else 0
    scale = (width - left - right) / _longest(bars)
    canvas = Canvas(width, top + pitch * len(bars) + _GAP)
    for number, (bar, label) in enumerate(zip(bars, labels, strict=True)):
        middle = top + pitch * (number + 1) - _ROW / 2
        for length, colour, share in _lengths(bar, bars):
            canvas.box(left, middle - _ROW * share / 2, length * scale, _ROW * share, colour)
        room = _width(bar.shown) + 2 * _GAP
        end = _end(bar, scale, room)
        if line and end < line[0] < end + room / scale:
            end = line[0]  # past the line, which would strike the number through
        canvas.write(bar.shown, left + end * scale + _GAP, middle, "left", "center")
        if above:
            canvas.write(label, 0, middle - _ROW / 2 - 2, "left", "bottom")
        else:
            canvas.write(label, left - _GAP, middle, "right", "center")
    if line:
        _across(canvas, line[1], left + line[0] * scale, top, pitch * len(bars), width)
    if not above:
        canvas.box(left - 0.5, top, 1, pitch * len(bars), INK)
    _key(canvas, key)
    return canvas.svg()


def _across(canvas: Canvas, name: str, at: float, top: float, height: float, width: float) -> None:
    """A dashed line down the drawing, its name above it, on the side where there is room."""
    for place in range(0, int(height), 8):
        canvas.box(at - 0.75, top + place, 1.5, min(5, height - place), LINE)
    to_left = at + _width(name) + _GAP > width
    canvas.write(name, at - _GAP / 2 if to_left else at + _GAP / 2, top - 3, "right" if to_left else "left", "bottom")


def columns(bars: Sequence[Bar], key: tuple[str, str] | None) -> bytes:
    """Upright bars as a wide SVG, from left to right; for months and other short labels."""
    top = (_KEY_HEIGHT if key else 0) + TEXT + _GAP
    foot = top + _COLUMN
    scale, pitch = _COLUMN / _longest(bars), WIDE / len(bars)
    canvas = Canvas(WIDE, foot + TEXT + 2 * _GAP)
    for number, bar in enumerate(bars):
        middle = pitch * (number + 0.5)
        for length, colour, share in _lengths(bar, bars):
            thick = 0.72 * pitch * share
            canvas.box(middle - thick / 2, foot - length * scale, thick, length * scale, colour)
        canvas.write(bar.shown, middle, foot - _end(bar, scale, TEXT + 6) * scale - 3, "center", "bottom")
        canvas.write(_fitted(bar.label, WIDE), middle, foot + _GAP, "center", "top")
    canvas.box(0, foot - 0.5, WIDE, 1, INK)
    _key(canvas, key)
    return canvas.svg()


def _lengths(bar: Bar, bars: Sequence[Bar]) -> list[tuple[float, str, float]]:
    """Length, colour and share of the row: the grey year before, broad, and this year narrower in front of it."""
    if all(other.before is None for other in bars):
        return [(bar.value, THIS_YEAR, 0.7)]
    return [(bar.before or 0, YEAR_BEFORE, 0.9), (bar.value, THIS_YEAR, 0.5)]


def _key(canvas: Canvas, key: tuple[str, str] | None) -> None:
    """Which bar is which year, written beside a piece of each, at the top left."""
    x, middle = 0.0, TEXT / 2 + 2
    for name, colour, thick in zip(key or (), (THIS_YEAR, YEAR_BEFORE), (8, 14), strict=False):
        canvas.box(x, middle - thick / 2, 22, thick, colour)
        canvas.write(name, x + 28, middle, "left", "center")
        x += 28 + _width(name) + 20


class Canvas:
    """A drawing of `width` × `height` units, measured from its top left. It has no axes: what is placed is placed once."""

    def __init__(self, width: float, height: float) -> None:
        from matplotlib.figure import Figure

        know_typeface()
        self._height = height
        self._figure = Figure(figsize=(width / _UNITS_PER_INCH, height / _UNITS_PER_INCH), dpi=_UNITS_PER_INCH)

    def box(self, left: float, top: float, width: float, height: float, colour: str) -> None:
        """A filled box; one without any size is left out."""
        from matplotlib.patches import Rectangle
        from matplotlib.transforms import IdentityTransform

        if width and height:
            at = (left, self._height - top - height)
            self._figure.add_artist(Rectangle(at, width, height, color=colour, linewidth=0, transform=IdentityTransform()))

    def write(self, text: str, x: float, y: float, ha: str, va: str) -> None:
        """One line of text at a point."""
        from matplotlib.transforms import IdentityTransform

        self._figure.text(
            x, self._height - y, text, ha=ha, va=va, color=INK, fontsize=TEXT, family=FAMILY, parse_math=False,
            transform=IdentityTransform(),
        )  # fmt: skip

    def svg(self) -> bytes:
        """The drawing, the same bytes for the same content; no setting of matplotlib's is changed for others."""
        import matplotlib

        settings = {
            "svg.fonttype": "path", "svg.hashsalt": "nianbao", "text.usetex": False, "axes.unicode_minus": True,
            "path.simplify": False, "savefig.bbox": None,
        }  # fmt: skip
        out = io.BytesIO()
        with matplotlib.rc_context(settings):
            self._figure.savefig(out, format="svg", transparent=True, metadata={"Date": None})
        return out.getvalue()


@cache
def know_typeface() -> None:
    from matplotlib.font_manager import fontManager

    known = {os.path.realpath(entry.fname) for entry in fontManager.ttflist}
    if os.path.realpath(font_file()) not in known:
        fontManager.addfont(str(font_file()))


def _fitted(label: str, width: float) -> str:
    """The label on one line, cut where the drawing ends; the table of data has it whole."""
    text = " ".join(printable(label).split())
    while _width(text) > width - 2 * _GAP:
        text = text.rstrip("…")[:-1] + "…"
    return text


@lru_cache(maxsize=4096)
def _width(text: str) -> float:
    """How wide the text stands, in units."""
    from matplotlib.font_manager import get_font

    font = get_font(str(font_file()))
    font.set_size(TEXT, _UNITS_PER_INCH)
    font.set_text(text)
    return float(font.get_width_height()[0] / 64)


def _end(bar: Bar, scale: float, room: float) -> float:
    """Where the bar's number stands: at its own end, on the longer grey bar where that leaves room for it, else past the grey one's."""
    before = bar.before or 0
    return bar.value if (before - bar.value) * scale > room else max(bar.value, before)


def _longest(bars: Sequence[Bar]) -> float:
    return max(max(bar.value, bar.before or 0) for bar in bars) or 1
