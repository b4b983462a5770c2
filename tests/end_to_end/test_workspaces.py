"""Any folder can be a workspace; a table that nianbao has never seen needs a YAML and no code."""

from __future__ import annotations

import json
import random
from datetime import date, timedelta

import pytest
from bs4 import BeautifulSoup
from tests.places import Place

from nianbao.office import Workspace
from nianbao.tables import read_table, table_files

COMPLAINTS = """\
table: complaints
title: {zh: 市民投诉, en: Complaints}
files: ["complaints*"]
columns:
  unique_key: {zh: 编号, also: [unique_key], type: text, key: true, required: true}
  opened_on: {zh: 受理日期, also: [opendate], type: date, required: true}
  closed_on: {zh: 办结日期, also: [closedate], type: date}
  kind: {zh: 类别, also: [complaint_type], type: category}
derived:
  days_open: date_diff('day', opened_on, least(coalesce(closed_on, :as_of), :as_of))
rules:
  - id: complaints.key-unique
    expect: expect_column_values_to_be_unique
    column: unique_key
    severity: critical
    says: {zh: 编号不重复, en: No key stands twice}
  - id: complaints.closed-within-60-days
    expect: expect_column_values_to_be_between
    column: days_open
    max_value: 60
    severity: warning
    says: {zh: 60日内办结, en: Closed within 60 days}
figures:
  opened:
    label: {zh: 受理投诉, en: Complaints opened}
    unit: 件
    count: opened_on between :start and :end
    by: [kind, month(opened_on)]
  closed:
    label: {zh: 办结投诉, en: Complaints closed}
    unit: 件
    count: closed_on between :start and :end
  closed_share:
    label: {zh: 办结占比, en: Share closed}
    part: closed
    whole: opened
"""


@pytest.fixture
def new(tmp_path) -> Place:
    outside = Place(tmp_path)
    done = outside.nianbao("init", "w", "--office", "nyc", "--year", 2023)
    assert done.code == 0, done.err
    return Place(tmp_path / "w")


def test_init_makes_a_workspace_that_says_what_to_do_next(new):
    assert (new.root / "data/raw/nyc/2023").is_dir()
    assert "nianbao run nyc 2023" in (new.root / "README.txt").read_text("utf-8")
    assert "data/" in (new.root / ".gitignore").read_text("utf-8")
    assert new.nianbao("offices").out == "nyc\tnyc\t2023\n"


def test_init_overwrites_nothing(new):
    done = new.nianbao("init", ".")
    assert done.code == 2
    assert ".gitignore" in done.err


def test_a_year_without_any_file_gives_a_review_that_says_so(new):
    done = new.nianbao("run", "nyc", 2023)
    assert done.code == 0, done.err
    page = BeautifulSoup((new.root / "reviews/nyc/2023/review.html").read_text("utf-8"), "html.parser")
    (heading,) = (heading for heading in page.select("main h3") if "本年没有记录的事项" in heading.get_text())
    lacking = heading.find_next("p").get_text()
    titles = [read_table(path).title.zh for path in table_files(Workspace(new.root)).values()]
    assert len(titles) == 21 and all(title in lacking for title in titles)
    assert "不等于没有发生" in lacking
    unwritten = [p.get_text() for p in page.select("main p") if "没有记录可据以写出这一部分" in p.get_text()]
    assert unwritten == ["本年没有记录可据以写出这一部分。"] * 3  # problems, first persons, plans
    assert not page.select("data[data-figure]")
    assert "%" not in "".join(part.get_text() for part in page.select("main section[data-section]"))


def test_foreign_records_with_english_headers_are_cleaned_checked_and_reviewed_by_yaml_alone(new):
    (new.root / "expectations/complaints.yml").write_text(COMPLAINTS, "utf-8")
    office = new.root / "data/raw/nyc/office.yml"
    office.write_text("name: {zh: 纽约市议会, en: New York City Council}\ntables: [complaints]\n", "utf-8")
    chance = random.Random(1)
    lines, late, still_open = ["unique_key,opendate,closedate,complaint_type"], 0, 0
    for number in range(3000):
        opened = date(2023, 1, 1) + timedelta(days=chance.randrange(300))
        days = chance.choice([None, 0, 3, 60, 61, 200])
        closed = None if days is None else opened + timedelta(days=days)
        judged = min(closed or date(2023, 12, 31), date(2023, 12, 31))
        late += (judged - opened).days > 60
        still_open += closed is None or closed > date(2023, 12, 31)
        lines.append(f"K{number},{opened},{closed or ''},{chance.choice(['Noise', 'Litter', ''])}")
    (new.root / "data/raw/nyc/2023/complaints_2023.csv").write_text("\n".join(lines), "utf-8")
    done = new.nianbao("run", "nyc", 2023, "--lang", "en")
    assert done.code == 0, done.err
    review = new.root / "reviews/nyc/2023-en"
    figures = {figure["name"]: figure for figure in json.loads((review / "figures.json").read_text("utf-8"))}
    outcomes = {o["rule"]: o for o in json.loads((review / "checks.json").read_text("utf-8"))["outcomes"]}
    assert set(figures) == {"complaints.opened", "complaints.closed", "complaints.closed_share"}
    assert figures["complaints.opened"]["value"] == 3000
    assert figures["complaints.closed"]["value"] == 3000 - still_open
    assert outcomes["complaints.closed-within-60-days"]["failed"] == late
    page = (review / "review.html").read_text("utf-8")
    assert "Complaints opened" in page and "3,000" in page and "Noise" in page
    assert "Petitions" not in page
