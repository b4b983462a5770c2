"""manifest.json: what a review was made from, with what, and the hashes by which it can be proved."""

from __future__ import annotations

import hashlib
import platform
import re
import subprocess
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path
from typing import Any

from nianbao.package import package
from nianbao.tables import fingerprint, tables_of
from nianbao.work import Work

_NAME = re.compile(r"[A-Za-z0-9._-]+")


def manifest(work: Work, folder: Path) -> dict[str, Any]:
    """The manifest of the finished files in `folder`. Only it may differ between two runs on the same records."""
    from nianbao.checking import read_account
    from nianbao.rolling import is_invented  # brings the readers of records with it

    account = read_account(work.clean)
    return {
        "office": work.office.id,
        "name": work.office.name.json(),
        "year": work.year,
        "draft": work.draft,
        "synthetic": is_invented(work),
        "parameters": work.effective,
        "made_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "machine": platform.platform(),
        "python": platform.python_version(),
        "package": package(),
        "versions": _versions(),
        "commit": _commit(work.workspace.root),
        "inputs": {file["file"]: file["sha256"] for file in account["files"]},
        "decisions": decisions(work),
        "tables": {name: fingerprint(table) for name, table in tables_of(work.workspace, work.office).items()},
        "outputs": hashes(folder),
    }


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def hashes(folder: Path) -> dict[str, str]:
    """Every file below the folder by its name there, with its SHA-256."""
    return {path.relative_to(folder).as_posix(): sha256(path) for path in sorted(folder.rglob("*")) if path.is_file()}


def decisions(work: Work) -> dict[str, str]:
    """What people decided and wrote for this review, by place in the workspace: office.yml, corrections, waivers, text, and
    the rules and the steps' notebooks of the workspace's own: one to explore in decides nothing."""
    root = work.workspace.root
    named = [work.office.folder / "office.yml", work.raw / "corrections.csv", work.raw / "waivers.yml"]
    named += [*(work.raw / "text").glob("*.md"), *(root / "expectations").glob("*.yml"), *(root / "notebooks").glob("[0-9]_*.ipynb")]
    return {path.relative_to(root).as_posix(): sha256(path) for path in sorted(named) if path.is_file()}


def _versions() -> dict[str, str]:
    """The libraries that nianbao asks for, as they are installed; conda knows one or two by other names."""
    asked = [line for line in requires("nianbao") or [] if "extra ==" not in line]
    found = {}
    for name in sorted(match[0] for line in asked if (match := _NAME.match(line))):
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            continue
    return found


def _commit(folder: Path) -> str | None:
    """The commit of the workspace, where it is a git checkout."""
    try:
        found = subprocess.run(["git", "-C", str(folder), "rev-parse", "HEAD"], capture_output=True, check=False)
    except OSError:
        return None
    return found.stdout.decode("ascii", "replace").strip() or None
