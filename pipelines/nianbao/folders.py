"""Folders that are whole or not there: built beside the old one, then swapped in."""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from glob import escape
from pathlib import Path

from nianbao.errors import CannotWrite, LeadsOutside, WrongTarget
from nianbao.errors.system import reason
from nianbao.words import Words

_RENAME_EXCHANGE = 2
_AT_FDCWD = -100


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
        new.mkdir(parents=True)
    except OSError as error:
        raise CannotWrite(path=folder, problem=reason(error)) from None
    try:
        yield new
        swap(new, folder)
    except OSError as error:
        named = Path(error.filename or folder)
        raise CannotWrite(path=folder / named.relative_to(new) if named.is_relative_to(new) else named, problem=reason(error)) from error
    finally:
        shutil.rmtree(new, ignore_errors=True)


def swap(new: Path, folder: Path) -> None:
    """Puts `new` where `folder` is; what was there is gone afterwards."""
    if not folder.exists():
        new.rename(folder)
    elif _exchange(new, folder):
        shutil.rmtree(new)
    else:
        old = folder.with_name(f".{folder.name}.old")
        folder.rename(old)
        new.rename(folder)
        shutil.rmtree(old)


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
    """Whether it is the number of a process."""
    if not pid.isdecimal():
        return False
    try:
        os.kill(int(pid), 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


def put(path: Path, content: bytes) -> None:
    """Writes a file whole or not at all, and only where it is not so already; a link keeps its place, its target is written.

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
        target.parent.mkdir(parents=True, exist_ok=True)
        if target != path:
            sweep(target.parent, escape(target.name))
        new = target.with_name(f".{target.name}.new-{os.getpid()}")
        new.write_bytes(content)
        new.replace(target)
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
