"""No character is lost on paper: one that no typeface has stops the PDF, and it is said where it stands."""

from __future__ import annotations

from collections.abc import Iterator

from lxml.html import HtmlElement

from nianbao.errors import NoGlyph
from nianbao.review.typeface import drawable, plain
from nianbao.words import Words

_MOST_PLACES = 3
_AROUND = 12
_LAYOUT = frozenset("\t\n\r\f\u2060")
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


def all_can_be_set(root: HtmlElement, covered: frozenset[str]) -> None:
    """Raises NoGlyph where a text has a character that is not `covered`, or a chart one that its own typeface lacks."""
    missing: dict[str, list[Words]] = {}
    fit_for_all = covered & drawable() | _LAYOUT
    for element, text in _texts(root):
        if odd := set(text) - fit_for_all:
            fit = drawable() if _is_drawn(element) else covered
            for char in sorted(char for char in odd - fit if plain(char) not in ("", " ", "\u00a0")):
                missing.setdefault(char, []).append(_place(element, text, text.index(char)))
    if missing:
        named = [f"{char} U+{ord(char):04X}" for char in missing]
        raise NoGlyph(characters=named, places=_listed([found for places in missing.values() for found in places]))


def _texts(root: HtmlElement) -> Iterator[tuple[HtmlElement, str]]:
    """Each text and the element it stands in; a picture's description is a text of it."""
    for element in root.iter():
        yield element, element.text or ""
        yield element, element.get("alt", "")
        if element is not root:
            yield element.getparent(), element.tail or ""


def _is_drawn(element: HtmlElement) -> bool:
    """Whether the text is one that a chart of ours draws: in its description, or in the numbers behind it."""
    return element.tag == "img" or any("chart-data" in around.get("class", "").split() for around in (element, *element.iterancestors()))


def _place(element: HtmlElement, text: str, place: int) -> Words:
    """The words around the character, and the heading, table or chart that they belong to."""
    excerpt = " ".join(text[max(place - _AROUND, 0) : place + _AROUND + 1].split())
    for around in (element, *element.iterancestors()):
        if around.tag in _HEADINGS:
            return Words(zh=f"标题“{excerpt}”", en=f"the heading “{excerpt}”")
        if around.tag == "figure":
            finding = _words(around.find("./div[@class='finding']"))
            return Words(zh=f"图“{finding or excerpt}”", en=f"the chart “{finding or excerpt}”")
        if around.tag == "table" and (caption := _words(around.find("./caption"))):
            return Words(zh=f"表“{caption}”中的“{excerpt}”", en=f"“{excerpt}” in the table “{caption}”")
    return Words(zh=f"“{excerpt}”", en=f"“{excerpt}”")


def _words(element: HtmlElement | None) -> str:
    return "" if element is None else " ".join(element.text_content().split())


def _listed(places: list[Words]) -> Words:
    shown = list(dict.fromkeys(places))
    more = len(shown) - _MOST_PLACES
    zh, en = "；".join(found.zh for found in shown[:_MOST_PLACES]), "; ".join(found.en for found in shown[:_MOST_PLACES])
    return Words(zh=zh + (f"；另有{more}处" if more > 0 else ""), en=en + (f"; and {more} more" if more > 0 else ""))
