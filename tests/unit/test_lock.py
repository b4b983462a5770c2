"""One process at a time; a lock ends with who held it."""

import re
import subprocess
import sys

import pytest

from nianbao.errors import Publishing
from nianbao.lock import locked

HOLDS = """
import sys, time
from pathlib import Path
from nianbao.lock import locked
with locked(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(60)
"""


def test_who_comes_second_is_told_who_holds_the_lock_and_since_when_until_that_is_killed(tmp_path):
    file = tmp_path / "runs" / "publish.lock"
    other = subprocess.Popen([sys.executable, "-c", HOLDS, str(file)], stdout=subprocess.PIPE, text=True)
    try:
        assert other.stdout.readline() == "held\n"
        with pytest.raises(Publishing) as error, locked(file, lambda who: Publishing(what="town 2023", who=who)):
            pytest.fail("two hold the lock")
        assert str(other.pid) in str(error.value) and "town 2023" in str(error.value)
        assert re.search(r":\d\d:\d\dZ", str(error.value))  # since when
    finally:
        other.kill()
        other.communicate()
    with locked(file):
        assert file.exists()


def test_a_file_left_over_locks_nothing(tmp_path):
    file = tmp_path / "publish.lock"
    file.write_text("elsewhere:1\n", "utf-8")
    with locked(file):
        assert "elsewhere" not in file.read_text("utf-8")
