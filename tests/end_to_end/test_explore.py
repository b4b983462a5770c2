"""explore.ipynb: it runs from top to bottom, tells what there is, and is no step of a run; its two switches do what they say."""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys
from contextlib import redirect_stdout

import nbformat
import pytest
from bs4 import BeautifulSoup
from python_calamine import CalamineWorkbook

from nianbao import package
from nianbao.exploring import open_year
from nianbao.office import shipped
from nianbao.running.manifest import decisions

NOTEBOOK = shipped("notebooks") / "explore.ipynb"


def execute(place, notebook, out):
    """The notebook as plain papermill leaves it, run in the place's workspace on the warm kernel."""
    env = os.environ | {"NIANBAO_KEY_FILE": str(place.root / "key"), "NIANBAO_LANG": "zh"}
    command = [sys.executable, "-m", "papermill", "-k", "nianbao", str(notebook), str(out), "-p", "office", "shangcang", "-p", "year", "2023"]
    done = subprocess.run(command, cwd=place.root, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return nbformat.read(out, as_version=4)


def text_of(cell):
    """All that a cell shows, as text; the library of itables left out."""
    told = [output.text if output.output_type == "stream" else str(output.get("data", "")) for output in cell.get("outputs", [])]
    return "\n".join(one for one in told if len(one) < 900_000)


@pytest.fixture(scope="module")
def executed(finished, tmp_path_factory):
    notebook = execute(finished, NOTEBOOK, tmp_path_factory.mktemp("explore") / "explore.ipynb")
    return {cell.id: text_of(cell) for cell in notebook.cells if cell.cell_type == "code"}


@pytest.mark.parametrize(
    ("cell", "shows"),
    [
        ("open", "没有读进表的1行，完全重复的3行"),
        ("open", "Dropdown(description='单位和年份'"),
        ("files", "2023年信访件登记表.xlsx"),
        ("quarantine", "2023年13月45日"),
        ("checks", "223项通过"),
        ("check-rows", "第258行"),
        ("table", "new ITable"),
        ("slow", "new ITable"),
        ("explain", "427 ÷ (413 + 14)"),
        ("own", "14.3%"),
        ("moved", "new ITable"),
        ("before-rows", "407"),
        ("neighbours", "没有同级的其他单位"),
        ("chart", "办结信访件427件，求决最多"),
        ("chart-into", "没有写"),
        ("rule", "61 / 427 行会不符"),
    ],
)
def test_it_runs_top_to_bottom_and_shows_the_year(executed, cell, shows):
    assert shows in executed[cell]


def test_exploring_leaves_the_workspace_as_it_was(executed, finished):
    assert not (finished.root / "notebooks").exists() and not (finished.root / "expectations").exists()


def test_nothing_personal_is_in_it(executed, finished):
    whole = "\n".join(executed.values())
    (register,) = finished.raw.glob("*信访件登记表.xlsx")
    rows = CalamineWorkbook.from_path(register).get_sheet_by_index(0).to_python()
    head = next(number for number, row in enumerate(rows) if "信访人" in row)
    names, numbers = ({str(row[rows[head].index(title)]) for row in rows[head + 1 :]} - {""} for title in ("信访人", "证件号码"))
    assert len(names) > 100 and len(numbers) > 100
    escaped = {json.dumps(name)[1:-1] for name in names if len(name) > 1}
    assert not [name for name in names | escaped if len(name) > 1 and name in whole]
    assert not [number for number in numbers if number in whole]


def test_without_the_extra_it_runs_too_and_says_what_to_install(small, monkeypatch):
    for name in ("itables", "ipywidgets"):
        monkeypatch.setitem(sys.modules, name, None)
    monkeypatch.chdir(small.root)
    space: dict = {}
    with redirect_stdout(io.StringIO()) as told:
        for cell in nbformat.read(NOTEBOOK, as_version=4).cells:
            if cell.cell_type == "code":
                exec(cell.source, space)  # noqa: S102 - it is our own
    assert "pip install 'nianbao[lab]'" in told.getvalue()
    assert "petition_no" in space["records"] and space["this"].year == 2023


def test_a_chart_and_a_rule_of_ones_own_come_into_the_review(fresh, tmp_path):
    before = (fresh.review / "review.html").read_text("utf-8")
    assert 'id="chart-petitions-closed-purpose"' not in before
    source = NOTEBOOK.read_text("utf-8")
    for switch in ("put_into_review", "put_into_yaml"):
        assert f"{switch} = False" in source
        source = source.replace(f"{switch} = False", f"{switch} = True")
    (tmp_path / "mine.ipynb").write_text(source, "utf-8")
    written = execute(fresh, tmp_path / "mine.ipynb", tmp_path / "out.ipynb")
    (shown,) = [text_of(cell) for cell in written.cells if cell.get("id") == "rule"]
    late = int(re.search(r"(\d+) / 427 行会不符", shown)[1])

    done = fresh.nianbao("run", "shangcang", 2023)
    assert done.code == 0, done.err
    year = open_year("shangcang", 2023, workspace=fresh.root)
    mine = year.checks["petitions.closed-within-45-days"]
    assert (mine.outcome, mine.facts["failed"]) == ("fail", late) and late > 0
    assert set(mine.rows["row"]) <= set(year.tables["petitions"]["_row"])
    page = BeautifulSoup((fresh.review / "review.html").read_text("utf-8"), "html.parser")
    chart = page.select_one("figure#chart-petitions-closed-purpose")
    assert chart.find_previous("figure")["id"] == "chart-petitions-received-topic"  # where the notebook said it would stand


def test_it_is_no_step_whatever_somebody_writes_into_it(small, tmp_path):
    year = open_year("shangcang", 2023, workspace=small.root)
    assert not [name for name in decisions(year) if "notebooks" in name]
    assert "notebooks/explore.ipynb" not in {name for name, _ in package._files()}


def test_ones_own_copy_decides_nothing_and_ones_own_step_does(fresh):
    year = open_year("shangcang", 2023, workspace=fresh.root)
    (fresh.root / "notebooks").mkdir()
    for name in ("explore.ipynb", "3_review.ipynb"):
        (fresh.root / "notebooks" / name).write_bytes((shipped("notebooks") / name).read_bytes())
    assert [name for name in decisions(year) if "notebooks" in name] == ["notebooks/3_review.ipynb"]


def test_offices_of_one_level_stand_beside_each_other(fresh):
    offices = fresh.root / "data" / "raw"
    office = (offices / "shangcang" / "office.yml").read_text("utf-8") + "level: town\n"
    (offices / "shangcang" / "office.yml").write_text(office, "utf-8")
    for name, zh in (("next", "邻镇"), ("unrun", "未报镇")):
        (offices / name / "2023").mkdir(parents=True)
        (offices / name / "office.yml").write_text(office.replace("某镇", zh), "utf-8")
    checked = fresh.root / "data" / "checked"
    (checked / "next" / "2023").mkdir(parents=True)
    public = (fresh.checked / "public.json").read_text("utf-8").replace('"value": 427', '"value": 300')
    (checked / "next" / "2023" / "public.json").write_text(public, "utf-8")
    found = open_year("shangcang", 2023, workspace=fresh.root).beside("petitions.closed", "penalties.cases")
    assert found.to_numpy().tolist() == [["某镇", "427", "90"], ["邻镇", "300", "90"], ["未报镇", "—", "—"]]
