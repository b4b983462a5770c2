"""JupyterLab itself, as `nianbao lab` opens it: the year's own notebook on the warm kernel, and the review by the File menu."""

from __future__ import annotations

import io
import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
import zipfile

import nbformat
import pypdfium2
import pytest
from tests.places import Place

from nianbao.work import open_work

TOKEN = "a"
PATIENCE = 60_000
CELLS = [
    nbformat.v4.new_code_cell('office = "nowhere"\nyear = 1999', metadata={"tags": ["parameters"]}, id="parameters"),
    nbformat.v4.new_code_cell("import pandas\npandas.DataFrame({office: [year]})", id="table"),
]
KERNEL = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}


@pytest.fixture(scope="session")
def place(small, tmp_path_factory) -> Place:
    """The small office's year, with an explore.ipynb of two cells and the review's notebook as it was run."""
    root = tmp_path_factory.mktemp("lab") / "w"
    shutil.copytree(small.root, root)
    (root / "notebooks").mkdir()
    nbformat.write(nbformat.v4.new_notebook(cells=CELLS, metadata={"kernelspec": KERNEL}), root / "notebooks" / "explore.ipynb")
    shutil.copyfile(executed(root), root / "notebooks" / "3_review.ipynb")
    return Place(root)


@pytest.fixture(scope="session")
def lab(place):
    """The address of JupyterLab, as the command serves it."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    words = ["--no-browser", "--allow-root", f"--port={port}", "--ServerApp.port_retries=0", f"--IdentityProvider.token={TOKEN}"]
    with (place.root / "lab.log").open("w") as log:
        served = subprocess.Popen(
            [sys.executable, "-m", "nianbao", "lab", "shangcang", "2023", *words], cwd=place.root, stdout=log, stderr=subprocess.STDOUT,
            env=os.environ | {"NIANBAO_KEY_FILE": str(place.root / "key")},
        )  # fmt: skip
    try:
        address = f"http://127.0.0.1:{port}"
        wait_for(f"{address}/api/status?token={TOKEN}", served, place)
        yield address
    finally:
        served.terminate()
        served.wait()


@pytest.fixture
def page(lab, chromium):
    context = chromium.new_context(viewport={"width": 1400, "height": 900}, accept_downloads=True)
    yield context.new_page()
    context.close()


def executed(root):
    """The notebook of the review as the run has left it."""
    (found,) = [path for path in root.rglob("3_review.ipynb") if "notebooks" not in path.parts]
    return found


def wait_for(url, served, place):
    for _ in range(600):
        assert served.poll() is None, (place.root / "lab.log").read_text("utf-8")
        try:
            return urllib.request.urlopen(url, timeout=5).close()
        except OSError:
            time.sleep(0.1)
    raise AssertionError("JupyterLab has not come")


def test_it_opens_on_the_year_s_own_notebook_with_the_warm_kernel(lab, page, place):
    source = (place.root / "notebooks" / "explore.ipynb").read_bytes()
    page.goto(f"{lab}/?token={TOKEN}")
    page.wait_for_selector("text=/年报 nianbao \\| Idle/", timeout=PATIENCE)
    assert page.url.endswith("/lab/tree/data/runs/shangcang/2023/explore.ipynb")
    page.click("text=Run >> nth=0")
    page.click("text=Run All Cells")
    page.wait_for_selector(".jp-OutputArea-output table", timeout=PATIENCE)
    assert page.inner_text(".jp-OutputArea-output table").split() == ["shangcang", "0", "2023"]
    assert (place.root / "notebooks" / "explore.ipynb").read_bytes() == source
    assert not page.locator("text=official Jupyter news").count()  # it is asked with the bell, as the window opens


def test_it_asks_nobody_for_news_or_a_newer_one(lab, offline):
    """Its page asks the server for both when it opens; the server would ask the world."""
    told = {}
    for what in ("news", "update"):
        with urllib.request.urlopen(f"{lab}/lab/api/{what}?token={TOKEN}") as answer:
            told[what] = json.load(answer)
    assert told == {"news": {"news": []}, "update": {"notification": None}}
    assert [line for path in offline.iterdir() for line in path.read_text("utf-8").splitlines() if "lab" in line] == []


def test_the_file_menu_exports_the_review_as_html_pdf_and_word(lab, page):
    page.goto(f"{lab}/lab/tree/notebooks/3_review.ipynb?token={TOKEN}&reset")
    page.wait_for_selector("text=/\\| Idle/", timeout=PATIENCE)
    found = {}
    for name in ("Nianbao_html", "Nianbao_pdf", "Nianbao_docx"):
        page.click(".lm-MenuBar-itemLabel:text-is('File')")
        page.hover(".lm-Menu-itemLabel:text-is('Save and Export Notebook As')")
        with page.expect_download(timeout=PATIENCE) as download:
            page.click(f".lm-Menu-itemLabel:text-is('{name}')", timeout=PATIENCE)
        found[download.value.suggested_filename] = download.value.path().read_bytes()
    assert sorted(found) == ["3_review.docx", "3_review.html", "3_review.pdf"]
    assert found["3_review.html"].startswith(b"<!doctype html>") and b'data-figure="petitions.closed">427<' in found["3_review.html"]
    assert found["3_review.pdf"].startswith(b"%PDF-") and "427" in text_of(found["3_review.pdf"])
    with zipfile.ZipFile(io.BytesIO(found["3_review.docx"])) as package:
        assert ">427<" in package.read("word/document.xml").decode()


def text_of(pdf):
    document = pypdfium2.PdfDocument(pdf)
    return "".join(page.get_textpage().get_text_range() for page in document)


def test_what_somebody_has_written_into_the_year_s_notebook_stays(tmp_path, place):
    from nianbao.running import opens_at

    root = tmp_path / "w"
    shutil.copytree(place.root / "data" / "raw", root / "data" / "raw")
    shutil.copytree(place.root / "notebooks", root / "notebooks")
    work = open_work("shangcang", 2022, workspace=root)
    path = root / opens_at(work)
    assert path == root / "data" / "runs" / "shangcang" / "2022" / "explore.ipynb"
    made = json.loads(path.read_text("utf-8"))
    nbformat.validate(nbformat.reads(path.read_text("utf-8"), as_version=4))
    assert "".join(made["cells"][1]["source"]) == '# Parameters\noffice = "shangcang"\nyear = 2022\n'
    path.write_text("my own", "utf-8")
    opens_at(work)
    assert path.read_text("utf-8") == "my own"


@pytest.mark.parametrize(
    ("lang", "sentence"),
    [
        ("zh", "nianbao: 没有安装 JupyterLab：运行 pip install 'nianbao[lab]' 后再试。\n"),
        ("en", "nianbao: JupyterLab is not installed: run pip install 'nianbao[lab]' and try again.\n"),
    ],
)
def test_without_jupyterlab_it_says_what_to_install(small, lang, sentence):
    source = "import sys; sys.modules['jupyterlab'] = None; sys.argv[1:] = ['lab', 'shangcang', '2023']; from nianbao.cli import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", source], cwd=small.root, env=os.environ | {"NIANBAO_LANG": lang}, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout, done.stderr) == (2, "", sentence)
