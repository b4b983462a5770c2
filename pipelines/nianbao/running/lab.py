"""JupyterLab on an office's year: its own copy of explore.ipynb, on the warm kernel.

The copy lies with what runs have left, so that working in it changes nothing in git, and is made once: what somebody has
written into it stays.
"""

from __future__ import annotations

import json
import os
import signal
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import quote

from nianbao.ending import end
from nianbao.errors import NeedsExtra
from nianbao.folders import put
from nianbao.startup import skip_iri_grammar
from nianbao.warm import begin
from nianbao.warm.provisioner import SPEC
from nianbao.work import Work

EXPLORE = "explore.ipynb"
KERNEL = "nianbao"
GRACE = 15  # seconds that the server may take to end; Jupyter needs seven for a kernel that hears nothing
_SETTINGS = Path(__file__).with_name("jupyter")  # what JupyterLab's settings are where nobody has set them


def open_lab(work: Work, words: Sequence[str] = ()) -> None:
    """Serves JupyterLab from the workspace, open at the year's explore.ipynb, until it is stopped; `words` are for Jupyter.

    From SIGTERM on it has GRACE seconds: what still waits then, as for a kernel that does not start, is ended by the system. Raises
    NeedsExtra where JupyterLab is not installed, CannotWrite.
    """
    if find_spec("jupyterlab") is None:
        raise NeedsExtra(what="JupyterLab", extra="lab")
    begin()  # the kernel's imports go on while the server starts
    place = opens_at(work)
    skip_iri_grammar()
    signal.signal(signal.SIGTERM, _end)  # until Jupyter has its own
    from jupyterlab.labapp import LabApp

    LabApp.serverapp_class = _ending_once(LabApp.serverapp_class)
    # Nothing is fetched from anywhere: no news, no look for a newer JupyterLab; nor is anyone asked whether to, which the settings see to.
    os.environ["JUPYTER_CONFIG_PATH"] = os.pathsep.join(filter(None, [str(_SETTINGS), os.environ.get("JUPYTER_CONFIG_PATH")]))
    LabApp.launch_instance(
        [
            f"--ServerApp.root_dir={work.workspace.root}", f"--LabApp.default_url=/lab/tree/{quote(place)}", "--LabApp.news_url=None",
            "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate", *words,
        ]
    )  # fmt: skip


def _ending_once(server: Any) -> Any:
    """Jupyter's server, which ends once when it is asked to, and in bounded time."""

    class Server(server):
        def _signal_stop(self, signum: int, frame: Any) -> None:
            if not self._stopping:
                _end_by_the_system()
                super()._signal_stop(signum, frame)

    return Server


def _end(signum: int, frame: Any) -> None:
    _end_by_the_system()  # Python keeps to itself what is raised while it clears up
    end(signum, frame)


def _end_by_the_system() -> None:
    """Whatever this process is at, in GRACE seconds it is no more; its kernels end with it. Windows knows of no such thing."""
    if hasattr(signal, "alarm"):
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.alarm(GRACE)


def opens_at(work: Work) -> str:
    """The year's explore.ipynb by its place in the workspace, made where it is not there yet."""
    path = work.runs / EXPLORE
    if not path.is_file():
        source = work.workspace.file_of("notebooks", EXPLORE)
        put(path, _of_the_year(json.loads(source.read_text("utf-8")), work))
    return path.relative_to(work.workspace.root).as_posix()


def _of_the_year(notebook: dict[str, Any], work: Work) -> bytes:
    """The notebook with office and year behind its parameters, as papermill would inject them, for the warm kernel."""
    cells = notebook["cells"]
    after = next((n for n, cell in enumerate(cells, start=1) if "parameters" in cell["metadata"].get("tags", [])), 0)
    source = ["# Parameters\n", f"office = {json.dumps(work.office.id, ensure_ascii=False)}\n", f"year = {work.year}\n"]
    cells.insert(
        after,
        {"cell_type": "code", "execution_count": None, "id": "injected", "metadata": {"tags": ["injected-parameters"]}, "outputs": [], "source": source},
    )
    spec = json.loads((SPEC / "kernel.json").read_text("utf-8"))
    notebook["metadata"]["kernelspec"] = {"display_name": spec["display_name"], "language": spec["language"], "name": KERNEL}
    return (json.dumps(notebook, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()
