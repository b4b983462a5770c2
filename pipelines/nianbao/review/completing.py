"""Tab in a %%prose or %%text cell: figures behind `{{`, the parts of a breakdown behind `:`, formats behind `|`.

Each is offered with what it is and what it would print, so that a name is chosen by its number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from nianbao.errors import MissingStep
from nianbao.figures import KNOWN_FORMATS, Figure, Figures, public_figures, withheld, written
from nianbao.review.slots import facts_of
from nianbao.words import Words, said
from nianbao.work import Work

IDENTIFIER = "nianbao"
_NOTHING = Words(zh="没有数值", en="no value")
_HEAD = re.compile(r"\s*%%(?:prose|text)[ \t]+(zh|en)[ \t]+(\S+)")
# An open slot at the end of what stands before the cursor; `{{:}}` and `{{/}}` belong to variants.
_OPEN = re.compile(r"\{\{[ \t]*(\?[ \t]*)?(?P<told>[^{}:/][^{}\n]*)?$")


@dataclass(frozen=True)
class Offer:
    """A text that may stand in place of the one that was begun, in a few words what it is, and how else it is called."""

    text: str
    what: str
    label: str = ""


def offers(work: Work, before: str) -> tuple[str, list[Offer]]:
    """What may follow `before`, the cell up to the cursor: the text that was begun, and what may stand in its place.

    Nothing outside braces, or in a cell of another kind. Raises MissingStep.
    """
    head, slot = _HEAD.match(before), _OPEN.search(before)
    if not head or not slot:
        return "", []
    work, told, figures = replace(work, lang=head[1]), slot["told"] or "", public_figures(work)
    name, bar, form = told.partition("|")
    whole, colon, _ = name.partition(":")
    if bar:
        begun, found = form.lstrip(), _formats(work, figures, name.strip())
    elif colon:
        begun, found = told[len(whole) + 1 :].lstrip(), _parts(work, figures, whole.strip())
    else:
        begun, found = told, _names(work, figures, head[2])
    return begun, _fitting(begun, found)


def complete(shell: Any, work: Work) -> None:
    """From here on Tab offers the figures of `work` in the shell's cells, in place of those of the work before."""
    from IPython.core.completer import CompletionContext, SimpleCompletion, context_matcher

    def matcher(context: CompletionContext) -> dict[str, Any]:
        lines = context.full_text.split("\n")[: context.cursor_line]
        try:
            begun, found = offers(work, "\n".join([*lines, context.text_until_cursor]))
        except MissingStep:  # the cell says so when it is run
            begun, found = "", []
        shown = [SimpleCompletion(offer.text, type=_unbroken(offer.what)) for offer in found]
        return {"completions": shown, "matched_fragment": begun, "suppress": bool(found), "ordered": True}

    matchers = shell.Completer.custom_matchers
    matchers[:] = [known for known in matchers if getattr(known, "matcher_identifier", "") != IDENTIFIER]
    matchers.append(context_matcher(identifier=IDENTIFIER)(matcher))


def _unbroken(text: str) -> str:
    """The text so that no front end breaks its line: JupyterLab's list would stand Chinese one character above the other."""
    return "\u2060".join(text.replace(" ", "\u00a0"))


def _names(work: Work, figures: Figures, section: str) -> Iterator[Offer]:
    """Figures and facts by name, those of the section's own table first."""
    for name in sorted(figures, key=lambda name: figures[name].table != section):
        label = figures[name].label.of(work.lang)
        yield Offer(name, f"{label} {_number(work, figures[name])}", label)
    for name, fact in facts_of(work).items():
        yield Offer(name, fact)


def _parts(work: Work, figures: Figures, whole: str) -> Iterator[Offer]:
    """The parts of all breakdowns, without those that two breakdowns have: such a name would be of neither."""
    for parts in figures[whole].by.values() if whole in figures else ():
        for part in parts:
            label = part.label.of(work.lang)
            if f"{whole}: {label}" in figures:
                yield Offer(label, _number(work, figures[f"{whole}: {label}"]))


def _formats(work: Work, figures: Figures, name: str) -> Iterator[Offer]:
    """The formats that suit the figure: a rate is written in percent, a mean as one, an amount alone as money."""
    if name not in figures:
        return
    figure = figures[name]
    unfit = {"percent", "mean"} if figure.unit.zh.endswith("元") else {"percent", "mean", "yuan", "money"}
    for form in (figure.form, "above") if figure.form != "exact" else KNOWN_FORMATS:
        if form not in unfit - {figure.form}:
            yield Offer(form, written(figure, form, work.lang, IDENTIFIER))


def _number(work: Work, figure: Figure) -> str:
    """The figure as it is printed, with its unit; in words where there is none to print."""
    if figure.amount.hidden:
        return withheld(figure, work.lang)
    if figure.value is None:
        return _NOTHING.of(work.lang)
    unit = "" if figure.kind == "rate" else said(work.lang, "", " ") + figure.unit.of(work.lang)
    return written(figure, None, work.lang, IDENTIFIER) + unit


def _fitting(begun: str, found: Iterator[Offer]) -> list[Offer]:
    """Those that begin with what was begun, then those that hold it, in the name or the label: 信访 finds petitions too."""
    begun = begun.lower()
    told = list(found)
    first = [offer for offer in told if offer.text.lower().startswith(begun)]
    return first + [offer for offer in told if offer not in first and begun in f"{offer.text} {offer.label}".lower()]
