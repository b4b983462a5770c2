"""A Word report is opened: as Word shows it, with the numbers that Word makes, and tracked changes accepted."""

import io
from zipfile import ZipFile

import docx
import pytest
from docx.oxml import parse_xml
from tests.unit.report_sample import W, add_xml, as_docx, listed, numbered_docx, packed, write
from tests.unit.test_audit_opening import blocks, require_exact, table

from nianbao.auditing.opening import open_document


def opened(folder, document):
    found = open_document(write(folder / "a.docx", document if isinstance(document, bytes) else packed(document)))
    require_exact(found)
    return found


def with_part(data, name, change):
    """The docx with one part changed or, from nothing, added."""
    held = io.BytesIO()
    with ZipFile(io.BytesIO(data)) as old, ZipFile(held, "w") as new:
        for entry in old.namelist():
            new.writestr(entry, change(old.read(entry)) if entry == name else old.read(entry))
        if name not in old.namelist():
            new.writestr(name, change(b""))
    return held.getvalue()


def test_headings_that_word_numbers_have_their_numbers(tmp_path):
    document = numbered_docx()
    for text, level in (("主要做法", 1), ("信访", 2), ("检查", 2), ("不足", 1), ("原因", 2)):
        document.add_heading(text, level)
    assert blocks(opened(tmp_path, document), "heading") == ["一、主要做法", "（一）信访", "（二）检查", "二、不足", "（一）原因"]


def test_items_are_numbered_as_word_numbers_them(tmp_path):
    document = numbered_docx()
    document.add_heading("总体情况", 1)
    document.add_heading("主要做法", 1)
    for text, level, number in (("检查12次", 2, 3), ("处罚", 2, 3), ("圆点", 3, 3), ("另一列表", 2, 4), ("接着", 2, 4), ("法", 4, 3), ("无", 2, 0), ("同一编号的另一列表", 0, 4)):
        listed(document.add_paragraph(text), level, number)
    found = opened(tmp_path, document)
    # A list that is begun anew counts from its start; the levels above are shown as digits where the list says so.
    assert blocks(found, "item") == ["1. 检查12次", "2. 处罚", "圆点", "1. 另一列表", "2. 接着", "2.1.1 法", "三、同一编号的另一列表"]
    assert blocks(found, "paragraph") == ["无"]


@pytest.mark.parametrize(
    ("kind", "count", "expected"),
    [("chineseCounting", 12, "十二"), ("japaneseCounting", 110, "一百一十"), ("chineseCountingThousand", 103, "一百零三"), ("decimalEnclosedCircle", 3, "③"),
     ("decimalEnclosedCircle", 21, "21"), ("upperLetter", 28, "BB"), ("lowerRoman", 14, "xiv"), ("ideographTraditional", 2, "乙"), ("decimalFullWidth", 10, "１０"),
     ("decimalZero", 7, "07"), ("unknownKind", 5, "5"), ("chineseLegalSimplified", 3, "叁")],
)  # fmt: skip
def test_kinds_of_numbers(tmp_path, kind, count, expected):
    document = numbered_docx()
    level = document.part.numbering_part._element.find(f".//{{{W}}}lvl[@{{{W}}}ilvl='2']")
    level.find(f"{{{W}}}numFmt").set(f"{{{W}}}val", kind)
    level.find(f"{{{W}}}start").set(f"{{{W}}}val", str(count))
    level.find(f"{{{W}}}lvlText").set(f"{{{W}}}val", "%3）")
    listed(document.add_paragraph("文"), 2)
    assert opened(tmp_path, document).text == f"{expected}）文"


def test_a_heading_is_told_by_its_style_or_by_its_level(tmp_path):
    document = docx.Document()
    styles = document.styles.element
    styles.append(parse_xml(f'<w:style xmlns:w="{W}" w:type="paragraph" w:styleId="a1"><w:name w:val="标题 2"/></w:style>'))
    styles.append(parse_xml(f'<w:style xmlns:w="{W}" w:type="paragraph" w:styleId="a2"><w:name w:val="县级"/><w:basedOn w:val="a1"/></w:style>'))
    styles.append(parse_xml(f'<w:style xmlns:w="{W}" w:type="paragraph" w:styleId="a3"><w:name w:val="环"/><w:basedOn w:val="a3"/></w:style>'))
    for style, text in (("a1", "甲"), ("a2", "乙"), ("a3", "丙"), ("none", "丁")):
        add_xml(document, f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>')
    add_xml(document, '<w:p><w:pPr><w:outlineLvl w:val="2"/></w:pPr><w:r><w:t>戊</w:t></w:r></w:p>')
    add_xml(document, '<w:p><w:pPr><w:pStyle w:val="a1"/><w:outlineLvl w:val="9"/></w:pPr><w:r><w:t>己</w:t></w:r></w:p>')
    found = opened(tmp_path, document)
    assert [(block.level, found.quote(block.start, block.end)) for block in found.blocks] == [(2, "甲"), (2, "乙"), (0, "丙"), (0, "丁"), (3, "戊"), (0, "己")]


def test_tracked_changes_are_accepted(tmp_path):
    document = docx.Document()
    add_xml(document, """<w:p><w:r><w:t>办结3</w:t></w:r><w:del><w:r><w:delText>7</w:delText></w:r></w:del><w:ins><w:r><w:t>8</w:t></w:r></w:ins><w:r><w:t>6件</w:t></w:r>
      <w:moveFrom><w:r><w:t>移走</w:t></w:r></w:moveFrom></w:p>""")
    add_xml(document, '<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>共12</w:t></w:r></w:p>')
    add_xml(document, "<w:p><w:r><w:t>34件</w:t></w:r></w:p>")
    add_xml(document, "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>甲</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>1</w:t></w:r></w:p></w:tc></w:tr>"
                      "<w:tr><w:trPr><w:del/></w:trPr><w:tc><w:p><w:r><w:t>乙</w:t></w:r></w:p></w:tc></w:tr></w:tbl>")  # fmt: skip
    assert opened(tmp_path, document).text == "办结386件\n共1234件\n甲\t1"


def test_runs_breaks_and_hidden_text(tmp_path):
    document = docx.Document()
    add_xml(document, """<w:p><w:r><w:t>办结3</w:t></w:r><w:bookmarkStart/><w:r><w:t>86</w:t></w:r><w:hyperlink><w:r><w:t>件</w:t></w:r></w:hyperlink><w:r><w:rPr><w:vanish/></w:rPr>
      <w:t>777</w:t></w:r>
      <w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>，</w:t></w:r><w:r><w:t>120m</w:t></w:r><w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>2</w:t></w:r>
      <w:r><w:br/><w:t>第2</w:t><w:noBreakHyphen/><w:t>3季</w:t><w:tab/><w:t>5</w:t></w:r></w:p>""")
    document.add_heading("柳河镇", 1).add_run().add_break()
    document.paragraphs[-1].add_run("2024年")
    found = opened(tmp_path, document)
    assert found.text == "办结386件，120m²\n第2-3季 5\n柳河镇2024年"
    assert blocks(found, "heading") == ["柳河镇2024年"]


def test_contents_are_no_text(tmp_path):
    document = docx.Document()
    document.styles.element.append(parse_xml(f'<w:style xmlns:w="{W}" w:type="paragraph" w:styleId="11"><w:name w:val="toc 1"/></w:style>'))
    add_xml(document, '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr><w:sdtContent><w:p><w:r><w:t>甲1</w:t></w:r></w:p></w:sdtContent></w:sdt>')
    add_xml(document, '<w:p><w:pPr><w:pStyle w:val="11"/></w:pPr><w:r><w:t>乙2</w:t></w:r></w:p>')
    add_xml(document, '<w:p><w:r><w:fldChar w:fldCharType="begin"/><w:instrText> TOC \\o </w:instrText><w:fldChar w:fldCharType="separate"/><w:t>丙3</w:t></w:r></w:p>')
    add_xml(document, '<w:p><w:r><w:t>丁4</w:t><w:fldChar w:fldCharType="end"/></w:r><w:r><w:t>一、做法</w:t></w:r></w:p>')
    add_xml(document, '<w:sdt><w:sdtPr/><w:sdtContent><w:p><w:r><w:t>正文</w:t></w:r></w:p></w:sdtContent></w:sdt>')
    assert opened(tmp_path, document).text == "一、做法\n正文"


def test_a_field_shows_its_result(tmp_path):
    document = docx.Document()
    add_xml(document, """<w:p><w:r><w:t>共</w:t><w:fldChar w:fldCharType="begin"/><w:instrText>=SUM(9)</w:instrText><w:fldChar w:fldCharType="separate"/><w:t>427</w:t>
      <w:fldChar w:fldCharType="end"/><w:t>件</w:t></w:r><w:fldSimple w:instr="DATE"><w:r><w:t>2024年</w:t></w:r></w:fldSimple></w:p>""")
    assert opened(tmp_path, document).text == "共427件2024年"


def test_merged_cells_keep_their_places(tmp_path):
    document = docx.Document()
    grid = document.add_table(rows=3, cols=3)
    for number, text in enumerate(["类别", "2024年", "x", "甲", "41", "300", "y", "9", "56"]):
        grid.cell(*divmod(number, 3)).text = "" if text in "xy" else text
    grid.cell(0, 1).merge(grid.cell(0, 2))
    grid.cell(1, 0).merge(grid.cell(2, 0))
    grid.cell(1, 1).add_paragraph("件")
    grid.rows[0]._tr.get_or_add_trPr().append(parse_xml(f'<w:tblHeader xmlns:w="{W}"/>'))
    found = opened(tmp_path, document)
    assert found.text == "类别\t2024年\n甲\t41 件\t300\n9\t56"
    assert table(found) == {(0, 0): "类别", (0, 1): "2024年", (1, 0): "甲", (1, 1): "41 件", (1, 2): "300", (2, 1): "9", (2, 2): "56"}
    assert [(cell.rows, cell.columns, cell.header) for cell in found.grids[0].cells][:3] == [(1, 1, True), (1, 2, True), (2, 1, False)]


def test_a_cell_reaches_over_three_rows(tmp_path):
    document = docx.Document()
    grid = document.add_table(rows=3, cols=2)
    for number in range(3):
        grid.cell(number, 1).text = str(number + 1)
    grid.cell(0, 0).merge(grid.cell(2, 0)).text = "甲"
    found = opened(tmp_path, document)
    assert (found.text, [cell.rows for cell in found.grids[0].cells]) == ("甲\t1\n2\n3", [3, 1, 1, 1])


def test_a_table_in_a_cell_and_one_that_only_frames_text(tmp_path):
    document = docx.Document()
    grid = document.add_table(rows=1, cols=2)
    grid.cell(0, 0).text = "这一格说明下面的数字从哪里来"
    inner = grid.cell(0, 1).add_table(rows=1, cols=2)
    inner.cell(0, 0).text, inner.cell(0, 1).text = "收", "12"
    frame = document.add_table(rows=1, cols=1)
    frame.cell(0, 0).text = "框内的一段"
    beside = document.add_table(rows=1, cols=2)
    beside.cell(0, 0).text = "左"
    within = beside.cell(0, 1).add_table(rows=2, cols=2)
    for number, text in enumerate(["事项说明", "2024年", "受理信访", "386"]):
        within.cell(*divmod(number, 2)).text = text
    found = opened(tmp_path, document)
    assert found.text == "这一格说明下面的数字从哪里来\t收 12\n框内的一段\n左\n事项说明\t2024年\n受理信访\t386"
    assert (len(found.grids), blocks(found, "paragraph")) == (2, ["框内的一段", "左"])


def test_text_boxes_and_notes_follow_what_holds_them_and_are_read_once(tmp_path):
    document = docx.Document()
    box = "<w:txbxContent><w:p><w:r><w:t>框中12件</w:t></w:r></w:p></w:txbxContent>"
    add_xml(document, f"""<w:p><w:r><w:t>前</w:t><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>{box}</w:drawing></mc:Choice>
      <mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent><w:t>后3</w:t><w:footnoteReference w:id="2"/><w:t>件</w:t></w:r></w:p>""")
    add_xml(document, f"<w:p><w:r><w:t>二</w:t><w:pict><v:textbox>{box.replace('12', '34')}</v:textbox></w:pict></w:r></w:p>")
    notes = f"""<w:footnotes xmlns:w="{W}"><w:footnote w:type="separator" w:id="0"><w:p><w:r><w:t>线</w:t></w:r></w:p></w:footnote>
      <w:footnote w:id="2"><w:p><w:r><w:footnoteRef/><w:t>含上年结转5件。</w:t></w:r></w:p></w:footnote></w:footnotes>"""
    assert opened(tmp_path, with_part(packed(document), "word/footnotes.xml", lambda _: notes.encode())).text.splitlines() == [
        "前后3件", "框中12件", "含上年结转5件。", "二", "框中34件",
    ]  # fmt: skip


def test_strict_documents_and_ones_of_another_name_are_read(tmp_path):
    strict = with_part(as_docx(), "word/document.xml", lambda xml: xml.replace(W.encode(), b"http://purl.oclc.org/ooxml/wordprocessingml/main"))
    held = io.BytesIO()
    with ZipFile(io.BytesIO(as_docx())) as old, ZipFile(held, "w") as new:
        for entry in old.namelist():
            new.writestr(entry.replace("word/document.xml", "word/document2.xml"), old.read(entry))
    assert opened(tmp_path, strict).text == opened(tmp_path, held.getvalue()).text == opened(tmp_path, as_docx()).text
