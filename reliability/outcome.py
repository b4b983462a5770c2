"""What one trial of a part found: how many cases, how they ended, what they cost, and how many ended as they must not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Outcome:
    """One line of docs/reliability.md: `cases` were tried; `ended` says in how many ways (Chinese word → count), `faults` how many as they must not.

    `megabytes` is the most memory that a process held, `seconds` the longest that one case took; None where neither was measured.
    """

    zh: str
    en: str
    cases: int
    faults: int = 0
    ended: Mapping[str, int] = field(default_factory=dict)
    megabytes: float | None = None
    seconds: float | None = None
