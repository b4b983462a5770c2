"""What is measured, against the usual way of doing it: our best time, and the median ratio, both sides in turn within one run.

    make bench
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from benchmarks import cleaning, figures, rendering
from benchmarks.measure import Ratio


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        ratios: list[Ratio] = [part for room in (cleaning, figures, rendering) for part in room.measure(Path(folder))]
    width = max(len(ratio.what) for ratio in ratios)
    for ratio in ratios:
        spread = f"({ratio.least:.2f}–{ratio.most:.2f})"
        print(f"{ratio.what:<{width}}  {ratio.seconds:6.2f} s  {ratio.median:6.2f} ×  {spread}  {ratio.ours} / {ratio.theirs}")


main()
