"""What the raw files know of people, read anew and held in memory alone: each value with the place that it comes from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from nianbao.checking import read_account
from nianbao.cleaning import Correction, read_corrections
from nianbao.office import Office
from nianbao.reading import Cell, RawFile, bare_name, filled_down, is_blank, is_total_row, letter_of, raw_files, text_of
from nianbao.tables import Table, tables_of
from nianbao.tables.model import Personal
from nianbao.words import Words
from nianbao.work import Work

# What stands in a column of names and is none; a name with 某 or a star in it has been masked before.
_NOBODY = re.compile(r"某|[*＊×xX]{2}|^(?:匿名|不详|不明|群众|本人|村民|集体|多人|无名氏|未知|居民|业主)$")
_BETWEEN_NAMES = re.compile(r"[、,;/|\s]+")
_HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]")
_SHORTEST = {"name": 2, "id_number": 7, "phone": 7, "address": 6, "free_text": 8}


@dataclass(frozen=True)
class Origin:
    """Where a personal value stands in the raw files, and of which kind it is."""

    kind: Personal
    file: str
    sheet: str
    row: int

    @property
    def place(self) -> Words:
        at = f"{self.file} › {self.sheet}" if self.sheet else self.file
        return Words(zh=f"{at} 第{self.row}行", en=f"{at}, row {self.row}")


@dataclass
class Known:
    """Personal values, each with its first origin, and the words that are public of themselves."""

    values: dict[str, Origin] = field(default_factory=dict)
    public: set[str] = field(default_factory=set)
    files: list[str] = field(default_factory=list)  # every raw file, as messages name it
    named: str = ""  # every name that office and tables give to things, in a row

    def secrets(self) -> dict[str, Origin]:
        """The values that may stand nowhere: those that are no name of a village, category, table or the office itself."""
        return {value: origin for value, origin in self.values.items() if value not in self.public and value not in self.named}


def known_of(work: Work) -> Known:
    """The personal values of this year's raw files and of the year before, as they were cleaned. Raises RecordsError, BadCorrection."""
    tables = tables_of(work.workspace, work.office)
    found = Known(named="\n".join(_names(work.office, tables.values())))
    for year, clean in ((work, work.clean), (work.before, work.clean / "before")):
        if year is not None and (clean / "clean.json").exists():
            headers = {file["file"]: file["sheets"] for file in read_account(clean)["files"]}
            files = raw_files(year.raw, tables)
            found.files += [file.place for file in files]
            for file in files:
                if file.table is not None:
                    _read(file, tables[file.table], headers.get(file.name, []), found)
            claimed = {file.name: tables[file.table] for file in files if file.table is not None}
            for correction in read_corrections(year.raw, files):
                if correction.file in claimed:
                    _corrected(correction, claimed[correction.file], year.year, found)
    return found


def _names(office: Office, tables: Iterable[Table]) -> Iterator[str]:
    file = office.file
    for words in (file.name, file.prepared_by, file.reviewed_by, file.approved_by, *(fact.label for fact in file.facts.values())):
        if words is not None:
            yield from (words.zh, words.en)
    for table in tables:
        yield from (table.title.zh, table.title.en, *(measure.label.zh for measure in table.figures.values()))
        for column in table.columns.values():
            yield from (column.zh, *column.also, *column.values, *(label.zh for label in column.labels.values()))


def _read(file: RawFile, table: Table, headers: list[dict[str, Any]], found: Known) -> None:
    """The file's columns, where the clean step has found them."""
    headed = {header["sheet"]: header for header in headers if "letters" in header}
    for sheet in file.sheets():
        if sheet.name not in headed:
            continue
        first, letters = headed[sheet.name]["header_row"], headed[sheet.name]["letters"]
        places = {letter_of(place + 1): place for place in range(max(map(len, sheet.rows), default=0))}
        columns = {name: places[letter] for name, letter in letters.items() if letter in places}
        keys = [columns[name] for name in table.keys if name in columns]
        rows = [(number, row) for number, row in enumerate(filled_down(sheet).rows[first:], first + 1) if not is_total_row(row, keys)]
        for name, index in columns.items():
            column = table.columns[name]
            cells = [(number, row[index]) for number, row in rows if index < len(row) and not is_blank(row[index])]
            if column.personal is not None:
                _personal(cells, column.personal, file, sheet.name, found)
            elif column.group or (column.type == "category" and not column.values):
                found.public |= {text_of(cell) for _, cell in cells}


def _corrected(correction: Correction, table: Table, year: int, found: Known) -> None:
    """What a correction takes out of a personal column and puts into it: both are a person's."""
    title = bare_name(correction.column)
    names = {name: (name, column.zh, *column.also) for name, column in table.columns.items() if column.personal}
    kind = next((table.columns[name].personal for name, titles in names.items() if title in map(bare_name, titles)), None)
    for cell in (correction.old, correction.new):
        if kind is not None:
            for value in _values(text_of(cell), kind):
                found.values.setdefault(value, Origin(kind, f"{year}/corrections.csv", "", correction.line))


def _personal(cells: list[tuple[int, Cell]], kind: Personal, file: RawFile, sheet: str, found: Known) -> None:
    for number, cell in cells:
        for value in _values(text_of(cell), kind):
            found.values.setdefault(value, Origin(kind, file.place, sheet, number))


def _values(text: str, kind: Personal) -> Iterator[str]:
    """The values that a cell holds, without blanks: a cell of names may hold several."""
    whole = "".join(text.split())
    for value in {whole, *(_BETWEEN_NAMES.split(text) if kind == "name" else ())}:
        told = len(_HAN.findall(value)) or len(value) >= _SHORTEST["phone"]
        if len(value) >= _SHORTEST[kind] and told and not (kind == "name" and _NOBODY.search(value)):
            yield value.upper() if kind == "id_number" else value


