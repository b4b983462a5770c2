"""The log of batches, data/runs/batch/batch.jsonl: one JSON object a line, the oldest lines moved on and dropped at a size."""

from __future__ import annotations

import json
import logging
from contextlib import closing
from datetime import UTC, datetime
from logging.handlers import RotatingFileHandler
from typing import Any

from nianbao.errors import CannotWrite
from nianbao.errors.system import reason
from nianbao.office import Workspace

MOST_BYTES, BACKUPS = 2_000_000, 4


class _Handler(RotatingFileHandler):
    """Raises what the disk refuses, which else would be printed with a traceback."""

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802
        raise


class BatchLog:
    """Appends to batch.jsonl; beyond two megabytes it becomes batch.jsonl.1, that .2 and so on up to .4. Raises CannotWrite."""

    def __init__(self, workspace: Workspace, most_bytes: int = MOST_BYTES) -> None:
        self.path = workspace.root / "data" / "runs" / "batch" / "batch.jsonl"
        self._most_bytes = most_bytes

    def write(self, event: str, **facts: Any) -> None:
        """One event with its facts and the time."""
        line = {"at": datetime.now(UTC).isoformat(timespec="milliseconds"), "event": event, **facts}
        text = json.dumps(line, ensure_ascii=False, default=str)
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            handler = _Handler(self.path, maxBytes=self._most_bytes, backupCount=BACKUPS, encoding="utf-8")
            with closing(handler):
                handler.emit(logging.LogRecord("nianbao", logging.INFO, "", 0, text, None, None))
        except OSError as error:
            raise CannotWrite(path=self.path, problem=reason(error)) from None
