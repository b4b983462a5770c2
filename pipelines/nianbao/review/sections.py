"""A section's text, as the office's own file or else the notebook's cell has it, and which of it the year can tell."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from markupsafe import Markup

from nianbao.figures import public_figures
from nianbao.folders import own_file
from nianbao.review.block import Block
from nianbao.review.kept import table_state
from nianbao.review.own import read_own
from nianbao.review.results import lacks_a_breakdown
from nianbao.review.slots import names, resolve
from nianbao.work import Work


def section(work: Work, name: str, text: str) -> Block | None:
    """The section's resolved text, as the office's own file or else the cell has it.

    Of a cell's text the paragraphs are left out that speak of tables without records this year; None where nothing is
    left. Raises UnknownFigure, UnknownFormat, MissingStep.
    """
    own = own_text(work, name)
    if own:
        return block(work, name, read_own(own), f"text/{own.name}")
    if table_state(work, name) in ("no records", "not kept") or not (text := _with_records(work, text)):
        return None
    return block(work, name, text, f"3_review %%prose {name}")


def block(work: Work, name: str, text: str, where: str) -> Block:
    """The text as the section of that name, all of it. Raises UnknownFigure, UnknownFormat, BadVariant, MissingStep."""
    html = resolve(work, public_figures(work), text, where)
    return Block(Markup('<section data-section="{}" lang="{}">{}</section>').format(name, work.lang, Markup(html)))


def text_file(work: Work, name: str) -> Path:
    """Where the office's own text of a section stands, or would, in the language of the work."""
    return work.raw / "text" / f"{name}{_suffix(work)}"


def own_text(work: Work, name: str) -> Path | None:
    """The office's own file for a section in the language of the work, if there is one. Raises LeadsOutside."""
    path = own_file(text_file(work, name), work.raw)
    return path if path.is_file() else None


def own_names(work: Work) -> Iterator[str]:
    """The sections that the office has a text of its own for, by name."""
    for path in sorted((work.raw / "text").glob(f"*{_suffix(work)}")):
        name = path.name.removesuffix(_suffix(work))
        if "." not in name:
            yield name


def can_be_told(work: Work, name: str) -> bool:
    """Whether the year's records can give the figure; an unknown name is left to be found out where it is printed."""
    whole, colon, _ = (part.strip() for part in name.partition(":"))
    if table_state(work, whole.partition(".")[0]) in ("not kept", "no records"):
        return False
    figures = public_figures(work)
    if whole in figures and figures[whole].value is None and not figures[whole].amount.hidden:
        return False
    return not colon or name in figures or whole not in figures or not lacks_a_breakdown(work, figures[whole])


def _with_records(work: Work, text: str) -> str:
    """The text without the paragraphs that name a figure of a table without records, or a part of a breakdown whose
    column the files lack; empty where only headings stay."""
    paragraphs = re.split(r"\n\s*\n", text.strip())
    kept = [paragraph for paragraph in paragraphs if all(can_be_told(work, name) for name in names(paragraph))]
    return "\n\n".join(kept) if any(not paragraph.startswith("#") or "\n" in paragraph for paragraph in kept) else ""


def _suffix(work: Work) -> str:
    return ".md" if work.lang == "zh" else f".{work.lang}.md"
