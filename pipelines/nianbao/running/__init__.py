"""A year's run: papermill executes the notebooks, the results are swapped in whole."""

from nianbao.running.manifest import decisions, hashes, sha256
from nianbao.running.notebook import CellError, execute
from nianbao.running.past import PastRun, runs_of
from nianbao.running.year import Run, begin, check, clean, export, review, run_year, runs_folder

__all__ = [
    "CellError", "PastRun", "Run", "begin", "check", "clean", "decisions", "execute", "export", "hashes", "review", "run_year",
    "runs_folder", "runs_of", "sha256",
]  # fmt: skip
