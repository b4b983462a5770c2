"""The figures that the check step has left for the review, which computes none itself."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from nianbao.errors import WrongParameter
from nianbao.figures import Figure, Part, read_figures
from nianbao.tables import read_table, table_files
from nianbao.words import Words, listed
from nianbao.work import Work

WHERE = "3_review"


def figure_of(work: Work, name: str) -> Figure:
    """The figure of that name. Raises MissingStep, UnknownFigure."""
    return read_figures(work.checked / "figures.json").named(name, WHERE)


def parts_of(figure: Figure, by: str) -> tuple[Part, ...]:
    """The parts of one breakdown. Raises WrongParameter where the figure has no such breakdown."""
    if by not in figure.by:
        ways = Words(zh=listed(figure.by, "zh"), en=listed(figure.by, "en"))
        expected = Words(zh=f"{figure.name} 的分类之一（{ways.zh}）", en=f"a breakdown of {figure.name} ({ways.en})")
        raise WrongParameter(name="by", expected=expected, got=repr(by), kind=type(by).__name__)
    return figure.by[by]


def breakdown_name(work: Work, figure: Figure, by: str) -> str:
    """What a breakdown goes by, as the table calls its column: 信访形式, channel."""
    if by == "month":
        return Words(zh="月份", en="month").of(work.lang)
    path = table_files(work.workspace)[figure.table]
    return _titles(path, path.stat().st_mtime_ns)[by].of(work.lang)


@cache
def _titles(path: Path, changed: int) -> dict[str, Words]:
    return {name: column.title for name, column in read_table(path).columns.items()}
