"""The notice at the end of a batch or run; that it cannot be sent is told, and fails nothing."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from typing import Any

from nianbao.batching import BatchLog
from nianbao.checking.waivers import today
from nianbao.errors import NianbaoError
from nianbao.notices.message import message
from nianbao.notices.sending import send
from nianbao.notices.settings import read_settings
from nianbao.office import Workspace
from nianbao.status import standing
from nianbao.words import Words

Facts = dict[str, Any]


def notify(
    workspace: Workspace | None, year: int, lines: Sequence[Facts], lang: str, on: date | None = None, unfinished: Words | None = None
) -> Words | None:
    """Sends what there is to tell of the offices, and why a batch is `unfinished` (be it that there is no workspace), if notices.yml says
    where to; returns what went wrong with that. Never raises."""
    try:
        settings = read_settings()
        if settings is None:
            return None
        day = on or today()
        standings = [standing(workspace, line["office"], year, day, settings.days) for line in lines if line["state"] != "absent" and workspace]
        told = message(workspace, year, lines, standings, settings, lang, unfinished)
        if told is None:
            return None
        sent, failed = send(settings.urls, told)
        _log(workspace, year=year, title=told.title, sent=sent, failed=failed)
        return _unsent(failed) if failed else None
    except Exception as error:  # whatever it is, the run is done, and its outcome stands
        return _told(workspace, year, error)


def _log(workspace: Workspace | None, **facts: Any) -> None:
    """A log that cannot be written is no matter of the notice."""
    with suppress(NianbaoError):
        if workspace:
            BatchLog(workspace).write("notice", **facts)


def _unsent(kinds: Sequence[str]) -> Words:
    return Words(
        zh=f"通知没有发出：{'、'.join(kinds)}。请核对 notices.yml 中的地址和密码，以及网络；运行的结果不受影响。",
        en=f"A notice was not sent: {', '.join(kinds)}. Look at addresses and passwords in notices.yml, and at the network; what was run is not affected.",
    )


def _told(workspace: Workspace | None, year: int, error: Exception) -> Words:
    ours = isinstance(error, NianbaoError)
    zh, en = (error.say("zh"), error.say("en")) if ours else (type(error).__name__,) * 2
    _log(workspace, year=year, problem=en)
    return Words(zh=f"通知没有发出：{zh}", en=f"A notice was not sent: {en}")
