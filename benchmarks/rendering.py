"""The PDF of the sample review, beside Chromium printing its HTML."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import nbformat

from benchmarks.measure import Ratio, ratio
from nianbao.exporting import ReviewPDF
from nianbao.office import Workspace
from nianbao.work import open_work

_QUIET = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-pdf-header-footer")


def measure(folder: Path) -> list[Ratio]:
    work = open_work("shangcang", 2023, workspace=Workspace.find(Path(__file__).parent))
    notebook = nbformat.read(work.review / "notebooks" / "3_review.ipynb", as_version=4)
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome") or "chromium"
    command = [chromium, *_QUIET, f"--user-data-dir={folder / 'profile'}", f"--print-to-pdf={folder / 'chromium.pdf'}"]
    return [
        ratio(
            "PDF of the sample review",
            ("pandoc and Typst", lambda: ReviewPDF().from_notebook_node(notebook)),
            ("Chromium", lambda: subprocess.run([*command, str(work.review / "review.html")], check=True, capture_output=True)),
        )
    ]
