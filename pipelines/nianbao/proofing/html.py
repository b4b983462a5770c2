"""review.html read back: every marked figure anew from figures.json, and all other words as the notebook showed them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from nianbao.errors import UnknownFigure, UnknownFormat
from nianbao.figures import Figures
from nianbao.proofing.differences import Difference
from nianbao.proofing.page import SCREEN, pieces
from nianbao.review.marks import exact, printed
from nianbao.rolling import Offices

OUTPUT = "review.html"
_AROUND = 40


def differences_in_marks(root: Any, figures: Figures, lang: str, offices: Offices | None = None) -> Iterator[Difference]:
    """Every marked number that is not the figure's, by its text or its `value`, and every unknown name; those of the offices
    below are held against `offices`."""
    for mark in root.iter("data"):
        if "data-figure" not in mark.attrib:
            continue
        text, value = mark.text_content(), mark.get("value")
        try:
            number, wanted = _printed(mark, figures, lang, offices)
        except (KeyError, UnknownFigure, UnknownFormat):
            yield Difference(OUTPUT, _around(mark), "figures.json", " ".join(f'{key}="{told}"' for key, told in mark.attrib.items()))
            continue
        if text != wanted:
            yield Difference(OUTPUT, f"{mark.get('data-figure')} ({_around(mark)})", wanted, text)
        if value != exact(number):
            yield Difference(OUTPUT, f"{mark.get('data-figure')} value ({_around(mark)})", exact(number), str(value))


def difference_in_words(made: Any, root: Any) -> Difference | None:
    """The first paragraph, cell or line of the file that is not the page's."""
    opening, main = root.find(".//header"), root.find(".//main")
    of_file = [piece.text for part in (opening, main) if part is not None for piece in pieces(part, SCREEN)]
    of_page = [piece.text for piece in pieces(made, SCREEN)]
    if of_file == of_page:
        return None
    pairs = zip([*of_page, *[""] * len(of_file)], [*of_file, *[""] * len(of_page)], strict=False)
    place, (wanted, found) = next((n, pair) for n, pair in enumerate(pairs) if pair[0] != pair[1])
    return Difference(OUTPUT, of_page[place - 1][:_AROUND] if place else "", wanted[:200], found[:200])


def _printed(mark: Any, figures: Figures, lang: str, offices: Offices | None) -> tuple[Any, str]:
    figure = figures[mark.get("data-figure")]
    if office := mark.get("data-office"):
        if offices is None:
            raise KeyError(office)
        figure = offices.of(figure, offices.row(office))
    if "data-by" in mark.attrib:
        figure = figure.at(mark.get("data-by"), mark.get("data-key", ""))
    return printed(figure, lang, mark.get("data-of", ""), mark.get("data-form"), OUTPUT)


def _around(mark: Any) -> str:
    """The end of what stands before the number, the number, and what follows, in its paragraph or row."""
    box = next((one for one in mark.iterancestors() if one.tag in ("p", "tr", "li", "div", "figcaption")), mark)
    return " ".join(box.text_content().split())[:_AROUND]
