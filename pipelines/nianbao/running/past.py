"""The runs of an office's year, as their logs tell of them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nianbao.explaining import kept
from nianbao.words import Words, said
from nianbao.work import Work

STEPS = {
    "clean": Words(zh="清理", en="clean"), "check": Words(zh="核对", en="check"), "review": Words(zh="年报", en="review"),
    "rollup": Words(zh="汇总", en="roll-up"),
}


@dataclass(frozen=True)
class PastRun:
    """One run: the steps that it finished, the exit code it ended with, and whether it left figures to compare with."""

    id: str
    at: str
    as_of: str
    draft: bool
    steps: tuple[str, ...]
    exit_code: int
    has_figures: bool
    unchanged: bool

    def line(self, lang: str) -> str:
        """Id, time (UTC), steps, how it ended and the rest, set apart by tabs."""
        steps = "+".join(STEPS[step].of(lang) for step in self.steps) or "–"
        ended = said(lang, "没有变化", "nothing changed") if self.unchanged else said(lang, "完成", "done")
        if self.exit_code:
            ended = said(lang, f"退出码 {self.exit_code}", f"exit code {self.exit_code}")
        rest = [said(lang, f"截止日 {self.as_of}", f"as of {self.as_of}")]
        rest += [said(lang, "草稿", "draft")] if self.draft else []
        rest += [said(lang, "有数据可比", "has figures")] if self.has_figures else []
        return "\t".join([self.id, self.at, steps, ended, *rest])


def runs_of(work: Work) -> list[PastRun]:
    """The runs of the year, oldest first."""
    known = set(kept(work.runs))
    return [run for path in sorted(work.runs.glob("*.jsonl")) if (run := _told(path, path.stem in known))]


def _told(log: Path, has_figures: bool) -> PastRun | None:
    """A log's run; None where the log ends before it begins."""
    events = [event for line in log.read_text("utf-8").splitlines() if (event := _event(line))]
    if not events or events[0].get("event") != "run":
        return None
    first = events[0]
    failed = next((event for event in events if event["event"] == "failed"), None)
    steps = tuple(event["step"] for event in events if event["event"] == "step done")
    unchanged = not steps and any(event["event"] == "unchanged" for event in events)
    return PastRun(
        log.stem, first["at"][:16].replace("T", " "), str(first["as_of"]), bool(first["draft"]), steps,
        failed["exit_code"] if failed else 0, has_figures, unchanged,
    )  # fmt: skip


def _event(line: str) -> dict[str, Any] | None:
    """One line of a log; the last of a run that was killed may be cut short."""
    try:
        return json.loads(line)
    except ValueError:
        return None
