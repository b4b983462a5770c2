"""Files held against the hashes of a manifest."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from nianbao.errors import NotProved
from nianbao.publishing.editions import MANIFEST
from nianbao.reading import raw_files
from nianbao.rolling import inputs, is_rolled_up
from nianbao.running import hashes, sha256
from nianbao.words import Words
from nianbao.work import Work

Outcome = Literal["ok", "changed", "missing", "extra"]
OUTCOMES: dict[Outcome, Words] = {
    "ok": Words(zh="相符", en="ok"), "changed": Words(zh="被改动", en="changed"), "missing": Words(zh="缺少", en="missing"),
    "extra": Words(zh="清单外", en="extra"),
}  # fmt: skip


@dataclass(frozen=True)
class FileState:
    """What became of one file that a manifest lists, or ought to."""

    name: str
    outcome: Outcome


def folder_proof(folder: Path, outputs: Mapping[str, str]) -> list[FileState]:
    """Every file of the folder and of its manifest, by name; the manifest itself is no part of it."""
    there = hashes(folder)
    there.pop(MANIFEST, None)
    return _held(there, outputs)


def inputs_proof(work: Work, facts: Mapping[str, Any]) -> list[FileState]:
    """The year's raw files, or the figures of the offices below, as they lie in the workspace now, against those that the
    review was made from."""
    if is_rolled_up(work):
        return _held(inputs(work), facts["inputs"])
    return _held({file.name: file.sha256 for file in raw_files(work.raw, {})}, facts["inputs"])


def file_state(file: Path, digest: str) -> Outcome:
    """Whether the one file has the hash."""
    return "ok" if sha256(file) == digest else "changed"


def require_whole(folder: Path, facts: Mapping[str, Any], manifest: Path) -> None:
    """Raises NotProved where a file of the folder is not what its manifest says."""
    wrong = [state for state in folder_proof(folder, facts["outputs"]) if state.outcome != "ok"]
    if wrong:
        raise NotProved(path=folder, manifest=manifest, files=told(wrong))


def told(states: list[FileState]) -> Words:
    """`review.html（被改动）、review.pdf（缺少）`."""
    return Words(
        zh="、".join(f"{state.name}（{OUTCOMES[state.outcome].zh}）" for state in states),
        en=", ".join(f"{state.name} ({OUTCOMES[state.outcome].en})" for state in states),
    )


def _held(there: Mapping[str, str], listed: Mapping[str, str]) -> list[FileState]:
    found = []
    for name in sorted({*there, *listed}):
        outcome: Outcome = "missing" if name not in there else "extra" if name not in listed else "ok"
        found.append(FileState(name, "changed" if outcome == "ok" and there[name] != listed[name] else outcome))
    return found
