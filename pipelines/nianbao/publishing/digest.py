"""What the site knows of one office's year: gathered from its editions into contents.json beside them, and read from there.

contents.json also tells programs which edition is the newest. It is made anew when an edition or nianbao itself has changed.
"""

from __future__ import annotations

import json
from typing import Any

from nianbao.checking import verdict
from nianbao.figures import Amount, Figure, read_figures
from nianbao.folders import put
from nianbao.package import package
from nianbao.publishing.changes import changes
from nianbao.publishing.editions import LANGUAGES, MANIFEST, Edition, Series
from nianbao.publishing.prose import Section, sections, title
from nianbao.publishing.telling import in_full
from nianbao.review.telling import number, unit_of
from nianbao.running import sha256

CONTENTS = "contents.json"
Facts = dict[str, Any]


def digest(series: Series) -> Facts:
    """The content of contents.json. Raises CannotWrite, BadManifest."""
    made_of = {"package": package()["sha256"], "manifests": [sha256(edition.folder / MANIFEST) for edition in series.editions]}
    path = series.folder / CONTENTS
    if path.exists() and (known := json.loads(path.read_text("utf-8")))["made_of"] == made_of:
        return known
    found = _digest(series) | {"made_of": made_of}
    put(path, (json.dumps(found, ensure_ascii=False, indent=1) + "\n").encode())
    return found


def _digest(series: Series) -> Facts:
    newest = series.newest
    checks, page = newest.read("checks.json"), newest.folder / "review.html"
    figures, told = list(read_figures(newest.folder / "figures.json").values()), sections(page)
    printed = dict.fromkeys(name.partition(".")[0] for section in told for name in section.figures)
    return {
        "office": series.office, "name": newest.office.json(), "year": series.year, "lang": series.lang,
        "synthetic": bool(newest.facts.get("synthetic")), "newest": newest.number, "title": title(page),
        "checks": {"counts": checks["counts"], "verdict": verdict(checks, series.lang)}, "tables": {name: checks["titles"][name] for name in [*printed, *checks["titles"]] if name in checks["titles"]},
        "editions": [_edition(series, position) for position in range(len(series.editions))],
        "sections": [_section(section, figures, series.lang) for section in told],
        "figures": [_figure(figure) for figure in figures],
    }  # fmt: skip


def _edition(series: Series, position: int) -> Facts:
    edition = series.editions[position]
    told: list[str] = []
    if position:
        told = in_full(changes(series.editions[position - 1].folder, edition.folder), series.lang)
    return {
        "number": edition.number, "published_on": edition.published_on.isoformat(), "reason": edition.reason, "changes": told,
        "manifest": sha256(edition.folder / MANIFEST), "files": _files(edition),
    }  # fmt: skip


def _files(edition: Edition) -> dict[str, int]:
    """Name → size in bytes."""
    return {name: (edition.folder / name).stat().st_size for name in [*edition.facts["outputs"], MANIFEST]}


def _section(section: Section, figures: list[Figure], lang: str) -> Facts:
    labels = [figure.label.of(lang) for figure in figures if figure.name in section.figures]
    return {"id": section.id, "heading": section.heading, "level": section.level, "text": "\n".join(section.paragraphs), "labels": labels}


def _figure(figure: Figure) -> Facts:
    return {
        "name": figure.name, "table": figure.table, "label": figure.label.json(),
        "unit": {lang: unit_of(figure, lang) for lang in LANGUAGES}, "text": _texts(figure, figure.amount),
        "before": _texts(figure, figure.previous) if figure.previous else None,
    }  # fmt: skip


def _texts(figure: Figure, amount: Amount) -> dict[str, str]:
    return {lang: number(figure, amount, lang) for lang in LANGUAGES}
