"""Damaged files: each is read right, quarantined, stopped at the gate, or refused in one clear sentence, in bounded time and memory."""

import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from tests.depth import DEEP
from tests.hostile.damaged import cases
from tests.hostile.trying import QUARANTINED, READ, REFUSED, STOPPED, key_of_nobody, tried
from tests.places import REPO

CASES = [case for case in cases() if DEEP or case.cheap]


@pytest.fixture
def place():
    """A folder that the user “nobody” may go through: one of pytest's is closed to others each time that another pytest begins."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


@pytest.fixture(autouse=True)
def key(place, monkeypatch):
    monkeypatch.setenv("NIANBAO_KEY_FILE", str(key_of_nobody(place)))


def test_there_are_two_hundred_of_them():
    fewest = 200
    assert len(cases()) >= fewest


def test_each_damaged_file_ends_well(place):
    # From a process of its own: a case is forked, which one with the threads of earlier tests does not survive.
    command = [sys.executable, "-m", "tests.hostile.test_damaged_files", str(place)]
    done = subprocess.run(command, cwd=REPO, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert len(found) == len(CASES)
    assert {case: wrong for case, (_, wrong) in found.items() if wrong} == {}
    assert {ended for ended, _ in found.values()} <= {READ, QUARANTINED, STOPPED, REFUSED}


def main(folder: Path) -> None:
    """How each case ended, and what was wrong, as JSON."""
    found = {}
    for number, case in enumerate(CASES):
        place = folder / str(number)
        place.mkdir()
        result = tried(case, place)
        found[str(case)] = result.ended, result.wrong
        shutil.rmtree(place, ignore_errors=True)
    print(json.dumps(found))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
