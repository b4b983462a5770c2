"""Worker processes: one that dies takes only its own job with it, and none outlives the pool."""

import os
import signal
import subprocess
import sys
import time

import psutil
import pytest

from nianbao.batching import pool
from nianbao.errors import WorkerDied


def do(job):
    """What a worker does here; it is imported by each."""
    if job == "leave":
        os._exit(0)
    if job == "die":
        os.kill(os.getpid(), signal.SIGKILL)
    if job == "noise":
        print("noise")
    if job == "kernel":  # a process of its own session, as kernels are
        return subprocess.Popen(["sleep", "600"], start_new_session=True).pid
    if job == "long":
        time.sleep(600)
    return os.getpid()


def told(jobs, workers=1):
    return [(job, result.facts["how"] if isinstance(result, WorkerDied) else result) for job, result in pool.results(jobs, do, workers)]


def test_a_worker_that_dies_takes_only_its_own_job_with_it(capfd):
    found = told(["a", "die", "b", "leave", "noise"])
    assert [job for job, _ in found] == ["a", "die", "b", "leave", "noise"]
    first, death, second, left, third = (result for _, result in found)
    assert (death, left) == ("SIGKILL", "exit 0")
    assert len({first, second, third}) == 3  # each the process after a death
    assert capfd.readouterr().out == ""


def test_jobs_are_done_by_so_many_workers_at_once_one_after_another():
    found = told(list("abcdefgh"), workers=2)
    assert sorted(job for job, _ in found) == list("abcdefgh")
    assert len({process for _, process in found}) == 2
    assert not any(psutil.pid_exists(process) for _, process in found)


@pytest.mark.parametrize(("name", "limit"), [("JOBS", 2), ("MEGABYTES", 1)])
def test_a_worker_is_replaced_after_so_many_jobs_or_when_it_holds_so_much(monkeypatch, name, limit):
    monkeypatch.setattr(pool, name, limit)
    processes = [process for _, process in told(["a", "b", "c"])]
    assert len(set(processes)) == (2 if name == "JOBS" else 3)


def test_when_the_caller_stops_workers_and_what_they_have_started_are_gone():
    running = pool.results(["kernel", "a", "long", "long"], do, 2)
    found = dict([next(running), next(running)])
    kernel = psutil.Process(found["kernel"])
    mine = [child for child in psutil.Process().children() if "spawn_main" in " ".join(child.cmdline())]
    assert len(mine) == 2
    running.close()
    for process in (kernel, *mine):
        process.wait(5)


def test_what_a_worker_has_started_is_gone_when_it_leaves_by_itself():
    [(_, kernel)] = pool.results(["kernel"], do, 1)
    assert not psutil.pid_exists(kernel) or psutil.Process(kernel).status() == psutil.STATUS_ZOMBIE


PARENT = f"""
import sys
sys.path.insert(0, {str(__file__.rpartition("/")[0])!r})
from test_batch_pool import do
from nianbao.batching import pool
running = pool.results(["kernel", "long", "long"], do, 1)
if __name__ == "__main__":
    print(next(running)[1], flush=True)
    next(running)
"""


def test_workers_and_what_they_have_started_end_with_a_parent_that_is_killed(tmp_path):
    (tmp_path / "parent.py").write_text(PARENT)
    parent = subprocess.Popen([sys.executable, tmp_path / "parent.py"], stdout=subprocess.PIPE, text=True)
    kernel = psutil.Process(int(parent.stdout.readline()))
    worker = kernel.parent()
    parent.kill()
    parent.communicate()
    for process in (kernel, worker):
        process.wait(5)
