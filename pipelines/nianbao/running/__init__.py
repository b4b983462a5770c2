"""A year's run: papermill executes the notebooks that are due, the results are swapped in whole."""

from nianbao.startup import door

# What a run needs is imported when it is asked for: where nothing has changed, most of it never is.
__getattr__ = door(__name__, {
    "above": ("rollup",),
    "inputs": ("packages_of",),
    "lab": ("open_lab", "opens_at"),
    "manifest": ("decisions", "hashes", "sha256"),
    "notebook": ("CellError", "execute"),
    "output": ("export",),
    "past": ("STEPS", "PastRun", "runs_of"),
    "steps": ("due",),
    "year": ("Run", "begin", "check", "clean", "review", "run_year", "runs_folder"),
})  # fmt: skip

__all__ = [
    "STEPS", "CellError", "PastRun", "Run", "begin", "check", "clean", "decisions", "due", "execute", "export", "hashes", "open_lab", "opens_at", "packages_of", "review", "rollup", "run_year",
    "runs_folder", "runs_of", "sha256",
]  # fmt: skip
