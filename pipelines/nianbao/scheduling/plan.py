"""What installing takes: files that are written, then commands that are run. Printed, it is what would be done."""

from __future__ import annotations

import shlex
import subprocess
from dataclasses import dataclass
from pathlib import Path

from nianbao.errors import NotScheduled
from nianbao.errors.system import reason
from nianbao.folders import put
from nianbao.words import Words


@dataclass(frozen=True)
class Command:
    """A command, and what it is given to read."""

    words: tuple[str, ...]
    reads: str | None = None

    def __str__(self) -> str:
        return shlex.join(self.words)


@dataclass(frozen=True)
class Plan:
    """`files` are written, then `commands` run; `shown` is what is told of it first, where that is not the files."""

    files: tuple[tuple[Path, bytes], ...]
    commands: tuple[Command, ...]
    shown: str = ""

    def __str__(self) -> str:
        parts = [self.shown] if self.shown else [f"# {path}\n{_text(content)}" for path, content in self.files]
        return "\n".join([*parts, *(f"$ {command}" for command in self.commands)]) + "\n"


def install(plan: Plan) -> None:
    """Does what the plan says; doing it again changes nothing. Raises CannotWrite, NotScheduled."""
    for path, content in plan.files:
        put(path, content)
    for command in plan.commands:
        run(command)


def run(command: Command) -> str:
    """What the command prints. Raises NotScheduled where it is not there or fails."""
    try:
        done = subprocess.run(command.words, input=command.reads, capture_output=True, text=True, check=False, errors="replace")
    except OSError as error:
        raise NotScheduled(command=command, problem=reason(error)) from None
    if done.returncode:
        raise NotScheduled(command=command, problem=(done.stderr or done.stdout).strip() or Words(zh=f"退出码 {done.returncode}", en=f"exit code {done.returncode}"))
    return done.stdout


def _text(content: bytes) -> str:
    return content.decode("utf-16" if content.startswith(b"\xff\xfe") else "utf-8")
