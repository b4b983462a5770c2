"""Splitting one file of all offices, beside csv only reading it; each in a process of its own, whose most memory is told."""

from __future__ import annotations

import csv
import json
import random
import resource
import subprocess
import sys
import time
from datetime import date, timedelta
from pathlib import Path

_OFFICES = 2_000
_HEADER = ["单位代码", "信访件编号", "登记时间", "信访形式", "内容分类", "概况", "办结时间"]


def province(root: Path, rows: int) -> Path:
    """A workspace of two thousand offices in `root`, and one file of all of them, in GB18030."""
    for number in range(_OFFICES):
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
                code = f"12{chance.randrange(_OFFICES + 2):07d}"
                day = chance.randrange(300)
                writer.writerow([code, f"XF{number:08d}", days[day], "来访", "城乡建设", told, days[day + 60]])
    return file


def measure(root: Path, rows: int) -> dict[str, float]:
    """Seconds and most memory in MB, of the split and of csv alone."""
    file = province(root, rows)
    found = {}
    for way in ("split", "csv"):
        command = [sys.executable, "-m", "benchmarks.split", way, str(root), str(file)]
        told = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
        found |= {f"{way} {what}": value for what, value in told.items()}
    return found


def _run(way: str, root: Path, file: Path) -> None:
    began = time.perf_counter()
    if way == "split":
        from nianbao.office import Workspace
        from nianbao.splitting import split

        split(Workspace.find(root), file, 2023, replace=True)
    else:
        with file.open(encoding="gb18030", newline="") as handle:
            for _ in csv.reader(handle):
                pass
    seconds = time.perf_counter() - began
    print(json.dumps({"seconds": round(seconds, 2), "MB": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)}))


if __name__ == "__main__":
    _run(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))
