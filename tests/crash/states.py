"""A small office's year before and after its records have changed: whatever strikes the run that goes from one to the other, each folder is one of the two."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import shutil
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import psutil
from tests.crash.differences import left
from tests.crash.striking import Driver, Strike
from tests.places import Done, Place, small_workspace

RUN = ("run", "shangcang", 2023)
ROLLUP = ("rollup", "district", 2023)
_ENDING = 5.0


@dataclass
class States:
    """`before` is the finished year; `files` its results before and after the change, by place with their hashes."""

    folder: Path
    driver: Driver
    before: Place = field(init=False)
    files: tuple[dict[str, str], dict[str, str]] = field(init=False)
    _number: int = 0
    _district: Place | None = None

    def __post_init__(self) -> None:
        self.before = small_workspace(self.folder / "before")
        self._done(self.before)
        after = self.changed()
        self._done(after)
        self.files = left(self.before), left(after)
        assert {name for name in self.files[0] if self.files[0][name] != self.files[1][name]} > set(_TOLD)

    def _done(self, place: Place) -> None:
        done = self.driver.run(place, *RUN)
        assert done.code == 0, done.err

    def copied(self) -> Place:
        """A copy of the finished year."""
        return self._copy_of(self.before)

    def _copy_of(self, like: Place) -> Place:
        self._number += 1
        place = Place(self.folder / f"{self._number}")
        shutil.copytree(like.root, place.root)
        return place

    def changed(self) -> Place:
        """One with one row more in its records, which is due to run."""
        place = self.copied()
        register = place.raw / "行政处罚双公示2023.csv"
        rows = [*csv.reader(io.StringIO(register.read_bytes().decode("gb18030"), newline=""))]
        with register.open("w", encoding="gb18030", newline="") as file:
            csv.writer(file).writerows([rows[0], rows[1], *rows[1:]])
        settings = place.raw.parent / "office.yml"
        settings.write_text(settings.read_text("utf-8").replace("某镇", "某某镇"), "utf-8")
        return place

    def below_a_district(self) -> Place:
        """A copy of the finished year, with a district above the town that is rolled up too."""
        if self._district is None:
            place = self._district = self.copied()
            settings = place.raw.parent / "office.yml"
            settings.write_text(settings.read_text("utf-8") + "parent: district\n", "utf-8")
            (place.root / "data" / "raw" / "district").mkdir()
            (place.root / "data" / "raw" / "district" / "office.yml").write_text("name: {zh: 某区, en: Some District}\n", "utf-8")
            for words in (RUN, ROLLUP):
                done = self.driver.run(place, *words)
                assert done.code == 0, done.err
        return self._copy_of(self._district)

    def struck(self, strike: Strike, words: Sequence[object] = RUN) -> list[str]:
        """What is wrong after the command was struck, and after it was run again."""
        place = self.changed()
        done = self.driver.run(place, *words, strike=strike)
        found = [*self.torn(place), *(_told(done) if strike.kind == "full" else [])]
        found += self.after(place, words)
        shutil.rmtree(place.root)
        return found

    def torn(self, place: Place) -> list[str]:
        """The folders that are neither the old one nor the new one in full."""
        now = left(place)
        found = []
        for folder in _FOLDERS:
            states = [{name: digest for name, digest in files.items() if name.startswith(folder)} for files in (now, *self.files)]
            if states[0] not in states[1:]:
                found.append(f"{folder} is torn")
        return found + ([] if is_whole(place.review) else ["the review is not what its manifest says"])

    def after(self, place: Place, words: Sequence[object] = RUN) -> list[str]:
        """What is wrong once the command has been run again."""
        done = self.driver.run(place, *words)
        found = [] if done.code == 0 else [f"the next run ends with {done.code}: {done.err}"]
        if words == RUN and left(place) != self.files[1]:
            found.append("the next run gives other bytes")
        found += [] if is_whole(place.review) else ["the review is not what its manifest says"]
        return found + leftovers(place) + self.driver.runtime()


_FOLDERS = ("reviews/shangcang/2023/", "data/clean/shangcang/2023/", "data/checked/shangcang/2023/")
_TOLD = ("reviews/shangcang/2023/review.html", "reviews/shangcang/2023/review.pdf", "data/clean/shangcang/2023/clean.json", "data/checked/shangcang/2023/checks.json")


def _told(done: Done) -> list[str]:
    """What is wrong with how a command that could not write has ended. What it does last may be done without."""
    if "Traceback" in done.err or done.code not in (0, 7) or (done.code == 7 and "Cannot write" not in done.err):
        return [f"told with {done.code}: {done.err}"]
    return []


def is_whole(folder: Path) -> bool:
    """Whether the folder's files are what its manifest says."""
    outputs = json.loads((folder / "manifest.json").read_text("utf-8"))["outputs"]
    found = {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.rglob("*") if path.is_file()}
    return found.pop("manifest.json", None) is not None and found == outputs


def leftovers(place: Place) -> list[str]:
    """What of a command that was struck is left in the workspace: half-made files, and processes."""
    end = time.monotonic() + _ENDING
    while (processes := [process.pid for process in psutil.process_iter() if _works_in(process, place.root)]) and time.monotonic() < end:
        time.sleep(0.05)
    hidden = [path.relative_to(place.root).as_posix() for path in place.root.rglob(".*")]
    return [f"{path} is left" for path in hidden] + [f"process {number} is left" for number in processes]


def _works_in(process: psutil.Process, root: Path) -> bool:
    try:
        return process.status() != psutil.STATUS_ZOMBIE and Path(process.cwd()).is_relative_to(root)
    except psutil.Error:
        return False
