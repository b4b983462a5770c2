"""Sheets of official statistics: the title in A1, what to know below it, then one table, whose header row stays in sight."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

_LONGEST_NAME = 31
_FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f]|^'|'$")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_WIDE = re.compile("[\u2e80-\uffff]")
_LONGEST_TEXT = 32767  # characters of a cell
_NARROW, _BROAD = 8, 60  # of columns, in digits
_ROW = 15  # points of a line
_PAPER_A4 = 9


@dataclass(frozen=True)
class Number:
    """A number as it is, and the format that it is shown in."""

    value: int | float | Decimal
    form: str


@dataclass(frozen=True)
class Link:
    """Words that lead to the first cell of another sheet."""

    sheet: str
    words: str


@dataclass(frozen=True)
class Column:
    """A column of a table: its header, with the unit, and whether it holds numbers, which stand right."""

    title: str
    number: bool = False


class Book:
    """A workbook in the making. Every cell is written as what it is, so that no text is ever a formula or an address."""

    def __init__(self, facts: Mapping[str, str], day: date, face: str) -> None:
        import xlsxwriter

        self._out = io.BytesIO()
        self._book = xlsxwriter.Workbook(self._out, {"in_memory": True})
        self._book.set_properties({**facts, "created": datetime(day.year, day.month, day.day)})
        self._face = face
        self._forms: dict[tuple[tuple[str, Any], ...], Any] = {}
        self._book.formats[0].set_font_name(face)
        self._names: list[str] = []

    def name(self, wanted: str) -> str:
        """A name for a sheet as near to the one that is wanted as Excel allows and as no other sheet has."""
        plain = _FORBIDDEN.sub(" ", wanted).strip() or "-"
        name, count = _cut(plain), 1
        while name.lower() in (known.lower() for known in self._names):
            count += 1
            end = f" {count}"
            name = plain[: _LONGEST_NAME - len(end)] + end
        self._names.append(name)
        return name

    def sheet(self, name: str, title: str, lines: Iterable[str | Link], columns: Sequence[Column] = (), rows: Sequence[Sequence[Any]] = ()) -> None:
        """A sheet of that name, as `name` gave it: title, lines a row each, and the table, if there is one."""
        sheet = self._book.add_worksheet(name)
        sheet.write_string(0, 0, _text(title), self._form(bold=True, font_size=14))
        row = 0
        for row, line in enumerate(lines, start=1):
            self._write(sheet, row, 0, line)
        if columns and rows:
            self._table(sheet, row + 1, columns, rows)
        elif not columns:
            sheet.set_column(0, 0, _BROAD)
        sheet.set_paper(_PAPER_A4)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.set_footer("&C— &P —")

    def done(self) -> bytes:
        """The bytes of the .xlsx, the same for the same content."""
        self._book.close()
        return self._out.getvalue()

    def _table(self, sheet: Any, top: int, columns: Sequence[Column], rows: Sequence[Sequence[Any]]) -> None:
        heads = [{"header": _text(column.title), "header_format": self._head(column, place)} for place, column in enumerate(columns)]
        for place, cells in enumerate(rows, start=top + 1):
            high = max(-(-_width(_shown(cell)) // _BROAD) for cell in cells)
            if high > 1:
                sheet.set_row(place, _ROW * high)
            for column, cell in enumerate(cells):
                self._write(sheet, place, column, cell, columns[column].number, wrapped=high > 1)
        sheet.add_table(
            top, 0, top + len(rows), len(columns) - 1,
            {"columns": heads, "style": "Table Style Light 1", "banded_rows": False, "name": f"table_{len(self._book.worksheets())}"},
        )  # fmt: skip
        sheet.freeze_panes(top + 1, 1)
        sheet.repeat_rows(top)
        for column, head in enumerate(columns):
            widest = max(_width(_shown(cells[column])) for cells in rows)
            sheet.set_column(column, column, min(max(widest, min(_width(head.title), 16), _NARROW) + 2, _BROAD))

    def _write(self, sheet: Any, row: int, column: int, cell: Any, right: bool = False, wrapped: bool = False) -> None:
        if isinstance(cell, Number):
            sheet.write_number(row, column, cell.value, self._form(num_format=cell.form, valign="top"))
        elif isinstance(cell, Link):
            target = cell.sheet.replace("'", "''")
            form = self._form(font_color="#12436D", underline=1)
            sheet.write_url(row, column, f"internal:'{target}'!A1", form, _text(cell.words))
        else:
            look = {"align": "right"} if right else {"align": "left", "indent": int(column > 0), "text_wrap": wrapped}
            sheet.write_string(row, column, _text(cell), self._form(valign="top", **look))

    def _head(self, column: Column, place: int) -> Any:
        side = {"align": "right"} if column.number else {"align": "left", "indent": int(place > 0)}
        return self._form(bold=True, text_wrap=True, valign="top", **side)

    def _form(self, **look: Any) -> Any:
        """The format, made once: each new one makes the file larger."""
        key = tuple(sorted(look.items()))
        if key not in self._forms:
            self._forms[key] = self._book.add_format({"font_name": self._face, **look})
        return self._forms[key]


def _cut(name: str) -> str:
    """The name as far as Excel takes it, after a whole word if it has several."""
    head, _, rest = name[: _LONGEST_NAME + 1].rpartition(" ")
    return name if len(name) <= _LONGEST_NAME else head if head and len(head) > len(rest) else name[:_LONGEST_NAME]


def _text(words: str) -> str:
    return _CONTROL.sub("", words)[:_LONGEST_TEXT]


def _shown(cell: Any) -> str:
    """About what the cell shows, for how wide its column must be."""
    if isinstance(cell, Number):
        return f"{cell.value:,.2f}" if "." in cell.form else f"{cell.value:,.0f}"
    return cell.words if isinstance(cell, Link) else str(cell)


def _width(text: str) -> int:
    """In digits; a Chinese character is two."""
    return len(text) + len(_WIDE.findall(text))
