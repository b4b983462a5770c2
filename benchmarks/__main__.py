"""What is measured, against the usual way of doing it; RESULTS.md is made of it.

    make bench                    everything, in an hour or more
    make bench PART="rules batch" only these parts
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from benchmarks.measure import Point, Ratio
from benchmarks.results import Part, keep, show

PARTS = ("office_year", "batch", "rules", "cleaning", "split", "figures", "rollup", "rendering", "audit", "growth")


def main(names: list[str]) -> None:
    for name in names or PARTS:
        measure: Callable[[Path], list[Ratio | Point]] = import_module(f"benchmarks.{name}").measure
        with tempfile.TemporaryDirectory() as folder:
            found = measure(Path(folder))
        part = Part(name, [one for one in found if isinstance(one, Ratio)], [one for one in found if isinstance(one, Point)])
        show(part)
        keep(part)


main(sys.argv[1:])
