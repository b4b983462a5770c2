"""kill -9 at any moment leaves a whole review; the next run mends what was cut in two."""

from __future__ import annotations

import hashlib
import json
import os
import random
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor

from tests.places import Place, small_workspace

MOMENTS = 20


def _is_whole(place: Place) -> bool:
    manifest = json.loads((place.review / "manifest.json").read_text("utf-8"))
    return all(
        hashlib.sha256((place.review / name).read_bytes()).hexdigest() == digest for name, digest in manifest["outputs"].items()
    )


def _start(place: Place, *more: str) -> subprocess.Popen:
    env = os.environ | {"NIANBAO_KEY_FILE": str(place.root / "key")}
    command = [sys.executable, "-m", "nianbao", "run", "shangcang", "2023", *more]
    return subprocess.Popen(command, cwd=place.root, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def test_killed_at_random_moments_the_last_review_is_whole(tmp_path):
    # How a run is cut short does not depend on how much it reads.
    lanes = [small_workspace(tmp_path / str(lane)) for lane in range(2)]
    began = time.monotonic()
    with ThreadPoolExecutor(2) as pool:
        assert list(pool.map(lambda place: _start(place).wait(), lanes)) == [0, 0]
    took = time.monotonic() - began
    moments = [random.Random(2023).uniform(0.02, 1.0) * took for _ in range(MOMENTS)]

    def killed_each_time(lane: int) -> list[bool]:
        found = []
        for moment in moments[lane::2]:
            run = _start(lanes[lane], "--force")
            try:
                run.wait(moment)
            except subprocess.TimeoutExpired:
                run.kill()
            run.wait()
            found.append(_is_whole(lanes[lane]))
        return found

    with ThreadPoolExecutor(2) as pool:
        found = [whole for lane in pool.map(killed_each_time, range(2)) for whole in lane]
    assert found == [True] * MOMENTS

    time.sleep(2)  # kernels of killed runs notice within a second or so that nobody waits for them
    for place in lanes:
        assert _start(place).wait() == 0
        assert _is_whole(place)
        left = [path.name for folder in ("reviews", "data/clean", "data/checked") for path in (place.root / folder).rglob(".*")]
        assert left == []
