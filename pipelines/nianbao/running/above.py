"""A level above's year from the reviews of the offices below it."""

from __future__ import annotations

from pathlib import Path

from nianbao.levels import Levels
from nianbao.rolling import OFFICES, offices_of
from nianbao.running.year import Run, alone, executed
from nianbao.words import Words

NOTEBOOK = "4_rollup"
_MISSING_TOLD = 10


def rollup(run: Run) -> Path:
    """4_rollup.ipynb: the reviews of the offices below → a review of their sums, in the folder where a review lies.

    Raises NothingBelow, HasOwnRecords, NobodyReported (from a kernel as CellError), Running, and what writing a review raises.
    """
    from nianbao.running.output import finish

    work = run.work
    with alone(run):
        source = work.workspace.file_of("notebooks", f"{NOTEBOOK}.ipynb")
        done = executed(run, "rollup", source, work.runs / f"{NOTEBOOK}.ipynb")
        run.ahead.join()
        _tell(run)
        finish(work, done, [NOTEBOOK], [OFFICES])
    run.log.write("done", review=str(work.review))
    page = work.review / "review.html"
    run.tell(Words(zh=f"年报：{page}", en=f"review: {page}"))
    return work.review


def _tell(run: Run) -> None:
    """How many offices are added up, and the first of those that are missing."""
    offices = offices_of(run.work)
    of, missing = len(offices.alone), offices.missing
    run.log.write("rolled up", offices=of, missing=[row.id for row in missing], unplaced=[each.id for each in offices.unplaced])
    run.tell(Words(zh=f"汇总：{of} 个单位，汇入 {of - len(missing)} 个", en=f"rolled up: {of - len(missing)} of {of} offices"))
    for row in missing[:_MISSING_TOLD]:
        if row.why:
            run.tell(Words(zh=f"　　　没有汇入：{row.id} {row.name.zh}，{row.why.zh}", en=f"        missing: {row.id} {row.name.of('en')}, {row.why.of('en')}"))
    for name, fault in Levels(run.work.workspace).faults.items():
        if name in {row.id for row in offices.rows} | {each.id for each in offices.unplaced}:
            run.tell(Words(zh=f"　　　{name}：{fault.say('zh')}", en=f"        {name}: {fault.say('en')}"))
    if (more := len(missing) - _MISSING_TOLD) > 0:
        run.tell(Words(zh=f"　　　另有 {more} 个没有汇入，见年报", en=f"        {more} more are missing: see the review"))
