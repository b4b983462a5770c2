"""An executed review notebook, gathered into one page: its opening, its body, its headings."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from typing import Any

from nianbao.errors import NotAReview
from nianbao.exporting.headings import Heading, numbered
from nianbao.exporting.tongues import told_apart
from nianbao.review.block import ASIDE, LOOK, OPENING, SOURCES
from nianbao.review.markdown import rendered
from nianbao.steering import unsteered
from nianbao.words import Words

TEMPLATES = Path(__file__).parent / "templates"
EDITION = "nianbao_edition"
_NOT_RUN = Words(
    zh="笔记本还没有运行，或缺少开篇单元格 review.opening(work, …)",
    en="the notebook has not been run, or lacks its opening cell review.opening(work, …)",
)
_NO_PLACE = Words(
    zh="开篇没有单位名称，没有地方写明这是第几版", en="the opening names no office, so there is no place to say which edition this is"
)
_NO_ALT = Words(zh="没有文字说明的图", en="A picture without a description")


@dataclass(frozen=True)
class Page:
    """What the templates print. `facts` are the opening's: office, title, year, lang, as_of, synthetic, draft.

    `sources` is where each figure came from, {name: {"label", "unit", "html"}}, for a page that can be asked.
    """

    facts: dict[str, Any]
    opening: str
    body: str
    headings: list[Heading]
    sources: dict[str, dict[str, str]] = field(default_factory=dict)

    @property
    def lang(self) -> str:
        return str(self.facts["lang"])

    def say(self, zh: str, en: str) -> str:
        """The one of the two that is of the page's language."""
        return zh if self.lang == "zh" else en


def page(notebook: Any) -> Page:
    """The page that the outputs of the notebook's code cells make; code and Markdown cells are for who works on it.

    Raises NotAReview where the opening is missing or a cell ended in an error.
    """
    shown = list(_shown(notebook))
    openings = [output for output in shown if OPENING in output.data]
    if not openings:
        raise NotAReview(notebook="3_review", problem=_NOT_RUN)
    opening = openings[0].data[OPENING]
    edition = notebook.metadata.get(EDITION)
    facts, lang = opening | ({"dated": edition["on"]} if edition else {}), opening["lang"]
    sources = {name: told for output in shown for name, told in output.data.get(SOURCES, {}).items()}
    printed = [output for output in shown if output is not openings[0] and SOURCES not in output.data]
    body, headings = numbered(unsteered("\n".join(_html(output, lang) for output in printed)), lang)
    first = unsteered(_of_edition(_html(openings[0], lang), edition))
    return Page(facts, told_apart(first, lang), told_apart(body, lang), headings, sources)


def _of_edition(opening: str, told: dict[str, str] | None) -> str:
    """The opening, in a later edition with a notice above the office: `told` holds its `mark`, its `sentence`, and the day
    `on` which it is published, which the document bears.

    The publisher puts it into the notebook's metadata, so that every output made of the notebook says it.
    """
    if told is None:
        return opening
    place = '<div class="office">'
    if place not in opening:
        raise NotAReview(notebook="3_review", problem=_NO_PLACE)
    notice = f'<div class="notice edition"><p><strong>{escape(told["mark"])}</strong>{escape(told["sentence"])}</p></div>'
    return opening.replace(place, notice + place, 1)


def _shown(notebook: Any) -> Iterator[Any]:
    """What the code cells displayed for the review, in order."""
    for number, cell in enumerate(notebook.cells, start=1):
        for output in cell.get("outputs", []):
            if output.output_type == "error":
                raise NotAReview(notebook="3_review", problem=_broken(number, output))
            if output.output_type in ("display_data", "execute_result") and not output.metadata.get(ASIDE):
                yield output


def _html(output: Any, lang: str) -> str:
    if "text/html" in output.data:
        return str(output.data["text/html"]).removeprefix(LOOK)
    if "text/markdown" in output.data:
        return rendered(output.data["text/markdown"])
    for kind in ("image/svg+xml", "image/png", "image/jpeg"):
        if kind in output.data:
            return _picture(kind, output.data[kind], output.metadata.get("alt") or _NO_ALT.of(lang))
    return ""


def _picture(kind: str, content: str, alt: str) -> str:
    text = b64encode(content.encode()).decode() if kind == "image/svg+xml" else "".join(content.split())
    return f'<figure class="picture"><img alt="{escape(alt)}" src="data:{kind};base64,{text}"></figure>'


def _broken(number: int, output: Any) -> Words:
    # What an error says may quote a record.
    return Words(zh=f"第 {number} 个单元格出错（{output.ename}）", en=f"cell {number} ended in an error ({output.ename})")
