"""SIGTERM at any moment of a run: it ends by a sentence and its code, leaves nothing behind, and the next run makes a whole review."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time

from tests.depth import DEEP, depth
from tests.places import Place, small_workspace

from nianbao.status import last_run

MOMENTS = depth(1, 14)
SENTENCE = "nianbao: Ended as asked (SIGTERM); what was there is untouched."


def start(place: Place) -> subprocess.Popen:
    """A run that has begun: its log is there."""
    env = os.environ | {"NIANBAO_LANG": "en", "NIANBAO_KEY_FILE": str(place.root / "key")}
    before = logs(place)
    run = subprocess.Popen([sys.executable, "-m", "nianbao", "run", "shangcang", "2023", "--force"], cwd=place.root, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    while logs(place) == before:
        assert run.poll() is None, run.stderr.read()
        time.sleep(0.01)
    return run


def logs(place: Place) -> set[str]:
    return {path.name for path in (place.root / "data" / "runs").rglob("*.jsonl")}


def test_asked_to_end_at_random_moments_a_run_says_so_and_leaves_nothing(tmp_path, home):
    place = small_workspace(tmp_path)
    took = 2.0
    if DEEP:
        began, run = time.monotonic(), start(place)
        assert run.communicate()[1] == "" and run.returncode == 0
        took = time.monotonic() - began
    chance = random.Random(2023)
    moments = [chance.uniform(0, 0.9) * took for _ in range(MOMENTS)]
    before, found = set(home.rglob("kernel-*")), []
    for moment in moments:
        run = start(place)
        time.sleep(moment)
        run.send_signal(signal.SIGTERM)
        _, err = run.communicate(timeout=60)
        left = {*home.rglob("kernel-*")} - before
        left |= {path for folder in ("reviews", "data/clean", "data/checked", "data/runs") for path in (place.root / folder).rglob(".*")}
        if last_run(place.root / "data/runs/shangcang/2023").state != "done":  # else it was quicker than the first, and done
            found.append((moment, run.returncode, err.strip()))
        assert not left, moment
    assert found == [(moment, 143, SENTENCE) for moment, *_ in found] and (found or DEEP)
    if DEEP:
        assert start(place).communicate()[1] == "" and (place.review / "manifest.json").exists()
