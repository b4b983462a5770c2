"""%%prose: the review's text, with figures by name.

    %%prose zh petitions
    ## 信访工作
    {{year}}年办结信访件{{petitions.closed}}件，办结率{{petitions.closing_rate}}。

A figure that is none reads in words: {{?petitions.withdrawn}}撤回{{petitions.withdrawn}}件{{:}}没有撤回的{{/}} (review.variants).

The cell shows the resolved text, and what it shows is what gets published. Each printed figure is marked with its
name. The office's own `text/petitions.md` (`text/petitions.en.md` in English) stands in for the cell.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from typing import Any

from markupsafe import Markup

from nianbao.errors import BadSection, MissingStep, NianbaoError, UnknownFigure
from nianbao.figures import Figures, public_figures
from nianbao.review.block import Block
from nianbao.review.kept import table_state
from nianbao.review.marks import mark, numbered
from nianbao.review.results import lacks_a_breakdown
from nianbao.review.variants import chosen
from nianbao.work import Work

_SLOT = re.compile(r"\{\{\s*([^{}|]+?)\s*(?:\|\s*([^{}|]*?)\s*)?\}\}")
_LINE = re.compile(r"^(zh|en)\s+([a-z0-9][a-z0-9_-]*)$")
# Emphasis beside Chinese fails in Markdown where a figure ends in "%": a plain word stands in until it is rendered.
_TOKEN = "figurex{}xerugif"
_TOKENS = re.compile(
    r"figurex(\d+)xerugif(人次|户次|万元|亿元|小时|个百分点|[年月日天件起次人名户个项条处场份篇元分])?"
)


@dataclass
class Writing:
    """The year that %%prose cells of this kernel write about, and the sections they have claimed."""

    work: Work | None = None
    claimed: set[str] = field(default_factory=set)


_writing = Writing()


def begin(work: Work) -> None:
    """From here on %%prose cells of this kernel write about `work`. Outside a kernel it does nothing."""
    from IPython import get_ipython

    shell = get_ipython()
    if shell is None:
        return
    _writing.work, _writing.claimed = work, set()
    shell.register_magic_function(_prose, "cell", "prose")
    shell.set_custom_exc((NianbaoError,), _show_sentence)


def section(work: Work, name: str, text: str) -> Block | None:
    """The section's resolved text, as the office's own file or else the cell has it.

    Of a cell's text the paragraphs are left out that speak of tables without records this year; None where nothing is
    left. Raises UnknownFigure, UnknownFormat, MissingStep.
    """
    own = own_text(work, name)
    if own:
        return _block(work, name, own.read_text("utf-8-sig"), f"text/{own.name}")
    if table_state(work, name) in ("no records", "not kept") or not (text := _with_records(work, text)):
        return None
    return _block(work, name, text, f"3_review %%prose {name}")


def added_sections(work: Work) -> list[Block]:
    """The office's own text/<section>.md that no cell has claimed, by name."""
    names = sorted(name for name in _own_names(work) if name not in _writing.claimed)
    return [block for name in names if (block := section(work, name, ""))]


def own_text(work: Work, name: str) -> Path | None:
    """The office's own file for a section in the language of the work, if there is one."""
    path = work.raw / "text" / f"{name}{'' if work.lang == 'zh' else '.' + work.lang}.md"
    return path if path.is_file() else None


def resolve(work: Work, figures: Figures, text: str, where: str) -> str:
    """The Markdown as HTML, each `{{figure|format}}` replaced by the figure, marked with its name, its unit kept beside it."""
    import mistune

    marks: list[Markup] = []

    def token(slot: re.Match[str]) -> str:
        marks.append(_mark(work, figures, slot[1], slot[2] or None, where))
        return _TOKEN.format(len(marks) - 1)

    markdown = mistune.create_markdown(escape=True, plugins=["table"])
    html = str(markdown(_SLOT.sub(token, chosen(figures, text, where))))
    return _TOKENS.sub(lambda found: str(numbered(marks[int(found[1])], found[2] or "")), html)


def _block(work: Work, name: str, text: str, where: str) -> Block:
    figures = public_figures(work)
    html = resolve(work, figures, text, where)
    return Block(Markup('<section data-section="{}" lang="{}">{}</section>').format(name, work.lang, Markup(html)))


def _mark(work: Work, figures: Figures, name: str, form: str | None, where: str) -> Markup:
    facts = {"year": str(work.year), "office": work.office.name.of(work.lang), "as_of": _day(work)}
    if name in facts:
        return Markup(escape(facts[name]))
    try:
        figure = figures.named(name, where)
    except UnknownFigure as error:
        if not error.facts.get("near"):
            error.facts["near"] = next((fact for fact in facts if fact.startswith(name[:2])), None)
        raise
    return mark(figure, work.lang, form=form, where=where, sentence=True)


def _can_be_told(work: Work, name: str) -> bool:
    """Whether the year's records can give the figure; an unknown name is left to be found out where it is printed."""
    whole, colon, _ = (part.strip() for part in name.partition(":"))
    if table_state(work, whole.partition(".")[0]) in ("not kept", "no records"):
        return False
    figures = public_figures(work)
    if whole in figures and figures[whole].value is None and not figures[whole].amount.hidden:
        return False
    return not colon or name in figures or whole not in figures or not lacks_a_breakdown(work, figures[whole])


def _day(work: Work) -> str:
    day = work.as_of
    return f"{day.year}年{day.month}月{day.day}日" if work.lang == "zh" else f"{day.day} {day:%B} {day.year}"


def _with_records(work: Work, text: str) -> str:
    """The text without the paragraphs that name a figure of a table without records, or a part of a breakdown whose
    column the files lack; empty where only headings stay."""
    paragraphs = re.split(r"\n\s*\n", text.strip())
    kept = [paragraph for paragraph in paragraphs if all(_can_be_told(work, name) for name in _names(paragraph))]
    return "\n\n".join(kept) if any(not paragraph.startswith("#") or "\n" in paragraph for paragraph in kept) else ""


def _names(paragraph: str) -> list[str]:
    """The figures that a paragraph names, those that choose a variant too."""
    return [name for slot in _SLOT.finditer(paragraph) if (name := slot[1].lstrip("? ")) not in (":", "/")]


def _own_names(work: Work) -> Iterator[str]:
    suffix = ".md" if work.lang == "zh" else f".{work.lang}.md"
    for path in sorted((work.raw / "text").glob(f"*{suffix}")):
        name = path.name.removesuffix(suffix)
        if "." not in name:
            yield name


def _prose(line: str, cell: str) -> None:
    from IPython.display import display

    found = _LINE.match(line.strip())
    if not found:
        raise BadSection(where="%%prose", got=line.strip())
    if _writing.work is None:
        raise MissingStep(file="work", step="nianbao.open(office, year)")
    lang, name = found.groups()
    _writing.claimed.add(name)
    if lang == _writing.work.lang and (block := section(_writing.work, name, cell)):
        display(block)


def _show_sentence(shell: Any, kind: type, error: BaseException, traceback: Any, tb_offset: int | None = None) -> list[str]:
    """A user's mistake shows as its sentence, without our traceback."""
    lines = [str(error)]
    shell._showtraceback(kind, error, lines)
    return lines
