"""The log of a run: one JSON object a line, one file a run."""

from __future__ import annotations

import json
import time
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

# A log is some kilobytes: those of a year of nights. Those of runs that left figures to compare with are asked for by id, and stay.
MOST_LOGS, MOST_BYTES = 400, 20_000_000


class Log:
    """Writes events to a file of its own in `folder`; each line stands on disk before the next begins."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._began = time.monotonic()
        self.id = datetime.now(UTC).strftime("%Y%m%dT%H%M%S.%fZ")
        self.path = folder / f"{self.id}.jsonl"
        _leave_the_newest(folder)

    def write(self, event: str, **facts: Any) -> None:
        """One event with its facts, the time, and the seconds since the run began."""
        line = {
            "at": datetime.now(UTC).isoformat(timespec="milliseconds"),
            "seconds": round(time.monotonic() - self._began, 3),
            "event": event,
            **facts,
        }
        with self.path.open("a", encoding="utf-8") as file:
            file.write(json.dumps(line, ensure_ascii=False, default=str) + "\n")


def _leave_the_newest(folder: Path) -> None:
    """Removes the oldest logs beyond so many, or so many bytes, but none that has figures beside it."""
    total = 0
    for place, path in enumerate(sorted(folder.glob("*.jsonl"), reverse=True), 2):  # the one that begins is the first
        with suppress(OSError):  # another run may have removed it
            total += path.stat().st_size
            if (place > MOST_LOGS or total > MOST_BYTES) and not path.with_suffix(".figures.json").exists():
                path.unlink()
