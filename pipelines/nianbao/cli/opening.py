"""The year that a command is about, opened; and begun, where the command makes something of it."""

from __future__ import annotations

import sys
from typing import Any

from nianbao.cli.saying import tell
from nianbao.words import message_language


def opened(office: str, year: int, lang: str = "zh", workspace: str | None = None, as_of: str | None = None) -> Any:
    """The Work of an office's year, every parameter checked."""
    from nianbao.office import Workspace
    from nianbao.work import open_work

    return open_work(office, year, as_of, lang, workspace=Workspace.find(workspace))


def begun(
    office: str, year: int, as_of: str | None, lang: str, workspace: str | None, draft: bool = False, engine: str = "gx",
    force: bool = False,
) -> Any:
    """The Run of an office's year, which tells its progress as it goes."""
    from nianbao.office import Workspace
    from nianbao.running import begin
    from nianbao.work import open_work

    work = open_work(office, year, as_of, lang, draft, Workspace.find(workspace), engine)
    return begin(work, lambda words: tell(words.of(message_language())), bar=sys.stderr.isatty(), force=force)
