"""A throw-away office and its years, drawn in the test: small tables go in, outcomes and figures come out.

A table is drawn as text, one row a line and its cells between bars. The first line is row 1, as Excel counts:

    信访件编号 | 登记时间   | 办结时间
    P1         | 2023-01-05 | 2023-02-01
"""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import openpyxl

from nianbao.checking import Checked, Outcome, check
from nianbao.cleaning import clean
from nianbao.figures import Figure
from nianbao.office import shipped
from nianbao.tables import read_table
from nianbao.work import Work, open_work

OFFICE = "town"
YEAR = 2023
PETITIONS = "信访登记表.xlsx"
PENALTIES = "行政处罚台账.xlsx"
SHEET = "登记表"

Rows = Sequence[Sequence[Any]]


def rows_of(drawing: str | Rows) -> list[list[Any]]:
    """The rows of a drawing; an empty cell is None. Rows that are given as lists stay as they are."""
    if not isinstance(drawing, str):
        return [list(row) for row in drawing]
    lines = drawing.strip("\n").splitlines()
    return [[cell.strip() or None for cell in line.split("|")] for line in lines]


def workbook(*sheets: tuple[str, str | Rows], merges: Iterable[str] = ()) -> bytes:
    """A workbook of (name, drawing) sheets; `merges` such as "A1:C1" are of the first sheet."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, drawing in sheets:
        sheet = book.create_sheet(name)
        for row in rows_of(drawing):
            sheet.append(row)
    for area in merges:
        book.worksheets[0].merge_cells(area)
    return saved(book)


def saved(book: openpyxl.Workbook) -> bytes:
    """The bytes of a workbook that a test has built itself."""
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def rewritten(book: bytes, member: str, pattern: bytes, new: bytes) -> bytes:
    """The workbook with what fits `pattern` replaced in one member of its archive: what openpyxl would not write itself."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book)) as source, zipfile.ZipFile(target, "w") as copy:
        for name in source.namelist():
            content = source.read(name)
            if name == member:
                content, replaced = re.subn(pattern, new, content, flags=re.DOTALL)
                assert replaced
            copy.writestr(name, content)
    return target.getvalue()


def delimited(drawing: str | Rows, delimiter: str = ",", newline: str = "\r\n") -> str:
    """The drawing as delimited text."""
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter, lineterminator=newline).writerows(rows_of(drawing))
    return text.getvalue()


def file_of(table: str) -> str:
    """The name that a drawn file of a shipped table goes by."""
    named = {"petitions": PETITIONS, "penalties": PENALTIES}
    return named.get(table) or f"{read_table(shipped('expectations') / f'{table}.yml').title.zh}.xlsx"


class Office:
    """An office with a workspace of its own. Files are put into a year's raw folder; then it is cleaned and checked."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.raw = root / "data" / "raw" / OFFICE
        (self.raw / str(YEAR)).mkdir(parents=True)
        self.settings("name: {zh: 试验镇, en: Test Town}\n")

    def settings(self, text: str) -> None:
        """Writes office.yml."""
        (self.raw / "office.yml").write_text(text, "utf-8")

    def expects(self, table: str, text: str) -> Path:
        """Writes the workspace's own expectations/<table>.yml."""
        path = self.root / "expectations" / f"{table}.yml"
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, "utf-8")
        return path

    def put(self, name: str, content: bytes | str, year: int = YEAR, encoding: str = "utf-8") -> Path:
        """Puts a file into the year's raw folder."""
        path = self.raw / str(year) / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode(encoding) if isinstance(content, str) else content)
        return path

    def table(self, name: str, drawing: str | Rows, year: int = YEAR, merges: Iterable[str] = ()) -> Path:
        """Puts a file of a table that nianbao ships, a workbook of one sheet, named for the table's title."""
        return self.put(file_of(name), workbook((SHEET, drawing), merges=merges), year)

    def petitions(self, drawing: str | Rows, year: int = YEAR, merges: Iterable[str] = ()) -> Path:
        """Puts a register of petitions, a workbook of one sheet."""
        return self.put(PETITIONS, workbook((SHEET, drawing), merges=merges), year)

    def penalties(self, drawing: str | Rows, year: int = YEAR, merges: Iterable[str] = ()) -> Path:
        """Puts a ledger of penalties, a workbook of one sheet."""
        return self.put(PENALTIES, workbook((SHEET, drawing), merges=merges), year)

    def work(self, year: int = YEAR, **parameters: Any) -> Work:
        """The office's year; `as_of`, `lang` and `draft` as `nianbao.open` takes them."""
        return open_work(OFFICE, year, workspace=self.root, **parameters)

    def clean(self, **parameters: Any) -> Cleaning:
        """Runs the clean step."""
        work = self.work(**parameters)
        clean(work)
        return Cleaning(work)

    def check(self, **parameters: Any) -> Checking:
        """Runs the clean and the check step."""
        cleaning = self.clean(**parameters)
        return Checking(cleaning.work, check(cleaning.work))


@dataclass
class Cleaning:
    """What the clean step left in its folder."""

    work: Work

    @property
    def account(self) -> dict[str, Any]:
        """The content of clean.json."""
        return json.loads((self.work.clean / "clean.json").read_text("utf-8"))

    @property
    def quarantine(self) -> list[dict[str, str]]:
        """The lines of quarantine.csv."""
        with (self.work.clean / "quarantine.csv").open(encoding="utf-8-sig", newline="") as handle:
            return list(csv.DictReader(handle))

    def table(self, name: str) -> dict[str, list[Any]]:
        """A clean table, column by column."""
        import pyarrow.parquet as pq

        return pq.read_table(self.work.clean / f"{name}.parquet").to_pydict()

    def column(self, table: str, name: str) -> list[Any]:
        """One column of a clean table."""
        return self.table(table)[name]

    def sheet(self, file: str = PETITIONS, sheet: str | None = None) -> dict[str, Any]:
        """The row account of a file's only sheet, or of the one named."""
        (found,) = (
            entry for account in self.account["files"] if account["file"] == file
            for entry in account["sheets"] if sheet is None or entry["sheet"] == sheet
        )  # fmt: skip
        return found

    def rows_of(self, file: str = PETITIONS, sheet: str | None = None) -> dict[str, int]:
        """The row counts of a sheet alone."""
        names = ("physical", "counted", "header", "totals", "kept", "quarantined", "duplicates")
        return {name: self.sheet(file, sheet)[name] for name in names}


@dataclass
class Checking(Cleaning):
    """What the check step found and left in its folder."""

    checked: Checked

    def outcome(self, rule: str) -> Outcome:
        """What came of a rule."""
        (found,) = (outcome for outcome in self.checked.checks.outcomes if outcome.rule.id == rule)
        return found

    def state(self, rule: str) -> str:
        """pass, fail, could_not_check or nothing_to_check."""
        return self.outcome(rule).state

    def places(self, rule: str) -> list[tuple[str, str, int]]:
        """File, sheet and row of what failed."""
        return [(place.file, place.sheet, place.row) for place in self.outcome(rule).places]

    def rows(self, rule: str) -> list[int]:
        """The numbers of the rows that failed, as Excel shows them."""
        return [place.row for place in self.outcome(rule).places]

    def figure(self, name: str) -> Figure:
        """A figure by name."""
        return self.checked.figures[name]

    def value(self, name: str) -> Any:
        """A figure's number."""
        return self.figure(name).value

    def parts(self, name: str, breakdown: str) -> dict[str, Any]:
        """A figure's breakdown, key → number, in its order."""
        return {part.key: part.value for part in self.figure(name).by[breakdown]}

    @property
    def json(self) -> dict[str, Any]:
        """The content of checks.json."""
        return json.loads((self.work.checked / "checks.json").read_text("utf-8"))


@dataclass(frozen=True)
class Plant:
    """A rule with a table that breaks it and one that just keeps it.

    `fails` are the rows that must be named; a balance names none. Drawings are of the table that the rule's name
    begins with; `before` draws the register of the year before.
    """

    rule: str
    broken: str
    fails: tuple[int, ...]
    limit: str
    before: str | None = None
    as_of: str | None = None

    def __str__(self) -> str:
        return self.rule

    def check(self, office: Office, drawing: str) -> Checking:
        """The outcome of everything for one of the drawings."""
        table = self.rule.partition(".")[0]
        office.table(table, drawing)
        if self.before is not None:
            office.table(table, self.before, YEAR - 1)
        return office.check(as_of=self.as_of)
