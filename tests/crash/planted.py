"""A batch of offices of which one in twenty is broken, in five ways in turn; and what its summary must say."""

from __future__ import annotations

import csv
import io
import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from tests.hostile.large import HEADER, petitions
from tests.places import REPO

# How an office is broken → the state and the exit code that it must end with.
ENDS = {
    "sound": ("done", 0), "unreadable": ("broken", 4), "gate": ("gate", 5), "settings": ("broken", 3), "empty": ("gate", 5), "killed": ("broken", 6),
}  # fmt: skip
_KINDS = [kind for kind in ENDS if kind != "sound"]
# A worker is killed while its kernel waits in the notebook of such an office.
_WAITS = "\nimport time\nif office.endswith('killed'):\n    time.sleep(600)\n"


@dataclass(frozen=True)
class Came:
    """What came of the batch: exit code, office → its line, the summary, and how many workers were killed."""

    code: int
    lines: dict[str, dict]
    summary: dict
    killed: int
    err: str


def district(root: Path, offices: int, broken: int) -> dict[str, str]:
    """Makes the workspace; office → the way it is broken, or "sound"."""
    every, kinds, found = offices // broken, count(), {}
    for number in range(offices):
        kind = _KINDS[next(kinds) % len(_KINDS)] if number % every == every - 1 and number // every < broken else "sound"
        name = f"o{number:04d}-{kind}"
        folder = root / "data" / "raw" / name
        (folder / "2023").mkdir(parents=True)
        tables = "tables: [petitions" if kind == "settings" else "tables: [petitions]\nrequired: [petitions]"
        (folder / "office.yml").write_text(f"name: {{zh: 第{number}镇, en: Town {number}}}\nsynthetic: true\n{tables}\n", "utf-8")
        if kind != "empty":
            (folder / "2023" / ("信访.xlsx" if kind == "unreadable" else "信访.csv")).write_bytes(_register(number, kind))
        found[name] = kind
    (root / "notebooks").mkdir()
    notebook = json.loads((REPO / "notebooks" / "1_clean.ipynb").read_text("utf-8"))
    after = next(place for place, cell in enumerate(notebook["cells"]) if "parameters" in cell["metadata"].get("tags", []))
    notebook["cells"].insert(
        after + 1, {"cell_type": "code", "execution_count": None, "id": "waits", "metadata": {}, "outputs": [], "source": _WAITS}
    )
    (root / "notebooks" / "1_clean.ipynb").write_text(json.dumps(notebook), "utf-8")
    return found


def _register(number: int, kind: str) -> bytes:
    if kind == "unreadable":
        return b"PK\x03\x04" + bytes(200)
    rows = [HEADER, *petitions(number * 20, 20)]
    if kind == "gate":  # closed before it was received
        rows[1][HEADER.index("登记时间")], rows[1][HEADER.index("办结时间")] = "2023-06-05", "2023-06-01"
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue().encode("utf-8-sig")


def run(root: Path, workers: int = 2) -> Came:
    """Runs the batch, and kills each worker that comes to an office that is to lose it."""
    env = os.environ | {"NIANBAO_LANG": "en", "NIANBAO_KEY_FILE": str(root / "key")}
    command = [sys.executable, "-m", "nianbao", "batch", "2023", "--all", "--workers", str(workers)]
    over, killed = threading.Event(), []
    killer = threading.Thread(target=_kill, args=(root, over, killed))
    killer.start()
    try:
        done = subprocess.run(command, cwd=root, env=env, capture_output=True, text=True, check=False)
    finally:
        over.set()
        killer.join()
    lines = {line["office"]: line for line in map(json.loads, done.stdout.splitlines())}
    summary = json.loads((root / "data/runs/batch/2023/summary.json").read_text("utf-8"))
    return Came(done.returncode, lines, summary, len(killed), done.stderr)


def _kill(root: Path, over: threading.Event, killed: list[str]) -> None:
    """The worker at an office is the one whose number stands in its lock."""
    while not over.wait(0.2):
        for lock in (root / "data" / "runs").glob("*-killed/2023/run.lock"):
            office = lock.parents[1].name
            started = any('"event": "step"' in path.read_text("utf-8") for path in lock.parent.glob("*.jsonl"))
            if office not in killed and started:
                time.sleep(0.3)
                with suppress(ValueError, ProcessLookupError):
                    os.kill(int(lock.read_text("utf-8").partition(":")[2].split()[0]), signal.SIGKILL)
                    killed.append(office)


def wrong(planted: dict[str, str], came: Came) -> list[str]:
    """What is not as it was planted: an office's end, the counts of the summary, a review that is there or not."""
    found = []
    for office, kind in planted.items():
        line = came.lines.get(office, {})
        if (line.get("state"), line.get("exit_code")) != ENDS[kind]:
            found.append(f"{office}: {line.get('state')} {line.get('exit_code')} {line.get('error')}")
    states = Counter(ENDS[kind][0] for kind in planted.values())
    if {state: number for state, number in came.summary["states"].items() if number} != states:
        found.append(f"summary: {came.summary['states']} instead of {dict(states)}")
    if sorted(line["office"] for line in came.summary["offices"]) != sorted(planted) or came.summary["remaining"]:
        found.append("summary: not every office once")
    if came.killed != sum(kind == "killed" for kind in planted.values()):
        found.append(f"{came.killed} workers killed")
    return found
