"""The usual way to an office's review: papermill's command for each notebook, nbconvert's for HTML, Chromium for the PDF."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from benchmarks.offices import REPO, environment

_NOTEBOOKS = ("1_clean", "2_check", "3_review")
_QUIET = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-pdf-header-footer")


def chromium() -> str:
    """The browser that prints."""
    return os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome") or "chromium"


def office_year(root: Path, office: str, year: int = 2023) -> None:
    """The same three notebooks in the stock kernel, then review.html and review.pdf. Raises CalledProcessError."""
    out = root / "stock" / office
    out.mkdir(parents=True, exist_ok=True)
    env = environment(root)
    tools = Path(sys.executable).parent
    for name in _NOTEBOOKS:
        told = ["-k", "python3", "--cwd", str(root), "--no-progress-bar", "-p", "office", office, "-p", "year", str(year)]
        _call([tools / "papermill", REPO / "notebooks" / f"{name}.ipynb", out / f"{name}.ipynb", *told], env)
    page = out / "review.html"
    _call([tools / "jupyter-nbconvert", "--to", "html", "--output-dir", out, "--output", page.stem, out / "3_review.ipynb"], env)
    _call([chromium(), *_QUIET, f"--user-data-dir={out / 'profile'}", f"--print-to-pdf={out / 'review.pdf'}", page], env)


def _call(command: list[object], env: dict[str, str]) -> None:
    subprocess.run([str(word) for word in command], env=env, check=True, capture_output=True)
