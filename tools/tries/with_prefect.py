"""The flow served to a real Prefect server of this machine, and started through it, with three offices."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from offices import BIN, BUSY, EXAMPLES, STOPPED, WELL, YEAR, busy, workspace
from watching import free_port, require, require_busy, require_stopped, require_well, serving, until, until_locked


def main(folder: Path) -> None:
    place, port = workspace(folder / "workspace"), free_port()
    os.environ |= {
        "PREFECT_HOME": str(folder / "prefect"), "PREFECT_API_URL": f"http://127.0.0.1:{port}/api", "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        "DO_NOT_TRACK": "1",
    }  # fmt: skip
    server: list[str | Path] = [BIN / "prefect", "server", "start", "--host", "127.0.0.1", "--port", str(port)]
    with serving(server, folder / "server.log"), _client() as client:
        until("Prefect's server answers", lambda: client.api_healthcheck() is None, 180)
        with serving([sys.executable, EXAMPLES / "prefect_flow.py"], folder / "served.log"), busy(place) as let_go:
            deployment = until("the flow is served", lambda: _deployment(client))
            schedule = deployment.schedules[0].schedule
            require("a schedule at 02:30 in Shanghai", (schedule.cron, schedule.timezone) == ("30 2 * * *", "Asia/Shanghai"))
            run = client.create_flow_run_from_deployment(deployment.id, parameters={"year": YEAR})
            until_locked(place)
            let_go()
            ended = until("the flow run has ended", lambda: _ended(client, run.id))
        tasks = {each.name: each for each in _task_runs(client, run.id)}
        states = {office: (tasks[office].state_name, tasks[office].run_count) for office in (BUSY, STOPPED, WELL)}
        require(f"Prefect's states: {states}", states == {BUSY: ("Completed", 2), STOPPED: ("Failed", 1), WELL: ("Completed", 1)})
        require("the flow run failed, for one office did", ended.is_failed())
        said = _said(client, tasks[STOPPED].id)
    require_busy(place)
    require_stopped(place, said)
    require_well(place)


def _client():
    from prefect.client.orchestration import get_client

    return get_client(sync_client=True)


def _deployment(client):
    from prefect.exceptions import ObjectNotFound

    try:
        return client.read_deployment_by_name("nianbao-reviews/nightly")
    except ObjectNotFound:
        return None


def _ended(client, run):
    state = client.read_flow_run(run).state
    return state if state and state.is_final() else None


def _task_runs(client, run):
    from prefect.client.schemas.filters import FlowRunFilter, FlowRunFilterId
    from prefect.client.schemas.sorting import TaskRunSort

    return client.read_task_runs(flow_run_filter=FlowRunFilter(id=FlowRunFilterId(any_=[run])), limit=100, sort=TaskRunSort.NAME_ASC)


def _said(client, task) -> str:
    """The log of the task run, as the server has it."""
    from prefect.client.schemas.filters import LogFilter, LogFilterTaskRunId
    from prefect.client.schemas.sorting import LogSort

    def lines():
        only = LogFilter(task_run_id=LogFilterTaskRunId(any_=[task]))
        return [log.message for log in client.read_logs(log_filter=only, limit=100, offset=0, sort=LogSort.TIMESTAMP_ASC)]

    until("the server has the task's log", lambda: any("nianbao" in line for line in lines()), 60)
    return "\n".join(lines())


if __name__ == "__main__":
    main(Path(sys.argv[1]))
