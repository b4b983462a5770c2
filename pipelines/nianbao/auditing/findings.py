"""What an audit finds: arithmetic written out, and places that cannot or may not be right."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

from nianbao.claims.model import Claim, Span
from nianbao.words import Words

Severity = Literal["error", "warn", "check"]  # cannot be right; is probably not; have a look


@dataclass(frozen=True)
class Identity:
    """Two sides that must agree, from the claims or table cells at `places`, with the arithmetic written out.

    `severity` says how bad it is where it does not hold: of two statements one is wrong (`error`), or they may mean two things.
    """

    kind: str  # sum, ratio, repeat, bound, change, rate, legal_floor, table_column, table_row, table_statutory, text_vs_table, cross_year
    expr: str  # `28+38+24=90`
    holds: bool
    lhs: Decimal
    rhs: Decimal
    message: Words
    claims: tuple[Claim, ...] = ()
    places: tuple[Span, ...] = ()  # of what takes part; those of the claims, where nothing else does
    severity: Severity = "error"
    look_up: Words | None = None


@dataclass(frozen=True)
class Finding:
    """Something to mend or to look at: what, where, why (`message`), and what to look up. `law` as `法规 第几条`."""

    kind: str
    severity: Severity
    quote: str
    start: int
    end: int
    message: Words
    look_up: Words | None = None
    law: str = ""

    def json(self) -> dict[str, Any]:
        """As plain values."""
        told = {"severity": self.severity, "kind": self.kind, "quote": self.quote, "start": self.start, "end": self.end, "message": self.message.zh}
        return told | {"message_en": self.message.of("en"), "look_up": self.look_up.zh if self.look_up else "", "law": self.law}
