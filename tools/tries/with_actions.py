"""The workflow run by act, on this machine itself and not in a container, as a self-hosted runner does."""

from __future__ import annotations

import shutil
import subprocess
import sys
import threading
from pathlib import Path

from offices import BIN, BUSY, EXAMPLES, STOPPED, WELL, YEAR, busy, workspace
from watching import require, require_busy, require_stopped, require_well, until_locked


def main(folder: Path) -> None:
    flow = folder / "repo" / ".github" / "workflows" / "nianbao.yml"
    flow.parent.mkdir(parents=True)
    shutil.copyfile(EXAMPLES / "github_actions.yml", flow)
    git = ["git", "-C", str(folder / "repo"), "-c", "user.name=x", "-c", "user.email=x@example.org"]
    for words in (["init", "-q"], ["add", "."], ["commit", "-qm", "x"]):
        subprocess.run([*git, *words], check=True)
    checked = subprocess.run([BIN / "check-jsonschema", "--builtin-schema", "vendor.github-workflows", flow], check=False)
    require("the workflow fits the schema", checked.returncode == 0)

    place = workspace(folder / "first", BUSY, WELL)
    with busy(place) as let_go:
        threading.Thread(target=lambda: (until_locked(place), let_go())).start()
        code, said = _act(folder, "workflow_dispatch", "--input", f"year={YEAR}")
    require("the job succeeded, after a warning", code == 0 and "exit code 8, again in 60 s" in said)
    require_busy(place)
    require_well(place)

    place = workspace(folder / "second", STOPPED, WELL)
    code, said = _act(folder, "schedule")
    require("the job failed", code != 0 and "exit status 5" in said)
    require_stopped(place, said)
    require_well(place)


def _act(folder: Path, event: str, *words: str) -> tuple[int, str]:
    """How act ended, and what it printed."""
    command = [BIN / "act", event, "-P", "self-hosted=-self-hosted", "-W", ".github/workflows/nianbao.yml", *words]
    done = subprocess.run(command, cwd=folder / "repo", stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
    print(done.stdout, flush=True)
    return done.returncode, done.stdout


if __name__ == "__main__":
    main(Path(sys.argv[1]))
