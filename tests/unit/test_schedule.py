"""`nianbao schedule`: what is printed is what systemd, cron and Windows accept, and it starts the very command line that was meant."""

import json
import os
import shutil
import stat
import subprocess
import xml.etree.ElementTree as ET
from dataclasses import replace
from datetime import time
from pathlib import Path

import pytest
from tests.places import Place

from nianbao.errors import NotScheduled
from nianbao.scheduling import Command, Nightly, Plan, cron_plan, install, systemd_plan, windows_plan

HARD = "两 words 50%h 'it''s' \"x\" $HOME ~ & <b>"


@pytest.fixture
def nightly(tmp_path):
    """A batch in a folder with a hard name, by an interpreter that tells as JSON what it was given."""
    python = tmp_path / "两 words 50%h $HOME ~ & <b>" / "python"
    python.parent.mkdir()
    python.write_text(f"#!{shutil.which('python3')}\nimport json, os, sys\n"
                      f"open({str(tmp_path / 'told.json')!r}, 'w').write(json.dumps([os.environ.get('NIANBAO_LANG'), *sys.argv]))\n", "utf-8")  # fmt: skip
    python.chmod(python.stat().st_mode | stat.S_IXUSR)
    return Nightly(python, tmp_path / HARD, 2023, time(2, 5), ("--level", "town"), "en")


@pytest.fixture(scope="session")
def crontab():
    """A real one."""
    return os.environ.get("CRONTAB") or shutil.which("crontab") or pytest.fail("no crontab is here: run `make test`", pytrace=False)


@pytest.fixture(scope="session")
def analyze():
    """A real systemd-analyze."""
    found = os.environ.get("SYSTEMD_ANALYZE") or shutil.which("systemd-analyze")
    if not found and shutil.which("apt-get"):
        pytest.fail("no systemd-analyze is here: run `make test`", pytrace=False)
    return found or pytest.skip("this system knows no systemd")


def accepted(crontab, text):
    """Whether the real crontab takes the text; by -n it only looks at it."""
    return subprocess.run([crontab, "-n", "-"], input=text, text=True, capture_output=True, check=False).returncode == 0


def content(plan):
    return plan.commands[0].reads


def test_systemd_takes_the_units_and_finds_the_interpreter(nightly, tmp_path, analyze):
    verify = verified(analyze, nightly, tmp_path / "good")
    assert (verify.returncode, verify.stderr) == (0, "")
    nightly.python.unlink()
    assert "python is not executable" in verified(analyze, nightly, tmp_path / "gone").stderr


def test_an_interpreter_whose_path_systemd_cannot_hold_is_refused(nightly):
    with pytest.raises(NotScheduled, match="引号"):
        systemd_plan(replace(nightly, python=Path('/a"b/python')))


def verified(analyze, nightly, folder):
    folder.mkdir()
    for path, text in systemd_plan(nightly).files:
        (folder / path.name).write_bytes(text)
    # It makes a folder at runtime for itself, and finds its own units elsewhere than in the tests' empty home.
    env = os.environ | {"XDG_RUNTIME_DIR": str(folder)}
    return subprocess.run([analyze, "verify", "--user", *folder.glob("nianbao-*")], capture_output=True, text=True, check=False, env=env)


def test_the_timer_is_due_every_day_at_the_time(nightly, analyze):
    timer = next(text.decode() for path, text in systemd_plan(nightly).files if path.suffix == ".timer")
    calendar = next(line.partition("=")[2] for line in timer.splitlines() if line.startswith("OnCalendar="))
    told = subprocess.run([analyze, "calendar", calendar, "--iterations=2"], capture_output=True, text=True, check=True).stdout
    assert told.count("02:05:00") >= 2 and "Persistent=true" in timer


def test_cron_takes_the_line_and_the_shell_starts_what_was_meant(nightly, crontab, tmp_path):
    text = content(cron_plan(nightly, ""))
    assert accepted(crontab, text) and not accepted(crontab, text.replace("5 2 *", "65 2 *"))
    line = text.splitlines()[1].split(" ", 5)
    assert line[:5] == ["5", "2", "*", "*", "*"]
    assert "%" not in line[5].replace("\\%", "")  # what stands bare is the end of the command to cron
    subprocess.run(["/bin/sh", "-c", line[5].replace("\\%", "%")], check=True, env={}, cwd="/")
    assert json.loads((tmp_path / "told.json").read_text("utf-8")) == ["en", *nightly.command]


def test_other_lines_of_the_crontab_stay_and_ours_is_there_once(nightly):
    others = "MAILTO=me\n# my own\n0 1 * * * true\n"
    first = content(cron_plan(nightly, others))
    later = Nightly(nightly.python, nightly.workspace, 2023, time(4, 0))
    another_year = Nightly(nightly.python, nightly.workspace, 2024, time(4, 0))
    assert first.startswith(others)
    assert content(cron_plan(nightly, first)) == first
    assert content(cron_plan(nightly, first + "9 9 * * * true\n")).startswith(others + "9 9 * * * true\n")
    assert content(cron_plan(later, first)) == content(cron_plan(later, others))
    assert content(cron_plan(another_year, first)).startswith(first)
    assert content(cron_plan(nightly, others.rstrip())).startswith(others)  # a last line without an end is no start of ours


def test_a_path_that_no_crontab_can_hold_is_refused(nightly):
    with pytest.raises(NotScheduled):
        cron_plan(replace(nightly, python=Path("/a\nb/python")), "")


def test_the_windows_task_starts_what_was_meant(nightly):
    ((path, text),) = windows_plan(nightly).files
    task = ET.fromstring(text.decode("utf-16"))
    space = {"t": "http://schemas.microsoft.com/windows/2004/02/mit/task"}
    told = {name: task.findtext(f".//t:{name}", namespaces=space) for name in ("Command", "Arguments", "WorkingDirectory", "StartBoundary")}
    assert told["Command"] == str(nightly.python) and told["WorkingDirectory"] == str(nightly.workspace)
    assert told["Arguments"] == subprocess.list2cmdline(nightly.command[1:]) and told["StartBoundary"].endswith("T02:05:00")
    assert [part.tag.partition("}")[2] for part in task] == ["RegistrationInfo", "Triggers", "Principals", "Settings", "Actions"]
    assert path.is_relative_to(nightly.workspace / "data" / "runs")


@pytest.fixture
def place(tmp_path):
    (tmp_path / "w" / "data" / "raw").mkdir(parents=True)
    return Place(tmp_path / "w")


@pytest.mark.parametrize("more", [(), ("--install", "--print")])
def test_printing_leaves_nothing(place, home, more):
    done = place.nianbao("schedule", 2023, "--kind", "systemd", *more)
    assert done.code == 0 and f"--workspace\" \"{place.root}\"" in done.out and "systemctl --user enable" in done.out
    assert not list(home.rglob("*.timer")) and not (place.root / "data" / "runs").exists()


@pytest.mark.parametrize(
    ("words", "says"), [(("--", "--levl", "town"), "--levl"), (("--at", "24:00"), "24:00"), (("--", "--all", "--level", "town"), "三者之一")]
)
def test_what_would_fail_at_night_is_refused_by_day(place, words, says):
    done = place.nianbao("schedule", 2023, "--kind", "cron", *words)
    assert done.code == 2 and says in done.err and not done.out


def test_a_tool_that_fails_says_so(tmp_path):
    with pytest.raises(NotScheduled, match="no bus"):
        install(Plan((), (Command(("sh", "-c", "echo no bus >&2; exit 1")),)))
    with pytest.raises(NotScheduled):
        install(Plan((), (Command((str(tmp_path / "nothing"),)),)))


def test_it_is_installed_into_a_real_crontab_once(place, crontab):
    """Only where the user has none: it is taken away again."""
    if "no crontab" not in subprocess.run([crontab, "-l"], capture_output=True, text=True, check=False).stderr:
        pytest.skip("whoever runs this has a crontab of their own, or may have none")
    try:
        for at in ("2:30", "03:45"):
            done = place.nianbao("schedule", 2023, "--kind", "cron", "--install", "--at", at)
            assert done.code == 0, done.err
        text = subprocess.run([crontab, "-l"], capture_output=True, text=True, check=True).stdout
        assert text.count(str(place.root)) == 1 and "45 3 * * * NIANBAO_LANG=zh" in text
    finally:
        subprocess.run([crontab, "-r"], check=False, capture_output=True)
