"""The words that make a number a quantity: units, words of approximation, what is no quantity. All of them data."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from nianbao.claims.model import Kind, Sense
from nianbao.yamlfile import parse, plain

_HERE = Path(__file__).parent


@dataclass(frozen=True)
class Vocabulary:
    """The patterns made of units.yml, words.yml and traps.yml."""

    unit: re.Pattern[str]
    counts: re.Pattern[str]  # a unit behind a numeral in characters
    counted: re.Pattern[str]  # an earlier number with its unit and, where another is joined to it, what it counts: `1名民警和`, `68户`
    kinds: Mapping[str, Kind]
    plain_units: frozenset[str]
    limit_units: frozenset[str]
    before: re.Pattern[str]
    after: re.Pattern[str]
    senses_before: Mapping[str, Sense]
    senses_after: Mapping[str, Sense]
    fall: re.Pattern[str]
    growth: re.Pattern[str]
    compared: re.Pattern[str]
    skip: Mapping[str, re.Pattern[str]]  # by what it is
    nothing: tuple[tuple[re.Pattern[str], str], ...]
    of_itself: tuple[tuple[re.Pattern[str], str], ...]
    traps: Mapping[str, re.Pattern[str]]
    longest_name: int


@cache
def vocabulary() -> Vocabulary:
    """The words of this release. Raises BadYaml."""
    units, words, traps = (plain(parse(_HERE / name)) for name in ("units.yml", "words.yml", "traps.yml"))
    kinds: dict[str, Kind] = {}
    for kind in ("count", "measure", "duration", "score", "money", "points", "rate"):
        kinds |= dict.fromkeys(_split(units[kind]), "count" if kind in ("measure", "duration") else kind)  # type: ignore[arg-type]
    before = {word: sense for sense, some in words["before"].items() for word in some}
    after = {word: sense for sense, some in words["after"].items() for word in some}
    patterns = {name: re.compile(text) for name, text in traps.items() if isinstance(text, str)}
    return Vocabulary(
        re.compile(rf"[ \t]?(?P<unit>{_any(kinds)})"),
        re.compile(rf"[ \t]?(?:{_any(_split([units['plain']]))})"),
        re.compile(rf"\d[\d,.]*\s?[百千万亿]*[余多]?[万亿]?(?:{_any(kinds)})(?:[^\d，。；]{{0,12}}(?:和|与|及|以及|、))?"), kinds,
        frozenset(_split([units["plain"]])), frozenset(_split([units["limits_with_sides"]])),
        re.compile(rf"(?P<word>{_any(before)})(?:了|有|到|达|为|至)?\s?$"), re.compile(rf"\s?(?P<word>{_any(after)})"), before, after,
        re.compile(rf"(?:{_any(words['fall'])})(?:了|约|近|超|达到?|到|率|幅度?)*[\u4e00-\u9fff]{{0,2}}?\s?$"), re.compile(_any(words["growth"])),
        re.compile(_any(words["compared"])), {name: re.compile(text) for name, text in traps["skip"].items()},
        *(tuple((re.compile(text), unit) for text, unit in traps[name].items()) for name in ("nothing", "of_itself")), patterns, traps["longest_name"],
    )  # fmt: skip


@cache
def shapes() -> Mapping[str, re.Pattern[str]]:
    """How numbers and what they count stand together, by name. Raises BadYaml."""
    return {name: re.compile(text) for name, text in plain(parse(_HERE / "shapes.yml")).items()}


def _split(lines: Iterable[str]) -> list[str]:
    return [word for line in lines for word in line.split()]


def _any(words: Iterable[str]) -> str:
    """A pattern of any of the words, the longest first."""
    return "|".join(re.escape(word) for word in sorted(set(words), key=lambda word: (-len(word), word)))
