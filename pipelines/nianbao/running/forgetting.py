"""Forgetting an office's year: what was made of its records goes, what was published stays, and a line says what was removed when.

What will go is written down before anything does; a forgetting that was killed is completed by the next command at the year, so
that no run ever reads half of the records.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from nianbao import __version__
from nianbao.errors import NotForgotten, Running, UnknownYear
from nianbao.errors.system import reason
from nianbao.folders import put, to_disk
from nianbao.lock import locked
from nianbao.office import Office, Workspace
from nianbao.words import Words

# What people decided and wrote holds no record, and editions that stay were made with it.
_DECIDED = ("waivers.yml", "text")
_PLAN, _LOCK, _RECORD = "forget.json", "run.lock", "forgotten.jsonl"


@dataclass(frozen=True)
class Kept:
    """A place that stays, and why."""

    place: str
    why: Words


@dataclass(frozen=True)
class Plan:
    """What goes of an office's year, by place in the workspace, with the number of files and their bytes; and what stays."""

    workspace: Workspace
    office: Office
    year: int
    raw: bool
    goes: dict[str, tuple[int, int]]
    stays: tuple[Kept, ...]

    def text(self, lang: str) -> str:
        """A line a place."""
        lines = [Words(zh="删除：", en="Goes:").of(lang)]
        lines += [f"  {place}  {Words(zh=f'{files}个文件', en=f'{files} files').of(lang)}" for place, (files, _) in self.goes.items()]
        lines += [Words(zh="  （没有可删的）", en="  (nothing is there)").of(lang)] * (not self.goes)
        lines += [Words(zh="保留：", en="Stays:").of(lang)] * bool(self.stays)
        lines += [f"  {kept.place}  {kept.why.of(lang)}" for kept in self.stays]
        return "\n".join(lines)


def plan_to_forget(workspace: Workspace, office: str, year: int, raw: bool = False) -> Plan:
    """What would go and what would stay; nothing is touched. `raw` takes the files as received too.

    Raises UnknownOffice, UnknownYear where nothing of that year is there, NotForgotten where a place leads out of the workspace.
    """
    known = workspace.office(office)
    goes = {path.relative_to(workspace.root).as_posix(): _size(path, workspace) for path in _made(workspace, known.id, year)}
    if raw:
        goes |= {path.relative_to(workspace.root).as_posix(): _size(path, workspace) for path in _received(known.folder / str(year))}
    stays = tuple(_stays(workspace, known.id, year, raw))
    if not goes and not stays and year not in known.years:
        raise UnknownYear(office=office, got=year, folder=known.folder / str(year), known=known.years)
    return Plan(workspace, known, year, raw, goes, stays)


def forget(workspace: Workspace, office: str, year: int, raw: bool = False) -> Plan:
    """Removes what the plan says goes, and says so in data/runs/forgotten.jsonl. Raises Running, NotForgotten, CannotWrite."""
    runs = _runs(workspace, office, year)
    with ExitStack() as locks:
        for each in (year, year + 1):  # the year after holds this one's records for comparison
            if each == year or _before(workspace, office, year).exists():
                what = f"{office} {each}"
                locks.enter_context(locked(_runs(workspace, office, each) / _LOCK, lambda who, what=what: Running(what=what, who=who)))
        resume(workspace, office, year)
        plan = plan_to_forget(workspace, office, year, raw)
        if plan.goes:
            now = datetime.now(UTC)
            facts = {
                "at": now.isoformat(timespec="seconds"), "id": now.strftime("%Y%m%dT%H%M%S.%fZ"), "office": office, "year": year, "raw": raw,
                "nianbao": __version__, "removed": [{"place": place, "files": files, "bytes": size} for place, (files, size) in plan.goes.items()],
            }  # fmt: skip
            put(runs / _PLAN, (json.dumps(facts, ensure_ascii=False) + "\n").encode())
            resume(workspace, office, year)
    return plan


def resume(workspace: Workspace, office: str, year: int) -> None:
    """Completes a forgetting that was begun; nothing where none was. The caller holds the year's lock. Raises NotForgotten, CannotWrite."""
    begun = _runs(workspace, office, year) / _PLAN
    if not begun.exists():
        return
    facts = json.loads(begun.read_text("utf-8"))
    runs, received = begun.parent, workspace.root / "data" / "raw" / office / str(year)
    for removed in facts["removed"]:
        path = workspace.root / removed["place"]
        for one in sorted(filter(_may_go, path.glob("*"))) if path == runs else [path]:
            _remove(one)
    if facts["raw"] and received.is_dir() and not any(received.iterdir()):
        received.rmdir()
    _require_gone(runs, *{path.parent for removed in facts["removed"] if (path := workspace.root / removed["place"]).parent.is_dir()})
    _note(workspace, facts)
    begun.unlink()


def _made(workspace: Workspace, office: str, year: int) -> Iterator[Path]:
    """What nianbao made of the records and did not publish, also what killed runs have left."""
    data, reviews = workspace.root / "data", workspace.root / "reviews" / office
    for folder in (data / "clean" / office, data / "checked" / office):
        yield from _there(folder / str(year), *sorted(folder.glob(f".{year}.new-*")), folder / f".{year}.old")
    yield from _there(_before(workspace, office, year))
    runs = _runs(workspace, office, year)
    yield from (runs,) * any(map(_may_go, runs.glob("*")))
    for name in (f"{year}-draft", f"{year}-en-draft"):
        yield from _there(reviews / name)
    # A review's folder is hidden while it is built, and while it is swapped.
    yield from sorted(path for path in reviews.glob(f".{year}*") if path.name.endswith(".old") or ".new-" in path.name)
    yield from sorted((data / "split" / str(year)).glob(f".*.new-*/offices/{office}"))


def _received(folder: Path) -> Iterator[Path]:
    """The raw files, and the corrections, which quote them."""
    yield from sorted(path for path in folder.glob("*") if path.name not in _DECIDED)


def _stays(workspace: Workspace, office: str, year: int, raw: bool) -> Iterator[Kept]:
    root = workspace.root
    received, split = root / "data" / "raw" / office / str(year), root / "data" / "split" / str(year)
    why = {
        root / "site" / office / str(year): Words(zh="已发布的版本，只有公布的数据", en="published editions, of public figures only"),
        **{root / "reviews" / office / f"{year}{lang}": Words(zh="年报成品，只有公布的数据", en="the finished review, of public figures only") for lang in ("", "-en")},
        **({} if raw else {received: Words(zh="原始文件和更正：归档后用 --raw 删除", en="files as received, and corrections: once archived, --raw removes them")}),
        **({received / name: Words(zh="本单位的决定和文字", en="what the office decided and wrote") for name in _DECIDED} if raw else {}),
        split: Words(zh="总文件的账目；unmatched.csv 不是本单位的行，用完请自行删除", en="the account of a split; unmatched.csv is of no office, delete it yourself once it is done with"),
    }
    yield from (Kept(path.relative_to(root).as_posix(), reason) for path, reason in why.items() if path.exists())


def _there(*paths: Path) -> Iterator[Path]:
    yield from (path for path in paths if path.exists() or path.is_symlink())


def _before(workspace: Workspace, office: str, year: int) -> Path:
    """Where the year after keeps this one's records."""
    return workspace.root / "data" / "clean" / office / str(year + 1) / "before"


def _runs(workspace: Workspace, office: str, year: int) -> Path:
    return workspace.root / "data" / "runs" / office / str(year)


def _may_go(path: Path) -> bool:
    """Not a lock, which somebody may hold, nor the plan, which goes last of all."""
    return path.suffix != ".lock" and path.name != _PLAN


def _size(path: Path, workspace: Workspace) -> tuple[int, int]:
    """How many files are in it, of how many bytes. Raises NotForgotten for a link that leads out of the workspace."""
    if not path.resolve().is_relative_to(workspace.root.resolve()):
        raise NotForgotten(path=path, problem=Words(zh="它是链接，指向工作区以外", en="it is a link that leads out of the workspace"))
    files = [found for found in (path.rglob("*") if path.is_dir() else [path]) if found.is_file() and _may_go(found)]
    return len(files), sum(found.stat().st_size for found in files)


def _remove(path: Path) -> None:
    try:
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)
    except OSError as error:
        raise NotForgotten(path=Path(error.filename or path), problem=reason(error)) from None


def _require_gone(*folders: Path) -> None:
    """What was removed from the folders does not come back after a loss of power, when nobody knows any more that it was to go."""
    try:
        to_disk(*folders)
    except OSError as error:
        raise NotForgotten(path=Path(error.filename), problem=reason(error)) from None


def _note(workspace: Workspace, facts: dict[str, Any]) -> None:
    """One line of what was removed, once. Names of files may be people's, so that of raw files only the number is told."""
    received = [one for one in facts["removed"] if one["place"].startswith("data/raw/")]
    told = [one for one in facts["removed"] if one not in received]
    if received:
        told.append({"place": f"data/raw/{facts['office']}/{facts['year']}", "files": sum(one["files"] for one in received), "bytes": sum(one["bytes"] for one in received)})
    path = workspace.root / "data" / "runs" / _RECORD
    before = path.read_text("utf-8") if path.exists() else ""
    if f'"id": "{facts["id"]}"' not in before:
        put(path, (before + json.dumps({**facts, "removed": told}, ensure_ascii=False) + "\n").encode())
