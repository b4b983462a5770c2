"""The overview as a page, data/runs/status.html, beside the summaries of batches.

It tells of failures, waivers and years that were never run, which is for those who run the offices' reviews; what is public of it, when
each was published and by when it had to be, stands on the site (nianbao.publishing.timeliness), which is made from editions alone.
"""

from __future__ import annotations

from pathlib import Path

from markupsafe import Markup

from nianbao.folders import put
from nianbao.markup import Cell, Column, Row, document, element, items, joined, table
from nianbao.office import Workspace
from nianbao.status.cells import heads, row, summed
from nianbao.status.offices import Overview
from nianbao.status.year import Standing
from nianbao.words import said


def write_page(workspace: Workspace, found: Overview, lang: str) -> Path:
    """Writes the page, and returns where it lies. Raises CannotWrite."""
    path = workspace.root / "data" / "runs" / "status.html"
    put(path, page(found, lang).encode())
    return path


def page(found: Overview, lang: str) -> str:
    """A page of its own that fetches nothing; links go to what lies in the workspace."""
    title = said(lang, "各单位年报进展", "How the reviews of all offices stand")
    problems = [f"{each.office} {each.year}: {each.problem.of(lang)}" for each in found.standings if each.problem]
    body: list[Cell] = [element("h1", title), element("p", summed(found, lang))]
    body += [items(problems)] if problems else []
    columns = [Column(head) for head in heads(found.within, lang)]
    body.append(table(title, columns, (_row(each, lang) for each in found.standings), css="checks-table stacked"))
    return document(title, lang, element("main", joined(body), "checks"))


def _row(found: Standing, lang: str) -> Row:
    name, year, at, outcome, failures, *rest = row(found, lang)
    place = f"{found.office}/{found.year}"
    name_and_id = joined([element("span", name, "rule"), element("span", found.office, "law")], " ")
    linked: Cell = _link(f"../checked/{place}/checks.html", failures) if found.failures else failures
    return [name_and_id, year, at, outcome, linked, *rest]


def _link(path: str, words: str) -> Markup:
    return Markup('<a href="{}">{}</a>').format(path, words)
