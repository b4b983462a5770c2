"""The figures that the check step has left for the review, which computes none itself."""

from __future__ import annotations

from nianbao.errors import WrongParameter
from nianbao.figures import Figure, Part, public_figures
from nianbao.tables import Table, read_table, table_files
from nianbao.words import Words, listed
from nianbao.work import Work

WHERE = "3_review"


def figure_of(work: Work, name: str) -> Figure:
    """The figure of that name. Raises MissingStep, UnknownFigure."""
    return public_figures(work).named(name, WHERE)


def parts_of(figure: Figure, by: str) -> tuple[Part, ...]:
    """The parts of one breakdown. Raises WrongParameter where the figure has no such breakdown."""
    if by not in figure.by:
        ways = Words(zh=listed(figure.by, "zh"), en=listed(figure.by, "en"))
        expected = Words(zh=f"{figure.name} 的分类之一（{ways.zh}）", en=f"a breakdown of {figure.name} ({ways.en})")
        raise WrongParameter(name="by", expected=expected, got=repr(by), kind=type(by).__name__)
    return figure.by[by]


def cannot_break_down(work: Work, figure: Figure, by: str) -> bool:
    """Whether the table has this breakdown and the year's files lack the column for it."""
    table = _table(work, figure)
    measure = table.figures.get(figure.name.partition(".")[2])
    return measure is not None and by in measure.breakdowns() and by not in figure.by


def lacks_a_breakdown(work: Work, figure: Figure) -> bool:
    """Whether any breakdown of the figure is missing for want of a column."""
    measure = _table(work, figure).figures.get(figure.name.partition(".")[2])
    return measure is not None and any(by not in figure.by for by in measure.breakdowns())


def breakdown_name(work: Work, figure: Figure, by: str) -> str:
    """What a breakdown goes by, as the table calls its column: 信访形式, channel."""
    if by == "month":
        return Words(zh="月份", en="month").of(work.lang)
    return _table(work, figure).columns[by].title.of(work.lang)


def _table(work: Work, figure: Figure) -> Table:
    return read_table(table_files(work.workspace)[figure.table])
