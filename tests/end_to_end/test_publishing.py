"""Publishing: a finished review becomes an edition and stays as it is; what changed makes the next one, and says so."""

from __future__ import annotations

import hashlib
import json
import os
import random
import shutil
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from docx import Document
from pypdf import PdfReader
from tests.places import Place

from nianbao.lock import locked

FILE = "2023年信访件登记表.xlsx"
REASON = "回访核实，更正一件<b>信访</b>的评价"


def corrected(place: Place) -> None:
    """One petition's rating is set right: its figures move, no check does."""
    sha = hashlib.sha256((place.raw / FILE).read_bytes()).hexdigest()
    lines = ["file,sha256,sheet,row,column,old,new,reason,who", f"{FILE},{sha},登记表,4,满意度,满意,不满意,回访核实,李会计"]
    (place.raw / "corrections.csv").write_text("\n".join(lines), "utf-8")


def site(place: Place) -> Path:
    return place.root / "site" / "shangcang" / "2023"


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def is_whole(edition: Path) -> bool:
    manifest = json.loads((edition / "manifest.json").read_text("utf-8"))
    there = {name: hashlib.sha256(content).hexdigest() for name, content in files(edition).items() if name != "manifest.json"}
    return there == manifest["outputs"]


@pytest.fixture(scope="module")
def revised(tmp_path_factory, small) -> tuple[Place, dict]:
    """Edition 1 is published, a record corrected, the year run again, edition 2 published; and what each command said."""
    place = Place(tmp_path_factory.mktemp("revised") / "w")
    shutil.copytree(small.root, place.root)
    said = {"first": place.nianbao("publish", "shangcang", 2023, "--on", "2024-03-15")}
    said["again"] = place.nianbao("publish", "shangcang", 2023)
    said["files"] = files(site(place) / "1")
    corrected(place)
    said["stale"] = place.nianbao("publish", "shangcang", 2023, "--revise", REASON)
    said["run"] = place.nianbao("run", "shangcang", 2023)
    said["refused"] = place.nianbao("publish", "shangcang", 2023)
    said["diff"] = place.nianbao("diff", "shangcang", 2023)
    said["second"] = place.nianbao("publish", "shangcang", 2023, "--revise", REASON, "--on", "2024-05-06")
    assert [said[name].code for name in ("first", "again", "run", "second")] == [0] * 4, said
    return place, said


def test_the_first_edition_is_the_review_without_its_notebooks(revised, small):
    review = {name: content for name, content in files(small.review).items() if "/" not in name and name != "manifest.json"}
    found = revised[1]["files"]
    assert {name: content for name, content in found.items() if name != "manifest.json"} == review
    told = json.loads(found["manifest.json"])["edition"]
    assert (told["number"], told["published_on"], told["reason"]) == (1, "2024-03-15", None)


def test_publishing_again_without_a_change_says_so_and_does_nothing(revised):
    assert "没有新版" in revised[1]["again"].out


def test_a_change_without_a_reason_is_refused_and_says_what_changed(revised):
    done = revised[1]["refused"]
    assert done.code == 2
    assert "2项数据、2段文字" in done.err and "--revise" in done.err


def test_a_review_older_than_a_correction_is_not_published(revised):
    done = revised[1]["stale"]
    assert done.code == 2 and "corrections.csv" in done.err


def test_the_first_edition_stays_byte_for_byte_and_locked(revised):
    place, said = revised
    assert files(site(place) / "1") == said["files"]
    for edition in ("1", "2"):
        assert {stat.S_IMODE(path.stat().st_mode) for path in (site(place) / edition).iterdir()} == {0o444}
        assert is_whole(site(place) / edition)


def test_the_second_edition_says_on_its_first_page_what_it_is(revised):
    folder = site(revised[0]) / "2"
    page = BeautifulSoup((folder / "review.html").read_text("utf-8"), "html.parser")
    word = Document(folder / "review.docx")
    told = {
        "html": page.select_one(".notice.edition").get_text(),
        "pdf": PdfReader(folder / "review.pdf").pages[0].extract_text(),
        "docx": "".join(part.text or "" for part in word.element.body.iter() if part.tag.endswith("}t"))[:800],
    }
    for kind, text in told.items():
        plain = "".join(text.split()).replace("\u2060", "")
        for words in ("第2版", "2024年5月6日发布", "2024年3月15日发布的第1版", REASON, "387件→386件", "群众满意率：100%→99.7%", "2段文字"):
            assert words in plain, (kind, words, plain)
    assert "第1版" not in (site(revised[0]) / "1" / "review.html").read_text("utf-8")


def test_the_stable_address_leads_to_the_newest_edition_and_keeps_the_first(revised):
    page = BeautifulSoup((site(revised[0]) / "index.html").read_text("utf-8"), "html.parser")
    links = [link["href"] for link in page.select("a")]
    assert "2/review.html" in links and "1/review.html" in links
    assert (site(revised[0]) / "figures.json").read_bytes() == (site(revised[0]) / "2" / "figures.json").read_bytes()
    home = BeautifulSoup((revised[0].root / "site" / "index.html").read_text("utf-8"), "html.parser")
    assert "shangcang/2023/2/review.html" in [link["href"] for link in home.select("a")]


def test_diff_tells_figures_sentences_checks_and_sources(revised):
    place, said = revised
    assert said["diff"].out.startswith("第1版（2024年3月15日） → 现有成品（未发布）")
    done = place.nianbao("diff", "shangcang", 2023)
    for words in ("第2版", REASON, "群众满意率：100%→99.7%", "满意或基本满意的[-387-]{+386+}件", "新增：data/raw/shangcang/2023/corrections.csv"):
        assert words in done.out, done.out
    found = json.loads(place.nianbao("diff", "shangcang", 2023, "--from", 1, "--to", 2, "--json", lang="en").out)
    assert (found["from"], found["to"], found["checks"]) == (1, 2, [])
    assert {change["name"] for change in found["figures"]} == {"petitions.satisfied", "petitions.satisfaction_rate"}
    assert place.nianbao("diff", "shangcang", 2023, "--from", 3).code == 2


def test_an_edition_and_a_download_of_it_are_proved_and_a_changed_one_is_not(revised, tmp_path):
    place, _ = revised
    assert place.nianbao("verify", site(place) / "2").code == 0
    shutil.copyfile(site(place) / "1" / "review.pdf", tmp_path / "下载.pdf")
    done = place.nianbao("verify", tmp_path / "下载.pdf")
    assert done.code == 0 and "第1版" in done.out and "第2版，代替这一版" in done.out
    with (tmp_path / "下载.pdf").open("ab") as file:
        file.write(b" ")
    done = place.nianbao("verify", tmp_path / "下载.pdf", "--manifest", site(place) / "1" / "manifest.json")
    assert done.code == 7


def test_the_manifest_tells_what_a_review_was_made_from_and_with(revised):
    facts = json.loads((site(revised[0]) / "2" / "manifest.json").read_text("utf-8"))
    assert facts["inputs"][FILE] == hashlib.sha256((revised[0].raw / FILE).read_bytes()).hexdigest()
    assert "data/raw/shangcang/2023/corrections.csv" in facts["decisions"] and "data/raw/shangcang/office.yml" in facts["decisions"]
    assert facts["parameters"] == {
        "as_of": "2023-12-31", "lang": "zh", "suppress_below": {"totals": 0, "breakdowns": 5}, "fonts": "package",
        "cover": False, "contents": False,
    }  # fmt: skip
    assert len(facts["package"]["sha256"]) == 64 and facts["versions"]["duckdb"]
    assert facts["edition"]["changes"] == {"figures": 2, "sentences": 2, "checks": 0}


def spoilt(place: Place) -> None:
    (place.review / "review.html").write_text("别的", "utf-8")


def checked_anew(place: Place) -> None:
    path = place.checked / "public_checks.json"
    path.write_text(path.read_text("utf-8").replace('"checked": 1', '"checked": 2', 1), "utf-8")


def closed(place: Place) -> None:
    for path in (place.checked / "checks.json", place.checked / "public_checks.json", place.review / "checks.json"):
        path.write_text(path.read_text("utf-8").replace('"open": true', '"open": false', 1), "utf-8")
    path = place.review / "manifest.json"
    facts = json.loads(path.read_text("utf-8"))
    facts["outputs"]["checks.json"] = hashlib.sha256((place.review / "checks.json").read_bytes()).hexdigest()
    path.write_text(json.dumps(facts), "utf-8")


def drafted(place: Place) -> None:
    place.review.rename(place.review.with_name("2023-draft"))


def draft_in_its_place(place: Place) -> None:
    path = place.review / "manifest.json"
    path.write_text(path.read_text("utf-8").replace('"draft": false', '"draft": true'), "utf-8")


def other_program(place: Place) -> None:
    path = place.review / "manifest.json"
    facts = json.loads(path.read_text("utf-8"))
    path.write_text(json.dumps(facts | {"package": {"version": "0.0.1", "sha256": "0" * 64}}), "utf-8")


def other_raw_file(place: Place) -> None:
    with (place.raw / FILE).open("ab") as file:
        file.write(b" ")


def not_run(place: Place) -> None:
    shutil.rmtree(place.review)


@pytest.mark.parametrize(
    ("spoil", "code", "told"),
    [
        (spoilt, 7, "review.html（被改动）"), (checked_anew, 2, "最近一次核对"), (closed, 5, "关口"), (drafted, 2, "草稿"),
        (draft_in_its_place, 2, "草稿"), (other_program, 2, "另一个版本的程序"), (other_raw_file, 2, FILE), (not_run, 2, "nianbao run"),
    ],
    ids=lambda value: getattr(value, "__name__", None),
)  # fmt: skip
def test_what_is_not_fit_is_not_published(fresh, spoil, code, told):
    spoil(fresh)
    done = fresh.nianbao("publish", "shangcang", 2023)
    assert (done.code, told in done.err) == (code, True), done.err
    assert not list((fresh.root / "site").rglob("*.html"))


@pytest.mark.parametrize("name", ["publish", "run"])
def test_nobody_publishes_what_another_publishes_or_runs_and_a_lock_left_over_stops_nobody(fresh, name):
    lock = fresh.root / "data" / "runs" / "shangcang" / "2023" / f"{name}.lock"
    with locked(lock):
        done = fresh.nianbao("publish", "shangcang", 2023)
    assert done.code == 8 and str(os.getpid()) in done.err
    assert lock.exists()
    assert fresh.nianbao("publish", "shangcang", 2023).code == 0


def test_english_and_chinese_stand_beside_each_other(fresh):
    english = fresh.review.with_name("2023-en")  # a run with --lang en differs in what it says, not in where it lies
    shutil.copytree(fresh.review, english)
    manifest = (english / "manifest.json").read_text("utf-8")
    (english / "manifest.json").write_text(manifest.replace('"lang": "zh"', '"lang": "en"'), "utf-8")
    for lang in ("en", "zh"):
        assert fresh.nianbao("publish", "shangcang", 2023, "--lang", lang, "--on", "2024-03-15").code == 0
    assert is_whole(site(fresh) / "en" / "1") and is_whole(site(fresh) / "1")
    assert (fresh.root / "site" / "index.en.html").exists()


def test_killed_at_any_moment_the_site_holds_whole_editions_alone(fresh):
    env = os.environ | {"NIANBAO_KEY_FILE": str(fresh.root / "key")}
    command = [sys.executable, "-m", "nianbao", "publish", "shangcang", "2023"]
    chance = random.Random(2024)
    for _ in range(5):
        other = subprocess.Popen(command, cwd=fresh.root, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(chance.uniform(0.2, 1.2))
        other.send_signal(signal.SIGKILL)
        other.wait()
        found = list(site(fresh).glob("[0-9]*")) if site(fresh).exists() else []
        assert all(is_whole(folder) for folder in found)
    assert fresh.nianbao("publish", "shangcang", 2023).code == 0
    assert is_whole(site(fresh) / "1")
    assert (fresh.root / "site" / "index.html").exists()
    assert list((fresh.root / "site").rglob(".*")) == []
