"""How reports speak of figures: words.yml, and what follows from a figure's own label and unit."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, cached_property
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from nianbao.yamlfile import load

_YEAR = re.compile(r"(?:19|20)\d{2}年度?")


class Wording(BaseModel):
    """The content of words.yml. A way to say a figure is a word, or several joined by + that must all be there; those before
    … may stand earlier in the sentence."""

    model_config = ConfigDict(extra="forbid", frozen=True, ignored_types=(cached_property,))

    subjects: dict[str, tuple[str, ...]]
    figures: dict[str, tuple[str, ...]]
    units: dict[str, tuple[str, ...]]
    masks: tuple[str, ...]
    plain: tuple[str, ...]
    plain_signs: str
    last_year: tuple[str, ...]
    totalling: tuple[str, ...]
    restricting: tuple[str, ...]

    @cached_property
    def classes(self) -> dict[str, str]:
        """Unit → class of units that stand for each other."""
        return {unit: name for name, units in self.units.items() for unit in units}

    @cached_property
    def narrowing(self) -> re.Pattern[str]:
        """What says that a number may be of a part alone."""
        return re.compile("|".join(map(re.escape, self.restricting)))

    @cached_property
    def by_first(self) -> dict[str, list[str]]:
        """The plain words by their first sign, the longest first."""
        found: dict[str, list[str]] = {}
        for word in sorted(self.plain, key=len, reverse=True):
            found.setdefault(word[0], []).append(word)
        return found

    def rest(self, text: str, words: Iterable[str] = ()) -> str:
        """What is left of the text without the words, the longest at each place first, and without all that says nothing of
        which part of a figure is meant."""
        given, left, place = sorted(words, key=len, reverse=True), [], 0
        text = _YEAR.sub("", text)
        while place < len(text):
            known = [*given, *self.by_first.get(text[place], ())]
            length = max((len(word) for word in known if text.startswith(word, place)), default=0)
            if not length and text[place] not in self.plain_signs and not text[place].isspace():
                left.append(text[place])
            place += length or 1
        return "".join(left)

    def unit_class(self, unit: str) -> str:
        """The class of the unit; a unit that stands in none is its own."""
        return self.classes.get(unit, unit)


@cache
def wording() -> Wording:
    """The package's own words.yml, read once."""
    return load(Path(__file__).with_name("words.yml"), Wording)
