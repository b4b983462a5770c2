"""Where the labels of a form stand in a text, in the form's order, also misspelt or broken by the numbers of their row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from nianbao.auditing.forms.blueprint import Line
from nianbao.auditing.forms.spelling import nearest_part

How = Literal["exact", "misspelt", "broken"]

_MOST_TIMES = 6  # that a label is looked for; 信息内容 stands four times in a form
_LEAST_START = 5  # characters of a label that a page has broken by numbers


@dataclass(frozen=True)
class Label:
    """A line of the form at the characters from `start` to before `end` of the squeezed text, its number in the form at `mark`."""

    line: Line
    start: int
    end: int
    fixed: str
    how: How = "exact"
    mark: int = -1


def labels(text: str, lines: Sequence[Line], start: int, end: int) -> list[Label]:
    """The labels between two characters of a squeezed text, in order; those that are missing are left out."""
    chain = _chain(text, lines, start, end)
    found: list[Label] = []
    for place, line in enumerate(lines):
        label = chain.get(place)
        if label is None:
            after = found[-1].end if found else start
            before = min((one.start for other, one in chain.items() if other > place), default=end)
            label = _hidden(text, line, after, before)
        if label is not None:
            found.append(_marked(text, label))
    return found


def _chain(text: str, lines: Sequence[Line], start: int, end: int) -> dict[int, Label]:
    """The labels that stand there as the form has them: of all that are in the form's order, those with most characters."""
    options: list[tuple[int, Label]] = []
    for place, line in enumerate(lines):
        for name in (line.label, *line.also):
            at = text.find(name, start, end)
            for _ in range(_MOST_TIMES):
                if at < 0:
                    break
                options.append((place, Label(line, at, at + len(name), name)))
                at = text.find(name, at + 1, end)
    options.sort(key=lambda option: (option[1].start, option[0]))
    best: list[tuple[int, int]] = []  # characters up to and with this option, the option before it
    for number, (place, label) in enumerate(options):
        before = max(
            ((best[other][0], -other) for other in range(number) if options[other][0] < place and options[other][1].end <= label.start),
            default=(0, 1),
        )  # fmt: skip
        marked = bool(label.line.mark) and text.endswith(label.line.mark, start, label.start)
        best.append((before[0] + 2 * (label.end - label.start) + marked, -before[1]))
    at = max(range(len(best)), key=lambda number: best[number][0], default=-1)
    chain: dict[int, Label] = {}
    while at >= 0:
        chain[options[at][0]] = options[at][1]
        at = best[at][1]
    return chain


def _hidden(text: str, line: Line, start: int, end: int) -> Label | None:
    """A label between its neighbours that is misspelt, or whose second half stands behind the numbers."""
    if len(line.label) < 4 or end - start < 4:
        return None
    for name in (line.label, *line.also):
        near = nearest_part(name, text[start:end], min(2, len(name) // 4))
        if near is not None:
            return Label(line, start + near[0], start + near[1], name, "misspelt")
    for name in (line.label, *line.also):
        for length in range(len(name) - 1, _LEAST_START - 1, -1):
            at = text.find(name[:length], start, end)
            if at >= 0:
                return Label(line, at, at + length, name, "broken")
    return None


def _marked(text: str, label: Label) -> Label:
    mark = label.line.mark
    if not mark or not text.endswith(mark, 0, label.start):
        return label
    return Label(label.line, label.start, label.end, label.fixed, label.how, label.start - len(mark))
