"""In every Python process of the tests, kernels and workers too: nothing but this machine is reached, and who tries is written down.

Python imports a module of this name at its start when it lies on PYTHONPATH. An audit hook sees what goes through Python's sockets, whichever library
asks; what a library in C does on its own is seen where there is no network to reach (tests/hostile/test_offline.py).
"""

import os
import socket
import sys
import traceback
from pathlib import Path

FOLDER = "NIANBAO_TEST_OFFLINE"
_HERE = {None, "", "localhost", "0.0.0.0", "::", "::1", socket.gethostname()}


def _is_here(host: object) -> bool:
    host = host.decode() if isinstance(host, bytes) else host
    return host in _HERE or (isinstance(host, str) and host.startswith("127."))


def _watch(event: str, args: tuple) -> None:
    if not event.startswith("socket."):
        return
    if event in ("socket.connect", "socket.sendto", "socket.sendmsg"):
        address = args[1]
        # Dask asks the system by which of its addresses it would go out; a datagram's connect sends nothing.
        asks = event == "socket.connect" and args[0].type == socket.SOCK_DGRAM
        away = not asks and isinstance(address, tuple) and not _is_here(address[0])
    elif event in ("socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"):
        address = args[0]
        away = not _is_here(address)
    else:
        return
    if away:
        frames = [f"{frame.filename}:{frame.lineno}" for frame in traceback.extract_stack(limit=8)[:-1]]
        _note(f"{event} {address!r} by {' '.join(sys.argv[:4])} at {' '.join(frames)}\n")
        raise ConnectionRefusedError(f"the tests reach nothing but this machine: {event} {address!r}")


def _note(line: str) -> None:
    """Into a file of the process's own; an empty one says that the process was watched."""
    with Path(os.environ[FOLDER], str(os.getpid())).open("a", encoding="utf-8") as file:
        file.write(line)


if os.environ.get(FOLDER):
    _note("")
    sys.addaudithook(_watch)
