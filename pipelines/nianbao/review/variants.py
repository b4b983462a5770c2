"""A text that reads one way where a figure is some and another where it is none.

    {{?petitions.withdrawn}}撤回信访件{{petitions.withdrawn}}件{{:}}没有撤回的信访件{{/}}

The second stands where the figure is exactly 0; without `{{:}}` nothing stands there. What there is no data of, or what is
suppressed, is not none. A variant begins and ends within one paragraph and holds no other.
"""

from __future__ import annotations

import re

from nianbao.errors import BadVariant
from nianbao.figures import Figures

_SIGN = re.compile(r"\{\{\s*(?:\?\s*([^{}|]+?)|([:/]))\s*\}\}")
_PARAGRAPH = re.compile(r"(\n\s*\n)")


def chosen(figures: Figures, text: str, where: str) -> str:
    """The text with each variant replaced by the one that fits the year. Raises BadVariant, UnknownFigure."""
    return "".join(_chosen(figures, paragraph, where) for paragraph in _PARAGRAPH.split(text))


def _chosen(figures: Figures, paragraph: str, where: str) -> str:
    out, some, none, name, end = [], "", "", "", 0
    state = "outside"
    for sign in _SIGN.finditer(paragraph):
        before, end = paragraph[end : sign.start()], sign.end()
        if sign[1] and state == "outside":
            out.append(before)
            state, name, none = "some", sign[1], ""
        elif sign[2] == ":" and state == "some":
            state, some = "none", before
        elif sign[2] == "/" and state != "outside":
            some, none = (before, "") if state == "some" else (some, before)
            out.append(none if figures.named(name, where).value == 0 else some)
            state = "outside"
        else:
            raise BadVariant(where=where, got=sign[0], text=paragraph.strip()[:40])
    if state != "outside":
        raise BadVariant(where=where, got="{{?" + name + "}}", text=paragraph.strip()[:40])
    return "".join([*out, paragraph[end:]])
