"""Bars, drawn by seaborn on a figure of their own: no global setting is changed and no figure stays behind."""

from __future__ import annotations

import io
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from nianbao.review.svg import INK, THIS_YEAR, YEAR_BEFORE
from nianbao.review.typeface import FAMILY, font_file, printable

# One unit is one CSS pixel on a screen. In print 720 units become 156 mm, so that 15 units are 9.2 pt.
WIDE, NARROW = 720, 320
TEXT = 15
_ROW, _GAP, _KEY_HEIGHT = 31, 8, 34
_UNITS_PER_INCH = 72


@dataclass(frozen=True)
class Bar:
    """One bar: its label, its length, the year before's length, and the number as the review prints it."""

    label: str
    value: float
    before: float | None
    shown: str


def rows(bars: Sequence[Bar], width: int, key: tuple[str, str] | None) -> bytes:
    """Horizontal bars as SVG, the first on top. `key` names the two years where there is a year before.

    On a narrow drawing a long label stands above its bar instead of to its left.
    """
    labels = [_fitted(bar.label, width) for bar in bars]
    widest = max(_width(label) for label in labels)
    above = widest > 0.3 * width
    pitch = _ROW + (TEXT + _GAP if above else 0)
    left = 0 if above else widest + _GAP
    right = max(_width(bar.shown) for bar in bars) + 2 * _GAP
    top = _KEY_HEIGHT if key else 0
    with _canvas(width, top + pitch * len(bars) + _GAP) as (figure, axes):
        axes.set_position(_box(figure, left, top, width - left - right, pitch * len(bars)))
        axes.set(xlim=(0, _longest(bars)), ylim=(len(bars) - 0.5, -0.5))
        thick = _ROW / pitch
        shift = (pitch - _ROW) / 2 / pitch
        places = [place + shift for place in range(len(bars))]
        _bars(axes, bars, places, thick, "h")
        for place, bar, label in zip(places, bars, labels, strict=True):
            end = _end(bar, (width - left - right) / _longest(bars), _width(bar.shown) + 2 * _GAP)
            _write(axes, bar.shown, (end, place), (_GAP, 0), "left", "center")
            if above:
                _write(axes, label, (0, place - thick / 2), (0, 2), "left", "bottom")
            else:
                _write(axes, label, (0, place), (-_GAP, 0), "right", "center")
        if not above:
            axes.axvline(0, color=INK, linewidth=1, clip_on=False)
        _key(figure, key)
        return _svg(figure)


def columns(bars: Sequence[Bar], key: tuple[str, str] | None) -> bytes:
    """Upright bars as a wide SVG, from left to right; for months and other short labels."""
    top = (_KEY_HEIGHT if key else 0) + TEXT + _GAP
    height, foot = 155, TEXT + 2 * _GAP
    with _canvas(WIDE, top + height + foot) as (figure, axes):
        axes.set_position(_box(figure, 0, top, WIDE, height))
        axes.set(ylim=(0, _longest(bars)), xlim=(-0.5, len(bars) - 0.5))
        _bars(axes, bars, list(range(len(bars))), 0.72, "v")
        for place, bar in enumerate(bars):
            _write(axes, bar.shown, (place, _end(bar, height / _longest(bars), TEXT + 6)), (0, 3), "center", "bottom")
            _write(axes, _fitted(bar.label, WIDE), (place, 0), (0, -_GAP), "center", "top")
        axes.axhline(0, color=INK, linewidth=1, clip_on=False)
        _key(figure, key)
        return _svg(figure)


def _bars(axes: Any, bars: Sequence[Bar], places: list[float], thick: float, orient: str) -> None:
    """The grey year before, broad, and this year narrower in front of it."""
    import seaborn

    compared = any(bar.before is not None for bar in bars)
    series = [([bar.before or 0 for bar in bars], YEAR_BEFORE, 0.9)] if compared else []
    series.append(([bar.value for bar in bars], THIS_YEAR, 0.5 if compared else 0.7))
    for lengths, colour, share in series:
        x, y = (lengths, places) if orient == "h" else (places, lengths)
        before = len(axes.patches)
        seaborn.barplot(
            x=x, y=y, orient=orient, native_scale=True, width=thick * share / _smallest_step(places), color=colour,
            saturation=1, errorbar=None, ax=axes, clip_on=False,
        )  # fmt: skip
        assert len(axes.patches) - before == len(bars), "seaborn joined bars that stand in one place"


def _smallest_step(places: list[float]) -> float:
    """seaborn measures the width of bars in steps between them, and knows no step where there is one bar."""
    return min((after - place for place, after in pairwise(places)), default=1)


def _key(figure: Any, key: tuple[str, str] | None) -> None:
    """Which bar is which year, written beside a piece of each, at the top left."""
    if key is None:
        return
    from matplotlib.patches import Rectangle

    width, height = (side * _UNITS_PER_INCH for side in figure.get_size_inches())
    x, middle = 0.0, height - TEXT / 2 - 2
    for name, colour, thick in ((key[0], THIS_YEAR, 8), (key[1], YEAR_BEFORE, 14)):
        at = (x / width, (middle - thick / 2) / height)
        figure.add_artist(Rectangle(at, 22 / width, thick / height, color=colour, linewidth=0))
        figure.text((x + 28) / width, middle / height, name, va="center", ha="left", color=INK, fontsize=TEXT)
        x += 28 + _width(name) + 20


@contextmanager
def _canvas(width: float, height: float) -> Iterator[tuple[Any, Any]]:
    import matplotlib
    from matplotlib.figure import Figure

    _register()
    settings = {
        "font.family": FAMILY, "font.size": TEXT, "svg.fonttype": "path", "svg.hashsalt": "nianbao",
        "text.usetex": False, "axes.unicode_minus": True, "path.simplify": False, "savefig.bbox": None,
    }  # fmt: skip
    with matplotlib.rc_context(settings):
        figure = Figure(figsize=(width / _UNITS_PER_INCH, height / _UNITS_PER_INCH), dpi=_UNITS_PER_INCH)
        axes = figure.add_axes((0, 0, 1, 1))
        axes.set_axis_off()
        yield figure, axes


def _register() -> None:
    from matplotlib.font_manager import fontManager

    known = {os.path.realpath(entry.fname) for entry in fontManager.ttflist}
    if os.path.realpath(font_file()) not in known:
        fontManager.addfont(str(font_file()))


def _box(figure: Any, left: float, top: float, width: float, height: float) -> tuple[float, float, float, float]:
    """A box given from the top left in units, as matplotlib wants it."""
    whole_width, whole_height = (side * _UNITS_PER_INCH for side in figure.get_size_inches())
    return left / whole_width, 1 - (top + height) / whole_height, width / whole_width, height / whole_height


def _write(axes: Any, text: str, at: tuple[float, float], offset: tuple[float, float], ha: str, va: str) -> None:
    axes.annotate(
        text, at, offset, textcoords="offset points", ha=ha, va=va, color=INK, fontsize=TEXT, annotation_clip=False,
        parse_math=False,
    )  # fmt: skip


def _fitted(label: str, width: float) -> str:
    """The label on one line, cut where the drawing ends; the table of data has it whole."""
    text = " ".join(printable(label).split())
    while _width(text) > width - 2 * _GAP:
        text = text.rstrip("…")[:-1] + "…"
    return text


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


def _svg(figure: Any) -> bytes:
    out = io.BytesIO()
    figure.savefig(out, format="svg", transparent=True, metadata={"Date": None})
    return out.getvalue()
