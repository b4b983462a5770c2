"""The review in Word: real styles, figures that can be found again, tables and pictures as a reader of any kind needs them."""

import dataclasses
import io
import re
import tomllib
import zipfile
from base64 import b64encode

import pytest
from bs4 import BeautifulSoup
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from tests.places import REPO
from tests.unit.review_sample import sample_notebook, sample_work

from nianbao.errors import RenderFailed
from nianbao.exporting import ReviewDocx
from nianbao.exporting.page import Page, page
from nianbao.exporting.word import docx
from nianbao.exporting.word.markup import _ORDER

PROSE = (
    '<section data-section="p" lang="zh"><h2>信访</h2><p>办结<data value="427" data-figure="petitions.closed">427</data>件，\n'
    "其中<strong>“来访”</strong>最多。</p><h3>经过</h3><p>文。</p><h4>细目</h4><p>文。</p><h5>更细</h5><p>文。</p></section>"
)
W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"


def exported(executed):
    return ReviewDocx().from_notebook_node(executed)[0]


def made(html, lang="zh", **facts):
    """The document of a page with that body."""
    told = {"office": "某镇", "title": "年报", "year": 2023, "lang": lang, "as_of": "2023-12-31", "synthetic": False, "draft": False}
    return docx(Page(told | facts, f'<header class="opening" lang="{lang}"><div class="cover"><h1>年报</h1></div></header>', html, []))


def opened(content):
    return Document(io.BytesIO(content))


def words(element):
    """The text of an element, controls and all."""
    return "".join("\n" if node.tag == qn("w:br") else node.text or "" for node in element.iter(qn("w:t"), qn("w:br")))


def paragraphs(document, style):
    return [words(found._p) for found in document.paragraphs if found.style.name == style]


@pytest.fixture(scope="module")
def executed(tmp_path_factory):
    return sample_notebook(sample_work(tmp_path_factory.mktemp("w")), PROSE)


@pytest.fixture(scope="module")
def review(executed):
    return exported(executed)


@pytest.fixture(scope="module")
def document(review):
    return opened(review)


@pytest.fixture(scope="module")
def web(executed):
    found = page(executed)
    return BeautifulSoup(found.opening + found.body, "html.parser")


def test_headings_are_words_own_and_keep_their_numbers(document):
    assert paragraphs(document, "Title") == ["2023年法治政府建设情况年报"]
    assert paragraphs(document, "Heading 1") == ["一、信访", "二、核对结果", "三、数据来源"]
    assert [paragraphs(document, f"Heading {level}") for level in (2, 3, 4)] == [["（一）经过"], ["1.细目"], ["（1）更细"]]
    levels = [document.styles[f"Heading {level}"].element.find(f".//{qn('w:outlineLvl')}").get(qn("w:val")) for level in (1, 2, 3, 4)]
    assert levels == ["0", "1", "2", "3"]


@pytest.mark.parametrize(
    ("style", "face", "size"),
    [("Normal", None, 16), ("Title", "方正小标宋简体", 22), ("Heading 1", "黑体", 16), ("Heading 2", "楷体", 16), ("Heading 3", "仿宋", 16), ("Heading 4", "仿宋", 16)],
)
def test_typefaces_are_those_of_official_documents(document, style, face, size):
    found = document.styles[style].element
    fonts = found.find(f".//{qn('w:rFonts')}")
    assert face is None or (fonts.get(qn("w:eastAsia")), fonts.get(qn("w:ascii"))) == (face, "Times New Roman")
    assert int(found.find(f".//{qn('w:sz')}").get(qn("w:val"))) == 2 * size


def test_body_text_is_fangsong_indented_on_lines_of_28_95_points(document):
    assert "办结427件， 其中“来访”最多。" in paragraphs(document, "Body Text")
    body = document.styles["Body Text"]
    assert body.paragraph_format.line_spacing == Pt(28.95)
    assert body.element.find(f".//{qn('w:ind')}").get(qn("w:firstLineChars")) == "200"
    assert document.styles.element.find(f".//{qn('w:rPrDefault')}//{qn('w:rFonts')}").get(qn("w:eastAsia")) == "仿宋"


def test_the_page_is_that_of_official_documents(document):
    (section,) = document.sections
    assert (section.page_width, section.page_height) == (pytest.approx(Mm(210), abs=1000), pytest.approx(Mm(297), abs=1000))
    margins = [section.top_margin, section.right_margin, section.bottom_margin, section.left_margin]
    assert margins == [pytest.approx(Mm(mm), abs=1000) for mm in (37, 26, 35, 28)]
    assert section._sectPr.find(qn("w:docGrid")).get(qn("w:linePitch")) == "579"


def test_page_numbers_stand_outside_between_dashes(document):
    (section,) = document.sections
    assert document.settings.odd_and_even_pages_header_footer
    for footer, side in ((section.footer, "right"), (section.even_page_footer, "left")):
        (paragraph,) = footer.paragraphs
        assert (words(paragraph._p), paragraph._p.pPr.find(qn("w:jc")).get(qn("w:val"))) == ("— 1 —", side)
        assert paragraph._p.find(f".//{qn('w:instrText')}").text.strip() == "PAGE"


def test_it_says_who_what_and_when_and_nothing_of_the_clock(document):
    told = document.core_properties
    assert (told.title, told.author, told.language) == ("2023年法治政府建设情况年报", "上仓镇人民政府", "zh-CN")
    assert [str(day)[:19] for day in (told.created, told.modified)] == ["2023-12-31 00:00:00"] * 2


def test_every_figure_is_a_control_with_its_name_and_its_place_among_those_of_the_page(document, web):
    marks = web.select("data[data-figure]")
    wanted = {
        f"nb:{number}": (mark["data-figure"], mark.get_text()) for number, mark in enumerate(marks, 1)
        if not mark.find_parent(class_=["chart-data", "narrow"])
    }  # fmt: skip
    assert 10 < len(wanted) < len(marks)
    controls = list(document.element.iter(qn("w:sdt")))
    found = {one.find(f".//{qn('w:tag')}").get(qn("w:val")): (one.find(f".//{qn('w:alias')}").get(qn("w:val")), words(one)) for one in controls}
    assert found == wanted and len(controls) == len(wanted)
    assert {one.find(f".//{W15}appearance").get(f"{W15}val") for one in controls} == {"hidden"}


def test_every_table_of_the_page_is_there_cell_by_cell(document, web):
    shown = [table for table in web.find_all("table") if not table.find_parent(class_="chart-data")]
    cells = [[[squeezed(cell.get_text()) for cell in row.find_all(["th", "td"])] for row in table.find_all("tr")] for table in shown]
    found = [[[squeezed(words(cell._tc)) for cell in row.cells] for row in table.rows] for table in document.tables]
    assert found[1:] == cells
    assert [row[0] for row in found[0]] == ["指标", *(squeezed(label.get_text()) for label in web.select(".card-label"))]
    assert [row[1:] for row in found[0][1:]] == [
        [squeezed(card.select_one(".card-value").get_text()), squeezed(card.select_one(".card-before").get_text())] for card in web.select(".card")
    ]


def squeezed(text):
    return re.sub(r"\s", "", text)


def test_tables_have_a_caption_that_stays_with_them_and_a_header_that_comes_again(document, web):
    captions = [caption.get_text() for caption in web.find_all("caption") if not caption.find_parent(class_="chart-data")]
    found = []
    for table in document.tables:
        before = table._tbl.getprevious()
        assert before.find(f".//{qn('w:pStyle')}").get(qn("w:val")) == "Caption" and before.find(f".//{qn('w:keepNext')}") is not None
        found.append(words(before))
        head, *rest = table._tbl.findall(qn("w:tr"))
        assert head.find(f".//{qn('w:tblHeader')}") is not None and all(row.find(f".//{qn('w:tblHeader')}") is None for row in rest)
        assert all(row.find(f".//{qn('w:cantSplit')}") is not None for row in (head, *rest))
        look = table._tbl.find(f".//{qn('w:tblLook')}")
        assert (look.get(qn("w:firstRow")), look.get(qn("w:firstColumn"))) == ("1", "1")
        assert table._tbl.find(f".//{qn('w:tblCaption')}").get(qn("w:val")) == found[-1]
        assert table.style.name == "年报表格"
    assert found == ["主要数据", *captions]


def test_columns_are_as_wide_together_as_the_text_and_numbers_stand_right(document):
    for table in document.tables:
        assert sum(int(column.get(qn("w:w"))) for column in table._tbl.tblGrid) == pytest.approx(Mm(156).twips, abs=2)
    comparison = next(table for table in document.tables if table.cell(0, 0).text == "指标" and len(table.columns) == 4)
    alignments = [[cell.paragraphs[0]._p.pPr.find(qn("w:jc")) is not None for cell in row.cells] for row in comparison.rows]
    assert alignments == [[False, True, True, True]] * len(comparison.rows)


def test_long_columns_do_not_break_what_is_short():
    heads = "<tr><th>日期</th><th>内容</th><th>说明</th><th class='num'>人</th></tr>"
    row = f"<tr><th>2023年12月15日</th><td>{'文' * 300}</td><td>{'字' * 200}</td><td class='num'>1</td></tr>"
    (table,) = opened(made(f"<table><thead>{heads}</thead><tbody>{row}</tbody></table>")).tables
    date, *long, number = (int(column.get(qn("w:w"))) for column in table._tbl.tblGrid)
    # In 10.5 points: three Chinese characters, eight digits, five quarters between them, the cell's margins.
    assert date >= 210 * (3 + 8 * 0.5 + 5 * 0.25) + 160
    assert number < 800 and min(long) > 2500


@pytest.mark.parametrize(
    ("rows", "wanted"),
    [
        ("<tr><th rowspan='2'>甲</th><td colspan='2'>乙</td></tr><tr><td>丙</td><td>丁</td></tr>", [["甲", "乙", "乙"], ["甲", "丙", "丁"]]),
        ("<tr><th>甲</th><td rowspan='2'>乙</td></tr><tr><th>丙</th></tr>", [["甲", "乙"], ["丙", "乙"]]),
        ("<tr><th colspan='x'>甲</th><td rowspan='0'>乙</td></tr><tr><th>丙</th><td>丁</td></tr>", [["甲", "乙"], ["丙", "丁"]]),
    ],
)
def test_cells_that_reach_over_others_keep_their_places(rows, wanted):
    (table,) = opened(made(f"<table>{rows}</table>")).tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == wanted


def test_pictures_have_words_and_a_finding_above_and_a_caption_below(document, web):
    drawings = list(document.element.iter(qn("w:drawing")))
    shown = [svg for svg in web.find_all("svg") if not svg.find_parent(class_="narrow")]
    alts = [drawing.find(f".//{qn('wp:docPr')}").get("descr") for drawing in drawings]
    assert alts == [svg["aria-label"] for svg in shown] and len(alts) == 2
    assert len({drawing.find(f".//{qn('wp:docPr')}").get("id") for drawing in drawings}) == 2
    for drawing in drawings:
        paragraph = drawing.getparent().getparent()
        around = [paragraph.getprevious(), paragraph, paragraph.getnext()]
        assert [one.pPr.find(qn("w:pStyle")).get(qn("w:val")) for one in around] == ["Finding", "Picture", "Caption"]
        assert [one.pPr.find(qn("w:keepNext")) is not None for one in around] == [True, True, False]


def test_drawings_are_sharp_pngs_no_wider_than_the_text(document, review):
    with zipfile.ZipFile(io.BytesIO(review)) as archive:
        pictures = [archive.read(name) for name in archive.namelist() if name.endswith(".png")]
    assert len(pictures) == 2
    for picture, extent in zip(pictures, document.element.iter(qn("wp:extent")), strict=True):
        width, height = (int.from_bytes(picture[start : start + 4]) for start in (16, 20))
        shown = int(extent.get("cx")) / 914400
        assert shown <= Mm(156).inches
        assert width / shown == pytest.approx(300, abs=1)
        assert height / (int(extent.get("cy")) / 914400) == pytest.approx(300, abs=1)


def test_what_only_a_screen_has_use_for_is_left_out_and_nothing_else(document, web):
    text = squeezed(words(document.element))
    for found in web.select(".chart-data, .narrow, summary"):
        found.decompose()
    for found in web.find_all(["p", "figcaption"]):
        assert squeezed(found.get_text()) in text
    assert "通过的核对（1项）" in text and "数据表" not in text


def test_the_same_notebook_gives_the_same_bytes(review, tmp_path):
    assert exported(sample_notebook(sample_work(tmp_path), PROSE)) == review
    with zipfile.ZipFile(io.BytesIO(review)) as archive:
        assert {member.date_time for member in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert not any(b"rsid" in archive.read(name) for name in archive.namelist() if name.endswith(".xml"))


def test_properties_stand_in_the_order_of_the_standard(review):
    with zipfile.ZipFile(io.BytesIO(review)) as archive:
        parts = [Document(io.BytesIO(review)).element, Document(io.BytesIO(review)).styles.element]
        assert b'Ignorable="w15"' in archive.read("word/document.xml")
    checked = 0
    for root in parts:
        for tag, order in _ORDER.items():
            for found in root.iter(qn(f"w:{tag}")):
                names = [child.tag.rpartition("}")[2] for child in found]
                assert names == sorted(names, key=order.split().index), names
                checked += 1
    assert checked > 300


def test_every_page_of_a_draft_is_marked_and_none_of_a_review(tmp_path, document):
    (section,) = opened(exported(sample_notebook(sample_work(tmp_path, draft=True), PROSE))).sections
    assert [words(header._element) for header in (section.header, section.even_page_header)] == ["草　稿", "草　稿"]
    assert all(header.is_linked_to_previous for header in (document.sections[0].header, document.sections[0].even_page_header))


def test_the_sample_says_first_that_it_is_one(document):
    assert paragraphs(document, "Notice") == ["示例数据：本年报所用的逐条记录均为虚构，不涉及真实的人和案件。"]
    assert document.paragraphs[0].style.name == "Notice"


def test_contents_are_there_where_the_office_asks_for_them(executed, document):
    assert not paragraphs(document, "toc 1") and "TOC" not in document.element.xml
    found = page(executed)
    asked = opened(docx(dataclasses.replace(found, facts=found.facts | {"contents": True})))
    assert paragraphs(asked, "toc 1") == ["一、信访", "二、核对结果", "三、数据来源"] and paragraphs(asked, "toc 2") == ["（一）经过"]
    anchors = [link.get(qn("w:anchor")) for link in asked.element.iter(qn("w:hyperlink"))]
    marked = {mark.get(qn("w:name")): words(mark.getparent()) for mark in asked.element.iter(qn("w:bookmarkStart"))}
    assert [marked[anchor] for anchor in anchors] == ["一、信访", "（一）经过", "二、核对结果", "三、数据来源"]
    kinds = [mark.get(qn("w:fldCharType")) for mark in asked.element.iter(qn("w:fldChar"))]
    assert kinds == ["begin", "separate", "end"]


def test_a_cover_has_no_number_and_the_text_begins_with_one(executed):
    found = page(executed)
    cover, text = opened(docx(dataclasses.replace(found, facts=found.facts | {"cover": True}))).sections
    assert cover.footer.is_linked_to_previous and not text.footer.is_linked_to_previous
    assert text._sectPr.find(qn("w:pgNumType")).get(qn("w:start")) == "1"


def test_english_is_english_and_what_is_chinese_in_it_says_so(tmp_path):
    html = '<h2>Petitions</h2><p>The office <span lang="zh">上仓镇</span> closed <data value="1" data-figure="a.b">1</data>.</p>'
    document = opened(exported(sample_notebook(sample_work(tmp_path, lang="en"), html)))
    assert document.core_properties.language == "en-GB"
    assert paragraphs(document, "Heading 1")[0] == "1. Petitions"
    told = next(found for found in document.paragraphs if "上仓镇" in words(found._p) and found.style.name == "Body Text")
    assert words(told._p) == "The office 上仓镇 closed 1."
    tongues = [node.find(f".//{qn('w:lang')}") for node in told._p.iter(qn("w:r"))]
    assert [found is not None and found.get(qn("w:eastAsia")) for found in tongues] == [False, False, "zh-CN", False, False, False, False, False]


def test_the_office_signs_the_text_and_what_comes_after_begins_a_page(document):
    found = [paragraph for paragraph in document.paragraphs if paragraph.style.name == "Signature"]
    assert [words(paragraph._p) for paragraph in found] == ["上仓镇人民政府", "2023年12月31日"]
    assert [paragraph.paragraph_format.space_before for paragraph in found] == [2 * Pt(28.95), None]
    after = found[-1]._p.getnext()
    assert words(after) == "二、核对结果" and after.pPr.find(qn("w:pageBreakBefore")) is not None
    alone = opened(made("<p>文。</p>", dated="2024-03-01"))
    assert [words(paragraph._p) for paragraph in alone.paragraphs][-3:] == ["文。", "某镇", "2024年3月1日"]


def test_quotation_marks_in_chinese_are_chinese(document):
    (told,) = (node for node in document.element.iter(qn("w:r")) if words(node) == "“来访”")
    assert told.find(f".//{qn('w:rFonts')}").get(qn("w:hint")) == "eastAsia"
    assert told.rPr.find(qn("w:b")) is not None


def test_an_offices_own_markdown_keeps_its_lists_links_and_quotations():
    html = (
        "<ol><li>一是</li><li>二是<ul><li>其中</li></ul></li></ol><ol><li>另一</li></ol><blockquote><p>条文</p></blockquote>"
        '<p>见<a href="https://example.org/a?b=1">网页</a>和<a href="#x">下文</a>。</p><pre><code>a\n b</code></pre>'
    )
    document = opened(made(html))
    lists = [(words(p._p), p.style.name, *(p._p.pPr.find(f".//{qn(tag)}").get(qn("w:val")) for tag in ("w:ilvl", "w:numId"))) for p in document.paragraphs if p.style.name.startswith("List")]
    assert lists == [("一是", "List Number", "0", "2"), ("二是", "List Number", "0", "2"), ("其中", "List Bullet", "1", "1"), ("另一", "List Number", "0", "3")]
    assert paragraphs(document, "Quote") == ["条文"] and paragraphs(document, "HTML Preformatted") == ["a", " b"]
    assert paragraphs(document, "Body Text") == ["见网页和下文。"]
    (link,) = document.element.iter(qn("w:hyperlink"))
    assert (words(link), document.part.rels[link.get(qn("r:id"))].target_ref) == ("网页", "https://example.org/a?b=1")


def test_pictures_of_the_analysts_own_are_shown_and_none_is_fetched(review):
    with zipfile.ZipFile(io.BytesIO(review)) as archive:
        png = b64encode(archive.read("word/media/image1.png")).decode()
    svg = b64encode(b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 96 48" width="96" height="48"><rect width="96" height="48"/></svg>').decode()
    html = f'<figure class="picture"><img alt="甲" src="data:image/png;base64,{png}"></figure><img alt="乙" src="data:image/svg+xml;base64,{svg}"><p><img alt="丙" src="https://example.org/x.png"></p>'
    document = opened(made(html))
    assert [found.get("descr") for found in document.element.iter(qn("wp:docPr"))] == ["甲", "乙"]
    sizes = [(int(found.get("cx")) / 914400, int(found.get("cy")) / 914400) for found in document.element.iter(qn("wp:extent"))]
    assert sizes[1] == (pytest.approx(1, abs=0.02), pytest.approx(0.5, abs=0.02))
    assert "丙" in paragraphs(document, "Body Text")


@pytest.mark.parametrize("src", ["data:image/png;base64,aGk=", "data:image/svg+xml;base64,aGk=", "data:image/png;base64,???"])
def test_a_picture_that_is_none_is_an_error(src):
    with pytest.raises(RenderFailed):
        made(f'<img alt="" src="{src}">')


def test_what_comes_from_records_is_text():
    names = '&lt;w:p&gt; &amp; ]]&gt; {{ }} x\x0by "'
    document = opened(made(f"<p>{names}<!-- 批注 --></p>", title='<&">', office="\x1a甲"))
    assert paragraphs(document, "Body Text") == ['<w:p> & ]]> {{ }} xy "']


def test_jupyter_finds_the_exporter_by_name_and_menu():
    from nbconvert.exporters import Exporter

    found = ReviewDocx()
    assert isinstance(found, Exporter) and (found.export_from_notebook, found.file_extension) == ("年报 Word", ".docx")
    project = tomllib.loads((REPO / "pyproject.toml").read_text("utf-8"))["project"]
    assert project["entry-points"]["nbconvert.exporters"]["nianbao_docx"] == "nianbao.exporting:ReviewDocx"
