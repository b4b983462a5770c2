"""The DAG in a real Airflow (standalone: scheduler, executor, API server, SQLite), run by its own schedule for three offices."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from offices import BIN, BUSY, EXAMPLES, STOPPED, WELL, busy, workspace
from watching import free_port, require, require_busy, require_stopped, require_well, serving, until, until_locked

DAG = "nianbao_reviews"


def main(folder: Path) -> None:
    place, home, port = workspace(folder / "workspace"), folder / "airflow", free_port()
    (home / "dags").mkdir(parents=True)
    shutil.copy(EXAMPLES / "airflow_dag.py", home / "dags")
    os.environ |= {
        "AIRFLOW_HOME": str(home), "AIRFLOW__CORE__LOAD_EXAMPLES": "False", "AIRFLOW__CORE__PARALLELISM": "4",
        "AIRFLOW__API__HOST": "127.0.0.1", "AIRFLOW__API__PORT": str(port), "AIRFLOW__API__WORKERS": "1",
        "AIRFLOW__API__BASE_URL": f"http://127.0.0.1:{port}", "AIRFLOW__CORE__EXECUTION_API_SERVER_URL": f"http://127.0.0.1:{port}/execution/",
        "AIRFLOW__LOGGING__WORKER_LOG_SERVER_PORT": str(free_port()), "AIRFLOW__LOGGING__TRIGGER_LOG_SERVER_PORT": str(free_port()),
    }  # fmt: skip
    with serving([BIN / "airflow", "standalone"], folder / "airflow.log"), busy(place) as let_go:
        until("Airflow has read the DAG", lambda: _told("dags", "details", DAG))
        _told("dags", "unpause", DAG, "-y")  # the night that was missed last is made up for at once
        until_locked(place)
        let_go()
        run = until("the schedule has made a run", lambda: _told("dags", "list-runs", DAG))[0]["run_id"]
        states = until("the run has ended", lambda: _ended(run))
    require(f"a run of the schedule: {run}", run.startswith("scheduled__"))
    require(f"Airflow's states: {states}", states == {BUSY: "success", STOPPED: "failed", WELL: "success"})
    require_busy(place)
    logs = sorted((home / "logs").glob(f"dag_id={DAG}/run_id={run}/task_id=review/map_index=1/attempt=*.log"))
    require_stopped(place, "".join(json.loads(line)["event"] for log in logs for line in log.read_text("utf-8").splitlines()))
    require_well(place)


def _told(*words: str) -> Any:
    """What the command tells as JSON; nothing where it fails."""
    done = subprocess.run([BIN / "airflow", *words, "-o", "json"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, check=False)
    last = done.stdout.splitlines()[-1:]  # behind warnings
    return json.loads(last[0]) if done.returncode == 0 and last and last[0].startswith(("[", "{")) else None


def _ended(run: str) -> dict[str, str] | None:
    """Each office with the state of its task, as soon as all have ended."""
    mapped = [each for each in _told("tasks", "states-for-dag-run", DAG, run) or [] if each["task_id"] == "review"]
    if len(mapped) < 3 or any(each["state"] not in ("success", "failed") for each in mapped):
        return None
    return {office: each["state"] for office, each in zip((BUSY, STOPPED, WELL), sorted(mapped, key=lambda each: int(each["map_index"])), strict=True)}


if __name__ == "__main__":
    main(Path(sys.argv[1]))
