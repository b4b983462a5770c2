"""A statutory form as data: its rows and columns, how to find it, what must hold within it, and the law that fixes it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from nianbao import yamlfile
from nianbao.auditing.findings import Severity
from nianbao.words import Words

_LAID_OUT = ("proactive", "proactive_2019", "requests", "suits")
_NUMBERED = ("mediation_cases", "review_cases")


class _Data(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Line(_Data):
    """A label of the form, without punctuation: of a row with cells, or (no `row`) of a heading that has none.

    `printed` is the label with its punctuation, `mark` numbers it in the form (`5.属于…`), `also` are other wordings in use, `hints` patterns of its numbers in the prose.
    """

    label: str
    printed: str = ""
    row: str = ""
    mark: str = ""
    also: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()


class Equation(_Data):
    """In every column the rows of `left` add up to those of `right`; `twice` names a row whose cases may have been counted twice."""

    kind: str
    left: tuple[str, ...]
    right: tuple[str, ...]
    says: Words
    twice: str = ""
    short: bool = False  # written as `72=72` instead of with all its parts


class Told(_Data):
    """How the prose tells a number of the form: `words` up to the numeral, none of `unless` before it in the clause.

    `cells` are sums of cells, each of which the number may be; where it is one of `also` instead, the message says which.
    """

    cells: tuple[str, ...]
    words: str
    unless: str = ""
    also: tuple[str, ...] = ()
    sentence: str = ""  # must stand in the sentence
    apart: str = ""  # must not stand right before the clause: what is counted together with it
    money: bool = False  # the form has 万元, the claim 元


class Blueprint(_Data):
    """A form whose rows have labels; one with `blocks` has all its cells in a single row, a total at the end of each block."""

    form: str
    title: Words
    law: str
    part_of: str
    anchors: tuple[str, ...]
    until: tuple[str, ...]
    head: tuple[str, ...] = ()
    columns: Mapping[str, Words]
    row_total: str = ""
    lines: tuple[Line, ...] = ()
    blocks: Mapping[str, Words] = {}
    hints: tuple[str, ...] = ()
    outcomes: tuple[str, ...] = ()  # only to be named by the equations
    editions: tuple[tuple[str, ...], ...] = ()  # rows that only one edition of the form has, edition by edition
    equations: tuple[Equation, ...] = ()
    not_above: Mapping[str, tuple[str, str]] = {}
    rolls: Mapping[str, tuple[str, str, str]] = {}
    told: tuple[Told, ...] = ()

    def columns_of(self, line: Line) -> tuple[str, ...]:
        """The columns in which a row has cells."""
        return line.columns or tuple(self.columns)

    @property
    def of_editions(self) -> frozenset[str]:
        """The rows that not every edition of the form has."""
        return frozenset(row for edition in self.editions for row in edition)

    def equations_of(self, rows: Collection[str]) -> list[Equation]:
        """The equations of which all rows are there, those of one edition being enough."""
        there, found = set(rows), list[Equation]()
        for one in self.equations:
            own = next((set(edition) for edition in self.editions if set(edition) == self.of_editions & there), set[str]())
            left = tuple(row for row in one.left if row in own or row not in self.of_editions)
            if {*left, *one.right} <= there and (own or not self.of_editions & set(one.left)):
                found.append(one.model_copy(update={"left": left}))
        return found

    def row_name(self, row: str) -> str:
        """A row as the form prints it."""
        return next((line.printed or line.label for line in self.lines if line.row == row), self.blocks[row].zh if row in self.blocks else row)


class SerialEquation(_Data):
    """Columns, by their serial numbers, that add up to the same."""

    left: tuple[int, ...]
    right: tuple[int, ...]
    says: Words
    severity: Severity = "error"


class Numbered(_Data):
    """A form whose columns carry serial numbers 1 to `serials` in a row of their own."""

    form: str
    title: Words
    law: str
    marks: tuple[str, ...]
    serials: int
    labels: Mapping[int, Words]
    equations: tuple[SerialEquation, ...]


class Headings(_Data):
    """The fixed headings of a report, what joins their parts, the words a slip may spoil, and what is but another wording.

    `since` is the first year whose reports have them.
    """

    reports: str
    since: int
    law: str
    headings: tuple[str, ...]
    joining: tuple[str, ...]
    words: tuple[str, ...]
    harmless: frozenset[str]


def _path(name: str) -> Path:
    return Path(__file__).with_name(f"{name}.yml")


@cache
def laid_out() -> tuple[Blueprint, ...]:
    """The forms of rows and columns, in the order in which a report has them."""
    return tuple(yamlfile.load(_path(name), Blueprint) for name in _LAID_OUT)


@cache
def numbered() -> tuple[Numbered, ...]:
    """The forms of numbered columns."""
    return tuple(yamlfile.load(_path(name), Numbered) for name in _NUMBERED)


@cache
def headings() -> Headings:
    """The fixed headings of a yearly report on disclosure."""
    return yamlfile.load(_path("headings"), Headings)
