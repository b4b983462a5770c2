"""What a run gets ready meanwhile does not outlive it: a process that ends within an import is taken down by the library, with no exit code."""

from __future__ import annotations

import sys

import pytest
from tests.spec.drawn import Office

from nianbao.errors import NoCodes
from nianbao.running import ahead, begin
from nianbao.running.year import alone

MANY = 200  # of a twentieth of a second


@pytest.fixture
def run(tmp_path, monkeypatch):
    """A run whose libraries take ten seconds to import."""
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setenv("NIANBAO_KEY_FILE", str(tmp_path / "key"))
    monkeypatch.setenv("NIANBAO_WORKSPACE", "")  # set anew by the run, and taken back
    names = [f"library_of_ahead_{number}" for number in range(MANY)]
    for name in names:
        (tmp_path / f"{name}.py").write_text("import time; time.sleep(0.05)\n")
    monkeypatch.setattr(ahead, "_MODULES", names)
    yield begin(Office(tmp_path / "w").work(), print)
    for name in names:
        sys.modules.pop(name, None)


@pytest.mark.parametrize("error", [None, NoCodes(folder="x"), ValueError()], ids=lambda error: type(error).__name__)
def test_nothing_is_imported_any_more_when_a_run_has_ended_or_failed(run, error):
    try:
        with alone(run):
            run.ahead.begin()
            if error:
                raise error
    except (NoCodes, ValueError):
        assert error
    assert not run.ahead._thread.is_alive()
    assert f"library_of_ahead_{MANY - 1}" not in sys.modules


def test_who_is_interrupted_waits_for_no_import(run):
    with pytest.raises(KeyboardInterrupt):
        _interrupted(run)
    assert run.ahead._thread.is_alive()
    run.ahead.end()


def _interrupted(run):
    with alone(run):
        run.ahead.begin()
        raise KeyboardInterrupt
