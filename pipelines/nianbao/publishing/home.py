"""The first page of the site: the search, and every office's review by year."""

from __future__ import annotations

from datetime import date
from typing import Any

from markupsafe import Markup

from nianbao.markup import Cell, Column, Row, element, joined, table
from nianbao.publishing import side_by_side, timeliness, year_page
from nianbao.publishing.editions import day_name, edition_name
from nianbao.publishing.pages import file_name, link, office_name, other_languages, page
from nianbao.publishing.search import index_name
from nianbao.words import said

Facts = dict[str, Any]


def home(shown: list[Facts], lang: str, spoken: list[str]) -> bytes:
    """The page, newest year first. Without a script the lists are all there, and the search is not."""
    where, title = file_name("index", lang), said(lang, "法治政府建设年报", "Yearly reviews of law-based government")
    offices = len({facts["office"] for facts in shown})
    told = said(lang, f"{offices}个单位，{len(shown)}份年报。", f"Offices: {offices}. Reviews: {len(shown)}.")
    body: list[Cell] = [other_languages("index", where, lang, spoken), element("h1", title), element("p", told, "as-of"), _search(lang)]
    for year in sorted({facts["year"] for facts in shown}, reverse=True):
        body.append(_year(year, [facts for facts in shown if facts["year"] == year], lang, where))
    body.append(element("p", link(timeliness.path(lang), where, timeliness.title(lang))))
    return page(title, lang, [], joined(body), "search.js")


def _year(year: int, shown: list[Facts], lang: str, where: str) -> Markup:
    heads = [
        Column(said(lang, *words))
        for words in (("单位", "Office"), ("年报", "Review"), ("版次", "Edition"), ("发布日期", "Published"), ("核对", "Checks"))
    ]
    rows = [_row(facts, lang, where) for facts in sorted(shown, key=lambda facts: facts["office"])]
    aside = link(side_by_side.path(year, lang), where, said(lang, f"{year}年各单位数据对照", f"Figures of {year} side by side"))
    caption = said(lang, f"{year}年的年报", f"Reviews of {year}")
    return joined([element("h2", said(lang, f"{year}年", f"{year}")), table(caption, heads, rows, css="reviews-table"), element("p", aside)])


def _row(facts: Facts, lang: str, where: str) -> Row:
    newest, counts = facts["editions"][-1], facts["checks"]["counts"]
    name = office_name(facts["name"][lang], facts["synthetic"], lang)
    in_other = "" if facts["lang"] == lang else said(lang, "（英文）", " (in Chinese)")
    about = f"{facts['name'][lang]} {facts['year']} {edition_name(newest['number'], lang)}"
    total = sum(counts.values())
    return [
        link(f"{facts['office']}/{file_name('index', lang)}", where, name),
        joined(year_page.file_links(facts, newest, where), said(lang, "、", ", ")),
        link(year_page.path(facts), where, edition_name(newest["number"], lang), about) + in_other,
        day_name(date.fromisoformat(newest["published_on"]), lang),
        said(lang, f"{total}项中{counts['pass']}项通过", f"{counts['pass']} of {total} passed"),
    ]  # fmt: skip


def _search(lang: str) -> Markup:
    """The search, hidden until its script shows it."""
    return Markup(
        '<form class="search" role="search" hidden data-index="{index}" data-none="{none}" data-found="{found}" data-more="{more}">'
        '<label for="query">{label}</label><input id="query" type="search" spellcheck="false">'
        '<p class="count" role="status"></p><ol class="results"></ol></form>'
    ).format(
        index=index_name(lang), label=said(lang, "搜索单位、年份、标题、数据名称和正文", "Search offices, years, headings, names of figures, and text"),
        none=said(lang, "没有找到。", "Nothing found."), found=said(lang, "找到{n}处。", "Found: {n}."),
        more=said(lang, "找到{n}处，列出前{m}处。", "Found: {n}. The first {m} are listed."),
    )  # fmt: skip
