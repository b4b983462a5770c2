"""What nianbao needs from others: cron and systemd, a Dask cluster, a share."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import time
from pathlib import Path
from unittest import mock

from tests.messages.ground import Ground
from tests.messages.provoking import Cases

from nianbao.batching import cluster
from nianbao.batching.share import Share
from nianbao.cleaning import key_fingerprint
from nianbao.scheduling import Command, Nightly, Plan, cron_plan, install, systemd_plan
from nianbao.scheduling.cron import crontab

CASES = Cases()


def nightly(python: str) -> Nightly:
    return Nightly(Path(python), Path("/srv/w"), 2023, time(2, 5), ("--all",), "zh")


CASES.each(
    "not_scheduled",
    {
        "quotes_for_systemd": lambda: systemd_plan(nightly("/opt/it's/python")), "line_break_for_cron": lambda: cron_plan(nightly("/opt/a\nb/python"), ""),
        "tool_fails": lambda: install(Plan((), (Command(("sh", "-c", "echo no bus >&2; exit 1")),))), "tool_says_nothing": lambda: install(Plan((), (Command(("false",)),))),
        "no_tool": lambda: install(Plan((), (Command(("no-such-tool", "--now")),))),
    },
    lambda at, plan: plan(),
)  # fmt: skip


CASES.each(
    "crontab",
    {"missing": None, "fails": "#!/bin/sh\necho no entry >&2\nexit 1\n"},
    lambda at, script: listed(at, script),
)


def listed(at: Ground, script: str | None) -> None:
    """The user's crontab where the tool is not there, or is this script."""
    (at.root / "bin").mkdir()
    if script:
        at.write("bin/crontab", script)
        (at.root / "bin/crontab").chmod(0o755)
    with mock.patch.dict("os.environ", {"PATH": f"{at.root}/bin:/bin" if script else f"{at.root}/bin"}):
        crontab()


@CASES
def no_scheduler(at: Ground) -> None:
    at.put("台账.csv", "a,b\n1,2\n")
    with mock.patch.object(cluster, "_SECONDS", 0.5):
        at.nianbao("batch", 2023, "--all", "--scheduler", "tcp://127.0.0.1:9")


@CASES
def no_address(at: Ground) -> None:
    at.put("台账.csv", "a,b\n1,2\n")
    at.nianbao("batch", 2023, "--all", "--scheduler", "nothing://x")


@contextmanager
def one_cluster(workers: int = 1):
    from distributed import LocalCluster

    with LocalCluster(n_workers=workers, threads_per_worker=1, processes=False, dashboard_address=":0") as made, made.get_client() as client:
        yield client


@CASES
def no_workers(at: Ground) -> None:
    with mock.patch.object(cluster, "_SECONDS", 0.5), one_cluster(0) as client:
        cluster._require_fit(client, cluster.identity(), None)


CASES.each(
    "worker",
    {"of_another_program": {"package": "0"}, "with_another_key": {"key": "0", "key file": "/srv/key"}},
    lambda at, facts: unfit(facts, None),
)


@CASES
def worker_that_does_not_see_the_workspace(at: Ground) -> None:
    unfit({}, "/srv/w")


def unfit(facts: dict[str, str], workspace: str | None) -> None:
    key_fingerprint()
    with one_cluster() as client:
        cluster._require_fit(client, cluster.identity() | facts, workspace)


CASES.each("no_share", {"kind": "nosuch://x", "folder": "file:///dev/null/x"}, lambda at, url: Share(url))
