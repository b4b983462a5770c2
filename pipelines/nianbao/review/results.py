"""What the steps before have left for the review: figures.json, checks.json, clean.json. The review computes none of it."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from nianbao.errors import MissingStep, WrongParameter
from nianbao.figures import Figure, Part, read_figures
from nianbao.tables import read_table, table_files
from nianbao.words import Words, listed
from nianbao.work import Work

Facts = dict[str, Any]
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


def checks_of(work: Work) -> Facts:
    """checks.json. Raises MissingStep."""
    return _read(work.checked / "checks.json", "nianbao check")


def cleaning_of(work: Work) -> Facts:
    """clean.json. Raises MissingStep."""
    return _read(work.clean / "clean.json", "nianbao clean")


@cache
def _titles(path: Path, changed: int) -> dict[str, Words]:
    return {name: column.title for name, column in read_table(path).columns.items()}


def _read(path: Path, step: str) -> Facts:
    if not path.exists():
        raise MissingStep(file=path, step=step)
    return dict(json.loads(path.read_text("utf-8")))
