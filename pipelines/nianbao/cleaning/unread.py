"""Why files cannot be read: told of all at once, so that whoever mends them need not run once for each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from nianbao.errors import CannotRead, RecordsError, UnreadableFiles
from nianbao.words import Words

_MOST = 50


class Unread:
    """Errors about raw files, gathered until `tell`."""

    def __init__(self, errors: Iterable[RecordsError] = ()) -> None:
        self.errors = list(errors)

    @contextmanager
    def noting(self) -> Iterator[None]:
        """Goes on after an error about a raw file, which is kept."""
        try:
            yield
        except RecordsError as error:
            self.errors += error.facts.get("errors", [error])  # type: ignore[arg-type]

    def tell(self) -> None:
        """Raises the error there is, or UnreadableFiles with what each of several says; of what may pass, the first."""
        if self.errors and (len(self.errors) == 1 or all(isinstance(error, CannotRead) for error in self.errors)):
            raise self.errors[0]
        if self.errors:
            raise _several(self.errors)


def _several(errors: list[RecordsError]) -> UnreadableFiles:
    more = ["…"] if len(errors) > _MOST else []
    zh, en = ("\n".join([*(f"- {error.say(lang)}" for error in errors[:_MOST]), *more]) for lang in ("zh", "en"))
    return UnreadableFiles(count=len(errors), problems=Words(zh=zh, en=en), errors=errors)
