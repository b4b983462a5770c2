"""How a figure comes about, as facts: what goes into it, which rows count and which do not, what was done to them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from nianbao.explaining import telling
from nianbao.explaining.counted import Spot
from nianbao.explaining.places import Found
from nianbao.figures import Amount, Figure
from nianbao.words import Words

Facts = Mapping[str, Any]


@dataclass(frozen=True)
class Derived:
    """A derived column that a condition or sum reads, in words and as SQL."""

    name: str
    says: Words
    sql: str


@dataclass(frozen=True)
class Item:
    """A number that goes into the figure: the figure's own, or one that its part or whole is made of.

    `column` is what is added up, averaged or told apart. `found` holds the rows that count, of sums their cells; `out`
    why each other row of the table does not. `lacks` says why there is no number.
    """

    name: str
    label: Words
    unit: Words
    kind: str
    amount: Amount
    sign: int = 1
    column: Words | None = None
    condition: Words | None = None
    sql: str = ""
    derived: tuple[Derived, ...] = ()
    found: tuple[Found, ...] = ()
    out: Mapping[Spot, Words] = field(default_factory=dict)
    counted: frozenset[Spot] = frozenset()
    lacks: Words | None = None

    def json(self) -> dict[str, Any]:
        return {
            "name": self.name,
            "label": self.label.json(),
            "kind": self.kind,
            "sign": self.sign,
            **amount_json(self.amount),
            "column": self.column.json() if self.column else None,
            "condition": self.condition.json() if self.condition else None,
            "sql": self.sql,
            "derived": {derived.name: {"says": derived.says.json(), "sql": derived.sql} for derived in self.derived},
            "found": [found.json() for found in self.found],
            "lacks": self.lacks.json() if self.lacks else None,
        }


@dataclass(frozen=True)
class Listing:
    """Rows or cells under a heading of their own."""

    id: str
    heading: Words
    found: tuple[Found, ...]


@dataclass(frozen=True)
class Sheet:
    """What became of the rows of one sheet of the table's files."""

    file: str
    sheet: str
    counts: Mapping[str, int]
    quarantined: tuple[int, ...]
    duplicates: tuple[int, ...]


@dataclass(frozen=True)
class Failure:
    """A rule on the table that failed, waived or not, what it says of it, and which of its rows count in the figure."""

    rule: str
    says: Words
    severity: str
    failed: int
    waived: bool
    note: Words | None
    found: tuple[Found, ...]


@dataclass(frozen=True, repr=False)
class Explanation:
    """One figure explained. A notebook shows it as a page, a terminal as text; `json()` holds everything.

    `part` is the breakdown whose line the figure is, `across` whether a record is a column (of a form), `out` how many of
    the table's rows do not count, for which reasons, and where they stand.
    """

    figure: Figure
    year: int
    lang: str
    title: Words
    part: Words | None
    across: bool
    items: tuple[Item, ...]
    whole: tuple[Item, ...]
    listings: tuple[Listing, ...]
    doubts: tuple[Listing, ...]
    kept: int
    out: tuple[tuple[Words, int], ...]
    out_found: tuple[Found, ...]
    sheets: tuple[Sheet, ...]
    corrections: tuple[Facts, ...]
    failures: tuple[Failure, ...]

    def text(self, everything: bool = False) -> str:
        """The explanation for a terminal; with `everything`, every span of rows is written out."""
        return telling.as_text(self, everything)

    def json(self) -> dict[str, Any]:
        """Every fact of the explanation, rows by their numbers."""
        return {
            "figure": self.figure.name,
            "label": self.figure.label.json(),
            "unit": self.figure.unit.json(),
            "kind": self.figure.kind,
            "year": self.year,
            **amount_json(self.figure.amount),
            "previous": amount_json(self.figure.previous) if self.figure.previous else None,
            "table": self.figure.table,
            "made_of": [item.json() for item in self.items],
            "divided_by": [item.json() for item in self.whole],
            "rows": {listing.id: [found.json() for found in listing.found] for listing in self.listings},
            "doubts": {listing.id: [found.json() for found in listing.found] for listing in self.doubts},
            "not_counted": {
                "kept": self.kept,
                "reasons": [{**reason.json(), "rows": number} for reason, number in self.out],
                "rows": [found.json() for found in self.out_found],
            },
            "sheets": [
                {"file": sheet.file, "sheet": sheet.sheet, **sheet.counts, "quarantined_rows": list(sheet.quarantined),
                 "duplicate_rows": list(sheet.duplicates)}
                for sheet in self.sheets
            ],
            "corrections": [dict(correction) for correction in self.corrections],
            "failed_checks": [
                {"rule": failure.rule, "says": failure.says.json(), "severity": failure.severity, "failed": failure.failed,
                 "waived": failure.waived, "note": failure.note.json() if failure.note else None, "counted": [found.json() for found in failure.found]}
                for failure in self.failures
            ],
        }  # fmt: skip

    def __repr__(self) -> str:
        return self.text()

    def _repr_html_(self) -> str:
        return str(telling.as_html(self))


def amount_json(amount: Amount) -> dict[str, int | float | None]:
    """Value, part and whole as plain numbers."""
    return {name: _plain(getattr(amount, name)) for name in ("value", "part", "whole")}


def _plain(number: Any) -> int | float | None:
    if number is None:
        return None
    return int(number) if number == int(number) else float(number)
