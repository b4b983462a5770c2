"""Folders that are whole or not there, whatever interrupts their making."""

import errno
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from nianbao import folders
from nianbao.errors import CannotWrite, WrongTarget


def content(folder):
    return {path.relative_to(folder).as_posix(): path.read_text() for path in folder.rglob("*") if path.is_file()}


def fill(folder, **files):
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (folder / name).write_text(text)


def broken_off(folder, error):
    """Begins the new folder and fails half way."""
    with folders.whole(folder) as new:
        fill(new, a="half")
        assert content(folder) == {"a": "old"}
        raise error


@pytest.fixture(params=["exchange", "rename"])
def swapping(request, monkeypatch):
    """Both ways of swapping: in one step where the system can, in two where it cannot."""
    if request.param == "rename":
        monkeypatch.setattr(folders, "_exchange", lambda one, other: False)


def test_a_new_folder_is_made_with_those_above_it(tmp_path, swapping):
    folder = tmp_path / "data" / "clean" / "2023"
    with folders.whole(folder) as new:
        fill(new, a="1")
        assert not folder.exists()
    assert content(folder) == {"a": "1"}
    assert [path.name for path in folder.parent.iterdir()] == ["2023"]


def test_the_new_folder_takes_the_place_of_the_old_one_in_full(tmp_path, swapping):
    folder = tmp_path / "2023"
    fill(folder, a="old", b="old")
    with folders.whole(folder) as new:
        fill(new, a="new", c="new")
        assert content(folder) == {"a": "old", "b": "old"}
    assert content(folder) == {"a": "new", "c": "new"}
    assert [path.name for path in tmp_path.iterdir()] == ["2023"]


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt, SystemExit])
def test_a_block_that_fails_leaves_the_old_folder_and_nothing_else(tmp_path, swapping, error):
    folder = tmp_path / "2023"
    fill(folder, a="old")
    with pytest.raises(error):
        broken_off(folder, error)
    assert content(folder) == {"a": "old"}
    assert [path.name for path in tmp_path.iterdir()] == ["2023"]


def test_a_block_that_fails_leaves_nothing_where_nothing_was(tmp_path):
    with pytest.raises(ValueError, match="x"), folders.whole(tmp_path / "2023"):
        raise ValueError("x")
    assert list(tmp_path.iterdir()) == []


def test_what_the_disk_refuses_is_said_with_the_path(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(CannotWrite) as error, folders.whole(tmp_path / "file" / "2023"):
        pass
    assert error.value.exit_code == 7
    assert str(tmp_path / "file") in error.value.say("en")


def test_what_the_disk_refuses_within_the_block_is_said_too(tmp_path):
    fill(tmp_path / "2023", a="old")
    with pytest.raises(CannotWrite), folders.whole(tmp_path / "2023") as new:
        (new / "no" / "such").write_text("x")
    assert content(tmp_path / "2023") == {"a": "old"}


def test_a_swap_cut_in_two_is_undone(tmp_path):
    # The old folder was moved aside, and the run was killed before the new one came.
    fill(tmp_path / ".2023.old", a="old")
    folders.settle(tmp_path / "2023")
    assert content(tmp_path / "2023") == {"a": "old"}
    assert [path.name for path in tmp_path.iterdir()] == ["2023"]


def test_what_a_finished_swap_left_behind_is_removed(tmp_path):
    fill(tmp_path / ".2023.old", a="old")
    fill(tmp_path / "2023", a="new")
    folders.settle(tmp_path / "2023")
    assert content(tmp_path / "2023") == {"a": "new"}
    assert [path.name for path in tmp_path.iterdir()] == ["2023"]


def test_a_swap_cut_in_two_is_undone_before_the_next_is_begun(tmp_path, swapping):
    fill(tmp_path / ".2023.old", a="old")
    with pytest.raises(KeyError):
        broken_off(tmp_path / "2023", KeyError)
    assert content(tmp_path / "2023") == {"a": "old"}


def test_what_a_killed_run_was_building_is_removed_and_what_a_living_one_builds_is_left(tmp_path):
    dead = subprocess.Popen([sys.executable, "-c", ""])
    dead.wait()
    fill(tmp_path / f".2023.new-{dead.pid}", a="half")
    fill(tmp_path / f".2023.new-{os.getppid()}", a="half")
    fill(tmp_path / f".2022.new-{dead.pid}", a="of another year")
    folders.settle(tmp_path / "2023")
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([f".2023.new-{os.getppid()}", f".2022.new-{dead.pid}"])


def test_a_killed_run_leaves_the_last_folder(tmp_path):
    fill(tmp_path / "2023", a="old")
    script = (
        "import os, pathlib, sys\nfrom nianbao.folders import whole\n"
        "with whole(pathlib.Path(sys.argv[1])) as new:\n    (new / 'a').write_text('half')\n    os.kill(os.getpid(), 9)\n"
    )
    killed = subprocess.run([sys.executable, "-c", script, str(tmp_path / "2023")], check=False)
    assert killed.returncode == -9
    assert content(tmp_path / "2023") == {"a": "old"}
    with folders.whole(tmp_path / "2023") as new:
        fill(new, a="new")
    assert [path.name for path in tmp_path.iterdir()] == ["2023"]


@pytest.fixture
def dead():
    """The number of a process that is no more."""
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    return process.pid


@pytest.mark.parametrize("content", [b"old", b"new"])
def test_what_a_killed_process_was_writing_is_removed_by_the_next_that_writes_the_file(tmp_path, dead, content):
    (tmp_path / "信访[1].html").write_bytes(b"old")
    for pid in (dead, os.getppid(), os.getpid()):
        (tmp_path / f".信访[1].html.new-{pid}").write_bytes(b"half")
    (tmp_path / f".信访1.html.new-{dead}").write_bytes(b"of another")
    folders.put(tmp_path / "信访[1].html", content)
    assert (tmp_path / "信访[1].html").read_bytes() == content
    assert sorted(path.name for path in tmp_path.glob(".*")) == sorted([f".信访1.html.new-{dead}", f".信访[1].html.new-{os.getppid()}"])


def test_what_a_killed_process_had_for_the_moment_is_removed_and_what_this_one_has_is_left(tmp_path, dead, monkeypatch):
    monkeypatch.setattr(folders.tempfile, "tempdir", str(tmp_path))
    fill(tmp_path / f".nianbao-x.new-{dead}", raw="张三")
    with folders.scratch() as one, folders.scratch() as other:
        assert {path.name for path in tmp_path.iterdir()} == {Path(one).name, Path(other).name}
        assert Path(one).stat().st_mode & 0o077 == 0
    assert list(tmp_path.iterdir()) == []


def test_no_reader_finds_the_folder_missing_while_it_is_exchanged(tmp_path):
    folder = tmp_path / "2023"
    fill(folder, a="0")
    script = (
        "import pathlib, sys\nfolder = pathlib.Path(sys.argv[1])\nprint('ready', flush=True)\n"
        "missing = 0\nwhile not (folder.parent / 'stop').exists():\n    missing += not folder.exists()\nprint(missing)\n"
    )
    reader = subprocess.Popen([sys.executable, "-c", script, str(folder)], stdout=subprocess.PIPE, text=True)
    assert reader.stdout.readline() == "ready\n"
    for turn in range(200):
        with folders.whole(folder) as new:
            fill(new, a=str(turn))
    (tmp_path / "stop").touch()
    missing, _ = reader.communicate()
    assert missing == "0\n"
    assert content(folder) == {"a": str(200 - 1)}


def test_a_system_without_the_exchange_is_told_apart(monkeypatch, tmp_path):
    fill(tmp_path / "one")
    fill(tmp_path / "two")

    def none(name, **options):
        raise OSError("no such library")

    monkeypatch.setattr(folders.ctypes, "CDLL", none)
    assert folders._exchange(tmp_path / "one", tmp_path / "two") is False


def test_a_link_keeps_its_place_and_its_target_is_written(tmp_path):
    (tmp_path / "there").mkdir()
    (tmp_path / "link").symlink_to("there/page.html")
    for words in (b"one", b"two"):
        folders.put(tmp_path / "link", words)
        assert (tmp_path / "link").is_symlink()
        assert (tmp_path / "there" / "page.html").read_bytes() == words


def test_a_pipe_stays_one_and_is_refused_where_nobody_reads_it(tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with pytest.raises(WrongTarget, match=r"pipe.*管道"):
        folders.put(pipe, b"one")
    reading = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    folders.put(pipe, b"two")
    assert os.read(reading, 10) == b"two"
    os.close(reading)
    assert pipe.is_fifo()


@pytest.mark.parametrize("name", ["", ".", "there"])
def test_a_folder_is_no_file_to_write(tmp_path, monkeypatch, name):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "there").mkdir()
    with pytest.raises(WrongTarget, match="它是文件夹") as raised:
        folders.put(Path(name), b"one")
    assert ".new-" not in str(raised.value)


@pytest.mark.skipif(os.name != "posix", reason="elsewhere the system sees to it")
def test_what_the_disk_refuses_at_the_last_is_told_and_what_was_there_stays(tmp_path, monkeypatch):
    def refuse(handle):
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    fill(tmp_path / "2023", a="old")
    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(CannotWrite, match="2023"), folders.whole(tmp_path / "2023") as new:
        fill(new, a="new")
    with pytest.raises(CannotWrite, match="a"):
        folders.put(tmp_path / "2023" / "a", b"new")
    assert content(tmp_path) == {"2023/a": "old"}


def test_what_bears_the_number_of_a_thread_is_of_nobody(tmp_path):
    begun, over = threading.Event(), threading.Event()
    thread = threading.Thread(target=lambda: (begun.set(), over.wait()))
    thread.start()
    begun.wait()
    try:
        left = tmp_path / f".2023.new-{thread.native_id}"
        left.mkdir()
        folders.settle(tmp_path / "2023")
        assert not left.exists()
        assert [folders.is_alive(number) for number in (str(os.getppid()), str(thread.native_id), "9" * 40, "x")] == [True, False, False, False]
    finally:
        over.set()
        thread.join()
