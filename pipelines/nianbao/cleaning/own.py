"""Whether an office has records of the year that a review could be made of."""

from __future__ import annotations

from nianbao.errors import NoOwnRecords
from nianbao.levels import Levels
from nianbao.reading import holds_raw_files
from nianbao.work import Work


def require_own_records(work: Work) -> None:
    """Raises NoOwnRecords for an office that has others below it and no raw file of the year.

    What is written for a roll-up lies in a raw folder too; a review of it would take the roll-up's place, and tell of nothing.
    """
    if not work.raw.is_dir() or (not holds_raw_files(work.raw) and Levels(work.workspace).has_below(work.office.id)):
        raise NoOwnRecords(office=work.office.id, year=work.year, folder=work.raw)
