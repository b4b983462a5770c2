"""In every Python process that a test of crashes starts: at the n-th step on the file system it is killed, or the disk is full from there on;
or all its steps are told in their order, both ends of what is moved, and among them what was brought to the disk.

NIANBAO_STRIKE holds the fault as JSON; without it nothing happens. A step is looked at before it is done. Counted are those below `roots` of the
processes of one `role` (command, kernel, worker), one after another however many they are.
"""

# Asked by pathlib, each step would be several.
# ruff: noqa: PTH100, PTH112, PTH115, PTH118, PTH119
import errno
import json
import os
import signal
import sys

# How many paths a step has, and which of its arguments is the open folder that they lie in.
_STEPS = {"os.rename": (2, 2), "os.remove": (1, 1), "os.rmdir": (1, 1), "os.mkdir": (1, 2), "os.link": (2, 2), "os.chmod": (1, 2)}
_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC
_busy = False


def _look(event, args):
    if event in _STEPS or event == "open" or event == "ctypes.dlsym":
        _follow(lambda strike: _step(event, args, strike["roots"]))


def _follow(look):
    """What `look` finds by the strike is told, if it is asked for in this process."""
    global _busy
    told = os.environ.get("NIANBAO_STRIKE")
    if _busy or not told:
        return
    _busy = True
    try:
        strike = json.loads(told)
        step = look(strike)
        if step and strike["role"] == _role():
            _count(strike, *step)
    finally:
        _busy = False


def _step(event, args, roots):
    """What is done and where, of what changes anything below the roots."""
    if event == "ctypes.dlsym":
        return ("exchange", "", "") if args[1] == "renameat2" else None
    if event == "open":
        path, mode, flags = args
        if not (set("wxa+") & set(mode) if isinstance(mode, str) else (flags or 0) & _WRITES):
            return None
        paths, event = [path], f"open {mode or ''}"
    else:
        count, place = _STEPS[event]
        paths, folder = args[:count], args[place]
        if folder >= 0:
            paths = [os.path.join(os.readlink(f"/proc/self/fd/{folder}"), os.fsdecode(path)) for path in paths]
    full = [os.path.abspath(os.fsdecode(path)) for path in paths if isinstance(path, str | bytes | os.PathLike)]
    for path in full:
        # Nothing is done where a folder to be made is there, or a file to be removed is not.
        idle = (event == "os.mkdir" and os.path.isdir(path)) or (event == "os.remove" and not os.path.lexists(path))
        if any(path.startswith(root) for root in roots) and not idle:
            return event, path, full[-1]
    return None


def _role():
    if sys.argv[:1] and os.path.basename(sys.argv[0]).startswith("ipykernel_launcher"):
        return "kernel"
    process = sys.modules.get("multiprocessing.process")
    return "worker" if process and process.parent_process() else "command"


def _count(strike, event, path, to):
    tally = os.open(strike["tally"], os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o600)
    os.write(tally, (f"{event}\t{path}\t{to}\n" if strike["kind"] == "order" else f"{event}\t{path}\n").encode())
    number = os.pread(tally, 1 << 22, 0).count(b"\n")
    os.close(tally)
    if strike["kind"] == "full" and number >= strike["at"] and event not in ("os.remove", "os.rmdir"):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), path)
    if strike["kind"] == "kill" and number == strike["at"]:
        if event.startswith("open") and len(event) > 5:  # a file that is being written is half written
            half = os.open(path, os.O_WRONLY | os.O_CREAT | (os.O_APPEND if "a" in event[5:] else os.O_TRUNC), 0o644)
            os.write(half, b'{"half')
        os.kill(os.getpid(), signal.SIGKILL)


def _fsync(handle):
    _to_disk(handle)
    path = os.readlink(f"/proc/self/fd/{handle if isinstance(handle, int) else handle.fileno()}")
    _follow(lambda strike: ("on disk", path, path) if strike["kind"] == "order" else None)


_to_disk, os.fsync = os.fsync, _fsync
sys.addaudithook(_look)
