"""The licence of every dependency, by what its metadata say or licences.yml states, held against those that are allowed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path
from typing import Any

import yaml

from supply.lock import ROOT, SHIPPED, Pin, pins, uses

PAGE = ROOT / "docs" / "licences.md"
PACKAGE = ROOT / "pipelines" / "nianbao"
_USES = {
    "run": ("运行", "to run"), "lab": ("nianbao[lab]", "nianbao[lab]"), "cluster": ("nianbao[cluster]", "nianbao[cluster]"),
    "notices": ("nianbao[notices]", "nianbao[notices]"), "work": ("开发、测试、测量", "to develop, test, measure"),
}  # fmt: skip


@dataclass(frozen=True)
class Licence:
    """`expression` as SPDX writes it (BSD where the package says no more), None where nothing is known; `why` where it was read elsewhere than in metadata."""

    name: str
    expression: str | None
    why: str = ""


@cache
def settings() -> dict[str, Any]:
    """licences.yml."""
    return yaml.safe_load(Path(__file__).with_name("licences.yml").read_text("utf-8"))


def licence_of(name: str) -> Licence:
    """By licences.yml, else by the installed package's own metadata: the expression, the field, the classifiers, in this order."""
    if name in settings()["stated"]:
        stated = settings()["stated"][name]
        return Licence(name, stated["licence"], stated["why"])
    try:
        return Licence(name, _read(metadata(name)))
    except PackageNotFoundError:
        return Licence(name, None)


def _read(found: Any) -> str | None:
    if found.get("License-Expression"):
        return str(found["License-Expression"])
    words = settings()["words"]
    lines = (found.get("License") or "").strip().splitlines()
    field = lines[0].strip() if lines else ""
    if expression := words.get(field) or (field if field and permitted(field) else None):
        return str(expression)
    classifiers = [line.rpartition(" :: ")[2] for line in found.get_all("Classifier") or [] if line.startswith("License ::")]
    known = [words.get(line) for line in classifiers if line != "OSI Approved"]
    return " AND ".join(sorted(known)) if known and all(known) else None


def permitted(expression: str) -> bool:
    """Whether each part of the expression leaves a choice that is allowed."""
    parts = expression.replace("(", "").replace(")", "").split(" AND ")
    return all(any(one.strip() in settings()["allowed"] for one in part.split(" OR ")) for part in parts)


def faults(licences: Iterable[Licence]) -> list[str]:
    """A sentence for each that is not allowed or not known, by name."""
    found = []
    for one in licences:
        if one.expression is None:
            found.append(f"{one.name}: no licence in its metadata that supply/licences.yml knows: read its LICENSE and state it there")
        elif not permitted(one.expression) and one.name not in settings()["exceptions"]:
            found.append(f"{one.name}: {one.expression} is not allowed by supply/licences.yml: leave the package out, or write down why it may stay")
    return found


def page(locked: list[Pin] | None = None) -> str:
    """docs/licences.md: every locked dependency by what it is for, then what is no Python; without versions, which the lock has."""
    locked = locked if locked is not None else pins()
    use, given = uses(locked), settings()
    names = {key: [pin.name for pin in locked if use[pin.name] == key] for key in ("run", *SHIPPED, "work")}
    lines = [
        "# 许可证 · Licences", "",
        "由 `make licences` 根据锁定文件和各软件包的元数据写成；允许哪些许可证、哪些是在别处查到的、哪些是例外，写在 supply/licences.yml；版本见 requirements.txt。", "",
        "Written by `make licences` from the lock and the packages' own metadata; supply/licences.yml says which licences are allowed, which were read elsewhere, "
        "and which are exceptions; requirements.txt has the versions.", "",
        "## 包内 · In the package", "",
        "| | 许可证 · licence | |", "|---|---|---|", "| nianbao | MIT | |",
    ]  # fmt: skip
    lines += [f"| {one['name']} | {one['licence']} | {one['why']['zh']} · {one['why']['en']} |" for one in given["package"].values()]
    lines += [f"| {name} ({one['by']}) | {one['licence']} | {one['why']['zh']} · {one['why']['en']} |" for name, one in given["carried"].items()]
    for key, members in names.items():
        title = dict.fromkeys(_USES[key])
        lines += ["", f"## {' · '.join(title)}", "", "| | 许可证 · licence | |", "|---|---|---|"]
        lines += [f"| {name} | {licence_of(name).expression} | {_remark(name)} |" for name in members]
    return "\n".join(lines) + "\n"


def _remark(name: str) -> str:
    return " ".join(part for part in (licence_of(name).why, settings()["exceptions"].get(name, "").strip()) if part)


def unclaimed() -> list[str]:
    """Files of the package that are neither program nor words and that licences.yml gives to nobody."""
    known = {*settings()["package"], *settings()["own"]}
    plain = {".py", ".yml", ".json", ".txt", ".typed"}
    files = (path.relative_to(PACKAGE) for path in PACKAGE.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    return sorted(path.as_posix() for path in files if path.suffix not in plain and path.as_posix() not in known)
