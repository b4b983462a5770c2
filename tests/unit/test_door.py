"""The package's door: what a notebook imports from `nianbao`, and nothing heavy before it is asked for."""

import subprocess
import sys

import pytest

import nianbao


def test_everything_that_the_door_names_is_behind_it():
    assert nianbao.__all__ == sorted(nianbao.__all__)
    for name in nianbao.__all__:
        assert getattr(nianbao, name) is not None


def test_the_door_opens_nothing_heavy():
    code = "import nianbao, sys; print([name for name in ('pandas', 'duckdb', 'great_expectations') if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_what_the_door_does_not_name_is_told_as_python_tells_it():
    with pytest.raises(AttributeError, match="nothing"):
        nianbao.nothing  # noqa: B018
