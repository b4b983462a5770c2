"""Which steps of a year need to run: those whose inputs or outputs are no longer what they were when they last did."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nianbao.cleaning.given import STEPS
from nianbao.folders import put
from nianbao.running.inputs import inputs, outputs
from nianbao.work import Work

NEVER = "never run"
OUTPUTS = "outputs"


@dataclass(frozen=True)
class Due:
    """A step that has to run, for what is no longer as it was, and what its inputs are now."""

    work: Work
    step: str
    because: tuple[str, ...]
    inputs: dict[str, str]

    def done(self, **facts: Any) -> bool:
        """Records the step as done, with more facts of it. Not where an input has changed while it ran: what came of that nobody
        knows, and the next run does it again. Raises CannotWrite."""
        if inputs(self.work, self.step) != self.inputs:
            return False
        known = _records(self.work)
        known[_name(self.work, self.step)] = {"inputs": self.inputs, "outputs": outputs(self.work, self.step), **facts}
        put(_path(self.work), (json.dumps(known, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode())
        return True


def due(work: Work, step: str, force: bool = False) -> Due | None:
    """The step as it is due; None where all that it reads and all that it left is as it was when it was last done."""
    now, record = inputs(work, step), record_of(work, step)
    because = _changed(now, record) if record else [NEVER]
    if record and not because and outputs(work, step) != record["outputs"]:
        because = [OUTPUTS]
    return Due(work, step, tuple(because), now) if because or force else None


def record_of(work: Work, step: str) -> dict[str, Any] | None:
    """What is known of the step's last success: inputs, outputs, and what else was told."""
    return _records(work).get(_name(work, step))


def _changed(now: dict[str, str], record: dict[str, Any]) -> list[str]:
    then = record["inputs"]
    return [kind for kind in {**now, **then} if now.get(kind) != then.get(kind)]


def _name(work: Work, step: str) -> str:
    """Reviews in either language and drafts stand beside each other; clean records and checks are of the last run."""
    return work.review.name if step == "review" else step


def _path(work: Work) -> Path:
    return work.runs / STEPS


def _records(work: Work) -> dict[str, Any]:
    """A file that was damaged knows of nothing, so that every step runs."""
    try:
        found = json.loads(_path(work).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) and all(map(_is_whole, found.values())) else {}


def _is_whole(record: Any) -> bool:
    return isinstance(record, dict) and all(isinstance(record.get(part), dict) for part in ("inputs", "outputs"))
