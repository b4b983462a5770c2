"""A description as text for a terminal: lines of a width, in which a Chinese character takes two columns."""

from __future__ import annotations

import re
import shutil
import unicodedata
from collections.abc import Iterator

from nianbao.dictionary.entries import Description, Entry, Fact
from nianbao.words import said

NARROWEST, WIDEST = 80, 100

# A run of Latin letters, digits and marks is not cut; a mark stays with the word that it opens or closes.
_PIECES = re.compile(r"[（《【「“]*(?:[^\s\u2e80-\uffef“]+|[^\s])[，。、；：？！）》】」”％]*|\s+")


def as_text(description: Description, lang: str, width: int = WIDEST) -> str:
    """The whole description, no line wider than `width` (a single word that is wider is cut)."""
    lines = [*_lines_of(description.table, lang, width, ""), "─" * width]
    for section in description.sections:
        lines += ["", said(lang, f"{section.heading}（{len(section.entries)}）", f"{section.heading} ({len(section.entries)})")]
        for entry in section.entries:
            lines += _lines_of(entry, lang, width, "  ")
    return "\n".join(lines) + "\n"


def terminal_width() -> int:
    """The width of the terminal, within what reads well."""
    return min(max(shutil.get_terminal_size((WIDEST, 24)).columns, NARROWEST), WIDEST)


def wrapped(text: str, width: int, first: str = "", further: str = "") -> list[str]:
    """The text as lines of at most `width` columns, the first after `first`, the others after `further`."""
    lines, line, empty = [], first, True
    for piece in _cut(_PIECES.findall(text), width - columns_of(further)):
        if not empty and columns_of(line + piece.rstrip()) > width:
            lines.append(line.rstrip())
            line, empty = further, True
        if not (empty and piece.isspace()):
            line, empty = line + piece, False
    return [*lines, line.rstrip()]


def columns_of(text: str) -> int:
    """How many columns of a terminal the text takes."""
    return sum(_columns(sign) for sign in text)


def _columns(sign: str) -> int:
    if unicodedata.combining(sign) or unicodedata.category(sign) in ("Cf", "Me", "Mn"):
        return 0
    return 2 if unicodedata.east_asian_width(sign) in "WF" else 1


def _cut(pieces: list[str], width: int) -> Iterator[str]:
    """The pieces, each cut where it is wider than a line."""
    for piece in pieces:
        part = ""
        for sign in piece:
            if columns_of(part + sign) > width:
                yield part
                part = ""
            part += sign
        yield part


def _lines_of(entry: Entry, lang: str, width: int, indent: str) -> list[str]:
    names = (entry.zh, entry.en) if lang == "zh" else (entry.en, entry.zh)
    names = (next(filter(None, names), ""),) if entry.sentence else names
    title = "  ".join(dict.fromkeys(name for name in (*names, entry.name) if name))
    lines = wrapped(title, width, indent, f"{indent}  ")
    for fact in entry.facts:
        lines += _fact(fact, lang, width, f"{indent}    ")
    return lines


def _fact(fact: Fact, lang: str, width: int, indent: str) -> list[str]:
    return wrapped("".join(fact.parts), width, indent + said(lang, f"{fact.label}：", f"{fact.label}: "), f"{indent}  ")
