"""Proves a folder, or one downloaded file, against the manifest it was published with."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nianbao.errors import NianbaoError, NoManifest, NoSuchFile, NotProved, NoWorkspace
from nianbao.office import Workspace
from nianbao.publishing.editions import MANIFEST, Edition, Series, all_series, day_name, edition_name, read_manifest
from nianbao.publishing.proof import OUTCOMES, FileState, folder_proof, inputs_proof, told
from nianbao.running import sha256
from nianbao.words import Words, said
from nianbao.work import open_work


@dataclass(frozen=True)
class Proof:
    """What was held against which manifest. `inputs` is None where the raw files are not here to be looked at."""

    path: Path
    manifest: Path
    facts: dict[str, Any]
    files: list[FileState]
    inputs: list[FileState] | None = None
    newer: Edition | None = None
    known_as: str = ""

    @property
    def wrong(self) -> list[FileState]:
        """What is not proved."""
        return [state for state in (*self.files, *(self.inputs or [])) if state.outcome != "ok"]

    def require(self) -> None:
        """Raises NotProved unless everything that was looked at is as the manifest says."""
        if self.wrong:
            raise NotProved(path=self.path, manifest=self.manifest, files=told(self.wrong))

    def text(self, lang: str) -> str:
        """What is proved and what is not, a line each."""
        return "\n".join(_lines(self, lang))


def verify(path: Path, manifest: Path | None = None, workspace: str | Path | None = None) -> Proof:
    """Holds a folder, or one file, against its manifest: the one named, the one in or beside it, or that of the edition on
    the workspace's site which lists such a file. Raises NoSuchFile, NoManifest, BadManifest."""
    if not path.exists():
        raise NoSuchFile(path=path)
    place = _workspace(workspace, path)
    site = list(all_series(place.root / "site")) if place and (place.root / "site").is_dir() else []
    if path.is_dir():
        found = manifest or path / MANIFEST
        if not found.is_file():
            raise NoManifest(path=path)
        facts = read_manifest(found)
        return Proof(path, found, facts, folder_proof(path, facts["outputs"]), _inputs(place, facts), _newer(site, facts))
    return _of_file(path, manifest, site)


def _of_file(path: Path, manifest: Path | None, site: list[Series]) -> Proof:
    """A file goes by its content; only where no manifest knows that does its name say which one it should be."""
    digest = sha256(path)
    beside = path.parent / MANIFEST
    candidates = [manifest] if manifest else [*([beside] if beside.is_file() else []), *_manifests(site)]
    read = [(candidate, read_manifest(candidate)) for candidate in candidates]
    for candidate, facts in read:
        if known := next((name for name, listed in facts["outputs"].items() if listed == digest), None):
            return Proof(path, candidate, facts, [FileState(path.name, "ok")], None, _newer(site, facts), known)
    for candidate, facts in read[: 1 if manifest or beside.is_file() else 0]:
        outcome = "changed" if path.name in facts["outputs"] else "extra"
        return Proof(path, candidate, facts, [FileState(path.name, outcome)], None, _newer(site, facts))
    raise NoManifest(path=path)


def _manifests(site: list[Series]) -> Iterator[Path]:
    """Those of all editions, the newest of each year first."""
    for series in site:
        for edition in reversed(series.editions):
            yield edition.folder / MANIFEST


def _workspace(given: str | Path | None, path: Path) -> Workspace | None:
    """The one that is named, else the one that the path lies in, else the one where we are."""
    if given:
        return Workspace.find(given)
    for start in (path, None):
        with suppress(NoWorkspace):
            return Workspace.find(start)
    return None


def _inputs(place: Workspace | None, facts: dict[str, Any]) -> list[FileState] | None:
    """The raw files, where the workspace has that office's year."""
    if place is None or "inputs" not in facts:
        return None
    try:
        work = open_work(str(facts.get("office")), int(facts.get("year", 0)), workspace=place)
    except (NianbaoError, ValueError):
        return None
    return inputs_proof(work, facts)


def _newer(site: list[Series], facts: dict[str, Any]) -> Edition | None:
    """The newest edition of the same review, where the site has one after this."""
    if "edition" not in facts:
        return None
    about = facts["office"], facts["year"], facts["parameters"]["lang"]
    newest = next((series.newest for series in site if (series.office, series.year, series.lang) == about), None)
    return newest if newest and newest.number > facts["edition"]["number"] else None


def _lines(proof: Proof, lang: str) -> Iterator[str]:
    yield _about(proof, lang)
    if proof.known_as and proof.known_as != proof.files[0].name:
        yield said(lang, f"文件内容即该版的 {proof.known_as}。", f"The file is that edition's {proof.known_as}.")
    for state in proof.files:
        yield f"  {OUTCOMES[state.outcome].of(lang)}\t{state.name}"
    if proof.inputs is not None:
        yield said(lang, "原始文件：", "Raw files:")
        for state in proof.inputs:
            yield f"  {OUTCOMES[state.outcome].of(lang)}\t{state.name}"
    elif not proof.known_as and len(proof.files) > 1:
        yield said(lang, "原始文件不在这里，没有核对。", "The raw files are not here and were not looked at.")
    if proof.newer:
        when = day_name(proof.newer.published_on, lang)
        name = edition_name(proof.newer.number, lang)
        yield said(lang, f"注意：{when}已发布{name}，代替这一版。", f"Note: {name.lower()} of {when} has taken its place.")
    yield said(
        lang,
        f"清单 {proof.manifest} 自身的 SHA-256：{sha256(proof.manifest)}\n清单若与文件一起被改动，以上不能证明；请与该单位网站年报页上公布的值核对。",
        f"SHA-256 of the manifest {proof.manifest} itself: {sha256(proof.manifest)}\nA manifest that was changed together with its files "
        "proves nothing: compare this value with the one on the office's page of the year.",
    )


def _about(proof: Proof, lang: str) -> str:
    facts = proof.facts
    name = Words(**facts["name"]).of(lang) if isinstance(facts.get("name"), dict) else str(facts.get("office"))
    if "edition" not in facts:
        return said(lang, f"{name}{facts.get('year')}年年报（未发布的成品）", f"{name}, review of {facts.get('year')} (finished, not published)")
    number, on = facts["edition"]["number"], facts["edition"]["published_on"]
    return said(
        lang, f"{name}{facts['year']}年年报{edition_name(number, lang)}（{on}发布）",
        f"{name}, review of {facts['year']}, {edition_name(number, lang).lower()} (published {on})",
    )  # fmt: skip
