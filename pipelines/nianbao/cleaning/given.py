"""What people give an office's year, each kind of it as one SHA-256: by it a step knows whether it is due, and a text whether it is stale."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from nianbao.office import shipped
from nianbao.patience import reading
from nianbao.reading import candidates
from nianbao.work import Work

STEPS = "steps.json"


def office_file(work: Work) -> Any:
    """office.yml."""
    return hashes(work.office.folder, [work.office.folder / "office.yml"])


def tables(work: Work) -> Any:
    """The tables that ship, and those of the workspace."""
    return [hashes(None, sorted(folder.glob("*.yml"))) for folder in (shipped("expectations"), work.workspace.root / "expectations")]


def raw(work: Work) -> Any:
    """The raw folder as the clean step takes it, corrections too, with the names of the folders in it."""
    found = candidates(work.raw)
    folders = [path.relative_to(work.raw).as_posix() for path in found if path.is_dir()]
    return [folders, hashes(work.raw, [*found, work.raw / "corrections.csv"])]


def hashes(root: Path | None, paths: Iterable[Path]) -> dict[str, str]:
    """The files that there are, by their place below `root` (else by name), with their SHA-256; large ones are streamed. Raises CannotRead."""
    found = {}
    for path in paths:
        with reading(path):
            if path.is_file():
                with path.open("rb") as file:
                    name = path.relative_to(root).as_posix() if root else path.name
                    found[name] = hashlib.file_digest(file, "sha256").hexdigest()
    return found


def digest(facts: Any) -> str:
    """Of what one of these has told."""
    return hashlib.sha256(json.dumps(facts, ensure_ascii=False, sort_keys=True).encode("utf-8", "surrogateescape")).hexdigest()


def is_as_when_made(work: Work, step: str, kind: str, facts: Any, made: Path) -> bool:
    """Whether the step that has left `made` read the very same; False where its record is of another run, or there is none."""
    try:
        record = json.loads((work.runs / STEPS).read_text("utf-8"))[step]
        name = made.relative_to(work.workspace.root).as_posix()
        return record["inputs"][kind] == digest(facts) and record["outputs"][name] == hashes(None, [made]).get(made.name)
    except (OSError, ValueError, KeyError, TypeError):
        return False
