"""Commands whose whole process group is killed at moments of no meaning, drawn from a seed."""

from __future__ import annotations

import os
import random
import shutil
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import psutil
from tests.crash.differences import left
from tests.crash.states import RUN, States, is_whole, leftovers
from tests.crash.striking import Driver
from tests.places import Place

BATCH = ("batch", 2023, "--all", "--workers", 2)
PUBLISH = ("publish", "shangcang", 2023)
_EVERY = 4


def run_killed(states: States, moments: int, seed: int = 2023) -> list[list[str]]:
    """What is wrong after each kill of a run whose records have changed, and after the run that follows."""
    took = _took(states.driver, states.changed(), RUN)
    found = []
    for moment, whole_group in _drawn(moments, took, seed):
        place = states.changed()
        _killed(states.driver, place, RUN, moment, whole_group)
        found.append([*states.torn(place), *states.after(place)])
        shutil.rmtree(place.root)
    return found


def batch_killed(states: States, folder: Path, moments: int, seed: int = 2024) -> list[list[str]]:
    """What is wrong after each kill of a batch, of all or of one of its workers, and after every so many the batch that follows."""
    county = Place(folder)
    for town in ("dong", "xi"):
        shutil.copytree(states.before.root / "data" / "raw" / "shangcang", folder / "data" / "raw" / town)
    assert states.driver.run(county, *BATCH).code == 0
    whole, took = left(county), _took(states.driver, county, (*BATCH, "--force"))
    reviews, found = [folder / "reviews" / town / "2023" for town in ("dong", "xi")], []
    for number, (moment, whole_group) in enumerate(_drawn(moments, took, seed), 1):
        _killed(states.driver, county, (*BATCH, "--force"), moment, whole_group)
        wrong = [] if left(county) == whole and all(map(is_whole, reviews)) else ["an office's results are torn"]
        if number % _EVERY == 0 or number == moments:
            done = states.driver.run(county, *BATCH)
            wrong += [] if (done.code, left(county)) == (0, whole) else [f"the next ends with {done.code}: {done.err}"]
            wrong += leftovers(county) + states.driver.runtime()
        found.append(wrong)
    return found


def publish_killed(states: States, moments: int, seed: int = 2025) -> list[list[str]]:
    """What is wrong after each kill of a publication, and after the one that follows."""
    took, found = _took(states.driver, states.copied(), PUBLISH), []
    for moment, whole_group in _drawn(moments, took, seed):
        place = states.copied()
        _killed(states.driver, place, PUBLISH, moment, whole_group)
        editions = [*place.root.glob("site/shangcang/2023/1")]
        wrong = [f"{edition} is torn" for edition in editions if not is_whole(edition)] + states.torn(place)
        done = states.driver.run(place, *PUBLISH)
        wrong += [] if done.code == 0 and is_whole(place.root / "site/shangcang/2023/1") else [f"the next ends with {done.code}: {done.err}"]
        found.append(wrong + leftovers(place) + states.driver.runtime())
        shutil.rmtree(place.root)
    return found


def _took(driver: Driver, place: Place, words: tuple[object, ...]) -> float:
    began = time.monotonic()
    done = driver.run(place, *words)
    assert done.code == 0, done.err
    return time.monotonic() - began


def _drawn(moments: int, took: float, seed: int) -> Iterator[tuple[float, bool]]:
    """Seconds, and whether all that the command has started directly is killed with it."""
    drawn = random.Random(seed)
    yield from [(drawn.uniform(0, took), drawn.random() < 0.5) for _ in range(moments)]


def _killed(driver: Driver, place: Place, words: tuple[object, ...], moment: float, whole_group: bool) -> None:
    command = driver.start(place, *words)
    time.sleep(moment)
    strike: Callable[[int, int], None] = os.killpg if whole_group else os.kill
    target = command
    if not whole_group and words[0] == "batch":
        with suppress(psutil.Error):  # a worker now and then
            children = psutil.Process(command).children()
            target = children[int(moment * 1000) % len(children)].pid if children else command
    with suppress(ProcessLookupError):
        strike(target, signal.SIGKILL)
    driver.wait()
