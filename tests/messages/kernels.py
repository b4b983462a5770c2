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


def do(job: str) -> None:
    """What a worker does here; it is imported by each."""
    os.kill(os.getpid(), signal.SIGKILL)


CASES.each("worker", {"killed": "killed"}, lambda at, how: came_of(how))


def came_of(how: str) -> None:
    """Raises what the pool tells of the job."""
    ((_, result),) = pool.results([how], do, 1)
    assert isinstance(result, NianbaoError)
    raise result
