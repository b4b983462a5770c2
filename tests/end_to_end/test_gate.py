"""The gate: a critical failure stops a run, and only a correction, a waiver or a marked draft leads past it."""

from __future__ import annotations

import hashlib
import json
from datetime import date

import openpyxl
import pytest
from bs4 import BeautifulSoup
from pypdf import PdfReader

GATE = 5
FILE = "2023年信访件登记表.xlsx"
RULE = "petitions.closed-not-before-received"


@pytest.fixture
def spoiled(fresh):
    """The sample with one petition that closes before it was received; `row` is Excel's number of it."""
    book = openpyxl.load_workbook(fresh.raw / FILE)
    sheet = book.active
    titles = {cell.value: cell.column for row in sheet.iter_rows(min_row=1, max_row=4) for cell in row if cell.value}
    sheet.cell(100, titles["登记时间"]).value = "2023年6月10日"
    sheet.cell(100, titles["受理告知时间"]).value = "2023年6月9日"
    sheet.cell(100, titles["办结时间"]).value = "2023.6.9"
    book.save(fresh.raw / FILE)
    return fresh


def _files(folder):
    return {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_run_stops_names_file_and_row_and_leaves_the_last_review(spoiled):
    before = _files(spoiled.review)
    done = spoiled.nianbao("run", "shangcang", 2023)
    assert done.code == GATE
    assert f"“办结日期不早于登记日期”（{RULE}；{FILE}、登记表 第100行）" in done.err and "checks.html" in done.err
    assert "Traceback" not in done.err
    assert _files(spoiled.review) == before
    outcome = next(o for o in json.loads((spoiled.checked / "checks.json").read_text())["outcomes"] if o["rule"] == RULE)
    assert outcome["rows"] == [{"file": FILE, "sheet": "登记表", "row": 100}]
    page = BeautifulSoup((spoiled.checked / "checks.html").read_text("utf-8"), "html.parser").get_text()
    assert FILE in page and "100" in page and "办结日期不早于登记日期" in page
    again = spoiled.nianbao("run", "shangcang", 2023)
    assert (again.code, again.err) == (GATE, done.err)
    log = max((spoiled.root / "data/runs/shangcang/2023").glob("*.jsonl")).read_text("utf-8")
    assert [event for event in ("step done", "unchanged", "failed") if f'"event": "{event}"' in log] == ["unchanged", "failed"]


def test_a_waiver_opens_the_gate_and_is_printed(spoiled):
    waivers = [
        f"- {{rule: {rule}, reason: 系统补录时间有误, who: 王主任, until: {date.max}}}"
        for rule in (RULE, "petitions.accepted-not-before-received")
    ]
    (spoiled.raw / "waivers.yml").write_text("\n".join(waivers), "utf-8")
    done = spoiled.nianbao("run", "shangcang", 2023)
    assert done.code == 0, done.err
    page = BeautifulSoup((spoiled.review / "review.html").read_text("utf-8"), "html.parser").get_text()
    paper = "".join(leaf.extract_text() for leaf in PdfReader(spoiled.review / "review.pdf").pages)
    for text in (page, paper):
        assert "系统补录时间有误" in text and "王主任" in text and "9999-12-31" in text


def test_an_expired_waiver_is_an_error_even_where_nothing_fails(fresh):
    (fresh.raw / "waivers.yml").write_text(f"- {{rule: {RULE}, reason: 旧, who: 王主任, until: 2024-01-31}}", "utf-8")
    done = fresh.nianbao("run", "shangcang", 2023)
    assert done.code == 3
    assert "2024-01-31" in done.err and RULE in done.err


def test_a_correction_mends_the_row_and_is_listed(spoiled):
    sha = hashlib.sha256((spoiled.raw / FILE).read_bytes()).hexdigest()
    lines = ["file,sha256,sheet,row,column,old,new,reason,who"]
    for column, old in (("受理告知时间", "2023年6月9日"), ("办结时间", "2023.6.9")):
        lines.append(f"{FILE},{sha},登记表,100,{column},{old},2023-07-01,核对纸质卷宗,李会计")
    (spoiled.raw / "corrections.csv").write_text("\n".join(lines), "utf-8")
    done = spoiled.nianbao("run", "shangcang", 2023)
    assert done.code == 0, done.err
    page = BeautifulSoup((spoiled.review / "review.html").read_text("utf-8"), "html.parser").get_text()
    assert "核对纸质卷宗" in page and "李会计" in page and "2023-07-01" in page


def test_a_draft_is_made_past_the_gate_in_a_folder_of_its_own_and_marked_on_every_page(spoiled):
    before = _files(spoiled.review)
    done = spoiled.nianbao("run", "shangcang", 2023, "--draft")
    assert done.code == 0, done.err
    assert _files(spoiled.review) == before
    draft = spoiled.review.with_name("2023-draft")
    pages = PdfReader(draft / "review.pdf").pages
    assert len(pages) > 3
    assert all("草稿" in page.extract_text() for page in pages)
    assert "草稿" in (draft / "review.html").read_text("utf-8")
    assert json.loads((draft / "manifest.json").read_text())["draft"] is True


def test_the_gate_speaks_english_too(spoiled):
    done = spoiled.nianbao("run", "shangcang", 2023, lang="en")
    assert done.code == GATE
    assert done.err.startswith("nianbao: The gate is closed: ")
