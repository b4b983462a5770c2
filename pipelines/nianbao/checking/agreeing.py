"""Both engines over the same clean records: on which rules they agree."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from nianbao.checking.outcomes import Outcome
from nianbao.checking.year import outcomes_of
from nianbao.words import Words
from nianbao.work import Work


@dataclass(frozen=True)
class Agreement:
    """How many rules both engines ran and found the same of, row by row, and which they did not; `left` are those that only Great
    Expectations runs."""

    agree: int
    differ: tuple[str, ...]
    left: tuple[str, ...]

    @property
    def words(self) -> Words:
        """The agreement in a sentence."""
        if self.differ:
            return Words(
                zh=f"两种引擎结果不同的规则{len(self.differ)}项：{'、'.join(self.differ)}（相同的{self.agree}项）",
                en=f"the engines differ on {len(self.differ)} rules: {', '.join(self.differ)} (and agree on {self.agree})",
            )
        return Words(zh=f"两种引擎对{self.agree}项规则结果相同", en=f"both engines agree on {self.agree} rules")

    def json(self) -> dict[str, Any]:
        """`agree`, a number; `differ` and `left`, ids of rules."""
        return {"agree": self.agree, "differ": list(self.differ), "left": list(self.left)}


def agreement(work: Work) -> Agreement:
    """Runs every rule of a cleaned office by both engines, in memory, and writes nothing.

    Raises MissingStep where the clean step has not run, SettingsError where rules are wrong.
    """
    by_gx, compiled = (outcomes_of(replace(work, engine=engine)) for engine in ("gx", "duckdb"))
    pairs = list(zip(by_gx, compiled, strict=True))
    ran = [(ours, theirs) for theirs, ours in pairs if ours.engine == "duckdb"]
    differ = tuple(ours.rule.id for theirs, ours in pairs if _told(ours) != _told(theirs))
    left = tuple(ours.rule.id for _, ours in pairs if ours.engine == "gx")
    return Agreement(sum(_told(ours) == _told(theirs) for ours, theirs in ran), differ, left)


def _told(outcome: Outcome) -> Outcome:
    """All that the outcome says but which engine ran it."""
    return replace(outcome, engine=None, because=None)
