"""%%prose: the review's text, with figures by name.

    %%prose zh petitions
    ## 信访工作
    {{year}}年办结信访件{{petitions.closed}}件，办结率{{petitions.closing_rate}}。

A figure that is none reads in words: {{?petitions.withdrawn}}撤回{{petitions.withdrawn}}件{{:}}没有撤回的{{/}} (review.variants).

The cell shows the resolved text, and what it shows is what gets published. Each printed figure is marked with its
name. The office's own `text/petitions.md` (`text/petitions.en.md` in English) stands in for the cell, and is written the same way:
`%text zh petitions` puts it into a cell `%%text zh petitions`, which saves it when it is run.

Tab completes what stands in the braces (review.completing). Below the text who writes it is told what is wrong with it
(review.remarks); no review prints that.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace

from nianbao.errors import BadSection, MissingStep, NianbaoError
from nianbao.figures import public_figures
from nianbao.folders import put
from nianbao.markup import joined
from nianbao.review.block import Aside, Block
from nianbao.review.completing import complete
from nianbao.review.own import read_own
from nianbao.review.remarks import Remark, aside, legible, remarks, replaced, wrong
from nianbao.review.sections import block, own_names, own_text, section, text_file
from nianbao.words import Words
from nianbao.work import Work

_LINE = re.compile(r"^(zh|en)\s+([a-z0-9][a-z0-9_-]*)$")


@dataclass
class Writing:
    """The year that %%prose cells of this kernel write about, and the sections they have claimed."""

    work: Work | None = None
    claimed: set[str] = field(default_factory=set)


_writing = Writing()


def begin(work: Work) -> None:
    """From here on %%prose and %%text cells of this kernel write about `work`. Outside a kernel it does nothing."""
    from IPython import get_ipython

    shell = get_ipython()
    if shell is None:
        return
    _writing.work, _writing.claimed = work, set()
    shell.register_magic_function(_prose, "cell", "prose")
    shell.register_magic_function(_text, "line_cell", "text")
    complete(shell, work)


def added_sections(work: Work) -> list[Block]:
    """The office's own text/<section>.md that no cell has claimed, by name."""
    names = sorted(name for name in own_names(work) if name not in _writing.claimed)
    return [found for name in names if (found := section(work, name, ""))]


def preview(work: Work, name: str) -> Aside:
    """The office's own text of a section as the review will show it, and what is wrong with it; no review prints the preview.

    Raises MissingStep where there is no such file, or no figures.
    """
    own = own_text(work, name)
    if own is None:
        raise MissingStep(file=text_file(work, name), step=f"%text {work.lang} {name}")
    return _aside(work, name, read_own(own), f"text/{own.name}", cell=False)


def _prose(line: str, cell: str) -> None:
    work, lang, name = _asked("%%prose", line)
    _writing.claimed.add(name)
    where = f"3_review %%prose {name}"
    if lang != work.lang:  # it shows nothing in this review, and must be right in the other
        _show(wrong(replace(work, lang=lang), public_figures(work), cell, where))
        return
    own = own_text(work, name)
    text, where = (read_own(own), f"text/{own.name}") if own else (cell, where)
    try:
        found = section(work, name, cell)
    except NianbaoError:
        _display(_aside(work, name, text, where, cell=own is None))
        raise
    if found:
        _display(found)
    _show([*replaced(work, name), *remarks(work, name, text, where, cell=own is None)])


def _text(line: str, cell: str | None = None) -> None:
    """`%%text zh petitions` saves the cell as the office's own text of the section and shows it; `%text zh petitions` puts
    that text, or for want of one a heading, into such a cell."""
    from IPython import get_ipython

    work, lang, name = _asked("%text" if cell is None else "%%text", line)
    work = replace(work, lang=lang)
    path = text_file(work, name)
    if cell is not None:
        put(path, f"{cell.strip()}\n".encode())
    else:
        text = read_own(path).strip() if path.is_file() else f"### {name}"
        get_ipython().set_next_input(f"%%text {lang} {name}\n{text}", replace=True)
    if path.is_file():
        _display(preview(work, name))


def _asked(magic: str, line: str) -> tuple[Work, str, str]:
    """The year, the language and the section that a cell's first line names."""
    found = _LINE.match(line.strip())
    if not found:
        raise BadSection(where=magic, got=line.strip())
    if _writing.work is None:
        raise MissingStep(file=Words(zh="打开的年份 work", en="work, the opened year,"), step="nianbao.open(office, year)")
    return _writing.work, found[1], found[2]


def _aside(work: Work, name: str, text: str, where: str, cell: bool) -> Aside:
    """The text with what is wrong in it left as it was written, and the remarks on it."""
    told, html = remarks(work, name, text, where, cell), []
    with suppress(NianbaoError):  # variants without a match: there is no telling what to show
        html.append(block(work, name, legible(work, public_figures(work), text, where), where).html)
    return Aside(joined([*html, *([aside(told)] if told else [])]))


def _show(told: Sequence[Remark]) -> None:
    if told:
        _display(Aside(aside(told)))


def _display(shown: Block | Aside) -> None:
    from IPython.display import display

    display(shown)
