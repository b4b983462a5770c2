"""A batch at a time of every day, by what the machine has for that: a systemd timer, a crontab line, a Windows task."""

from nianbao.scheduling.cron import cron_plan
from nianbao.scheduling.nightly import KINDS, Nightly, kind_of_machine
from nianbao.scheduling.plan import Command, Plan, install
from nianbao.scheduling.plans import plan
from nianbao.scheduling.systemd import systemd_plan
from nianbao.scheduling.windows import windows_plan

__all__ = ["KINDS", "Command", "Nightly", "Plan", "cron_plan", "install", "kind_of_machine", "plan", "systemd_plan", "windows_plan"]
