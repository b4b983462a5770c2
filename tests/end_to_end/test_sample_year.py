"""The sample office's 2023: every output is there, says the same, and tells of nobody."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from bs4 import BeautifulSoup
from pypdf import PdfReader

from nianbao.figures import read_figures


@pytest.fixture(scope="module")
def page(finished) -> BeautifulSoup:
    return BeautifulSoup((finished.review / "review.html").read_text("utf-8"), "html.parser")


@pytest.fixture(scope="module")
def paper(finished) -> str:
    reader = PdfReader(finished.review / "review.pdf")
    return re.sub(r"\s", "", "".join(leaf.extract_text() for leaf in reader.pages))


def test_the_review_folder_holds_every_output(finished):
    found = {path.relative_to(finished.review).as_posix() for path in finished.review.rglob("*") if path.is_file()}
    assert found == {
        "review.html", "review.pdf", "figures.json", "checks.json", "manifest.json",
        "notebooks/1_clean.ipynb", "notebooks/2_check.ipynb", "notebooks/3_review.ipynb",
    }  # fmt: skip


def test_every_marked_figure_of_the_html_is_the_one_in_figures_json(finished, page):
    figures = read_figures(finished.review / "figures.json")
    marks = page.select("data[data-figure]")
    assert len(marks) >= 20
    for mark in marks:
        assert float(mark["value"]) == pytest.approx(float(figures[mark["data-figure"]].value), abs=0)


def test_the_pdf_prints_the_published_sentences(paper):
    assert "办结信访件427件" in paper
    assert "行政处罚90起" in paper
    for words in ("文明行为28起", "市容和环境卫生38起", "非法焚烧24起", "11850元", "100%"):
        assert words in paper


def test_the_pdf_prints_every_sentence_of_the_html(page, paper):
    for paragraph in page.select("section[data-section] p"):
        assert re.sub(r"\s", "", paragraph.get_text()) in paper


def test_the_review_says_on_its_first_page_that_the_data_are_a_sample(finished, page):
    first = PdfReader(finished.review / "review.pdf").pages[0].extract_text()
    assert "示例数据" in first
    assert "示例数据" in page.body.get_text()[:800]


def test_the_html_refers_to_nothing_outside_itself(page):
    for tag in page.find_all(True):
        for name in ("src", "href", "srcset", "action", "data", "poster", "xlink:href"):
            value = tag.get(name, "") if not (tag.name == "data" and name == "data") else ""
            assert not re.match(r"(?:https?:)?//", value), (tag.name, value)
    assert not page.find_all("script")
    assert "url(http" not in page.decode()
    assert "@import" not in page.decode()


def test_the_html_shows_no_code(page):
    assert "nianbao.open" not in page.get_text()
    assert "%%prose" not in page.get_text()


def test_checks_name_the_unreadable_row_and_the_duplicate(finished):
    checks = json.loads((finished.review / "checks.json").read_text("utf-8"))
    outcomes = {outcome["rule"]: outcome for outcome in checks["outcomes"]}
    assert checks["gate"] == {"open": True, "stopped_by": []}
    place = {"file": "2023年信访件登记表.xlsx", "sheet": "登记表"}
    assert outcomes["files.rows-readable"]["rows"] == [place | {"row": 258}]
    assert outcomes["files.no-duplicates"]["rows"] == [place | {"row": 339}]
    assert outcomes["penalties.decided-within-90-days"]["outcome"] == "could_not_check"


def test_the_manifest_holds_the_hash_of_every_other_file(finished):
    manifest = json.loads((finished.review / "manifest.json").read_text("utf-8"))
    found = {
        path.relative_to(finished.review).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in finished.review.rglob("*") if path.is_file() and path.name != "manifest.json"
    }  # fmt: skip
    assert manifest["outputs"] == found
    raw = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in finished.raw.iterdir()}
    assert manifest["inputs"] == raw


def test_a_second_run_gives_the_same_bytes(fresh):
    names = ("review.html", "review.pdf", "figures.json", "checks.json")
    before = {name: (fresh.review / name).read_bytes() for name in names}
    done = fresh.nianbao("run", "shangcang", 2023)
    assert done.code == 0
    assert {name: (fresh.review / name).read_bytes() for name in names} == before


def test_no_name_phone_identity_number_or_address_of_the_raw_files_is_in_any_output(finished):
    personal = set(_personal_values(finished.root / "data" / "raw"))
    assert len(personal) > 1500
    outputs = [
        path for folder in ("reviews", "data/clean", "data/checked", "data/runs")
        for path in (finished.root / folder).rglob("*") if path.is_file()
    ]  # fmt: skip
    assert len(outputs) > 15
    for path in outputs:
        text = _text_of(path)
        # A short name may be part of a longer innocent word: it counts where no Chinese character stands beside it.
        leaked = [value for value in personal if value in text and _stands_alone(value, text)]
        assert not leaked, (path.name, leaked[:3])


def _personal_values(raw: Path) -> Iterator[str]:
    columns = re.compile("信访人|姓名|证件号码|身份证|电话|号码|住址|地址|相对人名称|当事人|法定代表人|概况|反映内容|违法事实|处罚内容")
    for path in raw.rglob("*.xlsx"):
        for sheet in openpyxl.load_workbook(path):
            yield from _values([list(row) for row in sheet.iter_rows(values_only=True)], columns)
    for path in raw.rglob("*.csv"):
        data = path.read_bytes()
        text = data.decode("utf-8-sig" if data.startswith(b"\xef\xbb\xbf") else "gb18030")
        yield from _values(list(csv.reader(io.StringIO(text, newline=""))), columns)


def _values(rows: list[list], columns: re.Pattern[str]) -> Iterator[str]:
    header = max(range(5), key=lambda i: sum(bool(cell) for cell in rows[i]))
    wanted = [i for i, title in enumerate(rows[header]) if title and columns.search(str(title))]
    assert wanted
    for row in rows[header + 1 :]:
        for index in wanted:
            value = str(row[index] or "").strip()
            if len(value) >= 2 and "合计" not in value and "上年结转" not in value and not value.isspace() and value not in ("居民身份证", "警告"):
                yield value


def _stands_alone(value: str, text: str) -> bool:
    return re.search(rf"(?<![一-鿿0-9A-Za-z]){re.escape(value)}(?![一-鿿0-9A-Za-z])", text) is not None


def _text_of(path: Path) -> str:
    if path.suffix == ".pdf":
        return "\n".join(leaf.extract_text() for leaf in PdfReader(path).pages)
    if path.suffix == ".parquet":
        import pyarrow.parquet as pq

        return json.dumps(pq.read_table(path).to_pydict(), ensure_ascii=False, default=str)
    return path.read_bytes().decode("utf-8", "replace")
