"""The overview as a table for a terminal, in which a Chinese character takes two columns."""

from __future__ import annotations

from nianbao.dictionary import columns_of
from nianbao.status.cells import heads, row, summed
from nianbao.status.offices import Overview


def as_table(found: Overview, lang: str) -> str:
    """Heads, a line for each office's year, what cannot be read below, and the sum of it."""
    rows = [heads(found.within, lang), *(row(each, lang) for each in found.standings)]
    widths = [max(columns_of(line[place]) for line in rows) for place in range(len(rows[0]))]
    lines = [_line(line, widths) for line in rows]
    problems = [f"{each.office} {each.year}: {each.problem.of(lang)}" for each in found.standings if each.problem]
    return "\n".join([lines[0], "─" * max(map(columns_of, lines)), *lines[1:], "", *problems, summed(found, lang)]) + "\n"


def _line(cells: list[str], widths: list[int]) -> str:
    return "  ".join(cell + " " * (width - columns_of(cell)) for cell, width in zip(cells, widths, strict=True)).rstrip()
