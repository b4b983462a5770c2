"""What a table's figures are made by, as one hash: two offices' figures add up only where it is the same."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from nianbao.tables.model import Table

_TITLES: dict[str, Any] = {"__all__": {"zh", "en", "also", "labels", "keep"}}
_LEFT_OUT: dict[str, Any] = {"title": True, "files": True, "stated": True, "rules": True, "columns": _TITLES, "figures": {"__all__": {"label"}}}


def fingerprint(table: Table) -> str:
    """A hash of the columns' types and values, the derived columns and the figures; what things are called, which files
    hold them and what is checked may differ."""
    told = table.model_dump(mode="json", exclude=_LEFT_OUT)
    return hashlib.sha256(json.dumps(told, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
