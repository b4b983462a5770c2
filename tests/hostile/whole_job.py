"""The whole main job of a district of two towns, command by command: `python -m tests.hostile.whole_job FOLDER` prints how each ended, as JSON."""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
from pathlib import Path

from tests.hostile.large import HEADER, petitions

COMMANDS = (
    ("split", "信访.csv", 2023), ("batch", 2023, "--offices", "east,west", "--workers", 2), ("run", "east", 2023, "--force"),
    ("clean", "east", 2023), ("check", "east", 2023), ("review", "east", 2023), ("publish", "west", 2023), ("run", "west", 2023, "--force", "--lang", "en"),
    ("publish", "east", 2023), ("site",), ("explain", "petitions.closed", "east", 2023),
    ("audit", "reviews/east/2023/review.docx", "--office", "east", "--year", 2023), ("status", "--page"), ("rollup", "district", 2023),
    ("verify", "reviews/east/2023"), ("diff", "east", 2023), ("runs", "east", 2023), ("tables",), ("offices",),
)  # fmt: skip
# The stock kernel is another process, made another way.
STOCK = ("run", "west", 2023, "--force")


def district(root: Path) -> Path:
    """The workspace: two towns below a district, and a file of both that is to be split."""
    for code, office in enumerate(("district", "east", "west"), start=120119100):
        folder = root / "data" / "raw" / office
        folder.mkdir(parents=True)
        parent = "" if office == "district" else "parent: district\ntables: [petitions]\n"
        (folder / "office.yml").write_text(f"name: {{zh: {office}镇, en: {office}}}\ncode: '{code}'\nlevel: town\nsynthetic: true\n{parent}", "utf-8")
    with (root / "信访.csv").open("w", encoding="utf-8", newline="") as handle:
        writer = csv.writer(handle)
        writer.writerow(["单位代码", *HEADER])
        writer.writerows([120119101 + number % 2, *row] for number, row in enumerate(petitions(0, 60)))
    return root


def run_all(root: Path) -> list[dict]:
    """How each command ended: its words, exit code, and what it said where that is not 0."""
    found = []
    for words, more in [*((words, {}) for words in COMMANDS), (STOCK, {"NIANBAO_WARM": "0"})]:
        command = [sys.executable, "-m", "nianbao", *map(str, words)]
        done = subprocess.run(command, cwd=root, env=os.environ | more, capture_output=True, text=True, check=False)
        found.append({"command": " ".join(map(str, words)), "code": done.returncode, "said": (done.stderr or done.stdout)[-2000:] if done.returncode else ""})
    return found


if __name__ == "__main__":
    print(json.dumps(run_all(Path(sys.argv[1])), ensure_ascii=False))
