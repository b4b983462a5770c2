"""What a command has swapped in outlasts a loss of power: it was all on the disk before it took its place, and its place was before anything went."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.crash.commands import COMMANDS
from tests.crash.states import RUN, States
from tests.crash.striking import CHILD, Strike

_LASTING = ("/site/", "/reviews/", "/data/clean/", "/data/checked/", "/data/split/", "/data/raw/", "/home/")
Step = tuple[str, str, str]  # what is done, from where, to where


def lost_by(states: States, folder: Path, name: str) -> tuple[int, list[str]]:
    """How many files and folders took their places while the command of that name ran, and what of them a loss of power could take back."""
    key = str(states.before.root / "key")
    place = COMMANDS[name].begin(states.driver, states.before, folder)
    return _lost(states, place, COMMANDS[name].words, "command", key)


def lost_by_a_run(states: States, role: str) -> tuple[int, list[str]]:
    """The same of a run whose records have changed, by a key that is made for it."""
    place, driver = states.changed(), states.driver
    kept = driver.folder / "kept"
    (driver.folder / "home" / "key").rename(kept)
    try:
        return _lost(states, place, RUN, role, str(driver.folder / "home" / "key"))
    finally:
        kept.replace(driver.folder / "home" / "key")


def lost_key(folder: Path) -> tuple[int, list[str]]:
    """The same of a key that is made on first use, in a folder that is not there yet."""
    (folder / "home").mkdir(parents=True)
    tally, path = folder / "tally", folder / "home" / "new" / "key"
    strike = {"kind": "order", "role": "command", "roots": [f"{folder}/home"], "tally": str(tally)}
    source = f"from pathlib import Path; from nianbao.cleaning import read_key; read_key(Path({str(path)!r}))"
    env = os.environ | {"PYTHONPATH": os.pathsep.join([str(CHILD), *filter(None, [os.environ.get("PYTHONPATH")])]), "NIANBAO_STRIKE": json.dumps(strike)}
    subprocess.run([sys.executable, "-c", source], env=env, check=True)
    return _judged(tally.read_text("utf-8").splitlines())


def _lost(states: States, place: Path, words: tuple[object, ...], role: str, key: str) -> tuple[int, list[str]]:
    done = states.driver.run(place, *words, strike=Strike("order", role), NIANBAO_KEY_FILE=key)
    assert done.code == 0, done.err
    found = _judged(states.driver.steps())
    shutil.rmtree(place.root)
    return found


def _judged(lines: list[str]) -> tuple[int, list[str]]:
    steps: list[Step] = [(event, one, other) for event, one, other in (line.split("\t") for line in lines)]
    moves = [*_moves(steps)]
    found = [wrong for at, new, place in moves for wrong in _too_early(steps, at, new, place)]
    made = [Path(path) for event, path, _ in steps if event == "os.mkdir" and any(part in path for part in _LASTING) and ".new-" not in path]
    return len(moves), found + [f"{path} may be gone: the folder above it was not on the disk" for path in made if ("on disk", *[str(path.parent)] * 2) not in steps]


def _moves(steps: list[Step]) -> Iterator[tuple[int, Path, Path]]:
    """At which steps what was built took its place: the one by which it did, where it was built, and its place."""
    for at, (event, one, other) in enumerate(steps):
        if event in ("os.rename", "os.link") and _is_built(one):
            yield at, Path(one), Path(other)
        elif event == "exchange":  # the last folder that was begun
            new = next(Path(path) for kind, path, _ in reversed(steps[:at]) if kind == "os.mkdir" and _is_built(path))
            yield at, new, new.with_name(new.name[1:].rpartition(".new-")[0])


def _is_built(path: str) -> bool:
    """What has a place to take; a folder of the moment has none."""
    name = Path(path).name
    return ".new-" in name and not name.startswith(".nianbao-")


def _too_early(steps: list[Step], at: int, new: Path, place: Path) -> Iterator[str]:
    """What of it was not on the disk when it took its place, and whether something went before its place was."""
    kept = {path: number for number, (event, path, _) in enumerate(steps[:at]) if event == "on disk"}
    written = {path: number for number, (event, path, _) in enumerate(steps[:at]) if event.startswith(("open", "os.chmod"))}
    for path in [place, *(place.rglob("*") if place.is_dir() else [])]:
        built = str(new / path.relative_to(place))
        if kept.get(built, -1) <= written.get(built, -1):
            yield f"{path} may be empty: it took its place before it was on the disk"
    after = next((number for number, (event, path, _) in enumerate(steps) if number > at and (event, path) == ("on disk", str(place.parent))), None)
    gone = next((number for number, (event, path, _) in enumerate(steps) if number > at and event in ("os.remove", "os.rmdir") and Path(path).is_relative_to(new)), None)
    if after is None or (gone is not None and gone < after and steps[at][0] != "os.link"):
        yield f"{place} may be gone: {place.parent} was not on the disk"
