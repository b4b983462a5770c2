"""The disk is full, or may not be written to: one clear sentence and exit code 7, what was there stays, and the next run finishes."""

from __future__ import annotations

import pytest
from tests.crash.commands import COMMANDS, struck_everywhere
from tests.crash.refusals import no_file_beyond, read_only, small_disk
from tests.crash.states import RUN
from tests.crash.striking import Strike
from tests.depth import DEEP, depth

if not DEEP:

    def test_a_publication_that_finds_the_disk_full_is_done_by_the_next(driver, small, tmp_path):
        found = struck_everywhere(driver, small, tmp_path, "publish", "full", depth(12, 1))
        assert {step: wrong for step, wrong in found.items() if wrong} == {}

else:

    @pytest.mark.parametrize("name", COMMANDS)
    def test_a_command_that_finds_the_disk_full_is_done_by_the_next(driver, small, tmp_path, name):
        found = struck_everywhere(driver, small, tmp_path, name, "full", 6)
        assert {step: wrong for step, wrong in found.items() if wrong} == {}

    @pytest.mark.parametrize(("role", "every"), [("command", 9), ("kernel", 5)])
    def test_a_run_that_finds_the_disk_full_at_a_step_is_finished_by_the_next(driver, states, role, every):
        assert driver.run(states.changed(), *RUN, strike=Strike("count", role)).code == 0
        steps, moments = driver.steps(), driver.moments()[::every]
        found = {steps[at - 1]: states.struck(Strike("full", role, at)) for at in moments}
        assert {step: wrong for step, wrong in found.items() if wrong} == {}

    @pytest.mark.parametrize("most", [0, 9_000, 90_000])
    def test_a_run_whose_files_grow_too_large_is_finished_by_the_next(states, most):
        assert no_file_beyond(states, most) == []

    @pytest.mark.parametrize("spare", [0, 400_000])
    def test_a_run_on_a_disk_that_fills_is_finished_by_the_next(states, spare):
        assert small_disk(states, spare) == []

    @pytest.mark.parametrize("folders", [("data/runs",), ("data/clean",), ("reviews", "")])
    def test_a_run_that_may_not_write_is_finished_by_the_next(states, folders):
        assert read_only(states, *folders) == []
