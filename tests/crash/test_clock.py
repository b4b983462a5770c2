"""A clock that is wrong, or is set while a command runs: it finishes, nothing is lost, and the runs stay in the order in which they were."""

from __future__ import annotations

import pytest
from tests.crash.clocks import CLOCKS, published_by, run_by
from tests.depth import DEEP


@pytest.mark.parametrize(("days", "after"), CLOCKS if DEEP else [(400, 0.3)])
def test_a_run_by_a_wrong_clock_is_followed_by_others(states, days, after):
    assert run_by(states, days, after) == []


if DEEP:

    @pytest.mark.parametrize(("days", "after"), CLOCKS[:2])
    def test_an_edition_by_a_wrong_clock_stays_and_the_next_is_made_or_told_why_not(states, days, after):
        assert published_by(states, days, after) == []
