"""Every night, each office's review by a task of its own. 每晚每个单位一个任务，运行 nianbao run。

    python prefect_flow.py               serves the flow: it runs at 02:30 for as long as this process lives 常驻，每晚 02:30 运行
    NIANBAO_WORKSPACE=/srv/nianbao          the workspace 工作区
    NIANBAO=/opt/nianbao/bin/nianbao        the command; left out: the one on the PATH 命令
"""

from __future__ import annotations

import json
import os
import subprocess

from prefect import flow, get_run_logger, task
from prefect.futures import wait
from prefect.schedules import Cron
from prefect.task_runners import ThreadPoolTaskRunner

NIANBAO = os.environ.get("NIANBAO", "nianbao")
LOCKED = 8  # another process is at the office's year: the only end that passes by itself 只有这一种会自行好转


class NoReview(Exception):
    """`nianbao run` ended with this exit code."""

    def __init__(self, office: str, code: int) -> None:
        super().__init__(f"{office}: exit code {code}")
        self.code = code


def can_pass(task, task_run, state) -> bool:
    """Whether to try again."""
    error = state.result(raise_on_failure=False)
    return isinstance(error, NoReview) and error.code == LOCKED


@task
def offices(year: int) -> list[str]:
    """The offices that have files of the year."""
    told = subprocess.run([NIANBAO, "status", str(year), "--json"], check=True, capture_output=True, text=True)
    return [each["office"] for each in json.loads(told.stdout)["years"] if each["has_files"]]


@task(task_run_name="{office}", retries=4, retry_delay_seconds=[60, 120, 240, 480], retry_condition_fn=can_pass)
def review(office: str, year: int) -> None:
    """The office's review; what nianbao says stands in the task's log."""
    logger = get_run_logger()
    command = [NIANBAO, "run", office, str(year), "--engine", "duckdb"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as process:
        for line in process.stdout:
            logger.info(line.rstrip())
    if process.returncode:
        raise NoReview(office, process.returncode)


@flow(name="nianbao-reviews", task_runner=ThreadPoolTaskRunner(max_workers=os.cpu_count()))
def reviews(year: int = 2023):
    """Fails where one office's review failed; the others are finished all the same."""
    made = [review.submit(office, year) for office in offices(year)]
    wait(made)
    return [each.state for each in made]


if __name__ == "__main__":
    reviews.serve(name="nightly", schedule=Cron("30 2 * * *", timezone="Asia/Shanghai"))
