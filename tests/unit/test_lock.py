"""One process at a time; a lock ends with who held it."""

import os
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


STARTING = """
import os, sys, time
from pathlib import Path
from nianbao.lock import locked
with locked(Path(sys.argv[1])):
    if os.fork() == 0:
        time.sleep(0.8)
        os._exit(0)
    print("held", flush=True)
    time.sleep(60)
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="what is being started holds the lock where processes fork")
def test_what_a_killed_holder_was_just_starting_is_waited_for(tmp_path):
    file = tmp_path / "run.lock"
    other = subprocess.Popen([sys.executable, "-c", STARTING, str(file)], stdout=subprocess.PIPE, text=True)
    assert other.stdout.readline() == "held\n"
    other.kill()
    other.wait()
    with locked(file, lambda who: Publishing(what="town 2023", who=who)):
        assert str(os.getpid()) in file.read_text("utf-8")
    other.stdout.close()
