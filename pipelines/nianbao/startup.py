"""What has to happen before heavy libraries are imported."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager


def skip_iri_grammar() -> None:
    """Keeps jsonschema from building a grammar for `iri` formats, 2.6 s in every process, which nothing here checks.

    Call it before papermill, nbformat, nbconvert or Great Expectations is imported.
    """
    sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]


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
