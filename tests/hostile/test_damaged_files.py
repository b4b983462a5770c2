"""Damaged files: each is read right, quarantined, stopped at the gate, or refused in one clear sentence, in bounded time and memory."""

import os
import shutil
import tempfile
from pathlib import Path

import pytest
from tests.depth import DEEP
from tests.hostile.damaged import cases
from tests.hostile.trying import QUARANTINED, READ, REFUSED, STOPPED, tried

CASES = [case for case in cases() if DEEP or case.cheap]


@pytest.fixture(autouse=True)
def key(tmp_path_factory, monkeypatch):
    """A key that the process of a case may read, which is nobody's."""
    path = tmp_path_factory.mktemp("key") / "pseudonym.key"
    path.write_text("5a" * 32)
    path.chmod(0o600)
    if os.geteuid() == 0:
        shutil.chown(path, "nobody")
    for folder in path.parents:
        if folder == Path(tempfile.gettempdir()):
            break
        folder.chmod(0o755)
    monkeypatch.setenv("NIANBAO_KEY_FILE", str(path))


def test_there_are_two_hundred_of_them():
    fewest = 200
    assert len(cases()) >= fewest


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_damaged_file_ends_well(case, tmp_path):
    found = tried(case, tmp_path)
    assert not found.wrong, found
    assert found.ended in (READ, QUARANTINED, STOPPED, REFUSED)
