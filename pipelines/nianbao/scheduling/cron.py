"""A line of the user's crontab, below a comment by which it is found again."""

from __future__ import annotations

import shlex
import subprocess

from nianbao.errors import NotScheduled
from nianbao.errors.system import reason
from nianbao.scheduling.nightly import Nightly
from nianbao.scheduling.plan import Command, Plan
from nianbao.words import Words

_LIST = Command(("crontab", "-l"))


def cron_plan(nightly: Nightly, there: str) -> Plan:
    """The crontab `there`, with our line in place of the one it had. Raises NotScheduled for a path that no line can hold."""
    block = f"{_mark(nightly)}\n{cron_line(nightly)}\n"
    kept = _without(there, _mark(nightly))
    return Plan((), (Command(("crontab", "-"), f"{kept}{block}"),), block)


def cron_line(nightly: Nightly) -> str:
    """Each office's line of JSON is in the log as well; what cron is left to send by mail is the last sentence."""
    command = f"NIANBAO_LANG={nightly.lang} {shlex.join(nightly.command)} >/dev/null"
    if "\n" in command:
        raise NotScheduled(command="crontab", problem=Words(zh="路径中有换行", en="there is a line break in the path"))
    # cron takes % for the end of a line before any shell sees the marks around it.
    return f"{nightly.at.minute} {nightly.at.hour} * * * " + command.replace("%", "\\%")


def crontab() -> str:
    """The user's crontab as it is; empty where there is none. Raises NotScheduled."""
    try:
        done = subprocess.run(_LIST.words, capture_output=True, text=True, check=False)
    except OSError as error:
        raise NotScheduled(command=_LIST, problem=reason(error)) from None
    if done.returncode and "no crontab" not in done.stderr:
        raise NotScheduled(command=_LIST, problem=done.stderr.strip())
    return "" if done.returncode else done.stdout


def _mark(nightly: Nightly) -> str:
    return f"# {nightly.name}"


def _without(text: str, mark: str) -> str:
    """All but the mark and the line below it."""
    kept, skip = [], False
    for line in text.splitlines():
        if line == mark:
            skip = True
        elif skip:
            skip = False
        else:
            kept.append(f"{line}\n")
    return "".join(kept)
