"""The office of a test."""

import pytest
from tests.spec.drawn import Office


@pytest.fixture
def office(tmp_path, monkeypatch):
    """A new office without files, whose pseudonyms have a key of their own."""
    monkeypatch.setenv("NIANBAO_KEY_FILE", str(tmp_path / "pseudonym.key"))
    return Office(tmp_path / "workspace")
