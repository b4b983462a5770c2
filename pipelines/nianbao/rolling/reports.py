"""What the offices below have handed up: the public figures of each finished review, or why there are none to add."""

from __future__ import annotations

import hashlib
import re
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from nianbao.errors import LeadsOutside
from nianbao.figures import PUBLIC_FIGURES
from nianbao.figures.entries import Entry, entries
from nianbao.folders import own_file
from nianbao.office import Office
from nianbao.tables import Measure, Table, fingerprint
from nianbao.words import Words, listed
from nianbao.work import Work

FIGURES, MANIFEST = "figures.json", "manifest.json"
_LANGUAGES = {"zh": "", "en": "-en"}
_NAME = re.compile(r"\w{1,40}")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_READ_AHEAD = 8
_LARGEST = 64_000_000  # bytes; a figures.json has a few hundred thousand


class _Manifest(msgspec.Struct):
    """What a manifest says of its review."""

    draft: bool
    parameters: dict[str, Any]
    outputs: dict[str, str]
    synthetic: bool = False
    tables: dict[str, str] = {}


class _Gate(msgspec.Struct):
    stopped_by: list[str]


class _Checks(msgspec.Struct):
    """What of checks.json is asked for; it holds every row that failed."""

    gate: _Gate


@dataclass(frozen=True)
class _Known:
    """The tables' fingerprints, and their figures by name."""

    tables: Mapping[str, str]
    measures: Mapping[str, Measure]

    def is_one(self, entry: Entry) -> bool:
        """Whether it is a figure of the tables; whoever has the same tables has no other."""
        measure = self.measures.get(entry.name)
        return (
            measure is not None and (entry.table, entry.kind, entry.rollup) == (entry.name.partition(".")[0], measure.kind, measure.rolls_up)
            and measure.breakdowns().keys() >= {*entry.by, *entry.withdrawn}
        )  # fmt: skip


@dataclass(frozen=True)
class Lack:
    """Why an office's figures are not added: `rule` is the check that it fails."""

    rule: str
    why: Words


@dataclass(frozen=True)
class Report:
    """One office's review: its figures, which count, or what it lacks."""

    office: Office
    place: str = ""
    sha256: str = ""
    entries: Sequence[Entry] = ()
    synthetic: bool = False
    lack: Lack | None = None


def reports(work: Work, offices: Sequence[Office], tables: Mapping[str, Table]) -> Iterator[Report]:
    """The reviews of the offices, one after another: finished, of this year and reference date, made by the `tables` as they
    are now, whole, no older than the office's latest checks, and let through by them. What they hold is figures of those tables.

    A review in the language of the work comes first, else one in the other: the figures are the same. Files are read ahead,
    a few at a time, so that memory does not grow with the number of offices.
    """
    known = _Known({name: fingerprint(table) for name, table in tables.items()}, {f"{table.table}.{name}": measure for table in tables.values() for name, measure in table.figures.items()})
    with ThreadPoolExecutor(2) as readers:
        ahead: deque[Future[Report]] = deque()
        for office in offices:
            ahead.append(readers.submit(_report, work, office, known))
            if len(ahead) > _READ_AHEAD:
                yield ahead.popleft().result()
        while ahead:
            yield ahead.popleft().result()


def _report(work: Work, office: Office, known: _Known) -> Report:
    root = work.workspace.root / "reviews" / office.id
    names = [f"{work.year}{_LANGUAGES[lang]}" for lang in sorted(_LANGUAGES, key=lambda lang: lang != work.lang)]
    found = [_finished(work, office, root / name, known) for name in names if (root / name / MANIFEST).exists()]
    if found:
        return next((report for report in found if report.lack is None), found[0])
    if any((root / f"{name}-draft").exists() for name in names):
        return _lacking(office, "offices.finished", "只有草稿，关口未过", "there is only a draft, as its gate is closed")
    return _lacking(office, "offices.finished", "没有年报", "there is no review")


def _finished(work: Work, office: Office, folder: Path, known: _Known) -> Report:
    try:
        content, digest, manifest = _read(folder)
    except (OSError, msgspec.DecodeError, RecursionError, LeadsOutside):
        return _lacking(office, "offices.whole", "年报文件不全", "files of its review are missing")
    if manifest.outputs.get(FIGURES) != digest:
        return _lacking(office, "offices.whole", "figures.json 与年报的清单不符", "its figures.json is not what the manifest of its review says")
    if manifest.draft:
        return _lacking(office, "offices.finished", "只有草稿，关口未过", "there is only a draft, as its gate is closed")
    as_of = manifest.parameters.get("as_of")
    if as_of != work.as_of.isoformat():
        day = as_of if isinstance(as_of, str) and _DAY.fullmatch(as_of) else "?"
        return _lacking(office, "offices.same-date", f"统计时点是{day}", f"its figures are as of {day}")
    if other := dict.fromkeys(name if _NAME.fullmatch(name) else "?" for name, made in (manifest.tables or {"?": ""}).items() if known.tables.get(name) != made):
        names = Words(zh=listed(other, "zh"), en=listed(other, "en"))
        return _lacking(office, "offices.same-tables", f"用另一版表生成（{names.zh}）", f"made by another version of tables ({names.en})")
    if _is_stopped(work, office):
        return _lacking(office, "offices.latest", "年报之后的核对没有通过关口", "its gate has closed since")
    if _is_behind(work, office, content):
        return _lacking(office, "offices.latest", "核对在年报之后重做过，数据已变", "its records were checked again since, and the figures have changed")
    try:
        told = entries(content)
    except ValueError:
        told = None
    if told is None or not all(map(known.is_one, told)):
        return _lacking(office, "offices.whole", "figures.json 不是这些表的数据", "its figures.json holds no figures of these tables")
    place = folder.relative_to(work.workspace.root).as_posix()
    return Report(office, f"{place}/{FIGURES}", digest, told, manifest.synthetic)


def _read(folder: Path) -> tuple[bytes, str, _Manifest]:
    """The figures, their hash and the manifest; read again where a run may have put another review there between the two."""
    for last in (False, False, True):
        try:
            content = _content(folder / FIGURES)
            manifest = _decoder().decode(_content(folder / MANIFEST))
        except OSError:
            if last:
                raise
            continue
        digest = hashlib.sha256(content).hexdigest()
        if last or manifest.outputs.get(FIGURES) == digest:
            return content, digest, manifest
    raise AssertionError


def _content(path: Path) -> bytes:
    """A file of the folder itself: what was handed up may be a pipe, or a link to anywhere. Raises OSError."""
    path = own_file(path, path.parent)
    if not path.is_file() or path.stat().st_size > _LARGEST:
        raise FileNotFoundError(path)
    return path.read_bytes()


def _is_stopped(work: Work, office: Office) -> bool:
    """Whether the gate was closed when the office's records were last checked; its review is then of an earlier check."""
    try:
        return bool(_checks().decode((_checked(work, office) / "checks.json").read_bytes()).gate.stopped_by)
    except (OSError, msgspec.DecodeError, RecursionError):
        return False


def _is_behind(work: Work, office: Office, content: bytes) -> bool:
    """Whether the workspace holds later figures of the office, from a check after its review."""
    try:
        return (_checked(work, office) / PUBLIC_FIGURES).read_bytes() != content
    except OSError:
        return False


def _checked(work: Work, office: Office) -> Path:
    return work.workspace.root / "data" / "checked" / office.id / str(work.year)


def _lacking(office: Office, rule: str, zh: str, en: str) -> Report:
    return Report(office, lack=Lack(rule, Words(zh=zh, en=en)))


@cache
def _decoder() -> Any:
    return msgspec.json.Decoder(_Manifest)


@cache
def _checks() -> Any:
    return msgspec.json.Decoder(_Checks)
