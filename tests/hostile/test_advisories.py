"""Known vulnerabilities are told as found, as none, or as not checked; nothing that goes wrong on the way looks like good news."""

import pytest
from supply.advisories import CLEAR, FOUND, UNCHECKED, check
from supply.lock import Pin
from tests.depth import depth
from tests.hostile.advisory_service import service

LOCKED = [Pin("click", "8.1.0", "", (), ("nianbao",)), Pin("pywinpty", "3.1.2", 'os_name == "nt"', (), ("terminado",))]
CASES = [
    ("found", FOUND, "click 8.1.0: PYSEC-2026-5, mended in 99.1"),
    ("absent", UNCHECKED, "not checked: no advisory service reached"),
    ("sound", CLEAR, "nothing is known against the 2 packages of the lock"),
    ("ignorant", UNCHECKED, "knows nothing against django 1.2"),
    ("page", UNCHECKED, "not checked"),
    ("failing", UNCHECKED, "not checked"),
]


@pytest.mark.parametrize(("kind", "code", "says"), CASES[: depth(2, len(CASES))])
def test_what_the_service_says_is_what_is_told(kind, code, says):
    with service(kind) as url:
        told = check(url, LOCKED)
    assert (told.code, says in told.says) == (code, True), told.says
