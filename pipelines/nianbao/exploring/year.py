"""The year that `nianbao.open` gives: what every step takes, and what an analyst looks at."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, fields, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from nianbao.errors import MissingStep, NianbaoError, NoRecordsOfTable
from nianbao.exploring.book import Shown
from nianbao.exploring.checks import Checks
from nianbao.exploring.figures import Figures, parts_by
from nianbao.exploring.quarantine import Quarantine
from nianbao.exploring.tables import Tables
from nianbao.exploring.trial import Trial
from nianbao.markup import Cell, Column, Row, element, table
from nianbao.office import Workspace
from nianbao.words import said
from nianbao.work import Work, open_work

if TYPE_CHECKING:
    import pandas as pd

    from nianbao.explaining import Explanation
    from nianbao.review.block import Block


# The colours of a notebook's own theme, dark or light, where it names them; else those of the review.
_COLOURS = (
    "--chart-ink:var(--jp-content-font-color1,#0b0c0d);--chart-this:var(--jp-brand-color1,#12436d);"
    "--chart-before:var(--jp-border-color0,#bfbfbf)"
)


@dataclass(frozen=True, repr=False)
class Year(Shown, Work):
    """One office's year, opened: all that a `Work` is, so that every step takes it, with its results at hand.

    >>> sorted(year.tables)
    ['penalties', 'petitions']
    >>> year.figures["petitions.closed"].value
    427
    >>> len(year.quarantine)
    1
    >>> year.before.year
    2022

    Nothing is read before it is asked for, and then anew: after a step has run, the same `year` shows what it left.
    """

    # Attributes and no properties: Tab looks into no property for the names in `year.tables["…`.
    tables: Tables = field(init=False, compare=False)
    figures: Figures = field(init=False, compare=False)
    checks: Checks = field(init=False, compare=False)
    quarantine: Quarantine = field(init=False, compare=False)
    _beside: Path | None = field(init=False, compare=False, default=None)

    def __post_init__(self) -> None:
        for name, kind in (("tables", Tables), ("figures", Figures), ("checks", Checks), ("quarantine", Quarantine)):
            object.__setattr__(self, name, kind(self))

    @property
    def before(self) -> Year | None:
        """The same office's year before, opened the same way and judged a year earlier; None where it has no raw folder.

        Where its own clean step has not run, its tables are those that this year's left for comparison.
        """
        earlier = super().before
        if earlier is None:
            return None
        found = _opened(earlier)
        object.__setattr__(found, "_beside", self.clean / "before")
        return found

    @property
    def neighbours(self) -> list[Year]:
        """The same year of the workspace's other offices of the same level, of those with raw files of it and an office.yml that can be read."""
        level = self.office.file.level
        others = [other for other in self.workspace.read()[0].values() if level and other.file.level == level and other.id != self.office.id]
        return [
            Year(self.workspace, other, self.year, self.start, self.end, self.as_of, self.lang) for other in others if self.year in other.years
        ]

    @property
    def records_folder(self) -> Path:
        """Where its clean tables lie."""
        beside = self._beside
        own = (self.clean / "clean.json").exists()
        return self.clean if own or beside is None or not (beside / "clean.json").exists() else beside

    def explain(self, name: str) -> Explanation:
        """Which rows make up the figure of that name, or the part of a breakdown (`penalties.cases: 非法焚烧`), and which do not.

        >>> print(year.explain("petitions.closing_rate").text().splitlines()[0])
        信访件 › 办结率（petitions.closing_rate）

        Raises NoOwnRecords, MissingStep, UnknownFigure with the nearest name, StaleChecks.
        """
        from nianbao.explaining import explain

        return explain(self, name)

    def trial(self, table: str, text: str) -> Trial:
        """Figures of one's own, tried on the year's records before they stand in any file; `text` as below `figures:` in the table's YAML.

        >>> year.trial("petitions", "slow: {label: 办得久的信访件, count: days_to_close > 45}")["petitions.slow"]
        办得久的信访件 61，上年 66，比上年减少5

        Raises MissingStep, NoSuchTable, BadYaml, BadCondition, BadExpression.
        """
        return Trial(self, table, text)

    def chart(self, name: str, by: str | None = None) -> Block:
        """The figure by category or by month (`by="month"`), as the review draws it; without `by` by its first breakdown.

        Small numbers are hidden in it as in the review: it may be shown to others. Raises MissingStep, UnknownFigure with the nearest
        name, WrongParameter where there is no such breakdown, NoRecordsOfTable.

        >>> year.chart("petitions.received", by="channel")._repr_mimebundle_()["text/plain"].splitlines()[0]
        '收到信访件413件，来电最多，为170件'
        """
        from nianbao.figures import public_figures
        from nianbao.review import bars, months
        from nianbao.tables import read_table, table_files

        figure = self.figures[name].figure
        shown = public_figures(self).named(figure.whole_name, "year.chart")
        way = by if by is not None else next(iter(shown.by), "month")
        parts_by(shown, way)
        made = months(self, shown.name) if way == "month" else bars(self, shown.name, way)
        if made is None:
            kind = read_table(table_files(self.workspace)[shown.table])
            raise NoRecordsOfTable(table=kind.title, year=self.year, folder=self.raw, files=list(kind.files))
        return replace(made, html=Markup('<div style="{}">{}</div>').format(_COLOURS, made.html))

    def beside(self, *names: str) -> pd.DataFrame:
        """This office and its neighbours, a row each, the figures as each prints them; “—” where one has none or has not run yet.

        >>> year.beside("petitions.closed", "petitions.closing_rate")
                单位 办结信访件（件）  办结率
        0  某镇      427  100%

        Raises MissingStep, UnknownFigure with the nearest name.
        """
        import pandas as pd

        from nianbao.figures import public_figures
        from nianbao.review.telling import labelled, number

        own = {name: self.figures[name].figure for name in names}
        lines = []
        for one in (self, *self.neighbours):
            try:
                found = public_figures(one)
            except MissingStep:
                found = {}
            told = {labelled(own[name], self.lang): number(found[name], found[name].amount, self.lang) if name in found else "—" for name in names}
            lines.append({said(self.lang, "单位", "office"): one.office.name.of(self.lang)} | told)
        return pd.DataFrame(lines)

    def _html(self) -> Markup:
        lang, before = self.lang, super().before
        rows: list[Row] = [
            [element("code", f".{name}"), _told(told, lang)]
            for name, told in (
                ("tables", self._told_tables), ("quarantine", self._told_quarantine), ("figures", self._told_figures), ("checks", self._told_checks),
            )
        ]  # fmt: skip
        rows.append([element("code", ".before"), str(before.year) if before else said(lang, "没有上一年的文件夹", "no folder of the year before")])
        name = self.office.name.of(lang)
        caption = said(lang, f"{name}，{self.year}年，截至{self.as_of}", f"{name}, {self.year}, as of {self.as_of}")
        return table(caption, [Column(said(lang, "看什么", "What")), Column(said(lang, "有什么", "There is"))], rows)

    def _told_tables(self) -> Cell:
        frame = self.tables.frame
        total = int(frame["rows"].sum()) if len(frame) else 0
        return said(self.lang, f"{len(frame)}张表，{total:,}条记录", f"{len(frame)} tables, {total:,} records")

    def _told_quarantine(self) -> Cell:
        rows, again = len(self.quarantine), len(self.quarantine.duplicates)
        return said(self.lang, f"没有读进表的{rows}行，完全重复的{again}行", f"{rows} rows that could not be read, {again} exact duplicates")

    def _told_figures(self) -> Cell:
        return said(self.lang, f"{len(self.figures)}项数据", f"{len(self.figures)} figures")

    def _told_checks(self) -> Cell:
        from nianbao.checking import verdict
        from nianbao.exploring.checks import checks_of

        return verdict(checks_of(self), self.lang)


def open_year(
    office: str, year: int, as_of: str | date | None = None, lang: str = "zh", draft: bool = False,
    workspace: str | Path | Workspace | None = None, engine: str = "gx",
) -> Year:  # fmt: skip
    """The office's year, opened; every parameter is checked first, as `open_work` does and with its errors."""
    return _opened(open_work(office, year, as_of, lang, draft, workspace, engine))


def _opened(work: Work) -> Year:
    return Year(**{one.name: getattr(work, one.name) for one in fields(Work)})


def _told(told: Callable[[], Any], lang: str) -> Cell:
    """What there is, or why it cannot be told yet."""
    try:
        return told()
    except NianbaoError as error:
        return error.say(lang)
