"""A workspace of three offices for a scheduler to be tried on: one that another process is at, one that the gate stops, one that is well."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from nianbao.lock import locked

REPO = Path(__file__).resolve().parents[2]
EXAMPLES = REPO / "examples" / "schedulers"
BIN = Path(sys.executable).parent
YEAR = 2023
BUSY, STOPPED, WELL = "a-busy", "b-stopped", "c-well"
SPOILED = "2023年信访补录.csv"
# The second line of the file: closed and accepted before it was received.
_ROW = "信访件编号,登记时间,受理告知时间,办结时间\nX-1,2023-06-10,2023-06-09,2023-06-09\n"
TOLD = f"{SPOILED} 第2行"


def workspace(folder: Path, *offices: str) -> Path:
    """The offices, each with the petitions of the sample office, in a folder for which the environment is set."""
    for office in offices or (BUSY, STOPPED, WELL):
        raw = folder / "data" / "raw" / office
        for year in (YEAR - 1, YEAR):
            (raw / str(year)).mkdir(parents=True)
            for file in (REPO / "data" / "raw" / "shangcang" / str(year)).glob("*信访*"):
                shutil.copyfile(file, raw / str(year) / file.name)
        (raw / "office.yml").write_text(f"name: {{zh: {office}}}\nsynthetic: true\ntables: [petitions]\n", "utf-8")
        if office == STOPPED:
            (raw / str(YEAR) / SPOILED).write_text(_ROW, "utf-8")
    os.environ |= {
        "NIANBAO_WORKSPACE": str(folder), "NIANBAO_LANG": "zh", "NIANBAO_KEY_FILE": str(folder / "key"), "NIANBAO": str(BIN / "nianbao"),
        "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}", "XDG_RUNTIME_DIR": str(folder.parent),
    }  # fmt: skip
    return folder


@contextmanager
def busy(folder: Path) -> Iterator[Callable[[], None]]:
    """Another process's place at the year of BUSY, held until the block ends or calls what it is given."""
    with ExitStack() as stack:
        stack.enter_context(locked(folder / "data" / "runs" / BUSY / str(YEAR) / "run.lock"))
        yield stack.close


def tries(folder: Path, office: str) -> list[int]:
    """The exit code of each run of the office's year that has ended, by its logs, in order."""
    logs = sorted((folder / "data" / "runs" / office / str(YEAR)).glob("*.jsonl"))
    last = [json.loads(log.read_text("utf-8").splitlines()[-1]) for log in logs]
    return [line.get("exit_code", 0) for line in last if line["event"] in ("ended", "failed")]


def reviewed(folder: Path, office: str) -> bool:
    """Whether the office's review is there, whole: `nianbao verify` proves it against its manifest."""
    review = folder / "reviews" / office / str(YEAR)
    done = subprocess.run([BIN / "nianbao", "verify", str(review)], capture_output=True, text=True, check=False)
    return (review / "review.html").is_file() and (review / "review.pdf").is_file() and done.returncode == 0
