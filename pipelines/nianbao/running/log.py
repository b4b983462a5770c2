"""The log of a run: one JSON object a line, one file a run."""

from __future__ import annotations

import json
import time
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from nianbao.errors import CannotWrite
from nianbao.errors.system import reason

_FORMAT = "%Y%m%dT%H%M%S.%fZ"
# A log is some kilobytes: those of a year of nights. Those of runs that left figures to compare with are asked for by id, and stay.
MOST_LOGS, MOST_BYTES = 400, 20_000_000


class Log:
    """Writes events to a file of its own in `folder`; each line stands on disk before the next begins."""

    def __init__(self, folder: Path) -> None:
        self._began = time.monotonic()
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise CannotWrite(path=folder, problem=reason(error)) from None
        self.id = _next(folder)
        self.path = folder / f"{self.id}.jsonl"
        _leave_the_newest(folder)

    def write(self, event: str, **facts: Any) -> None:
        """One event with its facts, the time, and the seconds since the run began. Raises CannotWrite."""
        line = {
            "at": datetime.now(UTC).isoformat(timespec="milliseconds"),
            "seconds": round(time.monotonic() - self._began, 3),
            "event": event,
            **facts,
        }
        try:
            with self.path.open("a", encoding="utf-8") as file:
                file.write(json.dumps(line, ensure_ascii=False, default=str) + "\n")
        except OSError as error:
            raise CannotWrite(path=self.path, problem=reason(error)) from None


def _next(folder: Path) -> str:
    """The time, as ids are written; where a clock that went wrong has left later ones, just behind the last: runs stay in the order in
    which they were."""
    moment = datetime.now(UTC)
    for last in sorted((path.stem for path in folder.glob("*.jsonl")), reverse=True):
        with suppress(ValueError):  # no id of ours
            moment = max(moment, datetime.strptime(last, _FORMAT).replace(tzinfo=UTC) + timedelta(microseconds=1))
            break
    return moment.strftime(_FORMAT)


def _leave_the_newest(folder: Path) -> None:
    """Removes the oldest logs beyond so many, or so many bytes, but none that has figures beside it."""
    total = 0
    for place, path in enumerate(sorted(folder.glob("*.jsonl"), reverse=True), 2):  # the one that begins is the first
        with suppress(OSError):  # another run may have removed it
            total += path.stat().st_size
            if (place > MOST_LOGS or total > MOST_BYTES) and not path.with_suffix(".figures.json").exists():
                path.unlink()
