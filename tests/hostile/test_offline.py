"""Nothing of the main job asks for anything beyond this machine, in no process and by no library: nothing listens out there, and nobody knocks."""

from __future__ import annotations

import json
import os
import shutil
import sys
from pathlib import Path

import pytest
from tests.depth import DEEP
from tests.hostile.whole_job import COMMANDS, district
from tests.hostile.wire import Wired, wired
from tests.places import REPO

KNOCKS = {
    "python": "import socket; socket.create_connection(('192.0.2.1', 80), timeout=1)",
    "a library in C": "import ctypes, socket; s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM); "
                      "ctypes.CDLL(None).sendto(s.fileno(), b'x', 1, 0, b'\\x02\\x00\\x00\\x35\\xc0\\x00\\x02\\x01' + bytes(8), 16)",
}  # fmt: skip


def on_the_wire(folder: Path, *command: object) -> tuple[Wired, list[str]]:
    """How it ended, and what Python's own sockets were asked for."""
    told = folder / "told"
    told.mkdir()
    own = {"NIANBAO_TEST_OFFLINE": str(told), "NIANBAO_KEY_FILE": str(folder / "key"), "XDG_RUNTIME_DIR": str(folder), "NIANBAO_WARM_IDLE": "5"}
    found = wired(command, folder, REPO, os.environ | own)
    shutil.rmtree(folder / f"nianbao-{os.geteuid()}", ignore_errors=True)  # its warm process ends
    assert list(told.iterdir()), "no process was watched"
    return found, [line for path in told.iterdir() for line in path.read_text("utf-8").splitlines()]


@pytest.mark.parametrize(("kind", "source"), KNOCKS.items(), ids=KNOCKS)
def test_who_knocks_is_heard(kind, source, tmp_path):
    """Python's own is refused before it comes to the wire; what goes past Python is counted on it."""
    found, told = on_the_wire(tmp_path, sys.executable, "-c", source)
    assert (len(told), found.packets) == (1, 0) if kind == "python" else (found.packets > 0 and told == [])


@pytest.mark.skipif(not DEEP, reason="make hostile")
def test_the_whole_job_asks_for_nothing(tmp_path):
    root = district(tmp_path / "w")
    found, told = on_the_wire(tmp_path, sys.executable, "-m", "tests.hostile.whole_job", root)
    commands = json.loads(found.out)
    assert [one for one in commands if one["code"]] == []
    assert len(commands) == len(COMMANDS) + 1
    assert (told, found.packets) == ([], 0)
    assert (root / "reviews/district/2023/review.pdf").exists() and (root / "site/east/2023/1/review.html").exists()


@pytest.mark.skipif(not DEEP, reason="make hostile")
@pytest.mark.parametrize("warm", ["1", "0"])
def test_a_kernel_that_asks_is_refused_and_named(warm, tmp_path, monkeypatch):
    root = district(tmp_path / "w")
    shutil.copytree(REPO / "notebooks", root / "notebooks")
    path = root / "notebooks" / "1_clean.ipynb"
    notebook = json.loads(path.read_text("utf-8"))
    next(cell for cell in notebook["cells"] if cell["cell_type"] == "code" and "parameters" not in cell["metadata"].get("tags", []))["source"] = KNOCKS["python"]
    path.write_text(json.dumps(notebook), "utf-8")
    monkeypatch.setenv("NIANBAO_WARM", warm)
    (root / "data/raw/east/2023").mkdir()
    shutil.copyfile(root / "信访.csv", root / "data/raw/east/2023/信访.csv")
    found, told = on_the_wire(tmp_path, sys.executable, "-m", "nianbao", "run", "east", 2023, "--workspace", root)
    assert found.code == 6, found.err
    assert told and all("192.0.2.1" in line for line in told)
