"""The contents of the Word review: a field of Word's, filled with the headings until Word counts the pages."""

from __future__ import annotations

from nianbao.exporting.page import Page
from nianbao.exporting.word.body import bookmark
from nianbao.exporting.word.markup import Element, field, run, w

_DEPTH = 2


def contents(page: Page) -> list[Element]:
    """A heading and an entry for each heading of the first two levels, which leads to it; Word adds the pages as it opens the file."""
    entries = [
        w(
            "p", w("pPr", w("pStyle", val=f"TOC{heading.level - 1}")),
            w("hyperlink", run(heading.number + page.say("", " ") + heading.text), anchor=bookmark(number), history=1),
        )
        for number, heading in enumerate(page.headings, start=1) if heading.level <= _DEPTH + 1
    ]  # fmt: skip
    if not entries:
        return []
    *before, after = field(f'TOC \\o "1-{_DEPTH}" \\h \\z \\u', dirty=True)
    for place, found in enumerate(before, start=1):
        entries[0].insert(place, found)
    entries[-1].append(after)
    return [w("p", w("pPr", w("pStyle", val="TOCHeading")), run(page.say("目　录", "Contents"))), *entries]
