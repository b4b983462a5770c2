"""What a year has of one kind, by name: it completes with Tab, names the nearest where a name is wrong, and shows itself."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from nianbao.errors import NianbaoError
from nianbao.markup import Column, Row, element, joined, table
from nianbao.review.block import plain, seen
from nianbao.words import said

if TYPE_CHECKING:
    import pandas as pd

    from nianbao.exploring.year import Year

MOST_ROWS = 25


class Shown(ABC):
    """Something that a notebook shows as a short table and a terminal as text; where it cannot be read yet, it says why."""

    lang: str

    @abstractmethod
    def _html(self) -> Markup: ...

    def _repr_html_(self) -> str:
        try:
            return seen(self._html())
        except NianbaoError as error:
            return str(element("p", error.say(self.lang)))

    def __repr__(self) -> str:
        return plain(self._repr_html_())


class Book(Shown, Mapping[str, Any]):
    """Name → thing. Nothing is read before it is asked for, and then anew, so that what a step has just left is what is seen."""

    def __init__(self, year: Year) -> None:
        self._year = year

    @property
    def lang(self) -> str:  # type: ignore[override]
        return self._year.lang

    @property
    @abstractmethod
    def frame(self) -> pd.DataFrame:
        """All of it as one pandas frame, a row each."""

    @abstractmethod
    def _names(self) -> list[str]:
        """Raises MissingStep where the step that leaves them has not run."""

    def __iter__(self) -> Iterator[str]:
        return iter(self._names())

    def __len__(self) -> int:
        return len(self._names())

    def __contains__(self, name: object) -> bool:
        return name in self._names()

    def get(self, name: str, default: Any = None) -> Any:
        """The thing of that name, or `default`: a wrong name here is no mistake."""
        known = name in self
        return self[name] if known else default

    def _ipython_key_completions_(self) -> list[str]:
        try:
            return self._names()
        except NianbaoError:
            return []


def short(caption: str, columns: list[Column], rows: list[Row], whole: str, lang: str) -> Markup:
    """A table of the first rows; of more it says how many there are and what gives them all."""
    made = table(caption, columns, rows[:MOST_ROWS])
    if len(rows) <= MOST_ROWS:
        return made
    note = said(lang, f"共{len(rows)}行，只列前{MOST_ROWS}行；全部：", f"The first {MOST_ROWS} of {len(rows)}; for all: ")
    return joined([made, element("p", joined([note, element("code", whole)]))])
