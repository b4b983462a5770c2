"""Folders that are whole or not there, also after a loss of power: built beside the old one, then swapped in."""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from glob import escape
from itertools import takewhile
from pathlib import Path

from nianbao.errors import CannotWrite, LeadsOutside, WrongTarget
from nianbao.errors.system import reason
from nianbao.words import Words

_RENAME_EXCHANGE = 2
_AT_FDCWD = -100
_LONGEST_NUMBER = 9  # digits, of a process
# Of folders: some file systems know of no such thing, and one that may be written into need not be readable.
_NOT_FOR_FOLDERS = (errno.EACCES, errno.EBADF, errno.EINVAL)


def own_file(path: Path, folder: Path) -> Path:
    """The path, which is no link that leads out of the folder, or nowhere. Raises LeadsOutside."""
    if path.is_symlink() and not (path.exists() and path.resolve().is_relative_to(folder.resolve())):
        raise LeadsOutside(file=path.name)
    return path


@contextmanager
def whole(folder: Path) -> Iterator[Path]:
    """A new folder to fill; when the block ends well it takes the place of `folder`, else nothing has changed.

    Raises CannotWrite where the disk refuses.
    """
    try:
        settle(folder)
        new = folder.with_name(f".{folder.name}.new-{os.getpid()}")
        above = make_way(new)
        new.mkdir()
    except OSError as error:
        raise CannotWrite(path=folder, problem=reason(error)) from None
    try:
        yield new
        swap(new, folder)
        to_disk(*above)
    except OSError as error:
        named = Path(error.filename or folder)
        raise CannotWrite(path=folder / named.relative_to(new) if named.is_relative_to(new) else named, problem=reason(error)) from error
    finally:
        shutil.rmtree(new, ignore_errors=True)


def swap(new: Path, folder: Path) -> None:
    """Puts `new` where `folder` is, once all of it stands on the disk; what was there is gone afterwards."""
    to_disk(*(path for path in new.rglob("*") if not path.is_symlink()), new)
    if not folder.exists():
        new.rename(folder)
        to_disk(folder.parent)
    elif _exchange(new, folder):
        to_disk(folder.parent)
        shutil.rmtree(new)
    else:
        old = folder.with_name(f".{folder.name}.old")
        folder.rename(old)
        new.rename(folder)
        to_disk(folder.parent)
        shutil.rmtree(old)


def make_way(path: Path) -> list[Path]:
    """Makes the folder that the path is to lie in; those folders that hold others since, for `to_disk`. Raises OSError."""
    missing = [*takewhile(lambda folder: not folder.exists(), path.parents)]
    path.parent.mkdir(parents=True, exist_ok=True)
    return [folder.parent for folder in missing]


def to_disk(*paths: Path) -> None:
    """What is in the files, and which files are in the folders, outlasts a loss of power from here on. Windows sees to it itself.

    Raises OSError where the disk refuses, which may be the first word of what was written before.
    """
    if os.name != "posix":
        return
    for path in paths:
        try:
            handle = os.open(path, os.O_RDONLY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)
        except OSError as error:
            if not (error.errno in _NOT_FOR_FOLDERS and path.is_dir()):
                raise OSError(error.errno, error.strerror, str(path)) from None


def settle(folder: Path) -> None:
    """Clears up after runs that were killed: a swap cut in two is undone, what nobody builds any more is removed."""
    old = folder.with_name(f".{folder.name}.old")
    if old.exists():
        if folder.exists():
            shutil.rmtree(old)
        else:
            old.rename(folder)
    sweep(folder.parent, escape(folder.name))


def sweep(folder: Path, name: str = "*", own: bool = True) -> None:
    """Removes what processes that were killed had begun in the folder, to make what has a name of that pattern. What bears this process's
    number was begun by another of that number, unless a thread may be at it (not `own`)."""
    for left in folder.glob(f".{name}.new-*"):
        pid = left.name.rpartition("-")[2]
        if is_alive(pid) and not (own and pid == str(os.getpid())):
            continue
        if left.is_dir() and not left.is_symlink():
            shutil.rmtree(left, ignore_errors=True)
        else:
            with suppress(OSError):
                left.unlink()


def scratch(within: Path | None = None) -> tempfile.TemporaryDirectory[str]:
    """A folder for files of the moment, for its owner alone; raw records may stand in those of processes that were killed: they are removed.

    Raises CannotWrite.
    """
    place = within or Path(tempfile.gettempdir())
    sweep(place, "nianbao-*", own=False)
    try:
        return tempfile.TemporaryDirectory(prefix=".nianbao-", suffix=f".new-{os.getpid()}", dir=place)
    except OSError as error:
        raise CannotWrite(path=place, problem=reason(error)) from None


def _exchange(one: Path, other: Path) -> bool:
    """Swaps two folders in one step where the system can (Linux); readers then never find neither."""
    try:
        rename = ctypes.CDLL(None, use_errno=True).renameat2
    except (AttributeError, OSError, TypeError):
        return False
    return rename(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE) == 0


def is_alive(pid: str) -> bool:
    """Whether it is the number of a process. Threads have numbers too, of which there are many, and they come again soon."""
    import psutil

    return pid.isdecimal() and len(pid) <= _LONGEST_NUMBER and psutil.pid_exists(int(pid))


def put(path: Path, content: bytes) -> None:
    """Writes a file whole or not at all, to the disk, and only where it is not so already; a link keeps its place, its target is written.

    What is no ordinary file (a pipe, the terminal) is written to as it stands. Raises CannotWrite; WrongTarget for a folder
    and for a pipe that nobody reads.
    """
    new = path
    try:
        sweep(path.parent, escape(path.name))
        if path.is_dir():
            raise WrongTarget(path=path, problem=Words(zh="它是文件夹", en="it is a folder"))
        if path.exists() and not path.is_file():
            _write_through(path, content)
            return
        if path.is_file() and path.read_bytes() == content:
            return
        target = path.resolve()
        above = make_way(target)
        if target != path:
            sweep(target.parent, escape(target.name))
        new = target.with_name(f".{target.name}.new-{os.getpid()}")
        new.write_bytes(content)
        to_disk(new)
        new.replace(target)
        to_disk(target.parent, *above)
    except OSError as error:
        named = path if error.filename in (None, str(new)) else Path(error.filename)
        raise CannotWrite(path=named, problem=reason(error)) from None
    finally:
        if new != path:  # it is still there where the disk refused, or somebody has interrupted
            new.unlink(missing_ok=True)


def _write_through(path: Path, content: bytes) -> None:
    """Writes to a device or a pipe, which stays what it is. One that nobody reads would wait for ever."""
    try:
        handle = os.open(path, os.O_WRONLY | getattr(os, "O_NONBLOCK", 0))
    except OSError as error:
        if error.errno == errno.ENXIO:
            raise WrongTarget(path=path, problem=Words(zh="没有程序在读这个管道", en="nothing reads this pipe")) from None
        raise
    with os.fdopen(handle, "wb") as out:
        os.set_blocking(handle, True)
        out.write(content)
