"""The sample office's 2023: every output is there, says the same, and tells of nobody."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
import zipfile
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from openpyxl import load_workbook
from pypdf import PdfReader
from python_calamine import CalamineWorkbook
from tests.places import REPO

from nianbao.figures import read_figures
from nianbao.office import Workspace
from nianbao.reading import bare_name, claims, decode, plain_name
from nianbao.reading.headers import names_of
from nianbao.tables import read_table, table_files

TABLES = {name: read_table(path) for name, path in table_files(Workspace(REPO)).items()}


@pytest.fixture(scope="module")
def page(finished) -> BeautifulSoup:
    return BeautifulSoup((finished.review / "review.html").read_text("utf-8"), "html.parser")


@pytest.fixture(scope="module")
def paper(finished) -> str:
    reader = PdfReader(finished.review / "review.pdf")
    return re.sub(r"[\s\u2060\u200b]", "", "".join(leaf.extract_text() for leaf in reader.pages))


def test_the_review_folder_holds_every_output(finished):
    found = {path.relative_to(finished.review).as_posix() for path in finished.review.rglob("*") if path.is_file()}
    assert found == {
        "review.html", "review.pdf", "review.docx", "tables.xlsx", "figures.json", "checks.json", "manifest.json",
        "notebooks/1_clean.ipynb", "notebooks/2_check.ipynb", "notebooks/3_review.ipynb",
    }  # fmt: skip


def test_every_marked_figure_of_the_html_is_the_one_in_figures_json(finished, page):
    figures = read_figures(finished.review / "figures.json")
    marks = page.select("data[data-figure]")
    assert len(marks) >= 1000
    assert {mark["data-figure"].partition(".")[0] for mark in marks} == set(TABLES)
    for mark in marks:
        figure = figures[mark["data-figure"]]
        if "data-by" in mark.attrs:
            figure = figure.at(mark["data-by"], mark["data-key"])
        amounts = {None: figure.amount, "previous": figure.previous}
        if (amount := amounts.get(mark.get("data-of"))) and amount.value is not None:
            assert float(mark["value"]) == pytest.approx(float(amount.value), abs=0)


def test_the_review_has_the_five_parts_of_the_regulation_and_a_section_for_every_table(page):
    headings = [heading.get_text() for heading in page.select("main h2")]
    assert headings == [
        "一、主要举措和成效", "二、存在的不足和原因", "三、党政主要负责人履行推进法治建设第一责任人职责情况",
        "四、下一年度推进法治政府建设的主要安排", "五、其他需要报告的情况", "六、核对结果", "七、数据来源",
    ]  # fmt: skip
    written = {section["data-section"] for section in page.select("section[data-section]")}
    assert written - set(TABLES) == {"summary", "last_plans", "problems", "first_persons", "plans"}
    assert set(TABLES) - written == {"problems_plans"}  # its records stand in three of these
    assert "本年没有记录的事项" not in page.get_text()


def test_the_review_says_who_prepared_reviewed_and_approved_it(page, paper):
    told = ["上仓镇司法所", "上仓镇法治政府建设工作领导小组办公室", "上仓镇人民政府"]
    assert [cell.get_text() for cell in page.find("caption", string="本年报的编制、审核和批准").find_parent("table").select("td")] == told
    assert all(who in paper for who in told)


def test_the_pdf_prints_the_published_sentences(paper):
    assert "办结信访件427件" in paper
    assert "行政处罚90起" in paper
    for words in ("文明行为28起", "市容和环境卫生38起", "非法焚烧24起", "11850元", "100%"):
        assert words in paper


def test_the_pdf_prints_every_sentence_of_the_html(page, paper):
    for paragraph in page.select("section[data-section] p"):
        assert re.sub(r"\s", "", paragraph.get_text()) in paper


def test_the_word_review_prints_every_sentence_of_the_html(finished, page):
    word = re.sub(r"\s", "", _text_of(finished.review / "review.docx"))
    for paragraph in page.select("section[data-section] p"):
        assert re.sub(r"\s", "", paragraph.get_text()) in word


def test_the_workbook_holds_every_figure_of_figures_json_and_every_part(finished):
    book = load_workbook(finished.review / "tables.xlsx")
    figures = read_figures(finished.review / "figures.json")
    cells = {row[1]: row for row in book["全部数据"].iter_rows(min_row=5, values_only=True)}
    assert {name: cells[name][4] for name in cells} == {
        name: "[x]" if figure.value is None else pytest.approx(float(figure.value)) for name, figure in figures.items()
    }
    parts = sum(len(parts) for figure in figures.values() for parts in figure.by.values())
    assert parts == sum(sheet.max_row - 4 for sheet in book.worksheets[3:])


def test_the_review_says_on_its_first_page_that_the_data_are_a_sample(finished, page):
    first = PdfReader(finished.review / "review.pdf").pages[0].extract_text()
    assert "示例数据" in first
    assert "示例数据" in page.body.get_text()[:800]


def test_the_html_refers_to_nothing_outside_itself(page):
    for tag in page.find_all(True):
        for name in ("src", "href", "srcset", "action", "data", "poster", "xlink:href"):
            value = tag.get(name, "") if not (tag.name == "data" and name == "data") else ""
            assert not re.match(r"(?:https?:)?//", value), (tag.name, value)
    (script,) = page.find_all("script")  # its own, which the page's policy names by its hash
    assert not script.attrs and "http" not in script.string
    assert "url(http" not in page.decode()
    assert "@import" not in page.decode()


def test_the_html_shows_no_code(page):
    assert "nianbao.open" not in page.get_text()
    assert "%%prose" not in page.get_text()


def test_checks_name_the_unreadable_row_and_the_duplicates(finished):
    checks = json.loads((finished.review / "checks.json").read_text("utf-8"))
    outcomes = {outcome["rule"]: outcome for outcome in checks["outcomes"]}
    assert checks["gate"] == {"open": True, "stopped_by": []}
    place = {"file": "2023年信访件登记表.xlsx", "sheet": "登记表"}
    assert outcomes["files.rows-readable"]["rows"] == [place | {"row": 258}]
    assert outcomes["files.no-duplicates"]["rows"] == [
        {"file": "2023年下半年普法宣传活动.csv", "sheet": "", "row": 49},
        {"file": "2023年主动公开信息台账.csv", "sheet": "", "row": 42},
        place | {"row": 339},
    ]
    assert outcomes["penalties.decided-within-90-days"]["outcome"] == "could_not_check"


def test_the_manifest_holds_the_hash_of_every_other_file(finished):
    manifest = json.loads((finished.review / "manifest.json").read_text("utf-8"))
    found = {
        path.relative_to(finished.review).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in finished.review.rglob("*") if path.is_file() and path.name != "manifest.json"
    }  # fmt: skip
    assert manifest["outputs"] == found
    raw = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in finished.raw.iterdir()}
    assert len(raw) > len(TABLES)
    assert manifest["inputs"] == raw


def test_a_second_run_gives_the_same_bytes(fresh):
    names = ("review.html", "review.pdf", "review.docx", "tables.xlsx", "figures.json", "checks.json")
    before = {name: (fresh.review / name).read_bytes() for name in names}
    done = fresh.nianbao("run", "shangcang", 2023, "--force")
    assert done.code == 0
    assert {name: (fresh.review / name).read_bytes() for name in names} == before


def test_no_name_phone_identity_number_or_address_of_the_raw_files_is_in_any_output(finished):
    personal = set(_personal_values(finished.root / "data" / "raw"))
    assert len(personal) > 5000
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


# What is about people by its title, whatever a table says of it; what a table calls personal is besides.
PERSONAL = re.compile(
    "信访人|姓名|证件号码|身份证|执法证号|电话|来电号码|住址|地址|相对人名称|行政相对人$|当事人|甲方|乙方|法定代表人|申请人|原告|出庭负责人|检查人|执法人员"
    "|主办人员|协办人员|调解员$|律师$|法律顾问$|经办人|发起人|村委会负责人|举报人|反映人|概况|反映内容|违法事实|处罚内容|争议事项|纠纷简要情况|线索内容"
)
NOBODY = {"居民身份证", "身份证", "警告", "律师", "工作人员", "工作人员和律师", "自然人"}


def _personal_values(raw: Path) -> Iterator[str]:
    for path in sorted(raw.glob("shangcang/20*/*")):
        (table,) = claims(path.name, TABLES)
        for sheet in _sheets(path):
            yield from _values(sheet, table)


def _sheets(path: Path) -> list[list[list]]:
    """The cells of every sheet of a raw file; no file is passed over."""
    data = path.read_bytes()
    if path.suffix in (".csv", ".txt"):
        text, _ = decode(data, path.name)
        return [list(csv.reader(io.StringIO(text, newline=""), delimiter="\t" if "\t" in text else ","))]
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    return [book.get_sheet_by_name(name).to_python() for name in book.sheet_names]


def _values(rows: list[list], table: str) -> Iterator[str]:
    names = names_of(TABLES[table])
    known = [{i: names.get(plain_name(title), names.get(bare_name(title))) for i, title in enumerate(row)} for row in rows[:6]]
    header = max(range(len(known)), key=lambda row: sum(name is not None for name in known[row].values()))
    wanted = [
        i for i, name in known[header].items()
        if PERSONAL.search(str(rows[header][i])) or (name and TABLES[table].columns[name].personal)
    ]  # fmt: skip
    for row in rows[header + 1 :]:
        for index in wanted:
            cell = row[index] if index < len(row) else ""
            value = str(int(cell) if isinstance(cell, float) and cell.is_integer() else cell or "").strip()
            if len(value) >= 2 and "合计" not in value and "上年结转" not in value and not value.isspace() and value not in NOBODY:
                yield value


def _stands_alone(value: str, text: str) -> bool:
    return re.search(rf"(?<![一-鿿0-9A-Za-z]){re.escape(value)}(?![一-鿿0-9A-Za-z])", text) is not None


def _text_of(path: Path) -> str:
    if path.suffix == ".pdf":
        return "\n".join(leaf.extract_text() for leaf in PdfReader(path).pages)
    if path.suffix == ".parquet":
        import pyarrow.parquet as pq

        return json.dumps(pq.read_table(path).to_pydict(), ensure_ascii=False, default=str)
    if path.suffix in (".docx", ".xlsx"):
        with zipfile.ZipFile(path) as archive:
            parts = [archive.read(name).decode("utf-8", "replace") for name in archive.namelist() if name.endswith(".xml")]
        return unescape(re.sub(r"<[^>]*>", "", re.sub(r"</(?:w:p|si|c)>", "\n", "\n".join(parts))))
    return path.read_bytes().decode("utf-8", "replace")
