"""The last run of an office's year, by its log: when it began, and how it ended."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from nianbao.lock import holder
from nianbao.words import Words

# What a run that failed is called, by its exit code.
_FAILED = {
    1: Words(zh="程序错误", en="a fault of nianbao's"),
    2: Words(zh="用法不对", en="wrong usage"),
    3: Words(zh="设定不对", en="wrong settings"),
    4: Words(zh="原始文件读不了", en="unreadable records"),
    5: Words(zh="关口未过", en="stopped at the gate"),
    6: Words(zh="笔记本出错", en="broken notebook"),
    7: Words(zh="写不出结果", en="result not written"),
    130: Words(zh="被中断", en="interrupted"),
    143: Words(zh="被要求停下", en="asked to end"),
}
_OTHERS = {
    "never": Words(zh="尚未运行", en="never run"),
    "done": Words(zh="完成", en="done"),
    "unchanged": Words(zh="没有变化", en="unchanged"),
    "under way": Words(zh="正在运行", en="under way"),
    "cut short": Words(zh="中途结束", en="cut short"),
}
# A refusal because another run was under way is no run of its own.
_REFUSED = "Running"


@dataclass(frozen=True)
class LastRun:
    """`at` is UTC, to the second; `state` one of never, done, unchanged, failed, under way, cut short; `error` the kind of what
    it failed by, never its words, which may quote a record."""

    state: str
    at: str | None = None
    exit_code: int | None = None
    error: str | None = None
    steps: tuple[str, ...] = ()

    @property
    def words(self) -> Words:
        return _FAILED.get(self.exit_code or 1, _FAILED[1]) if self.state == "failed" else _OTHERS[self.state]

    def json(self) -> dict[str, Any]:
        return asdict(self) | {"steps": list(self.steps), "says": self.words.json()}


def last_run(runs: Path) -> LastRun:
    """The newest run that is told of in `runs` (data/runs/<office>/<year>)."""
    for log in sorted(runs.glob("*.jsonl"), reverse=True):
        events = [event for line in log.read_text("utf-8", "replace").splitlines() if (event := _event(line))]
        if events and events[0].get("event") == "run":
            told = _told(events, runs)
            if told.error != _REFUSED:
                return told
    return LastRun("never")


def _told(events: list[dict[str, Any]], runs: Path) -> LastRun:
    names = [event.get("event") for event in events]
    at, steps = str(events[0].get("at"))[:19], tuple(event["step"] for event in events if event.get("event") == "step done")
    failed = next((event for event in events if event.get("event") == "failed"), None)
    if failed:
        return LastRun("failed", at, failed.get("exit_code"), failed.get("error"), steps)
    if names[-1] in ("ended", "done", "unchanged"):
        return LastRun("done" if steps else "unchanged", at, 0, None, steps)
    return LastRun("under way" if holder(runs / "run.lock") else "cut short", at, None, None, steps)


def _event(line: str) -> dict[str, Any] | None:
    """One line of a log; the last of a run that was killed may be cut short."""
    try:
        found = json.loads(line)
    except ValueError:
        return None
    return found if isinstance(found, dict) else None
