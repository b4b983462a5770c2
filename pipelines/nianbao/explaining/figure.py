"""One figure of a checked year → what it is made of, row by row; the rows must give the number that was published."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal
from math import isclose
from typing import Any

from nianbao.checking import read_account, read_checks
from nianbao.cleaning import require_own_records
from nianbao.errors import StaleChecks
from nianbao.explaining.counted import UNMET, Part, Scan, Spot, tallied
from nianbao.explaining.explanation import Explanation, Failure, Item, Listing, Sheet
from nianbao.explaining.places import Found, cell_of, number_of
from nianbao.explaining.recipe import fact_item, measure_item, sides
from nianbao.explaining.telling import WHERE
from nianbao.figures import Figure, filled, read_figures
from nianbao.tables import (
    Measure,
    Table,
    Term,
    balances_of,
    column_rests_on,
    measure_rests_on,
    parse_balance,
    read_table,
    table_files,
    tables_of,
)
from nianbao.words import Words
from nianbao.work import Work

NO_FILE = Words(zh="本年没有这类记录的文件", en="no file holds such records this year")
NO_CELL = Words(zh="没有可加的数", en="there is no number to add up")
IN_THE_PART = Words(zh="计入分子的行", en="Rows that count in the part")
ONLY_IN_THE_WHOLE = Words(zh="计入分母、未计入分子的行", en="Rows of the whole that do not count in the part")
ONLY_IN_THE_PART = Words(zh="计入分子、却不在分母中的行", en="Rows of the part that are not in the whole")
ADDED_UP = Words(zh="相加的格", en="Cells that are added up")
COUNTED = Words(zh="计入的行", en="Rows that count")
_COUNTS = ("physical", "header", "totals", "kept", "voided", "quarantined", "duplicates")
# What a cell may bear that was read with a doubt.
_DOUBTS = {
    "over": Words(zh="写作约数（如2000余），按所写的数读取", en="named as an “over”, read at the number named"),
    "about": Words(zh="写作约数（如约300），按所写的数读取", en="named as an “about”, read at the number named"),
    "no_year": Words(zh="日期没有年份，按本年读取", en="dates without a year, read as of this one"),
    "spoilt": Words(zh="长数字已被表格软件改坏，不作区分", en="long numbers that a spreadsheet has spoilt, which tell nobody apart"),
}


def explain(work: Work, name: str) -> Explanation:
    """How the figure of that name, or the part of a breakdown (`penalties.cases: 非法焚烧`), came about.

    The rows are read anew and must give the number that stands in figures.json. Raises NoOwnRecords, MissingStep, UnknownFigure,
    and StaleChecks where records or rules have changed since the check step.
    """
    require_own_records(work)
    checks = read_checks(work)
    path = work.checked / "figures.json"
    figures = read_figures(path)
    figure = figures.named(name, WHERE)
    own = name.partition(":")[0].strip()
    files = table_files(work.workspace)
    table = read_table(files[figure.table]) if figure.table in files else None
    short = own.partition(".")[2]
    if table is None or short not in table.figures:
        raise StaleChecks(file=path, step=f"nianbao check {work.office.id} {work.year}")
    maker = _Maker(work, table, read_account(work.clean), checks, figures[own], name.partition(":")[2].strip())
    explanation = maker.explanation(figure, short)
    if not maker.agrees(figure, explanation):
        raise StaleChecks(file=path, step=f"nianbao check {work.office.id} {work.year}")
    return explanation


class _Maker:
    """Puts one figure's explanation together."""

    def __init__(
        self, work: Work, table: Table, account: dict[str, Any], checks: dict[str, Any], whole: Figure, label: str
    ) -> None:
        self.work, self.table, self.account, self.checks = work, table, account, checks
        self.way, self.part = _part(table, whole, label) if label else (None, None)
        self.known = account["tables"].get(table.table)
        self.sheets = {
            (file["file"], sheet["sheet"]): sheet
            for file in account["files"] if file["table"] == table.table for sheet in file["sheets"]
        }  # fmt: skip

    def explanation(self, figure: Figure, short: str) -> Explanation:
        both = sides(self.table, short)
        names = {term.name.partition(".")[2] for side in both for term in side if term.scope == "year"}
        scan = self._scan(names)
        part, whole = (tuple(self._item(term, scan) for term in side) for side in both)
        out = self._out((*part, *whole))
        counted = frozenset().union(*(item.counted for item in (*part, *whole)))
        return Explanation(
            figure=figure,
            year=self.work.year,
            lang=self.work.lang,
            title=self.table.title,
            part=self.way,
            across=self.table.kind == "form",
            items=part,
            whole=whole,
            listings=tuple(self._listings(part, whole)),
            doubts=tuple(self._doubts(names, counted)),
            kept=self.known["rows"] if self.known else 0,
            out=tuple(tallied(out.values())),
            out_found=self._found(out),
            sheets=self._sheets(),
            corrections=self._corrections(counted),
            failures=self._failures(counted),
        )

    def agrees(self, figure: Figure, found: Explanation) -> bool:
        """Whether the rules are those of the check step, and the rows give its numbers."""
        short = figure.name.partition(":")[0].partition(".")[2]
        measure = self.table.figures[short]
        if measure.kind == "rate":
            if figure.condition != f"{measure.part} / ({measure.whole})":
                return False
            told = [_total(side) for side in (found.items, found.whole)]
            if None in told:
                return figure.value is None
            return all(map(same, told, (figure.amount.part, figure.amount.whole)))
        (item,) = found.items
        return figure.condition == self._condition(short, measure) and same(item.amount.value, figure.value)

    def _condition(self, short: str, measure: Measure) -> str:
        return filled(self.table, measure.condition, f"{self.table.table}.yml figures.{short}", self.work.dates)

    def _scan(self, names: Iterable[str]) -> Scan | None:
        """The table's rows for those measures that the files have the columns of."""
        if self.known is None:
            return None
        absent = set(self.known["absent"])
        measures = {name: self.table.figures[name] for name in sorted(names)}
        able = {name: measure for name, measure in measures.items() if not measure_rests_on(self.table, measure) & absent}
        return Scan(self.table, able, self.work.clean / f"{self.table.table}.parquet", self.work.dates, self.part)

    def _item(self, term: Term, scan: Scan | None) -> Item:
        if term.scope == "office":
            return fact_item(self.work.office.file.facts, term)
        short = term.name.partition(".")[2]
        measure = self.table.figures[short]
        item = measure_item(self.table, term, self.work.dates, self.part.column if self.part else None)
        if self.part:
            item = replace(item, sql=self.part.sql if item.sql == "true" else f"{item.sql} AND {self.part.sql}")
        if scan is None:
            return replace(item, lacks=NO_FILE)
        if absent := measure_rests_on(self.table, measure) & set(self.known["absent"]):
            return replace(item, lacks=_absent(self.table, sorted(absent)))
        counted = scan.counted(short)
        lacks = NO_CELL if counted.amount.value is None else None
        cells = column_rests_on(self.table, measure.sum) if measure.sum else set()
        return replace(
            item, amount=counted.amount, found=self._found(counted.values, cells), out=counted.out,
            counted=frozenset(counted.values), lacks=lacks,
        )  # fmt: skip

    def _found(self, spots: Iterable[Spot], columns: Iterable[str] = ()) -> tuple[Found, ...]:
        """The spots by sheet; where `columns` are added up, with their cells."""
        rows: dict[tuple[str, str], list[int]] = {}
        for file, sheet, row in sorted(spots):
            rows.setdefault((file, sheet), []).append(row)
        across = self.table.kind == "form"
        return tuple(
            Found(*place, tuple(numbers), self._cells(self.sheets.get(place, {}), numbers, columns), across)
            for place, numbers in rows.items()
        )  # fmt: skip

    def _cells(self, sheet: Mapping[str, Any], rows: list[int], columns: Iterable[str]) -> tuple[tuple[int, int], ...]:
        """The cells of the columns in these records: none where the clean step did not say where the columns stand."""
        if self.table.kind != "form":
            letters = sheet.get("letters", {})
            return tuple((number_of(letters[column]), row) for row in rows for column in columns if column in letters)
        places = [sheet.get("cells_of", {}).get(column) for column in columns]
        if self.table.across is None:  # the form is one record, and each of its columns a cell
            return tuple(cell_of(place) for place in places if place)
        return tuple((row, line) for row in rows for line in places if line)

    def _listings(self, part: tuple[Item, ...], whole: tuple[Item, ...]) -> Iterable[Listing]:
        everyone = (*part, *whole)
        if any(item.kind in ("sum", "mean") for item in everyone) or not whole:
            for item in {item.name: item for item in everyone if item.kind != "office"}.values():
                yield Listing(item.name, _heading(item, bool(whole)), item.found)
            return
        above, below = (frozenset().union(*(item.counted for item in side)) for side in (part, whole))
        yield Listing("counted", IN_THE_PART, self._found(above))
        if any(item.kind != "office" for item in whole):
            yield Listing("only_in_the_whole", ONLY_IN_THE_WHOLE, self._found(below - above))
            if above - below:
                yield Listing("only_in_the_part", ONLY_IN_THE_PART, self._found(above - below))

    def _doubts(self, names: Iterable[str], counted: frozenset[Spot]) -> Iterable[Listing]:
        """The rows that count by cells that were read with a doubt."""
        read = set().union(*(measure_rests_on(self.table, self.table.figures[name]) for name in names))
        for flag, words in _DOUBTS.items():
            spots = {
                (cell["file"], cell["sheet"], cell["row"]) for cell in (self.known or {}).get("flags", ())
                if cell["flag"] == flag and cell["column"] in read
            }  # fmt: skip
            if spots & counted:
                yield Listing(flag, words, self._found(spots & counted))

    def _out(self, items: tuple[Item, ...]) -> dict[Spot, Words]:
        """The rows that count nowhere, each with the reason; what leaves a condition open says more than a no."""
        counted = frozenset().union(*(item.counted for item in items))
        found: dict[Spot, Words] = {}
        for item in items:
            for spot, reason in item.out.items():
                if spot not in counted and found.get(spot, UNMET) == UNMET:
                    found[spot] = reason
        return found

    def _sheets(self) -> tuple[Sheet, ...]:
        return tuple(
            Sheet(
                file, sheet, {name: found[name] for name in _COUNTS if found.get(name) is not None},
                tuple(found.get("quarantined_rows", ())), tuple(found.get("duplicate_rows", ())),
            )
            for (file, sheet), found in self.sheets.items()
        )  # fmt: skip

    def _corrections(self, counted: frozenset[Spot]) -> tuple[Mapping[str, Any], ...]:
        """The corrections of the table's rows, and whether the row counts; of a form, in which a row is no record, all do."""
        return tuple(
            {**facts, "counted": self.table.kind == "form" or (facts["file"], facts["sheet"], facts["row"]) in counted}
            for facts in self.account["corrections"] if (facts["file"], facts["sheet"]) in self.sheets
        )  # fmt: skip

    def _failures(self, counted: frozenset[Spot]) -> tuple[Failure, ...]:
        failed = [outcome for outcome in self.checks["outcomes"] if outcome["outcome"] == "fail"]
        across = self._balances() if any(_is_balance(outcome) for outcome in failed) else set()
        found = []
        for outcome in failed:
            if outcome["table"] == self.table.table or outcome["rule"] in across:
                spots = {(row["file"], row["sheet"], _number(row)) for row in outcome["rows"]}
                found.append(Failure(
                    outcome["rule"], Words(**outcome["says"]), outcome["severity"], outcome["failed"], bool(outcome["waiver"]),
                    Words(**outcome["note"]) if outcome["note"] else None, self._found(spots & counted),
                ))  # fmt: skip
        return tuple(found)

    def _balances(self) -> set[str]:
        """The balances across tables that speak of this one."""
        place = self.work.workspace
        rules = balances_of(place, tables_of(place, self.work.office))
        return {rule.id for rule in rules if self.table.table in _tables_in(rule.balance or "", rule.id)}


def _part(table: Table, figure: Figure, label: str) -> tuple[Words, Part]:
    """The breakdown that has a part of this label or key, and the part; `Figures.named` has seen that there is one."""
    ((way, key),) = {
        (way, part.key) for way, parts in figure.by.items() for part in parts if label in (part.key, part.label.zh, part.label.en)
    }
    column, by_month = table.figures[figure.name.partition(".")[2]].breakdowns()[way]
    title = table.columns[column].title if column in table.columns else Words(zh=column)
    month = Words(zh=f"{title.zh}的月份", en=f"month of {title.of('en')}")
    return month if by_month else title, Part(column, by_month, key)


def _is_balance(outcome: Mapping[str, Any]) -> bool:
    return outcome["table"] is None and outcome["rule"].startswith("balances.")


def _tables_in(balance: str, rule: str) -> set[str]:
    found = parse_balance(balance, "balances", rule)
    return {term.name.partition(".")[0] for term in found.left.terms + found.right.terms if term.scope != "office"}


def _number(row: Mapping[str, Any]) -> int:
    """The record's number in its sheet: its row, or in a form its column."""
    return number_of(row["column"]) if row.get("column") else row["row"]


def _heading(item: Item, named: bool) -> Words:
    thing = ADDED_UP if any(found.cells for found in item.found) else COUNTED
    if not named:
        return thing
    return Words(zh=f"{item.label.zh}：{thing.zh}", en=f"{item.label.of('en')}: {thing.en.lower()}")


def _absent(table: Table, names: list[str]) -> Words:
    columns = [table.columns[name] for name in names]
    return Words(
        zh="导出文件没有" + "、".join(f"“{column.zh}”" for column in columns) + "一列",
        en="the export has no column " + ", ".join(f"“{column.en or column.zh}”" for column in columns),
    )


def _total(items: Iterable[Item]) -> Decimal | None:
    values = [(item.sign, item.amount.value) for item in items]
    if any(value is None for _, value in values):
        return None
    return sum((sign * Decimal(str(value)) for sign, value in values), Decimal(0))


def same(one: Any, other: Any) -> bool:
    """Whether two numbers are one: files hold them as the nearest float."""
    if one is None or other is None:
        return one is other
    return isclose(float(one), float(other), rel_tol=1e-9, abs_tol=1e-9)
