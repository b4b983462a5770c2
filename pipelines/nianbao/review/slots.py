"""A text's slots: `{{figure}}`, `{{figure: part}}`, `{{figure|format}}`, each replaced by what the year says."""

from __future__ import annotations

import re
from html import escape

from markupsafe import Markup

from nianbao.errors import UnknownFigure
from nianbao.figures import Figures
from nianbao.review.markdown import rendered
from nianbao.review.marks import mark, numbered
from nianbao.review.variants import chosen
from nianbao.work import Work

SLOT = re.compile(r"\{\{\s*([^{}|]+?)\s*(?:\|\s*([^{}|]*?)\s*)?\}\}")
# Emphasis beside Chinese fails in Markdown where a figure ends in "%": a plain word stands in until it is rendered.
_TOKEN = "figurex"
_UNIT = "(人次|户次|万元|亿元|小时|个百分点|[年月日天件起次人名户个项条处场份篇元分])?"
_TAG = re.compile(r"<[^>]*>")


def resolve(work: Work, figures: Figures, text: str, where: str) -> str:
    """The Markdown as HTML, each `{{figure|format}}` replaced by the figure, marked with its name, its unit kept beside it.

    Raises UnknownFigure, UnknownFormat, BadVariant.
    """
    marks: list[Markup] = []
    stem = _TOKEN
    while stem in text:  # else a text that spells the token would print a figure
        stem += "x"

    def token(slot: re.Match[str]) -> str:
        marks.append(printed(work, figures, slot[1], slot[2] or None, where))
        return f"{stem}{len(marks) - 1}xerugif"

    html = rendered(SLOT.sub(token, chosen(figures, text, where)))
    tokens = re.compile(rf"{stem}(\d+)xerugif{_UNIT}")
    # In a link's address or title a figure is its words alone: a mark would end the attribute.
    html = _TAG.sub(lambda tag: tokens.sub(lambda found: f"{escape(marks[int(found[1])].striptags())}{found[2] or ''}", tag[0]), html)
    return tokens.sub(lambda found: str(numbered(marks[int(found[1])], found[2] or "")), html)


def printed(work: Work, figures: Figures, name: str, form: str | None, where: str) -> Markup:
    """What one slot prints. Raises UnknownFigure, with the nearest name; UnknownFormat."""
    facts = facts_of(work)
    if name in facts:
        return Markup(escape(facts[name]))
    try:
        figure = figures.named(name, where)
    except UnknownFigure as error:
        if not error.facts.get("near"):
            error.facts["near"] = next((fact for fact in facts if fact.startswith(name[:2])), None)
        raise
    return mark(figure, work.lang, form=form, where=where, sentence=True)


def facts_of(work: Work) -> dict[str, str]:
    """What a text may name besides figures: the year, the office, the day at which open cases are judged."""
    day = work.as_of
    told = f"{day.year}年{day.month}月{day.day}日" if work.lang == "zh" else f"{day.day} {day:%B} {day.year}"
    return {"year": str(work.year), "office": work.office.name.of(work.lang), "as_of": told}


def names(text: str) -> list[str]:
    """The figures that a text names, those that choose a variant too."""
    return [name for slot in SLOT.finditer(text) if (name := slot[1].lstrip("? ")) not in (":", "/")]
