"""kill -9 at moments of no meaning, of a command alone or with all that it has started: nothing is torn, the next run finishes."""

from __future__ import annotations

from tests.crash.moments import batch_killed, publish_killed, run_killed
from tests.depth import DEEP, depth


def test_runs(states):
    assert run_killed(states, depth(3, 20)) == [[]] * depth(3, 20)


if DEEP:

    def test_batches(states, tmp_path):
        assert batch_killed(states, tmp_path / "county", 16) == [[]] * 16

    def test_publications(states):
        assert publish_killed(states, 14) == [[]] * 14
