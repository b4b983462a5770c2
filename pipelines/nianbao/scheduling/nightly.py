"""What is to be run every day: which batch, where, with which interpreter, at what time."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from datetime import time
from hashlib import sha256
from pathlib import Path

from nianbao.words import Lang

# Seconds for which a file in use or a share that is away is waited for; a `--wait` among the words goes before it.
_WAIT = 600
KINDS = ("systemd", "cron", "windows")


@dataclass(frozen=True)
class Nightly:
    """A batch of the year in the workspace, each day at the time of the machine's clock; `words` are the options of the batch."""

    python: Path
    workspace: Path
    year: int
    at: time
    words: tuple[str, ...] = ("--all",)
    lang: Lang = "zh"

    @property
    def name(self) -> str:
        """What it goes by: one of each workspace and year, so that installing it again replaces it."""
        return f"nianbao-{self.year}-{sha256(os.fsencode(self.workspace)).hexdigest()[:8]}"

    @property
    def title(self) -> str:
        return f"nianbao {self.year}"

    @property
    def command(self) -> list[str]:
        """The command line, every path absolute: who starts it has neither a folder nor a search path of ours."""
        return [str(self.python), "-m", "nianbao", "batch", str(self.year), "--wait", str(_WAIT), *self.words, "--workspace", str(self.workspace)]


def kind_of_machine() -> str:
    """What this machine starts things by: tasks on Windows, timers where systemd runs, else cron."""
    if os.name == "nt":
        return "windows"
    return "systemd" if Path("/run/systemd/system").is_dir() and shutil.which("systemctl") else "cron"
