"""A county and its towns in a workspace of the test: each town hands up the public figures of a finished review."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from nianbao.figures import Figure
from nianbao.office import Workspace
from nianbao.rolling import RolledUp, roll_up
from nianbao.tables import fingerprint, read_table
from nianbao.work import Work, open_work

VISITS = """
table: visits
title: {zh: 走访, en: Visits}
files: ["*走访*"]
columns:
  village: {zh: 村名, type: text, group: village}
  held_on: {zh: 日期, type: date}
  settled: {zh: 是否解决, type: category, values: {是: "yes", 否: "no"}}
figures:
  held: {label: {zh: 走访, en: Visits}, unit: {zh: 次, en: visits}, count: held_on between :start and :end, by: [village]}
  settled: {label: {zh: 解决, en: Settled}, unit: {zh: 次, en: visits}, count: held_on between :start and :end and settled = 'yes'}
  settled_rate: {label: {zh: 解决率, en: Settled}, part: settled, whole: held}
"""


class County:
    """Offices are drawn one by one; `county` stands above those that name no other."""

    def __init__(self, root: Path) -> None:
        self.root = root
        (root / "expectations").mkdir(parents=True)
        (root / "expectations" / "visits.yml").write_text(VISITS, "utf-8")
        self.office("county", "county", None)

    def office(self, name: str, level: str = "town", parent: str | None = "county", **facts: int) -> Path:
        """An office.yml."""
        folder = self.root / "data" / "raw" / name
        folder.mkdir(parents=True, exist_ok=True)
        above = f"parent: {parent}\n" if parent else ""
        text = f"name: {{zh: {name}镇, en: {name.title()} Town}}\nlevel: {level}\ntables: [visits]\n{above}facts: {json.dumps(facts)}\n"
        (folder / "office.yml").write_text(text, "utf-8")
        return folder

    def town(self, name: str, *figures: Figure | bytes, parent: str = "county", folder: str = "2023", **manifest: Any) -> Path:
        """An office with a finished review of 2023; `manifest` says otherwise than it would."""
        self.office(name, parent=parent)
        review = self.root / "reviews" / name / folder
        review.mkdir(parents=True)
        content = figures[0] if isinstance(figures[0], bytes) else handed_up(*figures)
        (review / "figures.json").write_bytes(content)
        told = {"draft": False, "synthetic": False, "parameters": {"as_of": "2023-12-31"}, "tables": {"visits": self.fingerprint}}
        told |= {"outputs": {"figures.json": hashlib.sha256(content).hexdigest()}}
        (review / "manifest.json").write_text(json.dumps(told | manifest), "utf-8")
        return review

    @property
    def fingerprint(self) -> str:
        return fingerprint(read_table(self.root / "expectations" / "visits.yml"))

    def work(self, name: str = "county", **parameters: Any) -> Work:
        return open_work(name, 2023, workspace=Workspace(self.root), **parameters)

    def roll_up(self, name: str = "county", **parameters: Any) -> RolledUp:
        return roll_up(self.work(name, **parameters))

    def missing(self, **parameters: Any) -> dict[str, str]:
        """Office → why it is not added up."""
        return {row.id: row.why.zh for row in self.roll_up(**parameters).offices.missing if row.why}


def handed_up(*figures: Figure) -> bytes:
    """The content of a figures.json."""
    return json.dumps([figure.json() for figure in figures], ensure_ascii=False, indent=1).encode()
