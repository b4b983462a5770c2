"""Every night, each office's review by a task of its own. 每晚每个单位一个任务，运行 nianbao run。

Put this file into Airflow's dags folder; the workers' environment says where things are:
    NIANBAO_WORKSPACE=/srv/nianbao          the workspace, which every worker sees 工作区
    NIANBAO=/opt/nianbao/bin/nianbao        the command, in an environment of its own; left out: the one on the PATH 命令
"""

from __future__ import annotations

import json
import os
import subprocess
from datetime import timedelta

import pendulum
from airflow.sdk import Param, dag, task
from airflow.sdk.exceptions import AirflowException, AirflowFailException

NIANBAO = os.environ.get("NIANBAO", "nianbao")
LOCKED = 8  # another process is at the office's year: the only end that passes by itself 只有这一种会自行好转


@dag(
    schedule="30 2 * * *",
    start_date=pendulum.datetime(2024, 1, 1, tz="Asia/Shanghai"),
    catchup=False,
    max_active_runs=1,
    params={"year": Param(2023, type="integer")},
    tags=["nianbao"],
)
def nianbao_reviews():
    @task
    def offices(params: dict) -> list[str]:
        """The offices that have files of the year."""
        told = subprocess.run([NIANBAO, "status", str(params["year"]), "--json"], check=True, capture_output=True, text=True)
        return [each["office"] for each in json.loads(told.stdout)["years"] if each["has_files"]]

    @task(
        retries=4,
        retry_delay=timedelta(minutes=1),
        retry_exponential_backoff=True,
        max_active_tis_per_dagrun=os.cpu_count(),
        map_index_template="{{ office }}",
    )
    def review(office: str, params: dict) -> None:
        """The office's review; what nianbao says stands in the task's log."""
        from airflow.sdk import get_current_context

        get_current_context()["office"] = office
        command = [NIANBAO, "run", office, str(params["year"]), "--engine", "duckdb"]
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as process:
            for line in process.stdout:
                print(line, end="")
        if process.returncode == LOCKED:
            raise AirflowException(f"{office}: exit code {LOCKED}, to be tried again")
        if process.returncode:
            raise AirflowFailException(f"{office}: exit code {process.returncode}, which no retry mends")

    review.expand(office=offices())


nianbao_reviews()
