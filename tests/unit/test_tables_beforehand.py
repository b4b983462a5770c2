"""The shipped tables are read once for all that is forked from a process, which itself never opens DuckDB."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from nianbao.office import Workspace
from nianbao.tables import tables_of
from nianbao.tables.conditions import answers

REPO = Path(__file__).resolve().parents[2]
_READ = """
import json, sys
from nianbao.office import Workspace
from nianbao.tables import conditions, tables_of
from nianbao.tables.beforehand import read_shipped
read_shipped()
place = Workspace.find(sys.argv[1])
tables = tables_of(place, place.office("shangcang"))
json.dump([conditions._connection.cache_info().currsize, conditions.answers(), [table.model_dump_json() for table in tables.values()]], sys.stdout)
"""


def test_what_is_read_beforehand_is_what_is_read_in_its_turn():
    told = subprocess.run([sys.executable, "-c", _READ, REPO], capture_output=True, text=True, check=True).stdout
    opened, learned, tables = json.loads(told)
    assert opened == 0
    place = Workspace.find(REPO)
    office = place.office("shangcang")
    assert tables == [table.model_dump_json() for table in tables_of(place, office).values()]
    own = json.loads(json.dumps(answers()))
    for there, here in zip(learned, own, strict=True):
        known = {json.dumps(question): answer for question, answer in here}
        assert len(there) > 100
        assert all(known.get(json.dumps(question), answer) == answer for question, answer in there)


def test_a_fork_that_fails_leaves_the_tables_to_their_turn(monkeypatch, capfd):
    from nianbao.tables import beforehand, conditions

    monkeypatch.setattr(beforehand, "answers", lambda: 1 / 0)
    monkeypatch.setattr(beforehand, "learn", lambda told: pytest_fail())
    beforehand.read_shipped()
    assert conditions.Condition("1 = 1", frozenset()).tree


def pytest_fail() -> None:
    raise AssertionError("nothing was told that could be learned")
