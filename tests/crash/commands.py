"""Commands that take a moment, each with the workspace it begins in: struck at any step, they leave each file as it was or as it is to be."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.crash.differences import lasting
from tests.crash.states import ROLLUP, RUN, is_whole, leftovers
from tests.crash.striking import Driver, Strike
from tests.places import Place

_PUBLISH = ("publish", "shangcang", 2023, "--on", "2024-03-01")
_TOWNS = ("dong", "xi", "nan", "bei")


@dataclass(frozen=True)
class Command:
    """`begin` makes the workspace from the finished small one; `words` are what is struck, in the processes of its `role`, at each step that is
    asked for or at one in so many of them (`rare`); `wrong` says what else is wrong once it has been run again."""

    words: tuple[object, ...]
    begin: Callable[[Driver, Place, Path], Place]
    role: str = "command"
    rare: int = 1
    wrong: Callable[[Place], list[str]] = lambda place: []


def _finished(driver: Driver, small: Place, folder: Path) -> Place:
    shutil.copytree(small.root, folder)
    return Place(folder)


def _published(driver: Driver, small: Place, folder: Path) -> Place:
    """With an edition on the site whose pages are gone."""
    place = _finished(driver, small, folder)
    done = driver.run(place, *_PUBLISH, NIANBAO_KEY_FILE=str(small.root / "key"))
    assert done.code == 0, done.err
    for page in [*place.root.glob("site/*.html"), *place.root.glob("site/shangcang/2023/*.json")]:
        page.unlink()
    return place


def _revised(driver: Driver, small: Place, folder: Path) -> Place:
    """With an edition on the site, and a review made since with other words."""
    place = _published(driver, small, folder)
    settings = place.raw.parent / "office.yml"
    settings.write_text(settings.read_text("utf-8").replace("某镇", "某某镇"), "utf-8")
    done = driver.run(place, "run", "shangcang", 2023, NIANBAO_KEY_FILE=str(small.root / "key"))
    assert done.code == 0, done.err
    return place


def _split(driver: Driver, small: Place, folder: Path) -> Place:
    """Split before, in another year's version: of one town the rows are gone, and of one they are new."""
    for number, town in enumerate(_TOWNS):
        (folder / "data" / "raw" / town).mkdir(parents=True)
        (folder / "data" / "raw" / town / "office.yml").write_text(f'name: {{zh: {town}}}\ncode: "12011910{number}"\n', "utf-8")
    place = Place(folder)
    for towns in ((0, 1, 2), (0, 1, 3, 9)):
        rows = [f"12011910{town},{len(towns)}-{row},2023-01-05\n" for town in towns for row in range(40)]
        (folder / "信访.csv").write_text("单位代码,信访件编号,登记时间\n" + "".join(rows), "utf-8")
        if len(towns) == 3:
            done = driver.run(place, "split", "信访.csv", 2023)
            assert done.code == 0, done.err
    return place


def _below_a_district(driver: Driver, small: Place, folder: Path) -> Place:
    """The town finished below a district that has been rolled up, and finished anew since with other words."""
    place = _finished(driver, small, folder)
    (place.raw.parents[1] / "district").mkdir()
    settings, above = place.raw.parent / "office.yml", place.raw.parents[1] / "district" / "office.yml"
    above.write_text("name: {zh: 某区, en: Some District}\n", "utf-8")
    settings.write_text(settings.read_text("utf-8") + "parent: district\n", "utf-8")
    for words in (RUN, ROLLUP):
        done = driver.run(place, *words, NIANBAO_KEY_FILE=str(small.root / "key"))
        assert done.code == 0, done.err
    above.write_text("name: {zh: 某某区, en: Some District}\n", "utf-8")
    return place


def _noted_once(place: Place) -> list[str]:
    """What is wrong with the record of what was forgotten."""
    lines = (place.root / "data" / "runs" / "forgotten.jsonl").read_text("utf-8").splitlines()
    return [] if len(lines) == 1 else [f"it is noted {len(lines)} times"]


COMMANDS = {
    "publish": Command(_PUBLISH, _finished),
    "publish again": Command((*_PUBLISH[:-1], "2024-05-01", "--revise", "更名"), _revised),
    "site": Command(("site",), _published),
    "split": Command(("split", "信访.csv", 2023, "--replace"), _split),
    "forget": Command(("forget", "shangcang", 2023, "--raw", "--yes"), _finished, wrong=_noted_once),
    "rollup": Command(ROLLUP, _below_a_district, rare=4),
    "rollup's kernel": Command(ROLLUP, _below_a_district, "kernel"),
}


def struck_everywhere(driver: Driver, small: Place, folder: Path, name: str, kind: str = "kill", every: int = 1) -> dict[str, list[str]]:
    """The command is struck at each of its steps: step → what is wrong then, or after it is run again."""
    command, key = COMMANDS[name], str(small.root / "key")
    begun = command.begin(driver, small, folder / "begun")

    def copy(to: str) -> Place:
        shutil.copytree(begun.root, folder / to)
        return Place(folder / to)

    whole = copy("whole")
    before = files(whole)
    done = driver.run(whole, *command.words, strike=Strike("count", command.role), NIANBAO_KEY_FILE=key)
    assert done.code == 0, done.err
    after, steps, found = files(whole), driver.steps(), {}
    for at in driver.moments()[:: every * command.rare]:
        place = copy(f"struck-{at}")
        done = driver.run(place, *command.words, strike=Strike(kind, command.role, at), NIANBAO_KEY_FILE=key)
        ends = (0, 7) if kind == "full" else (-9,) if command.role == "command" else (6,)
        wrong = [] if done.code in ends and "Traceback" not in done.err else [f"it ends with {done.code}: {done.err}"]
        now = files(place)
        wrong += [f"{path} is torn" for path in {*now, *before} if now.get(path) not in (before.get(path), after.get(path))]
        wrong += [f"{edition} is torn" for edition in [*place.root.glob("site/*/2023/[1-9]"), *place.root.glob("reviews/*/2023")] if not is_whole(edition)]
        done = driver.run(place, *command.words, NIANBAO_KEY_FILE=key)
        wrong += [] if done.code == 0 else [f"the next ends with {done.code}: {done.err}"]
        wrong += [] if files(place) == after else ["the next leaves other files"]
        wrong += command.wrong(place)
        found[f"{at} {steps[at - 1]}"] = wrong + leftovers(place) + driver.runtime()
        shutil.rmtree(place.root)
    return found


def files(place: Place) -> dict[str, str]:
    """Every file by place in the workspace with the hash of what lasts of it, but what is in the making, locks, logs and executed notebooks."""
    found = {path.relative_to(place.root).as_posix(): path for path in place.root.rglob("*") if path.is_file()}
    return {
        name: hashlib.sha256(lasting(path)).hexdigest() for name, path in found.items()
        if not name.startswith("data/runs/") and path.parent.name != "notebooks" and not any(part.startswith(".") for part in Path(name).parts)
    }  # fmt: skip
