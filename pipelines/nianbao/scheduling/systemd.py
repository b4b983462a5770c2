"""A timer and a service of the user's own systemd: the timer makes up for a night on which the machine was off."""

from __future__ import annotations

import os
from pathlib import Path

from nianbao.errors import NotScheduled
from nianbao.scheduling.nightly import Nightly
from nianbao.scheduling.plan import Command, Plan
from nianbao.words import Words

# `:` keeps systemd from reading $NAME in the command as a variable; who stops a batch by hand (143) has not seen it fail.
_SERVICE = """\
[Unit]
Description={title}

[Service]
Type=oneshot
Environment=NIANBAO_LANG={lang}
Nice=10
SuccessExitStatus=143
ExecStart=:{command}
"""
_TIMER = """\
[Unit]
Description={title}

[Timer]
OnCalendar=*-*-* {at:%H:%M}:00
Persistent=true

[Install]
WantedBy=timers.target
"""


def systemd_plan(nightly: Nightly) -> Plan:
    """Two units in ~/.config/systemd/user, then enabled. Who is not logged in at night needs `loginctl enable-linger` once.

    Raises NotScheduled for an interpreter with a path that no unit can hold."""
    if set(str(nightly.python)) & set("\"'\\\n"):  # systemd takes them in arguments, not in the program's own path
        raise NotScheduled(command=nightly.python, problem=Words(zh="systemd 不接受路径中有引号、反斜杠的程序", en="systemd takes no program with quotation marks or \\ in its path"))
    title = nightly.title.replace("%", "%%")
    service = _SERVICE.format(title=title, lang=nightly.lang, command=" ".join(map(_quoted, nightly.command)))
    folder = Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config") / "systemd" / "user"
    units = {"service": service, "timer": _TIMER.format(title=title, at=nightly.at)}
    return Plan(
        tuple((folder / f"{nightly.name}.{kind}", text.encode()) for kind, text in units.items()),
        (Command(("systemctl", "--user", "daemon-reload")), Command(("systemctl", "--user", "enable", "--now", f"{nightly.name}.timer"))),
    )


def _quoted(word: str) -> str:
    """A word as systemd reads it: % begins a specifier of its own, \\ and \" are escaped within the marks."""
    escaped = word.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%").replace("\n", "\\n")
    return f'"{escaped}"'
