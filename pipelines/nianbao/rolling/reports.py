"""What the offices below have handed up: the public figures of each finished review, or why there are none to add."""

from __future__ import annotations

import hashlib
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from nianbao.figures import PUBLIC_FIGURES
from nianbao.office import Office
from nianbao.words import Words, listed
from nianbao.work import Work

FIGURES, MANIFEST = "figures.json", "manifest.json"
_LANGUAGES = {"zh": "", "en": "-en"}
_READ_AHEAD = 8


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
class Lack:
    """Why an office's figures are not added: `rule` is the check that it fails."""

    rule: str
    why: Words


@dataclass(frozen=True)
class Report:
    """One office's review: the content of its figures.json, which counts, or what it lacks."""

    office: Office
    place: str = ""
    sha256: str = ""
    content: bytes = b""
    synthetic: bool = False
    lack: Lack | None = None


def reports(work: Work, offices: Sequence[Office], tables: Mapping[str, str]) -> Iterator[Report]:
    """The reviews of the offices, one after another: finished, of this year and reference date, made by the `tables` as they
    are now (name → fingerprint), whole, no older than the office's latest checks, and let through by them.

    A review in the language of the work comes first, else one in the other: the figures are the same. Files are read ahead,
    a few at a time, so that memory does not grow with the number of offices.
    """
    with ThreadPoolExecutor(2) as readers:
        ahead: deque[Future[Report]] = deque()
        for office in offices:
            ahead.append(readers.submit(_report, work, office, tables))
            if len(ahead) > _READ_AHEAD:
                yield ahead.popleft().result()
        while ahead:
            yield ahead.popleft().result()


def _report(work: Work, office: Office, tables: Mapping[str, str]) -> Report:
    root = work.workspace.root / "reviews" / office.id
    names = [f"{work.year}{_LANGUAGES[lang]}" for lang in sorted(_LANGUAGES, key=lambda lang: lang != work.lang)]
    found = [_finished(work, office, root / name, tables) for name in names if (root / name / MANIFEST).exists()]
    if found:
        return next((report for report in found if report.lack is None), found[0])
    if any((root / f"{name}-draft").exists() for name in names):
        return _lacking(office, "offices.finished", "只有草稿，关口未过", "there is only a draft, as its gate is closed")
    return _lacking(office, "offices.finished", "没有年报", "there is no review")


def _finished(work: Work, office: Office, folder: Path, tables: Mapping[str, str]) -> Report:
    try:
        content, digest, manifest = _read(folder)
    except (OSError, msgspec.DecodeError):
        return _lacking(office, "offices.whole", "年报文件不全", "files of its review are missing")
    if manifest.outputs.get(FIGURES) != digest:
        return _lacking(office, "offices.whole", "figures.json 与年报的清单不符", "its figures.json is not what the manifest of its review says")
    if manifest.draft:
        return _lacking(office, "offices.finished", "只有草稿，关口未过", "there is only a draft, as its gate is closed")
    as_of = manifest.parameters.get("as_of")
    if as_of != work.as_of.isoformat():
        return _lacking(office, "offices.same-date", f"统计时点是{as_of}", f"its figures are as of {as_of}")
    if other := [name for name, made in manifest.tables.items() if tables.get(name) != made] or ([] if manifest.tables else ["?"]):
        names = Words(zh=listed(other, "zh"), en=listed(other, "en"))
        return _lacking(office, "offices.same-tables", f"用另一版表生成（{names.zh}）", f"made by another version of tables ({names.en})")
    if _is_stopped(work, office):
        return _lacking(office, "offices.latest", "年报之后的核对没有通过关口", "its gate has closed since")
    if _is_behind(work, office, content):
        return _lacking(office, "offices.latest", "核对在年报之后重做过，数据已变", "its records were checked again since, and the figures have changed")
    place = folder.relative_to(work.workspace.root).as_posix()
    return Report(office, f"{place}/{FIGURES}", digest, content, manifest.synthetic)


def _read(folder: Path) -> tuple[bytes, str, _Manifest]:
    """The figures, their hash and the manifest; read again where a run may have put another review there between the two."""
    for last in (False, False, True):
        try:
            content = (folder / FIGURES).read_bytes()
            manifest = _decoder().decode((folder / MANIFEST).read_bytes())
        except OSError:
            if last:
                raise
            continue
        digest = hashlib.sha256(content).hexdigest()
        if last or manifest.outputs.get(FIGURES) == digest:
            return content, digest, manifest
    raise AssertionError


def _is_stopped(work: Work, office: Office) -> bool:
    """Whether the gate was closed when the office's records were last checked; its review is then of an earlier check."""
    try:
        return bool(_checks().decode((_checked(work, office) / "checks.json").read_bytes()).gate.stopped_by)
    except (OSError, msgspec.DecodeError):
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
