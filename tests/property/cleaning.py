"""One file cleaned in memory, below notebooks and folders that are written: a case takes some milliseconds."""

from __future__ import annotations

import tempfile
from functools import cache
from pathlib import Path

import pytest
from tests.spec.drawn import YEAR, Office

from nianbao.cleaning import Cleaned, clean_folder
from nianbao.errors import NianbaoError
from nianbao.tables import tables_of

PARTS = ("header", "totals", "kept", "voided", "quarantined", "duplicates")


@cache
def office() -> Office:
    """An office for all cases of the process, with tables that are compiled once."""
    place = Path(tempfile.mkdtemp(prefix="nianbao-cases-"))
    return Office(place / "workspace")


@cache
def tables():
    work = office().work()
    return tables_of(work.workspace, work.office)


def cleaned(files: dict[str, bytes]) -> Cleaned | NianbaoError:
    """What cleaning makes of these files alone, or the error that says why it does not, in both languages."""
    kept = office()
    folder = kept.raw / str(YEAR)
    for old in folder.iterdir():
        old.unlink()
    for name, content in files.items():
        (folder / name).write_bytes(content)
    with pytest.MonkeyPatch.context() as environment:
        key = kept.root / "key"
        if not key.exists():
            key.write_text("5a" * 32)
            key.chmod(0o600)
        environment.setenv("NIANBAO_KEY_FILE", str(key))
        try:
            return clean_folder(kept.work(), {"petitions": tables()["petitions"]})
        except NianbaoError as error:
            said = error
    assert said.say("zh") and said.say("en")
    return said


def sheets(found: Cleaned) -> list[dict]:
    return [sheet for file in found.account["files"] for sheet in file["sheets"]]


def balanced(sheet: dict) -> bool:
    """Whether every row of the file is somewhere, and another reader counts as many."""
    return sum(sheet[part] for part in PARTS) == sheet["physical"] == sheet["counted"]
