"""What differs between two machines that make the same review, each as a way to run the small office again elsewhere."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tests.places import Done, Place

# What of a run's results tells of the run itself: in manifest.json when, where and with which libraries it was made, and in the checks which
# engine ran the rules. Executed notebooks bear the times of their cells, and are left out with their hashes.
OF_THE_RUN = frozenset({"made_at", "machine", "python", "versions", "commit"})
_FOLDERS = ("reviews", "data/clean", "data/checked")
_ENGINES = {
    b'"engine": "duckdb"': b'"engine": "gx"',
    "规则编译成查询，由 DuckDB 运行。".encode(): "规则由 Great Expectations 运行。".encode(),
}


@dataclass(frozen=True)
class Difference:
    """`env` and `umask` of the command ({folder} is one to write into), a locale that is made for it, the workspace's place below a folder,
    `words` besides `run OFFICE YEAR`, and whether the raw files are made in another order and with other times."""

    env: Mapping[str, str] = field(default_factory=dict)
    locale: str = ""
    umask: int = -1
    words: tuple[str, ...] = ()
    place: str = "w"
    shuffled: bool = False


_ELSEWHERE = "深/a b/'quoted' & co/" + "很长的文件夹名/" * 6 + "工作区"
_HOME = {"HOME": "{folder}/家 of another", "XDG_CACHE_HOME": "{folder}/家 of another/cache", "USER": "王五", "LOGNAME": "wang", "USERNAME": "y"}
_ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}
_ASCII = {"LC_ALL": "C", "LANG": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}

DIFFERENCES = {
    "east of the date line": Difference({"TZ": "Pacific/Kiritimati"}),
    "west of Greenwich": Difference({"TZ": "America/Los_Angeles"}),
    "Chinese time": Difference({"TZ": "Asia/Shanghai"}),
    "no locale": Difference({"LC_ALL": "C", "LANG": "C"}),
    "ASCII alone": Difference(_ASCII),
    "UTF-8 alone": Difference({"LC_ALL": "C.UTF-8", "LANG": "C.UTF-8"}),
    "Chinese in GB18030": Difference(locale="zh_CN.GB18030"),
    "Turkish": Difference(locale="tr_TR.UTF-8"),
    "another hash seed": Difference({"PYTHONHASHSEED": "4711"}),
    "another user": Difference(_HOME),
    "a strict umask": Difference(umask=0o077),
    "a folder elsewhere": Difference(place=_ELSEWHERE),
    "files in another order": Difference(shuffled=True),
    "one thread": Difference(_ONE_THREAD),
    "the stock kernel": Difference({"NIANBAO_WARM": "0"}),
    "the other engine": Difference(words=("--engine", "duckdb")),
}
ALL_AT_ONCE = Difference(
    {"TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "4711", "NIANBAO_WARM": "0", **_ASCII, **_HOME, **_ONE_THREAD}, "", 0o077, ("--engine", "duckdb"), _ELSEWHERE,
    shuffled=True,
)  # fmt: skip


def made(difference: Difference, like: Place, folder: Path) -> tuple[Done, Place]:
    """The review of the raw files of `like`, made below `folder` as the difference says: how that ended, and where it is."""
    place = Place(folder / difference.place)
    _copy_records(like, place, difference.shuffled)
    env = os.environ | {"NIANBAO_KEY_FILE": str(like.root / "key"), "NIANBAO_LANG": "en"} | locale(difference.locale, folder / "locales")
    env |= {name: value.format(folder=folder) for name, value in difference.env.items()}
    Path(env["HOME"]).mkdir(parents=True, exist_ok=True)
    done = subprocess.run(
        [sys.executable, "-m", "nianbao", "run", "shangcang", "2023", *difference.words], cwd=place.root, env=env, capture_output=True, check=False,
        umask=difference.umask,
    )  # fmt: skip
    return Done(done.returncode, done.stdout.decode("utf-8", "replace"), done.stderr.decode("utf-8", "replace")), place


def batched(like: Place, folder: Path, offices: int, workers: int) -> list[dict[str, str]]:
    """What a batch of so many offices with the records of `like` leaves of each, as `left` tells it."""
    place = Place(folder)
    for number in range(offices):
        shutil.copytree(like.root / "data" / "raw" / "shangcang", folder / "data" / "raw" / f"town{number}")
    shutil.copy(like.root / "key", folder / "key")
    done = place.nianbao("batch", 2023, "--all", "--workers", workers)
    assert done.code == 0, done.err
    found = left(place)
    return [{name: digest for name, digest in found.items() if f"/town{number}/" in name} for number in range(offices)]


def left(place: Place) -> dict[str, str]:
    """Every file of the results by place in the workspace, with the SHA-256 of what of it is not of the run alone; not those in the making."""
    files = {path.relative_to(place.root).as_posix(): path for name in _FOLDERS for path in sorted((place.root / name).rglob("*")) if path.is_file()}
    return {
        name: hashlib.sha256(lasting(path)).hexdigest() for name, path in files.items() if path.parent.name != "notebooks" and "/." not in name
    }  # fmt: skip


def lasting(path: Path) -> bytes:
    """The file's content without what is of the run alone."""
    content = path.read_bytes()
    if path.name == "manifest.json":
        facts = {name: told for name, told in json.loads(content).items() if name not in OF_THE_RUN}
        # Each file that it lists is compared itself.
        return json.dumps(facts | {"outputs": sorted(facts["outputs"])}).encode()
    if "checks" in path.name:
        for engine, usual in _ENGINES.items():
            content = content.replace(engine, usual)
    return content


def _copy_records(like: Place, place: Place, shuffled: bool) -> None:
    source = like.root / "data" / "raw"
    files = sorted(path for path in source.rglob("*") if path.is_file())
    for number, path in enumerate(reversed(files) if shuffled else files):
        target = place.root / "data" / "raw" / path.relative_to(source)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)
        if shuffled:
            os.utime(target, (1 + number, 1_000_000_000 + number))


def locale(name: str, folder: Path) -> dict[str, str]:
    """A locale that is made here, since few machines have it. Where none can be made, it is one that is not there, as on most."""
    if not name:
        return {}
    language, _, encoding = name.partition(".")
    folder.mkdir()
    if shutil.which("localedef"):
        subprocess.run(["localedef", "-i", language, "-f", encoding, str(folder / name)], capture_output=True, check=False)
    return {"LOCPATH": str(folder), "LC_ALL": name, "LANG": name}
