"""What an engine says of a rule."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from nianbao.words import Words
from nianbao.work import Engine


@dataclass(frozen=True)
class Verdict:
    """The engine that ran the rule, and what it found.

    `checked` rows were judged; it held (or not, in these `places`), or broke. `because`: why Great Expectations ran it where
    DuckDB was asked to. Of limits of days: so many places are late only as the last day does not move (`moved`), and so many
    rows cannot be counted (`unknown`).
    """

    engine: Engine
    checked: int
    held: bool
    places: tuple[Any, ...] = ()
    broke: str | None = None
    because: Words | None = None
    moved: int = 0
    unknown: int = 0
