"""What has to happen before heavy libraries are imported."""

from __future__ import annotations

import sys


def skip_iri_grammar() -> None:
    """Keeps jsonschema from building a grammar for `iri` formats, 2.6 s in every process, which nothing here checks.

    Call it before papermill, nbformat, nbconvert or Great Expectations is imported.
    """
    sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]
