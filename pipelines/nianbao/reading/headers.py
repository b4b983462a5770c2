"""Where a sheet's header stands, and which of its columns is which."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

from nianbao.errors import AmbiguousColumn, MissingColumn, NoHeader
from nianbao.reading.cells import Cell, text_of
from nianbao.reading.sheet import Sheet, unmerged
from nianbao.tables import Table
from nianbao.words import nearest

# A header stands near the top; titles, dates and the office's name above it take a few rows.
SEARCHED_ROWS = 40
# Groups of columns have headers of their own, above those of their columns.
_DEEPEST = 4
# What is longer is no title.
_LONGEST = 60
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_FEWEST_NUMBERS = 3

_NO_PART = re.compile(r"[\s:*]")
_BRACKET = frozenset("()[]〔〕【】")
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|〔[^〔〕]*〕|【[^【】]*】")


@dataclass(frozen=True)
class Header:
    """The header of a sheet: `row` is the index of its last row from 0, `matches` maps column name → the indices, from 0,
    of the titles that name it.

    Where it has several rows a title is made of those above one another.
    """

    row: int
    matches: dict[str, list[int]]
    titles: list[str]

    @property
    def columns(self) -> dict[str, int]:
        """Column name → index; of several titles the first."""
        return {name: indices[0] for name, indices in self.matches.items()}

    @property
    def unused(self) -> list[int]:
        """Indices of titled columns that the table does not know."""
        taken = set(self.columns.values())
        return [index for index, title in enumerate(self.titles) if title and index not in taken]


def plain_name(title: Cell) -> str:
    """A column title reduced to what identifies it: NFKC, no blanks, colons or stars, one kind of dash, lower case."""
    return _NO_PART.sub("", text_of(title)).replace("-", "_").replace("—", "_").lower()


def bare_name(title: Cell) -> str:
    """The same without what stands in brackets."""
    return _BRACKETS.sub("", plain_name(title))


def find_header(sheet: Sheet, table: Table) -> Header | None:
    """The header, or None where no row of the sheet's top holds two known names (one, for a table of one column).

    It is one row, unless several rows together name more columns than any row alone.
    """
    names = names_of(table)
    ends = {name[start:] for name in names for start in range(len(name) + 1)}
    rows = unmerged(sheet.head(SEARCHED_ROWS + _DEEPEST), sheet.merges)
    # A title ends as a name does: of records hardly a cell does, and where none does nothing need be put together.
    hopeful = [{place for place, cell in enumerate(row) if _may_end_a_name(cell, ends)} for row in rows]
    best, most = None, min(2, len(table.columns)) - 1
    for depth in range(1, _DEEPEST + 1):
        for top in range(min(SEARCHED_ROWS, len(rows) - depth + 1)):
            if len(set().union(*hopeful[top : top + depth])) <= most:
                continue
            found = len(_matches(_titles(rows[top : top + depth]), names))
            if found > most:
                best, most = (top, depth), found
    if best is None:
        return None
    top, depth = best
    titles = _titles(rows[top : top + depth])
    matches = _matches(titles, names)
    # The header reaches down as far as its own names are merged.
    named = {indices[0] for indices in matches.values()}
    ends = [bottom for (first, left), (bottom, _) in sheet.merges if top <= first < top + depth and left in named]
    last = max([top + depth - 1, *ends])
    return Header(_below_numbers(sheet, last), matches, [title[0] for title in titles])


def require_header(header: Header | None, sheet: Sheet, table: Table, file: str) -> Header:
    """The header that was found on a sheet that must have one, complete and unambiguous.

    Raises NoHeader, MissingColumn, AmbiguousColumn.
    """
    if header is None:
        row, found = _nearest_to_a_header(sheet, table)
        expected = [column.zh for column in table.columns.values()][:6]
        raise NoHeader(file=file, table=table.title, name=table.table, expected=expected, row=row, found=found)
    place = {"file": file, "sheet": sheet.name or "csv", "row": header.row + 1, "table": table.table}
    for name, indices in header.matches.items():
        if len(indices) > 1 and table.columns[name].kept:
            found = [f"{header.titles[index]}" for index in indices]
            raise AmbiguousColumn(**place, column=table.columns[name].zh, found=found)
    for name, column in table.columns.items():
        if column.required and name not in header.columns:
            titles = [title for title in header.titles if title]
            close = max(titles, key=lambda title: SequenceMatcher(None, plain_name(title)[:_LONGEST], plain_name(column.zh)).ratio())[:_LONGEST]
            raise MissingColumn(**place, column=column.zh, nearest=close)
    return header


def names_of(table: Table) -> dict[str, str]:
    """Every reduced name a column may go by → the column."""
    found: dict[str, str] = {}
    for name, column in table.columns.items():
        for title in (column.zh, column.en, name, *column.also):
            if plain_name(title):
                found.setdefault(plain_name(title), name)
    return found


def _may_end_a_name(cell: Cell, ends: set[str]) -> bool:
    """Whether a title whose lowest cell this is can be the name that one of `ends` ends; brackets may hide the end of it."""
    if cell is None or cell == "":
        return False
    text = plain_name(cell)
    return text in ends or not _BRACKET.isdisjoint(text)


def _titles(rows: list[list[Cell]]) -> list[tuple[str, ...]]:
    """What each column may be called by a header of these rows: all its cells together, then the lowest ones alone."""
    if len(rows) == 1:
        return [(text_of(cell),) for cell in rows[0]]
    found = []
    for place in range(max(len(row) for row in rows)):
        told = list(dict.fromkeys(text for row in rows if place < len(row) and (text := text_of(row[place]))))
        found.append(tuple("".join(told[start:]) for start in range(len(told))) or ("",))
    return found


def _below_numbers(sheet: Sheet, row: int) -> int:
    """The row of numbers that forms have below their header (甲 乙 1 2 3 …), where there is one: it is no record."""
    if row + 1 >= sheet.height:
        return row
    told = [text for cell in sheet.row(row + 1) if (text := text_of(cell))]
    stems = [text for text in told if len(text) == 1 and text in _STEMS]
    numbers = told[len(stems) :]
    counted = len(told) >= _FEWEST_NUMBERS and told[: len(stems)] == list(_STEMS[: len(stems)])
    is_numbered = counted and numbers == [str(number) for number in range(1, len(numbers) + 1)]
    width = sum(bool(text_of(cell)) for cell in sheet.row(row))
    return row + 1 if is_numbered and len(told) >= width else row


def _matches(titles: list[tuple[str, ...]], names: dict[str, str]) -> dict[str, list[int]]:
    """Column → indices of the titles that fit it best: a title in full counts before one without its brackets."""
    full: dict[str, list[int]] = {}
    bare: dict[str, list[int]] = {}
    for index, ways in enumerate(titles):
        for found, reduced in ((full, plain_name), (bare, bare_name)):
            name = next((names[plain] for way in ways if (plain := reduced(way)) in names), None)
            if name is not None:
                found.setdefault(name, []).append(index)
                break
    return bare | full


def _nearest_to_a_header(sheet: Sheet, table: Table) -> tuple[int, list[str]]:
    """The row, as Excel numbers it, with most cells like known titles, and those titles.

    The cells themselves are not told: what is like a header may be a person's record.
    """
    names = names_of(table)
    rows = [[near for cell in row if (near := nearest(bare_name(cell), names))] for row in sheet.head(SEARCHED_ROWS)]
    best = max(range(len(rows)), key=lambda index: len(rows[index]), default=0)
    return best + 1, list(dict.fromkeys(table.columns[names[near]].zh for near in rows[best]))[:8] if rows else []
