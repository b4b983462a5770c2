"""Which tables are described: those that are named, of an office, of a workspace, or that ship with nianbao."""

from __future__ import annotations

from collections.abc import Sequence

from nianbao.dictionary.entries import Description
from nianbao.dictionary.table import described, described_balances
from nianbao.errors import NoSuchTable, NoWorkspace
from nianbao.office import Workspace, shipped
from nianbao.tables import balances_of, read_table, table_files, tables_of
from nianbao.tables.catalogue import BALANCES
from nianbao.words import nearest


def descriptions(names: Sequence[str], lang: str, office: str | None = None, workspace: str | None = None) -> list[Description]:
    """The named tables, or all and the balances across them, in the language.

    They are the office's, else the workspace's; where there is no workspace, those that ship. Raises NoSuchTable,
    NoWorkspace, UnknownOffice, and what reading them raises.
    """
    place = _place(office, workspace)
    files = table_files(place)
    tables = tables_of(place, place.office(office)) if office else {name: read_table(path) for name, path in files.items()}
    across = balances_of(place, tables)
    known = [*tables, *([BALANCES] if across else [])]
    for name in names:
        if name not in known:
            raise NoSuchTable(got=name, known=known, near=nearest(name, known))
    return [described_balances(name, across, lang) if name == BALANCES else described(tables[name], lang) for name in names or known]


def _place(office: str | None, workspace: str | None) -> Workspace:
    try:
        return Workspace.find(workspace)
    except NoWorkspace:
        if office or workspace:
            raise
        return Workspace(shipped("expectations").parent)
