"""The PDF review: tagged, titled, outlined, the same each time, in the package's typefaces, and true to the HTML."""

import io
import re
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pikepdf
import pytest
from pypdf import PdfReader
from tests.pdf_tags import tags
from tests.unit.review_sample import count, notebook, sample_notebook, sample_work

from nianbao.errors import NoGlyph, RenderFailed
from nianbao.exporting import ReviewPDF
from nianbao.exporting.page import Page
from nianbao.exporting.pdf import pdf
from nianbao.review import opening

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


def test_pictures_have_words_and_tables_have_headers(book):
    found = list(tags(book.Root.StructTreeRoot.K))
    kinds = [str(tag.S) for tag in found]
    words = [str(tag.Alt) for tag in found if str(tag.S) == "/Figure"]
    assert len(words) == 2
    assert all(text.startswith("条形图，") for text in words)
    assert {"/Title", "/H1", "/H2", "/Table", "/TH", "/TD", "/Caption"} <= set(kinds)


def test_it_has_two_typefaces_which_it_brings_with_it(book):
    fonts = {str(font.BaseFont) for leaf in book.pages for font in leaf.get("/Resources", {}).get("/Font", {}).values()}
    assert {name.partition("+")[2].removesuffix("-Identity-H") for name in fonts} == {"NianbaoSerifSC-Regular", "NotoSansSC-Regular"}


def test_the_first_page_says_who_what_when_and_that_it_is_a_sample_then_key_figures_and_the_verdict(pages):
    first = squeezed(pages[:1])
    words = ["示例数据：本年报", "上仓镇人民政府", "2023年法治政府建设情况年报", "统计时点：2023年12月31日"]
    words += ["办结信访件427件", "2022年：393件", "对记录作了5项核对", "一、信访"]
    assert [word for word in words if word not in first] == []
    assert sorted(words, key=first.index) == words


def test_every_page_has_its_number(pages):
    assert [bool(re.search(rf"— ?{number} ?—", text)) for number, text in enumerate(pages, start=1)] == [True] * len(pages)


def test_the_text_is_that_of_the_page(pages):
    text = squeezed(pages)
    for words in ("办结427件，率100%。", "办结信访件427件，比上年增加34件", "通过的核对（1项）", "15日内告知是否受理", "每个工作表的非空行数"):
        assert words in text


def test_what_a_page_folds_for_its_charts_is_not_printed(pages):
    assert "数据表" not in squeezed(pages) and squeezed(pages).count("通过的核对") == 1


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
    assert "— 1 —" in PdfReader(io.BytesIO(book)).pages[0].extract_text()


EVIL = ['#panic("x")', "*a* _b_ `c` $d$ @e <f> [g] \\h // i", '"; #import "/etc/passwd"', "= 题\n- 项\n#let x = 1"]


@pytest.mark.parametrize("name", EVIL)
def test_what_comes_from_records_is_never_typst(tmp_path, name):
    parts = {"kind": [("a", name, name, 2, 1), ("b", "二", "b", 1, None)]}
    figure = count("penalties.cases", (name, name), ("起", ""), 3, 1, parts, file=name)
    work = sample_work(tmp_path, [figure])
    from nianbao import review

    blocks = [opening(work, ["penalties.cases"]), review.bars(work, "penalties.cases", by="kind"), review.breakdown(work, "kind", "penalties.cases")]
    text = squeezed(leaf.extract_text() for leaf in PdfReader(io.BytesIO(exported(notebook(*blocks)))).pages)
    assert re.sub(r"\s", "", name) in text


def made(html):
    return pdf(Page({"office": "甲", "title": "乙", "lang": "zh", "as_of": "2023-12-31", "draft": False}, "", html, []))


@pytest.mark.parametrize("name", ["picture-1.svg", "page.json", "/etc/hostname", "../../etc/hostname"])
def test_html_of_a_writer_reads_no_file(name):
    with pikepdf.open(io.BytesIO(made(f'<h2>图</h2><p>文<img src="{name}" alt="x"></p><iframe src="{name}"></iframe>'))) as book:
        assert not any(str(tag.S) == "/Figure" for tag in tags(book.Root.StructTreeRoot.K))


def test_no_address_is_asked_for_what_a_page_embeds():
    asked = []

    class Listener(BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)
            self.send_error(404)

        def log_message(self, *words):
            pass

    with HTTPServer(("127.0.0.1", 0), Listener) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_port}/a"
        made(f'<p>文</p><img src="{address}"><iframe src="{address}"></iframe><link rel="stylesheet" href="{address}"><!DOCTYPE x SYSTEM "{address}">')
        server.shutdown()
    assert asked == []


def test_pictures_of_ones_own_are_set_with_their_words():
    from base64 import b64encode

    svg = b64encode(b'<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><rect width="9" height="9"/></svg>').decode()
    html = f'<h2>图</h2><figure class="picture"><img alt="一个&quot;方块" src="data:image/svg+xml;base64,{svg}"></figure>'
    with pikepdf.open(io.BytesIO(made(html))) as book:
        assert [str(tag.Alt) for tag in tags(book.Root.StructTreeRoot.K) if "/Alt" in tag] == ['一个"方块']


def test_a_picture_that_cannot_be_read_is_an_error_in_words():
    html = '<h2>图</h2><figure><img alt="x" src="data:image/png;base64,aGk="></figure>'
    with pytest.raises(RenderFailed) as error:
        made(html)
    assert error.value.say("zh").startswith("无法生成 PDF：")


def test_a_character_that_no_typeface_has_is_an_error_that_says_where(tmp_path):
    with pytest.raises(NoGlyph) as error:
        exported(notebook(opening(sample_work(tmp_path), [], {"zh": "𠮷祥镇年报", "en": ""}), "<h2>表</h2>"))
    assert error.value.exit_code == 7
    assert error.value.say("zh").startswith("PDF 所用的字体没有这些字：𠮷 U+20BB7，见标题“𠮷祥镇年报”。")


def test_rare_characters_are_set_in_the_typeface_that_has_them():
    text = squeezed(leaf.extract_text() for leaf in PdfReader(io.BytesIO(made("<p>龘䶮村，喆、镕、堃、玥、𫖯。</p>"))).pages)
    assert "龘䶮村，喆、镕、堃、玥、𫖯。" in text


def test_what_shows_nothing_is_left_out():
    text = PdfReader(io.BytesIO(made("<p>甲\u2009乙\u200b丙\ufe0f丁\ufeff戊\u200d己\u202e庚\U000e0100辛</p>"))).pages[0].extract_text()
    assert "甲 乙丙丁戊己庚辛" in text
