"""nianbao itself: its version, and the hash by which its very files are known."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path

from nianbao.office import shipped

_SHIPPED = ("notebooks", "expectations")
# No step runs it: who explores in a checkout changes nothing of what a run makes.
_NO_STEP = "notebooks/explore.ipynb"


@lru_cache
def package() -> dict[str, str]:
    """`{"version": …, "sha256": …}`: one hash over every file of the package but explore.ipynb, the same in a checkout
    and installed."""
    return {"version": version("nianbao"), "sha256": _hash(_files())}


@lru_cache
def code() -> str:
    """One hash over its files but the notebooks and the rules that it ships, of which a run may use others."""
    return _hash((name, path) for name, path in _files() if not name.startswith(_SHIPPED))


def _hash(files: Iterable[tuple[str, Path]]) -> str:
    digest = hashlib.sha256()
    for name, path in sorted(files):
        digest.update(f"{name}\0{hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    return digest.hexdigest()


def _files() -> Iterator[tuple[str, Path]]:
    """The package's files by their names within it, without what Python, editors and Jupyter leave behind."""
    own = Path(__file__).resolve().parent
    roots = {"": own} | {f"{folder}/": shipped(folder) for folder in _SHIPPED}
    for prefix, root in roots.items():
        for path in root.rglob("*"):
            parts = path.relative_to(root).parts
            elsewhere = (root == own and parts[0] in _SHIPPED) or prefix + path.name == _NO_STEP
            if path.is_file() and not elsewhere and "__pycache__" not in parts and not any(part.startswith(".") for part in parts):
                yield prefix + "/".join(parts), path
