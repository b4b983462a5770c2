"""Two commands at once on the same office, or on one and the office above it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

from tests.crash.states import ROLLUP, RUN, States, is_whole, leftovers
from tests.places import Place

_RUN = (*RUN, "--force")
_BATCH = ("batch", 2023, "--all", "--force")
_PUBLISH = ("publish", "shangcang", 2023)
_FORGET = ("forget", "shangcang", 2023, "--yes")
_OF_A_TOWN = {
    "run and run": (_RUN, _RUN), "run and publish": (_RUN, _PUBLISH), "publish and publish": (_PUBLISH, _PUBLISH), "batch and run": (_BATCH, _RUN),
    "batch and batch": (_BATCH, _BATCH), "forget and run": (_FORGET, _RUN), "publish and site": (_PUBLISH, ("site",)),
}  # fmt: skip
_OF_A_DISTRICT = {
    "run and rollup": (_RUN, ROLLUP), "rollup and rollup": (ROLLUP, ROLLUP), "rollup and publish": (ROLLUP, ("publish", "district", 2023)),
    "forget and rollup": (_FORGET, ROLLUP),
}  # fmt: skip
PAIRS = _OF_A_TOWN | _OF_A_DISTRICT


def both(states: States, name: str) -> list[str]:
    """What is wrong after the two: one at least is done, the other too or it says that the first is at it; nothing is lost."""
    place = states.below_a_district() if name in _OF_A_DISTRICT else states.copied()
    reviews = [path.parent for path in place.root.glob("reviews/*/*/manifest.json")]
    running = [_started(states, place, words) for words in PAIRS[name]]
    ended = [(process.communicate()[1], process.returncode) for process in running]
    found = [f"ended with {code}: {err}" for err, code in ended if code not in (0, 8) or "Traceback" in err]
    found += [f"not told: {err}" for err, code in ended if code == 8 and "nother process" not in err]
    found += [] if 0 in [code for _, code in ended] else ["none is done"]
    folders = [path.parent for kind in ("reviews/*/*", "site/*/2023/*") for path in place.root.glob(f"{kind}/manifest.json")]
    found += [f"{folder.name} is torn" for folder in folders if not is_whole(folder)]
    found += [f"the review of {review.parent.name} is lost" for review in reviews if review not in folders]
    for words in PAIRS[name]:
        done = states.driver.run(place, *words)
        found += [] if done.code == 0 else [f"the next {words[0]} ends with {done.code}: {done.err}"]
    found += leftovers(place) + states.driver.runtime()
    shutil.rmtree(place.root)
    return found


def _started(states: States, place: Place, words: tuple[object, ...]) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "nianbao", *map(str, words)]
    env = os.environ | states.driver.environment
    return subprocess.Popen(command, cwd=place.root, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
