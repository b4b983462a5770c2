"""The moment that what is built bears: SOURCE_DATE_EPOCH, else that of the commit, else the first that a zip file can bear."""

from __future__ import annotations

import os
import subprocess

from supply.lock import ROOT

_FIRST = 315532800  # 1980-01-01


def epoch() -> int:
    """Seconds since 1970, UTC."""
    if given := os.environ.get("SOURCE_DATE_EPOCH"):
        return int(given)
    told = subprocess.run(["git", "log", "-1", "--format=%ct"], cwd=ROOT, capture_output=True, text=True, check=False)
    return int(told.stdout) if told.returncode == 0 and told.stdout.strip() else _FIRST
