"""The notebook as jobs of a real JupyterLab server with jupyter-scheduler, made through its REST API, for three offices."""

from __future__ import annotations

import json
import os
import shutil
import sys
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

import nbformat
from offices import BIN, BUSY, EXAMPLES, STOPPED, WELL, YEAR, busy, workspace
from watching import free_port, require, require_busy, require_stopped, require_well, serving, until, until_locked

TOKEN = "tried"


def main(folder: Path) -> None:
    place, port = workspace(folder / "workspace"), free_port()
    os.environ |= {name: str(folder / "jupyter") for name in ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR")}
    shutil.copy(EXAMPLES / "jupyter_scheduler.ipynb", place)
    night = json.loads((EXAMPLES / "jupyter_scheduler.json").read_text("utf-8"))
    lab = ["lab", "--no-browser", "--allow-root", "--ip=127.0.0.1", f"--port={port}", f"--IdentityProvider.token={TOKEN}"]
    with serving([BIN / "jupyter", *lab], folder / "jupyter.log", place), busy(place) as let_go:
        server = Server(f"http://127.0.0.1:{port}/scheduler")
        environments = until("the server answers", lambda: server.asked("runtime_environments"), 180)
        night["runtime_environment_name"] = environments[0]["name"]
        kept = server.asked("job_definitions", night)["job_definition_id"]
        require("the schedule at 02:30 is taken", server.asked(f"job_definitions/{kept}")["schedule"] == "30 2 * * *")

        by_the_minute = server.asked("job_definitions", night | _for(WELL) | {"schedule": "* * * * *"})["job_definition_id"]
        once = {key: value for key, value in night.items() if key not in ("schedule", "timezone")}
        jobs = {office: server.asked("jobs", once | _for(office))["job_id"] for office in (BUSY, STOPPED)}
        jobs[WELL] = until("the schedule has made a job", lambda: server.made_by(by_the_minute), 180)
        server.asked(f"job_definitions/{by_the_minute}", {"active": False}, "PATCH")
        until_locked(place)
        let_go()
        ended = {office: until(f"the job of {office} has ended", lambda job=job: server.ended(job)) for office, job in jobs.items()}
        shown = _output(server, ended[WELL], place)
    states = {office: job["status"] for office, job in ended.items()}
    require(f"jupyter-scheduler's states: {states}", states == {BUSY: "COMPLETED", STOPPED: "FAILED", WELL: "COMPLETED"})
    require_busy(place)
    require_stopped(place, ended[STOPPED]["status_message"])
    require_well(place)
    require("the job's notebook shows the run and its checks", "review.html" in shown and "checks" in shown)


def _for(office: str) -> dict[str, Any]:
    """What differs by office; parameters are written as Python."""
    return {"name": office, "parameters": {"office": f'"{office}"', "year": str(YEAR)}}


class Server:
    """The scheduler's REST API."""

    def __init__(self, address: str) -> None:
        self.address = address

    def asked(self, path: str, content: Any = None, method: str | None = None) -> Any:
        """What it answers; None where it does not (yet)."""
        data = None if content is None else json.dumps(content).encode()
        request = urllib.request.Request(f"{self.address}/{path}", data, {"Authorization": f"token {TOKEN}"}, method=method)
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                body = answer.read()
                return json.loads(body) if body else None
        except urllib.error.HTTPError as error:
            raise SystemExit(f"{path}: {error.code} {error.read().decode()}") from None
        except OSError:
            return None

    def made_by(self, definition: str) -> str | None:
        """The first job that the definition's schedule has made."""
        jobs = self.asked(f"jobs?job_definition_id={definition}")["jobs"]
        return jobs[-1]["job_id"] if jobs else None

    def ended(self, job: str) -> dict[str, Any] | None:
        found = self.asked(f"jobs/{job}")
        return found if found["status"] in ("COMPLETED", "FAILED", "STOPPED") else None


def _output(server: Server, job: dict[str, Any], place: Path) -> str:
    """What the executed notebook shows, as downloaded into the server's folder."""
    server.asked(f"jobs/{job['job_id']}/download_files")
    (path,) = until("the job's notebook is downloaded", lambda: list(place.glob(f"jobs/*{job['job_id']}/*-*.ipynb")), 120)
    return json.dumps(nbformat.read(path, as_version=4), ensure_ascii=False)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
