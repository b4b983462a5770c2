"""An office's year is forgotten: what was made of its records goes, whole or on the next call, and what was published stays."""

import json
import multiprocessing
import os
import shutil
import signal

import pytest
from tests.places import Place

from nianbao.errors import NotForgotten, Running, UnknownOffice, UnknownYear
from nianbao.lock import locked
from nianbao.office import Workspace
from nianbao.running import forgetting
from nianbao.running.forgetting import forget, plan_to_forget
from nianbao.running.year import alone, begin
from nianbao.work import open_work

GONE = ("data/clean/town/2023", "data/checked/town/2023", "data/clean/town/2024/before", "data/runs/town/2023", "reviews/town/2023-draft", "reviews/town/2023-en-draft")
LEFT_BY_THE_KILLED = (
    "data/clean/town/.2023.new-7", "data/clean/town/.2023.old", "data/checked/town/.2023.new-7", "reviews/town/.2023.new-7", "reviews/town/.2023.old",
    "data/split/2023/.all.csv.new-7/offices/town",
)  # fmt: skip
STAYS = ("reviews/town/2023", "reviews/town/2023-en", "site/town/2023/1", "data/clean/town/2024", "data/clean/other/2023", "data/runs/other/2023",
         "reviews/town/2022", "data/clean/town/2022", "data/split/2023/.all.csv.new-7/offices/other", "data/split/2023/all.csv")  # fmt: skip


@pytest.fixture
def place(tmp_path):
    """A workspace with a file in every folder that an office's year may have, and beside them."""
    for office in ("town", "other"):
        (tmp_path / "data" / "raw" / office / "2023" / "text").mkdir(parents=True)
        (tmp_path / "data" / "raw" / office / "office.yml").write_text("name: {zh: 镇}\n", "utf-8")
    for folder in (*GONE, *LEFT_BY_THE_KILLED, *STAYS):
        (tmp_path / folder).mkdir(parents=True, exist_ok=True)
        (tmp_path / folder / "file.txt").write_text("four", "utf-8")
    for name in ("张三的信访.xlsx", "corrections.csv", "waivers.yml", "text/petitions.md"):
        (tmp_path / "data" / "raw" / "town" / "2023" / name).write_text("four", "utf-8")
    return Workspace(tmp_path)


def files(place, folder=""):
    return {path.relative_to(place.root).as_posix() for path in (place.root / folder).rglob("*") if path.is_file() and path.suffix != ".lock"}


def expected(place, *more):
    """What is left: the files that none of these folders holds."""
    return {file for file in files(place) if not any(file.startswith(f"{folder}/") or file == folder for folder in (*GONE, *LEFT_BY_THE_KILLED, *more))}


def record(place):
    return [json.loads(line) for line in (place.root / "data" / "runs" / "forgotten.jsonl").read_text("utf-8").splitlines()]


def test_what_was_made_of_the_records_goes_and_all_else_stays(place):
    left = expected(place)
    forget(place, "town", 2023)
    assert files(place) == left | {"data/runs/forgotten.jsonl"}


def test_the_raw_files_go_only_when_asked_and_decisions_stay_then_too(place):
    left = expected(place, "data/raw/town/2023/张三的信访.xlsx", "data/raw/town/2023/corrections.csv")
    forget(place, "town", 2023, raw=True)
    assert files(place) == left | {"data/runs/forgotten.jsonl"}


def test_a_raw_folder_that_is_empty_then_goes_too(place):
    shutil.rmtree(place.root / "data" / "raw" / "town" / "2023" / "text")
    (place.root / "data" / "raw" / "town" / "2023" / "waivers.yml").unlink()
    forget(place, "town", 2023, raw=True)
    assert place.office("town").years == []


def test_the_plan_touches_nothing_and_tells_what_goes_and_what_stays(place):
    before = files(place)
    told = plan_to_forget(place, "town", 2023).text("zh")
    goes, _, stays = told.partition("保留：")
    assert files(place) == before
    assert all(f"  {folder}  1个文件" in goes for folder in (*GONE, *LEFT_BY_THE_KILLED))
    assert [line.split()[0] for line in stays.strip().splitlines()] == ["site/town/2023", "reviews/town/2023", "reviews/town/2023-en", "data/raw/town/2023", "data/split/2023"]
    assert "archived" in plan_to_forget(place, "town", 2023).text("en")


def test_the_record_says_what_was_removed_when_and_names_no_raw_file(place):
    forget(place, "town", 2023, raw=True)
    (line,) = record(place)
    assert (line["office"], line["year"], line["raw"], line["at"][:2]) == ("town", 2023, True, "20")
    assert {one["place"] for one in line["removed"]} == {*GONE, *LEFT_BY_THE_KILLED, "data/raw/town/2023"}
    assert all(one["bytes"] == 4 * one["files"] > 0 for one in line["removed"])
    assert next(one["files"] for one in line["removed"] if "raw" in one["place"]) == 2
    assert "张三" not in (place.root / "data" / "runs" / "forgotten.jsonl").read_text("utf-8")


def test_forgotten_twice_is_noted_once(place):
    forget(place, "town", 2023)
    assert forget(place, "town", 2023).goes == {} and len(record(place)) == 1


def test_a_lock_that_somebody_may_hold_stays(place):
    lock = place.root / "data" / "runs" / "town" / "2023" / "publish.lock"
    with locked(lock):
        forget(place, "town", 2023)
        assert lock.exists()


def test_while_a_run_is_at_the_year_or_the_next_nothing_is_forgotten(place):
    before = files(place)
    for year in (2023, 2024):
        with locked(place.root / "data" / "runs" / "town" / str(year) / "run.lock"), pytest.raises(Running, match=str(year)):
            forget(place, "town", 2023)
        assert files(place) == before


NOTED = -1


def _killed(place, removals):
    """Removes as many places, and is killed by the system before the next; or when all of it is noted."""
    remove, note, done = forgetting._remove, forgetting._note, []

    def counting(path):
        if len(done) == removals:
            os.kill(os.getpid(), signal.SIGKILL)
        done.append(path)
        remove(path)

    def noting(*facts):
        note(*facts)
        os.kill(os.getpid(), signal.SIGKILL)

    forgetting._remove = counting
    forgetting._note = noting if removals == NOTED else note
    forget(place, "town", 2023, raw=True)


@pytest.mark.parametrize("removals", [*range(len(GONE) + len(LEFT_BY_THE_KILLED) + 2), NOTED])
@pytest.mark.parametrize("by", ["the same command", "a run"])
def test_a_forgetting_that_was_killed_is_completed_by_whatever_comes_next(place, removals, by):
    left = expected(place, "data/raw/town/2023/张三的信访.xlsx", "data/raw/town/2023/corrections.csv")
    child = multiprocessing.get_context("fork").Process(target=_killed, args=(place, removals))
    child.start()
    child.join()
    assert child.exitcode == -signal.SIGKILL
    if by == "a run":
        with alone(begin(open_work("town", 2023, workspace=place), lambda words: None)):
            pass
    else:
        forget(place, "town", 2023, raw=True)
    found = {file for file in files(place) if not (file.startswith("data/runs/town/2023/") and file.endswith("Z.jsonl"))}  # the log of that run
    assert found == left | {"data/runs/forgotten.jsonl"} and len(record(place)) == 1


def test_what_leads_out_of_the_workspace_is_refused_before_anything_goes(place, tmp_path_factory):
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    shutil.rmtree(place.root / "data" / "checked" / "town" / "2023")
    (place.root / "data" / "checked" / "town" / "2023").symlink_to(elsewhere)
    before = files(place)
    with pytest.raises(NotForgotten) as error:
        forget(place, "town", 2023)
    assert files(place) == before and elsewhere.is_dir()
    assert error.value.say("zh").endswith("没有删掉：它是链接，指向工作区以外。已删的不再恢复；排除后再运行同一条 nianbao forget，接着删完。")


def test_an_office_or_a_year_that_is_not_there_is_refused(place):
    with pytest.raises(UnknownOffice):
        forget(place, "twon", 2023)
    with pytest.raises(UnknownYear, match="2019"):
        plan_to_forget(place, "town", 2019)


def test_a_finished_year_is_forgotten_by_the_command_and_made_again_from_the_raw_files(fresh: Place):
    reviewed = {path: path.read_bytes() for path in fresh.review.rglob("*") if path.is_file()}
    asked = fresh.nianbao("forget", "shangcang", 2023)
    assert (asked.code, asked.out.splitlines()[-1]) == (0, "什么都没有删：加 --yes 才删。") and fresh.checked.exists()
    done = fresh.nianbao("forget", "shangcang", 2023, "--yes", lang="en")
    assert done.code == 0 and "data/checked/shangcang/2023" in done.out and "noted in data/runs/forgotten.jsonl" in done.out
    assert not fresh.checked.exists() and {path: path.read_bytes() for path in fresh.review.rglob("*") if path.is_file()} == reviewed
    assert fresh.nianbao("status").code == 0
    assert fresh.nianbao("publish", "shangcang", 2023).code == 2
    assert fresh.nianbao("run", "shangcang", 2023).code == 0
    same = [fresh.review / name for name in ("review.html", "review.pdf", "review.docx", "tables.xlsx", "figures.json", "checks.json")]
    assert [path.read_bytes() for path in same] == [reviewed[path] for path in same]
