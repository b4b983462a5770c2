"""Splitting one file of all offices, beside csv only reading it, and how its cost grows."""

from __future__ import annotations

import csv
import random
import sys
from datetime import date, timedelta
from pathlib import Path

from benchmarks.measure import Point, Ratio, point, ratio
from nianbao.office import Workspace
from nianbao.splitting import split

OFFICES, ROWS = 2_000, 1_000_000
_HEADER = ["单位代码", "信访件编号", "登记时间", "信访形式", "内容分类", "概况", "办结时间"]


def province(root: Path, rows: int) -> tuple[Path, Path]:
    """A workspace of two thousand offices in `root`, and one file of all of them, in GB18030."""
    for number in range(OFFICES):
        folder = root / "data" / "raw" / f"o{number:04d}"
        if not folder.exists():
            folder.mkdir(parents=True)
            (folder / "office.yml").write_text(f'name: {{zh: 第{number}镇}}\ncode: "12{number:07d}"\n', "utf-8")
    file = root / f"信访-{rows}.csv"
    if not file.exists():
        chance = random.Random(rows)
        days = [f"{date(2023, 1, 1) + timedelta(days=day):%Y-%m-%d}" for day in range(365)]
        with file.open("w", encoding="gb18030", newline="") as handle:
            writer = csv.writer(handle)
            writer.writerow(_HEADER)
            for number in range(rows):
                told = "一、噪音\n二、垃圾" if number % 500 == 0 else "反映道路积水，请求处理"
                code = f"12{chance.randrange(OFFICES + 2):07d}"
                day = chance.randrange(300)
                writer.writerow([code, f"XF{number:08d}", days[day], "来访", "城乡建设", told, days[day + 60]])
    return root, file


def measure(folder: Path) -> list[Ratio]:
    place, file = province(folder / f"province-{ROWS}", ROWS)
    ours = ("split, count twice", lambda: _split(place, file))
    return [ratio(f"splitting {ROWS:,} rows among {OFFICES:,} offices", ours, ("csv.reader", lambda: _read(file)), runs=3)]


def growing(folder: Path, rows: int) -> Point:
    """Seconds and most memory of a split in a process of its own."""
    place, file = province(folder, rows)
    return point("split, rows", rows, [sys.executable, "-m", "benchmarks.split", place, file])


def _split(place: Path, file: Path) -> None:
    split(Workspace.find(place), file, 2023)


def _read(file: Path) -> None:
    with file.open(encoding="gb18030", newline="") as handle:
        for _ in csv.reader(handle):
            pass


if __name__ == "__main__":
    _split(Path(sys.argv[1]), Path(sys.argv[2]))
