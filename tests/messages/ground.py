"""Where errors are provoked: a workspace of one town in a folder of its own, and commands called in this very process."""

from __future__ import annotations

import atexit
import os
from collections.abc import Iterator
from contextlib import ExitStack, chdir, contextmanager, redirect_stderr, redirect_stdout
from functools import cache
from io import StringIO
from pathlib import Path
from shutil import copytree, rmtree
from tempfile import mkdtemp
from typing import Any
from unittest import mock

import nbformat
from nbformat import v4
from tests.spec.drawn import Office

from nianbao import review
from nianbao.cli import cli
from nianbao.review.sections import section
from nianbao.running.output import finish

# The marks of a person: whatever else a message tells of a file, these it never does.
NAME, IDENTITY, PHONE = "赵铁柱", "11010519491231002X", "13812345678"

REGISTER = f"""
信访件编号 | 登记时间   | 受理告知时间 | 办结时间   | 信访形式 | 信访人 | 证件号码   | 联系电话 | 内容分类
P1         | 2023-01-05 | 2023-01-06   | 2023-02-01 | 来信     | {NAME} | {IDENTITY} | {PHONE}  | 农村农业
P2         | 2023-03-05 |              | 2023-04-01 | 来访     | {NAME} | {IDENTITY} | {PHONE}  | 农村农业
"""


class Ground(Office):
    """The town's workspace, which is the current folder; its office.yml names petitions and penalties."""

    def __init__(self, root: Path) -> None:
        super().__init__(root)
        self.settings("name: {zh: 试验镇, en: Test Town}\ntables: [petitions, penalties]\n")

    def nianbao(self, *words: object) -> None:
        """The command, parsed and run as from a terminal; what it raises comes through."""
        cli([str(word) for word in words], standalone_mode=False, prog_name="nianbao")

    def write(self, name: str, content: bytes | str = "") -> Path:
        """A file of the workspace, told by its name there."""
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return Path(name)

    def registered(self) -> Ground:
        """Two petitions of 2023, cleaned and checked."""
        self.petitions(REGISTER)
        self.check(engine="duckdb")
        return self

    def reviewed(self) -> Ground:
        """The same with a finished review of theirs."""
        copytree(_finished(), self.root, dirs_exist_ok=True)
        return self

    @property
    def review(self) -> Path:
        return self.root / "reviews" / "town" / "2023"


@contextmanager
def ground(folder: Path) -> Iterator[Ground]:
    """A new workspace, entered, with a home, a key and no words on the terminal."""
    found = Ground(folder / "w")
    (folder / "home").mkdir()
    own: dict[str, Any] = {"NIANBAO_KEY_FILE": str(folder / "key"), "NIANBAO_LANG": "zh", "HOME": str(folder / "home"), "XDG_CONFIG_HOME": str(folder / "home")}
    with ExitStack() as stack:
        stack.enter_context(mock.patch.dict(os.environ, own))
        stack.enter_context(chdir(found.root))
        stack.enter_context(redirect_stdout(StringIO()))
        stack.enter_context(redirect_stderr(StringIO()))
        yield found


@contextmanager
def nobody(at: Ground) -> Iterator[None]:
    """Within it the process may read and write what anybody may, down to the workspace: root may everything."""
    root = os.geteuid() == 0
    for folder in at.root.parents[:4] if root else ():
        if folder != Path("/tmp") and folder.stat().st_uid == 0 and "tmp" in folder.parts:
            folder.chmod(folder.stat().st_mode | 0o055)
    if root:
        os.seteuid(65534)
    try:
        yield
    finally:
        if root:
            os.seteuid(0)


@cache
def _finished() -> Path:
    """The folder of a workspace with a finished review, made once by what a run calls, without kernels."""
    folder = Path(mkdtemp(prefix="nianbao-messages-"))
    atexit.register(rmtree, folder, ignore_errors=True)
    with ground(folder) as at:
        at.put("text/summary.md", "{{year}}年办结信访件{{petitions.closed}}件。\n")
        work = at.registered().work()
        notebook = v4.new_notebook(cells=[_shown(block) for block in (review.opening(work, ["petitions.closed"]), section(work, "summary", ""), review.checks(work))])
        work.runs.mkdir(parents=True, exist_ok=True)
        nbformat.write(notebook, work.runs / "3_review.ipynb")
        finish(work, notebook)
    return folder / "w"


def _shown(block: Any) -> Any:
    return v4.new_code_cell("review.show()", outputs=[v4.new_output("display_data", data=block._repr_mimebundle_())])
