"""A task of the Windows Task Scheduler, as the XML that schtasks takes."""

from __future__ import annotations

import subprocess
from xml.sax.saxutils import escape

from nianbao.scheduling.nightly import Nightly
from nianbao.scheduling.plan import Command, Plan

# The order of the elements is that of the schema. A first day must be named; it only has to lie in the past.
_TASK = """\
<?xml version="1.0" encoding="UTF-16"?>
<Task version="1.2" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task">
  <RegistrationInfo><Description>{title}</Description></RegistrationInfo>
  <Triggers>
    <CalendarTrigger>
      <StartBoundary>2024-01-01T{at:%H:%M}:00</StartBoundary>
      <ScheduleByDay><DaysInterval>1</DaysInterval></ScheduleByDay>
    </CalendarTrigger>
  </Triggers>
  <Principals><Principal id="Author"><LogonType>InteractiveToken</LogonType></Principal></Principals>
  <Settings>
    <MultipleInstancesPolicy>IgnoreNew</MultipleInstancesPolicy>
    <DisallowStartIfOnBatteries>false</DisallowStartIfOnBatteries>
    <StartWhenAvailable>true</StartWhenAvailable>
    <ExecutionTimeLimit>PT20H</ExecutionTimeLimit>
  </Settings>
  <Actions Context="Author">
    <Exec>
      <Command>{command}</Command>
      <Arguments>{arguments}</Arguments>
      <WorkingDirectory>{folder}</WorkingDirectory>
    </Exec>
  </Actions>
</Task>
"""


def windows_plan(nightly: Nightly) -> Plan:
    """The XML in data/runs of the workspace, then `schtasks /Create`, which replaces a task of that name."""
    program, *words = nightly.command
    text = _TASK.format(
        title=escape(nightly.title), at=nightly.at, command=escape(program), arguments=escape(subprocess.list2cmdline(words)),
        folder=escape(str(nightly.workspace)),
    )  # fmt: skip
    path = nightly.workspace / "data" / "runs" / f"{nightly.name}.xml"
    content = b"\xff\xfe" + text.encode("utf-16-le")
    return Plan(((path, content),), (Command(("schtasks", "/Create", "/TN", nightly.name, "/XML", str(path), "/F")),))
