"""A form as it was read: its cells with their places, and what of it could not be told for certain."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from nianbao.auditing.findings import Severity
from nianbao.claims.model import Span
from nianbao.words import Words


@dataclass(frozen=True)
class Number:
    """A cell: its value, and where it stands; a blank counts 0 and stands nowhere."""

    value: Decimal
    span: Span | None = None


@dataclass(frozen=True)
class Doubt:
    """Digits of a row that can be cut into cells in several ways: `options` are the ways, the one that was taken first.

    One option: the only one that goes with the prose. None: too many digits to cut, or too few; then the row has no cells.
    """

    row: str
    start: int
    end: int
    options: tuple[tuple[Decimal, ...], ...]
    blanks: bool = False  # the numbers are plain, but not the columns: blank cells have left nothing


@dataclass(frozen=True)
class Misspelt:
    """A fixed label or heading that is written otherwise than the form has it."""

    start: int
    end: int
    fixed: str
    severity: Severity = "error"


@dataclass(frozen=True)
class Form:
    """A table of a report, from code point `start` to before `end`; `spans` are the zones in which numbers are cells.

    `cells` are row → column → number, by the names of the form's YAML; where a row is in `doubts`, the likeliest reading.
    `solved` is False where no way to cut the digits satisfies the form: then the cells are the reading that is least wrong.
    """

    kind: str
    name: Words
    law: str
    start: int
    end: int
    cells: Mapping[str, Mapping[str, Number]]
    doubts: tuple[Doubt, ...] = ()
    misspelt: tuple[Misspelt, ...] = ()
    solved: bool = True
    followed: tuple[str, ...] = ()  # rows behind which stand numbers of a row that the form does not have
    inferred: bool = False  # blank cells have left nothing, so that the columns of some rows were but inferred
    spans: tuple[Span, ...] = field(default=())

    @property
    def values(self) -> dict[str, dict[str, Decimal]]:
        """Row → column → value."""
        return {row: {column: number.value for column, number in cells.items()} for row, cells in self.cells.items()}

    @property
    def ambiguous(self) -> tuple[str, ...]:
        """The rows whose digits can be cut in several ways that the form allows."""
        return tuple(doubt.row for doubt in self.doubts if len(doubt.options) != 1)

    @property
    def empty(self) -> bool:
        """Whether nobody has filled it in."""
        return not self.doubts and not any(number.span for cells in self.cells.values() for number in cells.values())

    def value(self, row: str, column: str) -> Decimal | None:
        """The value of a cell, None where it was not read or where the ways to cut its row disagree about it."""
        number = self.cells.get(row, {}).get(column)
        if number is None:
            return None
        place = list(self.cells[row]).index(column)
        return None if any(len({option[place] for option in doubt.options}) > 1 for doubt in self.doubts if doubt.row == row) else number.value

    def place(self, row: str, column: str) -> Span:
        """Where a cell stands; the whole form, where it is blank."""
        number = self.cells.get(row, {}).get(column)
        return number.span if number and number.span else (self.start, self.end)

    def json(self) -> dict[str, Any]:
        """As plain values, a number without fraction as an integer."""
        return {
            "kind": self.kind, "name": self.name.json(), "start": self.start, "end": self.end, "law": self.law, "solved": self.solved,
            "rows": {row: {column: _plain(value) for column, value in cells.items()} for row, cells in self.values.items()},
            "ambiguous": [
                {"row": doubt.row, "start": doubt.start, "end": doubt.end, "options": [[_plain(one) for one in option] for option in doubt.options]}
                for doubt in self.doubts
            ],
        }  # fmt: skip


def _plain(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)
