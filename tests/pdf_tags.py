"""The structure tree of a tagged PDF."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pikepdf


def tags(node: Any) -> Iterator[pikepdf.Dictionary]:
    """Every structure element below `node`, outermost first."""
    if isinstance(node, pikepdf.Array):
        for kid in node:
            yield from tags(kid)
    elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
        yield node
        if "/K" in node:
            yield from tags(node.K)
