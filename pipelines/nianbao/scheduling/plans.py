"""The plan of a kind, as this machine stands."""

from __future__ import annotations

import shutil

from nianbao.scheduling.cron import cron_plan, crontab
from nianbao.scheduling.nightly import Nightly
from nianbao.scheduling.plan import Plan
from nianbao.scheduling.systemd import systemd_plan
from nianbao.scheduling.windows import windows_plan


def plan(nightly: Nightly, kind: str) -> Plan:
    """Of the kind systemd, cron or windows. Raises NotScheduled where the crontab that is there cannot be read."""
    if kind == "cron":
        return cron_plan(nightly, crontab() if shutil.which("crontab") else "")
    return systemd_plan(nightly) if kind == "systemd" else windows_plan(nightly)
