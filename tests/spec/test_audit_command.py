"""`nianbao audit`: reports on standard output, an exit code that says whether something cannot be right, files where they are asked for."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest
from click.testing import CliRunner
from tests.audited import LAST, THIS

from nianbao.cli import cli
from nianbao.errors import CannotBeRight, CannotWrite, NoSuchFile, WrongTarget

CLEAN = THIS.replace("行政处罚90起", "行政处罚100起")
# A file that is opened wants none of these; most would double the time that it takes.
HEAVY = ("pandas", "numpy", "pyarrow", "duckdb", "great_expectations", "papermill", "nbconvert", "jinja2", "lxml", "docx", "pypdfium2", "matplotlib", "jieba")


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NIANBAO_LANG", "zh")
    for name, text in (("this.txt", THIS), ("last.txt", LAST), ("clean.txt", CLEAN)):
        (tmp_path / name).write_text(text, "utf-8")
    return tmp_path


def ran(*words):
    return CliRunner().invoke(cli, ["audit", *map(str, words)])


def test_what_cannot_be_right_ends_with_5_and_the_report_is_told_all_the_same(folder):
    done = ran("this.txt", "--lang", "zh")
    assert isinstance(done.exception, CannotBeRight) and done.exception.exit_code == 5
    assert done.exception.say("zh") == "this.txt 中有 1 处不可能正确：逐处的原因和查阅什么，见上面打印的说明。"
    assert done.stdout.startswith("this.txt（2023年）\n") and "30 + 50 + 20 ≠ 90" in done.stdout


def test_warnings_alone_end_well(folder):
    done = ran("clean.txt", "--lang", "zh")
    assert done.exception is None
    assert "不可能正确（" not in done.stdout


def test_json_is_one_object_and_of_several_reports_one_a_line(folder):
    [one] = [json.loads(ran("this.txt", "--json").stdout)]
    assert [issue["expr"] for issue in one["issues"] if issue["severity"] == "error"] == ["30+50+20=90"]
    assert all(THIS[claim["start"] : claim["end"]] == claim["quote"] for claim in one["claims"])
    several = [json.loads(line) for line in ran("this.txt", "clean.txt", "--json").stdout.splitlines()]
    assert [(found["file"], found["clean"]) for found in several] == [("this.txt", False), ("clean.txt", True)]


def test_text_and_page_are_written_where_they_are_asked_for(folder):
    ran("this.txt", "--text", "out/read.txt", "--page", "out/page.html")
    assert (folder / "out/read.txt").read_text("utf-8") == THIS
    assert "×" in (folder / "out/page.html").read_text("utf-8")


def test_of_several_reports_each_has_its_own_text_and_page(folder):
    (folder / "b").mkdir()
    (folder / "b/this.txt").write_text(CLEAN, "utf-8")
    ran("this.txt", "b/this.txt", "--page", "pages", "--text", "texts")
    assert sorted(path.name for path in (folder / "pages").iterdir()) == ["this.txt-2.html", "this.txt.html"]
    assert [(folder / "texts" / name).read_text("utf-8") for name in ("this.txt.txt", "this.txt-2.txt")] == [THIS, CLEAN]


@pytest.mark.parametrize("option", ["--text", "--page"])
def test_no_report_is_written_over(folder, option):
    assert isinstance(ran("this.txt", "--before", "last.txt", option, "last.txt").exception, CannotWrite)
    assert (folder / "last.txt").read_text("utf-8") == LAST


def test_what_a_text_or_page_cannot_be_written_to_is_told_with_the_cause(folder):
    done = ran("this.txt", "--page", "")
    assert isinstance(done.exception, WrongTarget) and "它是文件夹" in done.exception.say("zh")
    assert "它是要核对的报告" in ran("this.txt", "--page", "this.txt").exception.say("zh")
    assert "它不是文件夹" in ran("this.txt", "clean.txt", "--text", "last.txt").exception.say("zh")
    assert ran("this.txt", "--text", "a.html", "--page", "a.html").exit_code == 2 and not (folder / "a.html").exists()


def test_one_report_that_is_not_there_stops_the_command(folder):
    assert isinstance(ran("nothing.txt").exception, NoSuchFile)


def test_of_several_reports_one_that_cannot_be_read_stops_no_other_and_ends_with_its_own_code(folder):
    done = ran("nothing.txt", "this.txt", "--lang", "zh")
    assert done.exit_code == NoSuchFile.exit_code
    assert "nothing.txt" in done.stderr and "this.txt（2023年）" in done.stdout


def test_the_year_before_stands_beside_it(folder):
    done = ran("this.txt", "--before", "last.txt", "--lang", "zh")
    assert "办结信访件：400件 → 427件（+27，+6.8%）" in done.stdout
    told = json.loads(ran("this.txt", "--before", "last.txt", "--json").stdout)
    assert told["before"]["file"] == "last.txt" and {move["status"] for move in told["before"]["claims"]} == {"moved", "same", "appeared", "gone"}


@pytest.mark.parametrize("words", [("a.txt", "b.txt", "--before", "c.txt"), ("a.txt", "--office", "town"), ()], ids=str)
def test_what_does_not_go_together_is_wrong_usage(folder, words):
    assert ran(*words).exit_code == 2


def test_the_year_may_be_told(folder):
    assert json.loads(ran("this.txt", "--year", 2021, "--json").stdout)["year"] == 2021
    assert json.loads(ran("this.txt", "--json").stdout)["year"] == 2023


def test_a_text_is_audited_without_anything_heavy(folder):
    commands = (["this.txt"], ["this.txt", "--json"], ["this.txt", "--page", "page.html"], ["this.txt", "--before", "last.txt"])
    code = (
        "import sys\nfrom nianbao.cli import cli\nfrom nianbao.errors import CannotBeRight\n"
        f"for words in {commands}:\n    try: cli(['audit', *words], standalone_mode=False)\n    except CannotBeRight as error: print(error.exit_code)\n"
        f"print([name for name in {HEAVY} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=folder, env=os.environ, capture_output=True, encoding="utf-8", check=True)
    assert [line for line in done.stdout.splitlines() if line == "5"] == ["5"] * len(commands)
    assert done.stdout.splitlines()[-1] == "[]"
