"""site/: its pages, made from the editions alone, and from nothing else."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from nianbao.folders import put
from nianbao.lock import locked
from nianbao.office import Workspace
from nianbao.publishing import home, office_page, search, side_by_side, timeliness, year_page
from nianbao.publishing.digest import digest
from nianbao.publishing.editions import LANGUAGES, all_series
from nianbao.publishing.pages import TEMPLATES, file_name

Facts = dict[str, Any]


def build_site(workspace: Workspace) -> Path:
    """Writes every page anew, where it is not so already; returns the first page. The same editions give the same bytes.

    Raises BadManifest, CannotWrite.
    """
    root = workspace.root / "site"
    with locked(workspace.root / "data" / "runs" / "site.lock"):
        known = []
        for series in all_series(root):
            known.append(digest(series))
            put(series.folder / "figures.json", (series.newest.folder / "figures.json").read_bytes())
        for name, content in _pages(known):
            put(root / name, content)
    return root / "index.html"


def _pages(known: list[Facts]) -> Iterable[tuple[str, bytes]]:
    """Every file that the site has besides the editions, by its path, with its content."""
    yield "search.js", (TEMPLATES / "search.js").read_bytes()
    for facts in known:
        yield year_page.path(facts), year_page.year_page(facts, known)
    spoken = [lang for lang in LANGUAGES if lang == "zh" or any(facts["lang"] == lang for facts in known)]
    for lang in spoken:
        shown = _in_language(known, lang)
        yield file_name("index", lang), home.home(shown, lang, spoken)
        yield timeliness.path(lang), timeliness.timeliness(shown, lang, spoken)
        yield search.index_name(lang), search.index(shown)
        for office in sorted({facts["office"] for facts in shown}):
            yield office_page.path(office, lang), office_page.office_page([facts for facts in shown if facts["office"] == office], lang, spoken)
        for year in sorted({facts["year"] for facts in shown}):
            yield side_by_side.path(year, lang), side_by_side.side_by_side([facts for facts in shown if facts["year"] == year], lang, spoken)


def _in_language(known: list[Facts], lang: str) -> list[Facts]:
    """Each office's year once: in the language where it is published in it, else in the other."""
    best: dict[tuple[str, int], Facts] = {}
    for facts in known:
        key = facts["office"], facts["year"]
        if key not in best or facts["lang"] == lang:
            best[key] = facts
    return list(best.values())
