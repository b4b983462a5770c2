"""What stands within a paragraph: words, figures as content controls, links, pictures."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from nianbao.exporting.word.markup import SPACES, Element, run, w
from nianbao.exporting.word.source import Node, classes, content

# Smaller and grey; what is said beneath a cell's words begins a line of its own.
_SMALL, _BENEATH = {"base", "unit"}, {"details", "law", "severity"}
_EITHER = re.compile("[‘’“”…—·×]")  # Word takes these for Latin, and so too narrow, unless it is told
_SPACE = re.compile("[ \t\n\r\f]+")  # a full-width space is a character


@dataclass(frozen=True)
class Letters:
    """How a run is set: bold, in a character style, in a language that is not the document's."""

    bold: bool = False
    style: str | None = None
    lang: str | None = None

    def within(self, element: Node) -> Letters:
        """How what stands in the element is set. Chinese has no italics: what is stressed is bold."""
        found, named = self, classes(element)
        if element.tag in ("b", "em", "i", "strong") or "card-value" in named:
            found = replace(found, bold=True)
        if named & (_SMALL | _BENEATH):
            found = replace(found, style="Detail")
        return replace(found, lang=element.get("lang")) if element.get("lang") else found

    def properties(self, tongue: str, text: str = "") -> Element | None:
        """The run's properties in a document of that language; None where it has none of its own."""
        chinese = (self.lang or tongue).startswith("zh") and _EITHER.search(text)
        other = None
        if self.lang and self.lang != tongue:
            name = {"zh": "zh-CN", "en": "en-GB"}.get(self.lang, self.lang)
            other = w("lang", val=name, **({"eastAsia": name} if name.startswith("zh") else {}))
        given = [
            w("rStyle", val=self.style) if self.style else None, w("rFonts", hint="eastAsia") if chinese else None,
            w("b") if self.bold else None, other,
        ]  # fmt: skip
        return w("rPr", *given) if any(one is not None for one in given) else None


class Line:
    """The runs of one paragraph, with white space as a browser has it: run together, and none at its ends."""

    def __init__(self, tongue: str, picture: Callable[[Node], Element | None], link: Callable[[str], str]) -> None:
        self.runs: list[Element] = []
        self._tongue, self._picture, self._link = tongue, picture, link
        self._space, self._begun = False, False

    def add(self, found: Node | str, letters: Letters) -> None:
        """A text, or an element with all that stands in it."""
        if isinstance(found, str):
            self._text(found, letters)
        elif found.tag == "br":
            self._break()
        elif found.tag == "img":
            picture = self._picture(found)
            self._put(run(found.get("alt", ""), letters.properties(self._tongue)) if picture is None else picture)
        elif found.get("data-nb"):
            self._wrapped(found, letters, lambda runs: _control(found.get("data-figure"), int(found.get("data-nb")), runs))
        elif found.tag == "a" and found.get("href", "").startswith(("http://", "https://", "mailto:")):
            key = self._link(found.get("href"))
            self._wrapped(found, replace(letters, style="Hyperlink"), lambda runs: _hyperlink(key, runs))
        else:
            if classes(found) & _BENEATH and self._begun:
                self._break()
            if "unit" in classes(found) and self._tongue != "zh":  # which the page sets apart by a margin
                self._space = True
            self._inside(found, letters)

    def _inside(self, element: Node, letters: Letters) -> None:
        letters = letters.within(element)
        for found in content(element):
            self.add(found, letters)

    def _text(self, text: str, letters: Letters) -> None:
        words = _SPACE.sub(" ", text)
        self._space = self._space or words.startswith(" ")
        if words.strip(" "):
            self._put(run(words.strip(" "), letters.properties(self._tongue, words)))
            self._space = words.endswith(" ")

    def _put(self, found: Element) -> None:
        """What comes next, after the space that it may owe to what stands before it."""
        if self._space and self._begun:
            self.runs.append(run(" "))
        self.runs.append(found)
        self._space, self._begun = False, True

    def _break(self) -> None:
        self.runs.append(w("r", w("br")))
        self._space, self._begun = False, False

    def _wrapped(self, element: Node, letters: Letters, wrap: Callable[[list[Element]], Element]) -> None:
        inner = Line(self._tongue, self._picture, self._link)
        inner._inside(element, letters)
        if inner.runs:
            self._put(wrap(inner.runs))
            self._space = inner._space


def _control(figure: str, number: int, runs: list[Element]) -> Element:
    """A figure: `nianbao returned` finds it again by its tag, whatever has been written around it."""
    hidden = w("dummy")
    hidden.tag = f"{{{SPACES['w15']}}}appearance"
    hidden.set(f"{{{SPACES['w15']}}}val", "hidden")
    told = w("sdtPr", w("alias", val=figure), w("tag", val=f"nb:{number}"), w("id", val=number), hidden)
    return w("sdt", told, w("sdtContent", *runs))


def _hyperlink(key: str, runs: list[Element]) -> Element:
    made = w("hyperlink", *runs)
    made.set(f"{{{SPACES['r']}}}id", key)
    return made
