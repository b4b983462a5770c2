"""What goes to a worker by a share: all that a run of the office's year reads, as it is here."""

from __future__ import annotations

import json
import shutil

import pytest

from nianbao.batching.job import Job
from nianbao.batching.share import Share
from nianbao.figures import reviews_below
from nianbao.running.inputs import inputs
from nianbao.work import open_work

pytest.importorskip("fsspec")
STEPS = ("clean", "check", "review")
OFFICES = {"city": "", "county": "parent: city", "east": "parent: county", "west": "parent: county", "other": ""}


@pytest.fixture
def county(tmp_path, monkeypatch):
    """A county with records of its own, two towns below it, and notebooks that import what lies beside them."""
    monkeypatch.setenv("NIANBAO_KEY_FILE", str(tmp_path / "key"))
    root = tmp_path / "w"
    for office, parent in OFFICES.items():
        for year in ("2022", "2023"):
            (root / "data/raw" / office / year).mkdir(parents=True)
        (root / "data/raw" / office / "office.yml").write_text(f"name: {{zh: {office}}}\ntables: []\n{parent}\n", "utf-8")
    (root / "data/raw/county/2023/records.csv").write_text("a,b\n1,2\n", "utf-8")
    for place in ("reviews/east/2023", "reviews/west/2023-en", "reviews/other/2023", "site/county/2022/1"):
        (root / place).mkdir(parents=True)
        (root / place / "figures.json").write_text(json.dumps([]), "utf-8")
    for place in ("own.py", "helpers/__init__.py", "notebooks/more.py"):
        (root / place).parent.mkdir(exist_ok=True)
        (root / place).write_text("x = 1\n", "utf-8")
    return root


def seen(job: Job) -> dict:
    """What a step's key would be where the job runs, and how many reviews of offices below are there."""
    work = open_work(job.office, job.year, workspace=job.workspace)
    return {"error": None, "inputs": {step: inputs(work, step) for step in STEPS}, "below": len(reviews_below(work))}


@pytest.mark.parametrize("office", ["county", "east"])
def test_a_worker_has_all_that_a_run_here_would_read(county, tmp_path, office):
    if office == "east":
        (county / "data/raw/other/office.yml").write_text("name: [", "utf-8")  # what another has broken is no matter of a town
    job = Job(str(county), office, 2023)
    share = Share((tmp_path / "share").as_uri())
    found = Share.run(job, share.send(job, "key"), seen)
    assert found == seen(job)
    assert found["below"] == (2 if office == "county" else 0)


def test_nothing_of_offices_that_are_not_below_it_goes_there(county, tmp_path):
    share = Share((tmp_path / "share").as_uri())
    share.send(Job(str(county), "east", 2023), "key")
    shutil.unpack_archive(tmp_path / "share/key.in.zip", tmp_path / "sent")
    assert {path.name for path in (tmp_path / "sent/data/raw").iterdir()} == {"east"}
    assert {path.name for path in (tmp_path / "sent/reviews").iterdir()} == {"east"}
