"""Notebooks that did not run to their end, and workers that ended midway."""

from __future__ import annotations

import os
import signal

import nbformat
from nbformat import v4
from tests.messages.ground import NAME, Ground
from tests.messages.provoking import Cases

from nianbao.batching import pool
from nianbao.errors import NianbaoError
from nianbao.running import execute

CASES = Cases()
CASES.each(
    "notebook",
    {
        "broke": f"names = {{}}\nnames['{NAME[:1]}' + '{NAME[1:]}']", "ended_early": "raise SystemExit", "kernel_died": "import os; os.kill(os.getpid(), 9)",
        "told_of_a_mistake": "import nianbao; nianbao.open('twon', 2023)",
    },
    lambda at, source: executed(at, source),
)  # fmt: skip


def executed(at: Ground, source: str) -> None:
    """A notebook of the workspace's own as a run executes it; the cell stands below a heading."""
    path = at.root / "notebooks" / "1_clean.ipynb"
    path.parent.mkdir()
    about = {"kernelspec": {"name": "python3", "language": "python", "display_name": "Python 3"}}
    nbformat.write(v4.new_notebook(cells=[v4.new_markdown_cell("# 清理"), v4.new_code_cell(source), v4.new_code_cell("1")], metadata=about), path)
    execute(path, at.work().runs / "1_clean.ipynb", {}, at.root, False)


CASES.each(
    "not_a_notebook",
    {"no_json": "# 清理\n", "something_else": "{}", "no_text": "数据".encode("gb18030"), "folder": None},
    lambda at, content: not_executed(at, content),
)  # fmt: skip


def not_executed(at: Ground, content: bytes | str | None) -> None:
    """A file, or a folder, that stands where a notebook of the workspace should."""
    path = at.root / "notebooks" / "1_clean.ipynb"
    path.mkdir(parents=True) if content is None else at.write("notebooks/1_clean.ipynb", content)
    execute(path, at.work().runs / "1_clean.ipynb", {}, at.root, False)


CASES.each(
    "made_nothing",
    {"cleaning": ("1_clean", "clean"), "checking": ("2_check", "check")},
    lambda at, step: made_nothing(at, *step),
)


def made_nothing(at: Ground, notebook: str, step: str) -> None:
    """A step whose notebook, of the workspace's own, leaves out what it is for, where the last run's is still there."""
    at.registered()
    path = at.root / "notebooks" / f"{notebook}.ipynb"
    path.parent.mkdir()
    nbformat.write(v4.new_notebook(cells=[v4.new_code_cell("1")]), path)  # one that names no language, as scripts write them
    at.nianbao(step, "town", 2023)


def do(job: str) -> None:
    """What a worker does here; it is imported by each."""
    os.kill(os.getpid(), signal.SIGKILL)


CASES.each("worker", {"killed": "killed"}, lambda at, how: came_of(how))


def came_of(how: str) -> None:
    """Raises what the pool tells of the job."""
    ((_, result),) = pool.results([how], do, 1)
    assert isinstance(result, NianbaoError)
    raise result
