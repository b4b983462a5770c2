"""Figures that can be asked: a printed number opens a popover that tells where it came from. The browser does the rest.

The number itself stays plain text, to be copied, printed and read in any reader; an empty button lies over it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape, unescape
from typing import Any

from nianbao.words import said

_TABLE = re.compile(r"(<table\b.*?</table>)", re.DOTALL)
# The mark, its figure's name, and what may be the unit after it.
_MARK = re.compile(r'(<data\b[^>]*\bdata-figure="([^":]*)[^"]*"[^>]*>.*?</data>)([^<]{0,6})', re.DOTALL)
_BLOCK_OR_MARK = re.compile(rf"<(?:p|li|div|h[1-6]|figcaption)\b|{_MARK.pattern}", re.DOTALL)


@dataclass
class Asking:
    """The figures of one page that can be asked. `sources` is {figure name: {"label", "unit", "html"}}."""

    sources: Mapping[str, Mapping[str, Any]]
    lang: str
    asked: dict[str, None] = field(default_factory=dict)

    def askable(self, html: str) -> str:
        """The HTML with a button over figures: once in a paragraph, once in a table for each figure."""
        parts = _TABLE.split(html)
        return "".join(self._table(part) if place % 2 else self._text(part) for place, part in enumerate(parts))

    def popovers(self) -> str:
        """What the buttons open: one for each figure that was made askable, in the order of the page."""
        shown = "\n".join(self._popover(name) for name in self.asked)
        return f'<div class="ask sources">\n{shown}\n</div>' if shown else ""

    def _text(self, html: str) -> str:
        here: set[str] = set()

        def renew(found: re.Match[str]) -> str:
            if found[1] is None:
                here.clear()
                return found[0]
            ask = _is_this_year(found[1]) and found[2] not in here
            if ask:
                here.add(found[2])
            return self._figure(found, ask)

        return _BLOCK_OR_MARK.sub(renew, html)

    def _table(self, html: str) -> str:
        """Of a figure's parts the first is asked, unless the whole figure stands in the table too."""
        marks = [found for found in reversed(list(_MARK.finditer(html))) if _is_this_year(found[1])]
        asked = {found[2]: found.start() for found in marks}
        asked |= {found[2]: found.start() for found in marks if " data-by=" not in found[1]}
        return _MARK.sub(lambda found: self._figure(found, asked.get(found[2]) == found.start()), html)

    def _figure(self, found: re.Match[str], ask: bool) -> str:
        """The number, and in Chinese its unit, which no line may part; over both the button."""
        mark, name, after = found[1], unescape(found[2]).strip(), found[3]
        source = self.sources.get(name)
        if source is None:
            return found[0]
        unit = escape(source["unit"]) if self.lang == "zh" else ""
        unit = unit if after.startswith(unit) else ""
        return f'<span class="figure">{mark}{unit}{self._button(name) if ask else ""}</span>{after[len(unit) :]}'

    def _button(self, name: str) -> str:
        self.asked[name] = None
        label = said(self.lang, "来源：", "Source: ") + self.sources[name]["label"]
        return f'<button type="button" class="ask" popovertarget="{_id(name)}" aria-label="{escape(label)}"></button>'

    def _popover(self, name: str) -> str:
        source, close = self.sources[name], said(self.lang, "关闭", "Close")
        return (
            f'<div class="source" id="{_id(name)}" popover role="dialog" aria-label="{escape(source["label"])}" tabindex="-1" autofocus>'
            f'{source["html"]}<button type="button" class="close" popovertarget="{_id(name)}" popovertargetaction="hide">{close}</button></div>'
        )


def _id(name: str) -> str:
    return "figure-" + escape(name.replace(".", "-"))


def _is_this_year(mark: str) -> bool:
    """Whether it is this year's number of the office itself, of which the sources tell."""
    head = mark.partition(">")[0]
    return " data-of=" not in head and " data-office=" not in head
