"""A report is opened: the same text, headings and tables whatever kind of file it is, and offsets that are exact."""

import re
import time

import pytest
from tests.unit.report_sample import (
    HEADINGS,
    KINDS,
    LONG,
    PARTS,
    TITLE,
    as_html,
    as_pdf,
    as_txt,
    body_of_html,
    plain,
    write,
)

from nianbao.auditing.opening import open_document, save_text
from nianbao.auditing.opening.flowing import flowing
from nianbao.auditing.opening.printed import Printed, Sign, spaced


@pytest.fixture(scope="module")
def opened(tmp_path_factory):
    folder = tmp_path_factory.mktemp("reports")
    return {kind: open_document(write(folder / f"report.{kind}", make())) for kind, make in KINDS.items()}


def text_of(folder, name, content):
    return open_document(write(folder / name, content)).text


def blocks(document, *kinds):
    return [document.quote(block.start, block.end) for block in document.blocks if block.kind in kinds]


def table(document, number=0):
    """Each cell by its row and column: what it says."""
    return {(cell.row, cell.column): document.quote(cell.start, cell.end) for cell in document.grids[number].cells}


def require_exact(document):
    """Blocks follow one another, are all of the text, and hold no blank at their ends; cells lie in their table."""
    end = 0
    for block in document.blocks:
        assert end <= block.start < block.end
        assert not document.text[end : block.start].strip()
        assert document.quote(block.start, block.end) == document.quote(block.start, block.end).strip()
        end = block.end
    assert not document.text[end:].strip()
    for grid in document.grids:
        assert all(grid.start <= cell.start <= cell.end <= grid.end for cell in grid.cells)
        places = [(cell.row, cell.column) for cell in grid.cells]
        assert places == sorted(set(places))


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_file_says_the_same_numbers(opened, kind):
    assert re.findall(r"\d+", opened[kind].text) == re.findall(r"\d+", plain(as_txt().decode()))
    require_exact(opened[kind])


@pytest.mark.parametrize("kind", ["md", "html", "docx", "pdf"])
def test_every_kind_of_file_has_the_same_headings(opened, kind):
    found = [(block.level, opened[kind].quote(block.start, block.end)) for block in opened[kind].blocks if block.kind == "heading"]
    # Word has no level for the title, so that what follows it begins at 1 again.
    assert found == ([(max(level - 1, 1), text) for level, text in HEADINGS] if kind == "docx" else HEADINGS)


@pytest.mark.parametrize("kind", ["txt", "md", "html", "docx", "pdf"])
def test_every_paragraph_is_whole(opened, kind):
    assert blocks(opened[kind], "paragraph", "heading")[: len(PARTS)] == [plain(text) for _, text in PARTS]


@pytest.mark.parametrize("kind", ["md", "html", "docx"])
def test_a_table_is_a_grid_and_a_row_a_line(opened, kind):
    found = table(opened[kind])
    assert (found[1, 0], found[2, 2], found[3, 1], found[3, 2]) == ("受理信访（件）", "１２０６", "", "12300.50")
    assert "\n受理信访（件）\t351\t386\n" in opened[kind].text


def test_the_title_is_that_of_the_file(opened):
    assert opened["html"].title == opened["docx"].title == TITLE


# Plain text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"])
def test_text_is_read_in_the_encoding_that_it_is_in(tmp_path, encoding):
    text = "一、信访𬒈工作\r\n办结427件。\r\r\n  新增１２件 \n"
    document = open_document(write(tmp_path / "a.txt", text.encode(encoding)))
    assert document.text.removeprefix("\ufeff") == "一、信访𬒈工作\n办结427件。\n\n  新增１２件 \n"
    assert blocks(document, "paragraph") == ["一、信访𬒈工作", "办结427件。", "新增１２件"]


@pytest.mark.parametrize("content", ["一\r\n二\r三\n\n", "\ufeff一、信访427件\r\n", "\u2028一\x0b二\x85三\n", "　　一　\n\t二"])
def test_offsets_count_the_text_as_python_reads_it(tmp_path, content):
    path = write(tmp_path / "a.txt", content)
    document = open_document(path)
    assert document.text == path.read_text(encoding="utf8")
    require_exact(document) if "\ufeff" not in content else None


def test_the_saved_text_is_the_text_of_the_offsets(opened, tmp_path):
    for kind, document in opened.items():
        save_text(document, tmp_path / f"{kind}.txt")
        assert (tmp_path / f"{kind}.txt").read_text("utf-8") == document.text
        again = open_document(tmp_path / f"{kind}.txt")
        assert [again.quote(block.start, block.end) for block in document.blocks] == [document.quote(block.start, block.end) for block in document.blocks]


def test_the_text_of_a_page_keeps_no_line_end_of_windows(opened, tmp_path):
    save_text(opened["html"], tmp_path / "a.txt")
    assert b"\r" not in (tmp_path / "a.txt").read_bytes()


# Markdown


def test_marks_of_emphasis_split_no_number(tmp_path):
    text = text_of(tmp_path, "a.md", "办结率**98.7%**件，\n共**1**2件，\n*满意*率*99%*件；\n收到**２０件**，3*4*5\n\n其中3~5件，落实**“三项制度”**要求\n\n* 一\n* 二\n")
    assert text.splitlines() == ["办结率98.7%件，共12件，满意率99%件；收到２０件，345", "其中3~5件，落实“三项制度”要求", "一", "二"]


def test_a_line_end_parts_two_numbers_and_no_chinese_word(tmp_path):
    assert text_of(tmp_path, "a.md", "收到\n信访12\n34件，１２\n３４起\n") == "收到信访12 34件，１２ ３４起"


def test_the_numbers_of_a_list_are_seen(tmp_path):
    document = open_document(write(tmp_path / "a.md", "2. 检查12次\n3. 处罚3起\n\n- 公开4条\n"))
    assert blocks(document, "item") == ["2. 检查12次", "3. 处罚3起", "公开4条"]


def test_front_matter_gives_the_title_and_is_no_text(tmp_path):
    document = open_document(write(tmp_path / "a.md", "---\ntitle: 某镇2024年报告\ndate: 2025-01-10\n---\n办结3件。\n"))
    assert (document.title, document.text) == ("某镇2024年报告", "办结3件。")


def test_code_and_html_in_markdown_are_what_they_show(tmp_path):
    text = text_of(tmp_path, "a.md", "用`a**b**`算，见[附件1](https://a.cn/2023/99)。\n\n<table><tr><td>甲</td><td>1</td></tr></table>\n")
    assert text == "用a**b**算，见附件1。\n甲\t1"


# PDF


def test_a_line_of_paper_goes_on_only_where_its_end_was_forced(tmp_path):
    narrow = as_pdf("#set page(width: 260pt, height: 420pt, margin: 40pt)")
    document = open_document(write(tmp_path / "a.pdf", narrow))
    assert [plain(text) for level, text in PARTS if not level] == blocks(document, "paragraph")[:4]
    assert LONG in document.text


def test_page_numbers_and_running_heads_are_no_text(tmp_path):
    around = '#set page(width: 260pt, height: 300pt, margin: 40pt, numbering: "— 1 —", header: [柳河镇 2024 年报告第 #context counter(page).display() 页])'
    document = open_document(write(tmp_path / "a.pdf", as_pdf(around)))
    assert "—" not in document.text and "年报告第" not in document.text
    assert [plain(text) for level, text in PARTS if not level] == blocks(document, "paragraph")[:4]


def test_contents_are_no_text(tmp_path):
    document = open_document(write(tmp_path / "a.pdf", as_pdf('#outline(title: "目　录")\n#pagebreak()')))
    assert document.text.count("（二）行政检查") == 1
    assert "目" not in blocks(document, "heading", "paragraph")[0]


def test_what_lies_across_a_page_breaks_no_line(tmp_path):
    draft = "#set page(foreground: rotate(45deg, text(60pt, fill: luma(200))[草稿]))"
    document = open_document(write(tmp_path / "a.pdf", as_pdf(draft)))
    assert "草" not in document.text and "稿" not in document.text
    assert LONG in document.text


def test_the_columns_of_a_printed_row_are_parted_and_a_joiner_parts_nothing(tmp_path):
    document = open_document(write(tmp_path / "a.pdf", as_pdf('#set page(numbering: "— 1 —")\n全年收到427\u2060件，发放120\u2060余\u2060份，共 38 户次。\n\n')))
    assert document.text.startswith("全年收到427件，发放120余份，共38户次。\n")
    assert "事项\t2023年\t2024年\n" in document.text
    assert "—" not in document.text


def test_a_joiner_has_a_part_of_the_room_of_the_sign_before_it():
    signs = [Sign("3", 0, 4, 0, 16), Sign("", 4, 8, 0, 16), Sign("年", 13, 29, 0, 16), Sign(" ", 29, 29, 0, 16), Sign("9", 32, 40, 0, 16), Sign("件", 60, 76, 0, 16)]
    assert "".join(spaced(signs, 16)) == "3年9\t件"


def line(text, left=80.0, right=520.0, row=1, page=0, size=16.0):
    """A printed line of letters as high as they are wide; its first word is one sign wide, or as a number has digits."""
    digits = re.match(r"\d*", text)[0]
    return Printed(text, page, left, right, 800.0 - 28 * row, 784.0 - 28 * row, size, max(8.0 * len(digits), 16.0))


FLOWS = {
    "a full line goes on": ([line("办结信访件，", 112), line("共386件。", right=200, row=2)], ["办结信访件，共386件。"]),
    "a number is whole": ([line("共办结3", 112), line("86件。", right=200, row=2)], ["共办结386件。"]),
    "words are parted": ([line("the year", 112), line("of 2024", right=200, row=2)], ["the year of 2024"]),
    "a short line ends": ([line("办结3件。", right=300), line("检查9次。", right=460, row=2), line("处罚共有一十二起", row=3)], ["办结3件。", "检查9次。", "处罚共有一十二起"]),
    "what stands in begins": ([line("办结信访件，"), line("共386件。", row=2), line("检查9次。", 112, 300, 3)], ["办结信访件，共386件。", "检查9次。"]),
    "a long number did not fit": ([line("发放资料共", 112, 440), line("1234567890份", row=2)], ["发放资料共1234567890份"]),
    "other letters begin": ([line("办结信访件，"), line("共386件。", row=2, size=10.0), line("止" * 9, row=3)], ["办结信访件，", "共386件。", "止" * 9]),
    "it goes on overleaf": ([line("办结信访件，", row=20), line("共386件。", page=1, row=1, right=200), line("止" * 9, 112, page=1, row=2)], ["办结信访件，共386件。", "止" * 9]),
    "far below begins": ([line("一" * 9), line("二" * 9, row=2), line("三" * 9, row=5)], ["一" * 9 + "二" * 9, "三" * 9]),
    "columns stay a row": ([line("甲\t1"), line("乙\t2", row=2)], ["甲\t1", "乙\t2"]),
}  # fmt: skip


@pytest.mark.parametrize("flow", FLOWS)
def test_printed_lines_become_paragraphs(flow):
    lines, expected = FLOWS[flow]
    assert [text for text, _, _ in flowing(lines, {})] == expected


def test_large_letters_are_a_title_however_many_small_ones_there_are():
    lines = [line("柳河镇2024年", size=22.0), line("法治政府建设报告", row=2, size=22.0), *(line("办结386件。", 112, right, row) for right, row in ((400, 4), (250, 5), (250, 6)))]
    lines += [line("表内小字很多很多", 80, 300, row, size=10.0) for row in range(7, 17)]
    found = [(text, level) for text, _, level in flowing(lines, {})]
    assert found[0] == ("柳河镇2024年法治政府建设报告", 1)
    assert {level for _, level in found[1:]} == {0}


@pytest.mark.parametrize("kind", ["txt", "md", "html", "docx", "pdf"])
def test_the_same_file_gives_the_same_document(opened, kind, tmp_path):
    again = open_document(write(tmp_path / f"report.{kind}", KINDS[kind]()))
    assert (again.text, again.blocks, again.grids) == (opened[kind].text, opened[kind].blocks, opened[kind].grids)


def test_a_long_page_is_read_in_a_moment(tmp_path):
    page = write(tmp_path / "a.html", as_html().replace(b"</body>", (body_of_html() * 12).encode() + b"</body>"))
    open_document(page)
    begun = time.process_time()
    open_document(page)
    assert time.process_time() - begun < 0.1


def test_a_few_noughts_make_a_text_in_utf8_none_in_utf16(tmp_path):
    assert text_of(tmp_path, "few.txt", "处罚10起\x00，其中罚款\x003起。") == "处罚10起\x00，其中罚款\x003起。"
    assert text_of(tmp_path, "wide.txt", "处罚10起，其中罚款3起。".encode("utf-16-le")) == "处罚10起，其中罚款3起。"
    assert text_of(tmp_path, "latin.txt", "10 cases".encode("utf-16-be")) == "10 cases"


def test_a_text_in_traditional_characters_or_of_few_is_read_in_gb18030(tmp_path):
    for text in ("行政處罰案件十件，其中罰款十二件。辦理行政復議案件五件，調解糾紛三百件。", "㙍䶮镕件"):
        assert text_of(tmp_path, "a.txt", text.encode("gb18030")) == text
