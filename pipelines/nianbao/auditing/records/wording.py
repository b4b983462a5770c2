"""How reports speak of figures: words.yml, and what follows from a figure's own label and unit."""

from __future__ import annotations

import re
from functools import cache, cached_property
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from nianbao.yamlfile import load


class Wording(BaseModel):
    """The content of words.yml. A way to say a figure is a word, or several joined by + that must all be there."""

    model_config = ConfigDict(extra="forbid", frozen=True, ignored_types=(cached_property,))

    subjects: dict[str, tuple[str, ...]]
    figures: dict[str, tuple[str, ...]]
    units: dict[str, tuple[str, ...]]
    plain: tuple[str, ...]
    plain_signs: str
    totalling: tuple[str, ...]
    restricting: tuple[str, ...]

    @cached_property
    def classes(self) -> dict[str, str]:
        """Unit → class of units that stand for each other."""
        return {unit: name for name, units in self.units.items() for unit in units}

    @cached_property
    def plain_words(self) -> re.Pattern[str]:
        """What says nothing of which part of a figure a number is."""
        words = "|".join(map(re.escape, sorted(self.plain, key=len, reverse=True)))
        return re.compile(rf"{words}|\d{{4}}年度?|[{re.escape(self.plain_signs)}]")

    @cached_property
    def narrowing(self) -> re.Pattern[str]:
        """What says that a number may be of a part alone."""
        return re.compile("|".join(map(re.escape, self.restricting)))

    def unit_class(self, unit: str) -> str:
        """The class of the unit; a unit that stands in none is its own."""
        return self.classes.get(unit, unit)


@cache
def wording() -> Wording:
    """The package's own words.yml, read once."""
    return load(Path(__file__).with_name("words.yml"), Wording)
