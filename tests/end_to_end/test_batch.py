"""`nianbao batch` as a scheduler runs it: stopped by Ctrl-C, killed, and run again until all is done."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest
from tests.places import REPO, Place

BATCH = ("batch", 2023, "--all", "--workers", 2)


@pytest.fixture(scope="module")
def county(small, tmp_path_factory) -> Place:
    """Four offices: one sound, one whose register has no header, one that breaks a critical rule, one without the year."""
    root = tmp_path_factory.mktemp("county")
    for office in ("sound", "headless", "stopped", "idle"):
        shutil.copytree(small.root / "data" / "raw" / "shangcang", root / "data" / "raw" / office)
    raw = root / "data" / "raw"
    for office in ("headless", "stopped"):
        (raw / office / "2023" / "2023年信访件登记表.xlsx").unlink()
    (raw / "headless" / "2023" / "信访.csv").write_text("x\n", "utf-8")
    (raw / "stopped" / "2023" / "信访.csv").write_text("信访件编号,登记时间,办结时间\nP1,2023-01-05,2023-01-04\n", "utf-8")
    shutil.rmtree(raw / "idle" / "2023")
    return Place(root)


def start(place: Place) -> subprocess.Popen:
    env = os.environ | {"NIANBAO_LANG": "en", "NIANBAO_KEY_FILE": str(place.root / "key")}
    command = [sys.executable, "-m", "nianbao", *map(str, BATCH)]
    return subprocess.Popen(command, cwd=place.root, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def wait_for(place: Place, office: str, event: str, step: str) -> None:
    """Until a run of the office has logged the event."""
    end = time.monotonic() + 120
    while time.monotonic() < end:
        for log in (place.root / "data" / "runs" / office / "2023").glob("*.jsonl"):
            if any(f'"event": "{event}", "step": "{step}"' in line for line in log.read_text("utf-8").splitlines()):
                return
        time.sleep(0.02)
    pytest.fail(f"{office} never came to {event} {step}")


def left(root: Path) -> list[str]:
    """The processes that still work in the workspace, two seconds on at the latest."""
    end = time.monotonic() + 2
    while found := [process for process in psutil.process_iter() if _works_in(process, root)]:
        if time.monotonic() > end:
            break
        time.sleep(0.05)
    return [" ".join(process.cmdline()) for process in found]


def _works_in(process: psutil.Process, root: Path) -> bool:
    try:
        return Path(process.cwd()).is_relative_to(root) and process.status() != psutil.STATUS_ZOMBIE
    except psutil.Error:
        return False


def lines(out: str) -> dict[str, dict]:
    return {line["office"]: line for line in map(json.loads, out.splitlines())}


def test_stopped_killed_and_run_again_until_all_is_done(county):
    first = start(county)
    wait_for(county, "sound", "step done", "clean")
    first.send_signal(signal.SIGINT)
    out, err = first.communicate()
    assert first.returncode == 130
    assert "cut short" in err and "Traceback" not in err
    summary = json.loads((county.root / "data/runs/batch/2023/summary.json").read_text("utf-8"))
    assert "sound" in summary["remaining"] and summary["remaining"] == sorted({"headless", "idle", "sound", "stopped"} - lines(out).keys())
    assert left(county.root) == []

    second = start(county)
    wait_for(county, "sound", "step done", "check")
    second.kill()
    second.communicate()
    assert left(county.root) == []

    third = start(county)
    out, err = third.communicate()
    found = lines(out)
    assert third.returncode == 4, err
    assert {office: (line["state"], line["exit_code"]) for office, line in found.items()} == {
        "headless": ("broken", 4), "idle": ("absent", 0), "sound": ("done", 0), "stopped": ("gate", 5),
    }  # fmt: skip
    assert "clean" not in found["sound"]["steps"] and found["sound"]["steps"][-1] == "review"
    assert "petitions.closed-not-before-received" in [rule["rule"] for rule in found["stopped"]["stopped_by"]]
    assert found["sound"]["counts"]["pass"] > 20 and found["sound"]["seconds"] > 0 and found["sound"]["memory_mb"] > 50
    assert "信访.csv" in found["headless"]["error"]
    assert err == f"nianbao: 4 offices: 1 written, 1 stopped at the gate, 1 broken, 1 without a folder for the year. " \
                  f"Summary: {county.root}/data/runs/batch/2023/summary.html\n"  # fmt: skip
    assert (county.root / "reviews/sound/2023/review.html").exists()

    fourth = lines(county.nianbao(*BATCH, lang="en").out)
    assert (fourth["sound"]["state"], fourth["sound"]["steps"]) == ("unchanged", [])
    assert (fourth["stopped"]["state"], fourth["stopped"]["steps"], fourth["stopped"]["error"]) == ("gate", [], found["stopped"]["error"])
    assert left(county.root) == []


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("batch", 2023), "--offices"), (("batch", 2023, "--offices", "sound,suond"), "Did you mean “sound”?"),
        (("batch", 2023, "--all", "--as-of", "soon"), "as_of"), (("batch", 2023, "--offices", " ,"), "--offices names no office"),
    ],
)
def test_a_wrong_call_is_told_before_any_work(county, words, says):
    logs = set((county.root / "data").rglob("*.jsonl"))
    done = county.nianbao(*words, lang="en")
    assert (done.code, done.out, says in done.err) == (2, "", True), done.err
    assert set((county.root / "data").rglob("*.jsonl")) == logs


def test_an_office_that_is_named_and_has_no_folder_for_the_year_is_at_fault(county):
    done = county.nianbao("batch", 2023, "--offices", "idle", lang="en")
    assert done.code == 2
    assert lines(done.out)["idle"]["state"] == "absent"


def test_an_office_whose_kernel_the_system_ends_is_told_so(county):
    notebook = json.loads((REPO / "notebooks" / "1_clean.ipynb").read_text("utf-8"))
    code = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
    code[1]["source"] = "import os\nos.kill(os.getpid(), 9)"
    (county.root / "notebooks").mkdir()
    (county.root / "notebooks" / "1_clean.ipynb").write_text(json.dumps(notebook), "utf-8")
    done = county.nianbao("batch", 2023, "--offices", "headless", lang="en")
    shutil.rmtree(county.root / "notebooks")
    assert done.code == 6, done.err
    assert "ended by the system" in lines(done.out)["headless"]["error"]
