"""An office's year from raw files to a finished review."""

from __future__ import annotations

import json
import os
import shutil
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nianbao.checking import PUBLIC, read_account, read_checks
from nianbao.errors import GateClosed, NianbaoError
from nianbao.explaining import keep
from nianbao.exporting.page import Page, page
from nianbao.figures import PUBLIC_FIGURES
from nianbao.folders import whole
from nianbao.proofing import require_private, require_read_back
from nianbao.running.log import Log
from nianbao.running.manifest import manifest
from nianbao.running.notebook import CellError, execute
from nianbao.words import Words
from nianbao.work import Work

Tell = Callable[[Words], None]
NOTEBOOKS = {"clean": "1_clean", "check": "2_check", "review": "3_review"}


@dataclass(frozen=True)
class Run:
    """One run: the work, how it tells what it does, where it logs. `bar` shows papermill's progress by cells."""

    work: Work
    tell: Tell
    log: Log
    bar: bool = False


def begin(work: Work, tell: Tell, bar: bool = False) -> Run:
    """A new run with a log of its own; kernels find the workspace by NIANBAO_WORKSPACE."""
    os.environ["NIANBAO_WORKSPACE"] = str(work.workspace.root)
    log = Log(runs_folder(work))
    log.write("run", office=work.office.id, year=work.year, as_of=work.as_of, lang=work.lang, draft=work.draft)
    return Run(work, tell, log, bar)


def run_year(run: Run) -> Path:
    """Cleans, checks, and writes the review; returns its folder.

    Raises GateClosed (as CellError) where a critical rule failed, and whatever the steps raise; the last good review
    then stays as it was.
    """
    clean(run)
    check(run)
    return review(run)


def clean(run: Run) -> None:
    """1_clean.ipynb: raw files → data/clean."""
    _step(run, "clean")
    account = read_account(run.work.clean)
    sheets = [sheet for file in account["files"] for sheet in file["sheets"]]
    kept, out, twice = (sum(sheet[part] for sheet in sheets) for part in ("kept", "quarantined", "duplicates"))
    files = len(account["files"])
    run.tell(Words(
        zh=f"清理：{files} 个文件，采用 {kept} 行，隔离 {out} 行，重复 {twice} 行",
        en=f"cleaned: {files} files, {kept} rows kept, {out} quarantined, {twice} duplicates",
    ))  # fmt: skip


def check(run: Run) -> None:
    """2_check.ipynb: data/clean → figures.json, checks.json, checks.html; the gate. A snapshot of it is kept."""
    try:
        _step(run, "check")
    except CellError as error:
        if error.kind is GateClosed:  # the figures are there all the same
            keep(run.work, run.log.id)
        raise
    keep(run.work, run.log.id)
    counts = read_checks(run.work)["counts"]
    run.log.write("checks", **counts)
    run.tell(Words(
        zh=f"核对：{counts['pass']} 项通过，{counts['fail']} 项不符，{counts['waived']} 项豁免，{counts['could_not_check']} 项无法核对",
        en=f"checked: {counts['pass']} passed, {counts['fail']} failed, {counts['waived']} waived, "
           f"{counts['could_not_check']} could not be checked",
    ))  # fmt: skip


def review(run: Run) -> Path:
    """3_review.ipynb → a whole review folder, swapped in for the last one."""
    from nianbao.exporting.workbook import workbook

    shown = page(_step(run, "review"))
    work = run.work
    with whole(work.review) as folder:
        export(shown, folder)
        (folder / "tables.xlsx").write_bytes(workbook(work))
        shutil.copyfile(work.checked / PUBLIC_FIGURES, folder / "figures.json")
        shutil.copyfile(work.checked / PUBLIC, folder / "checks.json")
        (folder / "notebooks").mkdir()
        for name in NOTEBOOKS.values():
            done = runs_folder(work) / f"{name}.ipynb"
            if done.exists():
                shutil.copyfile(done, folder / "notebooks" / done.name)
        require_read_back(folder, shown)
        facts = manifest(work, folder)
        (folder / "manifest.json").write_text(json.dumps(facts, ensure_ascii=False, indent=1) + "\n", "utf-8")
        require_private(work, folder)
    run.log.write("done", review=str(work.review))
    run.tell(Words(zh=f"年报：{work.review / 'review.html'}", en=f"review: {work.review / 'review.html'}"))
    run.tell(Words(zh="　　　同一文件夹里还有 review.pdf、review.docx、tables.xlsx", en="        beside it: review.pdf, review.docx, tables.xlsx"))
    return work.review


def runs_folder(work: Work) -> Path:
    """Where logs and executed notebooks lie, the failed ones too."""
    return work.runs


def _step(run: Run, step: str) -> Any:
    work, name = run.work, NOTEBOOKS[step]
    source = work.workspace.file_of("notebooks", f"{name}.ipynb")
    parameters = {
        "office": work.office.id, "year": work.year, "as_of": work.as_of.isoformat(), "lang": work.lang, "draft": work.draft,
    }  # fmt: skip
    if step == "check":
        parameters["engine"] = work.engine
    run.log.write("step", step=step, notebook=str(source))
    began = time.monotonic()
    try:
        done = execute(source, runs_folder(work) / f"{name}.ipynb", parameters, work.workspace.root, run.bar)
    except NianbaoError as error:
        run.log.write("failed", step=step, error=type(error).__name__, exit_code=error.exit_code, says=str(error))
        raise
    run.log.write("step done", step=step, took=round(time.monotonic() - began, 3))
    return done


def export(shown: Page, folder: Path) -> None:
    """Writes the page into the folder, as HTML, PDF and Word. Raises RenderFailed, NoGlyph, NoFont."""
    from nianbao.exporting.html import html
    from nianbao.exporting.pdf import pdf
    from nianbao.exporting.word import docx

    (folder / "review.html").write_text(html(shown), "utf-8")
    (folder / "review.pdf").write_bytes(pdf(shown))
    (folder / "review.docx").write_bytes(docx(shown))
