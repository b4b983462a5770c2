"""A kernel by the name `nianbao` is one like any other, only sooner there."""

from __future__ import annotations

import asyncio
import logging
import os
import resource
import signal
import subprocess
from concurrent.futures import ThreadPoolExecutor

import nbformat
import psutil
import pytest
from jupyter_client.manager import AsyncKernelManager
from nbclient import NotebookClient
from tests.kernels.conftest import Kernel, eventually, is_gone, started

from nianbao.startup import skip_iri_grammar
from nianbao.warm import provisioner, server

# A process that has left its group and its session, as a careless one does.
_LEAVES_A_CHILD = "import subprocess; child = subprocess.Popen(['sleep', '600'], start_new_session=True)"


def test_everything_is_imported_before_the_fork_and_nothing_has_started_a_thread(kernel, warm):
    assert warm.num_threads() == 1
    modules = [module for stage in server.STAGES for module in stage]
    missing, _ = kernel.run(f"import sys; print([module for module in {modules} if module not in sys.modules])")
    assert missing == "[]"


def test_no_connection_and_no_context_is_there_before_the_fork(kernel):
    there, _ = kernel.run("""
        from great_expectations.data_context.data_context.context_factory import project_manager
        from nianbao.tables import conditions
        print(project_manager._ProjectManager__project, conditions._connection.cache_info().currsize)
    """)
    assert there == "None 0"


def test_a_plot_is_shown_inline(kernel):
    _, shown = kernel.run("import matplotlib.pyplot as plt; plt.plot([1, 2]);")
    assert ["image/png" in content["data"] for content in shown] == [True]


def test_environment_folder_and_streams_are_the_clients(warm, tmp_path):
    (tmp_path / "nearby.py").write_text("found = 2023", "utf-8")
    with (tmp_path / "log").open("wb") as log:
        options = {"env": os.environ | {"TOWN": "上仓"}, "cwd": str(tmp_path), "stdout": log, "stderr": log}
        with started(**options) as kernel:
            assert kernel.run("import os; print(os.environ['TOWN'], os.getcwd())")[0] == f"上仓 {tmp_path}"
            assert kernel.run("import nearby; print(nearby.found)")[0] == "2023"
            kernel.run("import sys; print('told', file=sys.__stderr__, flush=True)")
    assert "told" in (tmp_path / "log").read_text("utf-8")
    with started() as other:
        assert other.run("import os; print(os.environ.get('TOWN'))")[0] == "None"


def test_umask_and_limits_are_the_clients(warm):
    files, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    umask = os.umask(0o027)
    resource.setrlimit(resource.RLIMIT_NOFILE, (files - 100, hard))
    try:
        with started() as kernel:
            assert kernel.number("__import__('os').umask(0)") == 0o027
            assert kernel.number(f"__import__('resource').getrlimit({resource.RLIMIT_NOFILE})[0]") == files - 100
    finally:
        os.umask(umask)
        resource.setrlimit(resource.RLIMIT_NOFILE, (files, hard))


def test_an_interrupt_stops_the_cell_and_leaves_the_kernel(kernel):
    kernel.run("before = 1")
    # An error aborts what is asked right behind it, else.
    asked = kernel.client.execute("import time; print('begun'); time.sleep(20)", stop_on_error=False)
    while kernel.client.get_iopub_msg(timeout=10)["msg_type"] != "stream":
        pass
    kernel.manager.interrupt_kernel()
    reply = kernel.client._recv_reply(asked, timeout=10)
    assert reply["content"]["ename"] == "KeyboardInterrupt"
    assert kernel.number("before + 1") == 2


def test_a_restart_gives_a_new_kernel_at_the_same_place(kernel):
    kernel.run("before = 1")
    was = kernel.number("__import__('os').getpid()")
    kernel.manager.restart_kernel()
    kernel.client.wait_for_ready(30)
    assert kernel.number("'before' in globals()") == 0
    assert kernel.number("__import__('os').getpid()") != was
    assert is_gone(was)


@pytest.mark.parametrize("now", [True, False])
def test_nothing_is_left_of_a_kernel_that_is_shut_down(kernel, now):
    kernel.run(_LEAVES_A_CHILD)
    left = [kernel.keeper.pid, kernel.number("__import__('os').getpid()"), kernel.number("child.pid")]
    kernel.manager.shutdown_kernel(now=now)
    eventually(lambda: all(map(is_gone, left)))


def test_a_kernel_that_ends_itself_is_known_to_be_dead(kernel):
    kernel.run(_LEAVES_A_CHILD)
    child = kernel.number("child.pid")
    kernel.client.execute("import os; os._exit(3)")
    eventually(lambda: not kernel.manager.is_alive())
    assert kernel.manager.provisioner.process.returncode == 3
    eventually(lambda: is_gone(child))


def test_eight_at_once_are_eight_from_one_process(warm):
    with ThreadPoolExecutor(1) as thread:  # another test's browser may have left a loop in this one
        found = thread.submit(asyncio.run, _eight()).result()
    assert {keeper.ppid() for keeper in found} == {warm.pid}
    assert len({keeper.pid for keeper in found}) == 8


async def _eight() -> list[psutil.Process]:
    managers = [AsyncKernelManager(kernel_name="nianbao") for _ in range(8)]
    await asyncio.gather(*(manager.start_kernel() for manager in managers))
    keepers = [psutil.Process(manager.provisioner.pid).parent() for manager in managers]
    await asyncio.gather(*(manager.shutdown_kernel(now=True) for manager in managers))
    return keepers


def test_each_kernel_draws_numbers_of_its_own(warm):
    drawn = []
    for _ in range(2):
        with started() as kernel:
            printed, _ = kernel.run("import random, numpy, uuid; print(random.random(), numpy.random.random(), uuid.uuid4())")
            drawn += printed.split()
    assert len(set(drawn)) == 2 * 3


def test_nbclient_and_papermill_run_a_notebook_by_the_name(warm, tmp_path):
    skip_iri_grammar()
    import papermill

    kernelspec = {"name": "python3", "language": "python", "display_name": "Python 3"}
    notebook = nbformat.v4.new_notebook(metadata={"kernelspec": kernelspec})
    notebook.cells = [
        nbformat.v4.new_code_cell("year = 2022", metadata={"tags": ["parameters"]}),
        nbformat.v4.new_code_cell("import os; print(open(f'/proc/{os.getppid()}/comm').read(), year)"),
    ]
    done = NotebookClient(nbformat.from_dict(notebook), kernel_name="nianbao").execute()
    assert done.cells[-1].outputs[0].text == "nianbao-keeper\n 2022\n"
    nbformat.write(notebook, tmp_path / "in.ipynb")
    done = papermill.execute_notebook(
        tmp_path / "in.ipynb", tmp_path / "out.ipynb", {"year": 2023}, kernel_name="nianbao", progress_bar=False
    )
    assert done.cells[-1].outputs[0].text == "nianbao-keeper\n 2023\n"


@pytest.mark.parametrize(
    ("lang", "sentence"),
    [
        ("zh", "不用预热内核（已设 NIANBAO_WARM=0），改用普通内核，启动较慢。"),
        ("en", "No warm kernel (NIANBAO_WARM=0 is set): the stock kernel is used, which starts more slowly."),
    ],
)
def test_where_there_is_no_fork_the_stock_kernel_serves_and_says_so_once(monkeypatch, caplog, lang, sentence):
    monkeypatch.setenv("NIANBAO_WARM", "0")
    monkeypatch.setenv("NIANBAO_LANG", lang)
    monkeypatch.setattr(provisioner, "_told", set())
    with caplog.at_level(logging.WARNING):
        for _ in range(2):
            with started() as kernel:
                assert _is_stock(kernel)
    assert [record.getMessage() for record in caplog.records] == [sentence]


def test_what_only_the_stock_kernel_can_do_is_left_to_it(warm, caplog):
    with started(stderr=subprocess.PIPE) as kernel:
        assert _is_stock(kernel)
    assert "PIPE" in caplog.text


def _is_stock(kernel: Kernel) -> bool:
    return kernel.number("__import__('os').getppid()") == os.getpid()


def test_signals_that_come_together_are_each_heard(kernel):
    kernel.run("""
        import signal
        heard = []
        for signum in (signal.SIGUSR1, signal.SIGUSR2):
            signal.signal(signum, lambda signum, frame: heard.append(signum))
    """)
    process = kernel.manager.provisioner.process
    process.send_signal(signal.SIGUSR1)
    process.send_signal(signal.SIGUSR2)
    eventually(lambda: kernel.number("len(heard)") == 2)
