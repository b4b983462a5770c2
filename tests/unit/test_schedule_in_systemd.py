"""`nianbao schedule --install` into a real systemd of a user: the timer is due, its service starts the batch, and it goes again."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

# A user's manager asks whether the machine runs systemd, and wants a control group: it is given both, in a mount namespace of its own.
MANAGER = """
mount --make-rprivate / && mount -t tmpfs tmpfs /run && mkdir -p /run/systemd/system && mkdir -m 700 "$XDG_RUNTIME_DIR" || exit 97
groups=
for root in /sys/fs/cgroup /sys/fs/cgroup/unified /sys/fs/cgroup/systemd; do
    [ -w $root/cgroup.procs ] && mkdir -p $root/nianbao-$$ && echo $$ >$root/nianbao-$$/cgroup.procs && groups="$groups $root"
done
/usr/lib/systemd/systemd --user >"$HOME/systemd.log" 2>&1 </dev/null &
manager=$!
tries=0
until [ "$(systemctl --user is-system-running 2>/dev/null)" = running ] || [ $((tries += 1)) -gt 200 ]; do sleep 0.1; done
"$@"
code=$?
kill $manager; wait $manager
for root in $groups; do echo $$ >$root/cgroup.procs; rmdir $root/nianbao-$$/* $root/nianbao-$$ 2>/dev/null; done
exit $code
"""


def can_start_a_manager() -> bool:
    tools = Path("/usr/lib/systemd/systemd").exists() and shutil.which("systemctl") and shutil.which("unshare")
    if not tools or os.geteuid() or Path("/run/systemd/system").exists():
        return False
    return subprocess.run(["unshare", "-m", "true"], capture_output=True, check=False).returncode == 0


STEPS = """
import json, subprocess, sys

def systemctl(*words):
    return subprocess.run(["systemctl", "--user", *words], capture_output=True, text=True)

def install(at):
    done = subprocess.run([sys.executable, "-m", "nianbao", "schedule", "2023", "--kind", "systemd", "--install", "--at", at], capture_output=True, text=True)
    return done.returncode, done.stderr, timers()

def timers():
    return [each["unit"] for each in json.loads(systemctl("list-timers", "--all", "--output=json").stdout)]

told = {"first": install("02:30"), "again": install("03:45")}
name = told["again"][2][0].removesuffix(".timer")
told["timer"] = systemctl("show", name + ".timer", "-p", "TimersCalendar,UnitFileState,ActiveState").stdout
told["started"] = systemctl("start", name + ".service").returncode
told["service"] = systemctl("show", name + ".service", "-p", "ExecMainStatus,Result,SuccessExitStatus").stdout
told["gone"] = systemctl("disable", "--now", name + ".timer").returncode, timers()
print(json.dumps(told))
"""


@pytest.mark.skipif(not can_start_a_manager(), reason="starting a user's systemd takes root, on a machine without one of its own")
def test_a_real_manager_has_the_timer_once_and_runs_the_batch(tmp_path):
    root = tmp_path / "w"
    (root / "data" / "raw").mkdir(parents=True)
    home = tmp_path / "home"
    home.mkdir()
    env = {name: value for name, value in os.environ.items() if not name.startswith("XDG_")} | {"HOME": str(home), "XDG_RUNTIME_DIR": "/run/user-of-the-test"}
    done = subprocess.run(["unshare", "-m", "sh", "-c", MANAGER, "sh", sys.executable, "-c", STEPS], cwd=root, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr + (home / "systemd.log").read_text()
    told = json.loads(done.stdout)
    (unit,) = told["first"][2]
    assert told["first"] == told["again"] == [0, "", [unit]] and unit.startswith("nianbao-2023-")
    assert "OnCalendar=*-*-* 03:45:00" in told["timer"] and "UnitFileState=enabled" in told["timer"] and "ActiveState=active" in told["timer"]
    assert told["started"] != 0 and "ExecMainStatus=2" in told["service"]  # the batch found no office, and says so by its code
    assert "SuccessExitStatus=143" in told["service"]
    assert told["gone"] == [0, []]
