"""The executed review notebook → the review's folder: every output, read back, and nothing personal in any of them."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from nianbao.checking import PUBLIC
from nianbao.exporting.page import Page, page
from nianbao.figures import PUBLIC_FIGURES
from nianbao.folders import whole
from nianbao.proofing import begin_search, require_private, require_read_back
from nianbao.running.inputs import NOTEBOOKS
from nianbao.running.manifest import manifest
from nianbao.tables import tables_of
from nianbao.work import Work


def finish(work: Work, notebook: Any, notebooks: Iterable[str] = NOTEBOOKS.values(), also: Iterable[str] = ()) -> None:
    """Makes the whole folder and swaps it in for the last one; `notebooks` are those whose executed copies it holds, `also`
    what of data/checked it holds besides figures and checks.

    Raises RenderFailed, NoGlyph, NoFont, NotAsPrinted, PersonalInOutput, CannotWrite.
    """
    from nianbao.exporting.workbook import workbook

    shown = page(notebook)
    tables_of(work.workspace, work.office)  # read before two threads ask for them, and for DuckDB
    with whole(work.review) as folder, ThreadPoolExecutor(1) as thread:
        shutil.copyfile(work.checked / PUBLIC_FIGURES, folder / "figures.json")
        shutil.copyfile(work.checked / PUBLIC, folder / "checks.json")
        (folder / "notebooks").mkdir()
        for name in also:
            shutil.copyfile(work.checked / name, folder / name)
        for name in notebooks:
            done = work.runs / f"{name}.ipynb"
            if done.exists():
                shutil.copyfile(done, folder / "notebooks" / done.name)
        # The raw files, and what is written so far, are read while Typst sets the pages.
        search = thread.submit(begin_search, work, [path for path in sorted(folder.rglob("*")) if path.is_file()])
        export(shown, folder)
        (folder / "tables.xlsx").write_bytes(workbook(work))
        require_read_back(folder, shown)
        facts = manifest(work, folder)
        (folder / "manifest.json").write_text(json.dumps(facts, ensure_ascii=False, indent=1) + "\n", "utf-8")
        require_private(work, folder, search=search.result())


def export(shown: Page, folder: Path) -> None:
    """Writes the page into the folder, as HTML, PDF and Word. Raises RenderFailed, NoGlyph, NoFont."""
    from nianbao.exporting.html import html
    from nianbao.exporting.pdf import pdf
    from nianbao.exporting.word import docx

    # Typst sets the PDF, and draws Word's pictures, without holding up the other thread.
    with ThreadPoolExecutor(1) as thread:
        word = thread.submit(docx, shown)
        (folder / "review.pdf").write_bytes(pdf(shown))
        (folder / "review.html").write_text(html(shown), "utf-8")
        (folder / "review.docx").write_bytes(word.result())
