"""nianbao 年报: an office's year of records → its yearly review. This is what a notebook imports.

    import nianbao
    year = nianbao.open("shangcang", 2023)
    cleaned = nianbao.clean(year)
    checked = nianbao.check(year)
    year.tables["petitions"], year.figures["petitions.closing_rate"], year.explain("petitions.closing_rate")
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from nianbao.exploring import Year

__version__ = "0.1.0"

_DOOR = {
    "check": "nianbao.checking",
    "clean": "nianbao.cleaning",
    "explain": "nianbao.explaining",
    "require_open": "nianbao.checking",
    "review": "nianbao.review",
    "roll_up": "nianbao.rolling",
}

__all__ = ["check", "clean", "explain", "open", "require_open", "review", "roll_up"]


def open(  # noqa: A001
    office: str, year: int, as_of: str | None = None, lang: str = "zh", draft: bool = False, engine: str = "gx"
) -> Year:
    """The office's year with its tables, figures and checks at hand (exploring.Year); in a notebook, %%prose cells write about
    it from here on.

    >>> year = nianbao.open("shangcang", 2023)
    >>> len(year.tables["petitions"])
    427

    The workspace is the current folder or the next above it with data/raw, or NIANBAO_WORKSPACE. Raises
    WrongParameter, UnknownParameter, NoWorkspace, UnknownOffice, UnknownYear.
    """
    from nianbao.exploring import open_year
    from nianbao.mistakes import tell_mistakes
    from nianbao.review.prose import begin

    tell_mistakes()
    work = open_year(office, year, as_of, lang, draft, engine=engine)
    begin(work)
    return work


def __getattr__(name: str) -> Any:
    """The door opens a room only when it is asked for: heavy libraries are imported where they are used."""
    if name not in _DOOR:
        raise AttributeError(f"module 'nianbao' has no attribute {name!r}")
    module = import_module(_DOOR[name])
    return module if name == "review" else getattr(module, name)
