"""The page as a tree of plain nodes: what is hidden is gone, tables are complete, and text stands as a browser shows it."""

import json

import pytest

from nianbao.exporting.columns import GAP, width, widths
from nianbao.exporting.tree import parsed, tree, words

SVG = '<svg viewBox="0 0 9 9" aria-label="条形图"><path style="fill:var(--chart-this,#12436d)"/></svg>'


def nodes(html):
    return tree(parsed(html)).nodes


def short(node):
    """A node as (tag, kids), for comparing."""
    return node if isinstance(node, str) else (node["tag"], [short(kid) for kid in node["kids"]])


def table_of(html):
    (table,) = nodes(f"<table>{html}</table>")
    return table


def rows(table, part="body"):
    return [[words(cell["kids"]) for cell in row] for row in table[part]]


def test_blanks_are_as_a_browser_shows_them():
    assert [short(node) for node in nodes("<h2> <span>一、</span>甲\n </h2>\n<p>乙  <b> 丙 </b> 丁<br> 戊</p>")] == [
        ("h2", [("span", ["一、"]), "甲"]),
        ("p", ["乙 ", ("b", ["丙 "]), "丁", ("br", []), "戊"]),
    ]


def test_a_blank_between_two_words_of_which_one_is_marked_stays():
    assert words(nodes("<h2><span>1. </span>Petitions</h2>")) == "1. Petitions"


def test_text_beside_blocks_stands_in_paragraphs():
    assert [short(node) for node in nodes("<div>甲<b>乙</b><p>丙</p>丁</div>")[0]["kids"]] == [
        ("p", ["甲", ("b", ["乙"])]), ("p", ["丙"]), ("p", ["丁"]),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "hidden",
    [
        '<div class="narrow">x</div>', '<div class="chart-data">x</div>', '<span class="fold">x</span>', "<div hidden>x</div>", "<nav>x</nav>",
        '<div popover id="a">x</div>', "<button>x</button>", "<style>x</style>", "<script>x</script>", "<iframe>x</iframe>", "<!-- x -->",
    ],
)  # fmt: skip
def test_what_the_page_hides_folds_or_opens_on_a_click_is_left_out(hidden):
    assert words(nodes(f"<p>甲</p>{hidden}<p>乙</p>")) == "甲乙"


def test_a_link_within_the_page_leaves_its_words_and_one_to_the_web_its_address():
    (paragraph,) = nodes('<p><a href="#x">甲</a><a href="javascript:x">乙</a><a href="https://example.org/">丙</a></p>')
    assert paragraph["kids"][:2] == ["甲", "乙"]
    assert paragraph["kids"][2] == {"tag": "a", "css": [], "kids": ["丙"], "href": "https://example.org/"}


def test_what_a_writer_writes_stays_text():
    hostile = ['#panic("x")', "\\u{41}", '"]; import "x"', "甲\0乙"]
    assert [words(nodes(f"<p>{text}</p>")) for text in hostile] == ['#panic("x")', "\\u{41}", '"]; import "x"', "甲乙"]


def test_a_chart_is_its_finding_its_picture_with_words_and_its_caption():
    made = tree(parsed(
        f'<figure class="chart"><div class="finding">增加</div><div class="wide">{SVG}</div><div class="narrow">{SVG}</div>'
        '<figcaption>来源：甲</figcaption><div class="chart-data"><table><tr><td>1</td></tr></table></div></figure>'
    ))  # fmt: skip
    assert made.nodes == [{"tag": "chart", "css": [], "file": "picture-1.svg", "alt": "条形图", "finding": ["增加"], "caption": ["来源：甲"]}]
    assert list(made.pictures) == ["picture-1.svg"]
    drawing = made.pictures["picture-1.svg"].decode()
    assert 'xmlns="http://www.w3.org/2000/svg"' in drawing and "viewBox" in drawing and "fill:#12436d" in drawing


def test_a_table_is_rows_of_cells_with_head_and_foot():
    table = table_of(
        '<caption>各村</caption><thead><tr><th>村</th><th class="num">件</th></tr></thead>'
        '<tbody><tr><th>甲</th><td class="num">1</td></tr></tbody><tfoot><tr><th>合计</th><td class="num">1</td></tr></tfoot>'
    )
    assert table["caption"] == ["各村"] and table["columns"] == 2
    assert [rows(table, part) for part in ("head", "body", "foot")] == [[["村", "件"]], [["甲", "1"]], [["合计", "1"]]]
    assert [cell["number"] for cell in table["body"][0]] == [False, True]


def test_a_short_row_is_filled():
    table = table_of("<tr><td>甲</td><td>乙</td><td>丙</td></tr><tr><td>丁</td></tr>")
    assert rows(table) == [["甲", "乙", "丙"], ["丁", "", ""]]


@pytest.mark.parametrize(
    ("html", "spans"),
    [
        ('<tr><td rowspan="2">甲</td><td>乙</td></tr><tr><td>丙</td></tr>', [[(1, 2), (1, 1)], [(1, 1)]]),
        ('<tr><td rowspan="9">甲</td><td>乙</td></tr>', [[(1, 1), (1, 1)]]),
        ('<tr><td colspan="x">甲</td></tr>', [[(1, 1)]]),
        ('<tr><td>甲</td><td rowspan="2">乙</td></tr><tr><td colspan="2">丙</td></tr>', [[(1, 1), (1, 2)], [(1, 1)]]),
    ],
)
def test_spans_end_where_the_table_or_another_cell_does(html, spans):
    assert [[(cell["colspan"], cell["rowspan"]) for cell in row] for row in table_of(html)["body"]] == spans


def test_a_page_is_plain_json():
    html = f"<h2>甲</h2><ul><li>乙</li></ul><pre>a\n b</pre><table><tr><td>1</td></tr></table><figure>{SVG}</figure>"
    assert json.loads(json.dumps(nodes(html))) == nodes(html)


def wide(head, body, room=42):
    def cell(tag, text):
        number = text.strip("0123456789./% ") == "" or text.startswith("#")
        return f"<{tag}{' class=num' if number else ''}>{text.lstrip('#')}</{tag}>"

    line = "".join(cell("td", text) for text in body)
    return widths(table_of(f"<thead><tr>{''.join(cell('th', text) for text in head)}</tr></thead><tbody><tr>{line}</tr></tbody>"), room)


def test_number_columns_are_as_narrow_as_they_need_and_text_has_the_rest():
    name, this, before = wide(["指标", "#2023年", "#2022年"], ["办结信访件", "427", "393"])
    assert this == before == width("2023年") + GAP
    assert name == pytest.approx(42 - this - before)


def test_the_passed_checks_are_not_three_thirds():
    about, count, rules = wide(["核对对象", "#通过（项）", "核对事项"], ["行政复议和行政应诉", "12", "各项规则" * 60], 49)
    assert about == width("行政复议和行政应诉") + GAP
    assert count <= width("通过（项）") + GAP
    assert rules > 30


def test_a_heading_over_numbers_takes_more_lines_where_room_is_short():
    room = 24
    name, *numbers = wide(["风险", *["#抽中并已检查的企业（户）"] * 3], ["低", "1", "2", "3"], room)
    assert sum(numbers) + name == pytest.approx(room)
    assert all(4 < number < width("抽中并已检查的企业（户）") / 2 + GAP for number in numbers)


def test_two_full_columns_share_by_what_they_hold():
    left, right = wide(["原因", "措施"], ["甲" * 50, "乙" * 200])
    assert left + right == pytest.approx(42) and 1.5 < right / left < 2.5
