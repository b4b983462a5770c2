"""The page of one office: its reviews, and its figures side by side over the years."""

from __future__ import annotations

from datetime import date
from typing import Any

from nianbao.markup import Cell, Column, Row, element, joined, table
from nianbao.publishing import year_page
from nianbao.publishing.editions import day_name, edition_name
from nianbao.publishing.pages import file_name, link, office_name, other_languages, page
from nianbao.publishing.side_by_side import headed, titles
from nianbao.words import said

Facts = dict[str, Any]


def path(office: str, lang: str) -> str:
    return f"{office}/{file_name('index', lang)}"


def office_page(shown: list[Facts], lang: str, spoken: list[str]) -> bytes:
    """The page of the office whose years are `shown`."""
    newest = max(shown, key=lambda facts: facts["year"])
    where, name = path(newest["office"], lang), newest["name"][lang]
    body: list[Cell] = [
        other_languages(f"{newest['office']}/index", where, lang, spoken),
        element("h1", office_name(name, newest["synthetic"], lang)), _reviews(shown, lang, where), *_figures(shown, lang),
    ]  # fmt: skip
    return page(name, lang, [link(file_name("index", lang), where, said(lang, "年报首页", "All reviews"))], joined(body))


def _reviews(shown: list[Facts], lang: str, where: str) -> Cell:
    heads = [Column(said(lang, *words)) for words in (("年报", "Review"), ("版次", "Edition"), ("发布日期", "Published"))]
    rows: list[Row] = []
    for facts in sorted(shown, key=lambda facts: facts["year"], reverse=True):
        newest = facts["editions"][-1]
        on = day_name(date.fromisoformat(newest["published_on"]), lang)
        rows.append([link(year_page.path(facts), where, facts["title"]), edition_name(newest["number"], lang), on])
    return joined([element("h2", said(lang, "年报", "Reviews")), table(said(lang, "各年的年报", "The review of each year"), heads, rows, css="reviews-table short")])


def _figures(shown: list[Facts], lang: str) -> list[Cell]:
    """A table for each line of work: its figures, a column for each year."""
    columns = _columns(shown)
    told = said(lang, "历年数据", "Figures over the years")
    parts: list[Cell] = [element("h2", told)]
    if unpublished := [year for year, is_own in columns if not is_own]:
        years = said(lang, "、", ", ").join(str(year) for year in unpublished)
        parts.append(element("p", said(
            lang, f"{years}年没有发布年报，数据取自下一年的年报。", f"No review is published for {years}; its figures are those that the next year's gives.",
        ), "note"))  # fmt: skip
    by_year = {facts["year"]: {figure["name"]: figure for figure in facts["figures"]} for facts in shown}
    for name, title in titles(shown, lang).items():
        figures = {figure["name"]: figure for year in sorted(by_year) for figure in by_year[year].values() if figure["table"] == name}
        heads = [Column(said(lang, "数据", "Figure")), *(Column(said(lang, f"{year}年", f"{year}"), True) for year, _ in columns)]
        rows = [[headed(figure, lang), *(_cell(by_year, year, figure, lang) for year, _ in columns)] for figure in figures.values()]
        parts += [table(title, heads, rows, css="years-table")] if rows else []
    return parts


def _columns(shown: list[Facts]) -> list[tuple[int, bool]]:
    """Years, oldest first, and whether each has a review of its own; the year before is told by the next one's review."""
    own = {facts["year"] for facts in shown}
    told = {facts["year"] - 1 for facts in shown if any(figure["before"] for figure in facts["figures"])}
    return [(year, year in own) for year in sorted(own | told)]


def _cell(by_year: dict[int, dict[str, Facts]], year: int, figure: Facts, lang: str) -> str:
    name = figure["name"]
    if year in by_year:
        found = by_year[year].get(name)
        text = found["text"][lang] if found else None
    else:
        found = by_year[year + 1].get(name)
        text = found["before"][lang] if found and found["before"] else None
    if text is None or found is None:
        return "—"
    other = found["unit"] != figure["unit"]
    return f"{text}{found['unit'][lang]}" if other else text
