"""A batch: jobs in, a line an office out, and at the end, however it comes, a page that tells of all."""

from __future__ import annotations

import math
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from time import monotonic
from typing import Any

from nianbao.batching.batch_log import BatchLog
from nianbao.batching.job import Facts, Job, died, run_job
from nianbao.batching.pool import results
from nianbao.batching.summary import counted, write_summary
from nianbao.errors import CannotWrite, NianbaoError
from nianbao.office import Workspace
from nianbao.words import said

# Each job with what came of it: the facts of run_job, or an error where the job never came to tell any.
Runner = Callable[[Iterable[Job]], Iterator[tuple[Job, Facts | NianbaoError]]]
# From what is well to what is worst: what another process is at will be done by that, a closed gate is a finding, the others are faults, an unforeseen one above all.
_WORSE = (0, 8, 5, 2, 3, 4, 6, 7, 1)


@dataclass(frozen=True)
class Batch:
    """What came of a batch: the facts of its summary, where that stands, and whether it was stopped before its end."""

    facts: Facts
    page: Path
    stopped: bool

    @property
    def exit_code(self) -> int:
        """That of the worst office."""
        return max((line["exit_code"] for line in self.facts["offices"]), key=_WORSE.index, default=0)

    def told(self, lang: str) -> str:
        """How many offices came to which end, and where to read more."""
        return counted(self.facts, lang) + said(lang, f"汇总见 {self.page}", f" Summary: {self.page}")


def jobs_for(workspace: Workspace, offices: Iterable[str], year: int, **parameters: Any) -> list[Job]:
    """A job for each office; of n offices √n, always the same ones, also run the rules in both engines."""
    offices = list(offices)
    by_hash = sorted(offices, key=lambda office: sha256(f"{office} {year}".encode()).digest())
    sampled = set(by_hash[: math.ceil(math.sqrt(len(offices)))])
    return [Job(str(workspace.root), office, year, sampled=office in sampled, **parameters) for office in offices]


def run_here(workers: int | None) -> Runner:
    """Runs jobs in so many processes of this machine, one a core by default."""
    return lambda jobs: results(jobs, run_job, workers or _cores())


def run_batch(workspace: Workspace, year: int, jobs: list[Job], run: Runner, tell: Callable[[Facts], None]) -> Batch:
    """Runs the jobs and tells each line as it comes; the summary is written even where it is cut short, by Ctrl-C too, but not
    where `run` refuses before any work.

    Raises CannotWrite, and what `run` raises.
    """
    began, at = monotonic(), datetime.now(UTC)
    lines: dict[str, Facts] = {}
    running, stopped, refused = run(jobs), False, False
    log = BatchLog(workspace)
    log.write("batch", year=year, offices=len(jobs))
    try:
        for job, result in running:
            lines[job.office] = died(job, result) if isinstance(result, NianbaoError) else result
            with suppress(CannotWrite):  # a share that is away for a moment ends no batch; the summary holds the line too
                log.write("office", **lines[job.office])
            tell(lines[job.office])
    except KeyboardInterrupt:
        stopped = True
    except NianbaoError:
        refused = not lines  # before any work: what the last batch has told stands
        raise
    finally:
        running.close()  # type: ignore[attr-defined]
        if not refused:
            facts = {
                "year": year, "at": at.isoformat(timespec="seconds"), "seconds": round(monotonic() - began, 1),
                "offices": [lines[office] for office in sorted(lines)],
                "remaining": sorted(job.office for job in jobs if job.office not in lines),
            }  # fmt: skip
            facts, page = write_summary(workspace, year, facts, jobs[0].messages if jobs else "zh")
            log.write("batch ended", year=year, seconds=facts["seconds"], states=facts["states"], remaining=len(facts["remaining"]), stopped=stopped)
    return Batch(facts, page, stopped)


def _cores() -> int:
    """Those that this process may use, where the system tells."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
