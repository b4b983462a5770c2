"""The PDF of the sample review, and of one of 40 pages, beside WeasyPrint and Chromium printing the same pages.

WeasyPrint comes with the extra `bench`, and needs Pango of the system; where either is missing it is left out.
"""

from __future__ import annotations

import copy
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import nbformat
import pypdfium2

from benchmarks.measure import Ratio, ratio
from nianbao.exporting import ReviewHTML, ReviewPDF
from nianbao.office import Workspace
from nianbao.review.typeface import font_file
from nianbao.work import open_work

_QUIET = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-pdf-header-footer")
_LONG = 40


def measure(folder: Path) -> list[Ratio]:
    work = open_work("shangcang", 2023, workspace=Workspace.find(Path(__file__).parent))
    sample = nbformat.read(work.review / "notebooks" / "3_review.ipynb", as_version=4)
    found = []
    for name, notebook in (("sample", sample), ("long", longer(sample))):
        what = f"PDF of {pages(notebook)} pages"
        page = folder / f"{name}.html"
        page.write_text(_with_font(ReviewHTML().from_notebook_node(notebook)[0]), "utf-8")
        found += [ratio(what, ("Typst", lambda of=notebook: pdf(of)), theirs) for theirs in _others(page, folder)]
    return found


def pdf(notebook: Any) -> bytes:
    return bytes(ReviewPDF().from_notebook_node(notebook)[0])


def pages(notebook: Any) -> int:
    return len(pypdfium2.PdfDocument(pdf(notebook)))


def longer(notebook: Any) -> Any:
    """The notebook with its own cells over again, from the first after its opening, until it has 40 pages."""
    found = copy.deepcopy(notebook)
    for number, cell in enumerate([cell for cell in notebook.cells if cell.get("outputs")][1:]):
        found.cells.append(copy.deepcopy(cell) | {"id": f"again-{number}"})
        if "<figure" in str(cell.outputs) and pages(found) >= _LONG:
            break
    return found


def _others(page: Path, folder: Path) -> list[tuple[str, Callable[[], object]]]:
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome") or "chromium"
    command = [chromium, *_QUIET, f"--user-data-dir={folder / 'profile'}", f"--print-to-pdf={folder / 'chromium.pdf'}", str(page)]
    ways: list[tuple[str, Callable[[], object]]] = [("Chromium", lambda: subprocess.run(command, check=True, capture_output=True))]
    try:
        from weasyprint import HTML
    except (ImportError, OSError):
        return ways
    return [("WeasyPrint", lambda: HTML(filename=page).write_pdf(pdf_tags=True)), *ways]


def _with_font(html: str) -> str:
    """The page with the typeface of ours, where the machine has no Chinese one: what is compared must set the same characters."""
    face = f'<style>@font-face {{ font-family: "PingFang SC"; src: url("{font_file().as_uri()}"); }}</style></head>'
    return html.replace("default-src 'none'", "default-src file: 'unsafe-inline'").replace("</head>", face, 1)
