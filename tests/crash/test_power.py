"""A loss of power takes nothing back: what takes its place is on the disk before, and its place before anything goes."""

from __future__ import annotations

import pytest
from tests.crash.commands import COMMANDS
from tests.crash.durable import lost_by, lost_by_a_run, lost_key
from tests.depth import DEEP


@pytest.mark.parametrize("name", [name for name in COMMANDS if name != "rollup's kernel"] if DEEP else ["publish"])
def test_what_a_command_has_made_lasts(states, tmp_path, name):
    moved, lost = lost_by(states, tmp_path / "w", name)
    assert moved and lost == []


def test_the_key_lasts(tmp_path):
    assert lost_key(tmp_path) == (1, [])


if DEEP:

    @pytest.mark.parametrize("role", ["command", "kernel"])
    def test_what_a_run_has_made_lasts(states, role):
        moved, lost = lost_by_a_run(states, role)
        assert moved and lost == []
