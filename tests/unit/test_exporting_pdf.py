"""The PDF review: tagged, titled, outlined, the same each time, in one typeface, and true to the HTML."""

import io
import re
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pikepdf
import pytest
from pypdf import PdfReader
from tests.unit.review_sample import count, notebook, sample_notebook, sample_work

from nianbao.errors import RenderFailed
from nianbao.exporting import ReviewPDF
from nianbao.exporting.page import Page
from nianbao.exporting.pdf import pdf, typst_body
from nianbao.review import opening
from nianbao.review.typeface import font_file, printable

PROSE = '<section data-section="p" lang="zh"><h2>信访</h2><p>办结<strong>427</strong>件，率100%。</p><h3>经过</h3><p>文。</p></section>'


def exported(executed):
    return ReviewPDF().from_notebook_node(executed)[0]


@pytest.fixture(scope="module")
def review(tmp_path_factory):
    return exported(sample_notebook(sample_work(tmp_path_factory.mktemp("w")), PROSE))


@pytest.fixture(scope="module")
def book(review):
    with pikepdf.open(io.BytesIO(review)) as book:
        yield book


@pytest.fixture(scope="module")
def pages(review):
    return [leaf.extract_text() for leaf in PdfReader(io.BytesIO(review)).pages]


def squeezed(pages):
    return re.sub(r"\s", "", "".join(pages))


def test_it_is_tagged_and_says_what_it_is(book):
    assert book.Root.MarkInfo.Marked
    assert "/StructTreeRoot" in book.Root
    assert str(book.Root.Lang).startswith("zh")
    assert book.Root.ViewerPreferences.DisplayDocTitle
    with book.open_metadata() as facts:
        assert facts["pdfuaid:part"] == "1"
        assert (facts["pdfaid:part"], facts["pdfaid:conformance"]) == ("2", "A")
        assert facts["dc:title"] == "2023年法治政府建设情况年报"
        assert facts["dc:creator"] == ["上仓镇人民政府"]


def test_its_dates_are_the_day_of_the_figures(book):
    assert str(book.docinfo["/CreationDate"]).startswith("D:20231231")


def test_bookmarks_are_the_numbered_headings(review):
    def titles(entries):
        return [titles(entry) if isinstance(entry, list) else entry.title for entry in entries]

    assert titles(PdfReader(io.BytesIO(review)).outline) == ["一、信访", ["（一）经过"], "二、核对结果", "三、数据来源"]


def tags(node):
    """Every structure element of the document, outermost first."""
    if isinstance(node, pikepdf.Array):
        for kid in node:
            yield from tags(kid)
    elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
        yield node
        if "/K" in node:
            yield from tags(node.K)


def test_pictures_have_words_and_tables_have_headers(book):
    found = list(tags(book.Root.StructTreeRoot.K))
    kinds = [str(tag.S) for tag in found]
    words = [str(tag.Alt) for tag in found if str(tag.S) == "/Figure"]
    assert len(words) == 2
    assert all(text.startswith("条形图，") for text in words)
    assert {"/H1", "/H2", "/Table", "/TH", "/TD", "/Caption", "/TOC"} <= set(kinds)


def test_it_has_one_typeface_which_it_brings_with_it(book):
    fonts = {str(font.BaseFont) for leaf in book.pages for font in leaf.get("/Resources", {}).get("/Font", {}).values()}
    assert {name.partition("+")[2].removesuffix("-Identity-H") for name in fonts} == {"NotoSansSC-Regular"}


def test_the_first_page_says_who_what_when_and_that_it_is_a_sample(pages):
    first = squeezed(pages[:1])
    for words in ("示例数据：本年报", "上仓镇人民政府", "2023年法治政府建设情况年报", "统计时点：2023年12月31日"):
        assert words in first


def test_the_second_has_contents_key_figures_and_the_verdict(pages):
    second = squeezed(pages[1:2])
    for words in ("目录", "一、信访", "办结信访件427件", "2022年：393件", "对记录作了5项核对"):
        assert words in second


def test_page_numbers_begin_with_the_text(pages):
    assert "—" not in squeezed(pages[:2])
    assert [bool(re.search(rf"— ?{number} ?—", text)) for number, text in enumerate(pages[2:], start=1)] == [True] * len(pages[2:])


def test_the_text_is_that_of_the_page(pages):
    text = squeezed(pages)
    for words in ("办结427件，率100%。", "办结信访件427件，比上年增加34件", "通过的核对（1项）", "15日内告知是否受理", "每个工作表的非空行数"):
        assert words in text


def test_what_a_page_folds_for_its_charts_is_not_printed(pages):
    assert "数据表" not in squeezed(pages) and squeezed(pages).count("通过的核对") == 1


def test_numbers_of_a_table_stand_right(pages):
    assert "columns: (18.0fr, auto" not in squeezed(pages)
    typst = typst_body('<table><tr><th>甲</th><th class="num">件</th></tr><tr><td>乙</td><td class="num">1</td></tr></table>')
    assert "align: (left, right,)" in typst


def test_the_same_notebook_gives_the_same_bytes(review, tmp_path):
    assert exported(sample_notebook(sample_work(tmp_path), PROSE)) == review


def test_every_page_of_a_draft_is_marked_and_none_of_a_review(tmp_path, pages):
    draft = PdfReader(io.BytesIO(exported(sample_notebook(sample_work(tmp_path, draft=True), PROSE))))
    assert all("草稿" in leaf.extract_text() for leaf in draft.pages)
    assert "草稿" not in "".join(pages)


def test_english(tmp_path):
    book = exported(sample_notebook(sample_work(tmp_path, lang="en"), PROSE.replace("zh", "en")))
    with pikepdf.open(io.BytesIO(book)) as found:
        assert str(found.Root.Lang).startswith("en")
    assert "Contents" in PdfReader(io.BytesIO(book)).pages[1].extract_text()


EVIL = ['#panic("x")', "*a* _b_ `c` $d$ @e <f> [g] \\h // i", '"; #import "/etc/passwd"', "= 题\n- 项\n#let x = 1"]


@pytest.mark.parametrize("name", EVIL)
def test_what_comes_from_records_is_never_typst(tmp_path, name):
    parts = {"kind": [("a", name, name, 2, 1), ("b", "二", "b", 1, None)]}
    figure = count("penalties.cases", (name, name), ("起", ""), 3, 1, parts, file=name)
    work = sample_work(tmp_path, [figure])
    from nianbao import review

    blocks = [opening(work, ["penalties.cases"]), review.bars(work, "penalties.cases", by="kind"), review.breakdown(work, "kind", "penalties.cases")]
    text = squeezed(leaf.extract_text() for leaf in PdfReader(io.BytesIO(exported(notebook(*blocks)))).pages)
    assert re.sub(r"\s", "", name).replace('"', "”") in text.replace('"', "”").replace("“", "”")


def test_html_of_a_writer_sets_no_typst_and_reads_no_file():
    typst = typst_body(
        '<div typst:text:fill="red" style="color:red">甲</div><p typst:x="y"><a href="#x">乙</a></p>'
        '<iframe src="/etc/passwd"></iframe>'
    )
    assert "fill" not in typst and "root:" not in typst and "#link(<" not in typst
    assert "甲" in typst and "乙" in typst


def test_pandoc_asks_no_address_for_what_a_page_embeds():
    asked = []

    class Listener(BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)
            self.send_error(404)

        def log_message(self, *words):
            pass

    with HTTPServer(("127.0.0.1", 0), Listener) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        typst_body(f'<p>文</p><iframe src="http://127.0.0.1:{server.server_port}/a"></iframe>')
        server.shutdown()
    assert asked == []


def test_pictures_of_ones_own_are_set_with_their_words():
    from base64 import b64encode

    svg = b64encode(b'<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><rect width="9" height="9"/></svg>').decode()
    html = f'<h2>图</h2><figure class="picture"><img alt="一个&quot;方块" src="data:image/svg+xml;base64,{svg}"></figure>'
    made = pdf(Page({"office": "甲", "title": "乙", "lang": "zh", "as_of": "2023-12-31", "draft": False}, "", html, []))
    with pikepdf.open(io.BytesIO(made)) as book:
        assert [str(tag.Alt) for tag in tags(book.Root.StructTreeRoot.K) if "/Alt" in tag] == ['一个"方块']


def test_a_picture_that_cannot_be_read_is_an_error_in_words():
    html = '<h2>图</h2><figure><img alt="x" src="data:image/png;base64,aGk="></figure>'
    with pytest.raises(RenderFailed) as error:
        pdf(Page({"office": "甲", "title": "乙", "lang": "zh", "as_of": "2023-12-31", "draft": False}, "", html, []))
    assert error.value.say("zh").startswith("无法生成 PDF：")


def test_a_character_that_the_typeface_lacks_is_named_not_lost(tmp_path):
    made = exported(notebook(opening(sample_work(tmp_path), [], {"zh": "𠮷祥镇年报", "en": ""}), "<h2>😀</h2><p>a\u200bb</p>"))
    text = squeezed(leaf.extract_text() for leaf in PdfReader(io.BytesIO(made)).pages)
    assert "〓(U+20BB7)祥镇年报" in text and "〓(U+1F600)" in text


def test_printable_leaves_alone_what_the_typeface_has():
    assert printable("蓟州区上仓镇 ×✓？○—− 427\n") == "蓟州区上仓镇 ×✓？○—− 427\n"
    assert printable("甲\u2009乙\u200b丙\ufe0f") == "甲 乙丙"
    assert font_file().name == "NotoSansSC-Regular.ttf"
