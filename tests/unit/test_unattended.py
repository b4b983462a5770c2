"""A run that nobody looks at: what can pass is tried again, what another is at is left to it, logs stay small, and each end has its code."""

import errno
import json
import os
import re
import threading
import time

import nbformat
import pytest

from nianbao.batching import Batch, Job, chosen, jobs_for, run_batch, run_job
from nianbao.batching.batch_log import BACKUPS, BatchLog
from nianbao.errors import BadYaml, CannotWrite, NianbaoError, WorkerDied
from nianbao.lock import locked
from nianbao.office import Workspace
from nianbao.patience import can_pass, patiently
from nianbao.running import begin, log
from nianbao.running.year import alone
from nianbao.status import last_run
from nianbao.work import open_work


@pytest.fixture
def place(tmp_path, monkeypatch) -> Workspace:
    """A town with a folder for the year and nothing in it: its run ends at once."""
    monkeypatch.setenv("NIANBAO_WORKSPACE", "")
    (tmp_path / "data" / "raw" / "town" / "2023").mkdir(parents=True)
    (tmp_path / "data" / "raw" / "town" / "office.yml").write_text("name: {zh: 某镇}\n", "utf-8")
    return Workspace(tmp_path)


class Failing:
    """Fails so many times, then is well."""

    def __init__(self, error, times):
        self.error, self.times, self.called = error, times, 0

    def __call__(self):
        self.called += 1
        if self.called <= self.times:
            raise self.error
        return "well"


def written(number):
    """The error of ours that comes of one of the system's."""
    try:
        raise OSError(number, "told")
    except OSError as error:
        try:
            raise CannotWrite(path="x", problem=error.strerror) from None
        except CannotWrite as ours:
            return ours


@pytest.mark.parametrize("number", [errno.EACCES, errno.EBUSY, errno.ESTALE, errno.EHOSTDOWN])
def test_what_is_in_use_or_away_can_pass_whoever_says_so(number):
    assert can_pass(OSError(number, "told")) and can_pass(written(number))


@pytest.mark.parametrize(
    "error", [OSError(errno.ENOSPC, "full"), OSError(errno.ENOENT, "gone"), written(errno.ENOSPC), ValueError(), BadYaml(file="f", line=1, problem="p")]
)
def test_what_cannot_pass_is_tried_once(error):
    call = Failing(error, 1)
    with pytest.raises(type(error)):
        patiently(call, 60)
    assert call.called == 1


def test_what_can_pass_is_tried_again_within_the_time_and_told_when_that_is_over():
    call = Failing(OSError(errno.EBUSY, "in use"), 1)
    assert patiently(call, 1.5) == "well" and call.called == 2
    began, call = time.monotonic(), Failing(OSError(errno.EBUSY, "in use"), 9)
    with pytest.raises(OSError, match="in use"):
        patiently(call, 1.5)  # after one second; the next would be at three
    assert call.called == 2 and time.monotonic() - began < 1.5
    call = Failing(OSError(errno.EBUSY, "in use"), 1)
    with pytest.raises(OSError, match="in use"):
        patiently(call, 0)
    assert call.called == 1


def test_a_share_that_comes_back_is_waited_for(place):
    raw, away = place.raw, place.root / "away"
    raw.rename(away)
    assert run_job(Job(str(place.root), "town", 2023))["exit_code"] == 2
    threading.Timer(0.4, away.rename, [raw]).start()
    assert run_job(Job(str(place.root), "town", 2023, wait=5))["name"]["zh"] == "某镇"


def test_who_finds_the_office_locked_ends_with_a_code_of_its_own_and_is_no_fault(place):
    with locked(place.root / "data/runs/town/2023/run.lock"):
        told = run_job(Job(str(place.root), "town", 2023, named=True))
    assert (told["state"], told["exit_code"]) == ("locked", 8) and "town 2023" in told["error"]
    done = run_batch(place, 2023, jobs_for(place, chosen(place, None, None), 2023), lambda jobs: ((job, told) for job in jobs), lambda line: None)
    assert done.exit_code == 8 and "正由另一进程处理1个" in done.told("zh")
    assert told["error"] in done.page.read_text("utf-8")


def test_a_gate_is_worse_than_a_lock_and_a_fault_of_ours_is_worst():
    def ended(*codes):
        return Batch({"offices": [{"exit_code": code} for code in codes]}, None, False).exit_code

    assert [ended(0, 8), ended(8, 5), ended(5, 4), ended(4, 6), ended(6, 1)] == [8, 5, 4, 6, 1]


@pytest.mark.parametrize(("error", "code"), [(ZeroDivisionError("张三"), 1), (KeyboardInterrupt(), 130), (WorkerDied(how="x"), 6)])
def test_however_a_run_ends_its_log_says_so(place, error, code):
    run = begin(open_work("town", 2023, workspace=place), lambda words: None)
    with pytest.raises(type(error)), alone(run):
        raise error
    told = json.loads(run.log.path.read_text("utf-8").splitlines()[-1])
    assert (told["event"], told["exit_code"]) == ("failed", code) and "张三" not in str(told)
    assert last_run(run.log.path.parent).exit_code == code


@pytest.mark.parametrize(("limit", "most"), [("MOST_LOGS", 3), ("MOST_BYTES", 250)])
def test_the_oldest_logs_go_but_those_with_figures_stay(tmp_path, monkeypatch, limit, most):
    monkeypatch.setattr(log, limit, most)
    for day in range(1, 7):
        (tmp_path / f"2024010{day}T000000.000000Z.jsonl").write_text("x" * 100, "utf-8")
    (tmp_path / "20240101T000000.000000Z.figures.json").write_text("{}", "utf-8")
    new = log.Log(tmp_path)
    new.write("run")
    left = sorted(path.name[:8] for path in tmp_path.glob("*.jsonl"))
    assert left == ["20240101", "20240105", "20240106", new.path.name[:8]]


def test_a_clock_that_was_ahead_leaves_runs_in_the_order_in_which_they_were(tmp_path):
    (tmp_path / "21240101T000000.999999Z.jsonl").write_text("x", "utf-8")
    (tmp_path / "notes.jsonl").write_text("x", "utf-8")
    ids = []
    for _ in range(3):
        ids.append(log.Log(tmp_path))
        ids[-1].write("run")
    assert [one.id for one in ids] == ["21240101T000001.000000Z", "21240101T000001.000001Z", "21240101T000001.000002Z"]


def full(path):
    """A file on a disk that is full."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    path.symlink_to("/dev/full")


def test_a_full_disk_is_told_and_no_traceback_printed(place, capfd):
    logged = BatchLog(place)
    full(logged.path)
    with pytest.raises(CannotWrite, match=r"batch\.jsonl"):
        logged.write("batch")
    run = begin(open_work("town", 2023, workspace=place), lambda words: None)
    full(run.log.path)
    with pytest.raises(CannotWrite, match=re.escape(run.log.id)):
        run.log.write("step")
    with pytest.raises(ZeroDivisionError), alone(run):  # what it failed by, though that cannot be logged
        raise ZeroDivisionError
    assert capfd.readouterr() == ("", "")


def test_the_log_of_batches_is_moved_on_at_a_size_and_nothing_within_it_is_cut(place):
    logged = BatchLog(place, most_bytes=1000)
    for number in range(100):
        logged.write("office", office=f"镇{number}", error="某" * 50)
    files = sorted(logged.path.parent.glob("batch.jsonl*"))
    assert len(files) == BACKUPS + 1 and all(path.stat().st_size <= 1000 for path in files)
    lines = [json.loads(line) for path in [*files[:0:-1], files[0]] for line in path.read_text("utf-8").splitlines()]
    last = [f"镇{number}" for number in range(100)][-len(lines):]
    assert [line["office"] for line in lines] == last


def test_a_batch_is_logged_from_its_beginning_to_its_end(place):
    jobs = jobs_for(place, ["town"], 2023)
    run_batch(place, 2023, jobs, lambda these: ((job, WorkerDied(how="SIGKILL")) for job in these), lambda line: None)
    events = [json.loads(line) for line in BatchLog(place).path.read_text("utf-8").splitlines()]
    assert [(event["event"], event.get("exit_code")) for event in events] == [("batch", None), ("office", 6), ("batch ended", None)]


def test_a_log_that_goes_away_meanwhile_ends_no_batch(place):
    def runner(jobs):
        for job in jobs:
            BatchLog(place).path.unlink()
            BatchLog(place).path.mkdir()
            yield job, WorkerDied(how="SIGKILL")
            BatchLog(place).path.rmdir()

    assert run_batch(place, 2023, jobs_for(place, ["town"], 2023), runner, lambda line: None).exit_code == 6


def test_a_log_that_cannot_be_written_says_so(place):
    BatchLog(place).path.mkdir(parents=True)
    with pytest.raises(NianbaoError):
        BatchLog(place).write("batch")


def unreadable(path):
    """The system gives such a file out to nobody; who may read every file has to be refused by another means than permission."""
    path.unlink(missing_ok=True)
    if os.geteuid():
        path.touch(0)
    else:
        path.symlink_to("/proc/self/mem" if path.name == "office.yml" else path)  # the latter leads round and round


@pytest.mark.parametrize("name", ["2023/信访.csv", "office.yml", "2023/corrections.csv"])
def test_a_file_that_cannot_be_read_is_named_in_a_sentence(place, name):
    (place.raw / "town/2023/信访.csv").write_text("编号\n1\n", "utf-8")
    unreadable(place.raw / "town" / name)
    told = run_job(Job(str(place.root), "town", 2023, named=True))
    link = (place.raw / "town" / name).is_symlink() and name.endswith("corrections.csv")
    code, says = (3, "corrections.csv 是链接") if link else (4, f"{name} 读不出来")
    assert (told["state"], told["exit_code"]) == ("broken", code) and says in told["error"]


READS = """
from pathlib import Path
from nianbao.reading import raw_files
path = Path("data/raw") / office / str(year) / "a.csv"
with Path("tries").open("a") as tries:
    tries.write("x")
first = Path("tries").read_text() == "x"
if first:
    kept = path.rename("kept")
    path.symlink_to({place})
try:
    {reads}
finally:
    if first:
        path.unlink()
        kept.rename(path)
"""


@pytest.mark.parametrize(
    ("reads", "link", "wait", "tries", "code"),
    [
        ("raw_files(path.parent, {})", "path", 0, 1, 4),
        ("raw_files(path.parent, {})", "path", 90, 2, None),
        ("path.read_bytes()", "'/proc/self/mem'", 90, 2, None),
        ("1 / 0", "path", 90, 1, 6),
    ],
)  # fmt: skip
def test_a_file_that_is_busy_within_the_notebook_is_tried_again_as_outside(place, reads, link, wait, tries, code):
    (place.raw / "town/2023/a.csv").write_text("a\n1\n", "utf-8")
    (place.root / "notebooks").mkdir()
    given = nbformat.v4.new_code_cell("office = year = as_of = lang = draft = None", metadata={"tags": ["parameters"]})
    cells = [given, nbformat.v4.new_code_cell(READS.replace("{reads}", reads).replace("{place}", link))]
    about = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata=about), place.root / "notebooks" / "1_clean.ipynb")
    told = run_job(Job(str(place.root), "town", 2023, wait=wait))
    assert len((place.root / "tries").read_text()) == tries, told
    assert code is None or told["exit_code"] == code
    assert "a.csv 读不出来" in told["error"] or code != 4
