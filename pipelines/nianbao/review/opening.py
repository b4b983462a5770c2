"""The head of the review: office, title, notices, whether the checks passed, and at most six key figures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from markupsafe import Markup

from nianbao.errors import WrongParameter
from nianbao.figures import Figure, public_figures
from nianbao.markup import EMPTY, element, joined
from nianbao.review.block import Block
from nianbao.review.checks import verdict
from nianbao.review.kept import with_records
from nianbao.review.marks import mark
from nianbao.review.results import figure_of
from nianbao.review.telling import change_in, marked_with_unit, unit_of, year_name
from nianbao.rolling import is_invented
from nianbao.words import Words, one, said
from nianbao.work import Work

MOST_KEY_FIGURES = 6
_MONTHS = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
]  # fmt: skip
_SYNTHETIC = Words(
    zh="本年报所用的逐条记录均为虚构，不涉及真实的人和案件。",
    en="Every record behind this review is invented and tells of no real person or case.",
)
_DRAFT = Words(zh="未经发布，数据可能改动，请勿引用。", en="Not published; the figures may change and are not to be cited.")
_TITLE = {"zh": "{year}年法治政府建设情况年报", "en": "Government under the rule of law: review of {year}"}


def opening(work: Work, key: Sequence[str], title: Mapping[str, str] = _TITLE) -> Block:
    """The first block of a review; the exporters take the document's title, language and marks from it.

    `key` names the key figures; where the year has records of none, the first figures it has stand in. `title` is
    {"zh": …, "en": …} and may hold {year}. Raises MissingStep, UnknownFigure, WrongParameter.
    """
    if len(key) > MOST_KEY_FIGURES:
        expected = Words(zh=f"至多{MOST_KEY_FIGURES}项数据", en=f"at most {MOST_KEY_FIGURES} figures")
        raise WrongParameter(name="key", expected=expected, got=len(key), kind=type(key).__name__)
    facts = document(work, title)
    return Block(head(work, facts, key, day(work), verdict(work)), facts)


def head(work: Work, facts: Mapping[str, Any], key: Sequence[str], as_of: Markup, told: str) -> Markup:
    """The opening's HTML: notices, office, title, the day of its figures, cards of the key figures, and a sentence."""
    return Markup(
        '<header class="opening" lang="{lang}"><div class="cover">{notices}<div class="office">{office}</div>'
        '<h1>{title}</h1><div class="as-of">{as_of}</div></div>{cards}<div class="verdict"><p>{told}</p></div></header>'
    ).format(
        lang=work.lang, notices=_notices(facts), office=facts["office"], title=facts["title"],
        as_of=Markup(said(work.lang, "统计时点：{}", "Figures as of {}")).format(as_of),
        cards=_cards(work, [figure_of(work, name) for name in _kept(work, key)]), told=told,
    )  # fmt: skip


def _kept(work: Work, key: Sequence[str]) -> list[str]:
    """The key figures whose tables have records, or else the first figures of those that have."""
    figures = list(public_figures(work))
    return with_records(work, key) or with_records(work, figures)[:MOST_KEY_FIGURES]


def document(work: Work, title: Mapping[str, str] = _TITLE) -> dict[str, Any]:
    """The facts of the document, in its language. `dated` is the day it bears: its publication, or else the day of its figures."""
    file = work.office.file
    edition = file.editions.get(work.year)
    return {
        "office": work.office.name.of(work.lang), "title": title[work.lang].replace("{year}", str(work.year)),
        "year": work.year, "lang": work.lang, "as_of": work.as_of.isoformat(), "synthetic": is_invented(work), "draft": work.draft,
        "dated": ((edition and edition.published_on) or work.as_of).isoformat(),
        "fonts": file.fonts, "cover": file.cover, "contents": file.contents,
    }  # fmt: skip


def _notices(facts: Mapping[str, Any]) -> Markup:
    lang, told = facts["lang"], []
    if facts["synthetic"]:
        told.append((said(lang, "示例数据", "Sample data"), _SYNTHETIC.of(lang)))
    if facts["draft"]:
        told.append((said(lang, "草稿", "Draft"), _DRAFT.of(lang)))
    notice = Markup('<div class="notice"><p><strong>{}</strong>{}{}</p></div>')
    return joined(notice.format(word, said(lang, "：", ". "), sentence) for word, sentence in told)


def _cards(work: Work, figures: Sequence[Figure]) -> Markup:
    if not figures:
        return EMPTY
    cards = joined(element("div", _card(work, figure), "card") for figure in figures)
    label = said(work.lang, "主要数据", "Key figures")
    return Markup('<div class="cards" role="group" aria-label="{}">{}</div>').format(label, cards)


def _card(work: Work, figure: Figure) -> Markup:
    lang = work.lang
    value = mark(figure, lang)
    unit = unit_of(figure, lang) if figure.value is not None else ""
    unit = one(unit) if lang == "en" and figure.value == 1 else unit
    parts = [
        element("div", figure.label.of(lang), "card-label"),
        element("div", joined([value, element("span", unit, "unit")], said(lang, "", " ")) if unit else value, "card-value"),
        element("div", _before(work, figure), "card-before"),
    ]
    return joined(parts)


def _before(work: Work, figure: Figure) -> Markup:
    if figure.previous is None:
        return EMPTY
    lang, year = work.lang, year_name(work.year - 1, work.lang)
    then = Markup(said(lang, "{}：{}", "{}: {}")).format(year, marked_with_unit(figure, lang, "previous"))
    told = [then, change_in(figure, lang, short=True)]
    return Markup("<br>").join(part for part in told if part)


def day(work: Work) -> Markup:
    """The day of its figures."""
    on = work.as_of
    told = said(work.lang, f"{on.year}年{on.month}月{on.day}日", f"{on.day} {_MONTHS[on.month - 1]} {on.year}")
    return Markup('<time datetime="{}">{}</time>').format(on, told)
