"""An office's files by way of a place that sender and workers both reach: any URL that fsspec knows.

What a job needs goes there as one archive and comes back as one; both are gone from there when the job is done. Raw records are in
them as they are, so that the place has to be as well guarded as the workspace.
"""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

from nianbao.batching.job import Facts, Job
from nianbao.errors import NianbaoError, NoShare
from nianbao.errors.system import reason
from nianbao.folders import make_way, put, scratch, swap, to_disk
from nianbao.levels import Levels
from nianbao.lock import locked
from nianbao.office import Workspace
from nianbao.running import packages_of
from nianbao.words import Words

_IN, _OUT = ".in.zip", ".out.zip"


class Share:
    """The sender's side: archives of inputs out, archives of results in. Raises NoShare where the place cannot be reached."""

    def __init__(self, url: str) -> None:
        self.url = url
        with _reaching(url):
            system, root = _system(url)
            system.makedirs(root, exist_ok=True)

    def send(self, job: Job, key: str) -> str:
        """Puts what the job reads there; returns the URL by which the worker finds it."""
        with scratch() as folder, _reaching(self.url):
            archive = Path(folder, "in.zip")
            _pack(archive, Path(job.workspace), _read(job))
            system, root = _system(self.url)
            system.put_file(str(archive), f"{root}/{key}{_IN}")
        return f"{self.url.rstrip('/')}/{key}"

    def fetch(self, job: Job, key: str, done: bool) -> None:
        """Takes over what the job has left, if it is `done`, folder by folder."""
        system, root = _system(self.url)
        with scratch(Path(job.workspace, "data")) as folder, _reaching(self.url):
            if done and system.exists(f"{root}/{key}{_OUT}"):
                system.get_file(f"{root}/{key}{_OUT}", f"{folder}/out.zip")
                _unpack(Path(folder, "out.zip"), Path(folder, "w"))
                _take_over(job, Path(folder, "w"))
        self.clear([key])

    def clear(self, keys: Iterable[str]) -> None:
        """Leaves nothing of the jobs there."""
        system, root = _system(self.url)
        for key in keys:
            for ending in (_IN, _OUT):
                with suppress(OSError):
                    system.rm_file(f"{root}/{key}{ending}")

    @staticmethod
    def run(job: Job, sent: str, run: Callable[[Job], Facts]) -> Facts:
        """The worker's side: the job in a workspace of its own, made of what was sent; its results are sent back."""
        system, path = _system(sent)
        with scratch() as folder, _reaching(sent):
            root = Path(folder, "w").resolve()
            system.get_file(path + _IN, f"{folder}/in.zip")
            _unpack(Path(folder, "in.zip"), root)
            found = run(replace(job, workspace=str(root)))
            _pack(Path(folder, "out.zip"), root, _left(job))
            system.put_file(f"{folder}/out.zip", path + _OUT + ".part")
            system.mv(path + _OUT + ".part", path + _OUT)
        return found | {"error": found["error"] and found["error"].replace(str(root), job.workspace)}


def _read(job: Job) -> Iterator[str]:
    """What a run of the office's year reads, as patterns below the workspace; what it left last time is part of that."""
    office, root = job.office, Path(job.workspace)
    levels = Levels(Workspace(root))
    yield f"data/raw/{office}/office.yml"
    if levels.has_below(office):  # what those hide it hides as well, and who they are the files of all offices tell together
        yield "data/raw/*/office.yml"
        yield from (f"reviews/{below}/{job.year}{lang}/figures.json" for below in levels.all_below(office) for lang in ("", "-en"))
    for year in (job.year, job.year - 1):
        yield from (f"data/raw/{office}/{year}", f"data/raw/{office}/{year}/**/*")
        yield from (f"site/{office}/{year}/*/figures.json", f"site/{office}/{year}/*/*/figures.json")
    yield from ("expectations/**/*", "notebooks/**/*", "*.py", *(f"{folder}/**/*" for folder in packages_of(root)), "matplotlibrc")
    yield from (f"data/runs/{office}/{job.year}/{name}" for name in ("steps.json", "*.ipynb"))
    yield from (f"{folder}/**/*" for folder in _folders(job))


def _left(job: Job) -> Iterator[str]:
    """What a run leaves."""
    yield f"data/runs/{job.office}/{job.year}/**/*"
    yield from (f"{folder}/**/*" for folder in _folders(job))


def _folders(job: Job) -> list[str]:
    """The folders that a run replaces as wholes."""
    lang, draft = "" if job.lang == "zh" else f"-{job.lang}", "-draft" if job.draft else ""
    return [f"data/{kind}/{job.office}/{job.year}" for kind in ("clean", "checked")] + [f"reviews/{job.office}/{job.year}{lang}{draft}"]


def _take_over(job: Job, found: Path) -> None:
    """Each folder whole; steps.json, which vouches for them, last."""
    root, runs = Path(job.workspace), Path(f"data/runs/{job.office}/{job.year}")
    with locked(root / runs / "run.lock"):
        for folder in _folders(job):
            if (found / folder).is_dir():
                above = make_way(root / folder)
                swap(found / folder, root / folder)
                to_disk(*above)
        left = [path for path in sorted((found / runs).rglob("*")) if path.is_file() and path.name != "run.lock"]
        for path in sorted(left, key=lambda path: path.name == "steps.json"):
            put(root / path.relative_to(found), path.read_bytes())


def _pack(archive: Path, root: Path, patterns: Iterable[str]) -> None:
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as made:
        for path in sorted({path for pattern in patterns for path in root.glob(pattern)}):
            made.write(path, path.relative_to(root).as_posix())


def _unpack(archive: Path, root: Path) -> None:
    with zipfile.ZipFile(archive) as found:
        found.extractall(root)


def _system(url: str) -> tuple[Any, str]:
    """The file system and the path on it that the URL names."""
    from fsspec.core import url_to_fs

    system, path = url_to_fs(url)
    return system, path.rstrip("/")


@contextmanager
def _reaching(url: str) -> Iterator[None]:
    """Around what goes to the place and back. Raises NoShare."""
    try:
        yield
    except NianbaoError:
        raise
    except OSError as error:
        raise NoShare(url=url, problem=reason(error)) from None
    except ImportError as error:
        raise NoShare(url=url, problem=Words(zh=f"还缺组件（{error}）", en=f"a component is missing ({error})")) from None
    except ValueError:
        raise NoShare(url=url, problem=Words(zh="不认识这种地址", en="its kind of address is not known")) from None
