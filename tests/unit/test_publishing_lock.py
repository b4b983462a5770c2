"""One publisher at a time; a lock ends with who held it."""

import subprocess
import sys

import pytest

from nianbao.errors import Publishing
from nianbao.publishing.lock import locked

HOLDS = """
import sys, time
from pathlib import Path
from nianbao.publishing.lock import locked
with locked(Path(sys.argv[1]), "x"):
    print("held", flush=True)
    time.sleep(60)
"""


def test_a_second_publisher_is_told_who_holds_the_lock_until_it_is_killed(tmp_path):
    file = tmp_path / "runs" / "publish.lock"
    other = subprocess.Popen([sys.executable, "-c", HOLDS, str(file)], stdout=subprocess.PIPE, text=True)
    try:
        assert other.stdout.readline() == "held\n"
        with pytest.raises(Publishing) as error, locked(file, "town 2023"):
            pytest.fail("two hold the lock")
        assert str(other.pid) in str(error.value) and "town 2023" in str(error.value)
    finally:
        other.kill()
        other.communicate()
    with locked(file, "town 2023"):
        assert file.exists()


def test_a_file_left_over_locks_nothing(tmp_path):
    file = tmp_path / "publish.lock"
    file.write_text("elsewhere:1\n", "utf-8")
    with locked(file, "x"):
        assert "elsewhere" not in file.read_text("utf-8")
