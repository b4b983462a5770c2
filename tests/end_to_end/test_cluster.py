"""`nianbao batch --scheduler` on a Dask cluster of processes of their own: a worker is killed midway, files go by a share."""

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
from tests.places import Place

pytest.importorskip("distributed")
DASK = Path(sys.executable).with_name("dask")


class Cluster:
    """A scheduler and workers on this machine, as the commands start them."""

    def __init__(self, folder: Path, key: Path) -> None:
        self.folder, self.env = folder, os.environ | {"NIANBAO_KEY_FILE": str(key), "DASK_DISTRIBUTED__ADMIN__LOW_LEVEL_LOG_LENGTH": "0"}
        self.file = folder / "scheduler.json"
        self.processes = [self._start("scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--scheduler-file", self.file)]
        while not self.file.exists() or not self.file.read_text():
            time.sleep(0.05)
        self.address = json.loads(self.file.read_text())["address"]

    def add_worker(self, **env: str) -> None:
        words = ("worker", self.address, "--nthreads", "1", "--no-dashboard", "--host", "127.0.0.1", "--local-directory", self.folder / "dask")
        self.processes.append(self._start(*words, **env))

    def _start(self, *words: object, **env: str) -> subprocess.Popen:
        with (self.folder / "log.txt").open("a") as log:
            return subprocess.Popen([str(DASK), *map(str, words)], env=self.env | env, cwd=self.folder, stdout=log, stderr=log)

    def end(self) -> None:
        for process in self.processes:
            for each in (*psutil.Process(process.pid).children(recursive=True), process):
                each.kill()
            process.wait()


@pytest.fixture(scope="module")
def cluster(tmp_path_factory):
    folder = tmp_path_factory.mktemp("cluster")
    (folder / "key").write_text("ab" * 32)
    (folder / "key").chmod(0o600)
    made = Cluster(folder, folder / "key")
    for _ in range(2):
        made.add_worker()
    yield made
    made.end()


def workspace(small: Place, root: Path, *offices: str) -> Place:
    for office in offices:
        shutil.copytree(small.root / "data" / "raw" / "shangcang", root / "data" / "raw" / office)
    return Place(root)


def batch(place: Place, cluster: Cluster, *words: object, key: str = "key") -> subprocess.Popen:
    command = [sys.executable, "-m", "nianbao", "batch", 2023, "--all", "--scheduler", cluster.address, *words]
    env = cluster.env | {"NIANBAO_LANG": "en", "NIANBAO_KEY_FILE": str(cluster.folder / key)}
    return subprocess.Popen(list(map(str, command)), cwd=place.root, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def ended(process: subprocess.Popen) -> tuple[int, dict[str, dict], str]:
    out, err = process.communicate(timeout=300)
    return process.returncode, {line["office"]: line for line in map(json.loads, out.splitlines())}, err


def test_what_a_killed_worker_had_begun_is_done_by_another(small, cluster, tmp_path):
    place = workspace(small, tmp_path, "one")
    shutil.copytree(tmp_path / "data/raw/one/2022", tmp_path / "data/raw/none/2022")
    shutil.copy(tmp_path / "data/raw/one/office.yml", tmp_path / "data/raw/none")
    running = batch(place, cluster)
    runs = tmp_path / "data/runs/one/2023"
    while not (runs / "steps.json").exists():  # written when the first step is done
        assert running.poll() is None, running.communicate()
        time.sleep(0.02)
    worker = psutil.Process(int((runs / "run.lock").read_text().split()[0].rpartition(":")[2]))
    assert worker.parent().pid in [process.pid for process in cluster.processes]
    worker.send_signal(signal.SIGKILL)
    code, lines, err = ended(running)
    assert (code, lines["one"]["state"], lines["none"]["state"]) == (0, "done", "absent"), (lines, err)
    assert "clean" not in lines["one"]["steps"]  # what the killed one had finished is not done again
    assert (place.root / "reviews/one/2023/review.pdf").exists()


def test_files_go_by_a_share_and_come_back_whole(small, cluster, tmp_path):
    place = workspace(small, tmp_path / "w", "town")
    share = tmp_path / "share"
    (place.root / "data/raw/town/2023/2023年信访件登记表.xlsx").write_bytes(b"x")
    code, lines, err = ended(batch(place, cluster, "--share", share.as_uri()))
    assert (code, lines["town"]["state"]) == (4, "broken"), (lines, err)
    shutil.copy(small.raw / "2023年信访件登记表.xlsx", place.root / "data/raw/town/2023")
    code, lines, err = ended(batch(place, cluster, "--share", share.as_uri(), "--draft"))
    assert (code, lines["town"]["state"], lines["town"]["steps"]) == (0, "done", ["clean", "check", "review"]), (lines, err)
    assert list(share.iterdir()) == []
    assert json.loads((place.root / "reviews/town/2023-draft/manifest.json").read_text("utf-8"))["inputs"]
    # It is as if it had been run here: nothing is left to do.
    done = subprocess.run(
        [sys.executable, "-m", "nianbao", "run", "town", "2023", "--draft", "--engine", "duckdb"], cwd=place.root, capture_output=True, text=True,
        env=cluster.env | {"NIANBAO_LANG": "en"},
    )  # fmt: skip
    assert [line.partition(",")[0] for line in done.stdout.splitlines()] == [
        "cleaned: nothing has changed", "checked: nothing has changed", "review: nothing has changed",
    ], done.stderr  # fmt: skip


def test_a_worker_without_the_key_or_the_workspace_is_refused_before_any_work(small, cluster, tmp_path):
    place = workspace(small, tmp_path, "town")
    (cluster.folder / "other").write_text("cd" * 32)
    (cluster.folder / "other").chmod(0o600)
    code, lines, err = ended(batch(place, cluster, key="other"))
    assert (code, lines) == (2, {})
    assert str(cluster.folder / "key") in err and "abab" not in err and "cdcd" not in err
    assert not (place.root / "data" / "runs" / "town").exists()


def test_a_scheduler_that_is_not_there_is_told(small, cluster, tmp_path):
    place = workspace(small, tmp_path, "town")
    done = place.nianbao("batch", 2023, "--all", "--scheduler", "tcp://127.0.0.1:1", lang="en")
    assert done.code == 2 and "tcp://127.0.0.1:1" in done.err and "Traceback" not in done.err
    done = place.nianbao("batch", 2023, "--all", "--share", tmp_path.as_uri(), lang="en")
    assert done.code == 2 and "--scheduler" in done.err
