"""The sample's review.pdf: what PDF/UA and PDF/A ask for is in the file, and what the page shows is on paper."""

import re
from collections import Counter
from itertools import pairwise
from types import SimpleNamespace

import pikepdf
import pypdfium2
import pytest
from tests.places import Place

HEADINGS = {f"/H{level}" for level in range(1, 7)}


@pytest.fixture(scope="module")
def book(finished):
    with pikepdf.open(finished.review / "review.pdf") as book:
        yield book


@pytest.fixture(scope="module")
def pages(finished):
    return [leaf.get_textpage().get_text_range() for leaf in pypdfium2.PdfDocument(finished.review / "review.pdf")]


@pytest.fixture(scope="module")
def tags(book):
    return list(structure(book.Root.StructTreeRoot.K))


def structure(node):
    """Every structure element, outermost first: its kind, its own dictionary, the kinds of its kids."""
    for kid in node if isinstance(node, pikepdf.Array) else [node]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            below = list(structure(kid.K)) if "/K" in kid else []
            yield SimpleNamespace(kind=str(kid.S), own=kid, below=[tag.kind for tag in below])
            yield from below


def objects(book, kind):
    return [item for item in book.objects if isinstance(item, pikepdf.Dictionary) and item.get(kind[0]) == kind[1]]


def test_it_says_what_it_is_in_which_language_and_by_which_standards(book):
    assert str(book.Root.Lang) == "zh-CN"
    assert book.Root.MarkInfo.Marked and book.Root.ViewerPreferences.DisplayDocTitle
    with book.open_metadata() as facts:
        assert (facts["pdfuaid:part"], facts["pdfaid:part"], facts["pdfaid:conformance"]) == ("1", "2", "A")
        assert facts["dc:title"] == "2023年法治政府建设情况年报"


def test_headings_are_the_bookmarks_and_skip_no_level(book, tags, pages):
    levels = [int(tag.kind[2:]) for tag in tags if tag.kind in HEADINGS]
    assert levels[0] == 1 and all(after - before <= 1 for before, after in pairwise(levels))
    with book.open_outline() as outline:
        titles = [(1, entry.title) for entry in outline.root]
        whole = sum(1 + len(entry.children) for entry in outline.root)
    assert whole == len(levels)
    contents = re.sub(r"\s", "", pages[1])
    assert [title for _, title in titles if re.sub(r"\s", "", title) not in contents] == []


def test_every_picture_is_drawn_and_has_words(book, tags):
    figures = [tag.own for tag in tags if tag.kind == "/Figure"]
    assert len(figures) == 20
    assert all(str(figure.get("/Alt", "")).strip() for figure in figures)
    assert objects(book, ("/Subtype", pikepdf.Name("/Image"))) == []


def test_every_table_has_a_caption_and_headers_over_its_columns(tags):
    tables = [tag for tag in tags if tag.kind == "/Table"]
    assert len(tables) > 30
    assert all("/TH" in table.below and "/TD" in table.below for table in tables)
    captions = Counter(tag.kind for tag in tags)["/Caption"]
    assert captions == len(tables) + 20


def test_every_typeface_is_in_the_file(book):
    described = objects(book, ("/Type", pikepdf.Name("/FontDescriptor")))
    assert described and all({"/FontFile2", "/FontFile3"} & set(font.keys()) for font in described)


def test_it_reaches_for_nothing_outside_itself(book):
    assert not any("/URI" in item or "/JS" in item or "/EmbeddedFile" in str(item.get("/Type", "")) for item in book.objects if isinstance(item, pikepdf.Dictionary))


def test_the_cover_the_contents_and_then_numbered_pages(pages):
    flat = [re.sub(r"\s", "", text) for text in pages]
    assert flat[0].startswith("示例数据") and flat[0].endswith("蓟州区上仓镇人民政府2023年12月31日")
    assert flat[1].startswith("目录一、")
    assert [f"—{number}—" in text for number, text in enumerate(flat[2:], start=1)] == [True] * (len(flat) - 2)


def test_no_heading_stands_last_on_a_page(book, pages):
    with book.open_outline() as outline:
        titles = {re.sub(r"\s", "", part.title) for entry in outline.root for part in (entry, *entry.children)}
    lasts = [[re.sub(r"\s", "", line) for line in text.splitlines() if line.strip() and "—" not in line][-1] for text in pages[2:]]
    assert titles and [line for line in lasts if line in titles] == []


def test_long_tables_repeat_their_headers(pages):
    of_files = [text for text in pages if "SHA-256" in text]
    assert len(of_files) > 1 and all("文件和工作表" in text for text in of_files)


def test_a_character_that_no_typeface_has_stops_the_run_and_the_last_review_stays(fresh: Place):
    before = {path.name: path.read_bytes() for path in fresh.review.iterdir() if path.is_file()}
    (fresh.raw / "text").mkdir(exist_ok=True)
    (fresh.raw / "text" / "village.md").write_text("## 村史\n\n𠮷祥村今年通路。\n", "utf-8")
    done = fresh.nianbao("review", "shangcang", 2023)
    assert done.code == 7
    assert "𠮷 U+20BB7，见“𠮷祥村今年通路。”" in done.err
    assert {path.name: path.read_bytes() for path in fresh.review.iterdir() if path.is_file()} == before
