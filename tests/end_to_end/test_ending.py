"""SIGTERM, by which a timer, systemd or `kill` ends a process: a sentence, a code of its own, and nothing is left behind."""

import json
import os
import signal
import subprocess
import sys
import time

import nbformat
import psutil
import pytest
from tests.places import Place
from tests.webhook import listening

from nianbao.lock import holder
from nianbao.status import last_run

AT_WORK = "import os, pathlib, time\npathlib.Path(f'at-work-{office}').write_text(str(os.getpid()))\ntime.sleep(120)"


@pytest.fixture
def place(tmp_path) -> Place:
    """Two towns; what cleans their records tells the number of its process, and then takes very long."""
    for office in ("east", "west"):
        (tmp_path / "data" / "raw" / office / "2023").mkdir(parents=True)
        (tmp_path / "data" / "raw" / office / "2023" / "a.csv").write_text("a\n1\n", "utf-8")
        (tmp_path / "data" / "raw" / office / "office.yml").write_text(f"name: {{zh: {office}镇}}\n", "utf-8")
    (tmp_path / "notebooks").mkdir()
    cells = [nbformat.v4.new_code_cell("office = year = as_of = lang = draft = None", metadata={"tags": ["parameters"]}), nbformat.v4.new_code_cell(AT_WORK)]
    about = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata=about), tmp_path / "notebooks" / "1_clean.ipynb")
    return Place(tmp_path)


@pytest.fixture
def hook(tmp_path, monkeypatch):
    """What those were sent who are told of what went wrong."""
    with listening() as (url, got):
        (tmp_path / "notices.yml").write_text(f"urls: ['{url}']\nwhen: [failure]\n", "utf-8")
        monkeypatch.setenv("NIANBAO_NOTICES", str(tmp_path / "notices.yml"))
        yield got


def ended(place, end, *words):
    """How the command ended by `end`, once its kernel was at work, and that kernel."""
    env = os.environ | {"NIANBAO_LANG": "en", "NIANBAO_KEY_FILE": str(place.root / "key")}
    command = [sys.executable, "-m", "nianbao", *words]
    process = subprocess.Popen(command, cwd=place.root, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True)
    while not (found := [path for path in place.root.glob("at-work-*") if path.read_text()]):
        assert process.poll() is None, process.communicate()
        time.sleep(0.02)
    kernel = psutil.Process(int(found[0].read_text()))
    end(process.pid)
    out, err = process.communicate(timeout=60)
    return process.returncode, out, err, kernel


def require_nothing_left(place, home, before, kernel):
    assert set(home.rglob("kernel-*")) == before
    assert not [path for folder in ("data", "reviews") for path in (place.root / folder).rglob(".*")]
    assert holder(place.root / "data/runs/east/2023/run.lock") is None
    kernel.wait(2)


def test_a_run_that_is_asked_to_end_says_so_and_leaves_nothing(place, home):
    before = set(home.rglob("kernel-*"))
    code, _, err, kernel = ended(place, lambda pid: os.kill(pid, signal.SIGTERM), "run", "east", "2023")
    assert (code, err.strip()) == (143, "nianbao: Ended as asked (SIGTERM); what was there is untouched.")
    require_nothing_left(place, home, before, kernel)
    assert last_run(place.root / "data/runs/east/2023").exit_code == 143


def to_all(pid):
    """As `timeout` and systemd do: to the process, and to all of its group."""
    os.kill(pid, signal.SIGTERM)
    time.sleep(0.3)
    os.killpg(pid, signal.SIGTERM)


@pytest.mark.parametrize("end", [lambda pid: os.kill(pid, signal.SIGTERM), to_all], ids=["it alone", "its group"])
def test_a_batch_that_is_asked_to_end_leaves_a_summary_and_nothing_else(place, home, end, hook):
    before = set(home.rglob("kernel-*"))
    code, out, err, kernel = ended(place, end, "batch", "2023", "--all", "--workers", "1")
    assert [told["title"] for told in hook] == ["nianbao 2023年年报：批次没有完成"] and "还有2个单位没有运行" in hook[0]["message"]
    assert (code, out) == (143, "") and "2 were not run" in err and "Traceback" not in err
    require_nothing_left(place, home, before, kernel)
    summary = json.loads((place.root / "data/runs/batch/2023/summary.json").read_text("utf-8"))
    assert (summary["offices"], summary["remaining"]) == ([], ["east", "west"])
