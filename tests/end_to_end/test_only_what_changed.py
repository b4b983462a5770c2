"""A step runs again where anything that it reads, or that it has left, is no longer as it was; and only there."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from tests.places import REPO, Place

from nianbao.checking import waivers
from nianbao.errors import ExpiredWaiver
from nianbao.lock import locked
from nianbao.running import begin, due, run_year
from nianbao.work import open_work

STEPS = ("clean", "check", "review")
PETITIONS, PENALTIES = "2023年信访件登记表.xlsx", "2022年行政处罚台账.csv"
HEAVY = ("IPython", "duckdb", "great_expectations", "lxml", "matplotlib", "nbformat", "numpy", "pandas", "papermill", "pyarrow", "typst")


def why(root: Path, **parameters) -> dict[str, set[str]]:
    """Each step that is due, with what is no longer as it was."""
    work = open_work("shangcang", 2023, workspace=root, **parameters)
    return {step: set(found.because) for step in STEPS if (found := due(work, step))}


def executed(place: Place) -> list[str]:
    """The steps whose notebooks the last run has executed."""
    log = max((place.root / "data/runs/shangcang/2023").glob("*.jsonl"))
    return [event["step"] for event in map(json.loads, log.read_text("utf-8").splitlines()) if event["event"] == "step done"]


@pytest.fixture
def place(fresh, monkeypatch) -> Place:
    monkeypatch.setenv("NIANBAO_KEY_FILE", str(fresh.root / "key"))
    monkeypatch.setenv("NIANBAO_WORKSPACE", str(fresh.root))
    assert why(fresh.root) == {}
    return fresh


def put(name: str, text: str):
    """A file of the workspace with one more line."""

    def change(root: Path) -> None:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        with (root / name).open("a", encoding="utf-8") as file:
            file.write(text + "\n")

    return change


def gone(name: str):
    """A file or folder that is taken away."""

    def change(root: Path) -> None:
        path = root / name
        shutil.rmtree(path) if path.is_dir() else path.unlink()

    return change


def known(text: str):
    """What is known of earlier runs, damaged to JSON of another kind."""
    return lambda root: (root / "data/runs/shangcang/2023/steps.json").write_text(text, "utf-8")


def another_byte(name: str):
    def change(root: Path) -> None:
        data = (root / name).read_bytes()
        (root / name).write_bytes(data[:-1] + bytes([data[-1] ^ 1]))

    return change


def published(year: int):
    def change(root: Path) -> None:
        edition = root / f"site/shangcang/{year}/1"
        edition.mkdir(parents=True)
        shutil.copy(root / "reviews/shangcang/2023/figures.json", edition)

    return change


def own_notebook(name: str):
    """A shipped notebook that the workspace has changed."""

    def change(root: Path) -> None:
        (root / "notebooks").mkdir()
        text = (REPO / "notebooks" / name).read_text("utf-8")
        (root / "notebooks" / name).write_text(text.replace('"metadata": {', '"metadata": {"own": true, ', 1), "utf-8")

    return change


def a_new_key(root: Path) -> None:
    (root / "key").write_text("ab" * 32)


def every(reasons: set[str]) -> dict[str, set[str]]:
    return dict.fromkeys(STEPS, reasons)


RAW = "data/raw/shangcang/2023"
CHANGES = {
    "a raw file": (another_byte(f"{RAW}/{PETITIONS}"), {"clean": {"raw files"}, "review": {"raw files"}}),
    "a raw file more": (put(f"{RAW}/说明.txt", "x"), {"clean": {"raw files"}, "review": {"raw files"}}),
    "a raw file less": (gone(f"{RAW}/{PETITIONS}"), {"clean": {"raw files"}, "review": {"raw files"}}),
    "a folder more": (lambda root: (root / RAW / "处罚.xlsx").mkdir(), {"clean": {"raw files"}, "review": {"raw files"}}),
    "a raw file of the year before": (
        another_byte(f"data/raw/shangcang/2022/{PENALTIES}"),
        {"clean": {"raw files of the year before"}, "review": {"raw files of the year before"}},
    ),
    "the year before": (
        gone("data/raw/shangcang/2022"),
        {"clean": {"raw files of the year before"}, "check": {"year before is there"},
         "review": {"raw files of the year before", "year before is there"}},
    ),
    "corrections": (put(f"{RAW}/corrections.csv", "file"), {"clean": {"raw files"}, "review": {"raw files", "decisions"}}),
    "waivers": (put(f"{RAW}/waivers.yml", "[]"), {"check": {"waivers.yml"}, "review": {"decisions"}}),
    "text": (put(f"{RAW}/text/petitions.md", "字"), {"review": {"decisions"}}),
    "office.yml": (
        put("data/raw/shangcang/office.yml", "cover: true"),
        {"clean": {"office.yml"}, "check": {"office.yml"}, "review": {"office.yml", "decisions"}},
    ),
    "a table": (put("expectations/own.yml", "x"), {"clean": {"tables"}, "check": {"tables"}, "review": {"tables", "decisions"}}),
    "the key of pseudonyms": (a_new_key, {"clean": {"pseudonym key"}, "review": {"pseudonym key"}}),
    "an edition": (published(2023), {"check": {"editions"}}),
    "an edition of the year before": (published(2022), {"check": {"editions"}}),
    "the notebook that cleans": (own_notebook("1_clean.ipynb"), {"clean": {"notebook"}, "review": {"decisions"}}),
    "the notebook that checks": (own_notebook("2_check.ipynb"), {"check": {"notebook"}, "review": {"decisions"}}),
    "the notebook of the review": (own_notebook("3_review.ipynb"), {"review": {"notebook", "decisions"}}),
    "a module beside the notebooks": (put("notebooks/own.py", "x = 1"), every({"beside notebooks"})),
    "a module of the workspace": (put("own.py", "x = 1"), every({"beside notebooks"})),
    "a package of the workspace": (put("own/__init__.py", "x = 1"), every({"beside notebooks"})),
    "clean records": (
        another_byte("data/clean/shangcang/2023/petitions.parquet"),
        {"clean": {"outputs"}, "check": {"clean records"}, "review": {"clean records"}},
    ),
    "clean records of the year before": (
        gone("data/clean/shangcang/2023/before/clean.json"),
        {"clean": {"outputs"}, "check": {"clean records"}, "review": {"clean records"}},
    ),
    "quarantine.csv": (gone("data/clean/shangcang/2023/quarantine.csv"), {"clean": {"outputs"}}),
    "figures": (put("data/checked/shangcang/2023/public.json", " "), {"check": {"outputs"}, "review": {"figures and checks"}}),
    "checks.html": (gone("data/checked/shangcang/2023/checks.html"), {"check": {"outputs"}}),
    "an executed notebook": (gone("data/runs/shangcang/2023/2_check.ipynb"), {"check": {"outputs"}}),
    "the review": (put("reviews/shangcang/2023/review.html", " "), {"review": {"outputs"}}),
    "a file beside the review": (put("reviews/shangcang/2023/note.txt", "x"), {"review": {"outputs"}}),
    "what is known of earlier runs": (put("data/runs/shangcang/2023/steps.json", "{"), every({"never run"})),
    "what is known of earlier runs, in part": (known("[]"), every({"never run"})),
    "what is known of a step": (known('{"clean": {"inputs": {}, "outputs": 5}, "check": 5}'), every({"never run"})),
    "nothing: a file that Excel has open": (put(f"{RAW}/~${PETITIONS}", "x"), {}),
    "nothing: a hidden file": (put(f"{RAW}/.DS_Store", "x"), {}),
    "nothing: a later date of a file": (lambda root: os.utime(root / RAW / PETITIONS), {}),
    "nothing: a notebook of one's own": (put("notebooks/.ipynb_checkpoints/3_review-checkpoint.ipynb", "{}"), {}),
    "nothing: another office": (put("data/raw/other/office.yml", "name: {zh: 乙镇}"), {}),
}  # fmt: skip


@pytest.mark.parametrize("change", CHANGES)
def test_each_kind_of_change_makes_the_steps_due_that_read_it_and_no_other(place, change):
    make, expected = CHANGES[change]
    make(place.root)
    assert why(place.root) == expected


@pytest.mark.parametrize(
    ("parameters", "expected"),
    [
        ({"as_of": "2023-06-30"}, every({"parameters"})),
        ({"engine": "duckdb"}, {"check": {"parameters"}}),
        ({"lang": "en"}, {"clean": {"parameters"}, "check": {"parameters"}, "review": {"never run"}}),
        ({"draft": True}, {"clean": {"parameters"}, "check": {"parameters"}, "review": {"never run"}}),
        ({"as_of": "2023-12-31"}, {}),
    ],
)
def test_each_parameter_makes_the_steps_due_that_get_it(place, parameters, expected):
    assert why(place.root, **parameters) == expected


def test_a_package_more_or_of_another_version_makes_every_step_due(place, tmp_path, monkeypatch):
    (tmp_path / "site" / "other-1.0.dist-info").mkdir(parents=True)
    monkeypatch.syspath_prepend(tmp_path / "site")
    assert why(place.root) == every({"environment"})


def test_with_fonts_of_the_system_the_review_hangs_on_what_is_installed(place):
    put("data/raw/shangcang/office.yml", "fonts: system")(place.root)
    for step in STEPS:
        due(open_work("shangcang", 2023, workspace=place.root), step).done()
    assert why(place.root) == {}
    fonts = Path(os.environ["XDG_DATA_HOME"]) / "fonts"
    fonts.mkdir()
    try:
        shutil.copy(next((REPO / "pipelines/nianbao/fonts").glob("*.otf")), fonts)
        assert why(place.root) == {"review": {"system fonts"}}
    finally:
        shutil.rmtree(fonts)


ASK = """
import json, sys
sys.path.insert(0, sys.argv[2] + "/pipelines")
from nianbao.running import due
from nianbao.work import open_work
work = open_work("shangcang", 2023, workspace=sys.argv[1])
print(json.dumps({step: sorted(found.because) for step in ("clean", "check", "review") if (found := due(work, step))}))
"""


def test_a_change_of_the_program_makes_the_steps_due_that_use_it(place, tmp_path):
    program = tmp_path / "program"
    for name in ("pipelines", "notebooks", "expectations"):
        shutil.copytree(REPO / name, program / name, ignore=shutil.ignore_patterns("__pycache__"))
    found = []
    for change in (None, "notebooks/2_check.ipynb", "expectations/petitions.yml", "pipelines/nianbao/words.py"):
        if change:
            put(change, " ")(program)
        done = subprocess.run([sys.executable, "-c", ASK, place.root, program], capture_output=True, text=True, check=True, cwd=tmp_path)
        found.append(json.loads(done.stdout))
    assert found[0] == {}
    assert found[1] == {"check": ["notebook"], "review": ["program"]}
    assert found[2] == {"clean": ["tables"], "check": ["notebook", "tables"], "review": ["program", "tables"]}
    assert found[3]["clean"] == ["program", "tables"]


def test_where_nothing_has_changed_nothing_runs_nothing_heavy_is_imported_and_no_warm_process_is_started(place, tmp_path):
    told = "import sys\nfrom nianbao.cli import cli\nsys.argv[1:] = 'run shangcang 2023'.split()\ncli(standalone_mode=False)\n"
    told += f"print([name for name in {HEAVY} if name in sys.modules])"
    (tmp_path / "sockets").mkdir()
    env = os.environ | {"NIANBAO_LANG": "zh", "XDG_RUNTIME_DIR": str(tmp_path / "sockets")}
    done = subprocess.run([sys.executable, "-c", told], cwd=place.root, capture_output=True, text=True, env=env)
    assert list((tmp_path / "sockets").iterdir()) == []
    assert done.stdout.splitlines() == [
        "清理：没有变化", "核对：没有变化", f"年报：没有变化 {place.review / 'review.html'}", "[]",
    ], done.stderr  # fmt: skip
    assert executed(place) == []
    assert "没有变化" in place.nianbao("runs", "shangcang", 2023).out.splitlines()[-1]


def test_words_of_the_office_make_the_review_alone_anew(place):
    put(f"{RAW}/text/petitions.md", "全年信访总量{{petitions.received}}件。")(place.root)
    done = place.nianbao("run", "shangcang", 2023, lang="en")
    assert done.code == 0, done.err
    assert executed(place) == ["review"]
    assert done.out.startswith("cleaned: nothing has changed\nchecked: nothing has changed\n")
    assert "全年信访总量" in (place.review / "review.html").read_text("utf-8")
    assert why(place.root) == {}


def test_what_comes_out_as_it_was_makes_no_later_step_due(place):
    before = (place.root / "data/clean/shangcang/2023/petitions.parquet").read_bytes()
    another_byte("data/clean/shangcang/2023/petitions.parquet")(place.root)
    assert place.nianbao("run", "shangcang", 2023).code == 0
    assert executed(place) == ["clean"]
    assert (place.root / "data/clean/shangcang/2023/petitions.parquet").read_bytes() == before


def test_an_input_that_changes_while_the_step_runs_leaves_it_due(place):
    put(f"{RAW}/waivers.yml", "[]")(place.root)
    found = due(open_work("shangcang", 2023, workspace=place.root), "check")
    put(f"{RAW}/waivers.yml", "# later")(place.root)
    assert not found.done()
    assert "check" in why(place.root)


def test_a_waiver_that_expires_stops_a_run_in_which_nothing_has_changed(place, monkeypatch):
    put(f"{RAW}/waivers.yml", "- {rule: petitions.number-unique, reason: 旧, who: 王主任, until: 2099-01-31}")(place.root)
    work = open_work("shangcang", 2023, workspace=place.root)
    for step in STEPS:
        if found := due(work, step):
            found.done()
    run = begin(work, lambda words: None)
    run_year(run)
    assert run.ran == []
    monkeypatch.setattr(waivers, "today", lambda: date(2099, 2, 1))
    for command in (run_year, *(getattr(sys.modules["nianbao.running.year"], name) for name in ("check", "review"))):
        with pytest.raises(ExpiredWaiver):
            command(begin(work, lambda words: None))


def test_two_runs_of_one_year_at_once_are_refused_by_who_and_since_when(place):
    with locked(place.root / "data/runs/shangcang/2023/run.lock"):
        done = place.nianbao("run", "shangcang", 2023, "--force", lang="en")
    assert done.code == 8
    assert f":{os.getpid()} 20" in done.err and "shangcang 2023" in done.err
    assert executed(place) == []
