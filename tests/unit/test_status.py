"""`nianbao status`: how every office's year stands, told from small files alone."""

import hashlib
import json
import subprocess
import sys
from datetime import date

import pytest
from bs4 import BeautifulSoup
from tests.places import Place
from tests.published import edition

from nianbao.dictionary import columns_of
from nianbao.lock import locked
from nianbao.office import Workspace
from nianbao.publishing.editions import editions
from nianbao.status import as_table, last_run, overview, standing, write_page

ON = date(2024, 2, 20)


def log(folder, *events, id="20240201T083000.000000Z"):
    folder.mkdir(parents=True, exist_ok=True)
    lines = [json.dumps({"at": "2024-02-01T08:30:00.000+00:00", "seconds": 0, **event}) for event in events]
    (folder / f"{id}.jsonl").write_text("\n".join(lines) + "\n", "utf-8")


RUN = {"event": "run", "office": "town", "year": 2023, "as_of": "2023-12-31", "draft": False}
CLEAN = {"event": "step done", "step": "clean"}


def failed(code, error="GateClosed"):
    return {"event": "failed", "exit_code": code, "error": error, "says": "张三"}


@pytest.fixture
def workspace(tmp_path):
    """A town that stopped at the gate, and a village that has never been run."""
    for office, name in (("town", "某镇"), ("village", "某村")):
        (tmp_path / "data/raw" / office / "2023").mkdir(parents=True)
        (tmp_path / "data/raw" / office / "office.yml").write_text(f"name: {{zh: {name}, en: {office.title()}}}\n", "utf-8")
    log(tmp_path / "data/runs/town/2023", RUN, CLEAN, failed(5))
    (tmp_path / "data/clean/town/2023").mkdir(parents=True)
    (tmp_path / "data/clean/town/2023/clean.json").write_text("{}", "utf-8")
    found = [
        {"rule": f"petitions.{place}", "severity": severity, "outcome": outcome, "waiver": waiver, "says": {}}
        for place, (severity, outcome, waiver) in enumerate([
            ("critical", "fail", None), ("critical", "fail", {"who": "甲"}), ("critical", "pass", None),
            ("warning", "fail", None), ("warning", "fail", None), ("info", "fail", None), ("info", "could_not_check", None),
        ])
    ]  # fmt: skip
    (tmp_path / "data/checked/town/2023").mkdir(parents=True)
    told = {"as_of": "2023-12-31", "records": hashlib.sha256(b"{}").hexdigest(), "outcomes": found, "gate": {}}
    (tmp_path / "data/checked/town/2023/checks.json").write_text(json.dumps(told), "utf-8")
    return Workspace(tmp_path)


def town(workspace, on=ON, within=14):
    return overview(workspace, on, 2023, within).standings[0]


def waivers(workspace, *days):
    lines = [f"- {{rule: petitions.{place}, reason: 缘由, who: 甲, until: {day}}}\n" for place, day in enumerate(days)]
    (workspace.raw / "town/2023/waivers.yml").write_text("".join(lines), "utf-8")


def test_failures_are_those_that_nobody_has_waived_by_severity(workspace):
    found = town(workspace).failures
    assert (found.critical, found.warning, found.info, found.waived, found.could_not_check) == (1, 2, 1, 1, 1)
    assert found.stopped_by == ("petitions.0",) and found.current
    (workspace.root / "data/clean/town/2023/clean.json").write_text('{"new": 1}', "utf-8")
    assert not town(workspace).failures.current


@pytest.mark.parametrize(
    ("events", "state", "code"),
    [
        ([RUN, CLEAN, failed(5)], "failed", 5),
        ([RUN, CLEAN, {"event": "done"}, {"event": "ended"}], "done", 0),
        ([RUN, {"event": "unchanged", "step": "clean"}, {"event": "ended"}], "unchanged", 0),
        ([RUN, {"event": "step", "step": "clean"}], "cut short", None),
    ],
)
def test_the_last_run_ended_as_its_log_tells(tmp_path, events, state, code):
    log(tmp_path, *events)
    found = last_run(tmp_path)
    assert (found.state, found.exit_code, found.at) == (state, code, "2024-02-01T08:30:00")
    assert "张三" not in json.dumps(found.json(), ensure_ascii=False)


def test_a_run_is_under_way_while_its_lock_is_held_and_cut_short_when_its_holder_is_gone(tmp_path):
    log(tmp_path, RUN)
    with locked(tmp_path / "run.lock"):
        assert last_run(tmp_path).state == "under way"
    assert last_run(tmp_path).state == "cut short"


def test_who_was_refused_because_another_ran_is_not_the_last_run(tmp_path):
    log(tmp_path, RUN, CLEAN, {"event": "ended"}, id="20240201T083000.000000Z")
    log(tmp_path, RUN, failed(8, "Running"), id="20240201T083001.000000Z")
    assert last_run(tmp_path).state == "done"


def test_a_log_that_was_cut_in_the_middle_of_a_line_still_tells(tmp_path):
    log(tmp_path, RUN)
    with next(tmp_path.glob("*.jsonl")).open("a") as file:
        file.write('{"at": "20')
    assert last_run(tmp_path).state == "cut short"


def test_waivers_that_end_within_the_days_are_told_the_ended_ones_first(workspace):
    waivers(workspace, "2024-03-05", "2024-02-19", "2024-03-06")
    assert [(each.rule, each.days) for each in town(workspace).waivers] == [("petitions.1", -1), ("petitions.0", 14)]
    assert len(town(workspace, within=15).waivers) == 3


def test_the_deadlines_are_before_the_first_of_march_and_of_april(workspace):
    report, public = town(workspace).deadlines
    assert (report.due, report.days) == (date(2024, 2, 29), 9)  # a leap year
    assert (public.due, public.days) == (date(2024, 3, 31), 9 + 31)
    assert town(workspace, date(2024, 3, 2)).next_deadline.days == -2


def test_what_is_published_meets_its_deadline_by_the_first_edition(workspace):
    edition(workspace.root / "site", 1, "2024-02-10")
    edition(workspace.root / "site", 2, "2024-05-06", "补报一件")
    found = town(workspace, date(2024, 6, 1))
    newest = editions(workspace.root / "site/town/2023")[-1]
    assert (found.published.edition, found.published.on) == (newest.number, newest.published_on) == (2, date(2024, 5, 6))
    assert found.deadlines[1].done_on == date(2024, 2, 10) and found.next_deadline.rule == "review.reported-before-1-march"
    (workspace.raw / "town/office.yml").write_text("name: 某镇\neditions: {2023: {reported_on: 2024-02-01}}\n".replace("某镇", "{zh: 某镇}"), "utf-8")
    assert town(workspace, date(2024, 6, 1)).next_deadline is None


def test_settings_that_cannot_be_read_are_told_and_stop_no_other(workspace):
    (workspace.raw / "town/office.yml").write_text("name: [", "utf-8")
    first, second = overview(workspace, ON, 2023).standings
    assert "town/office.yml" in first.problem.zh and second.problem is None
    assert first.problem.zh in as_table(overview(workspace, ON, 2023), "zh")
    (workspace.raw / "town/office.yml").unlink()
    assert "town/office.yml" in standing(workspace, "town", 2023, ON, 14).problem.zh


def test_without_a_year_all_years_with_one_all_offices(workspace):
    (workspace.raw / "town/2022").mkdir()
    assert [(each.office, each.year) for each in overview(workspace, ON).standings] == [("town", 2022), ("town", 2023), ("village", 2023)]
    assert [(each.office, each.has_files) for each in overview(workspace, ON, 2022).standings] == [("town", True), ("village", False)]


@pytest.mark.parametrize(
    ("has", "late"),
    [
        ([], {"town": [2023], "village": [2023]}),  # the newest alone, where nobody has begun
        (["data/runs/village/2022"], {"town": [2023], "village": [2022, 2023]}),
        (["reviews/village/2022"], {"town": [2023], "village": [2022, 2023]}),
        (["site/village/2021"], {"town": [2023], "village": [2021, 2022, 2023]}),
        (["data/runs/village/2023", "data/raw/village/2024"], {"town": [2023], "village": [2023, 2024]}),
        (["data/raw/village/2024"], {"town": [2023], "village": [2024]}),
    ],
)  # fmt: skip
def test_a_year_of_which_there_are_only_files_to_compare_with_is_not_late(workspace, has, late):
    for office in ("town", "village"):
        (workspace.raw / office / "2022").mkdir()
    for folder in has:
        (workspace.root / folder).mkdir(parents=True)
    found = overview(workspace, date(2025, 6, 1))
    told = {office: [each.year for each in found.standings if each.office == office and each.next_deadline] for office in ("town", "village")}
    assert told == late
    of = sum(len(years) for years in late.values())
    compared = len(found.standings) - of
    text = as_table(found, "zh")
    assert text.count("只供比较") == compared + bool(compared) and f"{of}个单位年度" in text and f"已过时限{of}个" in text
    assert [each["for_comparison"] for each in found.json()["years"]].count(True) == compared


def test_a_year_that_office_yml_tells_of_has_work_of_its_own(workspace):
    (workspace.raw / "village/2022").mkdir()
    (workspace.raw / "village/office.yml").write_text("name: {zh: 某村}\neditions: {2022: {reported_on: 2023-02-01}}\n", "utf-8")
    assert not standing(workspace, "village", 2022, ON, 14).for_comparison


def test_the_columns_of_the_table_stand_below_each_other(workspace):
    head, _, *lines = as_table(overview(workspace, ON, 2023), "zh").splitlines()
    assert "关口未过" in lines[0] and "1/2/1" in lines[0] and "尚未运行" in lines[1]
    places = [columns_of(line[: line.index("2024-02-29")]) for line in lines[:2]]
    assert places == [columns_of(head[: head.index("时限")])] * 2


def test_the_page_is_for_those_who_run_and_leads_to_the_checks(workspace):
    (workspace.raw / "village/office.yml").write_text("name: {zh: '<b>村</b>'}\n", "utf-8")
    path = write_page(workspace, overview(workspace, ON, 2023), "zh")
    assert path == workspace.root / "data/runs/status.html"
    page = BeautifulSoup(path.read_text("utf-8"), "html.parser")
    assert (path.parent / page.select_one("tbody tr a")["href"]).resolve().parent == workspace.root / "data/checked/town/2023"
    assert page.select("b") == [] and "<b>村</b>" in page.get_text()
    assert path.read_bytes() == write_page(workspace, overview(workspace, ON, 2023), "zh").read_bytes()


def test_the_command_tells_json(workspace):
    done = Place(workspace.root).nianbao("status", 2023, "--json", "--on", "2024-02-20", lang="en")
    found = json.loads(done.out)
    assert done.code == 0 and [each["last_run"]["says"]["en"] for each in found["years"]] == ["stopped at the gate", "never run"]
    assert found["years"][0]["failures"]["critical"] == 1 and found["on"] == "2024-02-20"


def test_nothing_heavy_is_imported():
    heavy = "{'pandas', 'numpy', 'pyarrow', 'duckdb', 'papermill', 'great_expectations', 'matplotlib'}"
    code = f"import sys, nianbao.status; print(sorted({heavy} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"
