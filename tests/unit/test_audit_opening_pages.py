"""A saved web page is opened: what a reader sees of its report, and nothing of the site around it."""

import time

import pytest
from tests.unit.report_sample import write
from tests.unit.test_audit_opening import blocks, require_exact, table

from nianbao.auditing.opening import open_document
from nianbao.errors import NoTextInReport

PARAGRAPHS = (
    "一年来，柳河镇坚持把法治政府建设摆在突出位置，召开专题会议6次，听取汇报4次，推动各项任务落地见效。",
    "全年受理信访事项386件，办结379件，办结率98.2%；开展行政检查１２０６次，发现问题312处，已整改309处。",
    "组织普法宣传活动58场，发放资料2.1万余份，受教育群众3万余人次；村（居）法律顾问实现全覆盖，提供咨询412人次。",
)
ARTICLE = "".join(f"<p>　　{text}</p>" for text in PARAGRAPHS) * 9
OLDER = "".join(f'<li><a href="#">柳河镇{year}年法治政府建设情况报告</a><span>{year + 1}-01-15</span></li>' for year in range(2015, 2024))
MENU = '<div class="header"><ul class="nav"><li><a href="#">首页</a></li><li><a href="#">热线12345</a></li></ul></div><div class="crumb">您所在的位置：<a>首页</a></div>'
FOOT = '<div class="footer"><p>主办单位：某县人民政府</p><p>网站标识码：3501280001　某ICP备05000001号</p><p>电话：0000-12345678，邮编：300000</p></div>'
INFO = "<div>发布时间：2025-01-16 10:22　来源：柳河镇　浏览次数：1234　【字体：大 中 小】</div>"
H1 = "<h1>柳河镇2024年法治政府建设情况报告</h1>"


def opened(folder, body, head='<meta charset="utf-8"><title>页</title>', encoding="utf-8"):
    return open_document(write(folder / "a.html", f"<!doctype html><html><head>{head}</head><body>{body}</body></html>".encode(encoding)))


def text_of(folder, body, **how):
    document = opened(folder, body, **how)
    require_exact(document)
    return document.text


LAYOUTS = {
    "a marked article": f"<header>{MENU}</header><main><article>{H1}{INFO}{ARTICLE}</article><aside><ul>{OLDER}</ul></aside></main><footer>{FOOT}</footer>",
    "the editor's box": f'{MENU}<div class="w"><div class="l"><p>栏目</p></div>{H1}{INFO}<div class="view TRS_UEDITOR trs_web"><div>{ARTICLE}</div></div>'
                        f"<p>打印本页 关闭窗口</p><div><h3>相关文章</h3><ul>{OLDER}</ul></div></div>{FOOT}",
    "boxes without names": f'{MENU}<div id="c1"><div>{H1}{INFO}<div class="x9">{ARTICLE}</div></div><div><ul>{OLDER}</ul></div></div>{FOOT}',
    "tables as layout": f"{MENU}<table><tr><td><ul>{OLDER}</ul></td><td>{H1}<table><tr><td>{INFO}</td></tr><tr><td id='zoom'>{ARTICLE}</td></tr></table></td></tr></table>{FOOT}",
    "a form around all": f"<form id='aspnetForm'>{MENU}<div>{H1}{ARTICLE}</div>{FOOT}</form>",
}  # fmt: skip


@pytest.mark.parametrize("layout", LAYOUTS)
def test_of_a_page_the_article_is_read_and_nothing_around_it(tmp_path, layout):
    document = opened(tmp_path, LAYOUTS[layout])
    assert blocks(document, "heading") == ["柳河镇2024年法治政府建设情况报告"]
    assert blocks(document, "paragraph") == [*PARAGRAPHS] * 9
    require_exact(document)


def test_links_to_other_reports_are_no_text_and_a_list_of_facts_is(tmp_path):
    text = text_of(tmp_path, f"<div>{ARTICLE}<ul>{OLDER}</ul><ul><li>检查<a>12</a>次，整改9处</li><li>处罚3起</li><li>公开4条</li></ul></div>")
    assert text.splitlines()[-4:] == [PARAGRAPHS[-1], "检查12次，整改9处", "处罚3起", "公开4条"]


def test_a_marked_box_with_a_part_of_the_report_is_not_all_of_it(tmp_path):
    text = text_of(tmp_path, f"<div>{ARTICLE}<article>{ARTICLE}</article>其中12件<div class='zoom'><p>止</p></div></div>")
    assert (text.count(PARAGRAPHS[0]), text.splitlines()[-2:]) == (18, ["其中12件", "止"])


def test_of_marked_boxes_within_another_the_outer_one_counts_where_the_inner_ones_are_a_part(tmp_path):
    text = text_of(tmp_path, f"<div>外1<main><div id='zoom'><p>{PARAGRAPHS[1]}</p></div>{ARTICLE}</main>外2</div>")
    assert text.splitlines() == [PARAGRAPHS[1], *[*PARAGRAPHS] * 9]
    assert text_of(tmp_path, f"<main>外1<div id='zoom'>{ARTICLE}</div>外2</main>").splitlines() == [*PARAGRAPHS] * 9


def test_a_page_that_is_a_table_has_a_grid(tmp_path):
    document = opened(tmp_path, "<div><table><tbody><tr><td>甲</td><td>1</td></tr></tbody></table></div>")
    assert table(document) == {(0, 0): "甲", (0, 1): "1"}


def test_several_marked_boxes_are_all_read(tmp_path):
    text = text_of(tmp_path, f"<div>外1<div class='TRS_Editor'>{ARTICLE}</div>外2<div class='TRS_Editor'>{ARTICLE}</div>外3</div>")
    assert text.splitlines() == [*PARAGRAPHS] * 18


def test_a_short_page_loses_nothing(tmp_path):
    assert text_of(tmp_path, f'{MENU}<div class="c">{H1}{INFO}<p>检查校车38辆。</p></div>{FOOT}').splitlines()[:2] == ["柳河镇2024年法治政府建设情况报告", "检查校车38辆。"]


def test_a_part_that_is_named_like_a_menu_and_holds_the_text_is_the_text(tmp_path):
    assert PARAGRAPHS[0] in text_of(tmp_path, f'<div class="share-wrap"><div id="footer">{ARTICLE}</div></div>')


def test_two_boxes_of_a_report_are_both_read(tmp_path):
    text = text_of(tmp_path, f"<div><div>{ARTICLE}</div><div><table><tr><td>受理</td><td>427</td></tr><tr><td>办结</td><td>413</td></tr></table></div></div>")
    assert "办结\t413" in text


@pytest.mark.parametrize(
    "hidden",
    ['<script>var n="777件";</script>', "<style>p{order:777}</style>", '<p style="display: none">777件</p>', "<p hidden>777件</p>", "<noscript>777件</noscript>",
     "<div popover>777件</div>", "<!-- 777件 -->", "<svg><text>777</text></svg>", "<select><option>777</option></select>", "<nav>777件</nav>", "<p>办<del>777</del></p>"],
)  # fmt: skip
def test_what_no_reader_sees_is_no_text(tmp_path, hidden):
    text = text_of(tmp_path, f"<div>{ARTICLE}{hidden}<p>止</p></div>")
    assert "777" not in text
    assert text.endswith("止")


def test_inline_elements_split_no_number_and_blocks_and_breaks_do(tmp_path):
    html = '<p>办结<span>3</span><b>8</b><font>6</font>件<br>共１<i>２</i>件</p><div>次<p>止</p>12</div>其中<p>a</p>34'
    assert text_of(tmp_path, html).splitlines() == ["办结386件", "共１２件", "次", "止", "12", "其中", "a", "34"]


def test_blanks_are_folded_as_a_page_folds_them(tmp_path):
    html = "<p>&nbsp;&nbsp;　　收到\n   信访  12\n  34件，&nbsp; ２０\n２４年 共\u200b3&#8203;8\u00ad6件  </p>"
    assert text_of(tmp_path, html) == "收到信访 12 34件， ２０ ２４年 共386件"


def test_a_raised_digit_is_none_of_the_number_before_it(tmp_path):
    assert text_of(tmp_path, "<p>面积120m<sup>2</sup>，办结38<sup>1</sup>件</p>") == "面积120m²，办结38¹件"


def test_a_heading_that_is_broken_is_one_heading(tmp_path):
    document = opened(tmp_path, "<h1>柳河镇<br>2024年报告</h1><h3>一、信访</h3><p>x</p>")
    assert [(block.level, document.quote(block.start, block.end)) for block in document.blocks if block.kind == "heading"] == [(1, "柳河镇2024年报告"), (3, "一、信访")]


def test_numbered_lists_show_their_numbers(tmp_path):
    html = '<ol start="3"><li>检查12次<ol><li>其中3次</li></ol></li><li value="7">处罚</li></ol><ul><li>4条</li></ul><ol style="list-style: none"><li>5条</li></ol>'
    assert text_of(tmp_path, html).splitlines() == ["3. 检查12次", "1. 其中3次", "7. 处罚", "4条", "5条"]


def test_preformatted_text_keeps_its_lines(tmp_path):
    assert text_of(tmp_path, "<pre>一、信访\n办结3件\n\n二、检查</pre>").splitlines() == ["一、信访", "办结3件", "二、检查"]


def test_cells_that_reach_over_rows_and_columns_keep_their_places(tmp_path):
    html = """<table><caption>行政执法</caption><thead><tr><th rowspan="2">类<br>别</th><th colspan="2">2024年</th></tr><tr><th>件数</th><th>金额</th></tr></thead>
      <tbody><tr><td rowspan="0">城管</td><td>41</td><td><p>12</p><p>300</p></td></tr><tr><td></td><td>9</td></tr></tbody></table>"""
    document = opened(tmp_path, html)
    require_exact(document)
    assert document.text.splitlines() == ["行政执法", "类别\t2024年", "件数\t金额", "城管\t41\t12 300", "\t9"]
    assert table(document) == {(0, 0): "类别", (0, 1): "2024年", (1, 1): "件数", (1, 2): "金额", (2, 0): "城管", (2, 1): "41", (2, 2): "12 300", (3, 1): "", (3, 2): "9"}
    spans = {(cell.row, cell.column): (cell.rows, cell.columns, cell.header) for cell in document.grids[0].cells}
    assert (spans[0, 0], spans[0, 1], spans[2, 0], spans[3, 1]) == ((2, 1, True), (1, 2, True), (2, 1, False), (1, 1, False))
    assert blocks(document, "caption") == ["行政执法"]


def test_a_table_within_a_cell_is_text_of_the_cell(tmp_path):
    html = "<table><tr><td>甲</td><td>乙丙丁戊己庚<table><tr><td>1</td><td>2</td></tr></table></td></tr><tr><td>x</td><td>3</td></tr></table><p>止</p>"
    document = opened(tmp_path, html)
    require_exact(document)
    assert len(document.grids) == 1
    assert table(document) == {(0, 0): "甲", (0, 1): "乙丙丁戊己庚 1 2", (1, 0): "x", (1, 1): "3"}


def test_a_table_that_only_frames_text_is_none(tmp_path):
    inner = "<table><tr><td>受理</td><td>427</td></tr></table>"
    frames = (
        f"<table><tr><td>{ARTICLE}{inner}</td></tr></table>",  # no cell beside another
        f"<table><tr><td>栏目</td><td>{ARTICLE}{inner}</td></tr></table>",  # a menu beside paragraphs
        f"<table><tr><td>栏目</td><td><table><tr><td>{PARAGRAPHS[0]}</td></tr><tr><td>{inner}</td></tr></table></td></tr></table>",  # a table of tables
    )
    for frame in frames:
        document = opened(tmp_path, frame)
        require_exact(document)
        assert {*blocks(document, "paragraph")} - {"栏目"} <= {*PARAGRAPHS}
        assert [table(document, place) for place in range(len(document.grids))] == [{(0, 0): "受理", (0, 1): "427"}]


def test_rows_that_say_nothing_are_no_lines(tmp_path):
    document = opened(tmp_path, "<table><tr><td>甲</td><td>1</td></tr><tr><td></td><td> </td></tr><tr><td>乙</td><td>2</td></tr></table>")
    require_exact(document)
    assert (document.text, table(document)) == ("甲\t1\n乙\t2", {(0, 0): "甲", (0, 1): "1", (2, 0): "乙", (2, 1): "2"})


@pytest.mark.parametrize(
    ("head", "encoding"),
    [("<title>页</title>", "gb18030"), ('<meta http-equiv="Content-Type" content="text/html; charset=gb2312">', "gb18030"), ('<meta charset="gbk">', "utf-8"),
     ("", "utf-8"), ('<meta charset="utf-8">', "utf-8-sig"), ("", "utf-16")],
)  # fmt: skip
def test_a_page_is_read_in_the_encoding_that_it_is_in(tmp_path, head, encoding):
    assert text_of(tmp_path, f"<p>{PARAGRAPHS[0]}</p><p>䢺庄𬒈</p>", head=head, encoding=encoding) == f"{PARAGRAPHS[0]}\n䢺庄𬒈"


def test_one_broken_sign_changes_no_other(tmp_path):
    page = f'<meta charset="utf-8"><body>{ARTICLE * 5}'.encode().replace("镇".encode(), b"\xe9\x95", 1)
    assert PARAGRAPHS[1] in open_document(write(tmp_path / "a.html", page)).text


def test_a_page_under_another_name_is_a_page(tmp_path):
    page = f'<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE html><html xmlns="http://www.w3.org/1999/xhtml"><head><title>报告</title></head><body>{ARTICLE}</body></html>'
    document = open_document(write(tmp_path / "报告.doc", page))
    assert (document.title, document.text.splitlines()[0]) == ("报告", PARAGRAPHS[0])


def test_the_title_is_the_article_s_where_the_page_gives_one(tmp_path):
    assert opened(tmp_path, ARTICLE, head='<meta name="ArticleTitle" content="柳河镇2024年报告"><title>页_某县</title>').title == "柳河镇2024年报告"


def test_our_own_figures_are_marks(tmp_path):
    html = """<nav><h2>目录1</h2></nav><header><h1>年报</h1><div class="cards"><data value="427" data-figure="petitions.closed">427</data><button>9</button>件</div></header>
      <main><p>办结率<span><data value="0.982" data-figure="petitions.closing_rate" data-of="previous">98.2%</data></span>。</p>
      <table><tr><th>件</th><td class="num"><data value="1048" data-figure="inspections.checks"> 1,048 </data></td></tr></table>
      <div popover><data value="5" data-figure="a.b">5</data></div><a class="back" href="#">↑ 目录2</a></main>"""
    document = opened(tmp_path, html)
    require_exact(document)
    assert [(document.quote(mark.start, mark.end), mark.attributes["data-figure"]) for mark in document.marks] == [
        ("427", "petitions.closed"), ("98.2%", "petitions.closing_rate"), ("1,048", "inspections.checks"),
    ]  # fmt: skip
    assert document.marks[1].attributes == {"value": "0.982", "data-figure": "petitions.closing_rate", "data-of": "previous"}
    assert document.text == "年报\n427件\n办结率98.2%。\n件\t1,048"


def test_large_and_deep_pages_are_read(tmp_path):
    many = "".join(f"<div><p>第{number}项，办结{number}件，发放资料2万余份，提供法律咨询412人次。</p></div>" for number in range(12_000))
    page = write(tmp_path / "a.html", f"<body>{many}</body>")
    assert page.stat().st_size > 1_000_000
    begun = time.process_time()
    document = open_document(page)
    assert time.process_time() - begun < 5
    assert (document.text.count("\n"), document.text.splitlines()[-1][:6]) == (11_999, "第11999")
    assert text_of(tmp_path, f"{'<div><font>' * 900}办结386件。<p>止</p>") == "办结386件。\n止"


@pytest.mark.parametrize("page", ["<html></html>", "<html><body><script>1</script></body></html>", "<!doctype html>", "<html><body><img src=1></body></html>"])
def test_a_page_without_text_is_refused(tmp_path, page):
    with pytest.raises(NoTextInReport, match=r"页\.html"):
        open_document(write(tmp_path / "页.html", page))
