"""The log of a run: one JSON object a line, one file a run."""

from __future__ import annotations

import json
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any


class Log:
    """Writes events to a file of its own in `folder`; each line stands on disk before the next begins."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._began = time.monotonic()
        self.id = datetime.now(UTC).strftime("%Y%m%dT%H%M%S.%fZ")
        self.path = folder / f"{self.id}.jsonl"

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
