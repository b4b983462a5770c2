"""The same jobs on a Dask cluster: each worker runs one at a time, and what a lost worker had begun is done by another."""

from __future__ import annotations

import logging
import threading
import uuid
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from nianbao.batching.batch import Runner
from nianbao.batching.job import Facts, Job, died, run_job
from nianbao.batching.share import Share
from nianbao.cleaning import key_file, key_fingerprint
from nianbao.errors import NeedsExtra, NianbaoError, NoScheduler, UnfitWorker, WorkerDied
from nianbao.package import package
from nianbao.words import Words

_SECONDS = 10
# Jobs that are handed out ahead for each thread of the cluster: what is not handed out need not be fetched back.
_AHEAD = 2
# A notebook's run has the current folder and the environment of its process to itself.
_alone = threading.Lock()


def run_on(address: str, share: str | None = None) -> Runner:
    """Runs jobs on the cluster of the scheduler at `address`; its workers reach the workspace by the same path, or its files
    come and go by `share`, any URL that fsspec knows.

    The runner raises NeedsExtra, NoScheduler, UnfitWorker before any work. A worker's loss is made up for by Dask, which
    gives an office up after some (`distributed.scheduler.allowed-failures`); an office's own failure is not tried again.
    """

    def run(jobs: Iterable[Job]) -> Iterator[tuple[Job, Any]]:
        waiting = deque(jobs)
        with _connected(address) as client:
            place = Share(share) if share else None
            ours = identity() | {"key": key_fingerprint()}  # made here, if there is none yet, and never by a worker
            _require_fit(client, ours, waiting[0].workspace if waiting and not share else None)
            yield from _done(client, waiting, ours, place)

    return run


def identity() -> Facts:
    """What has to be the same wherever jobs of one batch run: the program, and the key of pseudonyms by its fingerprint."""
    return {"package": package()["sha256"], "key": key_fingerprint() if key_file().exists() else None, "key file": str(key_file())}


def _done(client: Any, waiting: deque[Job], ours: Facts, share: Share | None) -> Iterator[tuple[Job, Any]]:
    from distributed import as_completed

    jobs: dict[str, Job] = {}
    coming = as_completed(loop=client.loop, with_results=True, raise_errors=False)
    futures: dict[str, Any] = {}

    def hand_out() -> Iterator[tuple[Job, NianbaoError]]:
        """Yields what could not be sent."""
        while waiting and len(futures) < _AHEAD * max(1, sum(client.nthreads().values())):
            job, key = waiting.popleft(), f"nianbao-{uuid.uuid4().hex}"
            try:
                sent = share.send(job, key) if share else None
            except NianbaoError as error:
                yield job, error
                continue
            futures[key], jobs[key] = client.submit(_on_worker, job, ours, sent, key=key, pure=False), job
            coming.add(futures[key])

    try:
        yield from hand_out()
        for future, result in coming:
            job = jobs.pop(future.key)
            del futures[future.key]
            yield job, _told(job, future.key, result, share)
            yield from hand_out()
    finally:
        if futures:
            client.cancel(list(futures.values()))
        if share:
            share.clear(jobs)


def _told(job: Job, key: str, result: Any, share: Share | None) -> Facts | NianbaoError:
    """What came of the job, once its files are here."""
    try:
        if share:
            share.fetch(job, key, done=not isinstance(result, BaseException))
    except NianbaoError as error:
        return error
    return WorkerDied(how=type(result).__name__) if isinstance(result, BaseException) else result


def _on_worker(job: Job, ours: Facts, sent: str | None) -> Facts:
    """The job as a worker runs it, in the workspace that it sees too, or in one of its own made of what was sent."""
    with _alone:
        if wrong := _misfit(ours, identity(), None if sent or _sees(job.workspace) else job.workspace):
            return died(job, UnfitWorker(worker=_name(), problem=wrong))
        try:
            return Share.run(job, sent, run_job) if sent else run_job(job)
        except NianbaoError as error:  # the share failed; the job itself raises nothing
            return died(job, error)


def _name() -> str:
    from distributed import get_worker

    return str(get_worker().address)


def _require_fit(client: Any, ours: Facts, workspace: str | None) -> None:
    """Looks at every worker that is there; those that come later are looked at when they get their first job."""
    with suppress(TimeoutError):
        client.wait_for_workers(1, timeout=_SECONDS)
    try:
        found = client.run(_look, workspace)
    except ModuleNotFoundError:
        problem = Words(zh="没有安装 nianbao（与本机相同的版本和依赖）", en="nianbao is not installed (the same version and dependencies as here)")
        raise UnfitWorker(worker=client.scheduler.address, problem=problem) from None
    if not found:
        raise NoScheduler(address=client.scheduler.address, problem=Words(zh="它没有工作进程", en="it has no workers"))
    for worker, (theirs, sees) in found.items():
        if wrong := _misfit(ours, theirs, None if sees else workspace):
            raise UnfitWorker(worker=worker, problem=wrong)


def _look(workspace: str | None) -> tuple[Facts, bool]:
    return identity(), _sees(workspace)


def _sees(workspace: str | None) -> bool:
    """Whether it is there, where it has to be."""
    return workspace is None or Path(workspace, "data", "raw").is_dir()


def _misfit(ours: Facts, theirs: Facts, unseen: str | None) -> Words | None:
    """What is wrong with a worker; None where it will do. `unseen` is the workspace that it ought to see."""
    if unseen:
        return Words(
            zh=f"看不到工作区 {unseen}；请放在各机器路径相同的共享文件夹里，或用 --share",
            en=f"it does not see the workspace {unseen}; put it on a folder that all machines share by the same path, or use --share",
        )
    if theirs["package"] != ours["package"]:
        return Words(zh="它的 nianbao 与本机的不同；请装同一版本", en="its nianbao is not the one here; install the same version")
    if theirs["key"] != ours["key"]:
        file, here = theirs["key file"], ours["key file"]
        return Words(
            zh=f"它的假名密钥（{file}）与本机的（{here}）不同或不存在，同一个人会有不同的假名；请把本机的密钥文件放过去，或用 NIANBAO_KEY_FILE 指明",
            en=f"its key of pseudonyms ({file}) is missing or not the one here ({here}), and one person would have several pseudonyms: "
               f"put the file from here there, or name it by NIANBAO_KEY_FILE",
        )  # fmt: skip
    return None


@contextmanager
def _connected(address: str) -> Iterator[Any]:
    try:
        from distributed import Client
    except ImportError:
        raise NeedsExtra(what="Dask", extra="cluster") from None
    logging.getLogger("distributed").setLevel(logging.CRITICAL)
    try:
        client = Client(address, timeout=_SECONDS, set_as_default=False)
    except OSError:
        raise NoScheduler(address=address, problem=Words(zh="连不上", en="it cannot be reached")) from None
    except ValueError:
        raise NoScheduler(address=address, problem=Words(zh="地址的写法不对", en="that is no address of one")) from None
    with client:
        yield client
