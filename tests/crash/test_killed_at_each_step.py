"""kill -9 before every step on the file system: what was there stays whole, and the next run finishes and clears up."""

from __future__ import annotations

import pytest
from tests.crash.commands import COMMANDS, struck_everywhere
from tests.crash.states import RUN
from tests.crash.striking import Strike
from tests.depth import DEEP, depth

# Of a run's steps every so many; `make reliability` takes twice as many.
EVERY = 8


@pytest.mark.parametrize("name", COMMANDS if DEEP else ["publish", "split"])
def test_a_command_that_is_killed_is_done_by_the_next(driver, small, tmp_path, name):
    found = struck_everywhere(driver, small, tmp_path, name, every=depth(9 if name == "publish" else 4, 2))
    assert len(found) > 2
    assert {step: wrong for step, wrong in found.items() if wrong} == {}


if DEEP:

    @pytest.mark.parametrize("role", ["command", "kernel"])
    def test_a_run_that_is_killed_is_finished_by_the_next(driver, states, role):
        assert driver.run(states.changed(), *RUN, strike=Strike("count", role)).code == 0
        moments, steps = driver.moments()[::EVERY], driver.steps()
        assert len(moments) > 3
        found = {steps[at - 1]: states.struck(Strike("kill", role, at)) for at in moments}
        assert {step: wrong for step, wrong in found.items() if wrong} == {}
