"""The page of one office's year: its stable address, the newest edition's files, and every edition before."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from markupsafe import Markup

from nianbao.markup import EMPTY, Cell, Column, Row, element, items, joined, table
from nianbao.publishing.editions import day_name, edition_name
from nianbao.publishing.pages import file_name, link, office_name, page
from nianbao.words import Words, said

Facts = dict[str, Any]
_FILES = {
    "review.html": Words(zh="网页", en="Web page"), "review.pdf": Words(zh="PDF", en="PDF"), "review.docx": Words(zh="Word", en="Word"),
    "tables.xlsx": Words(zh="数据表（Excel）", en="Tables (Excel)"), "figures.json": Words(zh="数据（JSON）", en="Figures (JSON)"),
    "checks.json": Words(zh="核对结果（JSON）", en="Checks (JSON)"), "changes.json": Words(zh="改动（JSON）", en="Changes (JSON)"),
    "manifest.json": Words(zh="清单（JSON）", en="Manifest (JSON)"),
}  # fmt: skip
FOR_READERS = ("review.html", "review.pdf", "review.docx", "tables.xlsx")


def path(facts: Facts) -> str:
    """Where the page lies: site/<office>/<year>/index.html, in English below en."""
    return f"{folder(facts)}/index.html"


def folder(facts: Facts) -> str:
    """Where its editions lie."""
    lang = facts["lang"]
    return f"{facts['office']}/{facts['year']}" + ("" if lang == "zh" else f"/{lang}")


def file_links(facts: Facts, edition: Facts, where: str, names: Iterable[str] = FOR_READERS, with_size: bool = False) -> list[Markup]:
    """Links to those files of an edition that it has, from the page `where`."""
    lang = facts["lang"]
    about = f"{facts['name'][lang]} {facts['title']} {edition_name(edition['number'], lang)}"
    found = []
    for name in [name for name in names if name in edition["files"]]:
        words = _FILES[name].of(lang)
        size = Markup(' <span class="details">{}</span>').format(_size(edition["files"][name])) if with_size else EMPTY
        to = link(f"{folder(facts)}/{edition['number']}/{name}", where, words, "" if with_size else f"{words} {about}")
        found.append(to + size)
    return found


def year_page(facts: Facts, known: list[Facts]) -> bytes:
    """The page; it links to that of the other language where there is one."""
    lang, where, newest = facts["lang"], path(facts), facts["editions"][-1]
    office = facts["name"][lang]
    body: list[Cell] = [
        _others(facts, known, where),
        element("p", office_name(office, facts["synthetic"], lang), "office"),
        element("h1", facts["title"]),
        element("p", _which(newest, lang), "as-of"),
        *([element("p", _reason(newest, lang), "reason")] if newest["reason"] else []),
        items(file_links(facts, newest, where, with_size=True), "files"),
        element("p", facts["checks"]["verdict"]),
        _contents(facts, newest, where), _editions(facts, where),
    ]  # fmt: skip
    home = said(lang, "年报首页", "All reviews")
    way = [link(file_name("index", lang), where, home), link(f"{facts['office']}/{file_name('index', lang)}", where, office)]
    return page(f"{facts['title']}{said(lang, '　', ' – ')}{office}", lang, way, joined(body))


def _others(facts: Facts, known: list[Facts], where: str) -> Cell:
    """Links to the same year in other languages."""
    same = [other for other in known if (other["office"], other["year"]) == (facts["office"], facts["year"]) and other is not facts]
    names = {"zh": "中文", "en": "English"}
    return joined(element("p", link(path(other), where, names[other["lang"]], lang=other["lang"]), "other-language") for other in same)


def _which(edition: Facts, lang: str) -> str:
    on = day_name(date.fromisoformat(edition["published_on"]), lang)
    return said(lang, f"{edition_name(edition['number'], lang)}，{on}发布", f"{edition_name(edition['number'], lang)}, published {on}")


def _reason(edition: Facts, lang: str) -> str:
    return said(lang, f"修订原因：{edition['reason']}", f"Reason for this edition: {edition['reason']}")


def _contents(facts: Facts, newest: Facts, where: str) -> Cell:
    """The newest review's headings, each leading to its place there."""
    review = f"{folder(facts)}/{newest['number']}/review.html"
    links = joined(
        element("li", link(review, where, section["heading"], anchor=section["id"]), f"level-{section['level']}")
        for section in facts["sections"] if section["heading"]
    )  # fmt: skip
    return joined([element("h2", said(facts["lang"], "内容", "Contents")), element("ul", links, "headings")]) if links else EMPTY


def _editions(facts: Facts, where: str) -> Cell:
    lang = facts["lang"]
    heads = [Column(said(lang, *words)) for words in (("版次", "Edition"), ("发布日期", "Published"), ("修订原因和改动", "Reason and changes"), ("文件", "Files"))]
    rows: list[Row] = []
    for edition in reversed(facts["editions"]):
        on = day_name(date.fromisoformat(edition["published_on"]), lang)
        files = [joined(file_links(facts, edition, where, _FILES), said(lang, "、", ", ")), _hash(edition, lang)]
        rows.append([edition_name(edition["number"], lang), on, _changed(edition, lang), joined(element("p", part) for part in files)])
    told = said(
        lang, "发布过的每一版都原样保留。文件是否与发布时相同，可用 nianbao verify 对照清单核对。",
        "Every edition stays as it was published. Whether a file is as published can be proved with nianbao verify against its manifest.",
    )  # fmt: skip
    return joined([
        element("h2", said(lang, "各版", "Editions")),
        table(said(lang, "发布过的各版", "Every edition that was published"), heads, rows, css="editions-table"), element("p", told, "note"),
    ])  # fmt: skip


def _changed(edition: Facts, lang: str) -> Cell:
    if edition["number"] == 1:
        return said(lang, "首次发布", "First published")
    folded = EMPTY
    if edition["changes"]:
        summary = said(lang, "逐条改动", "Each change")
        folded = Markup("<details><summary>{}</summary><pre>{}</pre></details>").format(summary, "\n".join(edition["changes"]))
    return joined([element("p", edition["reason"]), folded])


def _hash(edition: Facts, lang: str) -> Cell:
    return element("span", said(lang, f"清单的 SHA-256：{edition['manifest']}", f"SHA-256 of the manifest: {edition['manifest']}"), "details")


def _size(count: int) -> str:
    return f"{count / 1_000_000:.1f} MB" if count >= 1_000_000 else f"{max(count // 1000, 1)} kB"
