"""Where an output does not print what the figures say."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Difference:
    """One place of one output: what should stand there and what does, each with the words around it."""

    output: str
    where: str
    expected: str
    found: str
