"""What a description is made of, before it becomes a text for the terminal or a page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


class Code(str):
    """A part of a text that stands as it is in a YAML file."""

    __slots__ = ()


@dataclass(frozen=True)
class Fact:
    """One thing to know, such as 严重程度：提示. Its parts are texts in the description's language, and code."""

    label: str
    parts: tuple[str, ...]


@dataclass(frozen=True)
class Entry:
    """A column, a rule or a figure: what it is called, in both languages and in code, and what there is to know of it.

    A `sentence` is read in one language; a name is looked for in both.
    """

    zh: str
    en: str
    name: str
    facts: tuple[Fact, ...] = ()
    sentence: bool = False


@dataclass(frozen=True)
class Section:
    """The entries of one sort."""

    heading: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class Description:
    """A table: its own entry, and a section for each sort of thing it has."""

    table: Entry
    kind: str
    sections: tuple[Section, ...]


def between(parts: Iterable[str], mark: str) -> tuple[str, ...]:
    """The parts with a mark between each two."""
    found: list[str] = []
    for part in parts:
        found += [mark, part] if found else [part]
    return tuple(found)
