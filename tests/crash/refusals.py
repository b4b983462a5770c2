"""A disk that is full, and folders that nothing may be written into, for one command."""

from __future__ import annotations

import ctypes
import os
import resource
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.crash.states import RUN, States, leftovers
from tests.places import Done, Place

_DROP_FROM_BOUNDING_SET, _CAP_DAC_OVERRIDE = 24, 1


def no_file_beyond(states: States, most: int) -> list[str]:
    """What is wrong after a run in which no file may have more bytes, as on a disk that fills while it is written, and after the next."""
    place = states.changed()
    done = _run(states, place, lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (most, most)))
    found = [*_told(done), *states.torn(place), *states.after(place)]
    shutil.rmtree(place.root)
    return found


def small_disk(states: States, spare: int) -> list[str]:
    """The same on a file system of its own with so many bytes to spare; where none may be mounted, by the size of files."""
    place = states.changed()
    with _mounted(place.root, spare) as mounted:
        done = _run(states, place, (lambda: None) if mounted else (lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (spare, spare))))
        found = [*_told(done), *states.torn(place)]
        if mounted:
            subprocess.run(["mount", "-o", "remount,size=1g", str(place.root)], check=True)
        found += states.after(place)
    shutil.rmtree(place.root)
    return found


def read_only(states: States, *folders: str) -> list[str]:
    """The same where these folders of the workspace and all below them may not be written into."""
    place = states.changed()
    below = [path for name in folders for path in [place.root / name, *(place.root / name).rglob("*")] if path.is_dir()]
    for path in below:
        path.chmod(0o555)
    done = _run(states, place, _as_anybody)
    for path in below:
        path.chmod(0o755)
    found = [*_told(done), *states.torn(place), *states.after(place)]
    shutil.rmtree(place.root)
    return found


def _told(done: Done) -> list[str]:
    if done.code != 7 or "Cannot write" not in done.err or "Traceback" in done.err:
        return [f"told with {done.code}: {done.err}"]
    return []


def _run(states: States, place: Place, before: Callable[[], object]) -> Done:
    """A process of its own, and a warm process of its own, since both inherit what is done `before`."""
    runtime = states.folder / f"runtime-{place.root.name}"
    runtime.mkdir(mode=0o700)
    command = [sys.executable, "-m", "nianbao", *map(str, RUN)]
    env = states.driver.environment | {"XDG_RUNTIME_DIR": str(runtime)}
    done = subprocess.run(command, cwd=place.root, env=env, capture_output=True, text=True, check=False, preexec_fn=before)
    found = Done(done.returncode, done.stdout, done.stderr)
    shutil.rmtree(runtime)
    return found


def _as_anybody() -> None:
    """Without what lets root write everywhere."""
    if os.geteuid() == 0 and ctypes.CDLL(None).prctl(_DROP_FROM_BOUNDING_SET, _CAP_DAC_OVERRIDE, 0, 0, 0) != 0:
        os._exit(99)


@contextmanager
def _mounted(folder: Path, spare: int) -> Iterator[bool]:
    """The folder's content on a file system in memory with so many bytes to spare, if that may be mounted."""
    kept = folder.with_name(f"{folder.name}-content")
    folder.rename(kept)
    folder.mkdir()
    mounted = shutil.which("mount") and subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1g", "tmpfs", str(folder)], capture_output=True, check=False).returncode == 0
    try:
        shutil.copytree(kept, folder, dirs_exist_ok=True)
        if mounted:
            used = os.statvfs(folder)
            size = (used.f_blocks - used.f_bfree) * used.f_frsize + spare
            subprocess.run(["mount", "-o", f"remount,size={size}", str(folder)], check=True)
        yield bool(mounted)
        leftovers(Place(folder))  # processes of its own end before it goes
    finally:
        if mounted:
            subprocess.run(["umount", "-l", str(folder)], check=True)
        shutil.rmtree(kept)
