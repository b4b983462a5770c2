"""An office's year from raw files to a finished review: the steps that are due, in order."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from nianbao import warm
from nianbao.checking import gate_closed, read_checks, read_waivers
from nianbao.cleaning import require_own_records
from nianbao.ending import exit_code
from nianbao.errors import CannotWrite, GateClosed, NianbaoError, NothingMade, Running
from nianbao.lock import locked
from nianbao.running.ahead import Ahead
from nianbao.running.forgetting import resume
from nianbao.running.inputs import executed_notebook, notebook_of, parameters
from nianbao.running.leftovers import clear_up
from nianbao.running.log import Log
from nianbao.running.steps import Due, due, record_of
from nianbao.words import Words
from nianbao.work import Work

Tell = Callable[[Words], None]


@dataclass(frozen=True)
class Run:
    """One run: the work, how it tells what it does, where it logs. `bar` shows papermill's progress by cells, `force` runs
    steps that are not due, `ran` are those that were run."""

    work: Work
    tell: Tell
    log: Log
    bar: bool = False
    force: bool = False
    ran: list[str] = field(default_factory=list)
    ahead: Ahead = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "ahead", Ahead(self.work))


def begin(work: Work, tell: Tell, bar: bool = False, force: bool = False) -> Run:
    """A new run with a log of its own; kernels find the workspace by NIANBAO_WORKSPACE."""
    os.environ["NIANBAO_WORKSPACE"] = str(work.workspace.root)
    log = Log(runs_folder(work))
    log.write("run", office=work.office.id, year=work.year, as_of=work.as_of, lang=work.lang, draft=work.draft)
    return Run(work, tell, log, bar, force)


def run_year(run: Run) -> Path:
    """Cleans, checks, and writes the review, each where it is due; returns its folder.

    Raises NoOwnRecords, GateClosed (from a kernel as CellError) where a critical rule failed, Running where another process runs the
    year, and whatever the steps raise; the last good review then stays as it was.
    """
    with alone(run):
        require_own_records(run.work)
        _clean(run)
        _check(run)
        return _review(run)


def clean(run: Run) -> None:
    """1_clean.ipynb: raw files → data/clean."""
    with alone(run):
        require_own_records(run.work)
        _clean(run)


def check(run: Run) -> None:
    """2_check.ipynb: data/clean → figures.json, checks.json, checks.html; the gate. A snapshot of it is kept."""
    with alone(run):
        require_own_records(run.work)
        _check(run)


def review(run: Run) -> Path:
    """3_review.ipynb → a whole review folder, swapped in for the last one."""
    with alone(run):
        require_own_records(run.work)
        return _review(run)


def runs_folder(work: Work) -> Path:
    """Where logs and executed notebooks lie, the failed ones too."""
    return work.runs


def _clean(run: Run) -> None:
    step = due(run.work, "clean", run.force)
    if step is None:
        return _unchanged(run, "clean", Words(zh="清理：没有变化", en="cleaned: nothing has changed"))
    _execute(run, step)
    _record(run, step)
    from nianbao.checking import read_account

    account = read_account(run.work.clean)
    sheets = [sheet for file in account["files"] for sheet in file["sheets"]]
    kept, out, twice = (sum(sheet[part] for sheet in sheets) for part in ("kept", "quarantined", "duplicates"))
    files = len(account["files"])
    return run.tell(Words(
        zh=f"清理：{files} 个文件，采用 {kept} 行，隔离 {out} 行，重复 {twice} 行",
        en=f"cleaned: {files} files, {kept} rows kept, {out} quarantined, {twice} duplicates",
    ))  # fmt: skip


def _check(run: Run) -> None:
    step = due(run.work, "check", run.force)
    if step is None:
        _require_still_open(run.work)
        return _unchanged(run, "check", Words(zh="核对：没有变化", en="checked: nothing has changed"))
    from nianbao.running.notebook import CellError

    try:
        _execute(run, step)
    except CellError as error:
        if error.kind is GateClosed:  # the figures are there all the same
            _keep(run)
            _record(run, step, stopped_by=read_checks(run.work)["gate"]["stopped_by"])
        raise
    _keep(run)
    _record(run, step)
    counts = read_checks(run.work)["counts"]
    run.log.write("checks", **counts)
    return run.tell(Words(
        zh=f"核对：{counts['pass']} 项通过，{counts['fail']} 项不符，{counts['waived']} 项豁免，{counts['could_not_check']} 项无法核对",
        en=f"checked: {counts['pass']} passed, {counts['fail']} failed, {counts['waived']} waived, "
           f"{counts['could_not_check']} could not be checked",
    ))  # fmt: skip


def _review(run: Run) -> Path:
    work = run.work
    waivers_in_force(work)
    page = work.review / "review.html"
    step = due(work, "review", run.force)
    if step is None:
        _unchanged(run, "review", Words(zh=f"年报：没有变化 {page}", en=f"review: nothing has changed, {page}"))
        return work.review
    done = _execute(run, step)
    run.ahead.join()
    from nianbao.running.output import finish

    finish(work, done)
    _record(run, step)
    run.log.write("done", review=str(work.review))
    run.tell(Words(zh=f"年报：{page}", en=f"review: {page}"))
    run.tell(Words(zh="　　　同一文件夹里还有 review.pdf、review.docx、tables.xlsx", en="        beside it: review.pdf, review.docx, tables.xlsx"))
    return work.review


def _keep(run: Run) -> None:
    """A snapshot of the figures."""
    run.ahead.join()
    from nianbao.explaining import keep

    keep(run.work, run.log.id)


def waivers_in_force(work: Work) -> None:
    """What was waived when the records were checked may have expired since. Raises ExpiredWaiver, MissingStep, StaleChecks."""
    read_waivers(work.raw, [outcome["rule"] for outcome in read_checks(work)["outcomes"]])


def _require_still_open(work: Work) -> None:
    """A gate that was found closed stays so while nothing changes. Raises GateClosed, ExpiredWaiver."""
    waivers_in_force(work)
    record = record_of(work, "check") or {}
    if record.get("stopped_by"):
        raise gate_closed(work, read_checks(work))


def executed(run: Run, step: str, source: Path, output: Path, **facts: Any) -> Any:
    """The step's notebook as it was executed; `output` is where it stands, and the log has it with these facts."""
    warm.begin()  # first of all: it imports while this process does
    from nianbao.running.notebook import execute

    run.log.write("step", step=step, notebook=str(source), **facts)
    run.ran.append(step)
    began = time.monotonic()
    run.ahead.begin()
    done = execute(source, output, parameters(run.work, step), run.work.workspace.root, run.bar)
    run.log.write("step done", step=step, took=round(time.monotonic() - began, 3))
    return done


def _execute(run: Run, step: Due) -> Any:
    work, name = run.work, step.step
    source, (product, call) = notebook_of(work, name), _product(work, name)
    before = _state(product)
    done = executed(run, name, source, executed_notebook(work, name), because=step.because)
    if product and _state(product) == before:  # what lies there is of other records
        raise NothingMade(notebook=source, file=product, call=call)
    return done


def _product(work: Work, step: str) -> tuple[Path | None, str]:
    """What the step's notebook writes itself, and by which call; a review is written from the notebook, when it has run."""
    made: dict[str, tuple[Path | None, str]] = {"clean": (work.clean / "clean.json", "nianbao.clean(work)"), "check": (work.checked / "checks.json", "nianbao.check(work)")}
    return made.get(step, (None, ""))


def _state(path: Path | None) -> tuple[int, int] | None:
    """What differs when a file was written again."""
    found = path.stat() if path and path.exists() else None
    return (found.st_ino, found.st_mtime_ns) if found else None


def _record(run: Run, step: Due, **facts: Any) -> None:
    if not step.done(**facts):
        run.log.write("inputs changed meanwhile", step=step.step)


def _unchanged(run: Run, step: str, words: Words) -> None:
    run.log.write("unchanged", step=step)
    run.tell(words)


@contextmanager
def alone(run: Run) -> Iterator[None]:
    """One run of an office's year at a time, which clears up after those that were killed and completes a forgetting; how it failed is in its log.

    Raises Running.
    """
    what = f"{run.work.office.id} {run.work.year}"
    try:
        with locked(run.work.runs / "run.lock", lambda who: Running(what=what, who=who)):
            resume(run.work.workspace, run.work.office.id, run.work.year)
            clear_up(run.work)
            yield
            run.log.write("ended")
        run.ahead.end()
    except NianbaoError as error:
        _last_word(run, error=type(error).__name__, exit_code=error.exit_code, says=str(error))
        run.ahead.end()
        raise
    except BaseException as error:  # what it says may quote a record
        _last_word(run, error=type(error).__name__, exit_code=exit_code(error))
        if isinstance(error, Exception):  # who was interrupted waits for no import, which may wait for one that was cut short
            run.ahead.end()
        raise


def _last_word(run: Run, **facts: Any) -> None:
    """How the run failed; where not even that can be written, the failure itself is told."""
    with suppress(CannotWrite):
        run.log.write("failed", step=run.ran[-1] if run.ran else None, **facts)
