"""tables.xlsx: the public figures and their breakdowns, with notes and units, as spreadsheets of official statistics have them.

The model is the UK Government Analysis Function's guidance on releasing statistics in spreadsheets: a cover, notes, one
table a sheet, a shorthand in brackets for what is no number.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from nianbao.exporting.amounts import HIDDEN, NO_DATA, NOT_APPLICABLE, base, change, shown
from nianbao.exporting.offices import office_sheets
from nianbao.exporting.spreadsheet import Book, Column, Link
from nianbao.figures import Figure, public_figures
from nianbao.rolling import is_invented, is_rolled_up
from nianbao.tables import Table, tables_of
from nianbao.words import Words, said
from nianbao.work import Work

_TITLE = Words(zh="{year}年法治政府建设情况年报：数据表", en="Government under the rule of law, review of {year}: tables")
_NOTES = {
    "rate": Words(
        zh="比率为分子除以分母，保存的是精确值，一般显示一位小数；会显示成100%或0%而实际不是的，多显示几位。",
        en="A rate is part over whole. The exact value is kept and shown with one decimal; with more where it would read 100% or 0% and is not.",
    ),
    "points": Words(zh="比率的变化以百分点计。", en="The change of a rate is in percentage points."),
    "mean": Words(
        zh="平均数为总和（分子）除以个数（分母），变化按四舍五入到一位小数的两年数计算。",
        en="A mean is a sum (part) over a number (whole). Its change is that of the two years' means, each rounded to one decimal.",
    ),
    "over": Words(
        zh="原始记录写作“……余”“……以上”，实际不少于所列的数。",
        en="The records give the number as “over …”: it is at least what is shown.",
    ),
    "about": Words(zh="原始记录写作“约……”，所列的数为近似数。", en="The records give the number as “about …”: what is shown is near it."),
    "distinct": Words(
        zh="同一对象只计一次，因此各类之和可能大于总数。",
        en="Each is counted once, so that the categories may add up to more than the figure.",
    ),
}  # fmt: skip
_SIGNS = {
    NO_DATA: Words(zh="没有数据：没有记录，或无可计算；不等于零。", en="No data: there are no records, or nothing to compute. It is not zero."),
    HIDDEN: Words(zh="不公布：数字太小，公布可能暴露个人情况。", en="Not published: the number is small and might tell of a person."),
    NOT_APPLICABLE: Words(zh="不适用：计数和合计没有分子、分母。", en="Not applicable: counts and sums have no part and whole."),
}


_LINES = {
    "figures": Words(
        zh="一张表，每项数据一行；符号和注见“说明”，“注”列空白的没有注。",
        en="One table, a figure a row. Shorthand and notes are explained in Notes; an empty cell of that column has none.",
    ),
    "parts": Words(
        zh="一张表，每项数据的每一类一行；符号和注见“说明”，“注”列空白的没有注。",
        en="One table, a category of a figure a row. Shorthand and notes are explained in Notes; an empty cell of that column has none.",
    ),
}  # fmt: skip


def workbook(work: Work) -> bytes:
    """The .xlsx of the year's public figures, the same bytes for the same figures. Raises MissingStep."""
    lang, office = work.lang, work.office.name.of(work.lang)
    title = _TITLE.of(lang).format(year=work.year)
    told = {"title": title, "author": office, "company": office, "comments": said(lang, "语言：zh-CN", "Language: en-GB")}
    book = Book(told, work.as_of, said(lang, "宋体", "Arial"))
    figures = list(public_figures(work).values())
    tables = tables_of(work.workspace, work.office)
    cover, notes, all_of_them = (book.name(said(lang, *words)) for words in (("封面", "Cover"), ("说明", "Notes"), ("全部数据", "Figures")))
    broken_down = [table for name, table in tables.items() if any(figure.by for figure in figures if figure.table == name)]
    names = {table.table: book.name(table.title.of(lang)) for table in broken_down}
    back = Link(cover, said(lang, "回到封面", "Back to the cover"))

    links = [Link(notes, said(lang, "说明：单位、符号和注", "Notes: units, shorthand and notes"))]
    links.append(Link(all_of_them, said(lang, f"全部数据（{len(figures)}项）", f"All {len(figures)} figures")))
    links += [Link(names[table.table], _heading(table, lang)) for table in broken_down]
    beside = {book.name(sheet.heading): sheet for sheet in (office_sheets(work, figures, tables) if is_rolled_up(work) else ())}
    links += [Link(name, sheet.heading) for name, sheet in beside.items()]
    book.sheet(cover, title, [*_cover(work), *links])
    book.sheet(notes, said(lang, "说明", "Notes"), [back], *_notes(lang))
    rows = [_figure(figure, tables[figure.table], lang) for figure in figures if figure.table in tables]
    heading = said(lang, f"{work.year}年全部数据", f"All figures of {work.year}")
    book.sheet(all_of_them, heading, [_LINES["figures"].of(lang), back], _figure_columns(work), rows)
    for table in broken_down:
        rows = [row for figure in figures if figure.table == table.table for row in _parts(figure, table, lang)]
        heading = said(lang, f"{_heading(table, lang)}，{work.year}年", f"{_heading(table, lang)}, {work.year}")
        book.sheet(names[table.table], heading, [_LINES["parts"].of(lang), back], _part_columns(work), rows)
    for name, sheet in beside.items():
        book.sheet(name, sheet.heading, [sheet.line, back], sheet.columns, sheet.rows)
    return book.done()


def _heading(table: Table, lang: str) -> str:
    return said(lang, f"{table.title.zh}：分类数据", f"{table.title.of(lang)}: breakdowns")


def _cover(work: Work) -> Iterator[str]:
    lang, file = work.lang, work.office.file
    if is_invented(work):
        yield said(lang, "示例数据：所用的逐条记录均为虚构，不涉及真实的人和案件。", "Sample data. Every record is invented and tells of no real person or case.")
    if work.draft:
        yield said(lang, "草稿：未经发布，数据可能改动，请勿引用。", "Draft. Not published; the figures may change and are not to be cited.")
    roles = (("编制", "Prepared by", file.prepared_by), ("审核", "Reviewed by", file.reviewed_by), ("批准", "Approved by", file.approved_by))
    told = [("单位", "Office", work.office.name.of(lang)), ("年度", "Year", str(work.year)), ("统计时点", "Figures as of", work.as_of.isoformat())]
    for zh, en, what in [*told, *((zh, en, who.of(lang)) for zh, en, who in roles if who)]:
        yield said(lang, f"{zh}：{what}", f"{en}: {what}")
    yield said(
        lang, "每个工作表至多一张表，标题在第一行；数字是精确值，单位另有一列。",
        "Each sheet has one table at most, its title in the first row. Numbers are exact; units stand in a column.",
    )  # fmt: skip
    yield said(lang, "工作表：", "Sheets:")


def _notes(lang: str) -> tuple[list[Column], list[list[str]]]:
    columns = [Column(said(lang, "符号或注", "Shorthand or note")), Column(said(lang, "意思", "Meaning"))]
    rows = [[sign, words.of(lang)] for sign, words in _SIGNS.items()]
    rows += [[_mark(name, lang), words.of(lang)] for name, words in _NOTES.items()]
    unit = said(lang, "金额以元计；其他单位见各行。", "Money is in yuan; other units stand in each row.")
    before = said(lang, "上年数按同样的规则、同样的月日计算。", "The year before is counted by the same rules, as of the same day of that year.")
    return columns, [*rows, [said(lang, "单位", "Units"), unit], [said(lang, "上年", "Year before"), before]]


def _figure_columns(work: Work) -> list[Column]:
    words = (("记录", "Records"), ("名称", "Name"), ("指标", "Figure"), ("单位", "Unit"))
    numbers = (("比上年", "Change"), ("变化的单位", "Unit of the change"), ("分子", "Part"), ("分母", "Whole"))
    return [
        *(Column(said(work.lang, *word)) for word in words), *_years(work),
        *(Column(said(work.lang, *word), word[0] != "变化的单位") for word in numbers),
        Column(said(work.lang, "注", "Notes")), Column(said(work.lang, "来源", "Sources")),
    ]  # fmt: skip


def _figure(figure: Figure, table: Table, lang: str) -> list[Any]:
    unit, step = figure.unit.of(lang), change(figure)
    of_change = said(lang, "百分点", "percentage points") if figure.kind == "rate" else unit
    return [
        table.title.of(lang), figure.name, figure.label.of(lang), unit,
        shown(figure.amount, figure.kind), shown(figure.previous, figure.kind), step, step if isinstance(step, str) else of_change,
        base(figure, figure.amount.part), base(figure, figure.amount.whole), _marks(_noted(figure), lang), _sources(figure, lang),
    ]  # fmt: skip


def _part_columns(work: Work) -> list[Column]:
    words = (("指标", "Figure"), ("分类方式", "By"), ("类别", "Category"), ("单位", "Unit"))
    return [*(Column(said(work.lang, *word)) for word in words), *_years(work), Column(said(work.lang, "注", "Notes"))]


def _parts(figure: Figure, table: Table, lang: str) -> Iterator[list[Any]]:
    marks = _marks([note for note in _noted(figure) if note in ("mean", "distinct")], lang)
    for by, parts in figure.by.items():
        way = said(lang, "月份", "month") if by == "month" else table.columns[by].title.of(lang) if by in table.columns else by
        for part in parts:
            numbers = (shown(amount, figure.kind) for amount in (part.amount, part.before))
            yield [figure.label.of(lang), way, part.label.of(lang), figure.unit.of(lang), *numbers, marks]


def _years(work: Work) -> list[Column]:
    return [Column(said(work.lang, f"{year}年", f"{year}"), True) for year in (work.year, work.year - 1)]


def _noted(figure: Figure) -> list[str]:
    doubts = {amount.about for amount in (figure.amount, figure.previous) if amount}
    holds = {
        "rate": figure.kind == "rate", "points": figure.kind == "rate", "mean": figure.kind == "mean",
        "over": "over" in doubts, "about": "about" in doubts, "distinct": figure.kind == "distinct",
    }  # fmt: skip
    return [name for name in _NOTES if holds[name]]


def _marks(notes: Sequence[str], lang: str) -> str:
    return " ".join(_mark(note, lang) for note in notes)


def _mark(note: str, lang: str) -> str:
    number = list(_NOTES).index(note) + 1
    return said(lang, f"[注{number}]", f"[note {number}]")


def _sources(figure: Figure, lang: str) -> str:
    """The files and sheets whose rows count; a rate has those of its part and whole."""
    told = []
    for source in figure.sources:
        place = " › ".join(str(part) for part in (source["file"], source["sheet"]) if part)
        told.append(place if source["rows"] is None else place + said(lang, f"（{source['rows']}行）", f" ({source['rows']} rows)"))
    return said(lang, "；", "; ").join(told) or (NOT_APPLICABLE if figure.kind == "rate" else NO_DATA)
