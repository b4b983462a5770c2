"""An office's year from raw files to the finished review, beside the usual way; and a second run with nothing changed."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

from benchmarks import stock
from benchmarks.measure import Ratio, race
from benchmarks.offices import district, environment

_OFFICE = "town-0001"


def measure(folder: Path) -> list[Ratio]:
    root = district(folder / "office-year", 1)
    usual = ("papermill × 3, nbconvert, Chromium", lambda: stock.office_year(root, _OFFICE))

    def run(*words: str) -> str:
        return nianbao(root, "run", _OFFICE, 2023, *words)

    ours = [
        ("an office's year, no warm process", "run", lambda: (sleep(), run("--force"))),
        ("an office's year, warm", "run", lambda: run("--force")),
        ("an office's year, warm, compiled rules", "run --engine duckdb", lambda: run("--force", "--engine", "duckdb")),
        ("nothing changed", "run", lambda: run("--engine", "duckdb")),
    ]
    return race(ours, usual, runs=3)


def nianbao(root: Path, *words: object) -> str:
    """The command in a process of its own; what it said. Raises CalledProcessError."""
    command = [sys.executable, "-m", "nianbao", *map(str, words)]
    return subprocess.run(command, cwd=root, env=environment(root), check=True, capture_output=True, text=True).stdout


def sleep() -> None:
    """Ends the warm process, if there is one."""
    subprocess.run(["pkill", "-f", "nianbao.warm"], check=False)
    time.sleep(0.2)
