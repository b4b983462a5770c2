"""Whether the figures are still those of the records: what has changed since they were cleaned and checked.

The raw files are told by their hashes, which clean.json holds; settings, rules and corrections, of which nobody keeps one, by
the time of their last change.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from nianbao.checking import read_account, read_checks
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
    checked = (work.checked / PUBLIC_FIGURES).stat().st_mtime_ns
    root = work.workspace.root
    named = [(EVERY, work.office.folder / "office.yml"), *((path.stem, path) for path in sorted((root / "expectations").glob("*.yml")))]
    for table, path in named:
        if path.stat().st_mtime_ns > checked:
            yield table, Words(zh=f"{path.name} 在核对之后改过", en=f"{path.name} was edited after the check")
    corrections, cleaned = work.raw / "corrections.csv", work.clean / "clean.json"
    if corrections.is_file() and cleaned.is_file() and corrections.stat().st_mtime_ns > cleaned.stat().st_mtime_ns:
        yield EVERY, Words(zh="corrections.csv 在清理之后改过", en="corrections.csv was edited after the records were cleaned")


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
