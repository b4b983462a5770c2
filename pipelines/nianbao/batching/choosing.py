"""Which offices a batch is for: those that are named, those of a level, or all; known before any work is done."""

from __future__ import annotations

from collections.abc import Sequence

from nianbao.errors import NianbaoError, NoOffices, UnknownLevel, UnknownOffice
from nianbao.office import Workspace
from nianbao.words import nearest


def chosen(workspace: Workspace, named: Sequence[str] | None, level: str | None) -> list[str]:
    """The ids of the offices, by name: those named, or those of the level, or else all of the workspace.

    An office.yml that cannot be read is no reason to leave the office out: its own run says what is wrong with it.
    Raises NoOffices, UnknownOffice, UnknownLevel.
    """
    known = workspace.ids()
    if named is not None:
        for name in named:
            if name not in known:
                raise UnknownOffice(got=name, folder=workspace.raw, known=known)
        return sorted(set(named))
    if not known:
        raise NoOffices(folder=workspace.raw)
    if level is None:
        return known
    levels = {name: _level(workspace, name) for name in known}
    if level not in levels.values():
        there = sorted({found for found in levels.values() if found})
        raise UnknownLevel(got=level, known=there, near=nearest(level, there))
    return [name for name, found in levels.items() if found in (level, None)]


def _level(workspace: Workspace, name: str) -> str | None:
    """The level that office.yml tells; None where it cannot be read."""
    try:
        return workspace.office(name).file.level
    except NianbaoError:
        return None
