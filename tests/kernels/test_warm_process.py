"""The one process that kernels are forked from: when it starts and ends, and whose code it has read."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest
from tests.kernels.conftest import Copy, eventually, is_gone

from nianbao.warm import door, key

_VALUE = "print(kernel.run('from nianbao.edited import VALUE; print(VALUE)')[0], flush=True)"
_PIDS = """
with started() as kernel:
    kernel.run("import os, subprocess; child = subprocess.Popen(['sleep', '600'], start_new_session=True)")
    print(kernel.keeper.ppid(), kernel.keeper.pid, kernel.number("os.getpid()"), kernel.number("child.pid"), flush=True)
    if sys.argv[1:] != ["once"]:
        time.sleep(600)
"""


def _pids(client) -> list[int]:
    return [int(pid) for pid in client.stdout.readline().split()]


def test_code_that_is_edited_is_never_run_as_it_was(copy: Copy):
    values = [copy.client(f"with started() as kernel: {_VALUE}").communicate()[0]]
    copy.edit(2)
    values.append(copy.client(f"with started() as kernel: {_VALUE}").communicate()[0])
    assert values == ["1\n", "2\n"]
    # The old one is of no more use: it ends when its last kernel has.
    eventually(lambda: len(copy.processes()) == 1)


def test_a_kernel_that_is_restarted_reads_what_was_edited_meanwhile(copy: Copy):
    module = copy.folder / "nianbao" / "edited.py"
    told, _ = copy.client(f"""
with started() as kernel:
    {_VALUE}
    open({str(module)!r}, "w").write("VALUE = 2")
    kernel.manager.restart_kernel()
    kernel.client.wait_for_ready(30)
    {_VALUE}
""").communicate()
    assert told == "1\n2\n"


def test_a_kernel_dies_with_its_client_and_what_it_started_with_it(copy: Copy):
    client = copy.client(_PIDS)
    server, *others = _pids(client)
    client.kill()
    client.communicate()
    eventually(lambda: all(map(is_gone, others)))
    assert not is_gone(server)


def test_a_warm_process_that_was_started_in_a_kernel_outlives_it_for_others_may_use_it(copy: Copy):
    client = copy.client("""
with started() as kernel:
    kernel.run("import os, subprocess, sys; os.environ['TZ'] = 'UTC-8'")
    kernel.run("subprocess.run([sys.executable, '-c', 'from nianbao.warm import begin; begin()'], check=True)")
    kernel.run("child = subprocess.Popen(['sleep', '600'], start_new_session=True)")
    kernel.run("import time; forked = os.fork(); forked or (os.setsid(), time.sleep(600))")
    print(kernel.keeper.ppid(), kernel.keeper.pid, kernel.number("child.pid"), kernel.number("forked"), flush=True)
""")
    server, *gone = _pids(client)
    client.wait()
    client.stdout.close()
    eventually(lambda: all(map(is_gone, gone)))
    others = [process.pid for process in copy.processes() if process.pid != server]
    assert len(others) == 1 and not is_gone(others[0])


def test_a_forked_child_that_holds_the_connection_keeps_no_kernel_alive(copy: Copy):
    client = copy.client(_PIDS.replace("time.sleep(600)", "child = os.fork(); child and print(child, flush=True); time.sleep(600)"))
    _, *others = _pids(client)
    (holder,) = _pids(client)
    client.kill()
    client.wait()
    try:
        eventually(lambda: all(map(is_gone, others)))
        assert not is_gone(holder)
    finally:
        os.kill(holder, signal.SIGKILL)
        client.stdout.close()


def test_kernels_and_what_they_started_die_with_the_warm_process_and_the_next_one_is_started(copy: Copy):
    client = copy.client(_PIDS)
    server, *others = _pids(client)
    os.kill(server, signal.SIGKILL)
    eventually(lambda: all(map(is_gone, others)))
    client.kill()
    client.communicate()
    again, *_ = _pids(later := copy.client(_PIDS))
    assert again != server
    later.kill()
    later.communicate()


def test_it_ends_when_it_has_been_idle_and_leaves_no_file(copy: Copy):
    copy.env["NIANBAO_WARM_IDLE"] = "0.5"
    assert copy.client(f"with started() as kernel: {_VALUE}").communicate()[0] == "1\n"
    eventually(lambda: not copy.processes())
    assert list(Path(copy.env["XDG_RUNTIME_DIR"]).rglob("*.*")) == []


def test_its_folder_is_its_users_alone(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    with door._folder() as (_, path):
        assert path.stat().st_mode & 0o777 == 0o700
    path.chmod(0o750)
    with pytest.raises(door.NoWarmProcess, match="not a folder of yours alone"), door._folder():
        pass
    path.rmdir()
    path.symlink_to(tmp_path)
    with pytest.raises(NotADirectoryError), door._folder():
        pass


@pytest.mark.parametrize("name", ["PYTHONPATH", "VIRTUAL_ENV", "LD_LIBRARY_PATH", "LC_ALL", "HOME", "MPLBACKEND"])
def test_another_environment_has_another_process(name):
    assert key.place("python", {name: "a"}) != key.place("python", {name: "b"})


def test_what_no_import_looks_at_makes_no_difference():
    assert key.place("python", {"NIANBAO_WORKSPACE": "a"}) == key.place("python", {"NIANBAO_WORKSPACE": "b"})
    assert key.place("python", {}) != key.place("python3", {})


def test_another_job_has_another_process(tmp_path, monkeypatch):
    places = []
    for job in ("0::/job-1\n", "0::/job-2\n"):
        (tmp_path / "cgroup").write_text(job)
        monkeypatch.setattr(key, "_JOB", tmp_path / "cgroup")
        places.append(key.place("python", {}))
    assert places[0] != places[1]


_MEDDLES = """
from pathlib import Path
mark = Path(__file__).with_name("mark")
if not mark.exists():
    mark.touch()
    Path(__file__).with_name("edited.py").write_text("VALUE = 22")
"""


def test_a_process_that_read_other_code_than_its_name_says_serves_nobody(copy: Copy):
    copy.imports("nianbao.meddling", "nianbao.edited")
    (copy.folder / "nianbao" / "meddling.py").write_text(_MEDDLES, "utf-8")
    values = [copy.client(f"with started() as kernel: {_VALUE}").communicate()[0]]
    copy.edit(1)  # and the code has its first name again
    values.append(copy.client(f"with started() as kernel: {_VALUE}").communicate()[0])
    assert values == ["22\n", "1\n"]


def test_an_edit_while_it_imports_ends_no_kernel(copy: Copy):
    """The first half is read and has given a kernel when the code changes."""
    copy.imports("nianbao.edited", later="nianbao.slow")
    (copy.folder / "nianbao" / "slow.py").write_text("import time\ntime.sleep(4)\n", "utf-8")
    edited = copy.folder / "nianbao" / "edited.py"
    told, _ = copy.client(f"""
with started() as kernel:
    {_VALUE}
    old = kernel.keeper.ppid()
    open({str(edited)!r}, "w").write("VALUE = 22")
    time.sleep(5)
    {_VALUE}
    with started() as other:
        print(other.run('from nianbao.edited import VALUE; print(VALUE)')[0], other.keeper.ppid() != old)
""").communicate()
    assert told == "1\n1\n22 True\n"
