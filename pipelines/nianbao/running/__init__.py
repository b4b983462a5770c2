"""A year's run: papermill executes the notebooks that are due, the results are swapped in whole."""

from __future__ import annotations

from importlib import import_module
from typing import Any

_DOOR = {
    "CellError": "notebook", "PastRun": "past", "Run": "year", "begin": "year", "check": "year", "clean": "year", "decisions": "manifest",
    "due": "steps", "execute": "notebook", "export": "output", "hashes": "manifest", "packages_of": "inputs", "review": "year", "rollup": "above", "run_year": "year",
    "runs_folder": "year", "runs_of": "past", "sha256": "manifest",
}  # fmt: skip

__all__ = [
    "CellError", "PastRun", "Run", "begin", "check", "clean", "decisions", "due", "execute", "export", "hashes", "packages_of", "review", "rollup", "run_year",
    "runs_folder", "runs_of", "sha256",
]  # fmt: skip


def __getattr__(name: str) -> Any:
    """What a run needs is imported when it is asked for: where nothing has changed, most of it never is."""
    if name not in _DOOR:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"nianbao.running.{_DOOR[name]}"), name)
