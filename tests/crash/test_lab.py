"""`nianbao lab` ends when it is asked to, at whatever moment and whatever its kernel is at; what would wait for ever is ended by the system."""

from __future__ import annotations

import pytest
from tests.crash.labs import KERNELS, ended_while_kernels_never_end, ended_while_starting, ended_with_a_kernel
from tests.depth import DEEP

if DEEP:

    def test_asked_while_it_starts(fresh, tmp_path):
        assert ended_while_starting(fresh, tmp_path / "lab", 6) == [[]] * 6

    @pytest.mark.parametrize("twice", [False, True])
    @pytest.mark.parametrize("kernel", KERNELS)
    def test_asked_with_a_kernel(fresh, tmp_path, kernel, twice):
        assert ended_with_a_kernel(fresh, tmp_path / "lab", kernel, twice) == []

    def test_what_never_ends_is_ended(fresh, tmp_path):
        assert ended_while_kernels_never_end(fresh, tmp_path / "lab") == []
