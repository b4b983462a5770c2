"""Whether the figures are still those of the records: what has changed since they were cleaned and checked.

The raw files are told by their hashes, which clean.json holds; settings, rules and corrections by what the steps' record knows of them,
and only where it is of another run, or something did change, by the time of their last change.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from nianbao.checking import read_account, read_checks
from nianbao.cleaning import given
from nianbao.errors import StaleChecks
from nianbao.figures import PUBLIC_FIGURES
from nianbao.reading import candidates
from nianbao.words import Words
from nianbao.work import Work

EVERY = ""


def stale(work: Work) -> dict[str, list[Words]]:
    """Table → what has changed under its figures; under `EVERY` what concerns those of every table. Raises MissingStep."""
    found: dict[str, list[Words]] = {}
    for table, why in (*_unchecked(work), *_settings(work), *_raw(work, work.clean), *_raw_before(work)):
        found.setdefault(table, []).append(why)
    return found


def _unchecked(work: Work) -> Iterator[tuple[str, Words]]:
    try:
        read_checks(work)
    except StaleChecks:
        yield EVERY, Words(zh="清理过的记录或统计截止日在核对之后变了", en="the clean records or the reference date have changed since the check")


def _settings(work: Work) -> Iterator[tuple[str, Words]]:
    checked, cleaned, own = work.checked / PUBLIC_FIGURES, work.clean / "clean.json", work.workspace.root / "expectations"
    settings = [(EVERY, work.office.folder / "office.yml")]
    models = [(path.stem, path) for path in sorted(own.glob("*.yml"))]
    for kind, facts, named in (("office.yml", given.office_file, settings), ("tables", given.tables, models)):
        later = [(table, path) for table, path in named if _is_later(path, checked)]
        if later and not given.is_as_when_made(work, "check", kind, facts(work), checked):
            yield from ((table, Words(zh=f"{path.name} 在核对之后改过", en=f"{path.name} was edited after the check")) for table, path in later)
    corrections = work.raw / "corrections.csv"
    later = corrections.is_file() and cleaned.is_file() and _is_later(corrections, cleaned)
    if later and not given.is_as_when_made(work, "clean", "raw files", given.raw(work), cleaned):
        yield EVERY, Words(zh="corrections.csv 在清理之后改过", en="corrections.csv was edited after the records were cleaned")


def _is_later(path: Path, made: Path) -> bool:
    return path.stat().st_mtime_ns > made.stat().st_mtime_ns


def _raw_before(work: Work) -> Iterator[tuple[str, Words]]:
    before = work.before
    if before is not None and (work.clean / "before" / "clean.json").is_file():
        yield from _raw(before, work.clean / "before")


def _raw(work: Work, cleaned: Path) -> Iterator[tuple[str, Words]]:
    """The files of the year that are not those that were cleaned. Of an office that rolls up there are none."""
    if not work.raw.is_dir():
        return
    there = {path.relative_to(work.raw).as_posix(): path for path in candidates(work.raw) if path.is_file()}
    then = {file["file"]: file for file in read_account(cleaned)["files"] if file["table"] or file["file"] in there}
    for name in sorted({*there, *then}):
        if name not in then:
            yield EVERY, Words(zh=f"{name} 是清理之后加的", en=f"{name} was added after the records were cleaned")
        elif name not in there:
            yield then[name]["table"], Words(zh=f"{name} 已经不在", en=f"{name} is gone")
        elif then[name]["table"] and _sha256(there[name]) != then[name]["sha256"]:
            yield then[name]["table"], Words(zh=f"{name} 在清理之后改过", en=f"{name} was edited after the records were cleaned")


def _sha256(path: Path) -> str:
    stat = path.stat()
    return _hashed(path, stat.st_mtime_ns, stat.st_size)


@lru_cache(maxsize=256)
def _hashed(path: Path, changed: int, size: int) -> str:
    """Hashed once: every cell that is run asks for it."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
