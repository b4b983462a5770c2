"""One year's figures, office by office: a table for each line of work, hidden numbers as their reviews show them."""

from __future__ import annotations

from typing import Any

from nianbao.markup import Cell, Column, Row, element, joined, table
from nianbao.publishing import year_page
from nianbao.publishing.pages import file_name, link, office_name, other_languages, page
from nianbao.words import said

Facts = dict[str, Any]


def path(year: int, lang: str) -> str:
    return file_name(f"figures-{year}", lang)


def titles(shown: list[Facts], lang: str) -> dict[str, str]:
    """Every table's title, in the order of the reviews."""
    return {name: title[lang] for facts in shown for name, title in facts["tables"].items()}


def headed(figure: Facts, lang: str) -> str:
    """`办结信访件（件）`."""
    label, unit = figure["label"][lang], figure["unit"][lang]
    return f"{label}{said(lang, f'（{unit}）', f' ({unit})')}" if unit else label


def side_by_side(shown: list[Facts], lang: str, spoken: list[str]) -> bytes:
    """The page of the year whose offices are `shown`."""
    year = shown[0]["year"]
    where, title = path(year, lang), said(lang, f"{year}年各单位数据对照", f"Figures of {year}, office by office")
    told = said(
        lang, "各单位数据取自其最新一版年报。“—”：年报没有这项数据。", "Each office's figures are those of its newest edition. “—”: its review has no such figure."
    )
    tables = [_table(name, head, shown, lang, where) for name, head in titles(shown, lang).items()]
    body: list[Cell] = [other_languages(f"figures-{year}", where, lang, spoken), element("h1", title), element("p", told), *tables]
    return page(title, lang, [link(file_name("index", lang), where, said(lang, "年报首页", "All reviews"))], joined(body))


def _table(name: str, title: str, shown: list[Facts], lang: str, where: str) -> Cell:
    by_office = [(facts, {figure["name"]: figure for figure in facts["figures"] if figure["table"] == name}) for facts in shown]
    figures = {key: figure for _, found in by_office for key, figure in found.items()}
    if not figures:
        return ""
    heads = [Column(said(lang, "单位", "Office")), *(Column(headed(figure, lang), True) for figure in figures.values())]
    rows: list[Row] = [
        [
            link(year_page.path(facts), where, office_name(facts["name"][lang], facts["synthetic"], lang)),
            *(_cell(found.get(key), figure, lang) for key, figure in figures.items()),
        ]
        for facts, found in by_office
    ]  # fmt: skip
    return table(title, heads, rows, css="figures-table")


def _cell(found: Facts | None, figure: Facts, lang: str) -> str:
    """The office's number; one in another unit than the column's says so."""
    if found is None:
        return "—"
    return found["text"][lang] if found["unit"] == figure["unit"] else f"{found['text'][lang]}{found['unit'][lang]}"
