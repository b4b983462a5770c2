"""Processes from which what is struck is forked, one for every folder that asks; and a year before and after its records have changed."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from tests.crash.states import States
from tests.crash.striking import Driver


@pytest.fixture(scope="session")
def driver(tmp_path_factory) -> Iterator[Driver]:
    with Driver(tmp_path_factory.mktemp("driver")) as made:
        yield made


@pytest.fixture(scope="session")
def states(driver, tmp_path_factory) -> States:
    return States(tmp_path_factory.mktemp("states"), driver)
