"""A batch of which one office in twenty is broken. LOAD_OFFICES holds another number of offices."""

from __future__ import annotations

import os
import time
from collections import Counter
from pathlib import Path

from tests.crash import planted

from reliability.outcome import Outcome

TITLE = ("一夜的批量", "A night's batch")
_OFFICES = int(os.environ.get("LOAD_OFFICES", "1000"))


def measure(folder: Path) -> list[Outcome]:
    """Each office is a case; the memory is the most that a worker and its largest kernel have held, the seconds those of the whole batch."""
    broken = planted.district(folder, _OFFICES, max(_OFFICES // 20, 5))
    began = time.monotonic()
    came = planted.run(folder)
    ended = Counter("完成" if line["exit_code"] == 0 else "一条说明" for line in came.lines.values())
    memory = max(line.get("memory_mb") or 0 for line in came.lines.values())
    bad = sum(kind != "sound" for kind in broken.values())
    return [Outcome(
        f"{_OFFICES:,} 个单位一批，{bad} 个有毛病：每个的结局和总结", f"{_OFFICES:,} offices in one batch, {bad} of them broken: how each ends, and the summary",
        _OFFICES, len(planted.wrong(broken, came)), dict(ended), memory, time.monotonic() - began,
    )]  # fmt: skip
