"""The page that says when each review was published, and whether that was in time (法治政府建设与责任落实督察工作规定 第二十四条).

It is made from the editions alone, as all of the site: who has published nothing, what failed and what was waived is for those who run
the reviews, and stands in data/runs/status.html (nianbao.status).
"""

from __future__ import annotations

from datetime import date
from typing import Any

from nianbao.checking.duties import DEADLINES
from nianbao.markup import Cell, Column, Row, element, joined, table
from nianbao.publishing import year_page
from nianbao.publishing.editions import day_name, edition_name
from nianbao.publishing.pages import file_name, link, office_name, other_languages, page
from nianbao.words import said

Facts = dict[str, Any]
_DEADLINE = next(deadline for deadline in DEADLINES if deadline.done == "published_on")


def path(lang: str) -> str:
    return file_name("published", lang)


def title(lang: str) -> str:
    return said(lang, "各年报的发布日期和时限", "When each review was published")


def timeliness(shown: list[Facts], lang: str, spoken: list[str]) -> bytes:
    """The page, newest year first; the first edition's day is what counts."""
    where = path(lang)
    body: list[Cell] = [other_languages("published", where, lang, spoken), element("h1", title(lang))]
    law = _DEADLINE.rule.law
    body.append(element("p", f"{_DEADLINE.rule.says.of(lang)}{said(lang, f'（{law.zh}）。', f' ({law.en}).') if law else ''}", "as-of"))
    heads = [
        Column(said(lang, *words))
        for words in (("单位", "Office"), ("最新一版", "Newest edition"), ("首次发布", "First published"), ("时限", "Due"), ("是否按时", "In time"))
    ]
    for year in sorted({facts["year"] for facts in shown}, reverse=True):
        rows = [_row(facts, lang, where) for facts in sorted(shown, key=lambda facts: facts["office"]) if facts["year"] == year]
        caption = said(lang, f"{year}年的年报", f"Reviews of {year}")
        body += [element("h2", said(lang, f"{year}年", f"{year}")), table(caption, heads, rows, css="reviews-table")]
    return page(title(lang), lang, [link(file_name("index", lang), where, said(lang, "年报首页", "All reviews"))], joined(body))


def _row(facts: Facts, lang: str, where: str) -> Row:
    first, newest = (facts["editions"][place] for place in (0, -1))
    on, due = date.fromisoformat(first["published_on"]), _DEADLINE.last_day(facts["year"])
    late = (on - due).days
    newest_name = edition_name(newest["number"], lang)
    return [
        office_name(facts["name"][lang], facts["synthetic"], lang),
        link(year_page.path(facts), where, newest_name, f"{facts['name'][lang]} {facts['year']} {newest_name}"),
        day_name(on, lang), day_name(due, lang),
        said(lang, f"逾期{late}天", f"{late} day{'s' * (late != 1)} late") if late > 0 else said(lang, "按时", "in time"),
    ]  # fmt: skip
