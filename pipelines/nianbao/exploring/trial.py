"""Figures on trial: an analyst's own, computed from the year's clean records before they stand in any file."""

from __future__ import annotations

from textwrap import dedent, indent
from typing import TYPE_CHECKING

from markupsafe import Markup

from nianbao.errors import NoSuchTable
from nianbao.exploring.figures import Figures
from nianbao.figures import Figures as Found
from nianbao.figures import compute
from nianbao.markup import element, joined
from nianbao.tables import table_files, tables_of, with_figures
from nianbao.words import nearest, said

if TYPE_CHECKING:
    from nianbao.exploring.year import Year

WHERE = "year.trial"


class Trial(Figures):
    """What `year.trial` gives: figures by name as in `year.figures`, exact, and the lines that would make them the office's.

    >>> tried = year.trial("petitions", "slow: {label: 办得久的信访件, count: days_to_close > 45}")
    >>> tried["petitions.slow"].value
    61
    >>> print(tried.yaml)
    extends: petitions
    figures:
      slow: {label: 办得久的信访件, count: days_to_close > 45}
    """

    def __init__(self, year: Year, table: str, text: str) -> None:
        """Raises NoSuchTable, BadYaml, BadCondition, BadExpression, MissingStep."""
        super().__init__(year)
        known = tables_of(year.workspace, year.office)
        if table not in known:
            raise NoSuchTable(got=table, known=list(known), near=nearest(str(table), known))
        self.table, self.text = table, dedent(text).strip() + "\n"
        tried, names = with_figures(table_files(year.workspace)[table], self.text, WHERE)
        made = compute(year, {table: tried})
        self._tried = Found(made[name] for name in names)

    @property
    def yaml(self) -> str:
        """The lines for expectations/TABLE.yml of the workspace: the whole file, or, where there is one, what to add to it."""
        return ("" if self._has_file else f"extends: {self.table}\n") + "figures:\n" + indent(self.text, "  ")

    @property
    def _has_file(self) -> bool:
        return (self._year.workspace.root / "expectations" / f"{self.table}.yml").exists()

    def _found(self) -> Found:
        return self._tried

    def _html(self) -> Markup:
        lang, file = self.lang, f"expectations/{self.table}.yml"
        if self._has_file:
            where = said(lang, f"要放进年报：把 figures: 以下几行加进 {file} 的 figures: 下面，再运行一次。", f"For the review: add the lines to figures: in {file}, and run again.")
        else:
            where = said(lang, f"要放进年报：存为 {file}，再运行一次。", f"For the review: save this as {file}, and run again.")
        shown = [self._table(said(lang, "试算，不在年报里", "On trial, in no review"), "")]
        shown += [self[name].by._html() for name in self if self._tried[name].by]
        return joined([*shown, element("p", where), element("pre", self.yaml)])
