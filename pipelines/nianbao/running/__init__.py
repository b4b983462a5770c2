"""A year's run: papermill executes the notebooks, the results are swapped in whole."""

from nianbao.running.notebook import CellError, execute
from nianbao.running.past import PastRun, runs_of
from nianbao.running.year import Run, begin, check, clean, review, run_year, runs_folder

__all__ = ["CellError", "PastRun", "Run", "begin", "check", "clean", "execute", "review", "run_year", "runs_folder", "runs_of"]
