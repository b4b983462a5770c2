"""Where each figure came from, for who asks on the page: its number, how it is computed, from how many rows of which files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from markupsafe import Markup

from nianbao.explaining.explanation import Item
from nianbao.explaining.recipe import Recipe, recipe
from nianbao.explaining.telling import division, method
from nianbao.figures import Figure, Figures, public_figures
from nianbao.markup import EMPTY, element, joined
from nianbao.review.block import Block
from nianbao.review.kept import with_records
from nianbao.review.results import breakdown_name
from nianbao.review.telling import change_in, number, unit_of, why_hidden, with_unit, year_name
from nianbao.tables import tables_of
from nianbao.words import said
from nianbao.work import Work

_FILES_NAMED = 4
_PARTS_NAMED = 12


def sources(work: Work) -> Block:
    """Every figure of the tables with records, told in full; the page shows those that it prints, to who asks.

    They travel in the output as {figure name: {"label", "unit", "html"}}. Raises MissingStep.
    """
    figures, tables = public_figures(work), tables_of(work.workspace, work.office)
    told: dict[str, Any] = {}
    for name in with_records(work, figures):
        figure = figures[name]
        table = tables.get(figure.table)
        if table and name.partition(".")[2] in table.figures:
            found = recipe(work, table, figures, figure)
            told[name] = {"label": figure.label.of(work.lang), "unit": unit_of(figure, work.lang), "html": str(_told(work, figures, found))}
    note = said(
        work.lang,
        f"网页里的数字可以点开：怎么算、计自哪些文件（{len(told)}个数据）。",
        f"On the page a number can be asked how it was computed and from which files ({len(told)} figures).",
    )
    return Block(element("p", note), sources=told)


def _told(work: Work, figures: Figures, found: Recipe) -> Markup:
    """The figure's number, the year before's, then its rule and files as a list of terms."""
    lang, figure = work.lang, found.figure
    parts = [
        element("p", figure.label.of(lang), "source-label"),
        element("p", with_unit(figure, figure.amount, lang), "source-value"),
        _before(work, figure),
    ]
    computed = [*map(_line, division(found)), *_items(found, figures)]
    command = element("code", f"nianbao explain {figure.name} {work.office.id} {work.year}")
    terms = [
        (said(lang, "怎么算", "How it is computed"), joined(computed)),
        (said(lang, "分类", "Broken down"), joined(_breakdowns(work, figure))),
        (said(lang, "逐行查看", "Row by row"), command),
    ]
    told = joined(Markup("<dt>{}</dt><dd>{}</dd>").format(*term) for term in terms if term[1])
    return joined([*parts, element("dl", told), _why_hidden(work, figure)])


def _why_hidden(work: Work, figure: Figure) -> Markup:
    """Why a number is withheld, where one of those that stand here is."""
    amounts = [figure.amount, figure.previous, *(part.amount for parts in figure.by.values() for part in parts)]
    return element("p", why_hidden(work)) if any(amount and amount.hidden for amount in amounts) else EMPTY


def _before(work: Work, figure: Figure) -> Markup:
    if figure.previous is None:
        return EMPTY
    lang, year = work.lang, year_name(work.year - 1, work.lang)
    then = with_unit(figure, figure.previous, lang)
    told = [said(lang, f"{year}：{then}", f"{year}: {then}"), change_in(figure, lang, short=True).striptags()]
    return element("p", joined([part for part in told if part], said(lang, "，", ", ")), "source-before")


def _breakdowns(work: Work, figure: Figure) -> Iterator[Markup]:
    """`按信访形式：来电170、来访120、网信98、来信25。`, a line for each breakdown."""
    lang = work.lang
    for by, parts in figure.by.items():
        shown = [part for part in parts if part.value or part.hidden]
        told = [f"{part.label.of(lang)}{said(lang, '', ' ')}{number(figure, part.amount, lang)}" for part in shown[:_PARTS_NAMED]]
        if more := len(shown) - len(told):
            told.append(said(lang, f"另外{more}类", f"{more} more"))
        if told:
            way = breakdown_name(work, figure, by)
            yield _line(said(lang, f"按{way}：{'、'.join(told)}。", f"By {way}: {', '.join(told)}."))


def _items(found: Recipe, figures: Figures) -> Iterator[Markup]:
    """What is counted or added up, each with the files that it comes from."""
    lang = found.lang
    for item in {item.name: item for item in (*found.items, *found.whole)}.values():
        head = f"{item.label.of(lang)}{said(lang, '：', ': ')}" if found.whole else ""
        yield _line(head + method(item, found))
        for derived in item.derived:
            yield _line(f"{derived.name} = {derived.says.of(lang)}{said(lang, '。', '.')}")
        if item.kind != "office":
            yield _files(item, figures.get(item.name), found)


def _files(item: Item, figure: Figure | None, found: Recipe) -> Markup:
    """`计自2023年信访件登记表.xlsx › 登记表（427行）`; of a number that is withheld no rows are told either."""
    lang, counted = found.lang, figure.sources if figure else ()
    if not counted:
        return EMPTY
    tell_rows = not item.amount.hidden
    told = [_place(source) + (_rows(source["rows"], found) if tell_rows else "") for source in counted[:_FILES_NAMED]]
    if more := len(counted) - len(told):
        rows = _rows(sum(source["rows"] for source in counted[_FILES_NAMED:]), found) if tell_rows else ""
        told.append(said(lang, f"另外{more}处{rows}", f"{more} more{rows}"))
    return element("p", said(lang, f"计自{'、'.join(told)}。", f"From {', '.join(told)}."), "source-files")


def _place(source: Mapping[str, Any]) -> str:
    return " › ".join(part for part in (source["file"], source["sheet"]) if part)


def _rows(count: int, found: Recipe) -> str:
    """`（427行）`, ` (1 column)`: of a form a record is a column."""
    word = ("column" if found.across else "row") + "s" * (count != 1)
    return said(found.lang, f"（{count}{'列' if found.across else '行'}）", f" ({count:,} {word})")


def _line(text: str) -> Markup:
    return element("p", text)
