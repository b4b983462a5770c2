"""What can pass by itself, a file that is in use, a share that is not there, is tried again for a while; nothing else is."""

from __future__ import annotations

import errno
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from nianbao.errors import CannotRead
from nianbao.errors.system import reason

# In use by another, or the machine that has it is away for now. EACCES and EPERM are how a share tells that a file is open elsewhere.
_PASSING = frozenset({
    errno.EACCES, errno.EPERM, errno.EBUSY, errno.ETXTBSY, errno.ESTALE, errno.EAGAIN, errno.EIO, errno.ETIMEDOUT, errno.ENETDOWN,
    errno.ENETUNREACH, errno.EHOSTDOWN, errno.EHOSTUNREACH, errno.ENOTCONN, errno.ECONNRESET,
})  # fmt: skip
_FIRST, _LONGEST = 1.0, 60.0

Result = TypeVar("Result")


def patiently(call: Callable[[], Result], seconds: float, away: Callable[[], bool] = lambda: False) -> Result:
    """What the call returns. Where it fails by what can pass, or while the place it works in is `away`, it is called again after 1, 2, 4 …
    seconds, until the next time would lie behind `seconds`; then, and for all else at once, what it raised is raised."""
    from tenacity import Retrying, retry_if_exception, stop_before_delay, wait_exponential

    again = Retrying(
        retry=retry_if_exception(lambda error: can_pass(error) or (isinstance(error, Exception) and away())),
        wait=wait_exponential(multiplier=_FIRST, max=_LONGEST), stop=stop_before_delay(seconds), reraise=True,
    )  # fmt: skip
    return again(call)


@contextmanager
def reading(path: Path) -> Iterator[None]:
    """Around what reads a file that people keep. Raises CannotRead where the system does not give it out."""
    try:
        yield
    except OSError as error:
        raise CannotRead(path=Path(error.filename or path), problem=reason(error)) from None


def can_pass(error: BaseException | None) -> bool:
    """Whether it is, or was raised for, what the system may do tomorrow. An error of ours is raised while the system's is handled, which
    Python remembers as its context; of one that a notebook ended with, only the `kind` is known here."""
    while error is not None:
        if issubclass(getattr(error, "kind", type(error)), CannotRead):
            return True
        if isinstance(error, OSError):
            return error.errno in _PASSING
        error = error.__cause__ or error.__context__
    return False
