"""The tables that a review notebook does not speak of: a table that an office has added by YAML has its section too."""

from __future__ import annotations

from collections.abc import Collection

from nianbao.figures import public_figures
from nianbao.markup import element, joined
from nianbao.review.block import Block
from nianbao.review.charts import bars, months
from nianbao.review.kept import table_state
from nianbao.review.tables import comparison
from nianbao.tables import tables_of
from nianbao.work import Work


def other_tables(work: Work, but: Collection[str]) -> Block | None:
    """A section for each table with records that is not in `but`: its figures, and charts of the first with parts.

    None where there is no such table. Raises MissingStep.
    """
    tables = tables_of(work.workspace, work.office)
    names = [name for name in tables if name not in but and table_state(work, name) == "records"]
    sections = [_section(work, name, tables[name].title.of(work.lang)) for name in names]
    return Block(joined(sections)) if sections else None


def _section(work: Work, table: str, title: str) -> str:
    figures = [figure for figure in public_figures(work).values() if figure.table == table]
    blocks = [comparison(work, *(figure.name for figure in figures), caption={"zh": title, "en": title})]
    first = next((figure for figure in figures if figure.by), None)
    for way in first.by if first else ():
        blocks.append(months(work, first.name) if way == "month" else bars(work, first.name, way))
    shown = joined(block.html for block in blocks if block)
    return element("section", joined([element("h3", title), shown]))
