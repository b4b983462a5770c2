"""Tries what could break nianbao, and writes what was found into docs/reliability.md; ends with 1 where a case ended as it must not.

    make reliability                     everything, in an hour or more
    make reliability PART="damaged"      only these parts
"""

from __future__ import annotations

import sys
import tempfile
from importlib import import_module
from pathlib import Path

from reliability.page import PARTS, keep


def main(names: list[str]) -> int:
    """Tries the parts; how many cases ended as they must not."""
    faults = 0
    for name in names or PARTS:
        part = import_module(f"reliability.{name}")
        # What a trial has started may still be ending there.
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
            outcomes = part.measure(Path(folder))
        for one in outcomes:
            sys.stdout.write(f"{one.en}: {one.cases:,} cases, {one.faults:,} wrongly\n")
        sys.stdout.flush()
        keep(name, part.TITLE, outcomes)
        faults += sum(one.faults for one in outcomes)
    return faults


sys.exit(1 if main(sys.argv[1:]) else 0)
