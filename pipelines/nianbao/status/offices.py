"""Every office's year of a workspace, as they stand on a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from nianbao.errors import NoOffices
from nianbao.office import Workspace
from nianbao.status.year import Standing, standing, years_in


@dataclass(frozen=True)
class Overview:
    """The years of all offices on a day, by office, then year."""

    on: date
    within: int
    standings: tuple[Standing, ...]

    def json(self) -> dict[str, Any]:
        return {"on": self.on.isoformat(), "within_days": self.within, "years": [each.json() for each in self.standings]}


def overview(workspace: Workspace, on: date, year: int | None = None, within: int = 14) -> Overview:
    """Of one year every office, also those without a folder for it; else every year of which anything is there.

    Raises NoOffices where the workspace has none.
    """
    offices = workspace.ids()
    if not offices:
        raise NoOffices(folder=workspace.raw)
    pairs = [(office, each) for office in offices for each in ([year] if year is not None else _years(workspace, office))]
    return Overview(on, within, tuple(standing(workspace, office, each, on, within) for office, each in pairs))


def _years(workspace: Workspace, office: str) -> list[int]:
    """Those with raw files, with runs (a roll-up needs no files), or on the site."""
    places = (workspace.raw / office, workspace.root / "data" / "runs" / office, workspace.root / "site" / office)
    return sorted({year for place in places for year in years_in(place)})
