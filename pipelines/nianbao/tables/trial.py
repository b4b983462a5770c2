"""Figures on trial: a table with a few more, which stand in no file yet."""

from __future__ import annotations

from pathlib import Path

from pydantic import RootModel

from nianbao import yamlfile
from nianbao.errors import BadYaml
from nianbao.tables.catalogue import read_table
from nianbao.tables.model import Measure, Name, Table
from nianbao.tables.verify import Verifier
from nianbao.words import Words


class _Figures(RootModel[dict[Name, Measure]]):
    """What stands below `figures:`."""


def with_figures(file: Path, text: str, called: str) -> tuple[Table, list[str]]:
    """The table of the file with the figures of `text`, lines as they stand below `figures:`, and the names of those.

    Raises BadYaml, BadCondition, BadExpression, which call the text `called`.
    """
    path = Path(called)
    own = yamlfile.parse_text(text, path)
    if not isinstance(own, dict) or not own:
        problem = Words(zh="应有一项数据，如 slow: {label: …, count: …}", en="a figure is expected, such as slow: {label: …, count: …}")
        raise BadYaml(file=called, line=1, problem=problem)
    found = yamlfile.validate(own, _Figures, path).root
    lines = yamlfile.Map(figures=own)  # where the table would have them
    lines.line, lines.lines = 0, {}
    table = read_table(file)
    table = table.model_copy(update={"figures": table.figures | found})
    Verifier(table, path, lines).verify()
    return table, [f"{table.table}.{name}" for name in found]
