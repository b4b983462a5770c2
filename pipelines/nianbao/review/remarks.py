"""What who writes a text is told beside it: figures that are unknown, unfilled or stale. The review holds none of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from markupsafe import Markup

from nianbao.errors import BadVariant, UnknownFigure, UnknownFormat
from nianbao.figures import Figures, public_figures
from nianbao.markup import element, items
from nianbao.review.kept import table_state
from nianbao.review.sections import can_be_told, own_text
from nianbao.review.slots import SLOT, facts_of, names, printed
from nianbao.review.staleness import EVERY, stale
from nianbao.review.variants import chosen
from nianbao.words import Words, listed
from nianbao.work import Work

Kind = Literal["wrong", "unfilled", "stale", "replaced"]

_STYLE = Markup('<div style="border-left: 3px solid #c77700; padding-left: .8em; color: inherit">{}</div>')


@dataclass(frozen=True)
class Remark:
    """One thing to know of a text; `wrong` stops a run."""

    kind: Kind
    words: Words


def aside(remarks: Sequence[Remark]) -> Markup:
    """The remarks as a list, in the language of messages."""
    return _STYLE.format(items(element("span", str(remark.words)) for remark in remarks))


def remarks(work: Work, name: str, text: str, where: str, cell: bool) -> list[Remark]:
    """All there is to say of a section's text: what is wrong first. Raises MissingStep.

    `cell`: the text is a notebook's, which leaves out a paragraph that the year cannot tell.
    """
    figures = public_figures(work)
    return [*wrong(work, figures, text, where), *_unfilled(work, name, text, cell), *_stale(work, figures, text)]


def wrong(work: Work, figures: Figures, text: str, where: str) -> list[Remark]:
    """What no run would take: unknown figures with the nearest name, unknown formats, variants without a match."""
    found: dict[Words, None] = {}
    for error in _errors(work, figures, text, where):
        found[Words(zh=error.say("zh"), en=error.say("en"))] = None
    return [Remark("wrong", words) for words in found]


def replaced(work: Work, name: str) -> list[Remark]:
    """That the office's own text stands in for the cell, so that what is edited there shows nowhere."""
    own = own_text(work, name)
    if own is None:
        return []
    zh = f"这里显示的是单位自己的 text/{own.name}，它代替本单元格；改它用 %text {work.lang} {name}。"
    en = f"This is the office's own text/{own.name}, which stands in for this cell; %text {work.lang} {name} edits it."
    return [Remark("replaced", Words(zh=zh, en=en))]


def legible(work: Work, figures: Figures, text: str, where: str) -> str:
    """The text with every slot that is wrong shown as it was written, so that the rest can be resolved."""

    def shown(slot: re.Match[str]) -> str:
        return f"`｛｛{slot[0][2:-2]}｝｝`" if any(_of_slot(work, figures, slot, where)) else slot[0]

    return SLOT.sub(shown, text)


def _errors(work: Work, figures: Figures, text: str, where: str) -> Iterator[UnknownFigure | UnknownFormat | BadVariant]:
    for slot in SLOT.finditer(text):
        yield from _of_slot(work, figures, slot, where)
    try:
        chosen(figures, text, where)
    except BadVariant as error:
        yield error
    except UnknownFigure:
        pass  # its slot has said so


def _of_slot(work: Work, figures: Figures, slot: re.Match[str], where: str) -> Iterator[UnknownFigure | UnknownFormat]:
    name = slot[1].lstrip("? ")
    if name in (":", "/"):
        return
    try:
        printed(work, figures, name, slot[2] or None, where)
    except (UnknownFigure, UnknownFormat) as error:
        yield error


def _unfilled(work: Work, name: str, text: str, cell: bool) -> Iterator[Remark]:
    """A section without records is told as a whole, else the figures that the year cannot tell."""
    if cell and table_state(work, name) in ("no records", "not kept"):
        zh, en = f"今年没有 {name} 的记录，这一节不进入年报。", f"There are no records of {name} this year, so the review leaves this section out."
        yield Remark("unfilled", Words(zh=zh, en=en))
        return
    found = [figure for figure in _named(work, text) if not can_be_told(work, figure)]
    if found and cell:
        zh, en = "没有数值，所在的段落不进入年报：{}。", "No value, so the review leaves the paragraph out: {}."
    else:
        zh, en = "没有数值，印作“无可计算”或“无数据”：{}。", "No value, printed as “nothing to compute” or “no data”: {}."
    if found:
        yield Remark("unfilled", Words(zh=zh.format(listed(found, "zh")), en=en.format(listed(found, "en"))))


def _stale(work: Work, figures: Figures, text: str) -> Iterator[Remark]:
    """What has changed under the figures that the text names, with the command that makes them anew."""
    changed = stale(work)
    known = [figure for figure in _named(work, text) if figure in figures]
    tables = dict.fromkeys(figures[figure].table for figure in known)
    whys = [*changed.get(EVERY, ()), *(why for table in tables for why in changed.get(table, ()))]
    old = known if changed.get(EVERY) else [figure for figure in known if figures[figure].table in changed]
    if old:
        run = f"nianbao run {work.office.id} {work.year} --force"
        zh, en = (listed([why.of(lang) for why in whys], lang) for lang in ("zh", "en"))
        told = Words(
            zh=f"{listed(old, 'zh')} 可能已经过时：{zh}。先运行 {run}。", en=f"{listed(old, 'en')} may be stale: {en}. Run {run} first."
        )
        yield Remark("stale", told)


def _named(work: Work, text: str) -> list[str]:
    return [name for name in dict.fromkeys(names(text)) if name not in facts_of(work)]
