"""A batch in which one office in twenty is broken, in five ways: each ends as it must, the summary counts them, and the others are done."""

from __future__ import annotations

import pytest
from tests.crash.planted import ENDS, Came, district, run, wrong
from tests.depth import DEEP

OFFICES, BROKEN = 20, 5


@pytest.mark.skipif(not DEEP, reason="make crash; tests/end_to_end/test_batch.py has four ends of these")
def test_every_office_ends_as_planted_and_the_summary_says_so(tmp_path):
    planted = district(tmp_path, OFFICES, BROKEN)
    assert set(planted.values()) == set(ENDS)
    came = run(tmp_path)
    assert wrong(planted, came) == []
    assert came.code == 6  # the worst: a worker that died
    assert "Traceback" not in came.err
    assert sorted(path.name for path in (tmp_path / "reviews").iterdir()) == sorted(name for name, kind in planted.items() if kind == "sound")


def test_what_is_not_as_planted_is_found(tmp_path):
    line = {"state": "done", "exit_code": 0}
    states = {"done": 1, "gate": 1, "broken": 0}
    summary = {"states": states, "offices": [{"office": "a"}, {"office": "b"}], "remaining": []}
    planted = {"a": "sound", "b": "gate"}
    assert wrong(planted, Came(5, {"a": line, "b": {"state": "gate", "exit_code": 5}}, summary, 0, "")) == []
    assert len(wrong(planted, Came(5, {"a": line, "b": line}, summary, 0, ""))) == 1
    assert len(wrong(planted, Came(5, {"a": line}, summary | {"states": {"done": 2}}, 1, ""))) == 3
