"""One office's year as a batch runs it, on this machine or on any of a cluster: what to run, and what came of it as plain JSON."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nianbao.checking import read_checks
from nianbao.errors import GateClosed, Locked, NianbaoError, NoOwnRecords, UnknownYear
from nianbao.office import Workspace
from nianbao.patience import patiently
from nianbao.running import begin, run_year
from nianbao.words import said
from nianbao.work import Work, open_work

Facts = dict[str, Any]


@dataclass(frozen=True)
class Job:
    """What is run: the parameters of `nianbao run`, the language of messages, whether somebody has named the office (without a
    folder for the year it is at fault only then), whether the rules are run in both engines, and for how many seconds what can
    pass (nianbao.patience) is tried again."""

    workspace: str
    office: str
    year: int
    as_of: str | None = None
    lang: str = "zh"
    draft: bool = False
    engine: str = "duckdb"
    force: bool = False
    messages: str = "zh"
    named: bool = False
    sampled: bool = False
    wait: float = 0


def run_job(job: Job) -> Facts:
    """Runs the office's year and tells what came of it; whatever goes wrong is told too, and never raised.

    `state` is "done", "unchanged" (nothing had to run), "gate" (critical failures stopped it), "absent" (no raw files of the
    year), "locked" (another process is at it) or "broken"; `exit_code` and `error` are what `nianbao run` would have ended with;
    `stopped_by` are the rules that close the gate, `counts` the rules by outcome, `seconds` and `memory_mb` the time and the most
    memory that it has taken.
    """
    began = time.monotonic()
    facts: Facts = {"office": job.office, "year": job.year}
    with _messages(job.messages):
        work, ran, away = None, list[str](), lambda: not Workspace(Path(job.workspace)).raw.is_dir()
        try:
            work = patiently(lambda: _opened(job, facts), job.wait, away)
            patiently(lambda: _run(job, work, ran), job.wait, away)
            facts |= {"state": "done" if ran else "unchanged", "exit_code": 0, "error": None}
        except NianbaoError as error:
            facts |= failure(error)
            if facts["state"] == "absent" and not job.named:
                facts["exit_code"] = 0
        except (Exception, SystemExit) as error:
            kind, again = type(error).__name__, f"nianbao run {job.office} {job.year}"
            told = said(job.messages, f"nianbao 程序错误：{kind}。详情用 {again} 查看。", f"A fault of nianbao's: {kind}. {again} tells more.")
            facts |= {"state": "broken", "exit_code": 1, "error": told}
        facts |= {"steps": list(ran), **(_checks(work, facts["state"]) if work else {})}
        if work and job.sampled and "check" in ran and facts["state"] in ("done", "gate"):
            facts["engines"] = _engines(work)
    return facts | {"seconds": round(time.monotonic() - began, 3), "memory_mb": most_memory()}


def _opened(job: Job, facts: Facts) -> Work:
    """The job's work, its name and place told among the facts."""
    work = open_work(job.office, job.year, job.as_of, job.lang, job.draft, job.workspace, job.engine)
    facts |= {"name": work.office.name.json(), "review": work.review.name}
    return work


def _run(job: Job, work: Work, ran: list[str]) -> None:
    """One try, with a log of its own; the steps that it runs are added to those of the tries before."""
    run = begin(work, lambda words: None, force=job.force)
    try:
        run_year(run)
    finally:
        ran += [step for step in run.ran if step not in ran]


def failure(error: NianbaoError, lang: str | None = None) -> Facts:
    """What is told of an office's year that ended by the error: state, exit_code, error (in `lang`, else in the language of messages)."""
    return {"state": _state(error), "exit_code": error.exit_code, "error": error.say(lang) if lang else str(error)}


def died(job: Job, told: NianbaoError) -> Facts:
    """What is told of an office whose worker ended before it could tell anything."""
    return {
        "office": job.office, "year": job.year, "state": "broken", "exit_code": told.exit_code, "error": told.say(job.messages), "steps": [],
    }  # fmt: skip


def _state(error: NianbaoError) -> str:
    kind = getattr(error, "kind", type(error))
    if issubclass(kind, Locked):
        return "locked"
    # Of an office that has others below it and no records, the roll-up makes the review.
    return "gate" if kind is GateClosed else "absent" if kind in (UnknownYear, NoOwnRecords) else "broken"


def _checks(work: Work, state: str) -> Facts:
    """How the rules came out, where they were run on these records; a closed gate with the words of its rules."""
    if state in ("broken", "locked"):
        return {}
    try:
        found = read_checks(work)
    except NianbaoError:
        return {}
    says = {outcome["rule"]: outcome["says"] for outcome in found["outcomes"]}
    stopped = [{"rule": rule, "says": says[rule]} for rule in found["gate"]["stopped_by"]] if state == "gate" else []
    return {"counts": found["counts"], "stopped_by": stopped}


def _engines(work: Work) -> Facts:
    """On how many rules both engines agree; what goes wrong in the comparison is told and is no fault of the office."""
    try:
        from nianbao.checking import agreement

        return agreement(work).json()
    except Exception as error:
        return {"error": type(error).__name__}  # what it says may quote a record


def most_memory() -> int | None:
    """Megabytes: the most that this process has held, and the largest kernel of it beside; None where the system does not tell.

    A warm kernel is counted with the pages that it shares with the process it was forked from.
    """
    try:
        import resource
    except ImportError:  # Windows
        return None
    from nianbao.warm.provisioner import Process

    own, stock = (resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return round((own + max(stock, Process.most_held)) / (1 << 20 if sys.platform == "darwin" else 1 << 10))


@contextmanager
def _messages(lang: str) -> Iterator[None]:
    """Messages, those of kernels too, in the language of whoever asked for the batch."""
    before = os.environ.get("NIANBAO_LANG")
    os.environ["NIANBAO_LANG"] = lang
    try:
        yield
    finally:
        if before is None:
            del os.environ["NIANBAO_LANG"]
        else:
            os.environ["NIANBAO_LANG"] = before
