"""What each step reads: every kind of it as one SHA-256. A step need not run again while all of them are as they were."""

from __future__ import annotations

import platform
import sys
from pathlib import Path
from typing import Any

from nianbao.cleaning import key_fingerprint
from nianbao.cleaning.given import digest, hashes, office_file, raw, tables
from nianbao.figures import edition_files, files_below
from nianbao.package import code, package
from nianbao.running.manifest import decisions
from nianbao.work import Work

NOTEBOOKS = {"clean": "1_clean", "check": "2_check", "review": "3_review"}
# What a step leaves for people alone: no later step reads it.
_FOR_PEOPLE = {"quarantine.csv", "checks.html"}
_LEFT_BEHIND = {"__pycache__", ".ipynb_checkpoints"}


def parameters(work: Work, step: str) -> dict[str, Any]:
    """What papermill injects into the step's notebook."""
    given = {
        "office": work.office.id, "year": work.year, "as_of": work.as_of.isoformat(), "lang": work.lang, "draft": work.draft,
    }  # fmt: skip
    return given | {"engine": work.engine} if step == "check" else given


def notebook_of(work: Work, step: str) -> Path:
    """The notebook that the step runs: the workspace's own, else the shipped one."""
    return work.workspace.file_of("notebooks", f"{NOTEBOOKS[step]}.ipynb")


def inputs(work: Work, step: str) -> dict[str, str]:
    """Kind of input → SHA-256, for "clean", "check" or "review". Raises CannotRead, and CannotWrite where the pseudonyms' key
    cannot be made.

    A later step's key holds what the earlier ones have left, by content: where that comes out the same, it need not run.
    The expiry of waivers is no input: it is looked at on every run.
    """
    before = work.before
    found: dict[str, Any] = {
        "parameters": parameters(work, step),
        "office.yml": office_file(work),
        "notebook": hashes(None, [notebook_of(work, step)]),
        "beside notebooks": _beside_notebooks(work),
        "tables": tables(work),
        "program": package()["sha256"] if step == "review" else code(),
        "environment": _environment(),
    }
    if step in ("clean", "review"):  # the review is read for what is personal in the raw files
        found["raw files"] = raw(work)
        found["raw files of the year before"] = raw(before) if before else None
        found["pseudonym key"] = key_fingerprint()
    if step in ("check", "review"):
        found["clean records"] = _tree(work.clean)
        found["year before is there"] = before is not None
    if step == "check":
        found["waivers.yml"] = hashes(None, [work.raw / "waivers.yml"])
        found["reviews below"] = hashes(work.workspace.root, files_below(work))
        found["editions"] = [hashes(work.published.parent, edition_files(work, year)) for year in (work.year, work.year - 1)]
    if step == "review":
        found["figures and checks"] = _tree(work.checked)
        found["decisions"] = decisions(work)  # its manifest lists them, and only while they are the same can it be published
        found["system fonts"] = _system_fonts(work)
    return {kind: digest(facts) for kind, facts in found.items()}


def outputs(work: Work, step: str) -> dict[str, str]:
    """The files that the step has left, by place in the workspace, with their SHA-256."""
    root = work.workspace.root
    folder = {"clean": work.clean, "check": work.checked, "review": work.review}[step]
    # The review holds its executed notebook itself, where no other language or draft overwrites it.
    executed = [] if step == "review" else [executed_notebook(work, step)]
    return hashes(root, [*(path for path in sorted(folder.rglob("*")) if path.is_file()), *executed])


def executed_notebook(work: Work, step: str) -> Path:
    """The step's notebook as it was last executed."""
    return work.runs / f"{NOTEBOOKS[step]}.ipynb"


def _tree(folder: Path) -> dict[str, str]:
    return hashes(folder, (path for path in sorted(folder.rglob("*")) if path.name not in _FOR_PEOPLE))


def _beside_notebooks(work: Work) -> dict[str, str]:
    """What a notebook of the workspace may import or read: modules and packages in its root, and what stands in notebooks/."""
    root = work.workspace.root
    found = [*sorted(root.glob("*.py")), root / "matplotlibrc"]
    for folder in ("notebooks", *packages_of(root)):
        for path in sorted((root / folder).rglob("*")):
            if path.suffix != ".ipynb" and _LEFT_BEHIND.isdisjoint(path.parts):
                found.append(path)
    return hashes(root, found)


def packages_of(root: Path) -> list[str]:
    """The folders right below a workspace's root that Python takes for packages: those with modules in them."""
    return sorted({path.parent.name for path in root.glob("*/*.py")} - {"notebooks"})


def _environment() -> list[str]:
    """Python, and every package that is installed beside it, by name and version as their folders are called."""
    folders = (Path(place) for place in sys.path if place and Path(place).is_dir())
    installed = {path.name for folder in folders for path in folder.iterdir() if path.suffix in (".dist-info", ".egg-info")}
    return [platform.python_version(), *sorted(installed)]


def _system_fonts(work: Work) -> Any:
    if work.office.file.fonts != "system":
        return None
    from nianbao.exporting.fonts import system_state

    return system_state()
