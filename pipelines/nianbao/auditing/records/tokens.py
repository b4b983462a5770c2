"""A page as a row of tokens: every text, attribute and comment that it holds, in order, each with the place of the text nearest to it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from nianbao.claims.model import Span

# What no reader sees before asking for it; its place is that of what is seen before it.
_UNSEEN = frozenset({"svg", "script", "style", "template", "nav", "dialog", "button", "head", "title"})
_REACH = 400  # how far ahead of the last place the next text is looked for


@dataclass(frozen=True)
class Token:
    """A text (`what` names the element that holds it), or an attribute as `element@name`."""

    what: str
    text: str
    seen: bool = True

    @property
    def identity(self) -> tuple[str, str]:
        return self.what, self.text


def tokens(html: str) -> list[Token]:
    """Everything that the page holds, in order, blanks as one."""
    from lxml import html as lxml_html

    root = lxml_html.document_fromstring(html.encode(), parser=lxml_html.HTMLParser(encoding="utf-8", huge_tree=True))
    return list(_of(root, True))


def places(found: Sequence[Token], text: str) -> list[Span]:
    """Where each token stands in the text of the page as it was read: a text that is seen itself, an attribute where the next
    one does, all else where the last one does."""
    spans: list[Span] = []
    waiting: list[int] = []
    reached, last = 0, (0, 0)
    for number, token in enumerate(found):
        attribute = "@" in token.what
        if token.seen and not attribute and (place := text.find(token.text, reached, reached + _REACH + len(token.text))) >= 0:
            last = (place, place + len(token.text))
            reached = last[1]
            for before in waiting:
                spans[before] = last
            waiting.clear()
        elif token.seen and attribute:
            waiting.append(number)
        spans.append(last)
    return spans


def apart(expected: Sequence[Token], found: Sequence[Token]) -> Iterator[tuple[int, Token | None, Token | None]]:
    """Where the rows differ: the place in the found one, what should stand there and what does."""
    one, other = [token.identity for token in expected], [token.identity for token in found]
    if len(one) == len(other):
        yield from ((place, expected[place], found[place]) for place, pair in enumerate(zip(one, other, strict=True)) if pair[0] != pair[1])
        return
    first = next((place for place, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]), min(len(one), len(other)))
    same = next((place for place, pair in enumerate(zip(reversed(one[first:]), reversed(other[first:]), strict=False)) if pair[0] != pair[1]), None)
    tail = min(len(one), len(other)) - first if same is None else same
    matcher = SequenceMatcher(None, one[first : len(one) - tail], other[first : len(other) - tail], autojunk=False)
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind != "equal":
            for step in range(max(b - a, d - c)):
                wanted = expected[first + a + step] if a + step < b else None
                got = found[first + c + step] if c + step < d else None
                yield min(first + c + step, len(found) - 1), wanted, got


def _of(element: Any, seen: bool) -> Iterator[Token]:
    if not isinstance(element.tag, str):
        yield Token("comment", " ".join((element.text or "").split()), False)
        return
    shown = seen and element.tag not in _UNSEEN and "hidden" not in element.attrib and "popover" not in element.attrib
    for name, value in element.attrib.items():
        yield Token(f"{element.tag}@{name}", value, seen)
    if element.text and (text := " ".join(element.text.split())):
        yield Token(element.tag, text, shown)
    for child in element:
        yield from _of(child, shown)
        if child.tail and (text := " ".join(child.tail.split())):
            yield Token(element.tag, text, shown)
