"""The paper of the Word review: page, margins and grid of GB/T 9704, page numbers, settings, lists."""

from __future__ import annotations

from collections.abc import Sequence

from nianbao.exporting.word.markup import SPACES, Element, document, field, run, w
from nianbao.exporting.word.styles import LINE_PITCH
from nianbao.words import said

BULLETS, NUMBERS = 1, 2  # the two abstract lists; the list of bullets has the number of its own
_MM = 1440 / 25.4
TEXT_WIDTH = round(156 * _MM)
_MARGINS = {"top": 37, "right": 26, "bottom": 35, "left": 28, "header": 15, "footer": 25, "gutter": 0}


def section(references: dict[str, str], first: bool = False) -> Element:
    """A section's page. `references` are the parts' relationship ids by `footerReference default` and the like.

    The `first` numbered section begins to count.
    """
    found = [_reference(name, key) for name, key in references.items()]
    margins = {side: round(width * _MM) for side, width in _MARGINS.items()}
    parts = [
        *found,
        w("type", val="nextPage"),
        w("pgSz", w=round(210 * _MM), h=round(297 * _MM)),
        w("pgMar", **margins),
        w("pgNumType", start="1") if first else None,
        w("docGrid", type="lines", linePitch=LINE_PITCH),
    ]
    return w("sectPr", *parts)


def page_number(side: str) -> bytes:
    """The footer — 1 —, a character from the edge: odd pages on the right, even ones on the left."""
    indent = {"right": {"rightChars": "100", "right": "280"}, "left": {"leftChars": "100", "left": "280"}}[side]
    shape = w("pPr", w("pStyle", val="Footer"), w("ind", **indent), w("jc", val=side))
    return document("ftr", w("p", shape, run("— "), *field("PAGE", run("1")), run(" —")))


def mark(told: str) -> bytes:
    """The header of every page of a draft."""
    return document("hdr", w("p", w("pPr", w("pStyle", val="Header")), run(told)))


def settings(lang: str) -> bytes:
    """settings.xml: two-sided, marks compressed as in Chinese typesetting, no id of an editing session."""
    compatible = {"compatibilityMode": 15, "overrideTableStyleFontSizeAndJustification": 1, "enableOpenTypeFeatures": 1}
    uri = "http://schemas.microsoft.com/office/word"
    return document(
        "settings",
        w("zoom", percent="100"),
        w("defaultTabStop", val="420"),
        w("evenAndOddHeaders"),
        w("characterSpacingControl", val="compressPunctuation"),
        w("compat", w("useFELayout"), *(w("compatSetting", name=name, uri=uri, val=value) for name, value in compatible.items())),
        w("themeFontLang", val=said(lang, "zh-CN", "en-GB"), eastAsia="zh-CN"),
    )


def lists(numbered: Sequence[tuple[int, int]]) -> bytes:
    """numbering.xml: bullets, and the review's ordered lists, each a number of its own from NUMBERS on; of each its depth and what it counts from."""
    bullets, numbers = (
        w("abstractNum", w("multiLevelType", val="multilevel"), *(_level(depth, ordered) for depth in range(3)), abstractNumId=key)
        for key, ordered in ((BULLETS, False), (NUMBERS, True))
    )
    nums = [w("num", w("abstractNumId", val=BULLETS), numId=BULLETS)]
    for number, (depth, first) in enumerate(numbered, start=NUMBERS):
        begins = w("lvlOverride", w("startOverride", val=first), ilvl=depth)
        nums.append(w("num", w("abstractNumId", val=NUMBERS), begins, numId=number))
    return document("numbering", bullets, numbers, *nums)


def _level(depth: int, ordered: bool) -> Element:
    kind, text = ("decimal", f"%{depth + 1}.") if ordered else ("bullet", "•–·"[depth])
    left = 640 + 480 * (depth + 1)
    return w(
        "lvl", w("start", val=1), w("numFmt", val=kind), w("lvlText", val=text), w("lvlJc", val="left"),
        w("pPr", w("ind", left=left, hanging=480)), ilvl=depth,
    )  # fmt: skip


def _reference(name: str, key: str) -> Element:
    tag, kind = name.split()
    made = w(tag, type=kind)
    made.set(f"{{{SPACES['r']}}}id", key)
    return made
