"""manifest.json: what a review was made from, with what, and the hashes by which it can be proved."""

from __future__ import annotations

import hashlib
import platform
import subprocess
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from nianbao.checking import read_account
from nianbao.work import Work

_LIBRARIES = ("nianbao", "papermill", "nbconvert", "great-expectations", "duckdb", "pandas", "pyarrow", "typst", "pypandoc-binary")


def manifest(work: Work, folder: Path) -> dict[str, Any]:
    """The manifest of the finished files in `folder`. Only it may differ between two runs on the same records."""
    account = read_account(work.clean)
    return {
        "office": work.office.id,
        "year": work.year,
        "draft": work.draft,
        "parameters": {"as_of": work.as_of.isoformat(), "lang": work.lang},
        "made_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "machine": platform.platform(),
        "python": platform.python_version(),
        "versions": {name: version(name) for name in _LIBRARIES},
        "commit": _commit(work.workspace.root),
        "inputs": {file["file"]: file["sha256"] for file in account["files"]},
        "decisions": {path.relative_to(work.raw).as_posix(): sha256(path) for path in _decisions(work)},
        "outputs": {path.relative_to(folder).as_posix(): sha256(path) for path in sorted(folder.rglob("*")) if path.is_file()},
    }


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _decisions(work: Work) -> list[Path]:
    """What people decided and wrote beside the raw files, and who the office is."""
    named = [work.raw / "corrections.csv", work.raw / "waivers.yml", *sorted((work.raw / "text").glob("*.md"))]
    return [path for path in named if path.exists()]


def _commit(folder: Path) -> str | None:
    """The commit of the workspace, where it is a git checkout."""
    try:
        found = subprocess.run(["git", "-C", str(folder), "rev-parse", "HEAD"], capture_output=True, text=True, check=False)
    except OSError:
        return None
    return found.stdout.strip() or None
