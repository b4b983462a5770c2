"""Two commands at once on one office: both are done, or one says that the other is at it."""

from __future__ import annotations

import pytest
from tests.crash.together import PAIRS, both
from tests.depth import DEEP


@pytest.mark.parametrize("name", PAIRS if DEEP else ["publish and publish"])
def test_two_at_once_lose_nothing(states, name):
    assert both(states, name) == []
