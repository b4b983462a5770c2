"""What has to happen before heavy libraries are imported."""

from __future__ import annotations

import codecs
import gc
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import Any


def skip_iri_grammar() -> None:
    """Keeps jsonschema from building a grammar for `iri` formats, 2.6 s in every process, which nothing here checks.

    Call it before papermill, nbformat, nbconvert or Great Expectations is imported.
    """
    sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]


def take_names_as_utf8() -> None:
    """Begins the command again in Python's UTF-8 mode, where the locale has names of files in GB18030 or ASCII: they are the same on every
    machine, and what is not Python takes them for UTF-8. What was typed, and what is printed, stays in the terminal's encoding."""
    if sys.getfilesystemencoding() == "utf-8" or os.environ.get("PYTHONUTF8") == "1":
        return
    terminal = sys.stdout.encoding
    if codecs.lookup(terminal).name != "ascii":
        os.environ.setdefault("PYTHONIOENCODING", terminal)
    os.environ["PYTHONUTF8"] = "1"
    words = [os.fsencode(word) if os.path.lexists(word) else word.encode("utf-8", "surrogateescape") for word in sys.orig_argv[1:]]
    os.execv(sys.executable, [os.fsencode(sys.executable), *words])


def collect_seldom() -> None:
    """Has Python look for cycles of garbage once in a hundred thousand objects made and not in seven hundred: the tables, trees
    and pages of a run are no garbage, and to walk them again and again takes a tenth of its time."""
    gc.set_threshold(100_000, 20, 20)


@contextmanager
def without(module: str) -> Iterator[None]:
    """Within, importing the module fails: for a library that loads it where it can, and can do without it."""
    absent = module not in sys.modules
    if absent:
        sys.modules[module] = None  # type: ignore[assignment]
    try:
        yield
    finally:
        if absent:
            del sys.modules[module]


def door(package: str, rooms: dict[str, tuple[str, ...]]) -> Callable[[str], Any]:
    """A package's `__getattr__`: what its modules offer (`rooms`: module → names) is imported when it is asked for."""
    where = {name: room for room, names in rooms.items() for name in names}

    def found(name: str) -> Any:
        if name not in where:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        return getattr(import_module(f"{package}.{where[name]}"), name)

    return found
